"""The kinds of answer a question takes: what its buttons are and what typed words may mean."""

from collections.abc import Callable, Mapping
from datetime import date, time
from zoneinfo import ZoneInfo

from msgspec import Struct

TEXT_CHARS_MAX = 300
"""Longest free-text answer that is kept (an activity, a note)."""

Value = str | int | float | bool | tuple[str, ...] | None


class Kind(Struct, frozen=True):
    """How one answer is given.

    `reads` names the reading of typed words (flows.language); `options` are the ids of the
    buttons in order; `low` and `high` bound a number; `several` allows more than one option;
    `presets` says that the buttons are examples and other values may be typed.
    """

    reads: str
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    several: bool = False
    presets: bool = False
    whole: bool = False

    def accept(self, value: Value, options: tuple[str, ...]) -> Value:
        """Give the value as it is stored, or None where it is not an answer to this kind."""
        if value is None:
            return None
        if self.several:
            return _picked(value, options)
        if self.low is not None and self.high is not None:
            return _bounded(value, self.low, self.high, whole=self.whole)
        if options and not self.presets:
            return value if value in options else None
        if self.reads in WRITTEN and value not in self.options and not _written(self.reads, value):
            return None
        return value.strip()[:TEXT_CHARS_MAX] or None if isinstance(value, str) else value


WRITTEN: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "past_date": date.fromisoformat,
    "time_of_day": time.fromisoformat,
    "timezone": ZoneInfo,
}
"""How values that are neither options nor numbers must be written (ISO 8601, IANA)."""


def _written(reads: str, value: Value) -> bool:
    """Whether a date, a time or a zone is one: a form may hold anything."""
    try:
        return isinstance(value, str) and WRITTEN[reads](value.strip()) is not None
    except (ValueError, LookupError, OSError):
        return False


def _picked(value: Value, options: tuple[str, ...]) -> Value:
    if not isinstance(value, tuple | list):
        return None
    chosen = tuple(option for option in options if option in value)
    return chosen if len(chosen) == len(set(value)) else None


def _bounded(value: Value, low: float, high: float, *, whole: bool) -> Value:
    try:
        number = float(str(value))
    except ValueError:
        return None
    if not low <= number <= high or (whole and not number.is_integer()):
        return None
    return int(number) if number.is_integer() else number


YES_NO = Kind("yes_no", ("yes", "no"))
YES_NO_UNSURE = Kind("yes_no_unsure", ("yes", "no", "not_sure"))
NRS = Kind("nrs_0_10", tuple(str(n) for n in range(11)), low=0, high=10)
"""Numeric rating scale, 0 to 10, halves allowed when typed."""
TIME = Kind("time_of_day", ("07:30", "12:30", "18:00", "20:00"), presets=True)
PAST_DATE = Kind("past_date", ("today", "yesterday"), presets=True)
ZONE = Kind("timezone", presets=True)
COUNTRY = Kind("country", presets=True)
TEXT = Kind("text", presets=True)
DAYS = Kind("days_of_week", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), several=True)


def choice(*options: str) -> Kind:
    """One of the options."""
    return Kind("choice", options)


def many(*options: str) -> Kind:
    """Any number of the options, none included."""
    return Kind("many", options, several=True)


def number(reads: str, low: float, high: float, *presets: str) -> Kind:
    """A number from `low` to `high`, with buttons for the usual ones."""
    return Kind(reads, presets, low=low, high=high, presets=True, whole=reads == "count")
