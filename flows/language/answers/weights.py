"""Reads weights as people tell them: "8 and 12 kg", "two 5 litre bottles", "my rucksack"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from flows.language.answers.numbers import Numeral, has_phrase, is_negative, numerals, whole
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

KG = "kg"
TO_KG = {"kg": 1.0, "litres": 1.0, "lb": 0.4536, "": 1.0}
"""A litre of water is a kilogram."""
KG_MIN, KG_MAX = 0.2, 100.0
"""Nothing outside is taken: it is asked again."""
FILLED, NONE = "fill", "none"
TIMES_MAX = 2
THINGS_MAX = 4.0
"""More than four of a thing are not a count of things held at once."""


class Amount(Struct, frozen=True):
    """A weight as it was said: its value, its unit ("" where none was said), where it stands."""

    value: float
    unit: str
    at: Numeral
    negative: bool = False


def read_weights(lexicon: Lexicon, text: str) -> str | None:
    """Returns weights as "8kg 12kg" or "20lb" ("12" where no unit is said), "fill" or "none"."""
    words, table = plain(lexicon, text), lexicon.answers["weights"]
    found = _listed(table, words, list(_amounts(lexicon, words)))
    if not found:
        if any(word in table["filled"] for word in words):
            return FILLED
        return NONE if has_phrase(words, table["none"]) else None
    last = next((one.unit for one in reversed(found) if one.unit), "")
    said = [(one.value, one.unit or last) for one in found]
    if any(one.negative for one in found):
        return None
    if not all(KG_MIN <= value * TO_KG[unit] <= KG_MAX for value, unit in said):
        return None
    return " ".join(f"{whole(round(value, 2))}{_short(unit)}" for value, unit in said)


def read_task(lexicon: Lexicon, text: str) -> str | None:
    """Returns a task with its load and times a day: "lift my child, 12 kg | 12kg | 10".

    A load that nobody lifts is asked again, as words that name nothing are.
    """
    words, table = plain(lexicon, text), lexicon.answers["weights"]
    if not any(word.isalpha() for word in words):
        return None
    loads = [each.value * TO_KG[each.unit] for each in _amounts(lexicon, words) if each.unit]
    heavy = max(loads, default=0.0)
    if loads and not KG_MIN <= heavy <= KG_MAX:
        return None
    load = f"{whole(round(heavy, 2))}kg" if loads else ""
    return f"{text.strip()} | {load} | {_times(lexicon, table, words)}"


def _times(lexicon: Lexicon, table: Mapping[str, Any], words: Sequence[str]) -> int | str:
    """Give how often a day; "" where it is not said."""
    for one in numerals(lexicon, words):
        if any(word in table["times"] for word in words[one.end : one.end + TIMES_MAX]):
            return int(one.value)
    return next((n for word, n in table["often"].items() if word in words), "")


def _short(unit: str) -> str:
    return KG if unit == "litres" else unit


def _amounts(lexicon: Lexicon, words: tuple[str, ...]) -> Iterator[Amount]:
    """Give each number with its unit; "two 5 litre bottles" is one amount of ten."""
    found = numerals(lexicon, words)
    table = lexicon.answers["amount"]
    skip = -1
    for number, one in enumerate(found):
        if number == skip:
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        negative = is_negative(words, one)
        if after is not None and _counts(lexicon, words, one, after):
            unit = words[after.end]
            skip = number + 1
            value = one.value * after.value * table["factors"].get(unit, 1)
            yield Amount(value, table["units"][unit], after, negative)
            continue
        unit = words[one.end] if one.end < len(words) else ""
        known = table["units"].get(unit, "")
        value = one.value * table["factors"].get(unit, 1)
        yield Amount(value, known if known in TO_KG else "", one, negative)


def _listed(table: Mapping[str, Any], words: tuple[str, ...], found: list[Amount]) -> list[Amount]:
    """Leave out what only counts: "one kettlebell, 16 kilos", "16 kg x 2", "two bottles".

    A number without a unit is a weight where another one follows it in a list, or where none has
    a unit and it does not stand before the thing that it counts.
    """
    spoken = any(one.unit for one in found)
    return [
        one
        for number, one in enumerate(found)
        if one.unit
        or (number + 1 < len(found) and _joined(table, words, one.at, found[number + 1].at))
        or not (spoken or _counting(table, words, one))
    ]


def _joined(table: Mapping[str, Any], words: Sequence[str], one: Numeral, after: Numeral) -> bool:
    between = words[one.end : after.start]
    return all(word in table["joins"] for word in between)


def _counting(table: Mapping[str, Any], words: Sequence[str], one: Amount) -> bool:
    thing = words[one.at.end] if one.at.end < len(words) else ""
    few = one.value <= THINGS_MAX and thing in table["things"]
    return few or thing in table["filled"]


def _counts(lexicon: Lexicon, words: tuple[str, ...], one: Numeral, after: Numeral) -> bool:
    """Whether a number counts the things that the next one weighs: "two 5 litre bottles"."""
    table = lexicon.answers
    between = words[one.end : after.start]
    unit = words[after.end] if after.end < len(words) else ""
    close = not between or all(word in table["count"]["pairs"] for word in between)
    return close and table["amount"]["units"].get(unit) in TO_KG and one.value <= THINGS_MAX
