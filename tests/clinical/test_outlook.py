"""The progress page names what is still missing for the next phase."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.history import Review
from flows.clinical.outlook import next_gate
from flows.clinical.progression.phases import PHASES
from tests.clinical.course import START, Course, plan_of
from tests.clinical.people import programme


def lived(days: int, every: int = 1, pain: float = 2, phase: str = "calm", **plan: Any) -> Course:
    review = Review(START, "assessment", activities=(5, 5, 5))
    course = Course(plan_of("beginner", phase=phase, **plan), reviews=(review,))
    for number in range(days):
        course.next_day(pain=pain, worst=pain, waking=0)
        if number % every == 0:
            course.train(("breathing",), peak=0, outcome="easier")
    return course


def missing(course: Course) -> str:
    return next_gate(programme(), course.plan, course.history, course.today).rule


@pytest.mark.parametrize(
    ("course", "rule"),
    [
        (lived(5, flare_since=None, gentle="half_dose"), "gate.gentle"),
        (lived(5, pain=5.5), "gate.pain"),
        (lived(2), "gate.checkins"),
        (lived(6), "gate.days"),
        (lived(10, phase="strength"), "gate.days"),
        (lived(43, phase="strength"), "gate.loaded"),
        (lived(3, phase="maintenance"), "gate.last"),
    ],
)
def test_the_first_thing_missing_is_named(course: Course, rule: str) -> None:
    """Pain, check-ins, days and loaded sessions are named in their order."""
    assert missing(course) == rule


def test_a_flare_comes_first() -> None:
    """While a flare runs nothing else is named."""
    course = lived(6)
    course.next_day(pain=2, flare=True)
    assert missing(course) == "gate.flare"


def test_a_setback_within_the_window_is_named() -> None:
    """A flare within the window is what the next phase waits for."""
    course = lived(6)
    days = course.history.days
    course.history = replace(course.history, days=(*days[:-1], replace(days[-1], rule="r2")))
    assert missing(course) == "gate.setback"


def test_the_days_left_open_the_gate() -> None:
    """When the named days are over, with the same days lived, the phase has come."""
    course = lived(6)
    left = next_gate(programme(), course.plan, course.history, course.today)
    assert left.inputs["days"] == 1
    course.next_day(pain=2, worst=2, waking=0)
    assert course.plan.phase == left.result == "mobility"


def test_every_phase_has_an_outlook() -> None:
    """Whatever the phase, there is something to say."""
    for phase in PHASES:
        course = lived(1)
        course.plan = replace(course.plan, phase=phase)
        assert missing(course).startswith("gate.")
