"""Finds numbers written as digits or words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

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
    word, after = _without_ending(table, words[at]), at + 1
    if word in table["pronoun"] and at and words[at - 1] in table["pronoun_after"]:
        return None  # "That one hurts" counts nothing.
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


def _without_ending(table: Mapping[str, Any], word: str) -> str:
    """Returns "seven" for "sevenish"."""
    for ending in table["about"]:
        stem = word.removesuffix(ending)
        if stem != word and (stem in table["words"] or stem in table["tens"]):
            return str(stem)
    return word


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


AMOUNT_DIGITS = 2


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


RANGE_WIDTH_MAX = 2
RANGE_ENDS = 2
RELATED_WITHIN_WORDS = 3
"""How far from a number the words stand that tell what it is."""
FROM_WITHIN_WORDS = 2
"""How far before a rating the "from" may stand ("from a 7 to a 4")."""


def read_rating(lexicon: Lexicon, text: str) -> float | None:
    """Returns 0 to 10 in halves, or None when no single present rating is clear."""
    words = plain(lexicon, text)
    scale, ranges = lexicon.answers["scale"], lexicon.answers["range"]
    found = [one for one in numerals(lexicon, words) if not _is_no_rating(scale, words, one)]
    found = _moved(scale, words, found)
    if any(word in scale["other_scale"] for word in words) or _relative(scale, words, found):
        return None
    if not found:
        none = has_phrase(words, scale["none"]) and not has_phrase(words, scale["elsewhere"])
        return 0 if none else None
    if any(is_negative(words, one) for one in found):
        return None
    rated = _out_of_top(scale, words, found)
    if rated is None:
        return None
    return _in_scale(scale, _single(scale, ranges, words, rated))


def _moved(
    scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]
) -> list[Numeral]:
    """Keeps where a rating went ("from 7 to 4"), and what it is more like ("six than five")."""
    ratings = [one for one in found if not set(words[: one.start][-1:]) & set(scale["than"])]
    moved = any(word in scale["moved"] for word in words)
    if not moved or len(ratings) != RANGE_ENDS:
        return ratings
    origins = [
        at
        for at, one in enumerate(ratings)
        if set(words[max(0, one.start - FROM_WITHIN_WORDS) : one.start]) & set(scale["from"])
    ]
    return [ratings[1 - origins[0]]] if len(origins) == 1 else ratings


def has_phrase(words: Sequence[str], phrases: Iterable[str]) -> bool:
    """Tells whether one of the phrases occurs in the words."""
    line = f" {' '.join(words)} "
    return any(f" {phrase} " in line for phrase in phrases)


def _is_no_rating(scale: Mapping[str, Any], words: Sequence[str], one: Numeral) -> bool:
    """Tells whether a number has a unit, is an age, or is the number of something else."""
    before = words[max(0, one.start - RELATED_WITHIN_WORDS) : one.start]
    after = words[one.end] if one.end < len(words) else ""
    if after in scale["units_ignored"]:
        return True
    if one.value > scale["top"] and has_phrase(before, scale["age"]):
        return True
    if has_phrase((*before, *words[one.start : one.end]), scale["whole_scale"]):
        return True
    if before and before[-1] in scale["labels"]:
        return True
    return bool(before) and before[-1] in scale["labels_told"] and after in scale["told"]


def _relative(scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]) -> bool:
    """Tells whether the only number says how far from another rating ("2 less than before")."""
    after = words[found[0].end : found[0].end + RELATED_WITHIN_WORDS] if len(found) == 1 else ()
    return has_phrase(after, scale["relative"])


def _out_of_top(
    scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]
) -> list[Numeral] | None:
    """Drops the "10" of "6/10" or "6 out of 10"; None when the scale is another one."""
    left: list[Numeral] = []
    for one in found:
        bound = left and one.start and words[one.start - 1] in scale["out_of"]
        if not bound:
            left.append(one)
        elif len(found) == RANGE_ENDS and _neighbours(scale, words, left[-1], one):
            return [Numeral(_middle(left[-1].value, one.value), left[-1].start, one.end)]
        elif one.value != scale["top"]:
            return None
    return left


def _neighbours(
    scale: Mapping[str, Any], words: Sequence[str], low: Numeral, high: Numeral
) -> bool:
    """Tells whether "5/6" is said of two ratings beside each other; "4/5" may be out of five."""
    slashed = tuple(words[low.end : high.start]) == ("/",) and not words[high.end :]
    return slashed and 1 < low.value == high.value - 1 and high.value not in scale["tops"]


def _middle(low: float, high: float) -> float:
    return (low + high) / 2


def _single(
    scale: Mapping[str, Any],
    ranges: Mapping[str, Any],
    words: Sequence[str],
    found: Sequence[Numeral],
) -> float | None:
    if len({one.value for one in found}) == 1:
        return found[0].value
    told_of_then = any(word in scale["then"] for word in words[: found[0].start])
    is_pair = len(found) == RANGE_ENDS and not told_of_then
    if is_pair and _is_range(ranges, words, found[0], found[1]):
        return _midpoint(found[0].value, found[1].value)
    if _others_are_of_then(scale, words, found):
        return found[0].value
    return _present(scale, words, found)


def _others_are_of_then(
    scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]
) -> bool:
    """Tells whether a first number stands alone and each other one is of another time."""
    ends = [one.end for one in found]
    after = words[ends[0]] if ends[0] < len(words) else ""
    if found[0].start or (after[:1].isalnum() and after not in scale["turns"]):
        return False
    stretches = [
        words[begin : one.end + RELATED_WITHIN_WORDS]
        for begin, one in zip(ends, found[1:], strict=False)
    ]
    return all(set(near) & set(scale["of_then"]) for near in stretches)


def _is_range(ranges: Mapping[str, Any], words: Sequence[str], low: Numeral, high: Numeral) -> bool:
    middle = words[low.end : high.start]
    opened = any(word in ranges["between"] for word in words[: low.start])
    links = ranges["links"] if opened else ranges["firm_links"]
    linked = [word for word in middle if word not in ranges["fillers"]]
    return bool(linked) and all(word in links for word in linked)


def _midpoint(low: float, high: float) -> float | None:
    return _middle(low, high) if abs(high - low) <= RANGE_WIDTH_MAX else None


def _present(
    scale: Mapping[str, Any], words: Sequence[str], found: Sequence[Numeral]
) -> float | None:
    """Returns the one value that is said of now when others are said of then."""
    ends = [0, *(one.end for one in found[:-1])]
    now = [one for one, begin in zip(found, ends, strict=True) if _is_now(scale, words, begin, one)]
    contextual = any(word in scale["contexts"] for word in words)
    spoken = any(word in scale["now_strong"] for word in words)
    if len(now) != 1 or (contextual and not spoken):
        return None
    return now[0].value


def _is_now(scale: Mapping[str, Any], words: Sequence[str], begin: int, one: Numeral) -> bool:
    before = words[begin : one.start]
    after = words[one.end : one.end + 2]
    if any(word in scale["now"] for word in (*before, *after)):
        return not any(word in scale["then"] for word in (*before, *after)) or (
            bool(after) and after[0] in scale["now"]
        )
    return False


def _in_scale(scale: Mapping[str, Any], value: float | None) -> float | None:
    if value is None or not 0 <= value <= scale["top"] or value * 2 != int(value * 2):
        return None
    return whole(value)


# --- how many times ---
WITHIN_WORDS = 2
"""How far from a number the words stand that tell what it is."""
EXPLAINED_WORDS_MIN = 3
"""A clause of so many words after the number explains it."""
COMMA = ","
Table = Mapping[str, Any]
Words = tuple[str, ...]


def read_count(lexicon: Lexicon, text: str) -> int | None:
    """Returns one non-negative whole number, or None for ranges, pairs and vague words."""
    table = lexicon.answers["count"]
    words = _result(lexicon, table, plain(lexicon, text))
    if any(word in table["vague"] or word in table["pairs"] for word in words):
        return None
    if has_phrase(words, table["vague_phrases"]):
        return None
    if has_phrase(words, table["zero_phrases"]):
        return 0
    if has_phrase(words, table["one_phrases"]):
        return 1
    found = _numbers(lexicon, table, words)
    if any(is_negative(words, one) for one in found):
        return None
    if not found:
        return 0 if has_phrase(words, table["zero_alone"]) else None
    return _meant(table, words, found)


def _meant(table: Table, words: Words, found: Sequence[Numeral]) -> int | None:
    """Returns the number that counts; clock times alone are as many times as they are."""
    counting = [one for one in found if not _told_otherwise(table, words, one)]
    if not counting:
        clocks = {one.value for one in found if _is_time(table, words, one)}
        bare = all(word in table["beside_times"] or word[0].isdigit() for word in words)
        return len(clocks) if bare and len(clocks) == len(found) else None
    for one in counting[1:]:
        if words[one.start - 1] in table["restricts"] or _because(table, words, one):
            return _whole_or_none(one.value)
    values = {one.value for one in counting}
    if len(values) > 1 and _explained(table, words, counting):
        return _whole_or_none(counting[0].value)
    return _whole_or_none(values.pop()) if len(values) == 1 else None


def _numbers(lexicon: Lexicon, table: Table, words: Words) -> list[Numeral]:
    """Returns the numbers and the words of a count ("twice"), in order."""
    found = [
        one
        for one in numerals(lexicon, words)
        if not set(words[: one.start][-1:]) & set(table["limits"])
    ]
    taken = {at for one in found for at in range(one.start, one.end)}
    said = [
        Numeral(float(table["words"][word]), at, at + 1)
        for at, word in enumerate(words)
        if word in table["words"] and at not in taken
    ]
    return sorted((*found, *said), key=lambda one: one.start)


def _told_otherwise(table: Table, words: Words, one: Numeral) -> bool:
    """Tells whether a number says when, how long, which one, or out of how many."""
    before = words[max(0, one.start - WITHIN_WORDS) : one.start]
    after = words[one.end : one.end + WITHIN_WORDS]
    total = len(before) == WITHIN_WORDS and before[-1] in table["out_of"]
    if total and (before[0] in table["out_of_before"] or before[0].isdecimal()):
        return True
    if before[-1:] and before[-1] in table["labels"]:
        return not set(before) & set(table["not_labels"])
    if has_phrase(after, table["elsewhen"]) or has_phrase(before, table["instead"]):
        return True
    timed = after[:1] and after[0] in table["units"] and len(words) > one.end - one.start + 1
    return (bool(timed) and _others(table, words, one)) or _is_time(table, words, one)


def _others(table: Table, words: Words, one: Numeral) -> bool:
    """Tells whether another number, in digits or in words, stands beside one."""
    rest = (*words[: one.start], *words[one.end :])
    return any(word[0].isdigit() or word in table["words"] for word in rest)


def _is_time(table: Table, words: Words, one: Numeral) -> bool:
    before, after = words[: one.start][-1:], words[one.end : one.end + 1]
    if set(after) & set(table["clock_after"]):
        return True
    listed = before[:1] == ("and",) and set(words[: one.start]) & set(table["clock_before"])
    return words[one.start][0].isdigit() and bool(
        set(before) & set(table["clock_before"]) or listed
    )


def _because(table: Table, words: Words, one: Numeral) -> bool:
    """Tells whether a number is what the question asks for ("2 of them because of my back")."""
    after = words[one.end : one.end + 2 * WITHIN_WORDS]
    return bool(after) and after[0] in table["of_them"] and bool(set(after) & set(table["reasons"]))


def _explained(table: Table, words: Words, found: Sequence[Numeral]) -> bool:
    """Tells whether the first number stands alone before a comma and a clause explains it."""
    if found[0].start or words[found[0].end : found[0].end + 1] != (COMMA,):
        return False
    rest = words[found[0].end + 1 :]
    return len(rest) >= EXPLAINED_WORDS_MIN and rest[0] in table["explains"]


def _result(lexicon: Lexicon, table: Table, words: Words) -> Words:
    """Returns the words without the "x" of "3x", and of an aim and a result only the result."""
    if words[-1:] and words[-1] in table["pairs"] and len(words) > 1 and words[-2].isdecimal():
        words = words[:-1]
    aimed = bool(set(words) & set(table["aims"]))
    named = (*table["result"], *(table["result_of_aim"] if aimed else ()))
    done = [at for at, word in enumerate(words) if word in named]
    return words[done[-1] :] if done and numerals(lexicon, words[done[-1] :]) else words


def _whole_or_none(value: float) -> int | None:
    return int(value) if value == int(value) else None
