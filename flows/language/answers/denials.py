"""Finds which labels a reply turns down: "not the floor", "no better", "right hurts less"."""

from collections.abc import Mapping, Sequence
from typing import Any

REACH_WORDS = 3
"""How far from a word of turning down the label stands."""
Table = Mapping[str, Any]
Words = tuple[str, ...]


def without_denied(
    table: Table, words: Words, stems: Sequence[set[str]], stem_of: Mapping[str, str]
) -> tuple[Words, set[int]]:
    """Returns the words without what is turned down, and the labels that were.

    `stems` has the telling stems of each label, `stem_of` the stem of each word.
    """
    gone: set[int] = set()
    denied: set[int] = set()
    for at in range(len(words)):
        for span, reach in _turns_down(table, words, at):
            hit = next((here for here in reach if _labels(stems, stem_of[words[here]])), None)
            if hit is None or gone & set(span):
                continue
            before = at - 1 if at and at - 1 not in gone and words[at] in table["opens"] else None
            if before is not None and _labels(stems, stem_of[words[before]]):
                continue  # "Left no right" puts right.
            denied |= _labels(stems, stem_of[words[hit]])
            gone |= {*span, *range(min(hit, *span), max(hit, *span) + 1)}
    return tuple(word for at, word in enumerate(words) if at not in gone), denied


def remaining(denied: set[int], labels: int) -> int | None:
    """Returns the one label that is left when two or more were turned down."""
    left = set(range(labels)) - denied
    return left.pop() if len(left) == 1 and len(denied) > 1 else None


def _labels(stems: Sequence[set[str]], stem: str) -> set[int]:
    found = {at for at, own in enumerate(stems) if stem in own}
    return found if len(found) == 1 else set()


def _turns_down(table: Table, words: Words, at: int) -> list[tuple[range, Sequence[int]]]:
    """Returns phrases of turning down that begin at a word, and where their label may stand."""
    found: list[tuple[range, Sequence[int]]] = []
    for key, ahead in (("denies_next", True), ("denies_before", False)):
        for phrase in table[key]:
            parts = tuple(phrase.split())
            if words[at : at + len(parts)] == parts:
                end = at + len(parts)
                reach = _ahead(table, words, end) if ahead else _behind(words, at)
                found.append((range(at, end), reach))
    return found


def _ahead(table: Table, words: Words, end: int) -> list[int]:
    """Returns the places after a phrase, over small words and over "nor"."""
    reach = []
    for here in range(end, min(len(words), end + REACH_WORDS)):
        if not words[here][0].isalnum():
            break
        reach.append(here)
        if words[here] not in table["denies_over"]:
            break
    return reach


def _behind(words: Words, at: int) -> list[int]:
    reach = []
    for here in range(at - 1, max(-1, at - 1 - REACH_WORDS), -1):
        if not words[here][0].isalnum():
            break
        reach.append(here)
    return reach
