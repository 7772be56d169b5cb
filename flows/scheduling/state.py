"""What has been sent and answered: dates, never counts of seconds, so clocks may jump."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct, field
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


class ReminderState(Struct, frozen=True, omit_defaults=True):
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
    last_contact: date | None = field(default=None, name="last_heard")
    goodbye_sent: bool = False


def reminded(state: ReminderState, slot: str, on: date) -> ReminderState:
    """Remember what was sent: call it in the turn that sends a Due, with its slot and date."""
    return _AFTER.get(slot, _plain)(state, slot, on)


def _plain(state: ReminderState, slot: str, on: date) -> ReminderState:
    return replace(state, sent={**state.sent, slot: on})


def _daily(state: ReminderState, slot: str, on: date) -> ReminderState:
    since = state.unanswered_since or on
    return replace(_plain(state, slot, on), unanswered_since=since)


def _snooze(state: ReminderState, _slot: str, on: date) -> ReminderState:
    assert state.snooze is not None, "a snooze was sent that nobody asked for"
    both = _daily(_plain(state, "snooze", on), state.snooze.slot, on)
    return replace(both, snooze=None)


def _goodbye(state: ReminderState, _slot: str, _on: date) -> ReminderState:
    return replace(state, goodbye_sent=True)


_AFTER: dict[str, Callable[[ReminderState, str, date], ReminderState]] = {
    "checkin": _daily,
    "session": _daily,
    "snooze": _snooze,
    "goodbye": _goodbye,
}


def note_contact(state: ReminderState, on: date) -> ReminderState:
    """Remember that the person did something: any message or press ends the silence."""
    return replace(state, last_contact=on, unanswered_since=None, goodbye_sent=False)


def snoozed(state: ReminderState, slot: str, until: float, on: date) -> ReminderState:
    """Remember a snooze asked for on a date; it replaces one that is still open."""
    count = state.snoozes + 1 if state.snoozed_on == on else 1
    return replace(state, snooze=Snooze(until, slot, on), snoozed_on=on, snoozes=count)


def skipped(state: ReminderState, on: date) -> ReminderState:
    """Remember that a day is skipped; a snooze that was open is let go."""
    return replace(state, skipped=_with(state.skipped, on), snooze=None)


def rested(state: ReminderState, on: date) -> ReminderState:
    """Remember that a day is a rest day; a snooze that was open is let go."""
    return replace(state, rest=_with(state.rest, on), snooze=None)


def _with(days: tuple[date, ...], on: date) -> tuple[date, ...]:
    return tuple(sorted({*days, on}))[-DAYS_KEPT_MAX:]


def was_sent(rules: Reminders, state: ReminderState, slot: str, day: date) -> bool:
    """Tell whether a slot has been served for a date or a later one.

    Later counts: a clock set back must not repeat. A date too far ahead to be a travelled zone
    or a jump that was mended is a broken clock and is not believed, or the person would wait.
    """
    last = state.sent.get(slot)
    return last is not None and 0 <= (last - day).days <= rules.clock.ahead_days_max


def silent_days(state: ReminderState, day: date) -> int:
    """Give the days since the first unanswered reminder; 0 when the last was answered."""
    since = state.unanswered_since
    return max(0, (day - since).days) if since else 0


def gap_days(rules: Reminders, silent: int) -> int:
    """Give how many days must lie between reminders after so many silent days."""
    reached = [step.every_days for step in rules.silence.steps if silent >= step.after_days]
    return reached[-1] if reached else 1
