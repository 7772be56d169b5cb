"""Why a reminder does not go out: suppression rules, of which the first that holds wins."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct

from flows.catalog.reminders import Reminders
from flows.scheduling.calendar import date_at, weekday_of, zone_of
from flows.scheduling.preferences import ReminderPreferences, is_paused, wants
from flows.scheduling.state import ReminderState, gap_days, silent_days, was_sent


class FollowUp(Struct, frozen=True, omit_defaults=True):
    """A one-off appointment: `kind` as reminders.toml names it, `at` in seconds."""

    kind: str
    at: float
    id: str = ""


class ReminderInputs(Struct, frozen=True, omit_defaults=True):
    """What the rest of the record says that matters for reminding.

    `zone` is an IANA name, "" until onboarding is complete: then only follow-ups are due.
    `session_days` are the weekdays the programme plans sessions on; empty means the preferred ones.
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


class ReminderContext(Struct, frozen=True):
    """Everything a decision about reminding looks at, but the time."""

    rules: Reminders
    preferences: ReminderPreferences
    state: ReminderState
    inputs: ReminderInputs
    zone: ZoneInfo
    """The person's zone; UTC while it is not known."""


SuppressionRule = Callable[[ReminderContext, str, date], bool]
"""Whether a slot is not served on a date."""


def is_planned(context: ReminderContext, slot: str, day: date) -> bool:
    """Tell whether a slot belongs to a date."""
    days = context.inputs.session_days
    return (
        weekday_of(day) in days if slot == "session" and days else wants(context.preferences, day)
    )


def is_done(context: ReminderContext, slot: str, day: date) -> bool:
    """Tell whether what the slot reminds of has been done on the date."""
    done = context.inputs.trained_on if slot == "session" else context.inputs.checked_in_on
    return done == day


def _is_snoozed(context: ReminderContext, slot: str, day: date) -> bool:
    """Tell whether a snooze takes the place of the slot's reminder on the date."""
    snooze = context.state.snooze
    return snooze is not None and snooze.slot == slot and date_at(snooze.until, context.zone) == day


def _is_too_soon(context: ReminderContext, slot: str, day: date) -> bool:
    """Tell whether the back-off leaves the date out; the goodbye alone ends it."""
    silent = silent_days(context.state, day)
    if silent >= context.rules.silence.goodbye_after_days:
        return slot != "checkin"
    last = context.state.sent.get(slot)
    return last is not None and 0 < (day - last).days < gap_days(context.rules, silent)


def _is_backing_off(context: ReminderContext, _slot: str, day: date) -> bool:
    return gap_days(context.rules, silent_days(context.state, day)) > 1


def _was_snoozed(context: ReminderContext, _slot: str, day: date) -> bool:
    """Whoever asked for later, or was reminded later, is not nudged on top."""
    return day in (context.state.snoozed_on, context.state.sent.get("snooze"))


def _is_idle(context: ReminderContext, _slot: str, day: date) -> bool:
    last = context.state.last_contact
    return last is None or (day - last).days > context.rules.digest.heard_within_days


_PAUSED: tuple[str, SuppressionRule] = (
    "paused",
    lambda context, _slot, day: is_paused(context.preferences, day),
)
_SENT: tuple[str, SuppressionRule] = (
    "sent",
    lambda context, slot, day: was_sent(context.rules, context.state, slot, day),
)
_FREE: tuple[tuple[str, SuppressionRule], ...] = (
    ("rest", lambda context, _slot, day: day in context.state.rest),
    ("skipped", lambda context, _slot, day: day in context.state.skipped),
)
_DONE: tuple[str, SuppressionRule] = ("done", is_done)
_UNPLANNED: tuple[str, SuppressionRule] = (
    "unplanned",
    lambda context, slot, day: not is_planned(context, slot, day),
)

STOPS: tuple[tuple[str, Callable[[ReminderContext], bool]], ...] = (
    ("locked", lambda context: context.inputs.locked),
    ("no_zone", lambda context: zone_of(context.inputs.zone) is None),
    ("off", lambda context: context.preferences.off),
    ("unreachable", lambda context: context.inputs.unreachable),
    ("silent", lambda context: context.state.goodbye_sent),
)
"""What stops every reminder on every date."""

DAILY_RULES = (
    _UNPLANNED,
    _PAUSED,
    *_FREE,
    _DONE,
    _SENT,
    ("snoozed", _is_snoozed),
    ("backed_off", _is_too_soon),
)
SNOOZE_RULES = (_PAUSED, *_FREE, _DONE)
NUDGE_RULES = (
    _UNPLANNED,
    _PAUSED,
    *_FREE,
    _SENT,
    ("snoozed", _was_snoozed),
    ("backed_off", _is_backing_off),
)
DIGEST_RULES = (_PAUSED, _SENT, ("idle", _is_idle))


def stopped_by(context: ReminderContext) -> str:
    """Give the reason why nothing but follow-ups may go out, or ""."""
    return next((reason for reason, holds in STOPS if holds(context)), "")


def suppressed_by(
    suppression_rules: tuple[tuple[str, SuppressionRule], ...],
    context: ReminderContext,
    slot: str,
    day: date,
) -> str:
    """Give the reason why a slot is not served on a date, or ""."""
    return next((reason for reason, holds in suppression_rules if holds(context, slot, day)), "")
