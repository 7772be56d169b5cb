"""Reads a length of time among labels that are bands of time ("6 to 12 weeks")."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.language.answers.dates import read_duration_weeks
from flows.language.answers.numbers import numerals
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import plain

DAYS_PER_WEEK = 7
Band = tuple[float, float]


def read_band(lexicon: Lexicon, text: str, options: Sequence[str]) -> int | None:
    """Returns the 0-based index of the one band in which a length lies; None where none is one."""
    bands = [_band(lexicon, option) for option in options]
    if any(band is None for band in bands):
        return None
    units = [word for word in plain(lexicon, text) if word in lexicon.answers["duration"]["days"]]
    if len(units) > 1:
        return None
    weeks = read_duration_weeks(lexicon, text, None)
    if weeks is None:
        weeks = _plural_alone(lexicon, text)
    inside = [at for at, band in enumerate(bands) if weeks is not None and _holds(band, weeks)]
    return inside[0] if len(inside) == 1 else None


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
