"""Taking steps back: the newest of the last days, or as many on every exercise."""

from collections import Counter
from datetime import date, timedelta

from flows.clinical.decision import Decision
from flows.clinical.history import History
from flows.clinical.plan import Plan, StepTaken
from flows.clinical.progression.micro_progressions import RUNG, undo
from flows.clinical.progression.outcome import RuleContext


def newest_back(
    context: RuleContext, plan: Plan, most: int, days: int, rule: str
) -> tuple[Plan, tuple[Decision, ...]]:
    """Take back the newest steps of the last days, and say each one.

    A step that was given and not done in full yet cannot have been too much: it stays.
    """
    first = context.today - timedelta(days=days)
    tried = [each for each in plan.taken if each.on >= first and _done_since(context.history, each)]
    return _back(plan, tried[::-1][:most], context.today, rule)


def exercise_back(
    context: RuleContext, plan: Plan, exercises: tuple[str, ...], days: int, rule: str
) -> tuple[Plan, tuple[Decision, ...]]:
    """Take back the newest step of each of some exercises, if it is of the last days."""
    first = context.today - timedelta(days=days)
    found: list[StepTaken] = []
    for name in exercises:
        own = [each for each in plan.taken if name in (each.exercise, each.to) and each.on >= first]
        found += [each for each in own[-1:] if each not in found]
    return _back(plan, found, context.today, rule)


def lower_all(context: RuleContext, plan: Plan, steps: int) -> tuple[Plan, int]:
    """Take back steps on every exercise, never below its start; give how many were taken."""
    count: Counter[str] = Counter()
    for step in reversed(plan.taken):
        key = step.pattern or step.exercise
        if count[key] < steps:
            count[key] += 1
            plan = undo(plan, step, context.today)
    return plan, count.total()


def lowered(count: int, rule: str) -> tuple[Decision, ...]:
    """Say in one decision how many steps were taken back."""
    return (Decision("step.all", "down", {"count": count, "by": rule}),) if count else ()


def _back(
    plan: Plan, steps: list[StepTaken], today: date, rule: str
) -> tuple[Plan, tuple[Decision, ...]]:
    said = []
    for step in steps:
        plan = undo(plan, step, today)
        name, back = (step.to, step.exercise) if step.axis == RUNG else (step.exercise, "")
        inputs: dict[str, str | int | float | bool] = {
            "exercise": name, "axis": step.axis, "by": rule,
        }  # fmt: skip
        said.append(Decision("step.down", "down", inputs | ({"to": back} if back else {})))
    return plan, tuple(said)


def _done_since(history: History, step: StepTaken) -> bool:
    """Whether the exercise was done in full since the step was given."""
    name = step.to or step.exercise
    for day in reversed(history.days):
        if day.date < step.on:
            return False
        if any(p.exercise == name and p.top for w in day.workouts for p in w.performed):
            return True
    return False
