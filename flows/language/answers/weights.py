"""Reads weights as people tell them: "8 and 12 kg", "two 5 litre bottles", "my rucksack"."""

from collections.abc import Iterator

from flows.language.answers.numbers import Numeral, has_phrase, numerals, whole
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

KG = "kg"
TO_KG = {"kg": 1.0, "litres": 1.0, "lb": 0.4536, "": 1.0}
"""A litre of water is a kilogram."""
KG_MIN, KG_MAX = 0.2, 100.0
"""Nothing outside is taken: it is asked again."""
FILLED, NONE = "fill", "none"
TIMES_MAX = 2


def read_weights(lexicon: Lexicon, text: str) -> str | None:
    """Returns weights as "8kg 12kg" or "20lb" ("12" where no unit is said), "fill" or "none"."""
    words, table = plain(lexicon, text), lexicon.answers["weights"]
    found = list(_amounts(lexicon, words))
    if not found:
        if any(word in table["filled"] for word in words):
            return FILLED
        return NONE if has_phrase(words, table["none"]) else None
    last = next((unit for _, unit in reversed(found) if unit), "")
    said = [(value, unit or last) for value, unit in found]
    if not all(KG_MIN <= value * TO_KG[unit] <= KG_MAX for value, unit in said):
        return None
    return " ".join(f"{whole(round(value, 2))}{_short(unit)}" for value, unit in said)


def read_task(lexicon: Lexicon, text: str) -> str | None:
    """Returns a task with its load and times a day: "lift my child, 12 kg | 12kg | 10"."""
    words, table = plain(lexicon, text), lexicon.answers["weights"]
    if not any(word.isalpha() for word in words):
        return None
    loads, times = [], 0.0
    for one in numerals(lexicon, words):
        following = words[one.end : one.end + TIMES_MAX]
        unit = lexicon.answers["amount"]["units"].get(following[0] if following else "", "")
        if following and unit in TO_KG:
            factor = lexicon.answers["amount"]["factors"].get(following[0], 1)
            loads.append(one.value * factor * TO_KG[unit])
        elif any(word in table["times"] for word in following):
            times = one.value
    heavy = max(loads, default=0.0)
    load = f"{whole(round(heavy, 2))}kg" if KG_MIN <= heavy <= KG_MAX else ""
    return f"{text.strip()} | {load} | {int(times) or ''}"


def _short(unit: str) -> str:
    return KG if unit == "litres" else unit


def _amounts(lexicon: Lexicon, words: tuple[str, ...]) -> Iterator[tuple[float, str]]:
    """Give each number with its unit; "two 5 litre bottles" is one amount of ten."""
    found = numerals(lexicon, words)
    table = lexicon.answers["amount"]
    skip = -1
    for number, one in enumerate(found):
        if number == skip:
            continue
        after = found[number + 1] if number + 1 < len(found) else None
        if after is not None and _counts(lexicon, words, one, after):
            unit = words[after.end]
            skip = number + 1
            value = one.value * after.value * table["factors"].get(unit, 1)
            yield value, table["units"][unit]
            continue
        unit = words[one.end] if one.end < len(words) else ""
        known = table["units"].get(unit, "")
        yield one.value * table["factors"].get(unit, 1), known if known in TO_KG else ""


def _counts(lexicon: Lexicon, words: tuple[str, ...], one: Numeral, after: Numeral) -> bool:
    """Whether a number counts the things that the next one weighs: "two 5 litre bottles"."""
    table = lexicon.answers
    between = words[one.end : after.start]
    unit = words[after.end] if after.end < len(words) else ""
    close = not between or all(word in table["count"]["pairs"] for word in between)
    return close and table["amount"]["units"].get(unit) in TO_KG and one.value <= TWO_MAX


TWO_MAX = 4.0
"""More than four of a thing are not a count of things held at once."""
