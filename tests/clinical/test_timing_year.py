"""A year on a fake clock in twelve zones, checked against the wall clock.

The checker shares no code with what it checks: it reads the log of what was sent, walks over
the local dates, and decides by plain wall-clock comparison what should have been there.
"""

import os
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from flows.scheduling.preferences import ReminderPreferences
from tests.clinical.reminded_year import LATE_SECONDS_MAX, World
from tests.clinical.reminding import DAY, HOUR, Sent, local

ZONES = [
    ("Europe/London", 2027), ("America/New_York", 2027), ("Australia/Lord_Howe", 2027),
    ("Africa/Cairo", 2027), ("Pacific/Apia", 2011), ("Africa/Casablanca", 2027),
    ("Asia/Kathmandu", 2027), ("Pacific/Chatham", 2027), ("America/Sao_Paulo", 2018),
    ("UTC", 2027), ("Asia/Tokyo", 2027), ("Europe/Berlin", 2027),
]  # fmt: skip
LIVES_PER_ZONE = int(os.environ.get("POISED_REMINDER_LIVES", "4"))
LIVES = [(zone, year, seed) for zone, year in ZONES for seed in range(LIVES_PER_ZONE)]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ASKED = {"checkin", "return_from_pause"}
every_life = pytest.mark.parametrize(("zone", "year", "seed"), LIVES)


@cache
def lived(zone: str, year: int, seed: int) -> World:
    """Give a life played to its end."""
    world = World(zone, year, seed)
    world.play()
    return world


def minute_of(clock: str) -> int:
    """Give the minute of the day."""
    return int(clock[:2]) * 60 + int(clock[3:])


def wished(preferences: ReminderPreferences, day: date) -> str:
    """Give the time that the person chose for a date, or ""."""
    weekend = day.weekday() >= 5 and preferences.weekend_time
    return weekend or preferences.time


def is_wanted(preferences: ReminderPreferences, day: date) -> bool:
    """Tell whether the person wants a reminder on a date."""
    if WEEKDAYS[day.weekday()] not in preferences.days:
        return False
    assert preferences.anchor
    assert preferences.paused_from
    assert preferences.paused_until
    if preferences.every_other and abs((day - preferences.anchor).days) % 2:
        return False
    return not preferences.paused_from <= day <= preferences.paused_until


def hours(preferences: ReminderPreferences) -> tuple[int, int]:
    """Give the quiet hours as minutes of the day."""
    return minute_of(preferences.quiet_from or "21:00"), minute_of(preferences.quiet_to or "08:00")


def is_quiet(preferences: ReminderPreferences, wall: datetime) -> bool:
    """Tell whether a wall clock shows quiet hours."""
    start, end = hours(preferences)
    minute = wall.hour * 60 + wall.minute
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def real_days(world: World) -> list[date]:
    """Give the dates that exist in the home zone, without the first and last."""
    noons = (world.start + DAY * n + HOUR * h for n in range(1, 362) for h in (0, 12))
    return sorted({local(now, world.home).date() for now in noons})[1:-1]


def reminders(world: World) -> list[Sent]:
    """Give the daily reminders of a life."""
    return [one for one in world.life.sent if one.due.kind in ASKED]


@every_life
def test_d9_h10_exactly_one_reminder_on_every_planned_day(zone: str, year: int, seed: int) -> None:
    """On ordinary dates one if planned and open, none otherwise; on disturbed ones at most one."""
    world = lived(zone, year, seed)
    sent = Counter(one.due.local_date for one in reminders(world))
    assert max(sent.values(), default=0) <= 1
    checked = 0
    for day in real_days(world):
        if day in world.disturbed or day in world.free | world.checked_in:
            continue
        possible = wished(world.life.preferences, day) or not usual_is_never_open(
            world.life.preferences
        )
        if not world.is_locked_on(day):
            expected = int(is_wanted(world.life.preferences, day) and bool(possible))
            assert sent[day] == expected, (day, world.life.preferences)
            checked += 1
    assert checked > 30


