"""Taking micro-steps back: on some exercises, or on all of them."""

from collections.abc import Iterable

from flows.clinical.decision import Decision
from flows.clinical.plan import Plan
from flows.clinical.progression.micro_progressions import RUNG, fewer_sets, step_down, undo
from flows.clinical.progression.outcome import RuleContext


def step_back(
    context: RuleContext, plan: Plan, exercises: Iterable[str], steps: int
) -> tuple[Plan, tuple[Decision, ...]]:
    """Take back micro-steps on some exercises; the decisions name each step really taken."""
    taken: list[Decision] = []
    for exercise in exercises:
        plan, found = _back_one(context, plan, exercise, steps)
        taken.extend(found)
    return plan, tuple(taken)


def fewer(context: RuleContext, plan: Plan, exercises: Iterable[str]) -> Plan:
    """One set less on some exercises."""
    for exercise in exercises:
        if exercise in context.rungs:
            plan = fewer_sets(context.programme, plan, exercise)
    return plan


def lower_all(context: RuleContext, plan: Plan, steps: int) -> tuple[Plan, int]:
    """Take back steps on every exercise, never below its start; give how many were taken."""
    count = 0
    for exercise in sorted(plan.positions):
        if exercise not in context.rungs:
            continue
        for _ in range(steps):
            step = undo(context.programme, plan, context.rungs, exercise, context.today)
            if step is None:
                break
            plan, count = step.plan, count + 1
    return plan, count


def lowered(count: int) -> tuple[Decision, ...]:
    """Say in one decision how many steps were taken back."""
    return (Decision("step.all", "down", {"count": count}),) if count else ()


def _back_one(
    context: RuleContext, plan: Plan, exercise: str, steps: int
) -> tuple[Plan, tuple[Decision, ...]]:
    taken: list[Decision] = []
    for _ in range(steps):
        step = (
            step_down(context.programme, plan, context.rungs, exercise, context.today)
            if exercise in context.rungs
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
