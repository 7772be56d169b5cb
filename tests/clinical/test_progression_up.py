"""R5 and R6, both sides of every threshold: the same again, or one micro-step."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.plan import Position
from flows.clinical.progression.micro_progressions import load_allowed, load_share
from tests.clinical.course import (
    Course,
    calm_course,
    plan_of,
    quiet_start,
)
from tests.clinical.people import programme

HOLD: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"peak": 4}, {}, "r5.peak"),
    ({"share": 0.79}, {}, "r5.share"),
    ({"effort": 7}, {}, "r5.effort"),
    ({}, {"pain": 3}, "r5.morning"),
    ({}, {"pain": None, "worst": None}, "r5.no_checkin"),
    ({"effort": None}, {}, "r5.no_answers"),
    ({"peak": None}, {}, "r5.no_answers"),
    ({"in_control": None}, {}, "r5.no_answers"),
]


@pytest.mark.parametrize(("session", "morning", "rule"), HOLD)
def test_h23_r5_holds_on_a_hint_and_on_missing_answers(
    session: dict[str, Any], morning: dict[str, Any], rule: str
) -> None:
    """Each hint of too much, too little done or nothing answered repeats the same dose."""
    course = calm_course("intermediate", 3)
    course.day(2)
    course.train(**({"peak": 2} | session))
    ruling = course.next_day(**({"pain": 2, "worst": 2, "waking": 0} | morning))
    assert (ruling.action, ruling.decisions[0].rule) == ("hold", rule)


@pytest.mark.parametrize(("confidence", "rule"), [(4.9, "r5.confidence"), (None, "r5.no_answers")])
def test_r5_confidence(confidence: float | None, rule: str) -> None:
    """Low confidence holds, and so does confidence that was not asked."""
    course = calm_course("intermediate", 3)
    course.day(2, peak=2, confidence=confidence)
    assert course.day(2).decisions[0].rule == rule


def test_r5_one_session_a_week_is_too_few_to_judge() -> None:
    """With fewer than two sessions in seven days nothing changes."""
    course = calm_course("intermediate", 1)
    for _ in range(3):
        course.day(2)
    assert course.day(2).decisions[0].rule == "r5.few_sessions"


PROGRESS: list[tuple[str, float, dict[str, Any], bool]] = [
    ("intermediate", 2, {"peak": 3}, True),
    ("intermediate", 2, {"peak": 3.1}, False),
    ("intermediate", 0, {"peak": 2}, True),
    ("intermediate", 0, {"peak": 2.1}, False),
    ("beginner", 0, {"peak": 1}, True),
    ("beginner", 0, {"peak": 1.1}, False),
    ("beginner", 3, {"peak": 3}, True),
    ("intermediate", 2, {"peak": 2, "effort": 6}, True),
    ("intermediate", 2, {"peak": 2, "effort": 6.1}, False),
    ("intermediate", 2, {"peak": 2, "share": 0.8}, True),
    ("intermediate", 2, {"peak": 2, "outcome": "easier"}, False),
]


@pytest.mark.parametrize(("stage", "rest", "session", "steps"), PROGRESS)
def test_h22_r6_needs_two_calm_sessions(
    stage: str, rest: float, session: dict[str, Any], *, steps: bool
) -> None:
    """Two calm sessions of an exercise earn a step; one hair above any limit earns none."""
    course = Course(plan_of(stage))
    for _ in range(5):
        course.next_day(pain=rest, worst=rest, waking=0)
        course.train(**session)
    assert (course.day(rest).action == "progress") == steps


@pytest.mark.parametrize(
    ("morning", "steps"),
    [
        ({"leg": "none"}, True),
        ({"leg": "same"}, True),
        ({"leg": "higher_up"}, True),
        ({"leg": "further_down"}, False),
        ({"leg": None}, False),
        ({"settled": "usual"}, True),
        ({"pain": 2.1}, False),
    ],
)
def test_h23_r6_looks_at_the_next_morning(morning: dict[str, Any], *, steps: bool) -> None:
    """Without a whole and settled next morning nobody moves up."""
    course = quiet_start()
    answers: dict[str, Any] = {"pain": 2, "worst": 2, "waking": 0} | morning
    assert (course.next_day(**answers).action == "progress") == steps


@pytest.mark.parametrize(("confidence", "steps"), [(6, True), (5.9, False)])
def test_r6_confidence(confidence: float, *, steps: bool) -> None:
    """Confidence of 6 lets an exercise move up; between 5 and 6 it stays."""
    course = Course(plan_of())
    for _ in range(5):
        course.day(2, peak=2, confidence=confidence)
    assert (course.day(2).action == "progress") == steps


def test_h22_at_most_two_exercises_move_and_each_on_one_axis() -> None:
    """Five exercises are ready; two move, by one micro-step each."""
    ruling = quiet_start().day(2)
    assert ruling.moved == 2
    assert sorted(ruling.plan.positions) == ["breathing", "tilt"]


@pytest.mark.parametrize(("stage", "days"), [("beginner", 7), ("intermediate", 7), ("advanced", 2)])
def test_h22_r6_waits_between_steps_of_one_exercise(stage: str, days: int) -> None:
    """Beginner and intermediate wait a week for the next step, advanced two sessions."""
    course = Course(plan_of(stage, phase="strength"))
    stepped: list[int] = []
    for number in range(12):
        ruling = course.next_day(pain=1, worst=1, waking=0)
        stepped += [number] if ruling.rule == "r6" else []
        course.train(("bridge",), peak=1)
    assert stepped[1] - stepped[0] == days


AXES = [
    ("beginner", "bird_dog", ["range", "reps", "reps", "stability", "tempo", "load", None]),
    ("intermediate", "bridge", ["reps", "reps", "reps", "reps", "tempo", "stability", "context",
                                "load", None]),
    ("advanced", "lift", ["range", "context", "reps", "reps", "load", "load", None]),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "exercise", "order"), AXES)
def test_axis_order_and_its_guards(stage: str, exercise: str, order: list[str | None]) -> None:
    """Axes come in the stage's order; tempo and repetitions before load, range before context."""
    course = Course(plan_of(stage, phase="strength"))
    taken: list[str | None] = []
    for _ in range(90):
        ruling = course.next_day(pain=1, worst=1, waking=0)
        taken += [d.rule[3:] for d in ruling.decisions if d.rule.startswith("r6.")]
        course.train((exercise,), peak=1)
        course.plan = replace(course.plan, stage=stage, phase="strength")
    assert [*taken, None] == order


