"""Reassessment: what is due, what a week states, R8, R9 and the tips."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.history import Day, History, Performed, Review, Workout
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import ONE_DAY
from flows.clinical.progression.outcome import Ruling
from flows.clinical.progression.reassessment import adherence, due, reassess, tip, weekly_action
from tests.clinical.course import START, plan_of
from tests.clinical.people import programme

DUE: list[tuple[int, tuple[tuple[str, int], ...], str | None]] = [
    (6, (), None),
    (7, (), "weekly"),
    (27, (("weekly", 21),), None),
    (28, (("weekly", 21),), "four_weekly"),
    (35, (("four_weekly", 28),), "weekly"),
    (83, (("four_weekly", 56), ("weekly", 77)), None),
    (84, (("four_weekly", 56), ("weekly", 77)), "twelve_weekly"),
    (112, (("twelve_weekly", 84), ("weekly", 105)), "four_weekly"),
]


@pytest.mark.parametrize(("day", "held", "kind"), DUE)
def test_the_largest_reassessment_that_is_due(
    day: int, held: tuple[tuple[str, int], ...], kind: str | None
) -> None:
    """Weekly, four-weekly and twelve-weekly come on their day; the larger covers the smaller."""
    reviews = tuple(Review(START + ONE_DAY * n, k) for k, n in held)
    found = due(programme(), plan_of(), History(reviews=reviews), START + ONE_DAY * day)
    assert (found.kind if found else None) == kind
    assert (found is not None and found.screen == "full") == (kind == "twelve_weekly")


@pytest.mark.parametrize(("days", "kind"), [(7, None), (27, None), (28, "four_weekly")])
def test_maintenance_is_reviewed_once_a_month(days: int, kind: str | None) -> None:
    """In maintenance the weekly review rests."""
    plan = plan_of(phase="maintenance")
    found = due(programme(), plan, History(), START + ONE_DAY * days)
    assert (found.kind if found else None) == kind


def days(*moved: int, action: str = "hold") -> tuple[Day, ...]:
    return tuple(Day(START + ONE_DAY * n, moved=by, action=action) for n, by in enumerate(moved))


WEEKS: list[tuple[tuple[Day, ...], dict[str, Any], str, str]] = [
    (days(1, -1, -1), {}, "urgent", "refer"),
    (days(1), {}, "see_clinician", "refer"),
    (days(1), {}, "advise", "progress"),
    (days(0, action="flare_plan"), {"phase": "maintenance"}, "none", "flare_plan"),
    (days(-3), {"phase": "maintenance"}, "none", "maintenance"),
    (days(2, -3), {}, "none", "regress"),
    (days(2, -2), {}, "none", "progress"),
    (days(2), {}, "none", "progress"),
    (days(0, 0), {}, "none", "hold"),
    ((), {}, "none", "hold"),
]


@pytest.mark.parametrize(("week", "plan", "tier", "action"), WEEKS)
def test_a_week_states_the_first_action_that_fits(
    week: tuple[Day, ...], plan: dict[str, Any], tier: str, action: str
) -> None:
    """Refer, flare plan, maintenance, regress, progress, hold: in that order."""
    assert weekly_action(plan_of(**plan), week, tier) == action


def trained(sessions: int, until: int = 28) -> tuple[Day, ...]:
    done = (Workout(performed=(Performed("bridge", "strength", "done"),)),)
    return tuple(Day(START + ONE_DAY * (until - n), workouts=done) for n in range(sessions, 0, -1))


def reviewed(
    first: tuple[float, float], now: tuple[float, float], change: str = "same", **more: Any
) -> Ruling:
    """The ruling of a four-weekly review: (pain, activities) at the start and now."""
    day = more.pop("day", 28)
    sessions = more.pop("sessions", 12)
    at = START + ONE_DAY * day
    reviews = (
        Review(START, "assessment", first[0], (first[1],) * 3),
        Review(at, "four_weekly", now[0], (now[1],) * 3, change),
    )
    history = History(days=trained(sessions, day), reviews=reviews)
    return reassess(programme(), plan_of(**more), history, at)


R8 = [
    ((8, 4), (6.1, 4), "same", {}, "r8"),
    ((8, 4), (6, 4), "same", {}, "review.on_course"),
    ((3, 4), (2.2, 4), "same", {}, "r8"),
    ((3, 4), (2.1, 4), "same", {}, "review.on_course"),
    ((5, 4), (5, 5.9), "same", {}, "r8"),
    ((5, 4), (5, 6), "same", {}, "review.on_course"),
    ((5, 4), (5, 4), "better", {}, "review.on_course"),
    ((5, 4), (5, 4), "same", {"sessions": 7}, "review.on_course"),
    ((5, 4), (5, 4), "same", {"sessions": 8}, "r8"),
    ((5, 4), (5, 4), "same", {"day": 27}, "review.on_course"),
    ((5, 4), (5, 4), "same", {"phase": "maintenance"}, "review.on_course"),
]


@pytest.mark.parametrize(("first", "now", "change", "more", "rule"), R8)
def test_r8_no_gain_needs_all_of_its_conditions(
    first: tuple[float, float],
    now: tuple[float, float],
    change: str,
    more: dict[str, Any],
    rule: str,
) -> None:
    """Four weeks, regular sessions and no gain by any measure change the plan."""
    assert reviewed(first, now, change, **more).rule == rule


def test_r8_changes_the_goal_and_the_dose_once() -> None:
    """The first time the goal changes and the week is lighter; nobody is referred yet."""
    ruling = reviewed((5, 4), (5, 4), goal="spine_joints")
    assert (ruling.plan.goal, ruling.plan.volume) == ("posture_muscle_balance", 0.8)
    assert (ruling.plan.changed, ruling.tier) == (True, "none")


@pytest.mark.parametrize(("day", "action"), [(41, "hold"), (42, "refer"), (56, "refer")])
def test_r8_again_at_six_to_eight_weeks_refers(day: int, action: str) -> None:
    """No gain after the change goes to a clinician from six weeks on."""
    ruling = reviewed((5, 4), (5, 4), day=day, changed=True)
    assert ruling.action == action


def test_r8_sends_once_and_not_every_month() -> None:
    """Whoever was sent for want of gain is not sent for the same reason at the next review."""
    plan = reviewed((5, 4), (5, 4), day=56, changed=True).plan
    assert plan.sent
    assert reviewed((5, 4), (5, 4), day=84, changed=True, sent=True).tier == "none"


R9 = [
    ((3, 6), (5, 6), True),
    ((3, 6), (4.9, 6), False),
    ((3, 6), (3, 4), True),
    ((3, 6), (3, 4.1), False),
]


@pytest.mark.parametrize(("first", "now", "refers"), R9)
def test_r9_clearly_worse_refers(
    first: tuple[float, float], now: tuple[float, float], *, refers: bool
) -> None:
    """Pain up by 2, or activities down by 2, goes to a clinician whatever the sessions."""
    ruling = reviewed(first, now, sessions=1)
    assert (ruling.tier == "see_clinician") == refers


def test_r9_compares_with_the_newest_assessment() -> None:
    """After a new assessment the old baseline no longer counts."""
    reviews = (
        Review(START, "assessment", 2),
        Review(START + ONE_DAY * 60, "assessment", 5),
        Review(START + ONE_DAY * 88, "four_weekly", 4),
    )
    history = History(reviews=reviews)
    assert reassess(programme(), plan_of(), history, reviews[-1].date).rule == "review.on_course"


def test_a_review_in_a_flare_judges_nothing() -> None:
    """The days of a flare are the flare plan's business, which refers on its own."""
    assert reviewed((3, 6), (6, 6), flare_since=START).rule == "review.in_flare"


