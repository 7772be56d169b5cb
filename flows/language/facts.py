"""Takes several facts of a check-in out of one message; only what is clear."""

from collections.abc import Mapping
from typing import Any

from flows.language.answers.numbers import read_rating
from flows.language.lexicon import Lexicon
from flows.language.matching import matches
from flows.language.parsed_text import ParsedText, part_lines, read_text

Facts = dict[str, Any]
CLAUSE_MARKS = frozenset({",", ";", ".", "\n", "!", "/"})


def facts(lexicon: Lexicon, text: str) -> Facts:
    """Returns the check-in facts said: pain_now, worst, waking, done, stiffness, leg and others."""
    reading = read_text(lexicon, text)
    return {**_ratings(lexicon, reading), **_matched(lexicon, reading)}


def _matched(lexicon: Lexicon, reading: ParsedText) -> Facts:
    """Returns the facts whose patterns match; a fact said in two ways at once is left out."""
    found: dict[str, dict[Any, int]] = {}
    for line in part_lines(reading):
        for key, value, pattern in lexicon.facts:
            for match in matches(pattern, line):
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


def _ratings(lexicon: Lexicon, reading: ParsedText) -> Facts:
    """Returns the ratings found clause by clause: "worst 7" is worst, any other is pain_now."""
    found: Facts = {}
    for piece, words in _pieces(reading):
        line = read_text(lexicon, piece)
        worst = lexicon.ids["fact_worst"] in line.spans
        about_pain = worst or lexicon.ids["fact_pain"] in line.spans or len(words) == 1
        value = read_rating(lexicon, piece) if about_pain else None
        if value is not None:
            found.setdefault("worst" if worst else "pain_now", value)
    return found


def _pieces(reading: ParsedText) -> list[tuple[str, list[str]]]:
    """Cuts the text at commas and full stops."""
    pieces: list[tuple[str, list[str]]] = []
    begin = 0
    words: list[str] = []
    for token in reading.tokens:
        if token.word in CLAUSE_MARKS:
            pieces.append((reading.text[begin : token.start], words))
            begin, words = token.end, []
        else:
            words.append(token.word)
    pieces.append((reading.text[begin:], words))
    return [(text, said) for text, said in pieces if said]
