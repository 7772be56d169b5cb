"""What a person typed: answer, command, several facts, red flag. Pure: the words are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flows.language.answers.choices import read_choice, read_many
from flows.language.answers.dates import read_date, read_duration_weeks, read_past_date
from flows.language.answers.days import read_days
from flows.language.answers.numbers import read_amount, read_count, read_number, read_rating
from flows.language.answers.times import read_time
from flows.language.answers.weights import read_task, read_weights
from flows.language.answers.yes_no import (
    read_plain_no,
    read_whole_no,
    read_yes_no,
    read_yes_no_unsure,
)
from flows.language.answers.zones import read_country, read_zone
from flows.language.commands import command
from flows.language.facts import FactReading, fact_names, facts, named_facts
from flows.language.lexicon import Lexicon, compile_lexicon
from flows.language.parsed_text import has_words, read_text
from flows.language.red_flags import Detection, detect
from flows.language.second_reader.hearing import SecondReader, heard_by_both
from flows.language.talk import Talk, talk

SLOW_CHARS = 400
"""The rules alone read so much in about two milliseconds."""


@dataclass(frozen=True)
class LexiconReader:
    """Reads one language by its lexicon, and by a second reader where there is one.

    A Reader as the engine asks for it.
    """

    lexicon: Lexicon
    second: SecondReader | None = None

    @classmethod
    def of(cls, data: Mapping[str, Mapping[str, Any]]) -> LexiconReader:
        """Compile a language's files."""
        return cls(compile_lexicon(data))

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """The facts that a sentence may name; they are called like their questions."""
        return fact_names(self.lexicon)

    def detect(self, text: str) -> Detection:
        """Find the most urgent red flag by both readers; a number is for the rules alone."""
        if self.second is None or not has_words(text):
            return detect(self.lexicon, text)
        return heard_by_both(self.lexicon, self.second, text)

    def is_slow(self, text: str) -> bool:
        """Whether to find a red flag in this text takes milliseconds (decision 40)."""
        return len(text) > SLOW_CHARS or (self.second is not None and has_words(text))

    def read(self, kind: str, text: str, options: tuple[str, ...], today: date) -> Any:
        """Read an answer of a kind."""
        return read(self.lexicon, kind, text, options, today)

    def command(self, text: str) -> str | None:
        """Recognise a command in ordinary words."""
        return command(self.lexicon, text) if has_words(text) else None

    def facts(self, text: str) -> Mapping[str, Any]:
        """Find several facts in one sentence."""
        return facts(self.lexicon, text)

    def named_facts(self, text: str) -> FactReading:
        """Find the facts that a sentence names, and what it says beside them."""
        return named_facts(self.lexicon, text)

    def talk(self, text: str) -> tuple[Talk, ...]:
        """Find what a message speaks of beside an answer."""
        return talk(self.lexicon, text) if has_words(text) else ()


# --- answers -> canonical values; None asks again ---------------------------------------------
_PLAIN: Mapping[str, Callable[[Lexicon, str], Any]] = {
    "nrs_0_10": read_rating,
    "yes_no": read_yes_no,
    "yes_no_unsure": read_yes_no_unsure,
    "plain_no": read_plain_no,
    "whole_no": read_whole_no,
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


# --- put right in mid-sentence: "8, no wait, 9", "left no right" ---------------------------------
CORRECTED_WORDS_MAX = 3
"""After a bare "no" only so short a rest is another answer."""
FIRST, LATER = "first", "later"


def put_right(
    lexicon: Lexicon, text: str, when: str, read: Callable[[str], Any]
) -> tuple[bool, Any]:
    """Returns (True, value) where an answer follows a correction, else (False, None).

    With `when` FIRST words of correction count; with LATER also a bare "no" between two answers
    that differ.
    """
    reading = read_text(lexicon, text)
    spans = reading.all_spans.get(lexicon.ids["correction"], ())
    starts = [span.end for span in spans if 0 < span.end < len(reading.tokens)]
    if starts:
        value = read(_from(lexicon, text, max(starts)))
        if value is not None:
            return True, value
    if when == FIRST:
        return False, None
    for at, token in enumerate(reading.tokens):
        rest = [one for one in reading.tokens[at + 1 :] if one.word[0].isalnum()]
        if token.word != "no" or not at or not 0 < len(rest) <= CORRECTED_WORDS_MAX:
            continue
        before, after = read(reading.text[: token.start]), read(_from(lexicon, text, at + 1))
        if before is not None and after is not None and before != after:
            return True, after
    return False, None


def _from(lexicon: Lexicon, text: str, at: int) -> str:
    """Returns the text from a token on, without marks and a "no" before what is meant."""
    reading = read_text(lexicon, text)
    skipped = lexicon.answers["correction"]["opens"]
    while at + 1 < len(reading.tokens) and (
        not reading.tokens[at].word[0].isalnum() or reading.tokens[at].word in skipped
    ):
        at += 1
    return str(reading.text[reading.tokens[at].start :])