def test_a_weekly_review_does_not_judge_the_four_weekly_one_again() -> None:
    """Whoever was sent at four weeks is not sent again at the next weekly review."""
    reviews = (
        Review(START, "assessment", 3),
        Review(START + ONE_DAY * 28, "four_weekly", 6),
        Review(START + ONE_DAY * 35, "weekly"),
    )
    assert reassess(programme(), plan_of(), History(reviews=reviews), reviews[-1].date).tier == (
        "none"
    )


def test_missing_answers_refer_nobody_and_are_no_gain() -> None:
    """A review without numbers is neither worse nor better."""
    reviews = (Review(START, "assessment", 5), Review(START + ONE_DAY * 28, "four_weekly"))
    history = History(days=trained(12), reviews=reviews)
    assert reassess(programme(), plan_of(), history, reviews[1].date).rule == "r8"


@pytest.mark.parametrize(
    ("stage", "sessions", "share"),
    [("intermediate", 12, 1.0), ("intermediate", 6, 0.5), ("beginner", 10, 0.5)],
)
def test_adherence_is_the_share_of_the_planned_sessions(
    stage: str, sessions: int, share: float
) -> None:
    """Done against planned over four weeks, never above 1."""
    plan: Plan = replace(plan_of(), stage=stage)
    history = History(days=trained(sessions))
    assert adherence(programme(), plan, history, START + ONE_DAY * 28) == share


def test_every_barrier_has_its_tip_and_a_strange_one_the_general_tip() -> None:
    """The picker never leaves a person without a word."""
    for barrier, matched in programme().barriers.items():
        assert tip(programme(), barrier).result == matched
    assert tip(programme(), "something new").result == programme().barriers["none"]
