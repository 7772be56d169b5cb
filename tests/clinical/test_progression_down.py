"""R3 and R4, both sides of every threshold: a step down, a lighter week."""

from typing import Any

import pytest

from flows.clinical.plan import Position
from flows.clinical.progression.outcome import Ruling
from tests.clinical.course import (
    Course,
    calm_course,
    plan_of,
    usual_week,
)


def after(session: dict[str, Any], morning: dict[str, Any] | None = None, **plan: Any) -> Ruling:
    """The decision after one more session at pain 3 and a morning, else as usual."""
    course = usual_week(**plan)
    course.day(3)
    course.train(**({"peak": 4} | session))
    answers: dict[str, Any] = {"pain": 3, "worst": 4, "waking": 0} | (morning or {})
    return course.next_day(**answers)


REGRESS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"peak": 6}, {}, "r3.peak"),
    ({"peak": 5.9}, {}, "r5.peak"),
    ({"effort": 9}, {}, "r3.effort"),
    ({"effort": 8.9}, {}, "r5.peak"),
    ({"in_control": False}, {}, "r3.control"),
    ({}, {"pain": 5}, "r3.morning"),
    ({}, {"pain": 4.9}, "r5.peak"),
    ({}, {"settled": "a_lot_more"}, "r3.settled"),
    ({}, {"settled": "a_bit_more"}, "r5.peak"),
    ({"outcome": "hurts"}, {}, "r3.hurts"),
]


@pytest.mark.parametrize(("session", "morning", "rule"), REGRESS)
def test_h22_r3_steps_down_on_each_sign(
    session: dict[str, Any], morning: dict[str, Any], rule: str
) -> None:
    """Every sign of too much steps the exercises down at its threshold and not below it."""
    ruling = after(dict(session), morning)
    assert ruling.decisions[0].rule == rule
    assert ruling.action == ("regress" if rule.startswith("r3") else "hold")


def test_h22_high_resting_pain_is_not_stepped_down_for_a_peak_no_higher() -> None:
    """Whoever rests at 6 or more keeps the step when the session did not raise it."""
    for peak, action in ((7, "hold"), (7.5, "regress")):
        course = usual_week(pain=7)
        course.day(7, peak=peak)
        assert course.day(7).action == action


@pytest.mark.parametrize(
    ("nights", "rule"), [((1, 1), "r3.waking"), ((0, 1), "r5.peak"), ((1, 0), "r5.peak")]
)
def test_r3_waking_more_on_two_nights(nights: tuple[int, int], rule: str) -> None:
    """One night awake is not a pattern; two nights running above the usual are."""
    course = usual_week()
    course.day(3, peak=4, waking=nights[0])
    assert course.day(3, waking=nights[1]).decisions[0].rule == rule


def test_r3_takes_one_step_and_one_set_then_two_steps_within_a_week() -> None:
    """The second step down within seven days takes two micro-steps."""
    course = usual_week()
    course.train(peak=7)
    first = course.day(3, peak=7)
    assert first.plan.positions["bridge"] == Position(
        reps=1, sets=-1, steps={}, stepped_on=course.today
    )
    second = course.day(3)
    assert second.plan.positions["bridge"].reps == -1
    assert second.decisions[0].inputs["steps"] == 2


def test_r3_at_the_lowest_step_is_a_hold() -> None:
    """A beginner at the lowest step of exercises without an easier one stays there."""
    course = Course(plan_of("beginner"))
    for _ in range(4):
        course.next_day(pain=3, worst=3, waking=0)
        course.train(("breathing",), peak=4)
    course.train(("breathing",), peak=7)
    ruling = course.day(3)
    assert (ruling.rule, ruling.action, ruling.moved) == ("r3", "hold", 0)
    assert "step.lowest" in [d.rule for d in ruling.decisions]


def test_r3_below_the_lowest_step_gives_the_easier_exercise() -> None:
    """With no micro-step left to take back, the ladder's easier rung is given from then on."""
    course = Course(plan_of("beginner"))
    for _ in range(4):
        course.next_day(pain=3, worst=3, waking=0)
        course.train(("roll",), peak=4)
    course.train(("roll",), peak=7)
    ruling = course.day(3)
    assert ruling.plan.rungs == {"roll": "tilt"}
    assert ruling.action == "regress"


def test_no_session_is_judged_twice() -> None:
    """A bad session steps down once, however many check-ins follow it."""
    course = usual_week()
    course.train(peak=8)
    assert course.day(3).action == "regress"
    assert course.day(3).action == "hold"
    assert course.day(3).action == "hold"


def test_a_bad_session_counts_although_the_next_morning_is_missing() -> None:
    """A missed check-in delays the step down and does not cancel it."""
    course = usual_week()
    course.train(peak=8)
    course.pass_days(1)
    assert course.day(3).action == "regress"


def bad_days(course: Course, count: int) -> None:
    for _ in range(count):
        course.train(peak=7)
        course.day(3)


def test_r4_two_steps_down_in_a_week_bring_a_lighter_week() -> None:
    """After the second regression the volume falls to 60 % for seven days, then comes back."""
    course = usual_week()
    bad_days(course, 2)
    course.train(peak=2)
    ruling = course.day(3, peak=2)
    assert (ruling.action, ruling.plan.volume) == ("deload", 0.6)
    for _ in range(6):
        assert course.day(3, peak=2).decisions[0].rule == "r4.running"
    ruling = course.day(3, peak=2)
    assert ruling.action != "deload"
    assert ruling.plan.volume == 1.0


def test_r4_one_step_down_brings_no_lighter_week() -> None:
    """One regression alone leaves the volume."""
    course = usual_week()
    bad_days(course, 1)
    course.train(peak=2)
    assert course.day(3).plan.volume == 1.0


@pytest.mark.parametrize(("effort", "action"), [(8.0, "deload"), (7.9, "hold")])
def test_r4_hard_weeks_are_lightened(effort: float, action: str) -> None:
    """A week whose effort averages 8 is lightened; below it is only repeated."""
    course = Course(plan_of())
    for _ in range(3):
        course.next_day(pain=2, worst=2, waking=0)
        course.train(peak=2, effort=effort)
    assert course.next_day(pain=2, worst=2, waking=0).action == action


def test_r4_fourth_week_after_three_loading_weeks_is_lighter_for_advanced() -> None:
    """Three weeks of steps up in one phase bring a lighter fourth week, advanced only."""
    advanced = calm_course("advanced", 20, phase="strength")
    assert advanced.day(2).decisions[0].rule == "r4.loading"
    intermediate = calm_course("intermediate", 20, phase="strength")
    assert intermediate.day(2).action != "deload"
