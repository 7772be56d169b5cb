"""What holds over thousands of random histories, whatever people answer."""

import os
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Day
from flows.clinical.plan import Plan
from flows.clinical.progression.decide import decide
from flows.clinical.progression.micro_progressions import Available, load_allowed, position_of
from flows.clinical.progression.outcome import Ruling
from flows.clinical.progression.phases import PHASES
from flows.clinical.staging import STAGES
from tests.clinical.course import DAILY, SHELF, Course, offered, plan_of
from tests.clinical.people import programme

EXAMPLES = int(os.environ.get("POISED_EXAMPLES", "60"))
"""Histories a property; `make soak` asks for thousands."""

pain = st.one_of(st.none(), st.sampled_from([0, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10]))
effort = st.one_of(st.none(), st.sampled_from([3, 4, 5, 5, 6, 7, 8, 9, 10]))
sometimes = st.sampled_from([False] * 15 + [True])
legs = st.sampled_from(["none"] * 8 + ["same", "higher_up", "further_down", None])
tiers = st.sampled_from([""] * 30 + ["urgent", "see_clinician"])
outcomes = st.sampled_from(["done"] * 6 + ["easier", "hurts", "skipped"])

morning = st.fixed_dictionaries(
    {
        "pain": pain,
        "worst": pain,
        "leg": legs,
        "waking": st.sampled_from([0, 0, 0, 1, 2, None]),
        "flare": sometimes,
        "settled": st.sampled_from([None, "usual", "usual", "a_bit_more", "a_lot_more"]),
        "confidence": st.sampled_from([None, 3, 5, 6, 7, 8, 9]),
        "tier": tiers,
        "rest": sometimes,
    }
)
session = st.fixed_dictionaries(
    {
        "peak": pain,
        "effort": effort,
        "in_control": st.sampled_from([True] * 8 + [False, None]),
        "share": st.sampled_from([1.0, 1.0, 1.0, 0.8, 0.5, 0.0]),
        "outcome": outcomes,
    }
)
exercises = st.lists(st.sampled_from(DAILY), min_size=1, max_size=5, unique=True)
day = st.tuples(
    morning,
    st.one_of(st.none(), st.tuples(exercises, session)),
    st.sampled_from([0] * 12 + [1, 3, 7, 9, 16, 30]),
)
plans = st.builds(
    plan_of,
    st.sampled_from(STAGES),
    phase=st.sampled_from(PHASES),
    gentle=st.sampled_from(["", "", "half_dose", "regulation_only"]),
    conditions=st.sampled_from([(), (), ("osteoporosis",), ("acute_high_irritability",)]),
    pain_type=st.sampled_from(["chronic", "radiculopathy"]),
)
calm_days = st.lists(
    st.tuples(
        st.fixed_dictionaries({"pain": st.sampled_from([0, 1, 2])}), st.sampled_from([1, 1, 2])
    ),
    min_size=20,
    max_size=40,
)

Played = list[tuple[Plan, Day, Ruling]]


def play(plan: Plan, days: list[Any]) -> tuple[Course, Played]:
    """Play random days; give each plan before, the morning and the ruling."""
    course, played = Course(plan), Played()
    for answers, trained, gap in days:
        course.pass_days(gap)
        before = course.plan
        ruling = course.next_day(**answers)
        played.append((before, course.history.days[-1], ruling))
        if trained and ruling.action != "refer":
            course.train(trained[0], **trained[1])
    return course, played


calm_morning = st.fixed_dictionaries(
    {
        "pain": st.sampled_from([1, 1, 1, 1, 2, 0, None]),
        "worst": st.sampled_from([1, 2, 2, 3]),
        "leg": st.sampled_from(["none"] * 12 + ["further_down", None]),
        "waking": st.sampled_from([0] * 9 + [1]),
        "confidence": st.sampled_from([7, 8]),
        "settled": st.sampled_from(["usual"] * 9 + ["a_lot_more"]),
    }
)
calm_session = st.fixed_dictionaries({"peak": st.sampled_from([0, 1, 1, 2, 6])})
calm_day = st.tuples(calm_morning, st.tuples(st.just(DAILY), calm_session), st.just(0))
histories = st.tuples(
    plans,
    st.one_of(st.lists(day, min_size=5, max_size=30), st.lists(calm_day, min_size=10, max_size=40)),
)


