"""The stretch of time in which each reminder of a date, and each follow-up, may be sent."""

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
    DAILY_GATES,
    DIGEST_GATES,
    NUDGE_GATES,
    SNOOZE_GATES,
    Case,
    FollowUp,
    held_by,
    is_done,
)

UNKNOWN_KIND = FollowUpRule(after_hours=0)
"""A follow-up whose kind the content no longer has: held back by everything."""
MOVES_MAX = 8
"""Quiet hours, the daily cap and a pause, each at most twice; then a follow-up has settled."""


class Opening(Struct, frozen=True):
    """From `opens` to `last`, both included (seconds), one message of a slot may be sent."""

    slot: str
    kind: str
    day: date
    opens: float
    last: float
    id: str = ""


Opener = Callable[[Case, str, date], Opening | str]
"""Gives the opening of a slot on a date, the reason why there is none, or "" if it has no such."""


def _daily(case: Case, slot: str, day: date) -> Opening | str:
    clock = _clock_of(case, slot, day)
    if not clock:
        return ""
    held = held_by(DAILY_GATES, case, slot, day)
    if held:
        return held
    quiet = quiet_on(case.rules, case.wishes, day, case.zone)
    kind = _kind_of(case, slot, day)
    serves = "goodbye" if kind == "goodbye" else slot
    return _window(case, quiet, minute_of(clock), Opening(serves, kind, day, 0.0, 0.0))


def _clock_of(case: Case, slot: str, day: date) -> str:
    daily = time_on(case.rules, case.wishes, day)
    if slot == "checkin":
        return daily
    own = case.wishes.session_time
    return own if own != daily else ""  # At the same time one message does for both.


def _kind_of(case: Case, slot: str, day: date) -> str:
    if slot != "checkin":
        return slot
    if silent_days(case.standing, day) >= case.rules.silence.goodbye_after_days:
        return "goodbye"
    return "return_from_pause" if _is_return(case, day) else slot


def _is_return(case: Case, day: date) -> bool:
    """Tell whether nothing has been said either way since a pause ended."""
    until = case.wishes.paused_until
    if case.wishes.paused_from is None or until is None or day <= until:
        return False
    since = (case.standing.last_heard, case.standing.sent.get("checkin"))
    return all(on is None or on <= until for on in since)


def _snoozed(case: Case, slot: str, day: date) -> Opening | str:
    snooze = case.standing.snooze
    if snooze is None or date_at(snooze.until, case.zone) != day:
        return ""
    held = held_by(SNOOZE_GATES, case, snooze.slot, day)
    if held:
        return held
    quiet = quiet_on(case.rules, case.wishes, day, case.zone)
    return _until_quiet(case, quiet, snooze.until, Opening(slot, snooze.slot, day, 0.0, 0.0))


def _nudge(case: Case, slot: str, day: date) -> Opening | str:
    if not case.wishes.nudge:
        return ""
    waiting = (
        daily
        for daily in DAILY
        if case.standing.sent.get(daily) == day and not is_done(case, daily, day)
    )
    of = next(waiting, "")
    held = held_by(NUDGE_GATES, case, slot, day) if of else "nothing_open"
    if held:
        return held
    clock = _clock_of(case, of, day) or time_on(case.rules, case.wishes, day)
    minute = minute_of(clock) + case.rules.nudge.after_minutes
    at = instant(day, minute, case.zone) if minute < DAY_MINUTES else None
    if at is None:
        return "no_room"
    quiet = quiet_hours(case.rules, case.wishes)
    return _until_quiet(case, quiet, at, Opening(slot, slot, day, 0.0, 0.0))


def _digest(case: Case, slot: str, day: date) -> Opening | str:
    rules = case.rules.digest
    if not case.wishes.digest or weekday_of(day) != rules.day:
        return ""
    held = held_by(DIGEST_GATES, case, slot, day)
    quiet = quiet_hours(case.rules, case.wishes)
    opening = Opening(slot, slot, day, 0.0, 0.0)
    return held or _window(case, quiet, minute_of(rules.time), opening)


OPENERS: dict[str, Opener] = {
    "snooze": _snoozed,
    "checkin": _daily,
    "session": _daily,
    "nudge": _nudge,
    "digest": _digest,
}
"""Every slot, in the order in which their messages leave."""


def _window(case: Case, quiet: Quiet, minute: int, opening: Opening) -> Opening | str:
    """Open at a wall time, or, where nobody chose it, when the quiet hours end that day."""
    at = instant(opening.day, minute, case.zone)
    if at is None:
        return "no_room"
    return _until_quiet(case, quiet, next_open(at, quiet, case.zone), opening)


def _until_quiet(case: Case, quiet: Quiet, at: float, opening: Opening) -> Opening | str:
    """Open from an instant for the window, but not into quiet hours or the next date."""
    end = min(
        at + case.rules.window.minutes * MINUTE_SECONDS,
        next_quiet(at, quiet, case.zone),
        start_of(opening.day + DAY, case.zone),
    )
    if end - 1 < at:
        return "no_room"
    return Opening(opening.slot, opening.kind, opening.day, at, end - 1)


def follow_up_opening(case: Case, follow_up: FollowUp, now: float) -> Opening | str:
    """Give when a follow-up may be sent, from `now` on, or why it may not."""
    rule = case.rules.follow_ups.get(follow_up.kind, UNKNOWN_KIND)
    held = _barrier(case, rule)
    if held:
        return held
    at = _settled(case, rule, max(now, follow_up.at))
    if at is None:
        return "paused"
    if rule.expires_hours and at > follow_up.at + rule.expires_hours * HOUR_SECONDS:
        return "expired"
    day = date_at(at, case.zone)
    quiet = quiet_hours(case.rules, case.wishes)
    end = min(next_quiet(at, quiet, case.zone), start_of(day + DAY, case.zone))
    kind = f"followup:{follow_up.kind}"
    return Opening("followup", kind, day, at, max(at, end - 1), follow_up.id)


def _barrier(case: Case, rule: FollowUpRule) -> str:
    barriers = (
        ("locked", case.situation.locked),
        ("off", case.wishes.off),
        ("silent", case.standing.goodbye_sent or case.situation.unreachable),
    )
    return next((name for name, up in barriers if up and name not in rule.passes), "")


def _settled(case: Case, rule: FollowUpRule, at: float) -> float | None:
    """Give the first instant from `at` on that is not quiet, paused or taken; None if never."""
    for _ in range(MOVES_MAX):
        moved = _moved(case, rule, at)
        if moved is None or moved == at:
            return moved
        at = moved
    raise AssertionError(f"a follow-up does not settle at {at}")


def _moved(case: Case, rule: FollowUpRule, at: float) -> float | None:
    day = date_at(at, case.zone)
    if "paused" not in rule.passes and is_paused(case.wishes, day):
        back = back_on(case.wishes, day)
        return start_of(back, case.zone) if back else None
    if rule.capped and was_sent(case.rules, case.standing, "followup", day):
        return start_of(case.standing.sent["followup"] + DAY, case.zone)
    return next_open(at, quiet_hours(case.rules, case.wishes), case.zone)
