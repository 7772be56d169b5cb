"""Stages and phases: gates, windows, immediate down-staging and relapse (rules R7, 3.5)."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.history import Review
from flows.clinical.progression.phases import PHASES
from flows.clinical.staging import STAGES
from tests.clinical.course import DAILY, START, Course, plan_of
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
    """Seven days lead from the first stage, fourteen from the second; the first week is lighter."""
    early = weeks(stage, phase, days - 1)
    assert (early.plan.stage, early.plan.phase) == (stage, phase)
    late = weeks(stage, phase, days)
    assert (late.plan.stage, late.plan.phase) == (next_stage, next_phase)
    assert late.plan.volume == 0.8
    assert late.rulings[-1].rule == "r7"


BEGINNER_BAND: list[tuple[dict[str, Any], str, str]] = [
    ({"pain": 3, "worst": 6}, "intermediate", "mobility"),
    ({"pain": 3, "worst": 6.1}, "beginner", "calm"),
    ({"pain": 3, "worst": None}, "beginner", "calm"),
    ({"leg": "same"}, "beginner", "mobility"),
    ({"leg": None}, "beginner", "mobility"),
    ({"waking": 1}, "beginner", "mobility"),
    ({"waking": None}, "beginner", "mobility"),
    ({"confidence": 5.9}, "beginner", "mobility"),
    ({"confidence": 6}, "intermediate", "mobility"),
]


@pytest.mark.parametrize(("morning", "stage", "phase"), BEGINNER_BAND)
def test_h23_every_input_holds_the_stage(morning: dict[str, Any], stage: str, phase: str) -> None:
    """Pain opens the phase; nights, leg, confidence and missing answers hold the stage."""
    course = weeks("beginner", "calm", 7, **morning)
    assert (course.plan.stage, course.plan.phase) == (stage, phase)


@pytest.mark.parametrize(("every", "phase"), [(2, "mobility"), (4, "calm")])
def test_gate_needs_three_sessions_a_week(every: int, phase: str) -> None:
    """Two sessions a week open no gate."""
    assert weeks("beginner", "calm", 8, every=every).plan.phase == phase


def test_gate_needs_a_near_normal_movement_check_for_the_third_stage() -> None:
    """Without a movement check the third stage stays closed, the phase does not."""
    course = Course(plan_of("intermediate", phase="mobility"))
    for _ in range(14):
        course.next_day(pain=1, worst=1, waking=0)
        course.train(LIGHT, peak=1, outcome="easier")
    assert (course.plan.stage, course.plan.phase) == ("intermediate", "strength")


@pytest.mark.parametrize(("activities", "phase"), [(7, "integration"), (6.9, "strength")])
def test_integration_needs_the_persons_own_activities(activities: float, phase: str) -> None:
    """Little pain is not enough: the three activities must reach 7 on average."""
    course = weeks("advanced", "strength", 14, activities=activities)
    assert course.plan.phase == phase


def test_maintenance_needs_four_steady_weeks_of_integration() -> None:
    """27 days of integration are not yet maintenance, 28 are."""
    assert weeks("advanced", "integration", 27).plan.phase == "integration"
    assert weeks("advanced", "integration", 28).plan.phase == "maintenance"


def test_pain_free_never_ends_the_programme() -> None:
    """However long pain is 0, the last phase is maintenance and the plan goes on."""
    course = weeks("advanced", "strength", 120, pain=0, worst=0)
    assert course.plan.phase == "maintenance"
    assert course.rulings[-1].action == "hold"


def test_phase_order_cannot_be_jumped() -> None:
    """A well beginner passes every phase in its order, one at a time."""
    course = weeks("beginner", "calm", 90, pain=0, worst=0)
    said = [d.result for r in course.rulings for d in r.decisions if d.rule.startswith("r7.phase")]
    assert said == list(PHASES[1:])


def test_setback_closes_the_gate_for_its_window() -> None:
    """A step down within the window keeps the phase."""
    course = weeks("beginner", "calm", 5)
    course.train(DAILY, peak=7)
    for _ in range(3):
        course.next_day(pain=2, worst=2, waking=0)
        course.train(LIGHT, peak=2, outcome="easier")
    assert course.plan.phase == "calm"


DOWN: list[tuple[str, dict[str, Any], str]] = [
    ("advanced", {"pain": 2, "worst": 2}, "advanced"),
    ("advanced", {"pain": 2.1, "worst": 2.1}, "intermediate"),
    ("intermediate", {"pain": 5.9, "worst": 5.9}, "intermediate"),
    ("advanced", {"worst": 7}, "beginner"),
    ("advanced", {"worst": 6.9}, "advanced"),
    ("intermediate", {"waking": 1}, "beginner"),
    ("advanced", {"waking": 2}, "beginner"),
]


@pytest.mark.parametrize(("stage", "morning", "result"), DOWN)
def test_h24_down_staging_is_immediate(stage: str, morning: dict[str, Any], result: str) -> None:
    """Stage is the worst of the week's inputs, without waiting for a review."""
    course = weeks(stage, "strength", 4, **morning)
    assert course.plan.stage == result


def test_one_bad_night_is_not_a_pattern() -> None:
    """A single night awake lowers nobody's stage."""
    course = weeks("advanced", "strength", 4)
    course.next_day(pain=2, worst=2, waking=2)
    assert course.plan.stage == "advanced"


def test_nothing_moves_up_on_a_day_the_stage_comes_down() -> None:
    """Down-staging and a step up exclude each other."""
    for morning in ({"worst": 7}, {"waking": 2}, {"pain": 3, "worst": 3}):
        for ruling in weeks("advanced", "strength", 20, **morning).rulings:
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
