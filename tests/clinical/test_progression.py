"""The rules of a day, both sides of every threshold (rules 3.2)."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.microsteps import load_allowed, load_share
from flows.clinical.plan import Plan, Position
from flows.clinical.progression import decide
from flows.clinical.ruling import Ruling
from tests.clinical.course import DAILY, RUNGS, START, Course
from tests.clinical.people import programme


def plan_of(stage: str = "intermediate", **changed: Any) -> Plan:
    usual: dict[str, Any] = {
        "pain_type": "chronic",
        "goal": "spine_joints",
        "stage": stage,
        "phase": "mobility",
        "started": START,
        "stage_since": START,
        "phase_since": START,
    }
    return Plan(**(usual | changed))


def usual_week(stage: str = "intermediate", pain: float = 3, **changed: Any) -> Course:
    """Four mornings and sessions that neither ask for more nor for less, with exercises stepped."""
    stepped = {name: Position(reps=1, steps={"tempo": 1}, stepped_on=START) for name in DAILY}
    course = Course(plan_of(stage, positions=stepped, **changed))
    for _ in range(4):
        course.day(pain, peak=4)
    return course


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
def test_h4_r3_steps_down_on_each_sign(
    session: dict[str, Any], morning: dict[str, Any], rule: str
) -> None:
    """Every sign of too much steps the exercises down at its threshold and not below it."""
    ruling = after(dict(session), morning)
    assert ruling.decisions[0].rule == rule
    assert ruling.action == ("regress" if rule.startswith("r3") else "hold")


def test_h4_high_resting_pain_is_not_stepped_down_for_a_peak_no_higher() -> None:
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


def calm_course(stage: str, days: int, pain: float = 2, **plan: Any) -> Course:
    course = Course(plan_of(stage, **plan))
    for _ in range(days):
        course.day(pain, peak=pain)
    return course


def test_r4_fourth_week_after_three_loading_weeks_is_lighter_for_advanced() -> None:
    """Three weeks of steps up in one phase bring a lighter fourth week, advanced only."""
    advanced = calm_course("advanced", 20, phase="strength")
    assert advanced.day(2).decisions[0].rule == "r4.loading"
    intermediate = calm_course("intermediate", 20, phase="strength")
    assert intermediate.day(2).action != "deload"


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
def test_h5_r5_holds_on_a_hint_and_on_missing_answers(
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
def test_h4_r6_needs_two_calm_sessions(
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
def test_h5_r6_looks_at_the_next_morning(morning: dict[str, Any], *, steps: bool) -> None:
    """Without a whole and settled next morning nobody moves up."""
    course = quiet_start()
    answers: dict[str, Any] = {"pain": 2, "worst": 2, "waking": 0} | morning
    assert (course.next_day(**answers).action == "progress") == steps


def quiet_start() -> Course:
    """Mornings known, and exactly two calm sessions since: the step is one answer away."""
    course = Course(plan_of())
    for _ in range(3):
        course.day(2)
    course.train(peak=2)
    course.day(2, peak=2)
    return course


@pytest.mark.parametrize(("confidence", "steps"), [(6, True), (5.9, False)])
def test_r6_confidence(confidence: float, *, steps: bool) -> None:
    """Confidence of 6 lets an exercise move up; between 5 and 6 it stays."""
    course = Course(plan_of())
    for _ in range(5):
        course.day(2, peak=2, confidence=confidence)
    assert (course.day(2).action == "progress") == steps


def test_h4_at_most_two_exercises_move_and_each_on_one_axis() -> None:
    """Five exercises are ready; two move, by one micro-step each."""
    ruling = quiet_start().day(2)
    assert ruling.moved == 2
    assert sorted(ruling.plan.positions) == ["breathing", "tilt"]


@pytest.mark.parametrize(("stage", "days"), [("beginner", 7), ("intermediate", 7), ("advanced", 2)])
def test_h4_r6_waits_between_steps_of_one_exercise(stage: str, days: int) -> None:
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
def test_h7_guards_close_an_axis(
    stage: str, plan: dict[str, Any], exercise: str, rule: str
) -> None:
    """No range while irritable, and no more bending range with osteoporosis."""
    course = Course(plan_of(stage, **plan))
    for _ in range(5):
        course.next_day(pain=1, worst=1, waking=0)
        course.train((exercise,), peak=1)
    rules = [d.rule for r in course.rulings for d in r.decisions if d.rule.startswith("r6.")]
    assert rules[0] == rule


def test_h4_load_rises_by_the_smallest_step() -> None:
    """One load step is at most 10 % and the shipped one is 5 %."""
    one, two = Position(steps={"load": 1}), Position(steps={"load": 2})
    assert load_share(programme(), two) / load_share(programme(), one) <= 1.1
    assert load_allowed(programme(), 10, 11)
    assert not load_allowed(programme(), 10, 11.1)


@pytest.mark.parametrize("tier", ["emergency", "urgent", "see_clinician"])
def test_h3_r0_any_locking_tier_stops_everything(tier: str) -> None:
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
    args = (programme(), course.plan, course.history, course.today, RUNGS)
    assert decide(*args) == decide(*args)


def test_a_day_without_any_record_is_held() -> None:
    """Deciding for a date of which nothing is known holds."""
    assert decide(programme(), plan_of(), Course(plan_of()).history, START, RUNGS).action == "hold"
