"""Reads days of the week."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from flows.language.answers.numbers import has_phrase
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_PER_WEEK = 7
GROUP_WORDS_MAX = 4
PAIR = 2
COMMA = ","
Table = Mapping[str, Any]


class Days(Struct, frozen=True):
    """Days said by the words `start` to `end`; `single` when it is one named day."""

    numbers: frozenset[int]
    start: int
    end: int
    single: bool = False


def read_days(lexicon: Lexicon, text: str) -> list[str] | None:
    """Returns day names in order from Monday, or None when no days are clear."""
    words = plain(lexicon, text)
    table = lexicon.answers["days"]
    if has_phrase(words, table["frequency_only"]):
        return None
    mentions = [one for one in _mentions(table, words) if not _begins(table, words, one)]
    found = _put_right(table, words, list(_ranges(table, words, mentions)))
    if not found:
        return None
    chosen, excluded = _sides(table, words, found)
    numbers = (chosen or frozenset(range(DAYS_PER_WEEK))) - excluded
    if _unread(table, words) - numbers - excluded:
        return None
    return [DAY_NAMES[number] for number in sorted(numbers)] or None


def _begins(table: Table, words: Sequence[str], days: Days) -> bool:
    """Tells whether a day is only when it begins ("from Monday on, Mon Wed Fri")."""
    return tuple(words[: days.start][-1:]) == ("from",) and bool(
        set(words[days.end : days.end + 1]) & set(table["onwards"])
    )


def day_number(lexicon: Lexicon, word: str) -> int | None:
    """Returns 0 (Monday) to 6 for a day's name or abbreviation."""
    names = lexicon.answers["days"]["names"]
    return next((number for number, forms in enumerate(names) if word in forms), None)


def _mentions(table: Table, words: Sequence[str]) -> Iterator[Days]:
    at = 0
    while at < len(words):
        days = _group(table, words, at) or _named(table, words, at) or _packed(table, words, at)
        if days is not None:
            yield days
        at = days.end if days else at + 1


def _group(table: Table, words: Sequence[str], at: int) -> Days | None:
    for length in range(GROUP_WORDS_MAX, 0, -1):
        numbers = table["groups"].get(" ".join(words[at : at + length]))
        if numbers is not None and at + length <= len(words):
            return Days(frozenset(numbers), at, at + length)
    return None


def _named(table: Table, words: Sequence[str], at: int) -> Days | None:
    for number, forms in enumerate(table["names"]):
        if words[at] in forms:
            return Days(frozenset({number}), at, at + 1, single=True)
    return None


def _packed(table: Table, words: Sequence[str], at: int) -> Days | None:
    """Reads "mwf" and single letters, which count only beside other letters."""
    if (numbers := table["packed"].get(words[at])) is not None:
        return Days(frozenset(numbers), at, at + 1)
    if words[at] in table["two_letters"] and _only_days(table, words):
        return Days(frozenset({table["two_letters"][words[at]]}), at, at + 1, single=True)
    letters = {**table["letters"], **table["letters_beside"]}
    beside = sum(word in letters for word in words) > 1
    if words[at] in letters and beside:
        return Days(frozenset({letters[words[at]]}), at, at + 1, single=True)
    return None


def _only_days(table: Table, words: Sequence[str]) -> bool:
    """Tells whether a message is a list of days and nothing else."""
    names = {form for forms in table["names"] for form in forms}
    known = {*names, *table["letters"], *table["letters_beside"], *table["two_letters"]}
    known |= {*table["range"], *table["except"], *table["joins"], *table["packed"]}
    return all(word in known or not word[0].isalnum() for word in words)


def _unread(table: Table, words: Sequence[str]) -> set[int]:
    """Returns the days said in two letters: a list is never read in part."""
    two = {
        word: day
        for word, day in table["two_letters"].items()
        if word not in table["two_letters_words"]
    }
    return {two[word] for word in words if word in two}


def _ranges(table: Table, words: Sequence[str], found: list[Days]) -> Iterator[Days]:
    """Joins two days with a range word between them; a range may wrap over Sunday."""
    at = 0
    while at < len(found):
        here = found[at]
        there = found[at + 1] if at + 1 < len(found) else None
        between = words[here.end : there.start] if there else ()
        linked = len(between) == 1 and between[0] in table["range"]
        if there and linked and here.single and there.single:
            yield Days(_wrap(min(here.numbers), min(there.numbers)), here.start, there.end)
            at += 2
        else:
            yield here
            at += 1


def _put_right(table: Table, words: Sequence[str], found: list[Days]) -> list[Days]:
    """Drops the day before a correction: "Monday and Wednesday, no wait, Thursday"."""
    remaining: list[Days] = []
    for days in found:
        between = words[remaining[-1].end : days.start] if remaining else ()
        put_right = any(word in table["correction"] for word in between) or (
            len(found) == PAIR
            and days.single
            and tuple(w for w in between if w[0].isalnum()) == ("no",)
            and remaining[-1].single
        )
        remaining.append(replace(days, start=remaining.pop().start) if put_right else days)
    return remaining


def _wrap(first: int, last: int) -> frozenset[int]:
    length = (last - first) % DAYS_PER_WEEK + 1
    return frozenset((first + step) % DAYS_PER_WEEK for step in range(length))


def _sides(
    table: Table, words: Sequence[str], found: Sequence[Days]
) -> tuple[frozenset[int], frozenset[int]]:
    """Splits the mentions into wanted days and those after a word of exclusion."""
    chosen: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    end = 0
    excluding = False
    for days in found:
        between = words[end : days.start]
        excluding = _excluded(table, between) or (
            excluding and all(word in table["joins"] for word in between)
        )
        if excluding:
            excluded |= days.numbers
        else:
            chosen |= days.numbers
        end = days.end
    return chosen, excluded


def _excluded(table: Table, between: Sequence[str]) -> bool:
    """Tells whether a word of exclusion reaches a day: not over a comma ("not today, Mon Wed")."""
    at = max((n for n, word in enumerate(between) if word in table["except"]), default=None)
    return at is not None and COMMA not in between[at:]
