"""Send windows: the stretch of time in which a reminder of a date, or a follow-up, may be sent."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from flows.catalog.reminders import FollowUpRule
from flows.scheduling.calendar import (
    DAY,
    DAY_MINUTES,
    HOUR_SECONDS,
    MINUTE_SECONDS,
    Quiet,
    date_at,
    instant,
    minute_of,
    next_open,
    next_quiet,
    start_of,
    weekday_of,
)
from flows.scheduling.preferences import back_on, is_paused, quiet_hours, quiet_on, time_on
from flows.scheduling.state import DAILY, silent_days, was_sent
from flows.scheduling.suppression import (
    DAILY_RULES,
    DIGEST_RULES,
    NUDGE_RULES,
    SNOOZE_RULES,
    FollowUp,
    ReminderContext,
    is_done,
    suppressed_by,
)

UNKNOWN_KIND = FollowUpRule(after_hours=0)
"""A follow-up whose kind the content no longer has: held back by everything."""
MOVES_MAX = 8
"""Quiet hours, the daily cap and a pause, each at most twice; then a follow-up has settled."""


class SendWindow(Struct, frozen=True):
    """From `opens` to `last`, both included (seconds), one message of a slot may be sent."""

    slot: str
    kind: str
    day: date
    opens: float
    last: float
    id: str = ""


WindowFinder = Callable[[ReminderContext, str, date], SendWindow | str]
"""Gives the send window of a slot on a date, why there is none, or "" where it is not wanted."""


def _daily(context: ReminderContext, slot: str, day: date) -> SendWindow | str:
    clock = _clock_of(context, slot, day)
    if not clock:
        return ""
    suppressed = suppressed_by(DAILY_RULES, context, slot, day)
    if suppressed:
        return suppressed
    quiet = quiet_on(context.rules, context.preferences, day, context.zone)
    kind = _kind_of(context, slot, day)
    serves = "goodbye" if kind == "goodbye" else slot
    return _window(context, quiet, minute_of(clock), SendWindow(serves, kind, day, 0.0, 0.0))


def _clock_of(context: ReminderContext, slot: str, day: date) -> str:
    daily = time_on(context.rules, context.preferences, day)
    if slot == "checkin":
        return daily
    own = context.preferences.session_time
    return own if own != daily else ""  # At the same time one message does for both.


def _kind_of(context: ReminderContext, slot: str, day: date) -> str:
    if slot != "checkin":
        return slot
    if silent_days(context.state, day) >= context.rules.silence.goodbye_after_days:
        return "goodbye"
    return "return_from_pause" if _is_return(context, day) else slot


def _is_return(context: ReminderContext, day: date) -> bool:
    """Tell whether nothing has been said either way since a pause ended."""
    until = context.preferences.paused_until
    if context.preferences.paused_from is None or until is None or day <= until:
        return False
    since = (context.state.last_contact, context.state.sent.get("checkin"))
    return all(on is None or on <= until for on in since)


def _snoozed(context: ReminderContext, slot: str, day: date) -> SendWindow | str:
    snooze = context.state.snooze
    if snooze is None or date_at(snooze.until, context.zone) != day:
        return ""
    suppressed = suppressed_by(SNOOZE_RULES, context, snooze.slot, day)
    if suppressed:
        return suppressed
    quiet = quiet_on(context.rules, context.preferences, day, context.zone)
    return _until_quiet(context, quiet, snooze.until, SendWindow(slot, snooze.slot, day, 0.0, 0.0))


def _nudge(context: ReminderContext, slot: str, day: date) -> SendWindow | str:
    if not context.preferences.nudge:
        return ""
    waiting = (
        daily
        for daily in DAILY
        if context.state.sent.get(daily) == day and not is_done(context, daily, day)
    )
    of = next(waiting, "")
    suppressed = suppressed_by(NUDGE_RULES, context, slot, day) if of else "nothing_open"
    if suppressed:
        return suppressed
    clock = _clock_of(context, of, day) or time_on(context.rules, context.preferences, day)
    minute = minute_of(clock) + context.rules.nudge.after_minutes
    at = instant(day, minute, context.zone) if minute < DAY_MINUTES else None
    if at is None:
        return "no_room"
    quiet = quiet_hours(context.rules, context.preferences)
    return _until_quiet(context, quiet, at, SendWindow(slot, slot, day, 0.0, 0.0))


def _digest(context: ReminderContext, slot: str, day: date) -> SendWindow | str:
    rules = context.rules.digest
    if not context.preferences.digest or weekday_of(day) != rules.day:
        return ""
    suppressed = suppressed_by(DIGEST_RULES, context, slot, day)
    quiet = quiet_hours(context.rules, context.preferences)
    window = SendWindow(slot, slot, day, 0.0, 0.0)
    return suppressed or _window(context, quiet, minute_of(rules.time), window)


SLOTS: dict[str, WindowFinder] = {
    "snooze": _snoozed,
    "checkin": _daily,
    "session": _daily,
    "nudge": _nudge,
    "digest": _digest,
}
"""Every slot, in the order in which their messages leave."""


def _window(
    context: ReminderContext, quiet: Quiet, minute: int, window: SendWindow
) -> SendWindow | str:
    """Open at a wall time, or, where nobody chose it, when the quiet hours end that day."""
    at = instant(window.day, minute, context.zone)
    if at is None:
        return "no_room"
    return _until_quiet(context, quiet, next_open(at, quiet, context.zone), window)


def _until_quiet(
    context: ReminderContext, quiet: Quiet, at: float, window: SendWindow
) -> SendWindow | str:
    """Open from an instant for the window, but not into quiet hours or the next date."""
    end = min(
        at + context.rules.window.minutes * MINUTE_SECONDS,
        next_quiet(at, quiet, context.zone),
        start_of(window.day + DAY, context.zone),
    )
    if end - 1 < at:
        return "no_room"
    return SendWindow(window.slot, window.kind, window.day, at, end - 1)


def follow_up_window(context: ReminderContext, follow_up: FollowUp, now: float) -> SendWindow | str:
    """Give when a follow-up may be sent, from `now` on, or why it may not."""
    rule = context.rules.follow_ups.get(follow_up.kind, UNKNOWN_KIND)
    suppressed = _barrier(context, rule)
    if suppressed:
        return suppressed
    at = _settled(context, rule, max(now, follow_up.at))
    if at is None:
        return "paused"
    if rule.expires_hours and at > follow_up.at + rule.expires_hours * HOUR_SECONDS:
        return "expired"
    day = date_at(at, context.zone)
    quiet = quiet_hours(context.rules, context.preferences)
    end = min(next_quiet(at, quiet, context.zone), start_of(day + DAY, context.zone))
    kind = f"followup:{follow_up.kind}"
    return SendWindow("followup", kind, day, at, max(at, end - 1), follow_up.id)


def _barrier(context: ReminderContext, rule: FollowUpRule) -> str:
    barriers = (
        ("locked", context.inputs.locked),
        ("off", context.preferences.off),
        ("silent", context.state.goodbye_sent or context.inputs.unreachable),
    )
    return next((name for name, up in barriers if up and name not in rule.passes), "")


def _settled(context: ReminderContext, rule: FollowUpRule, at: float) -> float | None:
    """Give the first instant from `at` on that is not quiet, paused or taken; None if never."""
    for _ in range(MOVES_MAX):
        moved = _moved(context, rule, at)
        if moved is None or moved == at:
            return moved
        at = moved
    raise AssertionError(f"a follow-up does not settle at {at}")


def _moved(context: ReminderContext, rule: FollowUpRule, at: float) -> float | None:
    day = date_at(at, context.zone)
    if "paused" not in rule.passes and is_paused(context.preferences, day):
        back = back_on(context.preferences, day)
        return start_of(back, context.zone) if back else None
    if rule.capped and was_sent(context.rules, context.state, "followup", day):
        return start_of(context.state.sent["followup"] + DAY, context.zone)
    return next_open(at, quiet_hours(context.rules, context.preferences), context.zone)
