"""Reads a count, a plain number and an amount with its unit."""

from flows.language.answers.numerals import Numeral, is_negative, numerals, whole
from flows.language.answers.ratings import has_phrase
from flows.language.lexicon import Lexicon
from flows.language.normalise import plain

AMOUNT_DIGITS = 2


def read_count(lexicon: Lexicon, text: str) -> int | None:
    """Returns one non-negative whole number, or None for ranges, pairs and vague words."""
    words = plain(lexicon, text)
    table = lexicon.answers["count"]
    if any(word in table["vague"] or word in table["pairs"] for word in words):
        return None
    if has_phrase(words, table["zero_phrases"]):
        return 0
    if has_phrase(words, table["one_phrases"]):
        return 1
    values = {one.value for one in _positive(lexicon, words)}
    values |= {float(table["words"][word]) for word in words if word in table["words"]}
    if len(values) != 1 or any(is_negative(words, one) for one in numerals(lexicon, words)):
        return None
    value = values.pop()
    return int(value) if value == int(value) else None


def _positive(lexicon: Lexicon, words: tuple[str, ...]) -> list[Numeral]:
    ignored = set(lexicon.answers["count"]["limits"])
    return [one for one in numerals(lexicon, words) if not set(words[: one.start][-1:]) & ignored]


def read_number(lexicon: Lexicon, text: str) -> float | None:
    """Returns the one number of a text."""
    words = plain(lexicon, text)
    found = numerals(lexicon, words)
    if len({one.value for one in found}) != 1 or is_negative(words, found[0]):
        return None
    return whole(found[0].value)


def read_amount(lexicon: Lexicon, text: str) -> tuple[float, str] | None:
    """Returns (value, unit) in kg, lb, minutes or litres; mixed parts of a unit add up."""
    words = plain(lexicon, text)
    table = lexicon.answers["amount"]
    parts: list[tuple[float, str]] = []
    for one in numerals(lexicon, words):
        unit = words[one.end] if one.end < len(words) else ""
        if unit in table["units"]:
            parts.append((one.value * table["factors"].get(unit, 1), table["units"][unit]))
    if len({unit for _, unit in parts}) != 1:
        return None
    total = round(sum(value for value, _ in parts), AMOUNT_DIGITS)
    return whole(total), parts[0][1]
