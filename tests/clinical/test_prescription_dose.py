"""Doses: where they start, how positions and volume move them, and what they take in time."""

from typing import Any

import pytest

from flows.clinical.history import History
from flows.clinical.plan import Dose, Position
from flows.clinical.prescription.dose import Draft, draft
from flows.clinical.prescription.eligibility import admit
from flows.clinical.prescription.instructions import dose_of
from flows.clinical.prescription.prescribed import Occasion, Prescribed
from flows.clinical.prescription.prescription_context import prescription_context
from tests.clinical.shelf import TODAY, by_id, library, person, plan, session


def drafted(name: str, stage: str = "intermediate", minutes: int = 20, **changed: Any) -> Draft:
    """The dose of one exercise before fitting."""
    now = plan(stage, phase="strength", **changed)
    case = prescription_context(library(), person(), now, History(), Occasion(TODAY, minutes, "p"))
    candidate = admit(case, by_id(name))
    assert candidate is not None
    return draft(case, candidate)


STARTS = [
    ("beginner", 20, 8, 1),
    ("intermediate", 20, 12, 2),
    ("intermediate", 10, 12, 1),
]


@pytest.mark.parametrize(("stage", "minutes", "reps", "sets"), STARTS)
def test_a_dose_starts_by_stage_and_time(stage: str, minutes: int, reps: int, sets: int) -> None:
    """Beginners start low with one set, others at the mean; ten minutes hold one set each."""
    made = drafted("glute_bridge", stage, minutes)
    assert (made.count, made.sets) == (reps, sets)


def test_low_dose_keeps_the_stage_and_takes_the_low_end() -> None:
    """The advise tier starts low with one set at its own stage."""
    made = drafted("glute_bridge", low_dose=True)
    assert (made.count, made.sets) == (8, 1)


POSITIONS = [
    (Position(reps=1), 14, 2, (2, 1, 3)),
    (Position(reps=9), 15, 2, (2, 1, 3)),
    (Position(reps=-1), 10, 2, (2, 1, 3)),
    (Position(reps=-9), 8, 2, (2, 1, 3)),
    (Position(sets=1), 12, 3, (2, 1, 3)),
    (Position(sets=-5), 12, 1, (2, 1, 3)),
    (Position(steps={"tempo": 1}), 12, 2, (2, 1, 4)),
    (Position(steps={"tempo": 7}), 12, 2, (2, 3, 5)),
    (Position(dose=Dose(3, 9)), 9, 3, (2, 1, 3)),
]


@pytest.mark.parametrize(("position", "reps", "sets", "tempo"), POSITIONS)
def test_a_position_moves_the_dose_inside_its_span(
    position: Position, reps: int, sets: int, tempo: tuple[int, ...]
) -> None:
    """Repetitions move by two within 8 to 15, sets within one to three, tempo by its step."""
    made = drafted("glute_bridge", positions={"glute_bridge": position})
    assert (made.count, made.sets, made.work.tempo) == (reps, sets, tempo)


def test_a_step_up_and_down_end_at_the_same_dose() -> None:
    """What a micro-step adds, its return takes away."""
    up = drafted("glute_bridge", positions={"glute_bridge": Position(reps=1)})
    start = drafted("glute_bridge", positions={"glute_bridge": Position()})
    assert up.count - start.count == 2
    assert start.count == drafted("glute_bridge").count


def test_holds_grow_where_the_count_is_fixed() -> None:
    """Two stretches stay two: their seconds grow."""
    now = Position(reps=1)
    made = drafted("seated_figure_four", positions={"seated_figure_four": now})
    assert (made.count, made.hold) == (2, 30)
    assert drafted("seated_figure_four").hold == 25


VOLUMES = [(1.0, 12, 2), (0.8, 10, 2), (0.6, 7, 2), (0.5, 6, 2)]


@pytest.mark.parametrize(("volume", "reps", "sets"), VOLUMES)
def test_volume_lowers_repetitions(volume: float, reps: int, sets: int) -> None:
    """A share of the usual volume is taken off the repetitions; sets and loads stay."""
    made = drafted("glute_bridge", volume=volume)
    assert (made.count, made.sets) == (reps, sets)


def test_half_dose_halves_the_session() -> None:
    """An irritable back does every block in about half the time."""
    given = session(programme=plan("beginner", gentle="half_dose"), minutes=20)
    assert {"regulation", "mobility"} <= {item.block for item in given.items}
    assert given.seconds <= 20 * 60 * 0.5 * 1.15


def test_seconds_are_the_sum_of_the_doses_and_the_setting_up() -> None:
    """A session lasts its exercises, plus twenty seconds to set up each."""
    given = session(minutes=30)
    assert given.seconds == sum(item.seconds + 20 for item in given.items)


def test_the_time_never_lowers_a_dose() -> None:
    """Whatever the minutes, what is given is the whole dose; only a lighter time takes some."""
    for minutes in (5, 10, 15, 30):
        for item in session(minutes=minutes).items:
            assert item.top
            assert item.whole is None or item.given == item.whole
    lighter = session(programme=plan(volume=0.6), minutes=20)
    assert not all(item.top for item in lighter.items)


CARDS = [
    (Prescribed("x", "strength", 2, 90, reps=8, tempo=(2, 1, 3), rest_s=30),
     ["dose-sets", "dose-reps", "dose-tempo", "dose-rest"]),
    (Prescribed("x", "regulation", 1, 60, breaths=6, tempo=(4, 6)),
     ["dose-sets", "dose-breaths", "dose-breath-tempo"]),
    (Prescribed("x", "integration", 1, 180, duration_s=180), ["dose-sets", "dose-minutes"]),
    (Prescribed("x", "integration", 1, 45, duration_s=45), ["dose-sets", "dose-seconds"]),
    (Prescribed("x", "mobility", 1, 112, reps=2, hold_s=25, per_side=True),
     ["dose-sets", "dose-reps", "dose-hold", "dose-each-side"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "expected"), CARDS)
def test_a_dose_is_told_in_phrases(item: Prescribed, expected: list[str]) -> None:
    """Sets, count, hold, sides, pace and rest are told, and only those that apply."""
    assert [message for message, _ in dose_of(item)] == expected
