"""R5 and R6, both sides of every threshold: the same again, or one step."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.plan import Dose, Position
from flows.clinical.prescription.dose import dose_in, short_form
from flows.clinical.progression.micro_progressions import load_allowed, load_max
from tests.clinical.course import Course, calm_course, plan_of, quiet_start
from tests.clinical.people import programme

HOLD: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"peak": 4.1}, {}, "r5.peak"),
    ({"share": 0.79}, {}, "r5.share"),
    ({"effort": 8}, {}, "r5.effort"),
    ({}, {"settled": "a_bit_more"}, "r5.settled"),
    ({}, {"pain": 5, "flare": False}, "r2.believed"),
]


@pytest.mark.parametrize(("session", "morning", "rule"), HOLD)
def test_h23_r5_holds_on_a_hint(
    session: dict[str, Any], morning: dict[str, Any], rule: str
) -> None:
    """Each hint of too much or too little done repeats the same dose."""
    course = calm_course("intermediate", 3)
    course.day(2)
    course.train(**({"peak": 2} | session))
    ruling = course.next_day(**({"pain": 2, "worst": 2, "waking": 0} | morning))
    assert (ruling.action, ruling.decisions[0].rule) == ("hold", rule)


def test_r5_confidence() -> None:
    """Confidence below 5 holds."""
    course = calm_course("intermediate", 3)
    course.day(2, peak=2, confidence=4.9)
    assert course.day(2).decisions[0].rule == "r5.confidence"


def test_the_first_day_has_a_sentence_of_its_own() -> None:
    """Somebody new is told that everything starts small, and nothing about the last seven days."""
    assert Course(plan_of()).day(2).decisions[0].rule == "r5.new"


PEAKS: list[tuple[str, dict[str, Any], float, float, bool]] = [
    ("intermediate", {}, 2, 4, True),
    ("intermediate", {}, 2, 4.1, False),
    ("intermediate", {}, 4, 5, True),
    ("intermediate", {}, 4, 5.1, False),
    ("beginner", {}, 2, 3, True),
    ("beginner", {}, 2, 3.1, False),
    ("intermediate", {"pain_type": "acute"}, 1, 2, True),
    ("intermediate", {"pain_type": "acute"}, 1, 2.1, False),
    ("intermediate", {"pain_type": "acute"}, 2.5, 3.1, False),
    ("intermediate", {"pain_type": "acute", "phase": "strength"}, 2, 4, True),
]


@pytest.mark.parametrize(("stage", "plan", "rest", "peak", "steps"), PEAKS)
def test_h22_r6_allows_a_peak_by_stage_and_kind_of_pain(
    stage: str, plan: dict[str, Any], rest: float, peak: float, *, steps: bool
) -> None:
    """One above rest for a beginner, two for others, never above 5; acute pain keeps to 3."""
    course = Course(plan_of(stage, **plan))
    for _ in range(3):
        course.day(rest, peak=peak)
    assert (course.day(rest).rule == "r6") == steps


CALM: list[tuple[dict[str, Any], bool]] = [
    ({"effort": 7}, True),
    ({"effort": 7.1}, False),
    ({"share": 0.8}, True),
    ({"outcome": "easier"}, False),
    ({"in_control": None}, True),
    ({"effort": None}, False),
    ({"peak": None}, False),
]


@pytest.mark.parametrize(("session", "steps"), CALM)
def test_h23_r6_needs_two_calm_sessions(session: dict[str, Any], *, steps: bool) -> None:
    """A hair above any limit, or a missing answer that counts, earns no step."""
    course = Course(plan_of())
    for _ in range(4):
        course.next_day(pain=2, worst=2, waking=0)
        course.train(**({"peak": 2} | session))
    course.day(2)
    assert any(ruling.rule == "r6" for ruling in course.rulings) == steps


@pytest.mark.parametrize(
    ("morning", "steps"),
    [
        ({"settled": "usual"}, True),
        ({"settled": "usual", "pain": 3}, True),
        ({"settled": "usual", "pain": 3.1}, False),
        ({"settled": None}, False),
        ({"settled": "a_bit_more"}, False),
        ({"leg": "further_down"}, False),
        ({"leg": "same"}, True),
    ],
)
def test_h23_r6_looks_at_the_morning_after(morning: dict[str, Any], *, steps: bool) -> None:
    """With back to usual, pain up to one above the usual is usual; without an answer no step."""
    course = quiet_start()
    answers: dict[str, Any] = {"pain": 2, "worst": 2, "waking": 0} | morning
    assert (course.next_day(**answers).rule == "r6") == steps


@pytest.mark.parametrize(("later", "steps"), [(1, True), (3, True), (4, False)])
def test_the_morning_after_may_be_told_within_four_days(later: int, *, steps: bool) -> None:
    """The answer counts at whichever contact comes within four days, and not after that."""
    course = quiet_start()
    course.pass_days(later)
    assert (course.day(2, settled="usual").rule == "r6") == steps


def test_an_unsettled_session_neither_counts_nor_stands_in_the_way() -> None:
    """Calm, unanswered, calm: the two calm ones are consecutive."""
    course = Course(plan_of())
    course.day(2, peak=2)
    course.day(2, peak=2)
    course.day(2, peak=2, settled=None)
    assert course.day(2).rule == "r6"


def test_h22_at_most_two_exercises_move_and_main_patterns_go_first() -> None:
    """Four exercises are ready; two move, those of main patterns before the rest."""
    ruling = quiet_start().day(2)
    assert ruling.moved == 2
    assert sorted(each.exercise for each in ruling.plan.taken) == ["lift", "tilt"]


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
    ("beginner", "mobility", "bird_dog", ["range", "reps", "reps", "tempo", "stability", "load"]),
    ("intermediate", "mobility", "bridge",
     ["reps", "reps", "reps", "reps", "tempo", "tempo", "sets", "stability", "context"]),
    ("advanced", "strength", "lift", ["sets", "reps", "reps", "load", "reps", "reps", "load"]),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "phase", "exercise", "order"), AXES)
def test_axis_order(stage: str, phase: str, exercise: str, order: list[str]) -> None:
    """Axes come in the order of stage or strength; weights only at the top of the repetitions."""
    course = Course(plan_of(stage, phase=phase))
    taken: list[str] = []
    for _ in range(90):
        ruling = course.next_day(pain=3, worst=5, waking=0)
        taken += [d.rule[3:] for d in ruling.decisions if d.rule.startswith("r6.")]
        course.train((exercise,), peak=3)
        course.plan = replace(course.plan, stage=stage, phase=phase, volume=1.0)
        course.history = replace(
            course.history,
            days=tuple(replace(d, moved=0) for d in course.history.days),
        )
    assert taken[: len(order)] == order


def test_a_heavier_load_starts_at_the_low_end_and_within_the_cap() -> None:
    """Double progression: repetitions to the top, then the smallest weight and the low end."""
    course = Course(plan_of("advanced", phase="strength"))
    doses: list[Dose] = []
    for _ in range(40):
        course.next_day(pain=1, worst=1, waking=0)
        course.train(("lift",), peak=1)
        dose = course.plan.positions["lift"].dose
        assert dose is not None
        doses += [dose] if not doses or doses[-1] != dose else []
    for before, after in pairwise(doses):
        if after.grams != before.grams:
            assert (before.amount, after.amount) == (8, 6)
            assert load_allowed(programme(), before.grams, after.grams)


def test_the_next_exercise_of_a_pattern_comes_after_enough_steps() -> None:
    """After the named number of steps the harder exercise is worked on, and is told."""
    course = Course(plan_of())
    for _ in range(40):
        course.next_day(pain=2, worst=3, waking=0)
        course.train(("tilt",), peak=2)
    assert course.plan.working["turn"] == "roll"
    told = [d for r in course.rulings for d in r.decisions if d.rule == "r6.rung"]
    assert [(d.inputs["exercise"], d.inputs["to"]) for d in told] == [("tilt", "roll")]
    wait = programme().progress.next_exercise_after_steps["unloaded"]
    assert course.plan.positions["tilt"].ups == wait


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


CAPS = [(10_000, 11_000), (10_001, 11_001), (20_000, 22_000), (4_000, 5_000), (30_000, 33_000)]


@pytest.mark.parametrize(("heaviest", "most"), CAPS)
def test_h22_load_rises_by_the_larger_of_a_tenth_and_one_kilogram(heaviest: int, most: int) -> None:
    """The cap of one step, in grams, and one gram over it."""
    assert load_max(programme(), heaviest) == most
    assert load_allowed(programme(), heaviest, most)
    assert not load_allowed(programme(), heaviest, most + 1)
    assert load_allowed(programme(), 0, most)


@pytest.mark.parametrize("dose", [Dose(2, 8), Dose(1, 10, 12_500), Dose(3, 6, 0, "medium")])
def test_a_short_form_tells_the_dose_back(dose: Dose) -> None:
    """What is stored of a session says which dose it was."""
    form = short_form(Position(dose=dose, steps={"tempo": 1}, stepped_on=date(2026, 3, 2)))
    assert dose_in(form) == dose
    assert dose_in("1/0/tempo1") is None
