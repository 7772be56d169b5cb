"""The few words the adapter says itself, in the language of the one it speaks to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Text(Protocol):
    """Words of one language by their key."""

    def __call__(self, key: str, **args: str) -> str: ...


Texts = Mapping[str, Text]
"""One `Text` a language; the first is spoken to everybody else."""


def spoken(texts: Texts, language: str) -> Text:
    """The words in a language (`pt-br`, else `pt`), or in the first one."""
    code = language.lower()
    for known in (code, code.partition("-")[0]):
        if known in texts:
            return texts[known]
    return next(iter(texts.values()))
