"""Both sides of every number: windows, times, days, pauses and the reasons not to remind."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.schedule import next_wake
from flows.scheduling.state import ReminderState, snoozed
from flows.scheduling.suppression import ReminderInputs
from tests.clinical.reminding import (
    LONDON,
    MONDAY,
    NINE,
    Life,
    at,
    dates,
    due,
    kinds,
    reasons,
    rules,
)


@pytest.mark.parametrize(
    ("second", "expected"), [(-1, []), (0, ["checkin"]), (7199, ["checkin"]), (7200, [])]
)
def test_d9_the_window_is_two_hours(second: int, expected: list[str]) -> None:
    """A reminder is due from its second on for two hours, and never before or after."""
    now = at(MONDAY, "09:00") + second
    assert kinds(NINE, ReminderState(), now) == expected


def test_d9_a_reminder_says_until_when_it_may_leave() -> None:
    """`not_after` is the last second of the window, of the open hours or of the date."""
    ends = {"09:00": "10:59:59", "19:30": "20:59:59", "21:30": "21:59:59", "22:45": "23:14:59"}
    for clock, last in ends.items():
        [one] = due(
            rules(), ReminderPreferences(time=clock), ReminderState(), LONDON, at(MONDAY, clock)
        )
        assert one.not_after == at(MONDAY, last)
    free = ReminderPreferences(time="23:30", quiet_from="03:00", quiet_to="03:01")
    [one] = due(rules(), free, ReminderState(), LONDON, at(MONDAY, "23:30"))
    assert one.not_after == at(MONDAY, "23:59:59")


@pytest.mark.parametrize(
    ("clock", "opens"), [("", "09:00"), ("07:30", "07:30"), ("08:00", "08:00"), ("03:00", "03:00")]
)
def test_decision_26_a_chosen_time_wins_over_quiet_hours(clock: str, opens: str) -> None:
    """A picked time is kept to the minute; without one it is the usual time."""
    wake = next_wake(
        rules(), ReminderPreferences(time=clock), ReminderState(), LONDON, at(MONDAY, "00:00")
    )
    assert wake == at(MONDAY, opens)


@pytest.mark.parametrize(
    ("quiet_to", "opens"), [("09:00", "09:00"), ("10:15", "10:15"), ("20:59", "20:59")]
)
def test_d9_a_time_nobody_chose_waits_for_the_end_of_quiet_hours(quiet_to: str, opens: str) -> None:
    """The usual time does not trim: inside the person's own quiet hours it moves to their end."""
    wake = next_wake(
        rules(),
        ReminderPreferences(quiet_to=quiet_to),
        ReminderState(),
        LONDON,
        at(MONDAY, "00:00"),
    )
    assert wake == at(MONDAY, opens)


def test_weekends_have_a_time_of_their_own() -> None:
    """Saturday and Sunday use the weekend time, the other days the time."""
    life = Life(ReminderPreferences(time="07:00", weekend_time="10:00", nudge=False), answers=True)
    life.live(at(MONDAY, "00:00"), at(MONDAY + timedelta(days=7), "00:00"))
    assert [wall.split()[1] for _, wall in life.kinds()] == ["07:00"] * 5 + ["10:00"] * 2


def test_every_other_day_counts_from_the_anchor() -> None:
    """Days an even number away from the anchor are planned, odd ones are not."""
    preferences = ReminderPreferences(time="09:00", every_other=True, anchor=MONDAY, nudge=False)
    life = Life(preferences, answers=True)
    life.live(at(MONDAY, "00:00"), at(MONDAY + timedelta(days=7), "00:00"))
    assert dates(life, "checkin") == [MONDAY + timedelta(days=n) for n in (0, 2, 4, 6)]


def test_a_session_has_a_reminder_of_its_own_if_wanted() -> None:
    """A second time gives a second slot on the programme's days, done or not by itself."""
    preferences = ReminderPreferences(time="09:00", session_time="17:00", nudge=False)
    inputs = replace(LONDON, session_days=("mon", "wed"), checked_in_on=MONDAY)
    life = Life(preferences, inputs, answers=True)
    life.live(at(MONDAY, "00:00"), at(MONDAY + timedelta(days=3), "00:00"))
    assert [kind for kind, _ in life.kinds()] == ["session", "checkin", "checkin", "session"]
    assert dates(life, "session") == [MONDAY, MONDAY + timedelta(days=2)]


