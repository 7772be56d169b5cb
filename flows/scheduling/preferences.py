"""A person's reminder preferences: on which days and at what times, and when it is quiet."""

from datetime import date, tzinfo

from msgspec import Struct

from flows.catalog.reminders import Reminders
from flows.scheduling.calendar import (
    DAY,
    UTC_ZONE,
    WEEKDAYS,
    Quiet,
    minute_of,
    shown_minute,
    weekday_of,
    zone_of,
)

WORKDAYS = WEEKDAYS[:5]


class ReminderPreferences(Struct, frozen=True, omit_defaults=True):
    """When a person wants reminders; times are local "HH:MM", "" means the usual of the content.

    `session_time` adds a second daily reminder, for the session alone. The pause includes both
    its days; without `paused_until` it has no end.
    """

    time: str = ""
    weekend_time: str = ""
    session_time: str = ""
    days: tuple[str, ...] = WEEKDAYS
    every_other: bool = False
    anchor: date | None = None
    """A day that counts, for every other day."""
    quiet_from: str = ""
    quiet_to: str = ""
    paused_from: date | None = None
    paused_until: date | None = None
    off: bool = False
    nudge: bool = True
    digest: bool = False


class PreferencesSummary(Struct, frozen=True):
    """The variables of the sentence that repeats the preferences (`reminders-echo-<pattern>`).

    `days` are weekday ids whose words the dialogue joins as `$days`.
    """

    pattern: str
    args: dict[str, str | int]
    days: tuple[str, ...]


def wants(preferences: ReminderPreferences, day: date) -> bool:
    """Tell whether reminders are wanted on a date, apart from pauses."""
    if weekday_of(day) not in preferences.days:
        return False
    anchor = preferences.anchor or date.min
    return not preferences.every_other or (day - anchor).days % 2 == 0


def is_paused(preferences: ReminderPreferences, day: date) -> bool:
    """Tell whether a date lies in the pause."""
    if preferences.paused_from is None or day < preferences.paused_from:
        return False
    return preferences.paused_until is None or day <= preferences.paused_until


def back_on(preferences: ReminderPreferences, day: date) -> date | None:
    """Give the first date from `day` on that is not paused; None when the pause has no end."""
    if not is_paused(preferences, day):
        return day
    return preferences.paused_until + DAY if preferences.paused_until else None


def time_on(rules: Reminders, preferences: ReminderPreferences, day: date) -> str:
    """Give the reminder time of a date."""
    chosen = preferences.time or rules.usual.time
    weekend = weekday_of(day) in rules.usual.weekend
    return preferences.weekend_time if weekend and preferences.weekend_time else chosen


def chosen_times(rules: Reminders, preferences: ReminderPreferences, day: date) -> tuple[str, ...]:
    """Give the times of a date that the person has picked, not those of the content."""
    weekend = weekday_of(day) in rules.usual.weekend
    daily = preferences.weekend_time if weekend and preferences.weekend_time else preferences.time
    return tuple(clock for clock in (daily, preferences.session_time) if clock)


def quiet_hours(rules: Reminders, preferences: ReminderPreferences) -> Quiet:
    """Give a person's quiet hours: what nudges and follow-ups keep to."""
    return Quiet(
        minute_of(preferences.quiet_from or rules.quiet.start),
        minute_of(preferences.quiet_to or rules.quiet.end),
    )


def quiet_on(rules: Reminders, preferences: ReminderPreferences, day: date, zone: tzinfo) -> Quiet:
    """Give the quiet hours of a date as its chosen times trim them (decision 26)."""
    quiet = quiet_hours(rules, preferences)
    for clock in chosen_times(rules, preferences, day):
        minute = shown_minute(day, minute_of(clock), zone)
        quiet = quiet.trimmed(minute, rules.quiet.grace_minutes)
    return quiet


def describe(
    rules: Reminders, preferences: ReminderPreferences, zone: str, today: date
) -> PreferencesSummary:
    """Put the preferences into the variables of one sentence, in the person's local time."""
    days = tuple(day for day in WEEKDAYS if day in preferences.days)
    quiet = quiet_on(
        rules, preferences, _first_wanted(preferences, today), zone_of(zone) or UTC_ZONE
    )
    args: dict[str, str | int] = {
        "time": preferences.time or rules.usual.time,
        "weekend_time": preferences.weekend_time or preferences.time or rules.usual.time,
        "two_times": int(
            bool(preferences.weekend_time) and preferences.weekend_time != preferences.time
        ),
        "session_time": preferences.session_time,
        "place": zone.rsplit("/", 1)[-1].replace("_", " "),
        "quiet_from": _clock(quiet.start),
        "quiet_to": _clock(quiet.end),
        "trimmed": int(quiet != quiet_hours(rules, preferences)),
        "until_day": preferences.paused_until.day if preferences.paused_until else 0,
        "until_month": preferences.paused_until.month if preferences.paused_until else 0,
    }
    return PreferencesSummary(_pattern(rules, preferences, days, today), args, days)


def _first_wanted(preferences: ReminderPreferences, today: date) -> date:
    fortnight = (today + DAY * n for n in range(2 * len(WEEKDAYS)))
    return next((day for day in fortnight if wants(preferences, day)), today)


def _pattern(
    rules: Reminders, preferences: ReminderPreferences, days: tuple[str, ...], today: date
) -> str:
    weekend = tuple(day for day in WEEKDAYS if day in rules.usual.weekend)
    if preferences.off or not days:
        return "off"
    if is_paused(preferences, today):
        return "paused" if preferences.paused_until else "paused-open"
    if preferences.every_other:
        return "every-other"
    named = {WEEKDAYS: "daily", WORKDAYS: "weekdays", weekend: "weekend"}
    return named.get(days, "days")


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
