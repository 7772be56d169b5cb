"""Both sides of every number of the follow-ups: when, what holds them back, when they expire."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.schedule import follow_up, next_wake
from flows.scheduling.state import ReminderState
from flows.scheduling.suppression import FollowUp
from tests.clinical.reminding import (
    DAY,
    HOUR,
    LONDON,
    MONDAY,
    Life,
    at,
    kinds,
    reasons,
    rules,
)

AFTER_HOURS = {
    "referral": 24,
    "forget": 72,
    "erasure": 210 * 24,
    "retention_notice": 180 * 24,
    "flare_14": 14 * 24,
    "flare_7": 7 * 24,
    "flare_3": 3 * 24,
    "zone_question": 0,
    "review_12_weekly": 84 * 24,
    "review_4_weekly": 28 * 24,
    "review_weekly": 7 * 24,
}
PASSES_ALL = {"referral", "forget", "erasure", "retention_notice"}


def test_follow_ups_come_after_their_time() -> None:
    """The appointment of each kind, counted from an instant."""
    for kind, hours in AFTER_HOURS.items():
        assert follow_up(rules(), kind, 1000.0, "x") == FollowUp(kind, 1000.0 + hours * HOUR, "x")
    assert set(AFTER_HOURS) == set(rules().follow_ups)


@pytest.mark.parametrize("kind", AFTER_HOURS)
def test_h4_while_locked_only_duties_pass(kind: str) -> None:
    """Locked, silent, off or paused, a person still gets the referral and the data duties."""
    now = at(MONDAY, "10:00")
    planned = replace(LONDON, follow_ups=(FollowUp(kind, now, "x"),))
    quiet = ReminderPreferences(days=())
    expected = [f"followup:{kind}"] if kind in PASSES_ALL else []
    flare = [f"followup:{kind}"] if kind.startswith("flare") else expected
    assert kinds(quiet, ReminderState(), now, planned) == [f"followup:{kind}"]
    assert kinds(quiet, ReminderState(), now, replace(planned, locked=True)) == expected
    assert kinds(quiet, ReminderState(goodbye_sent=True), now, planned) == expected
    assert kinds(quiet, ReminderState(), now, replace(planned, unreachable=True)) == expected
    assert kinds(replace(quiet, paused_from=MONDAY), ReminderState(), now, planned) == expected
    assert kinds(replace(quiet, off=True), ReminderState(), now, planned) == flare


@pytest.mark.parametrize(
    ("kind", "hours"),
    [("flare_7", 144), ("flare_3", 72), ("zone_question", 72), ("review_weekly", 144)],
)
def test_d10_a_follow_up_that_is_too_late_is_dropped(kind: str, hours: int) -> None:
    """Up to its expiry it is still of use, a second later it is not sent."""
    start = at(MONDAY, "10:00")
    planned = replace(LONDON, follow_ups=(FollowUp(kind, start, "x"),))
    never = ReminderPreferences(days=())
    assert kinds(never, ReminderState(), start + hours * HOUR, planned) == [f"followup:{kind}"]
    late = start + hours * HOUR + 1
    assert kinds(never, ReminderState(), late, planned) == []
    assert (
        reasons(never, ReminderState(), late, planned)[f"followup:{kind}"] == "remind_skip_expired"
    )
    assert next_wake(rules(), never, ReminderState(), planned, late) is None


def test_d8_others_never_expire() -> None:
    """Referrals, duties, the last look at a flare and long reviews wait for good."""
    start = at(MONDAY, "10:00")
    kept = set(AFTER_HOURS) - {"flare_7", "flare_3", "zone_question", "review_weekly"}
    for kind in kept:
        planned = replace(LONDON, follow_ups=(FollowUp(kind, start, "x"),))
        assert kinds(ReminderPreferences(days=()), ReminderState(), start + 700 * DAY, planned)


def test_d9_a_follow_up_waits_for_the_morning() -> None:
    """One that falls into the night is due when quiet hours end, even at an early chosen time."""
    planned = replace(LONDON, follow_ups=(FollowUp("referral", at(MONDAY, "23:10"), "x"),))
    preferences = ReminderPreferences(time="06:00", days=())
    morning = at(MONDAY + timedelta(days=1), "08:00")
    assert next_wake(rules(), preferences, ReminderState(), planned, at(MONDAY, "12:00")) == morning
    assert kinds(preferences, ReminderState(), morning - 1, planned) == []
    assert kinds(preferences, ReminderState(), morning, planned) == ["followup:referral"]


def test_h10_follow_ups_that_piled_up_come_one_a_day_referrals_at_once() -> None:
    """After an outage the referral leaves, and of the rest the most important, one each day."""
    start = at(MONDAY, "10:00")
    pile = ("review_weekly", "review_4_weekly", "flare_14", "referral", "retention_notice")
    planned = replace(LONDON, follow_ups=tuple(FollowUp(k, start - DAY, k) for k in pile))
    life = Life(ReminderPreferences(days=()), planned)
    life.live(start, start + 10 * DAY)
    assert life.kinds() == [
        ("followup:referral", "03-01 10:00"),
        ("followup:retention_notice", "03-01 10:00"),
        ("followup:flare_14", "03-01 10:00"),
        ("followup:review_4_weekly", "03-02 08:00"),
        ("followup:review_weekly", "03-03 08:00"),
    ]


def test_a_follow_up_waits_for_the_end_of_a_pause() -> None:
    """What a pause holds back comes on the morning after it, one that has no end keeps it."""
    planned = replace(LONDON, follow_ups=(FollowUp("flare_14", at(MONDAY, "10:00"), "x"),))
    until = MONDAY + timedelta(days=5)
    preferences = ReminderPreferences(days=(), paused_from=MONDAY, paused_until=until)
    now = at(MONDAY, "09:00")
    morning = at(until + timedelta(days=1), "08:00")
    assert next_wake(rules(), preferences, ReminderState(), planned, now) == morning
    endless = replace(preferences, paused_until=None)
    assert next_wake(rules(), endless, ReminderState(), planned, now) is None


def test_a_follow_up_of_a_kind_that_content_forgot_is_held_by_every_barrier() -> None:
    """An unknown kind is still asked, but never through a lock."""
    now = at(MONDAY, "10:00")
    planned = replace(LONDON, follow_ups=(FollowUp("gone", now, "x"),))
    assert kinds(ReminderPreferences(days=()), ReminderState(), now, planned) == ["followup:gone"]
    assert (
        kinds(ReminderPreferences(days=()), ReminderState(), now, replace(planned, locked=True))
        == []
    )
