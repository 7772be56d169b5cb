"""Local dates and wall times as instants, whatever the clocks do that day."""

import math
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

DAY = timedelta(days=1)
DAY_SECONDS = 86_400
HOUR_SECONDS = 3_600
MINUTE_SECONDS = 60
DAY_MINUTES = 1_440
SCAN_MINUTES = 2 * DAY_MINUTES + 3 * 60
"""How far a quiet edge is looked for by the minute: a gap can swallow the edge of one day."""
UTC_ZONE = ZoneInfo("UTC")
"""Stands in while a person's zone is not known."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo | None:
    """Give the zone of an IANA name; None when it is empty or unknown."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=DAY_MINUTES)
def minute_of(clock: str) -> int:
    """Give the minute of the day of "HH:MM". Raises ValueError for anything else."""
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute


def weekday_of(day: date) -> str:
    """Give mon, tue, ... of a date."""
    return WEEKDAYS[day.weekday()]


def date_at(now: float, zone: tzinfo) -> date:
    """Give the local date of an instant."""
    return datetime.fromtimestamp(now, zone).date()


def clock_at(now: float, zone: tzinfo) -> str:
    """Give the local wall time of an instant as "HH:MM"."""
    return datetime.fromtimestamp(now, zone).strftime("%H:%M")


def instant(day: date, minute: int, zone: tzinfo) -> float | None:
    """Give the one instant of a wall time on a date; None when the date has no such time.

    In a gap it is as much later as the clocks jump, in a repeated hour the first (`fold=0`).
    A date that a zone skips, or whose end the gap swallows, gives None.
    """
    wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
    at = wall.timestamp()
    return at if date_at(at, zone) == day else None


def shown_minute(day: date, minute: int, zone: tzinfo) -> int:
    """Give the minute that the clock shows when a wall time of a date comes: a gap moves it."""
    at = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone).timestamp()
    wall = datetime.fromtimestamp(at, zone)
    return wall.hour * 60 + wall.minute


def start_of(day: date, zone: tzinfo) -> float:
    """Give the first instant of a date; of a skipped date, that of the next one."""
    return datetime.combine(day, time(), tzinfo=zone).timestamp()


class Quiet(Struct, frozen=True):
    """Quiet hours by the wall clock, `start` included and `end` not, in minutes of the day.

    They may run over midnight; `start == end` means none.
    """

    start: int
    end: int

    def covers(self, minute: int) -> bool:
        """Tell whether a minute of the day is quiet."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end

    def trimmed(self, minute: int, grace: int) -> "Quiet":
        """Give the quiet hours cut back so that a chosen minute is open (decision 26).

        The nearer edge moves: the end to the chosen minute, or the start to `grace` after it.
        """
        if not self.covers(minute):
            return self
        ahead = (self.end - minute) % DAY_MINUTES
        if ahead <= (minute - self.start) % DAY_MINUTES:
            return Quiet(self.start, minute)
        return Quiet(self.end if ahead <= grace else (minute + grace) % DAY_MINUTES, self.end)


def is_quiet(now: float, quiet: Quiet, zone: tzinfo) -> bool:
    """Tell whether the wall clock shows a quiet minute."""
    wall = datetime.fromtimestamp(now, zone)
    return quiet.covers(wall.hour * 60 + wall.minute)


def next_open(now: float, quiet: Quiet, zone: tzinfo) -> float:
    """Give the first instant from `now` on that is not quiet."""
    return _turn(now, quiet, zone, wanted=False)


def next_quiet(now: float, quiet: Quiet, zone: tzinfo) -> float:
    """Give the first instant from `now` on that is quiet; infinity without quiet hours."""
    return math.inf if quiet.start == quiet.end else _turn(now, quiet, zone, wanted=True)


def _turn(now: float, quiet: Quiet, zone: tzinfo, *, wanted: bool) -> float:
    wall = datetime.fromtimestamp(now, zone)
    if quiet.covers(wall.hour * 60 + wall.minute) == wanted:
        return now
    edge = (quiet.start if wanted else quiet.end) * MINUTE_SECONDS
    second = wall.hour * HOUR_SECONDS + wall.minute * MINUTE_SECONDS + wall.second
    jump = math.floor(now) + (edge - second) % DAY_SECONDS
    if datetime.fromtimestamp(jump, zone).utcoffset() == wall.utcoffset():
        return float(jump)
    return _scan(now, quiet, zone, wanted=wanted)


def _scan(now: float, quiet: Quiet, zone: tzinfo, *, wanted: bool) -> float:
    """Look minute by minute: the clocks change before the edge, which may come early or twice."""
    minute = math.ceil(now / MINUTE_SECONDS) * MINUTE_SECONDS
    for at in range(minute, minute + SCAN_MINUTES * MINUTE_SECONDS, MINUTE_SECONDS):
        if is_quiet(at, quiet, zone) == wanted:
            return float(at)
    raise AssertionError(f"no edge of {quiet} after {now} in {zone}")
