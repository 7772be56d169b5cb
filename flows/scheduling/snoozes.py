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
from flows.scheduling.preferences import ReminderPreferences, is_paused, quiet_on, time_on
from flows.scheduling.state import ReminderState
from flows.scheduling.suppression import ReminderInputs


def snooze_choices(
    rules: Reminders,
    preferences: ReminderPreferences,
    state: ReminderState,
    inputs: ReminderInputs,
    now: float,
) -> dict[str, float]:
    """Give the snoozes to offer, in the order of their buttons, each with its instant (seconds).

    short | long | evening end today and outside quiet hours, and run out after so many a day;
    tomorrow is always there unless the person is locked or paused.
    """
    zone = zone_of(inputs.zone)
    if zone is None or inputs.locked:
        return {}
    today = date_at(now, zone)
    spent = state.snoozed_on == today and state.snoozes >= rules.snooze.a_day_max
    choices = {} if spent else _today(rules, preferences, zone, now)
    tomorrow = _tomorrow(rules, preferences, zone, today + DAY)
    return choices if tomorrow is None else {**choices, "tomorrow": tomorrow}


def _today(
    rules: Reminders, preferences: ReminderPreferences, zone: tzinfo, now: float
) -> dict[str, float]:
    today = date_at(now, zone)
    soon = now + rules.snooze.short_minutes * MINUTE_SECONDS
    evening = instant(today, minute_of(rules.snooze.evening), zone)
    wanted = {"short": soon, "long": now + rules.snooze.long_minutes * MINUTE_SECONDS}
    if evening is not None and evening > soon:
        wanted["evening"] = evening
    quiet = quiet_on(rules, preferences, today, zone)
    return {
        name: at
        for name, at in wanted.items()
        if date_at(at, zone) == today and not is_quiet(at, quiet, zone)
    }


def _tomorrow(
    rules: Reminders, preferences: ReminderPreferences, zone: tzinfo, day: date
) -> float | None:
    at = instant(day, minute_of(time_on(rules, preferences, day)), zone)
    if at is None or is_paused(preferences, day):
        return None
    opens = next_open(at, quiet_on(rules, preferences, day, zone), zone)
    return opens if date_at(opens, zone) == day else None
