"""Where an exercise stands and how it moves by one step, up or back (progression 3, 4)."""

from collections.abc import Mapping
from datetime import date
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.plan import Dose, Plan, Position, StepTaken
from flows.clinical.prescription.dose import START

REPS, SETS, LOAD, RUNG = "reps", "sets", "load", "rung"
LOADED_PHASES = ("strength", "integration", "maintenance")
GAINS = ("load", "tempo", RUNG)
"""Axes that count towards the end of the strength phase."""


class AvailableSteps(Struct, frozen=True, omit_defaults=True):
    """The steps that a person may take on an exercise now, as the prescription knows them.

    `dose` is the whole dose they stand at; `low`, `high` and `step` bound its amount; `sets_max`
    its sets. `micro` names the axis of each micro-step that is allowed, in order. `grams` is the
    next load within the cap, 0 where there is none, `band` the next band. `harder` is the next
    exercise of its main pattern that keeps a fair part of the load, `beyond` the next of any kind,
    for when nothing else is left; `own` tells that the person works on this one in its pattern.
    """

    dose: Dose
    low: int
    high: int
    step: int = 1
    sets_max: int = 1
    regions: frozenset[str] = frozenset()
    micro: tuple[str, ...] = ()
    loads: bool = False
    grams: int = 0
    band: str = ""
    pattern: str = ""
    own: bool = True
    harder: str = ""
    beyond: str = ""
    fills: bool = False


Available = Mapping[str, AvailableSteps]
"""The exercises this person may be given, by id."""


class Step(Struct, frozen=True):
    """One step up: exercise, axis, the plan after; on the axis rung `to` is given from now on."""

    exercise: str
    axis: str
    plan: Plan
    to: str = ""


def position_of(plan: Plan, exercise: str) -> Position:
    """Give the stored position of an exercise, or its start."""
    return plan.positions.get(exercise, START)


def load_max(programme: Programme, heaviest: int) -> int:
    """Give the heaviest load of a next step, in grams: the larger of a tenth and 1 kg more."""
    rules = programme.progress
    return max(int(heaviest * (1 + rules.load_step_max) + 1e-6), heaviest + rules.load_step_grams)


def load_allowed(programme: Programme, heaviest: int, grams: int) -> bool:
    """Whether a load is within the cap over the heaviest held so far; the first has none."""
    return heaviest == 0 or grams <= load_max(programme, heaviest)


def step_up(
    programme: Programme, plan: Plan, available: Available, exercise: str, today: date
) -> Step | None:
    """Take one step on one axis; None when nothing is left.

    What was taken back is the next step again; then the next exercise of the pattern, once enough
    steps of this one are steady; then the axes in their order.
    """
    steps = available[exercise]
    if steps.fills:
        return None
    lost = plan.lost.get(steps.pattern, "")
    if lost and steps.own and lost in available:
        return _to_exercise(programme, plan, (exercise, lost, steps.pattern), available, today)
    position = position_of(plan, exercise)
    enough = position.ups >= _steps_before_next(programme, plan, steps)
    if steps.harder and steps.own and enough:
        way = (exercise, steps.harder, steps.pattern)
        return _to_exercise(programme, plan, way, available, today)
    for axis in _order(programme, plan):
        if _open(programme, plan, steps, position, axis):
            return _on_axis(programme, plan, steps, (exercise, axis), today)
    if steps.beyond and steps.own:
        way = (exercise, steps.beyond, steps.pattern)
        return _to_exercise(programme, plan, way, available, today)
    return None


def _order(programme: Programme, plan: Plan) -> tuple[str, ...]:
    order = programme.progress.axis_order
    return order["strength" if plan.phase in LOADED_PHASES else plan.stage]


def _steps_before_next(programme: Programme, plan: Plan, steps: AvailableSteps) -> float:
    """How many steps of this exercise come before the next: few where no load can be added."""
    rules = programme.progress.next_exercise_after_steps
    if _weighted(steps.dose):
        return rules["loaded"]
    strong = plan.phase in LOADED_PHASES and not (steps.grams or steps.band)
    return rules["unloadable" if strong else "unloaded"]


def _on_axis(
    programme: Programme, plan: Plan, steps: AvailableSteps, what: tuple[str, str], today: date
) -> Step:
    exercise, axis = what
    before = position_of(plan, exercise)
    dose = _moved(steps, axis)
    changed = dict(before.steps)
    if dose == steps.dose:
        changed[axis] = changed.get(axis, 0) + 1
    assert load_allowed(programme, max(before.heaviest, steps.dose.grams), dose.grams) or (
        steps.dose.grams == 0
    ), "a load step over the cap (H4)"
    after = replace(
        before,
        dose=dose,
        steps=changed,
        stepped_on=today,
        heaviest=max(before.heaviest, dose.grams),
        ups=before.ups + 1,
    )
    held = replace(before, dose=steps.dose, heaviest=max(before.heaviest, steps.dose.grams))
    taken = StepTaken(exercise, axis, today, held, steps.pattern)
    plan = replace(plan, positions=plan.positions | {exercise: after})
    return Step(exercise, axis, noted(programme, plan, taken))


