"""References to words: what to say, without saying it (the words live in content/text)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Word(Struct, frozen=True, tag=True, omit_defaults=True):
    """A Fluent message and its variables, or, with `raw`, a person's own words."""

    key: str = ""
    args: dict[str, Arg] = {}
    raw: str = ""


class Words(Struct, frozen=True, tag=True, omit_defaults=True):
    """Several words joined into a list; `join` names how: lines | comma | blank."""

    items: tuple[Word, ...]
    join: str = "comma"


Arg = str | int | float | Word | Words


def date_word(day: date) -> Word:
    """Say a date as people do."""
    return Word("date-said", {"day": day.day, "month": day.month, "year": str(day.year)})
