"""Wall times as instants: the days on which clocks change, and quiet hours across them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.scheduling.calendar import (
    Quiet,
    instant,
    is_quiet,
    minute_of,
    next_open,
    next_quiet,
    start_of,
    zone_of,
)
from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.suppression import ReminderInputs
from tests.clinical.reminding import DAY, Life, at, dates, local

NIGHT = Quiet(minute_of("21:00"), minute_of("08:00"))
D11 = [
    ("Europe/London", date(2027, 3, 28), "01:30", "2027-03-28 02:30 +0100"),
    ("Europe/London", date(2027, 10, 31), "01:30", "2027-10-31 01:30 +0100"),
    ("America/New_York", date(2027, 3, 14), "02:30", "2027-03-14 03:30 -0400"),
    ("Australia/Lord_Howe", date(2027, 10, 3), "02:15", "2027-10-03 02:45 +1100"),
    ("Africa/Cairo", date(2027, 4, 30), "00:30", "2027-04-30 01:30 +0300"),
]


@pytest.mark.parametrize(("zone", "day", "clock", "expected"), D11)
def test_d11_h11_a_reminder_on_the_day_the_clocks_change(
    zone: str, day: date, clock: str, expected: str
) -> None:
    """A time in the gap comes as much later, a repeated time comes once, at the first."""
    life = Life(
        ReminderPreferences(time=clock, nudge=False), ReminderInputs(zone=zone), answers=True
    )
    noon = [at(day + timedelta(days=n), "12:00", zone) for n in (-2, 2)]
    life.live(*noon)
    assert dates(life, "checkin") == [day + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert life.sent[1].wall().strftime("%Y-%m-%d %H:%M %z") == expected
    assert local(life.sent[0].at, zone).strftime("%H:%M") == clock
    assert local(life.sent[2].at, zone).strftime("%H:%M") == clock


def test_d11_apia_has_no_30_december_2011() -> None:
    """A date that the zone skips gets no reminder, and the day after only its own."""
    zone = "Pacific/Apia"
    life = Life(
        ReminderPreferences(time="09:00", nudge=False), ReminderInputs(zone=zone), answers=True
    )
    life.live(at(date(2011, 12, 28), "12:00", zone), at(date(2012, 1, 2), "00:00", zone))
    expected = [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]
    assert dates(life, "checkin") == expected
    assert [one.wall().date() for one in life.sent] == expected
    assert instant(date(2011, 12, 30), minute_of("09:00"), ZoneInfo(zone)) is None


def test_d11_twenty_four_hours_of_wall_time_are_23_or_25_hours() -> None:
    """The same wall time across a change of clocks is not a day of seconds away."""
    zone = ZoneInfo("Europe/London")
    nine = minute_of("09:00")
    spring = [instant(date(2027, 3, day), nine, zone) or 0 for day in (27, 28)]
    autumn = [instant(date(2027, 10, day), nine, zone) or 0 for day in (30, 31)]
    assert spring[1] - spring[0] == 23 * 3600
    assert autumn[1] - autumn[0] == 25 * 3600


def test_d11_a_day_begins_after_a_midnight_gap() -> None:
    """Where midnight is skipped the date starts at its first valid instant."""
    assert local(start_of(date(2027, 4, 30), ZoneInfo("Africa/Cairo")), "Africa/Cairo").hour == 1
    assert local(start_of(date(2027, 4, 29), ZoneInfo("Africa/Cairo")), "Africa/Cairo").hour == 0


@pytest.mark.parametrize("name", ["", "Europe", "Mars/Phobos", "../etc/passwd", "Europe/London\0"])
def test_h11_a_name_that_is_no_zone_gives_none(name: str) -> None:
    """An empty, unknown or hostile zone name is no zone, and no error."""
    assert zone_of(name) is None


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("20:59", False), ("21:00", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_d9_quiet_hours_include_their_start_and_not_their_end(clock: str, *, quiet: bool) -> None:
    """Quiet from 21:00 to 08:00 by the wall clock, over midnight."""
    now = at(date(2027, 3, 1), clock)
    assert is_quiet(now, NIGHT, ZoneInfo("Europe/London")) is quiet


def test_quiet_hours_that_start_and_end_together_are_none() -> None:
    """Equal ends mean that nothing is quiet."""
    never = Quiet(60, 60)
    now = at(date(2027, 3, 1), "01:00")
    assert not is_quiet(now, never, ZoneInfo("UTC"))
    assert next_quiet(now, never, ZoneInfo("UTC")) == float("inf")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("12:00", ("21:00", "08:00")),
        ("07:59", ("21:00", "07:59")),
        ("03:00", ("21:00", "03:00")),
        ("02:30", ("21:00", "02:30")),
        ("02:29", ("02:59", "08:00")),
        ("21:00", ("21:30", "08:00")),
        ("23:45", ("00:15", "08:00")),
    ],
)
def test_decision_26_a_chosen_time_trims_the_nearer_edge(
    chosen: str, expected: tuple[str, str]
) -> None:
    """A morning time ends the quiet hours, an evening time starts them half an hour later."""
    trimmed = NIGHT.trimmed(minute_of(chosen), 30)
    assert trimmed == Quiet(minute_of(expected[0]), minute_of(expected[1]))
    assert not trimmed.covers(minute_of(chosen))


def test_decision_26_short_quiet_hours_can_be_trimmed_away() -> None:
    """Where the grace reaches the end nothing quiet is left."""
    short = Quiet(minute_of("21:00"), minute_of("21:20"))
    assert short.trimmed(minute_of("21:00"), 30) == Quiet(minute_of("21:20"), minute_of("21:20"))


CHANGES = [
    ("Europe/London", date(2027, 3, 28)),
    ("Europe/London", date(2027, 10, 31)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Australia/Lord_Howe", date(2027, 10, 3)),
    ("Africa/Cairo", date(2027, 4, 30)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 17)),
    ("Asia/Kathmandu", date(2027, 5, 1)),
    ("Pacific/Apia", date(2011, 12, 29)),
]
HOURS = [NIGHT, Quiet(90, 135), Quiet(15, 150), Quiet(1410, 20), Quiet(0, 30), Quiet(180, 1439)]


@pytest.mark.parametrize("quiet", HOURS, ids=str)
@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_d11_edges_of_quiet_hours_agree_with_the_wall_clock(
    zone: str, day: date, quiet: Quiet
) -> None:
    """The next open and next quiet instants are those that a look at every minute finds."""
    where = ZoneInfo(zone)
    start = int(at(day, "00:00", zone) - DAY / 4)
    shown = [is_quiet(start + 60 * n, quiet, where) for n in range(60 * 80)]
    for minute in range(0, 60 * 36, 23):
        now = float(start + 60 * minute)
        assert next_open(now, quiet, where) == start + 60 * shown.index(False, minute)
        assert next_quiet(now, quiet, where) == start + 60 * shown.index(True, minute)
