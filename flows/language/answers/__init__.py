"""Answers in a person's own words -> canonical values; None asks again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flows.language.answers.choices import read_choice, read_many
from flows.language.answers.dates import read_date, read_duration_weeks, read_past_date
from flows.language.answers.days import read_days
from flows.language.answers.numbers import read_amount, read_count, read_number, read_rating
from flows.language.answers.times import read_time
from flows.language.answers.yes_no import read_yes_no, read_yes_no_unsure
from flows.language.answers.zones import read_country, read_zone
from flows.language.commands import command
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import read_text

_PLAIN: Mapping[str, Callable[[Lexicon, str], Any]] = {
    "nrs_0_10": read_rating,
    "yes_no": read_yes_no,
    "yes_no_unsure": read_yes_no_unsure,
    "time_of_day": read_time,
    "days_of_week": read_days,
    "timezone": read_zone,
    "country": read_country,
    "count": read_count,
    "number": read_number,
    "amount": read_amount,
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
    if kind in _AMONG_OPTIONS:
        return _AMONG_OPTIONS[kind](lexicon, text, options or ())
    if kind in CORRECTED and (later := _corrected(lexicon, text)):
        value = _one(lexicon, kind, later, today)
        if value is not None:
            return value
    return _one(lexicon, kind, text, today)


def _one(lexicon: Lexicon, kind: str, text: str, today: date | None) -> Any:
    if kind in _BY_TODAY:
        return _BY_TODAY[kind](lexicon, text, today)
    return _PLAIN[kind](lexicon, text)


def _corrected(lexicon: Lexicon, text: str) -> str:
    """Returns what is said after the last correction, or "" where there is none."""
    reading = read_text(lexicon, text)
    spans = reading.all_spans.get(lexicon.ids["correction"], ())
    ends = [span.end for span in spans if 0 < span.end < len(reading.tokens)]
    return reading.text[reading.tokens[max(ends)].start :] if ends else ""
