"""Rounds trained weights to whole numbers and writes the file that the second reader loads."""

import io
from collections.abc import Mapping, Sequence

import numpy as np

from flows.language.second_reader.windows import PIECES_MAX

Tensors = Mapping[str, np.ndarray]
LEVELS = 127
LAYER = "encoder.encoder.layer."


def packed(weights: Tensors, vocabulary: Sequence[str], heads: Sequence[str]) -> bytes:
    """Returns the weights as one compressed file."""
    layers = 1 + max(
        int(n.removeprefix(LAYER).split(".")[0]) for n in weights if n.startswith(LAYER)
    )
    arrays = dict(_embeddings(weights))
    for layer in range(layers):
        arrays |= _layer(weights, layer)
    arrays |= _matrix("heads", weights["heads.weight"], weights["heads.bias"])
    arrays["shape"] = np.array([layers, 12], dtype=np.int32)
    arrays["names"] = np.frombuffer("\n".join(heads).encode(), dtype=np.uint8)
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def _embeddings(weights: Tensors) -> dict[str, np.ndarray]:
    part = "encoder.embeddings."
    words = weights[f"{part}word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(1), 1e-9) / LEVELS
    places = weights[f"{part}position_embeddings.weight"][:PIECES_MAX]
    return {
        "words": np.rint(words / scale[:, None]).astype(np.int8),
        "words.scale": scale.astype(np.float32),
        "places": (places + weights[f"{part}token_type_embeddings.weight"][0]).astype(np.float32),
        **_norm("embedded", weights, f"{part}LayerNorm"),
    }


def _layer(weights: Tensors, layer: int) -> dict[str, np.ndarray]:
    part = f"{LAYER}{layer}."
    own = [f"{part}attention.self.{name}" for name in ("query", "key", "value")]
    merged = np.concatenate([weights[f"{name}.weight"] for name in own])
    bias = np.concatenate([weights[f"{name}.bias"] for name in own])
    arrays = _matrix(f"{layer}.qkv", merged, bias)
    for name, source in (
        ("out", "attention.output.dense"),
        ("up", "intermediate.dense"),
        ("down", "output.dense"),
    ):
        weight, shift = weights[f"{part}{source}.weight"], weights[f"{part}{source}.bias"]
        arrays |= _matrix(f"{layer}.{name}", weight, shift)
    arrays |= _norm(f"{layer}.first", weights, f"{part}attention.output.LayerNorm")
    return arrays | _norm(f"{layer}.second", weights, f"{part}output.LayerNorm")


def _matrix(name: str, weight: np.ndarray, bias: np.ndarray) -> dict[str, np.ndarray]:
    scale = np.maximum(np.abs(weight).max(1), 1e-9) / LEVELS
    whole = np.rint(weight / scale[:, None]).astype(np.int8).T
    return {
        f"{name}.whole": np.ascontiguousarray(whole),
        f"{name}.scale": scale.astype(np.float32),
        f"{name}.bias": bias.astype(np.float32),
    }


def _norm(name: str, weights: Tensors, source: str) -> dict[str, np.ndarray]:
    return {
        f"{name}.gain": weights[f"{source}.weight"].astype(np.float32),
        f"{name}.shift": weights[f"{source}.bias"].astype(np.float32),
    }
