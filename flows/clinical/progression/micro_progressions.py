"""Where an exercise stands and how it moves by one micro-step, up or down (rules 3.4)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.plan import Plan, Position

REPS = "reps"
RUNG = "rung"
START = Position()


class Rung(Struct, frozen=True, omit_defaults=True):
    """What progression needs to know of an exercise that a person may be given.

    `micro` names the kinds of its micro-steps in order, only those the person may do. `reps_up`
    and `reps_down` count the micro-steps from the stage's starting dose to the ends of its span.
    """

    stages: frozenset[str]
    regions: frozenset[str] = frozenset()
    reps_up: int = 0
    reps_down: int = 0
    micro: tuple[str, ...] = ()
    easier: str = ""
    harder: str = ""


Rungs = Mapping[str, Rung]
"""The exercises this person may be given, by id."""


class Step(Struct, frozen=True):
    """One micro-step: exercise, kind (an axis, tempo, reps, sets or rung) and the plan after."""

    exercise: str
    kind: str
    plan: Plan


def position_of(plan: Plan, exercise: str) -> Position:
    """Give the stored position of an exercise, or its start."""
    return plan.positions.get(exercise, START)


def short_form(position: Position) -> str:
    """Give a position in a few characters, so that sessions at the same step can be compared."""
    steps = ",".join(f"{kind}{n}" for kind, n in sorted(position.steps.items()))
    return f"{position.reps}/{position.sets}/{steps}"


def rung_of(plan: Plan, exercise: str) -> str:
    """Give the exercise given in place of another after steps along its ladder."""
    while exercise in plan.rungs:
        exercise = plan.rungs[exercise]
    return exercise


def load_share(programme: Programme, position: Position) -> float:
    """Give the load relative to where the exercise began: the smallest step, compounded."""
    return float((1 + programme.progress.load_step) ** position.steps.get("load", 0))


def load_allowed(programme: Programme, now_kg: float, next_kg: float) -> bool:
    """Whether a heavier weight is within the cap of one step (never more than 10 %)."""
    return next_kg <= now_kg * (1 + programme.progress.load_step_max)


def step_up(
    programme: Programme, plan: Plan, rungs: Rungs, exercise: str, today: date
) -> Step | None:
    """Take one micro-step on one axis in the stage's order; None when nothing is left."""
    rung, position = rungs[exercise], position_of(plan, exercise)
    if position.sets < 0:
        more = replace(position, sets=position.sets + 1, stepped_on=today)
        return Step(exercise, "sets", _put(plan, exercise, more))
    for axis in programme.progress.axis_order[plan.stage]:
        if _open(programme, plan, rung, position, axis):
            more = replace(_shift(position, axis, 1), stepped_on=today)
            return Step(exercise, axis, _put(plan, exercise, more))
    return _along(plan, rungs, (exercise, rung.harder), today)


def step_down(
    programme: Programme, plan: Plan, rungs: Rungs, exercise: str, today: date
) -> Step | None:
    """Take back one micro-step, the last in the stage's order first; None at the lowest."""
    rung, position = rungs[exercise], position_of(plan, exercise)
    for axis in reversed(programme.progress.axis_order[plan.stage]):
        if _taken(position, axis) > 0 or (axis == REPS and _below_start(position, rung)):
            less = replace(_shift(position, axis, -1), stepped_on=today)
            return Step(exercise, axis, _put(plan, exercise, less))
    return _along(plan, rungs, (exercise, rung.easier), today)


def undo(programme: Programme, plan: Plan, rungs: Rungs, exercise: str, today: date) -> Step | None:
    """Take back one micro-step that was taken; None at the start, which is never undercut."""
    position = position_of(plan, exercise)
    climbed = plan.rungs.get(rungs[exercise].easier) == exercise
    if position.reps <= 0 and not position.steps and not climbed:
        return None
    return step_down(programme, plan, rungs, exercise, today)


def _below_start(position: Position, rung: Rung) -> bool:
    """Whether nothing but repetitions below the start is left to take back."""
    return not position.steps and position.reps > -rung.reps_down


def fewer_sets(programme: Programme, plan: Plan, exercise: str) -> Plan:
    """One set less, at most the named number below the usual; beginners do one set already."""
    position = position_of(plan, exercise)
    lowest = 0 if plan.stage == "beginner" else -programme.regress.sets_down_max
    if position.sets <= lowest:
        return plan
    return _put(plan, exercise, replace(position, sets=position.sets - 1))


def _put(plan: Plan, exercise: str, position: Position) -> Plan:
    return replace(plan, positions=plan.positions | {exercise: position})


def _along(plan: Plan, rungs: Rungs, pair: tuple[str, str], today: date) -> Step | None:
    """Give the next rung of the ladder from now on; a move back forgets the move there."""
    here, there = pair
    if there not in rungs or plan.stage not in rungs[there].stages:
        return None
    moved = dict(plan.rungs)
    if moved.get(there) == here:
        del moved[there]
    else:
        moved[here] = there
    position = replace(position_of(plan, there), stepped_on=today)
    return Step(here, RUNG, replace(_put(plan, there, position), rungs=moved))


def _taken(position: Position, axis: str) -> int:
    return position.reps if axis == REPS else position.steps.get(axis, 0)


def _shift(position: Position, axis: str, by: int) -> Position:
    if axis == REPS:
        return replace(position, reps=position.reps + by)
    steps = position.steps | {axis: position.steps.get(axis, 0) + by}
    return replace(position, steps={kind: n for kind, n in steps.items() if n})


def _available(programme: Programme, plan: Plan, rung: Rung, axis: str) -> int:
    """How many steps an axis has for this person; a guarded axis has none."""
    if axis == REPS:
        return rung.reps_up
    return 0 if _guarded(programme, plan, rung, axis) else rung.micro.count(axis)


def _guarded(programme: Programme, plan: Plan, rung: Rung, axis: str) -> bool:
    """Give the conditions in which an axis is not used (rules 3.4)."""
    blocked, has = programme.progress.blocked, set(plan.conditions)
    if axis == "range" and plan.gentle:
        return True
    bends = axis == "range" and rung.regions & set(blocked["bending_regions"])
    return bool(has & set(blocked.get(axis, ())) or (bends and has & set(blocked["bending_range"])))


def _open(programme: Programme, plan: Plan, rung: Rung, position: Position, axis: str) -> bool:
    """Whether an axis has a step left and what must come before it has come."""
    if _taken(position, axis) >= _available(programme, plan, rung, axis):
        return False
    first = BEFORE.get(axis, ())
    share = programme.progress.context_after_share if axis == "context" else 1.0
    return all(
        _taken(position, other) >= share * _available(programme, plan, rung, other)
        for other in first
    )


BEFORE = {"load": (REPS, "tempo"), "context": ("range", "stability")}
"""Tempo and the top of the repetitions come before weight; range and stability before context."""