def ups(before: Plan, after: Plan) -> dict[str, int]:
    """How many steps each exercise went up, a move to the next exercise included."""
    found = {
        name: position.ups - position_of(before, name).ups
        for name, position in after.positions.items()
    }
    moved = {step.exercise: 1 for step in after.taken if step.to and step not in before.taken}
    return {name: by for name, by in (found | moved).items() if by > 0}


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_h22_one_micro_step_on_one_axis_and_two_exercises_at_most(case: Any) -> None:
    """However a history goes, a day lifts at most two exercises, each by one step on one axis."""
    for before, _, ruling in play(*case)[1]:
        lifted = ups(before, ruling.plan)
        assert len(lifted) <= programme().progress.exercises_max
        assert all(by == 1 for by in lifted.values())
        assert ruling.action == "progress" or not lifted


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_h22_load_never_rises_above_a_tenth_or_a_kilogram(case: Any) -> None:
    """No dose is ever heavier than the larger of 10 % and 1 kg over the heaviest held so far."""
    for before, _, ruling in play(*case)[1]:
        for name, position in ruling.plan.positions.items():
            if position.dose is not None:
                heaviest = position_of(before, name).heaviest
                assert load_allowed(programme(), heaviest, position.dose.grams)
                assert position.heaviest >= position.dose.grams


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_never_a_step_up_after_a_bad_night_response(case: Any) -> None:
    """A morning far above the usual, or "a lot more", lifts nothing."""
    for before, today, ruling in play(*case)[1]:
        if today.settled == "a_lot_more" or today.leg == "further_down":
            assert not ups(before, ruling.plan)


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_h21_a_locking_tier_always_refers_and_changes_nothing(case: Any) -> None:
    """On a day with a red flag the plan stays as it was and the person is referred."""
    for before, today, ruling in play(*case)[1]:
        if today.tier:
            assert (ruling.action, ruling.tier, ruling.moved) == ("refer", today.tier, 0)
            assert ruling.plan.positions == before.positions


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_phases_and_stages_rise_one_at_a_time_and_are_never_jumped(case: Any) -> None:
    """Up is one phase and one stage at most; nothing rises on a day the stage falls."""
    for before, _, ruling in play(*case)[1]:
        phase = PHASES.index(ruling.plan.phase) - PHASES.index(before.phase)
        stage = STAGES.index(ruling.plan.stage) - STAGES.index(before.stage)
        assert phase <= 1
        assert stage <= 1
        assert not (stage < 0 and (ruling.moved > 0 or phase > 0))


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_h23_without_todays_rating_nobody_moves_up(case: Any) -> None:
    """A morning that was not rated never progresses."""
    for _, today, ruling in play(*case)[1]:
        if today.pain is None:
            assert ruling.moved <= 0
            assert ruling.action != "progress"


MISSING = ("settled", "peak", "effort")


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(MISSING), st.sampled_from(STAGES), st.integers(10, 30))
def test_h23_a_person_with_missing_data_never_progresses(
    missing: str, stage: str, days: int
) -> None:
    """Perfect weeks with one kind of answer always missing earn no step."""
    course = Course(plan_of(stage))
    answers: dict[str, Any] = {"pain": 1, "worst": 1, "waking": 0}
    trained: dict[str, Any] = {"peak": 1}
    for _ in range(days):
        ruling = course.next_day(**(answers | ({missing: None} if missing == "settled" else {})))
        assert ruling.rule != "r6"
        course.train(**(trained | ({missing: None} if missing != "settled" else {})))


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_same_history_same_plan(case: Any) -> None:
    """Playing a history twice gives the same plan, decisions included."""
    assert play(*case)[0].plan == play(*case)[0].plan


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_every_step_stays_within_what_the_exercise_has(case: Any) -> None:
    """No dose leaves the span of its exercise, goes below its start or takes a step it lacks."""
    for _, _, ruling in play(*case)[1]:
        for name, position in ruling.plan.positions.items():
            steps, dose = SHELF[name], position.dose
            if dose is not None:
                assert min(position.start, steps.low) <= dose.amount <= steps.high
                assert 1 <= dose.sets <= steps.sets_max
            assert all(0 < n <= steps.micro.count(kind) for kind, n in position.steps.items())
            assert position.ups >= 0
        kept = programme().progress.steps_kept_max
        assert len(ruling.plan.taken) <= kept


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories)
def test_everyone_always_has_a_next_step_and_a_reason(case: Any) -> None:
    """Each day has an action that is known, a rule, and a reason for it; volume stays in bounds."""
    known = {"progress", "hold", "regress", "deload", "flare_plan", "refer", "reassess"}
    for _, _, ruling in play(*case)[1]:
        assert ruling.action in known
        assert ruling.decisions
        assert all(isinstance(reason, Decision) for reason in ruling.plan.reasons)
        assert 0.5 <= ruling.plan.volume <= 1.0
        assert (ruling.tier != "none") == (ruling.action == "refer")


@settings(max_examples=EXAMPLES, deadline=None)
@given(calm_days, st.sampled_from(STAGES))
def test_h22_steps_of_one_exercise_keep_their_distance(days: Any, stage: str) -> None:
    """Beginner and intermediate never step the same exercise twice within seven days."""
    course = Course(plan_of(stage))
    last: dict[str, Any] = {}
    for answers, step in days:
        course.pass_days(step - 1)
        before = course.plan
        ruling = course.next_day(**(answers | {"worst": 2, "waking": 0}))
        wait = timedelta(days=programme().progress.days_between[before.stage])
        for name in ups(before, ruling.plan):
            assert name not in last or course.today - last[name] >= wait
            last[name] = course.today
        course.train(peak=answers["pain"])


@settings(max_examples=EXAMPLES, deadline=None)
@given(histories, st.sets(st.sampled_from(DAILY)))
def test_h25_an_exercise_filtered_out_is_never_moved(case: Any, barred: set[str]) -> None:
    """What a person may not be given does not rise, and is never given in place of another."""
    course, _ = play(*case)
    fresh = replace(course.plan, positions={}, working={}, lost={}, taken=())
    shelf: Available = {
        name: replace(steps, harder="" if steps.harder in barred else steps.harder)
        for name, steps in SHELF.items()
        if name not in barred
    }
    rest = offered(fresh, shelf)
    ruling = decide(programme(), fresh, course.history, course.today, rest)
    assert not barred & set(ruling.plan.positions)
    assert not barred & set(ruling.plan.working.values())