GUARDED: list[tuple[str, dict[str, Any], str, str]] = [
    ("beginner", {"gentle": "half_dose"}, "bird_dog", "r6.reps"),
    ("beginner", {"conditions": ("osteoporosis",)}, "tilt", "r6.reps"),
    ("beginner", {"conditions": ("osteoporosis",)}, "bird_dog", "r6.range"),
]


@pytest.mark.parametrize(("stage", "plan", "exercise", "rule"), GUARDED)
def test_h25_guards_close_an_axis(
    stage: str, plan: dict[str, Any], exercise: str, rule: str
) -> None:
    """No range while irritable, and no more bending range with osteoporosis."""
    course = Course(plan_of(stage, **plan))
    for _ in range(5):
        course.next_day(pain=1, worst=1, waking=0)
        course.train((exercise,), peak=1)
    rules = [d.rule for r in course.rulings for d in r.decisions if d.rule.startswith("r6.")]
    assert rules[0] == rule


def test_h22_load_rises_by_the_smallest_step() -> None:
    """One load step is at most 10 % and the shipped one is 5 %."""
    one, two = Position(steps={"load": 1}), Position(steps={"load": 2})
    assert load_share(programme(), two) / load_share(programme(), one) <= 1.1
    assert load_allowed(programme(), 10, 11)
    assert not load_allowed(programme(), 10, 11.1)
