"""Corrects misspelled words against a vocabulary, within one or two edits."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from msgspec import Struct

WORD_LENGTH_MIN = 4
TWO_EDITS_LENGTH_MIN = 8
WORD_LENGTH_MAX = 24
CANDIDATES_MAX = 200


class Speller(Struct, frozen=True):
    """A vocabulary with its deletion index (the symmetric delete method)."""

    known: frozenset[str]
    vocabulary: frozenset[str]
    deletions: Mapping[str, tuple[str, ...]]
    suffixes: tuple[str, ...]
    single_letters: Mapping[str, str]


def build_speller(
    vocabulary: Iterable[str], accepted: Iterable[str], suffixes: Iterable[str]
) -> Speller:
    """Builds the index; words of `accepted` are right as they are and never a correction."""
    words = frozenset(word for word in vocabulary if len(word) >= WORD_LENGTH_MIN)
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        for form in shorter_forms(word):
            index.setdefault(form, []).append(word)
    return Speller(
        known=frozenset(accepted) | frozenset(vocabulary),
        vocabulary=words,
        deletions={form: tuple(found) for form, found in index.items()},
        suffixes=tuple(suffixes),
        single_letters={without_doubles(word): word for word in sorted(words, reverse=True)},
    )


def shorter_forms(word: str) -> set[str]:
    """Returns the word and every form with one letter left out, or two of a long word."""
    forms = {word, *_without_one(word)}
    if len(word) >= TWO_EDITS_LENGTH_MIN:
        forms |= {shorter for form in _without_one(word) for shorter in _without_one(form)}
    return forms


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def correct(speller: Speller, word: str) -> str:
    """Returns the nearest word of the vocabulary, or the word itself when none is near."""
    if not WORD_LENGTH_MIN <= len(word) <= WORD_LENGTH_MAX or word in speller.known:
        return word
    if (doubled := speller.single_letters.get(without_doubles(word))) is not None:
        return doubled
    if is_known(speller, word):
        return word
    found = {near for form in shorter_forms(word) for near in speller.deletions.get(form, ())}
    ranked = sorted(_rank(word, near) for near in sorted(found)[:CANDIDATES_MAX])
    if not ranked or ranked[0][0] > _edits_allowed(word):
        return word
    return ranked[0][-1]


def without_doubles(word: str) -> str:
    """Returns a word with each run of a letter cut to one ("dropping" and "droping" agree)."""
    return "".join(letter for letter, _ in groupby(word))


def is_known(speller: Speller, word: str) -> bool:
    """Tells whether a word, or its stem before a usual suffix, is right as it is."""
    if word in speller.known:
        return True
    return any(
        word.endswith(suffix) and word.removesuffix(suffix) in speller.known
        for suffix in speller.suffixes
    )


def _edits_allowed(word: str) -> int:
    return 2 if len(word) >= TWO_EDITS_LENGTH_MIN else 1


def _rank(word: str, near: str) -> tuple[int, bool, bool, int, str]:
    left_out = Counter(word) <= Counter(near)
    return (
        distance(word, near),
        word[0] != near[0],
        not left_out,
        abs(len(word) - len(near)) + (word[-1] != near[-1]),
        near,
    )


def distance(left: str, right: str) -> int:
    """Returns the number of edits between two words; a swap of neighbours is one edit."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
