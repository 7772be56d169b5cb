"""A reason, a card and a verdict are only said to whom they apply, and agree with each other."""

from itertools import product

import pytest
from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Day, History
from flows.clinical.prescription.instructions import dose_of
from flows.clinical.progression.outcome import Ruling
from flows.dialogues.checkin import _reasons, _verdict
from tests.clinical.course import Course, plan_of
from tests.clinical.shelf import TODAY, person, plan, session

FORWARD = {"stenosis_or_older", "ease_forward"}
"""Packs whose words lead to bending forward."""


@pytest.mark.parametrize(
    ("age", "more"), [*product((40, 70), ("spinal_stenosis", "si_joint_pain"))]
)
def test_osteoporosis_wins_over_every_way_that_bends_forward(age: int, more: str) -> None:
    """Whatever else is true of the person, thin bones are never led into forward bending."""
    bends = {"bend_forward": "up"}
    bones = person(age=age, conditions=("osteoporosis", more), bends=bends)
    assert FORWARD.isdisjoint(session(bones).packs)
    assert "osteoporosis" in session(bones).packs
    others = person(age=70, conditions=(more,), bends=bends)
    assert set(session(others).packs) >= FORWARD


@pytest.mark.parametrize(("leg", "said"), [("none", False), ("same", True), ("higher_up", True)])
def test_the_leg_is_spoken_of_while_it_hurts(leg: str, *, said: bool) -> None:
    """Who answered today that there is no leg pain hears nothing of a leg; the choice stays."""
    history = History((Day(TODAY, pain=3, leg=leg),))
    given = session(person(leg="thigh"), plan(), history)
    assert ("leg_dominant" in given.packs) == said


def test_a_walk_is_told_in_minutes() -> None:
    """No card says how many seconds to walk, whatever time the session leaves for it."""
    for minutes in range(10, 31):
        walks = [i for i in session(minutes=minutes).items if i.exercise == "walking_practice"]
        told = [key for item in walks for key, _ in dose_of(item)]
        assert "dose-seconds" not in told
    walk = replace(session().items[0], breaths=None, reps=None, duration_s=260)
    assert ("dose-minutes", {"minutes": 4}) in dose_of(walk)


def test_a_first_day_is_not_like_last_time() -> None:
    """Nobody hears of a last time before there was one."""
    ruled = Course(plan_of()).day(2)
    assert ruled.decisions[0].rule == "r5.new"
    assert _verdict(ruled) == "checkin-first"


def test_a_new_stage_is_no_larger_exercise_and_a_new_phase_is_always_told() -> None:
    """R7 says that things move on, and tells the part that begins beside the stage."""
    said = (
        Decision("r7.stage", "intermediate", {"stage": "intermediate"}),
        Decision("r7.phase.mobility", "mobility", {"phase": "mobility"}),
    )
    ruled = Ruling(plan_of(), "progress", "r7", said, moved=2)
    assert _verdict(ruled) == "checkin-onward"
    told = _reasons(said)["reasons"]
    assert [word.key for word in told.items] == ["why-r7-stage", "why-r7-phase-mobility"]  # type: ignore[union-attr]


def test_who_skips_the_morning_after_hears_what_it_is_for() -> None:
    """Sessions that nobody told of allow no step, and the day's reason says so."""
    person_ = Course(plan_of())
    for _ in range(3):
        ruled = person_.day(2, peak=2, settled=None)
    assert ruled.action == "hold"
    assert ruled.decisions[0].rule == "r5.untold"
