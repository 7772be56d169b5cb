"""One language's understanding of typed words, as the engine asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.engine.kinds import Value
from flows.language import Detection, Lexicon, command, compile_lexicon, facts, hear, read


@dataclass(frozen=True)
class LexiconReader:
    """Reads one language by its lexicon."""

    lexicon: Lexicon

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]]) -> LexiconReader:
        """Compile a language's files."""
        return cls(compile_lexicon(data))

    def hear(self, text: str) -> Detection:
        """Listen for a red flag."""
        return hear(self.lexicon, text)

    def read(self, kind: str, text: str, options: tuple[str, ...], today: date) -> Value:
        """Read an answer of a kind."""
        value: Value = read(self.lexicon, kind, text, options, today)
        return value

    def command(self, text: str) -> str | None:
        """Recognise a command in ordinary words."""
        return command(self.lexicon, text)

    def facts(self, text: str) -> Mapping[str, Any]:
        """Find several facts in one sentence."""
        return facts(self.lexicon, text)
