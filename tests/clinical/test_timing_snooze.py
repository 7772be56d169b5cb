"""Both sides of every number of the snoozes."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.snoozes import snooze_choices
from flows.scheduling.state import ReminderState, note_contact, rested, skipped, snoozed
from flows.scheduling.suppression import ReminderInputs
from tests.clinical.reminding import (
    HOUR,
    LONDON,
    MONDAY,
    NINE,
    Life,
    at,
    kinds,
    rules,
)


def choices(
    clock: str, preferences: ReminderPreferences = NINE, state: ReminderState | None = None
) -> dict[str, float]:
    """Give the snoozes offered at a time on Monday."""
    held = state or ReminderState()
    return snooze_choices(rules(), preferences, held, LONDON, at(MONDAY, clock))


def test_snoozes_are_ten_minutes_an_hour_this_evening_and_tomorrow() -> None:
    """All four choices with their instants, tomorrow at the usual time of that day."""
    now = at(MONDAY, "09:05")
    tomorrow = at(MONDAY + timedelta(days=1), "09:00")
    evening = at(MONDAY, "18:30")
    expected = {"short": now + 600, "long": now + HOUR, "evening": evening, "tomorrow": tomorrow}
    assert choices("09:05") == expected


@pytest.mark.parametrize(
    ("clock", "offered"),
    [
        ("18:19", ["short", "long", "evening", "tomorrow"]),
        ("18:20", ["short", "long", "tomorrow"]),
        ("19:59", ["short", "long", "tomorrow"]),
        ("20:00", ["short", "tomorrow"]),
        ("20:49", ["short", "tomorrow"]),
        ("20:50", ["tomorrow"]),
        ("23:55", ["tomorrow"]),
    ],
)
def test_only_snoozes_that_can_be_kept_are_offered(clock: str, offered: list[str]) -> None:
    """None that would end in quiet hours, and no evening that has nearly come."""
    assert list(choices(clock)) == offered


def test_three_snoozes_a_day_then_only_tomorrow() -> None:
    """The third is offered, the fourth is not; the next day starts afresh."""
    state = ReminderState()
    for _ in range(2):
        state = snoozed(state, "checkin", 0.0, MONDAY)
    assert "short" in choices("09:05", state=state)
    state = snoozed(state, "checkin", 0.0, MONDAY)
    assert list(choices("09:05", state=state)) == ["tomorrow"]
    yesterday = replace(state, snoozed_on=MONDAY - timedelta(days=1))
    assert "short" in choices("09:05", state=yesterday)


def test_no_snooze_while_locked_without_a_zone_or_into_a_pause() -> None:
    """Locked or without a zone nothing is offered; a pause leaves out tomorrow."""
    now = at(MONDAY, "09:05")
    for inputs in (replace(LONDON, locked=True), ReminderInputs()):
        assert snooze_choices(rules(), NINE, ReminderState(), inputs, now) == {}
    paused = replace(NINE, paused_from=MONDAY + timedelta(days=1))
    assert list(choices("09:05", paused)) == ["short", "long", "evening"]


def test_an_early_time_can_be_snoozed_for_ten_minutes() -> None:
    """A chosen time trims the quiet hours for its snoozes too."""
    assert "short" in choices("07:05", ReminderPreferences(time="07:00"))


@pytest.mark.parametrize("choice", ["short", "long", "evening", "tomorrow"])
def test_a_snooze_comes_once_at_its_instant(choice: str) -> None:
    """The snoozed reminder replaces the nudge and, for tomorrow, the reminder of that day."""
    life = Life(NINE)
    now = at(MONDAY, "09:00")
    life.wake(now)
    until = choices("09:00")[choice]
    life.state = snoozed(note_contact(life.state, MONDAY), "checkin", until, MONDAY)
    life.live(now, at(MONDAY + timedelta(days=1), "10:00"))
    assert life.sent[1].at == until
    assert [one.due.slot for one in life.sent[:2]] == ["checkin", "snooze"]
    assert len(life.sent) == (2 if choice == "tomorrow" else 3)
    assert "nudge" not in [kind for kind, _ in life.kinds()]


@pytest.mark.parametrize(("late", "expected"), [(7199, ["checkin"]), (7200, [])])
def test_d10_a_snooze_is_not_made_up_for(late: int, expected: list[str]) -> None:
    """A snooze has the same two hours and then is gone."""
    state = ReminderState(sent={"checkin": MONDAY})
    state = snoozed(state, "checkin", at(MONDAY, "18:30"), MONDAY)
    assert kinds(NINE, state, at(MONDAY, "18:30") + late) == expected


def test_a_snooze_is_let_go_when_the_day_is_skipped_or_done() -> None:
    """Skipping, resting or doing it ends an open snooze."""
    now = at(MONDAY, "18:30")
    state = snoozed(ReminderState(), "checkin", now, MONDAY)
    assert kinds(NINE, state, now) == ["checkin"]
    assert kinds(NINE, skipped(state, MONDAY), now) == []
    assert kinds(NINE, state, now, replace(LONDON, checked_in_on=MONDAY)) == []


def test_a_snooze_is_let_go_by_a_pause_and_by_a_day_off() -> None:
    """A pause holds an open snooze; a day off also ends one that was for an unplanned tomorrow."""
    tomorrow = MONDAY + timedelta(days=1)
    now = at(tomorrow, "09:00")
    state = snoozed(ReminderState(), "checkin", now, MONDAY)
    mondays = ReminderPreferences(time="09:00", days=("mon",))
    assert kinds(mondays, state, now) == ["checkin"]
    assert kinds(replace(mondays, paused_from=tomorrow), state, now) == []
    for let_go in (skipped, rested):
        assert kinds(mondays, let_go(state, MONDAY), now) == []