def test_decision_26_a_session_time_trims_quiet_hours_too() -> None:
    """A second time inside quiet hours is kept to the minute."""
    for clock in ("06:30", "21:15"):
        preferences = ReminderPreferences(time="09:00", session_time=clock)
        assert kinds(preferences, ReminderState(), at(MONDAY, clock)) == ["session"]


def test_one_message_does_for_two_slots_of_the_same_time() -> None:
    """A session time equal to the check-in time is no second message."""
    assert kinds(
        ReminderPreferences(time="09:00", session_time="09:00"),
        ReminderState(),
        at(MONDAY, "09:00"),
    ) == ["checkin"]


HELD: list[tuple[str, ReminderPreferences, ReminderState, ReminderInputs]] = [
    ("locked", NINE, ReminderState(), replace(LONDON, locked=True)),
    ("no_zone", NINE, ReminderState(), ReminderInputs()),
    ("no_zone", NINE, ReminderState(), ReminderInputs(zone="Mars/Phobos")),
    ("off", replace(NINE, off=True), ReminderState(), LONDON),
    ("unreachable", NINE, ReminderState(), replace(LONDON, unreachable=True)),
    ("silent", NINE, ReminderState(goodbye_sent=True), LONDON),
    ("paused", replace(NINE, paused_from=MONDAY, paused_until=MONDAY), ReminderState(), LONDON),
    ("paused", replace(NINE, paused_from=MONDAY), ReminderState(), LONDON),
    ("rest", NINE, ReminderState(rest=(MONDAY,)), LONDON),
    ("skipped", NINE, ReminderState(skipped=(MONDAY,)), LONDON),
    ("done", NINE, ReminderState(), replace(LONDON, checked_in_on=MONDAY)),
    ("sent", NINE, ReminderState(sent={"checkin": MONDAY}), LONDON),
    ("unplanned", replace(NINE, days=("tue",)), ReminderState(), LONDON),
    (
        "snoozed",
        NINE,
        snoozed(ReminderState(), "checkin", at(MONDAY, "18:30"), MONDAY),
        LONDON,
    ),
]


@pytest.mark.parametrize(("reason", "preferences", "state", "inputs"), HELD)
def test_every_reason_not_to_remind_is_named(
    reason: str, preferences: ReminderPreferences, state: ReminderState, inputs: ReminderInputs
) -> None:
    """Each gate alone holds the reminder back, and the decision says which."""
    now = at(MONDAY, "09:00")
    assert kinds(NINE, ReminderState(), now) == ["checkin"]
    assert kinds(preferences, state, now, inputs) == []
    given = reasons(preferences, state, now, inputs)
    assert given.get("checkin", given.get("all")) == f"remind_skip_{reason}"


def test_early_and_missed_are_named() -> None:
    """Before the window it is early, after it missed."""
    assert reasons(NINE, ReminderState(), at(MONDAY, "08:59"))["checkin"] == "remind_skip_early"
    assert reasons(NINE, ReminderState(), at(MONDAY, "11:00"))["checkin"] == "remind_skip_missed"


@pytest.mark.parametrize(("end", "first"), [(3, 4), (0, 1)])
def test_a_pause_returns_by_itself_with_a_welcome(end: int, first: int) -> None:
    """The first planned day after the last day of a pause says that it is over, once."""
    until = MONDAY + timedelta(days=end)
    preferences = replace(NINE, paused_from=MONDAY, paused_until=until, nudge=False)
    life = Life(preferences, state=ReminderState(last_contact=MONDAY), answers=True)
    life.live(at(MONDAY, "00:00"), at(MONDAY + timedelta(days=first + 2), "00:00"))
    assert [kind for kind, _ in life.kinds()] == ["return_from_pause", "checkin"]
    assert life.sent[0].due.local_date == MONDAY + timedelta(days=first)


def test_a_pause_far_longer_than_the_search_still_returns() -> None:
    """Two years of pause have a wake time; a pause without end has none."""
    preferences = replace(NINE, paused_from=MONDAY, paused_until=MONDAY + timedelta(days=730))
    now = at(MONDAY, "12:00")
    back = MONDAY + timedelta(days=731)
    assert next_wake(rules(), preferences, ReminderState(), LONDON, now) == at(back, "09:00")
    open_ended = replace(preferences, paused_until=None)
    assert next_wake(rules(), open_ended, ReminderState(), LONDON, now) is None
