"""Stages and phases: gates, windows, immediate down-staging and relapse (rules R7, 3.5)."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.history import Review
from flows.clinical.progression.observations import ONE_DAY
from flows.clinical.progression.phases import PHASES
from flows.clinical.staging import STAGES
from tests.clinical.course import START, Course, plan_of
from tests.clinical.people import programme, well

LIGHT = ("breathing",)


def weeks(
    stage: str, phase: str, days: int, every: int = 1, activities: float = 8, **morning: Any
) -> Course:
    """Days at one level with sessions that never earn a step, so that only gates move."""
    movement = dict(well().movement)
    review = Review(START, "assessment", 3, (activities,) * 3, movement=movement)
    course = Course(plan_of(stage, phase=phase), reviews=(review,))
    answers: dict[str, Any] = {"pain": 2, "worst": 2, "waking": 0} | morning
    for number in range(days):
        course.next_day(**answers)
        if number % every == 0:
            course.train(LIGHT, peak=min(3, answers["pain"] or 0), outcome="easier")
    return course


GATES = [
    ("beginner", "calm", 7, "intermediate", "mobility"),
    ("intermediate", "mobility", 14, "advanced", "strength"),
]


@pytest.mark.parametrize(("stage", "phase", "days", "next_stage", "next_phase"), GATES)
def test_gate_opens_after_its_window_and_not_before(
    stage: str, phase: str, days: int, next_stage: str, next_phase: str
) -> None:
    """Seven days lead from the first stage, fourteen from the second; doses stay as they are."""
    early = weeks(stage, phase, days - 1)
    assert (early.plan.stage, early.plan.phase) == (stage, phase)
    late = weeks(stage, phase, days)
    assert (late.plan.stage, late.plan.phase) == (next_stage, next_phase)
    assert late.plan.volume == 1.0
    assert late.rulings[-1].rule == "r7"


BEGINNER_BAND: list[tuple[dict[str, Any], str, str]] = [
    ({"pain": 3, "worst": 6}, "intermediate", "mobility"),
    ({"pain": 3, "worst": 6.1}, "beginner", "calm"),
    ({"pain": 5, "worst": 5}, "intermediate", "mobility"),
    ({"pain": 5.1, "worst": 5.1}, "beginner", "calm"),
    ({"pain": None, "worst": None}, "beginner", "calm"),
    ({"leg": "same"}, "beginner", "mobility"),
]


@pytest.mark.parametrize(("morning", "stage", "phase"), BEGINNER_BAND)
def test_h23_every_input_holds_the_stage(morning: dict[str, Any], stage: str, phase: str) -> None:
    """Pain opens stage and phase; leg pain and missing ratings hold them."""
    course = weeks("beginner", "calm", 7, **morning)
    assert (course.plan.stage, course.plan.phase) == (stage, phase)


@pytest.mark.parametrize(("every", "stage"), [(2, "intermediate"), (4, "beginner")])
def test_a_stage_needs_three_sessions_a_week(every: int, stage: str) -> None:
    """Two sessions a week open the phase and not the stage."""
    plan = weeks("beginner", "calm", 8, every=every).plan
    assert (plan.stage, plan.phase) == (stage, "mobility")


LONG = [
    ("intermediate", 4, 6, 29, "strength"),
    ("intermediate", 4, 6, 28, "mobility"),
    ("intermediate", 4.1, 6, 29, "mobility"),
    ("intermediate", 4, 6.1, 29, "mobility"),
    ("beginner", 5.1, 6, 29, "mobility"),
]


@pytest.mark.parametrize(("stage", "pain", "worst", "days", "phase"), LONG)
def test_steady_moderate_pain_leads_to_strength_too(
    stage: str, pain: float, worst: float, days: int, phase: str
) -> None:
    """From the second stage on, 29 days at 4 or less and never above 6 open strength (seed 001)."""
    course = weeks(stage, "mobility", days, pain=pain, worst=worst)
    assert course.plan.phase == phase


STRENGTH: list[tuple[dict[str, Any], str]] = [
    ({}, "integration"),
    ({"days": 42}, "strength"),  # The day of the assessment had no session.
    ({"loaded": 11}, "strength"),
    ({"gains": {"hinge": 2}}, "strength"),
    ({"gains": {"hinge": 3}}, "strength"),
    ({"activities": 6.9}, "strength"),
    ({"activities": 6, "first": 3}, "integration"),
    ({"pain": 2.1}, "strength"),
]


@pytest.mark.parametrize(("changed", "phase"), STRENGTH)
def test_strength_ends_when_enough_has_been_done(changed: dict[str, Any], phase: str) -> None:
    """42 days, 12 loaded sessions, 3 steps in 2 patterns, activities at 7 or 3 better, pain low."""
    given: dict[str, Any] = {
        "days": 43, "loaded": 12, "gains": {"hinge": 2, "squat": 1}, "activities": 8, "first": 8,
        "pain": 2,
    } | changed  # fmt: skip
    first = Review(START, "assessment", 3, (given["first"],) * 3)
    now = Review(START, "four_weekly", 3, (given["activities"],) * 3)
    plan = plan_of("intermediate", phase="strength", gains=given["gains"])
    course = Course(plan, reviews=(first, now))
    for number in range(given["days"]):
        course.next_day(pain=given["pain"], worst=3, waking=0)
        course.train(LIGHT, peak=2, outcome="easier", loaded=number < given["loaded"])
    assert course.plan.phase == phase


def test_gate_needs_a_near_normal_movement_check_for_the_third_stage() -> None:
    """Without a movement check the third stage stays closed, the phase does not."""
    course = Course(plan_of("intermediate", phase="mobility"))
    for _ in range(14):
        course.next_day(pain=1, worst=1, waking=0)
        course.train(LIGHT, peak=1, outcome="easier")
    assert (course.plan.stage, course.plan.phase) == ("intermediate", "strength")


def test_maintenance_needs_four_steady_weeks_of_integration() -> None:
    """27 days of integration are not yet maintenance, 28 are."""
    assert weeks("advanced", "integration", 27).plan.phase == "integration"
    assert weeks("advanced", "integration", 28).plan.phase == "maintenance"


def test_pain_free_never_ends_the_programme() -> None:
    """However long pain is 0, the last phase is maintenance and the plan goes on."""
    course = weeks("advanced", "integration", 120, pain=0, worst=0)
    assert course.plan.phase == "maintenance"
    assert course.rulings[-1].action == "hold"


def test_phase_order_cannot_be_jumped() -> None:
    """A well beginner passes the phases in their order, one at a time, up to strength."""
    course = weeks("beginner", "calm", 90, pain=0, worst=0)
    said = [d.result for r in course.rulings for d in r.decisions if d.rule.startswith("r7.phase")]
    assert said == list(PHASES[1:3])


def test_only_leg_pain_and_flares_close_a_gate() -> None:
    """A step back within the window keeps no phase closed; a flare does."""
    for rule, phase in (("r3", "mobility"), ("r2", "calm"), ("r1", "calm")):
        course = weeks("beginner", "calm", 6)
        days = course.history.days
        course.history = replace(
            course.history, days=(*days[:3], replace(days[3], rule=rule), *days[4:])
        )
        course.next_day(pain=2, worst=2, waking=0)
        assert course.plan.phase == phase


DOWN: list[tuple[str, dict[str, Any], str]] = [
    ("advanced", {"pain": 3, "worst": 3}, "advanced"),
    ("advanced", {"pain": 3.1, "worst": 3.1}, "intermediate"),
    ("intermediate", {"pain": 5.9, "worst": 5.9}, "intermediate"),
    ("intermediate", {"pain": 6, "worst": 6}, "beginner"),
    ("advanced", {"waking": 2}, "advanced"),
]


@pytest.mark.parametrize(("stage", "morning", "result"), DOWN)
def test_h24_down_staging_follows_the_mean_of_a_week(
    stage: str, morning: dict[str, Any], result: str
) -> None:
    """Above 3 the third stage is left, from 6 on the second."""
    course = weeks(stage, "strength", 14, **morning)
    assert course.plan.stage == result


def test_h24_one_stage_move_in_fourteen_days() -> None:
    """A stage that has just changed stays for a fortnight, up and down."""
    course = Course(plan_of("intermediate"))
    for _ in range(30):
        course.next_day(pain=6, worst=6, waking=0)
        course.train(LIGHT, peak=6, outcome="easier")
    moves = [r for r in course.rulings if any(d.rule == "r7.down_pain" for d in r.decisions)]
    assert len(moves) == 1
    assert course.plan.stage_since == START + ONE_DAY * 14


def test_nothing_moves_up_on_a_day_the_stage_comes_down() -> None:
    """Down-staging and a step up exclude each other."""
    for ruling in weeks("advanced", "strength", 20, pain=3.5, worst=4).rulings:
        lowered = any(d.rule.startswith("r7.down") for d in ruling.decisions)
        assert not (lowered and ruling.moved > 0)


def test_a_flare_does_not_lower_the_stage_by_itself() -> None:
    """The days of a flare have a plan of their own and are left out of the stage."""
    course = weeks("intermediate", "mobility", 5, pain=3, worst=3)
    for pain in (7, 6, 5, 4):
        course.day(pain)
    course.day(3)
    assert (course.rulings[-2].rule, course.plan.stage) == ("r2.resume", "intermediate")


@pytest.mark.parametrize(("pain", "phase"), [(4, "strength"), (3.9, "maintenance")])
def test_relapse_from_maintenance_re_enters_strength(pain: float, phase: str) -> None:
    """A week at 4 in maintenance goes back to strength; just below it does not."""
    course = weeks("intermediate", "maintenance", 4, pain=pain, worst=pain)
    assert course.plan.phase == phase


def test_gentle_people_pass_no_gate() -> None:
    """While irritable nobody moves to the next phase or stage."""
    course = weeks("beginner", "calm", 3)
    course.plan = replace(course.plan, gentle="half_dose", started=course.today)
    for _ in range(6):
        course.next_day(pain=2, worst=2, waking=0)
        course.train(LIGHT, peak=2, outcome="easier")
    assert (course.plan.stage, course.plan.phase) == ("beginner", "calm")


def test_stages_are_three() -> None:
    """The first phase of every stage is named, and windows exist for each phase but the last."""
    assert set(programme().gates.stage_window_days) == set(STAGES[:-1])
    assert set(programme().gates.window_days) == set(PHASES[:-1])
