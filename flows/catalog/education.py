"""Education cards: when each one fits, and where it comes from; the words are in Fluent."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "education.toml"


class Card(BaseModel):
    """One idea; it fits when one of its moments is true of the person today.

    Nobody with one of the conditions in `unless` is told it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    moments: frozenset[str]
    unless: frozenset[str] = frozenset()
    source: str
    mark: Literal["read", "general_knowledge", "proposed"]


class Education(BaseModel):
    """All cards, the most important first."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    cards: tuple[Card, ...]

    def said_to(self, conditions: frozenset[str]) -> "Education":
        """Give the cards that may be said to somebody with these conditions."""
        return Education(cards=tuple(c for c in self.cards if c.unless.isdisjoint(conditions)))


def parse(tree: Mapping[str, Any], problems: list[str]) -> Education | None:
    """Read the cards from the content tree; every problem names file and key."""
    if FILE not in tree:
        problems.append(f"{FILE}: the file is missing")
        return None
    cards, before = [], len(problems)
    for name, entry in tree[FILE].get("card", {}).items():
        try:
            cards.append(Card(id=name, **entry))
        except (TypeError, ValidationError) as wrong:
            problems.append(f"{FILE}: card.{name}: {wrong}")
    return Education(cards=tuple(cards)) if len(problems) == before else None
