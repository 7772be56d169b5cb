"""A reply that is put right within itself: "8, no wait, 9", "left no right"."""

from collections.abc import Callable
from typing import Any

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import read_text

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
    return reading.text[reading.tokens[at].start :]
