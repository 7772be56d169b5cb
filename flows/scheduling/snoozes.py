"""Later instead of now: which snoozes can be kept, and until when."""

from datetime import date, tzinfo

from flows.catalog.reminders import Reminders
from flows.scheduling.calendar import (
    DAY,
    MINUTE_SECONDS,
    date_at,
    instant,
    is_quiet,
    minute_of,
    next_open,
    zone_of,
)
from flows.scheduling.preferences import Wishes, is_paused, quiet_on, time_on
from flows.scheduling.state import Standing
from flows.scheduling.suppression import Situation


def snooze_choices(
    rules: Reminders, wishes: Wishes, standing: Standing, situation: Situation, now: float
) -> dict[str, float]:
    """Give the snoozes to offer, in the order of their buttons, each with its instant (seconds).

    short | long | evening end today and outside quiet hours, and run out after so many a day;
    tomorrow is always there unless the person is locked or paused.
    """
    zone = zone_of(situation.zone)
    if zone is None or situation.locked:
        return {}
    today = date_at(now, zone)
    spent = standing.snoozed_on == today and standing.snoozes >= rules.snooze.a_day_max
    choices = {} if spent else _today(rules, wishes, zone, now)
    tomorrow = _tomorrow(rules, wishes, zone, today + DAY)
    return choices if tomorrow is None else {**choices, "tomorrow": tomorrow}


def _today(rules: Reminders, wishes: Wishes, zone: tzinfo, now: float) -> dict[str, float]:
    today = date_at(now, zone)
    soon = now + rules.snooze.short_minutes * MINUTE_SECONDS
    evening = instant(today, minute_of(rules.snooze.evening), zone)
    wanted = {"short": soon, "long": now + rules.snooze.long_minutes * MINUTE_SECONDS}
    if evening is not None and evening > soon:
        wanted["evening"] = evening
    quiet = quiet_on(rules, wishes, today, zone)
    return {
        name: at
        for name, at in wanted.items()
        if date_at(at, zone) == today and not is_quiet(at, quiet, zone)
    }


def _tomorrow(rules: Reminders, wishes: Wishes, zone: tzinfo, day: date) -> float | None:
    at = instant(day, minute_of(time_on(rules, wishes, day)), zone)
    if at is None or is_paused(wishes, day):
        return None
    opens = next_open(at, quiet_on(rules, wishes, day, zone), zone)
    return opens if date_at(opens, zone) == day else None
