"""Missed days: the ladder of rules 3.3, once a gap, never catching up."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.plan import Position, StepTaken
from flows.clinical.progression.absence import gap
from tests.clinical.course import SHELF, START, Course, plan_of, usual_week
from tests.clinical.people import programme

LADDER = [
    (0, "resume", 0, 1.0, "none"),
    (3, "resume", 0, 1.0, "none"),
    (4, "hold", 0, 1.0, "none"),
    (7, "hold", 0, 1.0, "none"),
    (8, "step_back", 1, 0.75, "none"),
    (14, "step_back", 1, 0.75, "none"),
    (15, "mini_assessment", 2, 0.75, "micro"),
    (28, "mini_assessment", 2, 0.75, "micro"),
    (29, "reassessment", 0, 1.0, "full"),
    (200, "reassessment", 0, 1.0, "full"),
]


def away(days: int, **answers: Any) -> Course:
    course = usual_week()
    course.pass_days(days)
    course.day(3, **answers)
    return course


@pytest.mark.parametrize(("days", "asks", "steps", "volume", "screen"), LADDER)
def test_ladder_of_missed_days(
    days: int, asks: str, steps: int, volume: float, screen: str
) -> None:
    """Each part begins on its day: steps back, volume and screen are those of the rules."""
    course = usual_week()
    course.pass_days(days + 1)
    found = gap(programme(), course.plan, course.history, course.today)
    assert (found.days, found.asks, found.steps) == (days, asks, steps)
    assert (found.volume, found.screen) == (volume, screen)


def test_a_week_and_more_steps_back_once_with_less_volume() -> None:
    """After eight days every exercise is one step lower, and the next check-in adds nothing."""
    course = away(8)
    assert (course.rulings[-1].action, course.plan.volume) == ("regress", 0.75)
    assert course.plan.positions["bridge"].dose == SHELF["bridge"].dose
    assert course.day(3).moved == 0


def test_staying_away_longer_adds_only_the_difference() -> None:
    """Check-ins without sessions step back once at 8 days and once more at 15, two in all."""
    course = usual_week()
    before = Position(dose=SHELF["bridge"].dose, known=True)
    more = StepTaken("bridge", "reps", START, before)
    course.plan = replace(course.plan, taken=(more, *course.plan.taken))
    moved = [course.day(3).moved for _ in range(28)]
    assert [n for n, by in enumerate(moved, start=1) if by] == [9, 16]


def test_four_weeks_away_ask_for_everything_again() -> None:
    """After 29 missed days the whole screen and assessment come before any session."""
    ruling = away(29).rulings[-1]
    assert (ruling.action, ruling.screen, ruling.moved) == ("reassess", "full", 0)


def test_rest_days_are_not_missed() -> None:
    """Days the person chose to rest do not count as missed."""
    course = usual_week()
    for _ in range(8):
        course.day(3, rest=True)
    found = gap(programme(), course.plan, course.history, course.today)
    assert found.days == 0


def test_somebody_who_never_started_has_nothing_to_step_back() -> None:
    """Before the first session there is nothing to lower; after four weeks all is asked again."""
    course = Course(plan_of())
    course.pass_days(40)
    assert course.day(3).action == "reassess"
