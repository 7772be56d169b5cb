"""Finds numbers written as digits or words."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from flows.language.lexicon import Lexicon

TEN = 10
HUNDRED = 100
NUMERALS_MAX = 50


class Numeral(Struct, frozen=True):
    """A number and the words `start` to `end` (exclusive) that say it."""

    value: float
    start: int
    end: int


def numerals(lexicon: Lexicon, words: Sequence[str]) -> tuple[Numeral, ...]:
    """Returns the numbers of a text in order, the first NUMERALS_MAX of them."""
    table = lexicon.answers["numbers"]
    found: list[Numeral] = []
    at = 0
    while at < len(words) and len(found) < NUMERALS_MAX:
        numeral = _with_half(table, words, _base(table, words, at))
        if numeral is not None:
            found.append(numeral)
        at = numeral.end if numeral else at + 1
    return tuple(found)


def number_value(text: str) -> float | None:
    """Returns the value of digits such as 3, 3.5 or 3,5; None for anything else."""
    if not text[:1].isdecimal() or ":" in text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _base(table: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral | None:
    for reader in (_digits, _dozen, _half_alone, _worded, _hundred_alone):
        if (numeral := reader(table, words, at)) is not None:
            return numeral
    return None


def _digits(_: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral | None:
    value = number_value(words[at])
    return None if value is None else Numeral(value, at, at + 1)


def _dozen(table: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral | None:
    size = table["dozen_size"]
    here = words[at : at + 3]
    halved = bool(here) and here[0] in table["half"]
    rest = [word for word in here[halved:] if word not in table["article"]]
    if not rest or rest[0] not in table["dozen"]:
        return None
    end = next(index for index in range(at, len(words)) if words[index] in table["dozen"]) + 1
    return Numeral(size / 2 if halved else float(size), at, end)


def _half_alone(table: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral | None:
    """Reads "a half" as 0.5 only when it is all that is said."""
    said = [word for word in words if word not in table["article"]]
    alone = len(said) == 1 and words[at] in table["half"]
    return Numeral(0.5, at, at + 1) if alone else None


def _worded(table: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral | None:
    word, after = words[at], at + 1
    if word in table["tens"]:
        return _tens(table, words, at)
    if word not in table["words"]:
        return None
    value = float(table["words"][word])
    if after < len(words) and words[after] in table["hundred"]:
        return Numeral(value * HUNDRED, at, after + 1)
    if after < len(words) and words[after] in table["dozen"]:
        return Numeral(value * table["dozen_size"], at, after + 1)
    if after + 1 < len(words) and words[after] in table["point"]:
        decimal = table["words"].get(words[after + 1])
        if decimal is not None and decimal < TEN:
            return Numeral(value + decimal / TEN, at, after + 2)
    return Numeral(value, at, after)


def _hundred_alone(table: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral | None:
    return Numeral(float(HUNDRED), at, at + 1) if words[at] in table["hundred"] else None


def _tens(table: Mapping[str, Any], words: Sequence[str], at: int) -> Numeral:
    value, after = float(table["tens"][words[at]]), at + 1
    if after < len(words) and words[after] == "-":
        after += 1
    unit = table["words"].get(words[after], 0) if after < len(words) else 0
    if 0 < unit < TEN:
        return Numeral(value + unit, at, after + 1)
    return Numeral(value, at, at + 1)


def _with_half(
    table: Mapping[str, Any], words: Sequence[str], numeral: Numeral | None
) -> Numeral | None:
    """Adds "and a half" to the number before it."""
    if numeral is None:
        return None
    at = numeral.end
    while at < len(words) and words[at] in table["joiners"]:
        at += 1
    if at > numeral.end and at < len(words) and words[at] in table["half"]:
        return Numeral(numeral.value + 0.5, numeral.start, at + 1)
    return numeral


def is_negative(words: Sequence[str], numeral: Numeral) -> bool:
    """Tells whether a minus sign, not a dash between numbers, stands before the number."""
    before = words[numeral.start - 1] if numeral.start else ""
    earlier = words[numeral.start - 2] if numeral.start > 1 else ""
    return before in {"-", "\u2212", "\u2013"} and not earlier[:1].isalnum()


def whole(value: float) -> float:
    """Returns an int where the value is whole."""
    return int(value) if value == int(value) else value
