"""The flare trigger (R2) and the flare plan day by day (rules 3.5)."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.progression.flare import flare_today, my_flare_plan
from flows.clinical.progression.observations import ONE_DAY
from tests.clinical.course import Course, plan_of
from tests.clinical.people import programme


def steady(pain: float = 3, days: int = 5, **plan: Any) -> Course:
    course = Course(plan_of(**plan))
    for _ in range(days):
        course.day(pain, peak=pain)
    return course


@pytest.mark.parametrize(
    ("usual", "morning", "rule"),
    [
        (3, 6, "r2.morning"),
        (3, 5.9, None),
        (5, 7, "r2.high"),
        (5, 6.9, None),
        (5.5, 7, None),
    ],
)
def test_r2_morning_far_above_the_usual(usual: float, morning: float, rule: str | None) -> None:
    """Three above the usual, or 7 and two above, begins a flare; a hair less does not."""
    ruling = steady(usual).day(morning)
    begun = ruling.action == "flare_plan"
    assert (ruling.decisions[0].rule if begun else None) == rule


def test_r2_the_person_says_so_whatever_the_number() -> None:
    """A flare that is said begins at any pain, and with the whole screen."""
    ruling = steady().day(2, flare=True)
    assert (ruling.action, ruling.screen) == ("flare_plan", "full")
    assert ruling.plan.flare_since is not None
    assert ruling.plan.volume == 0.5


def test_r2_without_three_mornings_only_a_said_flare_counts() -> None:
    """A high second morning has no usual to be above, so it begins nothing."""
    course = Course(plan_of())
    course.day(2)
    assert course.day(9).action == "hold"


def in_flare(*mornings: float | None, usual: float = 3) -> Course:
    course = steady(usual)
    course.day(7)
    for pain in mornings:
        course.next_day(pain=pain, worst=pain, waking=0)
    return course


def test_days_1_and_2_settle_even_when_pain_is_back() -> None:
    """The first days keep to the gentle plan whatever the number."""
    course = in_flare(3, 3)
    assert [r.rule for r in course.rulings[-2:]] == ["r2.settle", "r2.settle"]


@pytest.mark.parametrize(("pain", "rule"), [(4, "r2.resume"), (4.1, "r2.look")])
def test_day_3_resumes_one_step_lower_when_near_the_usual(pain: float, rule: str) -> None:
    """Day 3 resumes at the usual plus one, one micro-step lower, and otherwise looks again."""
    course = in_flare(5, 5, pain)
    assert course.rulings[-1].rule == rule
    assert (course.plan.flare_since is None) == (rule == "r2.resume")


def test_the_usual_is_that_of_before_the_flare() -> None:
    """A week of flare mornings does not become the new usual."""
    course = in_flare(7, 7, 7, 7, 6)
    assert course.rulings[-1].rule == "r2.look"


def test_day_7_seeks_relief_and_resumes_two_steps_lower() -> None:
    """From day 7 the pharmacist is named, and picking up again is two steps lower."""
    course = in_flare(*[6.0] * 7)
    assert course.rulings[-1].rule == "r2.seek_relief"
    step = flare_today(programme(), course.plan, course.history, course.today)
    assert (step.day, step.steps) == (7, 0)
    settled = replace(course.history.days[-1], pain=4)
    history = replace(course.history, days=(*course.history.days[:-1], settled))
    step = flare_today(programme(), course.plan, history, course.today)
    assert (step.stage, step.steps) == ("resume", 2)


@pytest.mark.parametrize(("pain", "action"), [(5, "refer"), (4, "regress"), (None, "refer")])
def test_day_14_not_back_refers(pain: float | None, action: str) -> None:
    """On day 14 pain that is not back, or not told, goes to a clinician."""
    course = in_flare(*[5.0] * 13, pain)
    assert course.rulings[-1].action == action
    assert (course.rulings[-1].tier == "see_clinician") == (action == "refer")


def test_a_missing_answer_never_ends_a_flare() -> None:
    """Without a rating the flare goes on."""
    course = in_flare(5, 5, None)
    assert course.plan.flare_since is not None


def test_third_flare_in_eight_weeks_refers() -> None:
    """Two flares are the plan's business, the third within eight weeks is a clinician's."""
    course = steady()
    earlier = (course.today - ONE_DAY * 30, course.today - ONE_DAY * 50)
    course.history = replace(course.history, flares=earlier)
    ruling = course.day(3, flare=True)
    assert (ruling.action, ruling.tier) == ("refer", "see_clinician")


@pytest.mark.parametrize(("days", "action"), [(55, "refer"), (56, "flare_plan")])
def test_flares_older_than_eight_weeks_do_not_count(days: int, action: str) -> None:
    """The window is 56 days to the day."""
    course = steady()
    earlier = (course.today - ONE_DAY * 10, course.today - ONE_DAY * days)
    course.history = replace(course.history, flares=earlier)
    assert course.day(3, flare=True).action == action


def test_nothing_moves_up_during_a_flare() -> None:
    """No step and no stage is taken while the flare plan runs."""
    course = in_flare(*[6.0] * 10)
    assert all(ruling.moved <= 0 for ruling in course.rulings[6:])


def test_flare_in_maintenance_re_enters_strength_two_steps_down() -> None:
    """After a flare in maintenance the way back starts in strength."""
    course = steady(2, phase="maintenance")
    course.day(6)
    for pain in (4, 3, 3):
        course.day(pain)
    assert course.rulings[-1].rule == "r2.resume"
    assert course.plan.phase == "strength"


def test_my_flare_plan_is_written_before_any_flare() -> None:
    """The plan of the first week names its four days in order."""
    written = my_flare_plan(programme())
    assert [d.inputs["day"] for d in written] == [0, 3, 7, 14]
