"""What a person typed: answer, command, several facts, red flag. Pure: the words are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flows.language.answers.choices import read_choice, read_many
from flows.language.answers.dates import read_date, read_duration_weeks
from flows.language.answers.days import read_days
from flows.language.answers.numbers import read_amount, read_count, read_number, read_rating
from flows.language.answers.times import read_time
from flows.language.answers.yes_no import read_yes_no, read_yes_no_unsure
from flows.language.answers.zones import read_country, read_zone
from flows.language.facts import FactReading, fact_names, facts, named_facts
from flows.language.lexicon import Lexicon, compile_lexicon
from flows.language.matching import Span
from flows.language.parsed_text import ParsedText, read_text
from flows.language.red_flags import Detection, detect


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


# --- commands in ordinary words; a sentence that merely contains one is no command ------------
WORDS_MAX = 14
COMMAND_PREFIX = "do_"


def command(lexicon: Lexicon, text: str) -> str | None:
    """Returns the command that the whole of a short message asks for, or None."""
    reading = read_text(lexicon, text)
    if len(reading.tokens) > WORDS_MAX:
        return None
    end = _until(lexicon, reading)
    names = {
        name
        for name, span in _asked(lexicon, reading)
        if span.end <= end and not _left_over(lexicon, reading, span, end)
    }
    return _longest(lexicon, reading, names)


def _asked(lexicon: Lexicon, reading: ParsedText) -> list[tuple[str, Span]]:
    return [
        (lexicon.concepts[concept].removeprefix(COMMAND_PREFIX), span)
        for concept, spans in reading.all_spans.items()
        if lexicon.concepts[concept].startswith(COMMAND_PREFIX)
        for span in spans
    ]


def _longest(lexicon: Lexicon, reading: ParsedText, names: set[str]) -> str | None:
    """Returns the command with the longest phrase; a tie means that it is not clear."""
    sizes = sorted(
        (max(s.end - s.start for n, s in _asked(lexicon, reading) if n == name), name)
        for name in names
    )
    if not sizes or (len(sizes) > 1 and sizes[-2][0] == sizes[-1][0]):
        return None
    return sizes[-1][1]


def _until(lexicon: Lexicon, reading: ParsedText) -> int:
    """Returns where "until Monday" or "for a week" begins, which is no part of the command."""
    spans = reading.all_spans.get(lexicon.ids["command_until"], ())
    return min((span.start for span in spans if span.start), default=len(reading.tokens))


def _left_over(lexicon: Lexicon, reading: ParsedText, span: Span, end: int) -> Sequence[str]:
    """Returns the words that neither the phrase nor politeness explains."""
    name = lexicon.concepts[span.concept]
    polite = [
        one
        for concept in (lexicon.ids["command_polite"], lexicon.ids[name])
        for one in reading.all_spans.get(concept, ())
    ]
    return [
        token.word
        for at, token in enumerate(reading.tokens[:end])
        if not span.start <= at < span.end
        and not token.filler
        and token.word[0].isalnum()
        and not any(one.start <= at < one.end for one in polite)
    ]


# --- answers -> canonical values; None asks again ---------------------------------------------
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
    "duration_weeks": read_duration_weeks,
}
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
    if kind in _BY_TODAY:
        return _BY_TODAY[kind](lexicon, text, today)
    return _PLAIN[kind](lexicon, text)
