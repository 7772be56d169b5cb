"""How large a screen may be, by its kind (content/screens.toml), and how large one is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from bot.library import read_content

COLUMNS = 40
"""Characters of a line on a phone."""


class LayoutBudget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How large the screens of one kind may be, and which screens are of it.

    A screen is of the first kind that names its message's kind, its flow or one of its texts; the
    last kind names none and takes the rest. `lines_max` counts lines of 40 characters, empty ones
    too; `buttons_max` counts a row of numbers as one. Where `number_alone`, a number to call stands
    on a line of its own.
    """

    kind: str
    lines_max: int
    buttons_max: int
    source: str
    mark: str
    messages: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    number_alone: bool = False

    def covers(self, message: str, flow: str, texts: set[str]) -> bool:
        """Whether a screen is of this kind."""
        rest = not (self.messages or self.flows or self.texts)
        named = message in self.messages or flow in self.flows
        return rest or named or not texts.isdisjoint(self.texts)


@cache
def budgets() -> dict[str, LayoutBudget]:
    """The budgets by kind, in the order in which a screen is looked for."""
    rows = msgspec.convert(read_content()["screens.toml"]["screen"], tuple[LayoutBudget, ...])
    return {row.kind: row for row in rows}


def kind_of(message: str, flow: str, texts: set[str]) -> str:
    """The kind of a screen, by the kind of its message, the open flow and the ids of its texts."""
    return next(b.kind for b in budgets().values() if b.covers(message, flow, texts))


@dataclass(frozen=True, slots=True)
class Measured:
    """How large a screen is: words with those of its buttons, lines of 40 characters, buttons."""

    words: int
    lines: int
    buttons: int

    def over(self, budget: LayoutBudget) -> bool:
        """Whether it is larger than its kind may be."""
        return self.lines > budget.lines_max or self.buttons > budget.buttons_max


def measured(texts: Iterable[str], labels: Iterable[str]) -> Measured:
    """Measure the texts and the buttons of a screen."""
    said, shown = list(texts), list(labels)
    lines = sum(lines_of(text) for text in said)
    numbers = [label for label in shown if label.isdigit()]
    words = sum(len(text.split()) for text in (*said, *shown))
    return Measured(words, lines, len(shown) - len(numbers) + bool(numbers))


def lines_of(text: str) -> int:
    """How many lines of 40 characters a text takes up, empty ones too."""
    return sum(max(1, len(textwrap.wrap(line, COLUMNS))) for line in text.splitlines())
