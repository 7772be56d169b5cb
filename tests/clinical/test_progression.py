"""R0, R1 and what holds of every decision (rules 3.2)."""

import pytest
from msgspec.structs import replace

from flows.clinical.plan import Plan
from flows.clinical.progression.decide import decide
from tests.clinical.course import (
    SHELF,
    START,
    Course,
    plan_of,
    quiet_start,
)
from tests.clinical.people import programme


@pytest.mark.parametrize("tier", ["emergency", "urgent", "see_clinician"])
def test_h21_r0_any_locking_tier_stops_everything(tier: str) -> None:
    """A locking answer refers, whatever else the day says, and leaves the plan alone."""
    course = quiet_start()
    ruling = course.day(2, tier=tier, flare=True)
    assert (ruling.action, ruling.tier, ruling.moved) == ("refer", tier, 0)
    assert replace(ruling.plan, reasons=()) == replace(course.plan, reasons=())


def leg_course(*legs: str, plan: Plan | None = None) -> Course:
    course = Course(plan or plan_of())
    course.day(3, peak=2)
    for leg in legs:
        course.day(3, peak=2, leg=leg)
    return course


def test_r1_leg_pain_further_down_twice_drops_the_direction() -> None:
    """After two sessions running the direction goes, the calm phase comes, only calming is left."""
    course = leg_course("further_down", "further_down")
    assert course.rulings[-1].rule == "r1"
    assert course.plan.dropped == ("bend_forward",)
    assert (course.plan.phase, course.plan.gentle) == ("calm", "regulation_only")


def test_r1_once_or_upwards_is_no_reason() -> None:
    """One morning further down, or pain moving up, drops nothing."""
    assert leg_course("further_down").plan.dropped == ()
    assert leg_course("higher_up", "higher_up").plan.dropped == ()
    assert leg_course("further_down", "same").plan.dropped == ()


def test_r1_again_within_a_fortnight_refers() -> None:
    """The second time within 14 days goes to a clinician."""
    course = leg_course("further_down", "further_down", "further_down")
    assert (course.rulings[-1].action, course.rulings[-1].tier) == ("refer", "see_clinician")


def test_r1_new_pain_below_the_knee_counts_at_once() -> None:
    """Newly below the knee needs no second session; known leg pain is not new."""
    course = leg_course()
    assert course.day(3, leg="further_down", below_knee=True).rule == "r1"
    known = leg_course(plan=plan_of("beginner", pain_type="radiculopathy", phase="calm"))
    assert known.day(3, leg="same", below_knee=True).rule != "r1"


def test_same_history_same_decision() -> None:
    """Deciding twice on the same history gives the same ruling."""
    course = quiet_start()
    args = (programme(), course.plan, course.history, course.today, course.available())
    assert decide(*args) == decide(*args)


def test_a_day_without_any_record_is_held() -> None:
    """Deciding for a date of which nothing is known holds."""
    assert decide(programme(), plan_of(), Course(plan_of()).history, START, SHELF).action == "hold"