def usual_is_never_open(preferences: ReminderPreferences) -> bool:
    """Tell whether the person's own quiet hours cover the day from 09:00 to its end."""
    rest_of_day = range(9 * 60, 24 * 60)
    wall = local(0.0, "UTC")
    return all(is_quiet(preferences, wall + timedelta(minutes=minute)) for minute in rest_of_day)


@every_life
def test_d9_every_reminder_is_inside_its_window(zone: str, year: int, seed: int) -> None:
    """It shows its own date, at most a minute after the chosen wall time, more only in a gap."""
    for one in reminders(lived(zone, year, seed)):
        preferences = lived(zone, year, seed).life.preferences
        wall = one.wall()
        assert wall.date() == one.due.local_date
        assert one.at <= one.due.not_after
        clock = wished(preferences, wall.date())
        if clock:
            late = wall.hour * 60 + wall.minute - minute_of(clock)
            jump = (local(one.at, one.zone).utcoffset() or timedelta()) - (
                local(one.at - 3 * HOUR, one.zone).utcoffset() or timedelta()
            )
            arrived = one.at - LATE_SECONDS_MAX < arrival(lived(zone, year, seed), one)
            assert 0 <= late <= 1 + max(jump, timedelta()).seconds // 60 or arrived


def arrival(world: World, one: Sent) -> float:
    """Give when the person came into the zone of a message, or could be written to again."""
    return max((at for at in world.changes if at <= one.at), default=0.0)


@every_life
def test_h11_nothing_in_quiet_hours_but_a_chosen_time(zone: str, year: int, seed: int) -> None:
    """Nudges, digests and follow-ups never; a reminder only at the time that the person chose."""
    world = lived(zone, year, seed)
    assert world.life.sent
    for one in world.life.sent:
        wall = one.wall()
        if is_quiet(world.life.preferences, wall):
            assert one.due.kind in ASKED
            clock = wished(world.life.preferences, wall.date())
            assert clock, "the usual time was sent in quiet hours"
            assert 0 <= wall.hour * 60 + wall.minute - minute_of(clock) < 120
        last = local(one.due.not_after, one.zone)
        assert one.due.kind in ASKED or not is_quiet(world.life.preferences, last)


@every_life
def test_h4_nothing_while_locked_but_the_referral(zone: str, year: int, seed: int) -> None:
    """Between raising and lifting a lock only referral follow-ups leave."""
    world = lived(zone, year, seed)
    for one in world.life.sent:
        if any(start <= one.at < end for start, end in world.locked):
            assert one.due.kind == "followup:referral"


@every_life
def test_nothing_on_days_off_or_when_done(zone: str, year: int, seed: int) -> None:
    """After a day is skipped, rested or done no reminder and no nudge of that date leaves."""
    world = lived(zone, year, seed)
    for one in world.life.sent:
        ended = world.ended.get(one.due.local_date)
        if one.due.kind in ASKED | {"nudge"}:
            assert ended is None or one.at <= ended


@every_life
def test_d9_at_most_one_nudge_a_day_three_hours_later(zone: str, year: int, seed: int) -> None:
    """A nudge follows a reminder of the same local date, once."""
    world = lived(zone, year, seed)
    asked = {one.due.local_date: one.at for one in reminders(world)}
    nudges = [one for one in world.life.sent if one.due.kind == "nudge"]
    assert len({one.due.local_date for one in nudges}) == len(nudges)
    for one in nudges:
        assert one.at > asked[one.due.local_date]


def test_lives_are_long_and_full() -> None:
    """The lives that are checked contain nudges, digests, returns, referrals and travel."""
    worlds = [lived(*life) for life in LIVES]
    kinds = Counter(one.due.kind for world in worlds for one in world.life.sent)
    zones = {one.zone for world in worlds for one in world.life.sent}
    assert kinds["checkin"] > 60 * len(LIVES)
    assert {"nudge", "digest", "return_from_pause", "followup:referral"} <= set(kinds)
    assert {zone for zone, _ in ZONES} <= zones
