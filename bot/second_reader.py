"""Loads the second reader of a language: settings, weights by their hash, arithmetic."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from flows.language import SecondReader
from flows.language.second_reader.encoder import Encoder

ROOM = "second_reader"
"""The folder of content: {language}.toml with thresholds and hash, {language}.npz with weights."""


@dataclass(frozen=True)
class Loaded:
    """The second reader of a language, or why there is none and how to mend that."""

    reader: SecondReader | None
    found: str
    mend: str = ""


def load(language: str, tree: Mapping[str, Any]) -> Loaded:
    """Returns the second reader of a language; everything works without it.

    `tree` is the parsed content by path.
    """
    settings = tree.get(f"{ROOM}/{language}.toml")
    if settings is None:
        return Loaded(None, "none for this language; the rules read alone")
    if find_spec("numpy") is None:
        why = "not loaded: numpy is missing; the rules read alone"
        return Loaded(None, why, "install the extra: pip install 'poised-bot[reader]'")
    weights = files("content") / ROOM / f"{language}.npz"
    if not weights.is_file():
        return Loaded(None, "not loaded: the weights are missing", f"restore {weights}")
    if _sha256(language) != settings["sha256"]:
        why = "not loaded: the weights are not those of the settings"
        return Loaded(None, why, f"restore {weights}, or train anew and write its sha256")
    return Loaded(
        SecondReader(lambda: _encoder(language), settings), f"version {settings['version']}"
    )


@lru_cache(maxsize=1)
def _sha256(language: str) -> str:
    return hashlib.sha256(_bytes(language)).hexdigest()


def _bytes(language: str) -> bytes:
    return (files("content") / ROOM / f"{language}.npz").read_bytes()


@lru_cache(maxsize=1)
def _encoder(language: str) -> Encoder:
    """Returns the encoder of the shipped weights. Raises BadWeights."""
    import numpy as np

    data = _bytes(language)
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return Encoder({name: file[name] for name in file.files})
