"""Taking micro-steps back: on some exercises, or on all of them."""

from collections.abc import Iterable

from flows.clinical.decision import Decision
from flows.clinical.plan import Plan
from flows.clinical.progression.micro_progressions import RUNG, fewer_sets, step_down, undo
from flows.clinical.progression.outcome import Case


def step_back(
    case: Case, plan: Plan, exercises: Iterable[str], steps: int
) -> tuple[Plan, tuple[Decision, ...]]:
    """Take back micro-steps on some exercises; the decisions name each step really taken."""
    taken: list[Decision] = []
    for exercise in exercises:
        plan, found = _back_one(case, plan, exercise, steps)
        taken.extend(found)
    return plan, tuple(taken)


def fewer(case: Case, plan: Plan, exercises: Iterable[str]) -> Plan:
    """One set less on some exercises."""
    for exercise in exercises:
        if exercise in case.rungs:
            plan = fewer_sets(case.programme, plan, exercise)
    return plan


def lower_all(case: Case, plan: Plan, steps: int) -> tuple[Plan, int]:
    """Take back steps on every exercise, never below its start; give how many were taken."""
    count = 0
    for exercise in sorted(plan.positions):
        if exercise not in case.rungs:
            continue
        for _ in range(steps):
            step = undo(case.programme, plan, case.rungs, exercise, case.today)
            if step is None:
                break
            plan, count = step.plan, count + 1
    return plan, count


def lowered(count: int) -> tuple[Decision, ...]:
    """Say in one decision how many steps were taken back."""
    return (Decision("step.all", "down", {"count": count}),) if count else ()


def _back_one(
    case: Case, plan: Plan, exercise: str, steps: int
) -> tuple[Plan, tuple[Decision, ...]]:
    taken: list[Decision] = []
    for _ in range(steps):
        step = (
            step_down(case.programme, plan, case.rungs, exercise, case.today)
            if exercise in case.rungs
            else None
        )
        if step is None:
            break
        plan = step.plan
        inputs: dict[str, str | int | float | bool] = {"exercise": exercise, "axis": step.kind}
        taken.append(Decision("step.down", "down", inputs))
        if step.kind == RUNG:
            break  # The easier exercise starts where it stood; it is not stepped down as well.
    return plan, tuple(taken)
