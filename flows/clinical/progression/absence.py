"""Missed days: pick up gently, never catch up (rules 3.3)."""

from datetime import date

from msgspec import Struct

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import Day, History
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import back
from flows.clinical.progression.outcome import RuleContext, Ruling, lighter
from flows.clinical.progression.step_back import lower_all, lowered

LADDER = ("resume", "hold", "step_back", "mini_assessment", "reassessment")


class Gap(Struct, frozen=True):
    """Days missed since the last session (rest days left out) and what they ask for."""

    days: int
    asks: str
    steps: int = 0
    volume: float = 1.0
    screen: str = "none"


def gap(programme: Programme, plan: Plan, history: History, today: date) -> Gap:
    """Tell what today's gap asks for; the day of the plan counts as its first session."""
    rules, missed = programme.absence, _missed(plan, history, today)
    if missed >= rules.reassessment_from_days:
        return Gap(missed, "reassessment", screen="full")
    if missed >= rules.mini_assessment_from_days:
        steps = rules.mini_assessment_steps
        return Gap(missed, "mini_assessment", steps, rules.volume, "micro")
    if missed >= rules.step_back_from_days:
        return Gap(missed, "step_back", rules.step_back_steps, rules.volume)
    return Gap(missed, "hold" if missed >= rules.hold_from_days else "resume")


def absent(context: RuleContext) -> Ruling | None:
    """After four missed days and more: hold, step back once, or assess again."""
    found = gap(context.programme, context.plan, context.history, context.today)
    if found.asks == "resume":
        return None
    rule = f"absence.{found.asks}"
    action = "reassess" if found.asks == "reassessment" else "hold"
    said = Decision(rule, action, {"days": found.days})
    before = _applied(context)
    steps = found.steps - _steps(context.programme, before)
    if steps <= 0:
        return Ruling(context.plan, action, rule, (said,), screen=_once(found, rule, before))
    rules = context.programme.absence
    plan = lighter(context.plan, rules.volume, context.today, rules.volume_days)
    plan, taken = lower_all(context, plan, steps)
    action = "regress" if taken else "hold"
    return Ruling(
        plan, action, rule, (said, *lowered(taken, rule)), moved=-taken, screen=found.screen
    )


def long_absent(context: RuleContext) -> Ruling | None:
    """After more than four weeks everything is asked again, a flare that was in course included."""
    ruled = absent(context)
    return ruled if ruled is not None and ruled.action == "reassess" else None


def _once(found: Gap, rule: str, before: tuple[str, ...]) -> str:
    """Ask a short screen once a gap, and the full one until it has been answered."""
    return "none" if rule in before and found.screen == "micro" else found.screen


def _missed(plan: Plan, history: History, today: date) -> int:
    last, rest = plan.started, 0
    for day in back(history, today):
        if day.date == today:
            continue
        if day.workouts or (plan.started and day.date <= plan.started):
            last = max(day.date, plan.started or day.date) if day.workouts else plan.started
            break
        rest += day.rest
    return max(0, (today - last).days - 1 - rest) if last else 0


def _applied(context: RuleContext) -> tuple[str, ...]:
    """Rules of this gap that were applied already."""
    found: list[str] = []
    for day in back(context.history, context.today):
        if day.date == context.today:
            continue
        if _ends(context.plan, day):
            break
        found.append(day.rule)
    return tuple(found)


def _ends(plan: Plan, day: Day) -> bool:
    return bool(day.workouts) or (plan.started is not None and day.date <= plan.started)


def _steps(programme: Programme, rules: tuple[str, ...]) -> int:
    if "absence.mini_assessment" in rules:
        return programme.absence.mini_assessment_steps
    return programme.absence.step_back_steps if "absence.step_back" in rules else 0
