"""The encoder's arithmetic: six layers of attention in whole numbers, the same on every machine.

Weights and activations are rounded to whole numbers before every sum, so that a sum has no
rounding and no order; what is not a sum (divide, root, table) is exact to the last bit by IEEE 754.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

LEVELS = 127
"""Steps of an activation to either side of zero."""
EXACT_SUM_MAX = 2**24
"""Whole numbers up to here are exact in single precision; the loader checks every column."""
SHARES = 1023
"""Steps of an attention weight."""
EXP_STEPS, EXP_STEPS_MAX = 64, 1024
GELU_STEPS, GELU_MAX = 128, 16
NORM_BITS = 14
SMALL = 1e-12
SCORE_DIGITS = 2


class BadWeights(Exception):
    """The weights are not what the program can read."""


@dataclass(frozen=True)
class Matrix:
    """Whole-number weights (in, out), one scale an output, and a bias."""

    whole: Any
    scale: Any
    bias: Any


class Encoder:
    """Scores of one window of word pieces.

    `arrays` is what `training.weights` packed, by name. Raises BadWeights when a sum could pass
    `EXACT_SUM_MAX`, ImportError without numpy.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        import numpy as np

        self._np: Any = np
        self._arrays = dict(arrays)
        self.heads = tuple(bytes(self._arrays.pop("names")).decode().split("\n"))
        names = bytes(self._arrays.pop("vocabulary")).decode().split("\n")
        self.vocabulary = {name: number for number, name in enumerate(names)}
        shape = self._arrays.pop("shape").tolist()
        self._layers, self._heads = int(shape[0]), int(shape[1])
        self._matrices = {
            name.removesuffix(".whole"): self._matrix(name.removesuffix(".whole"))
            for name in tuple(self._arrays)
            if name.endswith(".whole")
        }

    def _matrix(self, name: str) -> Matrix:
        np = self._np
        whole = self._arrays.pop(f"{name}.whole")
        if int(np.abs(whole.astype(np.int64)).sum(0).max()) * LEVELS >= EXACT_SUM_MAX:
            raise BadWeights(f"{name}: a sum may not be exact")
        scale, bias = self._arrays.pop(f"{name}.scale"), self._arrays.pop(f"{name}.bias")
        return Matrix(whole.astype(np.float32), scale, bias)

    def scores(self, ids: tuple[int, ...]) -> tuple[float, ...]:
        """Returns a score in [0, 1] for each head, rounded to two digits."""
        np = self._np
        hidden = self._embedded(ids)
        for layer in range(self._layers):
            hidden = self._layer(f"{layer}", hidden)
        whole = np.rint(hidden.astype(np.float64) * 2**NORM_BITS).sum(0)
        mean = (whole / (2**NORM_BITS * len(ids))).astype(np.float32)
        logits = self._times("heads", mean[None])[0]
        return tuple(
            round(1 / (1 + math.exp(-round(float(value), 3))), SCORE_DIGITS) for value in logits
        )

    def _embedded(self, ids: tuple[int, ...]) -> Any:
        np, arrays = self._np, self._arrays
        rows = list(ids)
        words = arrays["words"][rows].astype(np.float32) * arrays["words.scale"][rows][:, None]
        return self._norm("embedded", words + arrays["places"][: len(rows)])

    def _layer(self, name: str, hidden: Any) -> Any:
        mixed = self._times(f"{name}.out", self._attended(name, hidden))
        hidden = self._norm(f"{name}.first", hidden + mixed)
        inner = self._gelu(self._times(f"{name}.up", hidden))
        return self._norm(f"{name}.second", hidden + self._times(f"{name}.down", inner))

    def _attended(self, name: str, hidden: Any) -> Any:
        np = self._np
        length, width = hidden.shape
        all_three = self._times(f"{name}.qkv", hidden).reshape(length, 3, self._heads, -1)
        query, key, value = all_three.transpose(1, 2, 0, 3)
        query, query_scale = self._rounded(query, -1)
        key, key_scale = self._rounded(key, -1)
        value, value_scale = self._rounded(value, (-1, -2))
        raw = (query @ key.transpose(0, 2, 1)) * query_scale * key_scale.transpose(0, 2, 1)
        raw = raw / np.float32(math.sqrt(width // self._heads))
        below = np.rint((raw.max(-1, keepdims=True) - raw) * EXP_STEPS)
        shares = self._exp[np.minimum(below, EXP_STEPS_MAX).astype(np.int32)]
        mixed = (shares @ value) * (value_scale / shares.sum(-1, keepdims=True))
        return mixed.transpose(1, 0, 2).reshape(length, width)

    def _times(self, name: str, given: Any) -> Any:
        """Returns given @ weights + bias, its sums in whole numbers."""
        matrix = self._matrices[name]
        whole, scale = self._rounded(given, -1)
        return (whole @ matrix.whole) * scale * matrix.scale + matrix.bias

    def _rounded(self, given: Any, axis: int | tuple[int, ...]) -> tuple[Any, Any]:
        """Returns whole numbers of at most `LEVELS`, and what one of them stands for."""
        np = self._np
        most = np.abs(given).max(axis, keepdims=True)
        scale = np.maximum(most, np.float32(SMALL)) / np.float32(LEVELS)
        return np.rint(given / scale), scale

    def _norm(self, name: str, given: Any) -> Any:
        np = self._np
        whole = np.rint(given.astype(np.float64) * 2**NORM_BITS)
        count = whole.shape[1]
        mean = whole.sum(1, keepdims=True) / count
        spread = (whole * whole).sum(1, keepdims=True) / count - mean * mean
        level = (whole - mean) / np.sqrt(spread + SMALL)
        arrays = self._arrays
        return (level * arrays[f"{name}.gain"] + arrays[f"{name}.shift"]).astype(np.float32)

    def _gelu(self, given: Any) -> Any:
        np = self._np
        place = np.rint(given * np.float32(GELU_STEPS)) + GELU_STEPS * GELU_MAX
        return self._gelus[np.clip(place, 0, 2 * GELU_STEPS * GELU_MAX).astype(np.int32)]

    @cached_property
    def _gelus(self) -> Any:
        """The activation at every step, rounded: a mathematics library may differ in a last bit."""
        np = self._np
        steps = range(-GELU_STEPS * GELU_MAX, GELU_STEPS * GELU_MAX + 1)
        points = (step / GELU_STEPS for step in steps)
        values = [0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in points]
        return np.array([round(value * 4096) / 4096 for value in values], dtype=np.float32)

    @cached_property
    def _exp(self) -> Any:
        np = self._np
        values = [round(SHARES * math.exp(-n / EXP_STEPS)) for n in range(EXP_STEPS_MAX + 1)]
        return np.array(values, dtype=np.float32)
