"""Reads a time of day as HH:MM."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from flows.language.answers.numbers import has_phrase, number_value
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

HOURS_PER_DAY = 24
MINUTES_PER_HOUR = 60
NOON_HOUR = 12
NIGHT_FROM_HOUR = 6
CLOCK_DIGITS = 2
TEN = 10
Table = Mapping[str, Any]


class ClockTime(Struct, frozen=True):
    """Hour and minute as said, and the word after the last one used."""

    hour: int
    minute: int
    end: int


def read_time(lexicon: Lexicon, text: str) -> str | None:
    """Returns "HH:MM", or None for vague, relative, impossible or several times."""
    words = plain(lexicon, text)
    table = lexicon.answers["time"]
    if any(word in table["ranges"] for word in words) or _relative(table, words):
        return None
    if has_phrase(words, table["relative_phrases"]):
        return None
    found = {_written_out(lexicon, words, clock) for clock in _clocks(lexicon, words)}
    found |= set(_named(table, words)) if not found else set()
    return next(iter(found)) if len(found) == 1 else None


def _relative(table: Table, words: Sequence[str]) -> bool:
    return any(
        word in table["relative"]
        and at + 1 < len(words)
        and (words[at + 1][0].isdigit() or words[at + 1] in table["amounts"])
        for at, word in enumerate(words)
    )


def _named(table: Table, words: Sequence[str]) -> list[str]:
    noon = ["12:00"] if any(word in table["noon"] for word in words) else []
    midnight = ["00:00"] if any(word in table["midnight"] for word in words) else []
    return [*noon, *midnight]


def _clocks(lexicon: Lexicon, words: Sequence[str]) -> list[ClockTime]:
    found: list[ClockTime] = []
    at = 0
    while at < len(words):
        clock = _clock_at(lexicon, words, at)
        if clock is not None:
            found.append(clock)
        at = clock.end if clock else at + 1
    return found


def _clock_at(lexicon: Lexicon, words: Sequence[str], at: int) -> ClockTime | None:
    for reader in (_past_or_to, _written, _spoken):
        if (clock := reader(lexicon, words, at)) is not None:
            return clock
    return None


def _small_number(lexicon: Lexicon, words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Returns (value, next word) of a whole number below 60 at a position."""
    if at >= len(words):
        return None
    table = lexicon.answers["numbers"]
    value = number_value(words[at])
    if value is not None and words[at].isdecimal() and len(words[at]) <= CLOCK_DIGITS:
        return int(value), at + 1
    if words[at] in table["tens"]:
        unit = table["words"].get(words[at + 1], 0) if at + 1 < len(words) else 0
        return (
            table["tens"][words[at]] + (unit if 0 < unit < TEN else 0),
            at + 1 + (0 < unit < TEN),
        )
    if words[at] in table["words"]:
        return table["words"][words[at]], at + 1
    return None


def _past_or_to(lexicon: Lexicon, words: Sequence[str], at: int) -> ClockTime | None:
    """Reads "half past seven", "half seven", "quarter to nine", "ten past 5"."""
    table = lexicon.answers["time"]
    half, quarter = words[at] in table["half"], words[at] in table["quarter"]
    if half or quarter:
        minutes, after = (30 if half else 15), at + 1
    elif (number := _small_number(lexicon, words, at)) is not None:
        minutes, after = number
        after += after < len(words) and words[after] in table["minutes_word"]
    else:
        return None
    link = words[after] if after < len(words) else ""
    linked = link in table["past"] or link in table["to"]
    hour = _small_number(lexicon, words, after + 1 if linked else after)
    if hour is None or not (linked or half) or (half and link in table["to"]):
        return None
    if link in table["to"] and not quarter and minutes % 5:
        return None
    start = hour[0] if link not in table["to"] else (hour[0] - 1) % HOURS_PER_DAY or NOON_HOUR
    return ClockTime(start, minutes if link not in table["to"] else 60 - minutes, hour[1])


def _written(lexicon: Lexicon, words: Sequence[str], at: int) -> ClockTime | None:
    """Reads 7:30, 7.30, 0630, 730pm and 7h30."""
    word, table = words[at], lexicon.answers["time"]
    if not word[0].isdigit():
        return None
    pieces = word.replace(".", ":").replace(",", ":").split(":")
    if len(pieces) in (2, 3) and len(pieces[1]) == CLOCK_DIGITS:
        return (
            ClockTime(int(pieces[0]), int(pieces[1]), at + 1)
            if len(pieces[0]) <= CLOCK_DIGITS
            else None
        )
    if word.isdecimal() and len(word) in (3, 4):
        return ClockTime(int(word[:-2]), int(word[-2:]), at + 1)
    if word.isdecimal() and at + 1 < len(words) and words[at + 1] in table["hour_mark"]:
        if at + 2 < len(words) and words[at + 2].isdecimal() and len(words[at + 2]) == CLOCK_DIGITS:
            return ClockTime(int(word), int(words[at + 2]), at + 3)
        return ClockTime(int(word), 0, at + 2) if len(word) <= CLOCK_DIGITS else None
    return None


def _spoken(lexicon: Lexicon, words: Sequence[str], at: int) -> ClockTime | None:
    """Reads "7", "seven", "seven thirty", "at 7 o'clock"."""
    table = lexicon.answers["time"]
    hour = _small_number(lexicon, words, at)
    if hour is None:
        return None
    value, after = hour
    unit = words[after] if after < len(words) else ""
    if unit in table["ignored_after"] or words[:at] == ("-",):
        return None
    minute = _small_number(lexicon, words, after)
    if minute is not None and minute[0] >= TEN and not words[at].isdecimal():
        return ClockTime(value, minute[0], minute[1])
    if minute is not None and not words[at].isdecimal() and value == 0:
        return None
    return ClockTime(value, 0, after)


def _written_out(lexicon: Lexicon, words: Sequence[str], clock: ClockTime) -> str | None:
    """Applies am, pm or the part of day to a clock value."""
    table = lexicon.answers["time"]
    hour = clock.hour
    if clock.minute >= MINUTES_PER_HOUR or hour > HOURS_PER_DAY:
        return None
    hour_or_none = _with_part(table, words, hour)
    if hour_or_none is None or hour_or_none >= HOURS_PER_DAY:
        return None
    return f"{hour_or_none:02}:{clock.minute:02}"


def _with_part(table: Table, words: Sequence[str], hour: int) -> int | None:
    if has_phrase(words, table["pm"]):
        return hour if hour > NOON_HOUR else hour % NOON_HOUR + NOON_HOUR
    if has_phrase(words, table["am"]):
        return hour % NOON_HOUR if hour <= NOON_HOUR else None
    if hour == NOON_HOUR and any(word in table["midnight"] for word in words):
        return 0
    part = next((word for word in words if word in table["part_pm_from"]), "")
    if not part or hour > NOON_HOUR:
        return hour
    if hour == NOON_HOUR:
        return 0 if table["part_pm_from"][part] == NIGHT_FROM_HOUR else NOON_HOUR
    return hour + NOON_HOUR if hour >= table["part_pm_from"][part] else hour
