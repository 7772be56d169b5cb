"""Takes facts of a check-in out of one message; only what is said in its own words."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from flows.language.answers.numbers import has_phrase, read_rating
from flows.language.lexicon import Lexicon
from flows.language.matching import Match, matches
from flows.language.parsed_text import ParsedText, Token, part_lines, read_text

Facts = dict[str, Any]
CLAUSE_MARKS = frozenset({",", ";", ".", "\n", "!", "/"})
SHORT_WORDS_MAX = 6
"""Longest clause in which "it is", "now" and the like make a number a rating."""
WORST, NOW = RATINGS = ("worst", "pain_now")
"""Facts that are read as ratings."""
OUT_OF = "/"
"""Between two numbers it is no end of a clause ("5/10")."""


class FactReading(Struct, frozen=True):
    """Facts that a message names in words of their own, and what it says beside them."""

    facts: Facts
    rest: str


def fact_names(lexicon: Lexicon) -> frozenset[str]:
    """Returns every fact that `named_facts` can find."""
    return frozenset({*RATINGS, *(key for key, _, _ in lexicon.facts)})


def facts(lexicon: Lexicon, text: str) -> Facts:
    """Returns the check-in facts said: pain_now, worst, waking, done, stiffness, leg and others.

    A number that stands alone beside them ("4, slept badly") is the pain now.
    """
    said = named_facts(lexicon, text)
    lone = _lone_rating(lexicon, said.rest)
    return said.facts if lone is None else {NOW: lone, **said.facts}


def named_facts(lexicon: Lexicon, text: str) -> FactReading:
    """Returns the facts said with a word of their own, and the clauses that name none."""
    reading = read_text(lexicon, text)
    if _asks(lexicon, reading):
        return FactReading({}, text)
    found, rest = _matched(lexicon, reading), []
    for piece in _pieces(reading):
        rating = _rating(lexicon, piece)
        if rating is not None:
            found.setdefault(*rating)
        elif not _matches(lexicon, read_text(lexicon, piece)):
            rest.append(piece)
    return FactReading(found, ", ".join(rest))


def _asks(lexicon: Lexicon, reading: ParsedText) -> bool:
    """Tells whether a message only asks: a question tells no fact."""
    words = [token.word for token in reading.tokens]
    return words[:1] != [] and words[0] in lexicon.answers["yes_no"]["asks"]


def _lone_rating(lexicon: Lexicon, rest: str) -> float | None:
    """Returns the number of a clause that holds nothing else."""
    pieces = _pieces(read_text(lexicon, rest))
    lone = [piece for piece in pieces if _is_lone(lexicon, piece)]
    words = lexicon.answers["scale"]["none"]
    rated = (read_rating(lexicon, piece) for piece in lone if piece.casefold() not in words)
    return next((rating for rating in rated if rating is not None), None)


def _is_lone(lexicon: Lexicon, piece: str) -> bool:
    """Tells whether a clause is one word ("4"), besides words that say nothing ("a 4 ish")."""
    beside = lexicon.answers["numbers"]["about"]
    tokens = read_text(lexicon, piece).tokens
    said = [one for one in tokens if not one.filler and one.word not in beside]
    return len(said) == 1


def _matches(lexicon: Lexicon, reading: ParsedText) -> list[tuple[str, Any, Match]]:
    """Returns every match of a pattern of the facts, with its key and value."""
    return [
        (key, value, match)
        for line in part_lines(reading)
        for key, value, pattern in lexicon.facts
        for match in matches(pattern, line)
    ]


def _matched(lexicon: Lexicon, reading: ParsedText) -> Facts:
    """Returns the facts whose patterns match; a fact said in two ways at once is left out."""
    found: dict[str, dict[Any, int]] = {}
    for key, value, match in _matches(lexicon, reading):
        sizes = found.setdefault(key, {})
        size = sum(span.end - span.start for span in match.spans)
        sizes[value] = max(size, sizes.get(value, 0))
    return {key: best for key, sizes in found.items() if (best := _clear(sizes)) is not None}


def _clear(sizes: Mapping[Any, int]) -> Any:
    """Returns the value said with the longest match, or None when two are as long."""
    ranked = sorted(sizes.items(), key=lambda item: item[1], reverse=True)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]


def _rating(lexicon: Lexicon, piece: str) -> tuple[str, float] | None:
    """Returns the rating of a clause ("worst 7" is worst, any other pain is pain_now).

    Words that say another fact ("no pain in the leg") are no rating.
    """
    left = _without_others(lexicon, read_text(lexicon, piece))
    line = read_text(lexicon, left)
    worst = lexicon.ids["fact_worst"] in line.spans
    short = len(line.tokens) <= SHORT_WORDS_MAX and lexicon.ids["fact_pain_short"] in line.spans
    if not (worst or short or lexicon.ids["fact_pain"] in line.spans):
        return None
    if has_phrase([token.word for token in line.tokens], lexicon.answers["scale"]["elsewhere"]):
        return None
    if not worst and _of_another_day(lexicon, line):
        return None
    value = read_rating(lexicon, left)
    return None if value is None else (WORST if worst else NOW, value)


def _of_another_day(lexicon: Lexicon, line: ParsedText) -> bool:
    """Tells whether a clause rates the pain of yesterday or of another time, and not of now."""
    table = lexicon.answers["fact_days"]
    words = [token.word for token in line.tokens]
    return has_phrase(words, table["other"]) and not has_phrase(words, table["now"])


def _without_others(lexicon: Lexicon, reading: ParsedText) -> str:
    """Returns the text without the words that say another fact."""
    taken = {
        at
        for _, _, match in _matches(lexicon, reading)
        for span in match.spans
        for at in range(span.start, span.end)
    }
    remaining = [token for at, token in enumerate(reading.tokens) if at not in taken]
    return " ".join(reading.text[token.start : token.end] for token in remaining)


def _pieces(reading: ParsedText) -> list[str]:
    """Cuts the text at commas and full stops."""
    pieces: list[str] = []
    begin = 0
    for at, token in enumerate(reading.tokens):
        if token.word in CLAUSE_MARKS and not _out_of(reading.tokens, at):
            pieces.append(reading.text[begin : token.start])
            begin = token.end
    pieces.append(reading.text[begin:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _out_of(tokens: tuple[Token, ...], at: int) -> bool:
    """Tells whether the mark is the one of "5/10"."""
    beside = tokens[at - 1 : at] + tokens[at + 1 : at + 2] if at else ()
    return tokens[at].word == OUT_OF and len(beside) > 1 and all(t.word.isdecimal() for t in beside)
