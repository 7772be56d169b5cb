"""What has been sent and answered: dates, never counts of seconds, so clocks may jump."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.reminders import Reminders

DAYS_KEPT_MAX = 14
DAILY = ("checkin", "session")
"""The slots whose silence is counted."""


class Snooze(Struct, frozen=True):
    """A promise to remind of `slot` at an instant (seconds), asked for on a date."""

    until: float
    slot: str
    asked_on: date


class Standing(Struct, frozen=True, omit_defaults=True):
    """The bookkeeping of one person's reminders."""

    sent: dict[str, date] = {}
    """Newest local date by slot: checkin, session, snooze, nudge, digest, followup."""
    snooze: Snooze | None = None
    snoozed_on: date | None = None
    snoozes: int = 0
    """Snoozes asked for on `snoozed_on`."""
    skipped: tuple[date, ...] = ()
    rest: tuple[date, ...] = ()
    unanswered_since: date | None = None
    """First of the reminded days in a row without a word from the person."""
    last_heard: date | None = None
    goodbye_sent: bool = False


def reminded(standing: Standing, slot: str, on: date) -> Standing:
    """Remember what was sent: call it in the turn that sends a Due, with its slot and date."""
    return _AFTER.get(slot, _plain)(standing, slot, on)


def _plain(standing: Standing, slot: str, on: date) -> Standing:
    return replace(standing, sent={**standing.sent, slot: on})


def _daily(standing: Standing, slot: str, on: date) -> Standing:
    since = standing.unanswered_since or on
    return replace(_plain(standing, slot, on), unanswered_since=since)


def _snooze(standing: Standing, _slot: str, on: date) -> Standing:
    assert standing.snooze is not None, "a snooze was sent that nobody asked for"
    both = _daily(_plain(standing, "snooze", on), standing.snooze.slot, on)
    return replace(both, snooze=None)


def _goodbye(standing: Standing, _slot: str, _on: date) -> Standing:
    return replace(standing, goodbye_sent=True)


_AFTER: dict[str, Callable[[Standing, str, date], Standing]] = {
    "checkin": _daily,
    "session": _daily,
    "snooze": _snooze,
    "goodbye": _goodbye,
}


def heard(standing: Standing, on: date) -> Standing:
    """Remember that the person did something: any message or press ends the silence."""
    return replace(standing, last_heard=on, unanswered_since=None, goodbye_sent=False)


def snoozed(standing: Standing, slot: str, until: float, on: date) -> Standing:
    """Remember a snooze asked for on a date; it replaces one that is still open."""
    count = standing.snoozes + 1 if standing.snoozed_on == on else 1
    return replace(standing, snooze=Snooze(until, slot, on), snoozed_on=on, snoozes=count)


def skipped(standing: Standing, on: date) -> Standing:
    """Remember that a day is skipped; a snooze that was open is let go."""
    return replace(standing, skipped=_with(standing.skipped, on), snooze=None)


def rested(standing: Standing, on: date) -> Standing:
    """Remember that a day is a rest day; a snooze that was open is let go."""
    return replace(standing, rest=_with(standing.rest, on), snooze=None)


def _with(days: tuple[date, ...], on: date) -> tuple[date, ...]:
    return tuple(sorted({*days, on}))[-DAYS_KEPT_MAX:]


def was_sent(rules: Reminders, standing: Standing, slot: str, day: date) -> bool:
    """Tell whether a slot has been served for a date or a later one.

    Later counts: a clock set back must not repeat. A date too far ahead to be a travelled zone
    or a jump that was mended is a broken clock and is not believed, or the person would wait.
    """
    last = standing.sent.get(slot)
    return last is not None and 0 <= (last - day).days <= rules.clock.ahead_days_max


def silent_days(standing: Standing, day: date) -> int:
    """Give the days since the first unanswered reminder; 0 when the last was answered."""
    since = standing.unanswered_since
    return max(0, (day - since).days) if since else 0


def gap_days(rules: Reminders, silent: int) -> int:
    """Give how many days must lie between reminders after so many silent days."""
    reached = [step.every_days for step in rules.silence.steps if silent >= step.after_days]
    return reached[-1] if reached else 1
