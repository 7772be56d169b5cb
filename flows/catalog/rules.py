"""The small language in which the tier rules of red_flags.toml are written.

A rule names tokens ("C1.recent"), facts, context flags and comparisons ("age >= adult_age") that
must all, any or none hold, or a count of them; the head of the content file explains each.
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

ID = r"^[a-z][a-z0-9_]*$"
_COMPARISON = re.compile(r"(\w+|[A-Z]+\d\.number) (<|<=|>|>=) ([a-z_]+)")

Mark = Literal["read", "general_knowledge", "proposed"]
Condition = Literal[
    "cauda_equina", "progressive_neuro_deficit", "fracture", "malignancy", "infection",
    "aaa_visceral", "inflammatory", "chest_pain_cardiac", "stroke_like", "dvt_pe", "self_harm",
    "pregnancy_complication", "other",
]  # fmt: skip


class Content(BaseModel):
    """Values that clinicians write down: frozen, and without keys that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(Content):
    """Where a value comes from, and how sure that is."""

    source: str = Field(min_length=1)
    mark: Mark


class SourcedRow(Content):
    """A piece of content that says where it comes from and how sure that is."""

    id: str = Field(min_length=1)
    source: str = Field(min_length=1)
    mark: Mark


class AtLeast(Content):
    """A count of tokens that must hold."""

    count: int = Field(ge=2)
    of: tuple[str, ...] = Field(min_length=2)


class When(SourcedRow):
    """What must hold: all, at least one of any, none of none, and the count."""

    id: str = Field(pattern=ID)
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: AtLeast | None = None

    def affirmed(self) -> tuple[str, ...]:
        """Return the tokens that speak for it."""
        return (*self.all, *self.any, *(self.at_least.of if self.at_least else ()))

    def tokens(self) -> tuple[str, ...]:
        """Return every token named."""
        return (*self.affirmed(), *self.none)


class Fact(When):
    """A name for a combination, to be used by later facts and by rules."""


class Rule(When):
    """A combination of answers and the tier it leads to."""

    tier: Literal["emergency", "urgent", "see_clinician", "advise"]
    kind: Literal["medical", "crisis"] = "medical"
    suspects: Condition


class Comparison(NamedTuple):
    """`age >= fracture_age_men`, taken apart."""

    left: str
    operator: str
    threshold: str


def comparison(token: str) -> Comparison | None:
    """Return the comparison that a token is, or None if it is none."""
    match = _COMPARISON.fullmatch(token)
    return Comparison(match[1], match[2], match[3]) if match else None


def questions_of(when: When, facts: Mapping[str, Fact]) -> set[str]:
    """Return the ids of the questions that a rule or fact looks at, also through facts."""
    found: set[str] = set()
    for token in when.tokens():
        if token in facts:
            found |= questions_of(facts[token], facts)
        elif token[0].isupper():
            found.add(token.split(".")[0])
    return found
