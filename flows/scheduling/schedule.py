"""When to remind: what is due at an instant, and the next instant at which anything may be.

Both look at the same send windows, so nothing is due before the wake time and everything at it.
Scheduled by local date: a clock that jumps, a zone that changes or a day that is missing moves
no reminder to another date and repeats none (D9-D12, H10, H11).
"""

from collections.abc import Iterator
from datetime import date
from zlib import crc32

from msgspec import Struct

from flows.catalog.reminders import Reminders
from flows.clinical.decision import Decision
from flows.scheduling.calendar import (
    DAY,
    HOUR_SECONDS,
    MINUTE_SECONDS,
    UTC_ZONE,
    clock_at,
    date_at,
    zone_of,
)
from flows.scheduling.preferences import ReminderPreferences, back_on
from flows.scheduling.state import ReminderState
from flows.scheduling.suppression import FollowUp, ReminderContext, ReminderInputs, stopped_by
from flows.scheduling.windows import SLOTS, SendWindow, follow_up_window

HORIZON_DAYS = {"nudge": 1, "digest": 15}
"""How many dates a slot is looked for; the rest below."""
HORIZON_DAYS_MAX = 400
"""Every other day on one weekday, with all the skipped and rest days that are kept before it."""


class DueReminder(Struct, frozen=True):
    """One message to send now: never after `not_after` (seconds), at most once a slot and date.

    `kind`: checkin | session | return_from_pause | nudge | digest | goodbye | followup:<kind>.
    Call `reminded(state, slot, local_date)` in the turn that sends it.
    """

    kind: str
    slot: str
    local_date: date
    not_after: float
    reason: Decision
    id: str = ""
    """Of the follow-up, which the same turn takes off the list."""


class ReminderDecision(Struct, frozen=True):
    """What is due, and why each other slot and follow-up is not."""

    due: tuple[DueReminder, ...]
    skipped: tuple[Decision, ...]


def next_wake(
    rules: Reminders,
    preferences: ReminderPreferences,
    state: ReminderState,
    inputs: ReminderInputs,
    now: float,
) -> float | None:
    """Give the earliest second from `now` on at which anything is due; None for never."""
    context = _context(rules, preferences, state, inputs)
    times = [
        window.opens for _, window in _follow_ups(context, now) if isinstance(window, SendWindow)
    ]
    if not stopped_by(context):
        times.extend(
            at for slot in _wanted(context) if (at := _next(context, slot, now)) is not None
        )
    return min(times, default=None)


def decide(
    rules: Reminders,
    preferences: ReminderPreferences,
    state: ReminderState,
    inputs: ReminderInputs,
    now: float,
) -> ReminderDecision:
    """Give what to send now and the reason for everything that is not sent."""
    context = _context(rules, preferences, state, inputs)
    found = (*_follow_ups_now(context, now), *_slots_now(context, now))
    return ReminderDecision(
        tuple(one for one in found if isinstance(one, DueReminder)),
        tuple(one for one in found if isinstance(one, Decision)),
    )


def follow_up(rules: Reminders, kind: str, since: float, name: str = "") -> FollowUp:
    """Make the appointment of a kind, counted from an instant (seconds)."""
    return FollowUp(kind, since + rules.follow_ups[kind].after_hours * HOUR_SECONDS, name)


def variant(rules: Reminders, person_seed: str, day: date, kind: str) -> int:
    """Choose a wording: people differ, successive dates differ, and it is always the same."""
    start = crc32(f"{person_seed}|{kind}".encode())
    return (start + day.toordinal()) % rules.variants.get(kind, 1)


def wording(rules: Reminders, one: DueReminder, person_seed: str) -> str:
    """Give the id of the text of a message that is due."""
    key = f"remind-{one.kind.replace(':', '-').replace('_', '-')}"
    if one.kind not in rules.variants:
        return key
    return f"{key}-{variant(rules, person_seed, one.local_date, one.kind)}"


