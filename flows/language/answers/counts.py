"""Reads how many times: what counts, beside numbers that tell when, how long or out of what."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.language.answers.numbers import Numeral, has_phrase, is_negative, numerals
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

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
            return _whole(one.value)
    values = {one.value for one in counting}
    if len(values) > 1 and _explained(table, words, counting):
        return _whole(counting[0].value)
    return _whole(values.pop()) if len(values) == 1 else None


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


def _whole(value: float) -> int | None:
    return int(value) if value == int(value) else None
