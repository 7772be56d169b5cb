"""Loads the second reader of a language: settings, weights by their hash, arithmetic."""

import hashlib
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

from flows.language.second_reader.encoder import Encoder
from flows.language.second_reader.hearing import SecondReader

SETTINGS = "second_reader.toml"
"""Thresholds, the name of the weights and their hash, in content."""


@dataclass(frozen=True)
class SecondReaderState:
    """The second reader of a language, or why there is none and how to mend that."""

    reader: SecondReader | None
    found: str
    mend: str = ""


def load(language: str, tree: Mapping[str, Any]) -> SecondReaderState:
    """Returns the second reader of a language; everything works without it.

    `tree` is the parsed content by path.
    """
    settings = tree.get(SETTINGS)
    if settings is None or settings["language"] != language:
        return SecondReaderState(None, "none for this language; the rules read alone")
    if find_spec("numpy") is None:
        why = "not loaded: numpy is missing; the rules read alone"
        return SecondReaderState(None, why, "install the extra: pip install 'poised-bot[reader]'")
    weights = files("content") / settings["weights"]
    if not weights.is_file():
        return SecondReaderState(None, "not loaded: the weights are missing", f"restore {weights}")
    if _sha256(weights.name) != settings["sha256"]:
        why = "not loaded: the weights are not those of the settings"
        return SecondReaderState(
            None, why, f"restore {weights}, or train anew and write its sha256"
        )
    return SecondReaderState(
        SecondReader(lambda: _encoder(weights.name), settings), f"version {settings['version']}"
    )


@lru_cache(maxsize=1)
def _sha256(weights: str) -> str:
    return hashlib.sha256(_bytes(weights)).hexdigest()


def _bytes(weights: str) -> bytes:
    return (files("content") / weights).read_bytes()


@lru_cache(maxsize=1)
def _encoder(weights: str) -> Encoder:
    """Returns the encoder of the shipped weights. Raises BadWeights."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # Several people may be heard at once.
    import numpy as np

    data = _bytes(weights)
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return Encoder({name: file[name] for name in file.files})
