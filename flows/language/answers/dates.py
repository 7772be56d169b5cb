"""Reads dates and durations; relative ones need the date of today."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flows.language.answers.days import DAYS_PER_WEEK, day_number
from flows.language.answers.numbers import has_phrase, numerals
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import clean, fold, plain

WEEKS_DIGITS = 2
DAYS_MAX = 40000
DAYS_BEFORE_YESTERDAY = 2
MONTHS_PER_YEAR = 12
DAYS_PER_MONTH_MAX = 31
YEAR_DIGITS = 4
DATE_PIECES = 3
SPANS_MAX = 2
HALF, AND_A_HALF = 0.5, ("and", "a", "half")
YEAR_MIN, YEAR_MAX = 1900, 2200
Table = Mapping[str, Any]
Words = Sequence[str]
Band = tuple[float, float]
"""The shortest and the longest length of a label, in weeks."""


def read_date(lexicon: Lexicon, text: str, today: date | None) -> str | None:
    """Returns the ISO date meant, taking names of days and months as the next to come."""
    found = _absolute(lexicon, text, today, past=False) or _relative_day(
        lexicon, plain(lexicon, text), today
    )
    return found.isoformat() if found else None


def read_past_date(lexicon: Lexicon, text: str, today: date | None) -> str | None:
    """Returns the ISO date meant, taking days and months as the last that have been."""
    words = plain(lexicon, text)
    found = _before_yesterday(lexicon, words, today) or _absolute(lexicon, text, today, past=True)
    if (
        found is None
        and today is not None
        and any(word in lexicon.answers["duration"]["ago"] for word in words)
    ):
        spans = _spans_days(lexicon, words)
        found = today - timedelta(days=round(spans[0])) if len(spans) == 1 else None
    return found.isoformat() if found else None


def _before_yesterday(lexicon: Lexicon, words: Words, today: date | None) -> date | None:
    said = has_phrase(words, lexicon.answers["duration"]["before_yesterday"])
    return today - timedelta(days=DAYS_BEFORE_YESTERDAY) if said and today else None


def read_duration_weeks(lexicon: Lexicon, text: str, today: date | None) -> float | None:
    """Returns a duration in weeks; "since ..." counts from the date said until today."""
    words = plain(lexicon, text)
    table = lexicon.answers["duration"]
    spans = _spans_days(lexicon, words)
    if len(spans) == SPANS_MAX and _changed(table, words):
        spans = spans[-1:]
    if spans:
        return round(sum(spans) / DAYS_PER_WEEK, WEEKS_DIGITS) if len(spans) <= SPANS_MAX else None
    begin = _absolute(lexicon, text, today, past=True) or _year_or_season(table, words, today)
    if begin is None or today is None or begin > today:
        return None
    return round((today - begin).days / DAYS_PER_WEEK, WEEKS_DIGITS)


def _changed(table: Table, words: Words) -> bool:
    """Tells whether one length takes the place of another ("change 3 weeks to 5 years")."""
    begins = [at for at, word in enumerate(words) if word in table["change"]]
    return bool(begins) and any(word in table["change_to"] for word in words[begins[0] :])


def _spans_days(lexicon: Lexicon, words: Words) -> list[float]:
    """Returns the lengths said with a unit: "three weeks", "a month", "couple of months"."""
    table = lexicon.answers["duration"]
    values = {one.end: one.value for one in numerals(lexicon, words)}
    found = []
    for at, word in enumerate(words):
        if word not in table["days"]:
            continue
        if at and words[at - 1] in (*table["last"], *table["next"], *table["current"]):
            continue
        count = _count_before(lexicon, words, at, values)
        if count is not None:
            half = HALF if words[at + 1 : at + 4] == AND_A_HALF else 0.0
            found.append((count + half) * table["days"][word])
    return [length for length in found if length <= DAYS_MAX]


def _count_before(
    lexicon: Lexicon, words: Words, at: int, values: Mapping[int, float]
) -> float | None:
    table = lexicon.answers["duration"]
    if at in values:
        return values[at]
    articles = lexicon.answers["numbers"]["article"]
    before = [word for word in words[max(0, at - 3) : at] if word not in table["linking"]]
    vague = [word for word in before if word in table["vague"]]
    if vague:
        return float(table["vague"][vague[-1]])
    if any(word in table["half"] for word in before):
        return 0.5
    if before and before[-1] in articles:
        return 1.0
    return float(table["bare_plural"]) if words[at] in table["plurals"] else None


def _absolute(lexicon: Lexicon, text: str, today: date | None, *, past: bool) -> date | None:
    words = plain(lexicon, text)
    return (
        _iso(text)
        or _month_day(lexicon, words, today, past=past)
        or _named_day(lexicon, words, today, past=past)
    )


def _iso(text: str) -> date | None:
    """Reads 2026-03-12, and 12/03/2026 or 12.3.2026 when day and month cannot be confused."""
    pieces = "".join(c if c.isdecimal() else " " for c in fold(clean(text))).split()
    if len(pieces) != DATE_PIECES or not all(len(piece) in (1, 2, 4) for piece in pieces):
        return None
    first, second, third = (int(piece) for piece in pieces)
    if len(pieces[0]) == YEAR_DIGITS:
        return _date(first, second, third)
    if len(pieces[2]) != YEAR_DIGITS:
        return None
    if first > MONTHS_PER_YEAR or first == second:
        return _date(third, second, first)
    return _date(third, first, second) if second > MONTHS_PER_YEAR else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if YEAR_MIN <= year <= YEAR_MAX else None
    except ValueError:
        return None


def _named_day(lexicon: Lexicon, words: Words, today: date | None, *, past: bool) -> date | None:
    table = lexicon.answers["duration"]
    if today is None:
        return None
    for key, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if has_phrase(words, table[key]) and (days <= 0) >= past:
            return today + timedelta(days=days)
    days_said = {number for word in words if (number := day_number(lexicon, word)) is not None}
    if len(days_said) != 1:
        return None
    ahead = (days_said.pop() - today.weekday()) % DAYS_PER_WEEK
    if past:
        return today - timedelta(days=(DAYS_PER_WEEK - ahead) % DAYS_PER_WEEK or DAYS_PER_WEEK)
    return today + timedelta(days=ahead or DAYS_PER_WEEK)


def _month_day(lexicon: Lexicon, words: Words, today: date | None, *, past: bool) -> date | None:
    """Reads "12 March", "March 12 2026", and for the past "March" alone as its first day."""
    table = lexicon.answers["duration"]
    months = [n for word in words for n, forms in enumerate(table["months"], 1) if word in forms]
    if len(set(months)) != 1 or today is None:
        return None
    values = [int(one.value) for one in numerals(lexicon, words)]
    years = [value for value in values if YEAR_MIN <= value <= YEAR_MAX]
    days = [value for value in values if 1 <= value <= DAYS_PER_MONTH_MAX]
    if not days and not past:
        return None
    day = days[0] if days else 1
    if years:
        return _date(years[0], months[0], day)
    return _nearest_year(today, months[0], day, past=past)


def _nearest_year(today: date, month: int, day: int, *, past: bool) -> date | None:
    found = _date(today.year, month, day)
    if found is None:
        return None
    if past and found > today:
        return _date(today.year - 1, month, day)
    return _date(today.year + 1, month, day) if not past and found < today else found


def _year_or_season(table: Table, words: Words, today: date | None) -> date | None:
    years = [int(word) for word in words if word.isdecimal() and len(word) == YEAR_DIGITS]
    if years:
        return _date(years[0], 1, 1)
    if today is None:
        return None
    ago = [word for word in words if word in table["seasons"]]
    if ago:
        return _nearest_year(today, table["seasons"][ago[0]], 1, past=True)
    if any(word in table["last"] for word in words):
        lengths = [table["days"][word] for word in words if word in table["days"]]
        return today - timedelta(days=round(lengths[0])) if lengths else None
    return None


def _relative_day(lexicon: Lexicon, words: Words, today: date | None) -> date | None:
    """Reads "in three days", "for two weeks", "next week" as a day ahead."""
    table = lexicon.answers["duration"]
    if today is None or any(word in table["ago"] for word in words):
        return None
    spans = _spans_days(lexicon, words)
    if len(spans) == 1:
        return today + timedelta(days=round(spans[0]))
    if any(word in table["next"] for word in words):
        lengths = [table["days"][word] for word in words if word in table["days"]]
        return today + timedelta(days=round(lengths[0])) if lengths else None
    return None


# --- bands of time --------------------------------------------------------------------------------
def read_band(lexicon: Lexicon, text: str, options: Sequence[str]) -> int | None:
    """Returns the 0-based index of the one band in which a length lies; None where none is one."""
    bands = [_band(lexicon, option) for option in options]
    if any(band is None for band in bands):
        return None
    words = plain(lexicon, text)
    units = [word for word in words if word in lexicon.answers["duration"]["days"]]
    if len(units) > 1 or _reaches_across(lexicon, words, bands):
        return None
    weeks = read_duration_weeks(lexicon, text, None)
    if weeks is None:
        weeks = _plural_alone(lexicon, text) or _told_in_words(lexicon, words)
    inside = [at for at, band in enumerate(bands) if weeks is not None and _holds(band, weeks)]
    return _one_side(lexicon.answers["duration"], words, inside)


def _reaches_across(lexicon: Lexicon, words: Words, bands: Sequence[Band | None]) -> bool:
    """Tells whether "10 to 14 weeks" begins in one band and ends in another."""
    table = lexicon.answers["duration"]
    found = numerals(lexicon, words)
    sizes = [table["days"][word] / DAYS_PER_WEEK for word in words if word in table["days"]]
    if len(found) != SPANS_MAX or not sizes:
        return False
    if set(words[found[0].end : found[1].start]) - set(lexicon.answers["range"]["firm_links"]):
        return False
    ends = [{at for at, b in enumerate(bands) if _holds(b, one.value * sizes[0])} for one in found]
    return not ends[0] & ends[1]


def _one_side(table: Table, words: Words, inside: Sequence[int]) -> int | None:
    """Returns the one band; where a length ends one and begins another, by "nearly" or "over"."""
    if len(inside) == 1:
        return inside[0]
    below, above = ({*words} & {*table[key]} for key in ("just_under", "just_over"))
    if len(inside) != SPANS_MAX or bool(below) == bool(above):
        return None
    return inside[0] if below else inside[1]


def _told_in_words(lexicon: Lexicon, words: Words) -> float | None:
    """Returns the length, in weeks, of "since yesterday" or "the summer before last"."""
    table = lexicon.answers["duration"]
    said = [weeks for phrase, weeks in table["told"].items() if has_phrase(words, (phrase,))]
    if said:
        return float(max(said))
    long_ago = has_phrase(words, table["before_last"]) and set(words) & {*table["seasons"], "year"}
    return float(table["long"]["years"]) if long_ago else None


def _holds(band: Band | None, weeks: float) -> bool:
    return band is not None and band[0] <= weeks <= band[1]


def _band(lexicon: Lexicon, label: str) -> Band | None:
    """Returns the shortest and longest length of a label, in weeks."""
    table = lexicon.answers["duration"]
    words = plain(lexicon, label)
    units = [table["days"][word] / DAYS_PER_WEEK for word in words if word in table["days"]]
    values = [one.value for one in numerals(lexicon, words)]
    if len(units) != 1 or not values:
        return None
    ends: list[float] = [value * units[0] for value in values]
    if len(ends) > 1:
        return min(ends), max(ends)
    if any(word in table["under"] for word in words):
        return 0.0, ends[0]
    return (ends[0], float("inf")) if any(word in table["over"] for word in words) else None


def _plural_alone(lexicon: Lexicon, text: str) -> float | None:
    """Returns the length of "years" or "ages" that stand alone."""
    table: Mapping[str, Any] = lexicon.answers["duration"]
    said = [word for word in plain(lexicon, text) if word in table["long"]]
    return float(table["long"][said[0]]) if len(said) == 1 else None