def _context(
    rules: Reminders, preferences: ReminderPreferences, state: ReminderState, inputs: ReminderInputs
) -> ReminderContext:
    return ReminderContext(rules, preferences, state, inputs, zone_of(inputs.zone) or UTC_ZONE)


def _wanted(context: ReminderContext) -> Iterator[str]:
    """Give the slots worth a search: what nobody asked for would be looked for in vain."""
    wanted = {
        "snooze": context.state.snooze is not None,
        "session": bool(context.preferences.session_time),
        "nudge": context.preferences.nudge,
        "digest": context.preferences.digest,
    }
    return (slot for slot in SLOTS if wanted.get(slot, True))


def _next(context: ReminderContext, slot: str, now: float) -> float | None:
    for day in _days(context, slot, now):
        window = SLOTS[slot](context, slot, day)
        if isinstance(window, SendWindow) and window.last >= now:
            return max(window.opens, now)
    return None


def _days(context: ReminderContext, slot: str, now: float) -> Iterator[date]:
    """Give the dates on which a slot may next open, pauses left out."""
    snooze = context.state.snooze
    if slot == "snooze" and snooze:
        yield date_at(snooze.until, context.zone)
        return
    day = back_on(context.preferences, date_at(now, context.zone))
    for _ in range(HORIZON_DAYS.get(slot, HORIZON_DAYS_MAX)):
        if day is None:
            return
        yield day
        day = back_on(context.preferences, day + DAY)


def _slots_now(context: ReminderContext, now: float) -> Iterator[DueReminder | Decision]:
    day = date_at(now, context.zone)
    stop = stopped_by(context)
    if stop:
        yield _skip(stop, "all", day)
        return
    for slot, find_window in SLOTS.items():
        window = find_window(context, slot, day)
        if isinstance(window, SendWindow):
            yield _judged(context, window, now)
        elif window:
            yield _skip(window, slot, day)


def _judged(context: ReminderContext, window: SendWindow, now: float) -> DueReminder | Decision:
    if now < window.opens:
        return _skip("early", window.slot, window.day)
    if now > window.last:
        return _skip("missed", window.slot, window.day)
    return _send(context, window)


def _follow_ups(context: ReminderContext, now: float) -> list[tuple[FollowUp, SendWindow | str]]:
    """Give all follow-ups, the most important first, with their send windows."""
    ranks = {kind: rank for rank, kind in enumerate(context.rules.follow_ups)}
    ordered = sorted(
        context.inputs.follow_ups,
        key=lambda one: (ranks.get(one.kind, len(ranks)), one.at, one.id),
    )
    return [(one, follow_up_window(context, one, now)) for one in ordered]


def _follow_ups_now(context: ReminderContext, now: float) -> Iterator[DueReminder | Decision]:
    taken = False
    day = date_at(now, context.zone)
    for one, window in _follow_ups(context, now):
        kind = f"followup:{one.kind}"
        if isinstance(window, str):
            yield _skip(window, kind, day)
        elif window.opens > now:
            yield _skip("early", kind, day)
        elif _is_capped(context, one) and taken:
            yield _skip("sent", kind, day)
        else:
            taken = taken or _is_capped(context, one)
            yield _send(context, window)


def _is_capped(context: ReminderContext, one: FollowUp) -> bool:
    rule = context.rules.follow_ups.get(one.kind)
    return rule is None or rule.capped


def _send(context: ReminderContext, window: SendWindow) -> DueReminder:
    reason = Decision(
        f"remind_{window.kind.partition(':')[0]}",
        "send",
        {
            "kind": window.kind,
            "date": window.day.isoformat(),
            "time": clock_at(window.opens, context.zone),
            "zone": context.inputs.zone,
            "hours": context.rules.nudge.after_minutes * MINUTE_SECONDS / HOUR_SECONDS,
        },
    )
    return DueReminder(window.kind, window.slot, window.day, window.last, reason, window.id)


def _skip(reason: str, slot: str, day: date) -> Decision:
    return Decision(f"remind_skip_{reason}", "skip", {"slot": slot, "date": day.isoformat()})
