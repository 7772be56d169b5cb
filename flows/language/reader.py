"""What a person typed: answer, command, several facts, red flag. Pure: the words are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flows.language.answers.choices import read_choice, read_many
from flows.language.answers.corrections import FIRST, LATER, put_right
from flows.language.answers.counts import read_count
from flows.language.answers.dates import read_date, read_duration_weeks, read_past_date
from flows.language.answers.days import read_days
from flows.language.answers.numbers import read_amount, read_number, read_rating
from flows.language.answers.times import read_time
from flows.language.answers.weights import read_task, read_weights
from flows.language.answers.yes_no import read_plain_no, read_yes_no, read_yes_no_unsure
from flows.language.answers.zones import read_country, read_zone
from flows.language.commands import command
from flows.language.facts import FactReading, fact_names, facts, named_facts
from flows.language.lexicon import Lexicon, compile_lexicon
from flows.language.red_flags import Detection, detect
from flows.language.talk import Talk, talk


@dataclass(frozen=True)
class LexiconReader:
    """Reads one language by its lexicon: a Reader as the engine asks for it."""

    lexicon: Lexicon

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]]) -> LexiconReader:
        """Compile a language's files."""
        return cls(compile_lexicon(data))

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """The facts that a sentence may name; they are called like their questions."""
        return fact_names(self.lexicon)

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


# --- answers -> canonical values; None asks again ---------------------------------------------
_PLAIN: Mapping[str, Callable[[Lexicon, str], Any]] = {
    "nrs_0_10": read_rating,
    "yes_no": read_yes_no,
    "yes_no_unsure": read_yes_no_unsure,
    "plain_no": read_plain_no,
    "time_of_day": read_time,
    "days_of_week": read_days,
    "timezone": read_zone,
    "country": read_country,
    "count": read_count,
    "number": read_number,
    "amount": read_amount,
    "weights": read_weights,
    "task": read_task,
    "command": command,
}
_AMONG_OPTIONS: Mapping[str, Callable[[Lexicon, str, Sequence[str]], Any]] = {
    "choice": read_choice,
    "many": read_many,
}
_BY_TODAY: Mapping[str, Callable[[Lexicon, str, date | None], Any]] = {
    "date": read_date,
    "past_date": read_past_date,
    "duration_weeks": read_duration_weeks,
}
CORRECTED = ("nrs_0_10", "count", "number", "amount", "time_of_day", *_BY_TODAY)
"""Kinds of one value: what is said after "no wait" takes the place of what came before."""
KINDS = (*_PLAIN, *_AMONG_OPTIONS, *_BY_TODAY)


def read(
    lexicon: Lexicon,
    kind: str,
    text: str,
    options: Sequence[str] | None = (),
    today: date | None = None,
) -> Any:
    """Returns the value meant in the canonical form of its kind, or None; unknown kinds assert."""
    assert kind in KINDS, kind
    if kind == "many":
        return read_many(lexicon, text, options or ())

    def once(said: str) -> Any:
        return _one(lexicon, kind, said, options or (), today)

    if kind in CORRECTED:
        found, value = put_right(lexicon, text, FIRST, once)
        if found:
            return value
    value = once(text)
    if value is None and (kind in CORRECTED or kind == "choice"):
        return put_right(lexicon, text, LATER, once)[1]
    return value


def _one(lexicon: Lexicon, kind: str, text: str, options: Sequence[str], today: date | None) -> Any:
    if kind in _AMONG_OPTIONS:
        return _AMONG_OPTIONS[kind](lexicon, text, options)
    if kind in _BY_TODAY:
        return _BY_TODAY[kind](lexicon, text, today)
    return _PLAIN[kind](lexicon, text)
