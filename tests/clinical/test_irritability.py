"""High irritability: half dose settles after a week, and comes back after two mornings."""

from typing import Any

import pytest

from tests.clinical.course import Course, plan_of

IRRITABLE = "acute_high_irritability"


def gentle(days: int, train_every: int = 1, last: dict[str, Any] | None = None) -> Course:
    plan = plan_of("beginner", phase="calm", gentle="half_dose", conditions=(IRRITABLE, "other"))
    course = Course(plan)
    for number in range(days):
        answers: dict[str, Any] = {"pain": 5, "worst": 5, "waking": 0}
        course.next_day(**(answers | (last or {} if number == days - 1 else {})))
        if number % train_every == 0:
            course.train(peak=5)
    return course


def test_a_settled_week_brings_the_usual_dose_back_a_little_lighter() -> None:
    """Seven days below 6 that settled each time end half dose and its condition."""
    assert gentle(6).plan.gentle == "half_dose"
    plan = gentle(7).plan
    assert (plan.gentle, plan.conditions, plan.volume) == ("", ("other",), 0.8)


@pytest.mark.parametrize(
    "last", [{"pain": 6, "worst": 6}, {"settled": "a_lot_more"}, {"leg": "further_down"}]
)
def test_one_bad_sign_keeps_half_dose(last: dict[str, Any]) -> None:
    """Pain at 6, a bad morning after or leg pain moving down keep the dose low."""
    assert gentle(7, last=last).plan.gentle == "half_dose"


def test_h23_half_dose_does_not_end_without_sessions() -> None:
    """A week without enough sessions shows nothing."""
    assert gentle(7, train_every=4).plan.gentle == "half_dose"


@pytest.mark.parametrize(
    ("mornings", "result"), [((6, 6), "half_dose"), ((6, 5.9), ""), ((6,), "")]
)
def test_two_mornings_at_6_bring_half_dose(mornings: tuple[float, ...], result: str) -> None:
    """One bad morning is not irritability, two running are."""
    course = Course(plan_of("intermediate"))
    for pain in (4.5, 4.5, 4.5, *mornings):
        course.day(pain)
    assert course.plan.gentle == result
    assert (IRRITABLE in course.plan.conditions) == bool(result)
    assert course.plan.stage == "intermediate"
