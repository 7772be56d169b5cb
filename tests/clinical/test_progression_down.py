"""R3 and R4, both sides of every threshold: the newest steps go back, a lighter week."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.plan import Position
from flows.clinical.progression.outcome import Ruling
from tests.clinical.course import SHELF, Course, calm_course, plan_of, usual_week


def after(session: dict[str, Any], morning: dict[str, Any] | None = None, **plan: Any) -> Ruling:
    """The decision after one more session at pain 3 and a morning, else as usual."""
    course = usual_week(**plan)
    course.day(3)
    course.train(**({"peak": 5.5} | session))
    answers: dict[str, Any] = {"pain": 3, "worst": 4, "waking": 0} | (morning or {})
    return course.next_day(**answers)


REGRESS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"peak": 6}, {}, "r3.peak"),
    ({"peak": 5.9}, {}, "r5.peak"),
    ({"effort": 9}, {}, "r3.effort"),
    ({"effort": 8.9}, {}, "r5.peak"),
    ({"in_control": False}, {}, "r3.control"),
    ({}, {"pain": 5, "settled": None}, "r3.morning"),
    ({}, {"pain": 5, "settled": "usual"}, "r5.peak"),
    ({}, {"pain": 4.9, "settled": None}, "r5.peak"),
    ({}, {"settled": "a_lot_more"}, "r3.settled"),
    ({}, {"settled": "a_bit_more"}, "r5.settled"),
    ({"outcome": "hurts"}, {}, "r3.hurts"),
]


@pytest.mark.parametrize(("session", "morning", "rule"), REGRESS)
def test_h22_r3_takes_steps_back_on_each_sign(
    session: dict[str, Any], morning: dict[str, Any], rule: str
) -> None:
    """Every sign of too much takes the newest steps back at its threshold and not below it."""
    ruling = after(dict(session), morning)
    assert ruling.decisions[0].rule == rule
    assert ruling.action == ("regress" if rule.startswith("r3") else "hold")


def test_h22_high_resting_pain_is_not_stepped_down_for_a_peak_no_higher() -> None:
    """Whoever rests at 6 or more keeps the step when the session did not raise it."""
    for peak, rule in ((7, "r5"), (7.5, "r3")):
        course = usual_week(pain=7)
        course.day(7, peak=peak)
        assert course.day(7).rule == rule


@pytest.mark.parametrize(
    ("nights", "rule"), [((1, 1), "r3.waking"), ((0, 1), "r5.peak"), ((1, 0), "r5.peak")]
)
def test_r3_waking_more_on_two_nights(nights: tuple[int, int], rule: str) -> None:
    """One night awake is not a pattern; two nights running above the usual are."""
    course = usual_week()
    course.day(3, peak=5.5, waking=nights[0])
    assert course.day(3, waking=nights[1]).decisions[0].rule == rule


def test_r3_takes_at_most_two_newest_steps_and_a_lighter_time() -> None:
    """Both steps of the last days go, doses stand as they began, volume is 80 % for three days."""
    course = usual_week()
    course.train(peak=7)
    ruling = course.day(3)
    assert (ruling.action, ruling.moved, ruling.plan.volume) == ("regress", -2, 0.8)
    assert (ruling.plan.volume_until - course.today).days == 3  # type: ignore[operator]
    for name in ("bridge", "bird_dog"):
        assert ruling.plan.positions[name].dose == SHELF[name].dose
    assert ruling.plan.taken == ()


def test_r3_never_goes_below_the_start_and_says_so() -> None:
    """With nothing to take back a bad session is a hold, and the volume stays."""
    course = Course(plan_of("beginner"))
    for _ in range(4):
        course.day(3, peak=4.5)
    course.train(peak=7)
    ruling = course.day(3)
    assert (ruling.rule, ruling.action, ruling.moved) == ("r3", "hold", 0)
    assert "step.lowest" in [d.rule for d in ruling.decisions]
    assert ruling.plan.volume == 1.0


def test_r3_leaves_a_step_that_nobody_has_tried() -> None:
    """What was given and not done in full yet cannot have been too much."""
    course = usual_week()
    course.day(3)
    taken = tuple(replace(each, on=course.today) for each in course.plan.taken)
    course.plan = replace(course.plan, taken=taken)
    course.train(("tilt",), peak=7)
    assert course.day(3).action == "hold"


def test_steps_older_than_a_fortnight_stay() -> None:
    """R3 looks back 14 days."""
    for days, action in ((14, "regress"), (15, "hold")):
        course = usual_week()
        while (course.today - course.plan.positions["bridge"].stepped_on).days < days - 1:  # type: ignore[operator]
            course.day(3, peak=5.5)
        course.train(peak=7)
        assert course.day(3).action == action


def test_the_way_back_is_short() -> None:
    """After a step back two calm sessions give it again, without a new week of waiting."""
    course = usual_week()
    course.train(("bridge",), peak=7)
    course.day(3)
    lost = course.plan.positions["bridge"].dose
    for _ in range(2):
        course.train(("bridge",), peak=3)
        ruling = course.day(3)
    assert ruling.rule == "r6"
    assert ruling.plan.positions["bridge"].dose != lost


def test_a_harder_exercise_taken_back_is_the_next_step_again() -> None:
    """What was lost along the ladder comes straight back after two calm sessions."""
    course = Course(plan_of())
    while course.plan.working.get("turn") != "roll":
        course.next_day(pain=2, worst=3, waking=0)
        course.train(("tilt",), peak=2)
    course.train(("tilt",), peak=7)
    back = course.day(2)
    assert (back.plan.working["turn"], back.plan.lost) == ("tilt", {"turn": "roll"})
    for _ in range(3):
        course.train(("tilt",), peak=2)
        course.day(2)
    assert (course.plan.working["turn"], course.plan.lost) == ("roll", {})


def test_regulation_is_never_lowered() -> None:
    """Breathing has no steps, so nothing of it goes back."""
    course = usual_week()
    course.train(("breathing",), peak=7)
    assert "breathing" not in {d.inputs.get("exercise") for d in course.day(3).decisions}


def test_no_session_is_judged_twice() -> None:
    """A bad session takes back once, however many check-ins follow it."""
    course = usual_week()
    course.train(peak=8)
    assert course.day(3).action == "regress"
    assert course.day(3).action == "hold"
    assert course.day(3).action == "hold"


def test_a_bad_session_counts_although_the_next_morning_is_missing() -> None:
    """A missed check-in delays the step back and does not cancel it."""
    course = usual_week()
    course.train(peak=8)
    course.pass_days(1)
    assert course.day(3).action == "regress"


def test_r4_two_steps_back_in_a_week_bring_a_lighter_week() -> None:
    """After the second regression the volume falls to 60 % for seven days, then comes back."""
    course = usual_week()
    for name in ("bridge", "bird_dog"):
        course.train((name,), peak=7)
        course.plan = _only(course, name)
        course.day(3)
    course.train(peak=2)
    ruling = course.day(3, peak=2)
    assert (ruling.action, ruling.plan.volume) == ("deload", 0.6)
    for _ in range(6):
        assert course.day(3, peak=2).decisions[0].rule == "r4.running"
    ruling = course.day(3, peak=2)
    assert ruling.action != "deload"
    assert ruling.plan.volume == 1.0


def _only(course: Course, name: str) -> Any:
    """The plan with the steps of one exercise alone to take back."""
    usual = usual_week().plan.taken
    return replace(course.plan, taken=tuple(each for each in usual if each.exercise == name))


def test_r4_one_step_back_brings_no_lighter_week() -> None:
    """One regression alone leaves the week as it is."""
    course = usual_week()
    course.train(peak=7)
    course.day(3)
    course.train(peak=2)
    assert course.day(3).action != "deload"


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


def test_a_position_without_steps_is_a_start() -> None:
    """An exercise that was never stepped has nothing of its own to take back."""
    assert Position().ups == 0
