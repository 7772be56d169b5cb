"""Both sides of every number of the nudge, the back-off, the goodbye and the digest."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.state import ReminderState, note_contact, reminded, skipped, snoozed
from flows.scheduling.suppression import ReminderInputs
from tests.clinical.reminding import (
    DAY,
    LONDON,
    MONDAY,
    NINE,
    Life,
    at,
    dates,
    kinds,
    reasons,
)


@pytest.mark.parametrize(("clock", "expected"), [("11:59:59", []), ("12:00:00", ["nudge"])])
def test_the_nudge_comes_three_hours_later(clock: str, expected: list[str]) -> None:
    """Not a second before three hours after the planned time."""
    state = reminded(ReminderState(), "checkin", MONDAY)
    assert kinds(NINE, state, at(MONDAY, clock)) == expected


NOT_NUDGED: list[tuple[str, ReminderPreferences, ReminderState, ReminderInputs]] = [
    ("nothing_open", NINE, ReminderState(), LONDON),
    (
        "nothing_open",
        NINE,
        reminded(ReminderState(), "checkin", MONDAY),
        replace(LONDON, checked_in_on=MONDAY),
    ),
    ("sent", NINE, reminded(reminded(ReminderState(), "checkin", MONDAY), "nudge", MONDAY), LONDON),
    (
        "skipped",
        NINE,
        skipped(reminded(ReminderState(), "checkin", MONDAY), MONDAY),
        LONDON,
    ),
    (
        "snoozed",
        NINE,
        snoozed(
            reminded(ReminderState(), "checkin", MONDAY), "checkin", at(MONDAY, "18:30"), MONDAY
        ),
        LONDON,
    ),
    (
        "unplanned",
        ReminderPreferences(time="09:00", days=("tue",)),
        reminded(ReminderState(), "checkin", MONDAY),
        LONDON,
    ),
    (
        "no_room",
        ReminderPreferences(time="18:00"),
        reminded(ReminderState(), "checkin", MONDAY),
        LONDON,
    ),
    (
        "no_room",
        ReminderPreferences(time="21:00"),
        reminded(ReminderState(), "checkin", MONDAY),
        LONDON,
    ),
]


@pytest.mark.parametrize(("reason", "preferences", "state", "inputs"), NOT_NUDGED)
def test_no_nudge_without_cause(
    reason: str, preferences: ReminderPreferences, state: ReminderState, inputs: ReminderInputs
) -> None:
    """No nudge unless a reminder of a planned day is open, and never in quiet hours."""
    now = at(MONDAY, "12:00" if preferences.time == "09:00" else "21:00")
    assert "nudge" not in kinds(preferences, state, now, inputs)
    assert reasons(preferences, state, now, inputs)["nudge"] == f"remind_skip_{reason}"


def test_the_nudge_can_be_switched_off() -> None:
    """A person who wants no nudge gets none."""
    state = reminded(ReminderState(), "checkin", MONDAY)
    assert kinds(ReminderPreferences(time="09:00", nudge=False), state, at(MONDAY, "12:00")) == []


def test_decision_26_one_nudge_a_day_in_all_slots() -> None:
    """Two open slots share one nudge."""
    life = Life(ReminderPreferences(time="09:00", session_time="13:00"))
    life.live(at(MONDAY, "00:00"), at(MONDAY + timedelta(days=1), "00:00"))
    assert life.kinds() == [
        ("checkin", "03-01 09:00"),
        ("nudge", "03-01 12:00"),
        ("session", "03-01 13:00"),
    ]


def test_h10_the_back_off_of_somebody_who_never_answers() -> None:
    """Three daily, then every other day, weekly from ten on, a goodbye at thirty, silence."""
    life = Life(NINE)
    life.live(at(MONDAY, "00:00"), at(MONDAY, "00:00") + 400 * DAY)
    days = [(one - MONDAY).days for one in dates(life, "checkin")]
    assert days == [0, 1, 2, 4, 6, 8, 15, 22, 29]
    assert [(one - MONDAY).days for one in dates(life, "nudge")] == [0, 1, 2]
    assert [(one - MONDAY).days for one in dates(life, "goodbye")] == [30]
    assert life.next(at(MONDAY, "00:00") + 400 * DAY) is None


@pytest.mark.parametrize(
    ("silent", "since_last", "expected"),
    [
        (2, 1, ["checkin"]),
        (3, 1, []),
        (3, 2, ["checkin"]),
        (9, 1, []),
        (9, 2, ["checkin"]),
        (10, 6, []),
        (10, 7, ["checkin"]),
        (29, 6, []),
        (29, 7, ["checkin"]),
        (30, 1, ["goodbye"]),
        (31, 2, ["goodbye"]),
    ],
)
def test_h10_both_sides_of_every_step_of_the_back_off(
    silent: int, since_last: int, expected: list[str]
) -> None:
    """The gap that must lie between two reminders, by days without an answer."""
    state = ReminderState(
        sent={"checkin": MONDAY - timedelta(days=since_last)},
        unanswered_since=MONDAY - timedelta(days=silent),
    )
    assert kinds(NINE, state, at(MONDAY, "09:00")) == expected


def test_h10_a_word_ends_the_back_off_and_the_silence() -> None:
    """Whoever writes after the goodbye is reminded again from the next planned day on."""
    life = Life(NINE)
    life.live(at(MONDAY, "00:00"), at(MONDAY, "00:00") + 40 * DAY)
    back = MONDAY + timedelta(days=40)
    assert life.state.goodbye_sent
    life.state = note_contact(life.state, back)
    assert life.next(at(back, "08:30")) == at(back, "09:00")


def test_no_second_slot_in_place_of_the_goodbye() -> None:
    """At thirty silent days the session slot says nothing."""
    state = ReminderState(unanswered_since=MONDAY - timedelta(days=30))
    preferences = ReminderPreferences(time="09:00", session_time="17:00")
    assert kinds(preferences, state, at(MONDAY, "17:00")) == []


@pytest.mark.parametrize(("ahead", "expected"), [(0, []), (4, []), (5, ["checkin"])])
def test_d12_a_date_too_far_ahead_is_a_broken_clock(ahead: int, expected: list[str]) -> None:
    """A remembered date up to four days ahead counts, one further ahead is not believed."""
    state = ReminderState(sent={"checkin": MONDAY + timedelta(days=ahead)})
    assert kinds(NINE, state, at(MONDAY, "09:00")) == expected


SUNDAY = MONDAY + timedelta(days=6)


@pytest.mark.parametrize(
    ("changed", "days_since", "clock", "expected"),
    [
        ({}, 7, "12:00", ["digest"]),
        ({}, 8, "12:00", []),
        ({}, None, "12:00", []),
        ({}, 0, "11:59:59", []),
        ({}, 0, "13:59:59", ["digest"]),
        ({}, 0, "14:00", []),
        ({"digest": False}, 0, "12:00", []),
        ({"off": True}, 0, "12:00", []),
        ({"paused_from": SUNDAY}, 0, "12:00", []),
    ],
)
def test_the_digest_is_for_those_who_were_here(
    changed: dict[str, Any], days_since: int | None, clock: str, expected: list[str]
) -> None:
    """Sunday at noon, for whoever asked for it and was heard within seven days."""
    contact_on = None if days_since is None else SUNDAY - timedelta(days=days_since)
    preferences = ReminderPreferences(
        **{"time": "09:00", "digest": True, "nudge": False, **changed}
    )
    assert kinds(preferences, ReminderState(last_contact=contact_on), at(SUNDAY, clock)) == expected
    assert kinds(preferences, ReminderState(last_contact=contact_on), at(SUNDAY, clock) - DAY) == []


def test_bookkeeping_is_bounded() -> None:
    """Only the newest fourteen skipped days are kept, in order and once each."""
    state = ReminderState()
    for n in range(20):
        state = skipped(skipped(state, date(2027, 1, 1) + timedelta(days=n)), MONDAY)
    assert len(state.skipped) == 14
    assert state.skipped[-1] == MONDAY
    assert list(state.skipped) == sorted(set(state.skipped))
