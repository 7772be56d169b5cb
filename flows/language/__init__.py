"""What a person typed: answer, command, several facts, red flag. Pure: the words are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.language.answers import KINDS, read
from flows.language.commands import command
from flows.language.explain import explain, understand
from flows.language.facts import FactReading, facts, named_facts
from flows.language.lexicon import Lexicon, compile_lexicon
from flows.language.red_flags import Detection, detect
from flows.language.talk import Talk, talk

__all__ = [
    "KINDS",
    "Detection",
    "Lexicon",
    "LexiconReader",
    "command",
    "compile_lexicon",
    "detect",
    "explain",
    "facts",
    "read",
    "understand",
]


@dataclass(frozen=True)
class LexiconReader:
    """Reads one language by its lexicon: a Reader as the engine asks for it."""

    lexicon: Lexicon

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]]) -> LexiconReader:
        """Compile a language's files."""
        return cls(compile_lexicon(data))

    def detect(self, text: str) -> Detection:
        """Find the most urgent red flag."""
        return detect(self.lexicon, text)

    def read(self, kind: str, text: str, options: tuple[str, ...], today: date) -> Any:
        """Read an answer of a kind."""
        return read(self.lexicon, kind, text, options, today)

    def command(self, text: str) -> str | None:
        """Recognise a command in ordinary words."""
        return command(self.lexicon, text)

    def facts(self, text: str) -> Mapping[str, Any]:
        """Find several facts in one sentence."""
        return facts(self.lexicon, text)

    def named_facts(self, text: str) -> FactReading:
        """Find the facts that a sentence names, and what it says beside them."""
        return named_facts(self.lexicon, text)

    def talk(self, text: str) -> tuple[Talk, ...]:
        """Find what a message speaks of beside an answer."""
        return talk(self.lexicon, text)