def _moved(steps: AvailableSteps, axis: str) -> Dose:
    """Give the dose after a step; a micro-step leaves it as it is."""
    dose = steps.dose
    if axis == REPS:
        return replace(dose, amount=min(steps.high, dose.amount + steps.step))
    if axis == SETS:
        return replace(dose, sets=dose.sets + 1)
    if axis == LOAD and steps.grams:
        return replace(dose, grams=steps.grams, amount=min(dose.amount, _back_to(steps)))
    if axis == LOAD and steps.band:
        return replace(dose, band=steps.band, amount=min(dose.amount, _back_to(steps)))
    return dose


def _back_to(steps: AvailableSteps) -> int:
    """Give the amount after a heavier load: the low end of the span."""
    return steps.low


def _to_exercise(
    programme: Programme,
    plan: Plan,
    way: tuple[str, str, str],
    available: Available,
    today: date,
) -> Step:
    """Give the next exercise of a pattern from now on; its sets are those of the last."""
    here, there, pattern = way
    taken = StepTaken(here, RUNG, today, position_of(plan, here), pattern, there)
    after = position_of(plan, there)
    if after.dose is None and there in available:
        new = available[there].dose
        after = replace(
            after,
            dose=replace(new, sets=min(available[here].dose.sets, available[there].sets_max)),
            heaviest=max(after.heaviest, new.grams),
            start=new.amount,
        )
    plan = replace(
        plan,
        positions=plan.positions | {there: replace(after, stepped_on=today)},
        working=plan.working | {pattern: there},
        lost={name: each for name, each in plan.lost.items() if name != pattern},
    )
    return Step(here, RUNG, noted(programme, plan, taken), there)


def noted(programme: Programme, plan: Plan, step: StepTaken) -> Plan:
    """Keep a step, so that it can be taken back, and count it for the strength phase."""
    steps = (*plan.taken, step)[-programme.progress.steps_kept_max :]
    gains = plan.gains
    if plan.phase == "strength" and step.axis in GAINS and step.pattern:
        gains = gains | {step.pattern: gains.get(step.pattern, 0) + 1}
    return replace(plan, taken=steps, gains=gains)


def undo(plan: Plan, step: StepTaken, today: date) -> Plan:
    """Take one step back: the exercise stands as it stood before it, never below its start."""
    rest = list(plan.taken)
    rest.remove(step)
    gains = plan.gains
    if gains.get(step.pattern):
        less = gains[step.pattern] - 1 if step.axis in GAINS else gains[step.pattern]
        gains = gains | {step.pattern: less}
    if step.axis == RUNG:
        return replace(
            plan,
            taken=tuple(rest),
            working=plan.working | {step.pattern: step.exercise},
            lost=plan.lost | {step.pattern: step.to},
            gains=gains,
            positions=plan.positions | {step.exercise: _gentler(plan, step.exercise, today)},
        )
    now = position_of(plan, step.exercise)
    before = replace(
        step.before,
        back_on=today,
        known=now.known,
        heaviest=max(now.heaviest, step.before.heaviest),
    )
    return replace(
        plan,
        taken=tuple(rest),
        positions=plan.positions | {step.exercise: before},
        gains=gains,
    )


def _gentler(plan: Plan, exercise: str, today: date) -> Position:
    """Give the easier exercise that a person goes back to: a little less, for two sessions."""
    position = position_of(plan, exercise)
    dose = position.dose
    if dose is not None:
        less = max(min(position.start, dose.amount), dose.amount - ceil(dose.amount * LESS))
        dose = replace(dose, amount=less)
    return replace(position, dose=dose, back_on=today)


LESS = 0.1
"""Share of the amount that is left off on the way back to an easier exercise (proposed)."""


def _open(
    programme: Programme, plan: Plan, steps: AvailableSteps, position: Position, axis: str
) -> bool:
    """Whether an axis has a step left and what must come before it has come."""
    dose = steps.dose
    if axis == REPS:
        return dose.amount < steps.high
    if axis == SETS:
        return dose.sets < steps.sets_max
    if _guarded(programme, plan, steps, axis):
        return False
    if axis == LOAD and (steps.grams or steps.band):
        return not _weighted(dose) or (dose.amount >= steps.high and dose.sets >= steps.sets_max)
    if axis == LOAD and steps.loads and not dose.band:
        return False
    left = position.steps.get(axis, 0) < steps.micro.count(axis)
    return left and _earned(programme, steps, position, axis)


def _weighted(dose: Dose) -> bool:
    return dose.grams > 0 or dose.band != ""


def _earned(programme: Programme, steps: AvailableSteps, position: Position, axis: str) -> bool:
    """Whether what must come before an axis has come: range and stability before daily life."""
    if axis == LOAD:
        return steps.dose.amount >= steps.high
    share = programme.progress.context_after_share if axis == "context" else 0.0
    return all(
        position.steps.get(other, 0) >= share * steps.micro.count(other)
        for other in ("range", "stability")
    )


def _guarded(programme: Programme, plan: Plan, steps: AvailableSteps, axis: str) -> bool:
    """Whether a condition asks not to use an axis (rules 3.4)."""
    blocked, has = programme.progress.blocked, set(plan.conditions)
    if axis == "range" and plan.gentle:
        return True
    bends = axis == "range" and steps.regions & set(blocked["bending_regions"])
    return bool(has & set(blocked.get(axis, ())) or (bends and has & set(blocked["bending_range"])))
