"""Why a reminder does not go out: one named reason a gate, the first that holds wins."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct

from flows.catalog.reminders import Reminders
from flows.scheduling.calendar import date_at, weekday_of, zone_of
from flows.scheduling.preferences import Wishes, is_paused, wants
from flows.scheduling.state import Standing, gap_days, silent_days, was_sent


class FollowUp(Struct, frozen=True, omit_defaults=True):
    """A one-off appointment: `kind` as reminders.toml names it, `at` in seconds."""

    kind: str
    at: float
    id: str = ""


class Situation(Struct, frozen=True, omit_defaults=True):
    """What the rest of the record says that matters for reminding.

    `zone` is an IANA name, "" until onboarding is complete: then only follow-ups are due.
    `session_days` are the weekdays the programme plans sessions on; empty means the wished days.
    """

    zone: str = ""
    locked: bool = False
    unreachable: bool = False
    checked_in_on: date | None = None
    """Local date of the last check-in done."""
    trained_on: date | None = None
    """Local date of the last session done."""
    session_days: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()


class Case(Struct, frozen=True):
    """Everything a decision about reminding looks at, but the time."""

    rules: Reminders
    wishes: Wishes
    standing: Standing
    situation: Situation
    zone: ZoneInfo
    """The person's zone; UTC while it is not known."""


Gate = Callable[[Case, str, date], bool]


def is_planned(case: Case, slot: str, day: date) -> bool:
    """Tell whether a slot belongs to a date."""
    days = case.situation.session_days
    return weekday_of(day) in days if slot == "session" and days else wants(case.wishes, day)


def is_done(case: Case, slot: str, day: date) -> bool:
    """Tell whether what the slot reminds of has been done on the date."""
    done = case.situation.trained_on if slot == "session" else case.situation.checked_in_on
    return done == day


def _is_snoozed(case: Case, slot: str, day: date) -> bool:
    """Tell whether a snooze takes the place of the slot's reminder on the date."""
    snooze = case.standing.snooze
    return snooze is not None and snooze.slot == slot and date_at(snooze.until, case.zone) == day


def _is_too_soon(case: Case, slot: str, day: date) -> bool:
    """Tell whether the back-off leaves the date out; the goodbye alone ends it."""
    silent = silent_days(case.standing, day)
    if silent >= case.rules.silence.goodbye_after_days:
        return slot != "checkin"
    last = case.standing.sent.get(slot)
    return last is not None and 0 < (day - last).days < gap_days(case.rules, silent)


def _is_backing_off(case: Case, _slot: str, day: date) -> bool:
    return gap_days(case.rules, silent_days(case.standing, day)) > 1


def _was_snoozed(case: Case, _slot: str, day: date) -> bool:
    """Whoever asked for later, or was reminded later, is not nudged on top."""
    return day in (case.standing.snoozed_on, case.standing.sent.get("snooze"))


def _is_idle(case: Case, _slot: str, day: date) -> bool:
    heard = case.standing.last_heard
    return heard is None or (day - heard).days > case.rules.digest.heard_within_days


_PAUSED: tuple[str, Gate] = ("paused", lambda case, _slot, day: is_paused(case.wishes, day))
_SENT: tuple[str, Gate] = (
    "sent",
    lambda case, slot, day: was_sent(case.rules, case.standing, slot, day),
)
_FREE: tuple[tuple[str, Gate], ...] = (
    ("rest", lambda case, _slot, day: day in case.standing.rest),
    ("skipped", lambda case, _slot, day: day in case.standing.skipped),
)
_DONE: tuple[str, Gate] = ("done", is_done)
_UNPLANNED: tuple[str, Gate] = (
    "unplanned",
    lambda case, slot, day: not is_planned(case, slot, day),
)

STOPS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("locked", lambda case: case.situation.locked),
    ("no_zone", lambda case: zone_of(case.situation.zone) is None),
    ("off", lambda case: case.wishes.off),
    ("unreachable", lambda case: case.situation.unreachable),
    ("silent", lambda case: case.standing.goodbye_sent),
)
"""What stops every reminder on every date."""

DAILY_GATES = (
    _UNPLANNED,
    _PAUSED,
    *_FREE,
    _DONE,
    _SENT,
    ("snoozed", _is_snoozed),
    ("backed_off", _is_too_soon),
)
SNOOZE_GATES = (_PAUSED, *_FREE, _DONE)
NUDGE_GATES = (
    _UNPLANNED,
    _PAUSED,
    *_FREE,
    _SENT,
    ("snoozed", _was_snoozed),
    ("backed_off", _is_backing_off),
)
DIGEST_GATES = (_PAUSED, _SENT, ("idle", _is_idle))


def stopped_by(case: Case) -> str:
    """Give the reason why nothing but follow-ups may go out, or ""."""
    return next((reason for reason, holds in STOPS if holds(case)), "")


def held_by(gates: tuple[tuple[str, Gate], ...], case: Case, slot: str, day: date) -> str:
    """Give the reason why a slot is not served on a date, or ""."""
    return next((reason for reason, holds in gates if holds(case, slot, day)), "")
