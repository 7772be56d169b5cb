"""Rule R2 and the flare plan day by day (rules 3.5): keep moving, no load, look again on day 3."""

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import History, day_of
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import back, base
from flows.clinical.progression.outcome import Inputs, RuleContext, Ruling, lighter
from flows.clinical.progression.step_back import lower_all, lowered

R2 = "r2"
FLARE = "flare_plan"


class FlareStep(Struct, frozen=True):
    """What a day of the flare plan asks for.

    `stage`: settle (days 0-2) | look (day 3 on) | seek_relief (day 7 on: a pharmacist or
    clinician about pain relief) | resume | refer. `steps` are micro-steps back on resuming.
    """

    day: int
    stage: str
    decision: Decision
    volume: float
    mobility_exercises_max: int
    walks: int
    walk_minutes: int
    steps: int = 0


def flare_today(programme: Programme, plan: Plan, history: History, today: date) -> FlareStep:
    """Say what the flare plan asks for today; the plan must have a flare in course."""
    assert plan.flare_since is not None, "no flare is in course"
    rules = programme.flare
    number = (today - plan.flare_since).days
    stage = _stage(programme, plan, history, today)
    late = number >= rules.late_day
    inputs: Inputs = {"day": number, "pain": _pain(history, today)}
    return FlareStep(
        day=number,
        stage=stage,
        decision=Decision(f"{R2}.{stage}", _action(stage), inputs),
        volume=1.0 if stage == "resume" else rules.volume,
        mobility_exercises_max=rules.mobility_exercises_max,
        walks=rules.walks_a_day,
        walk_minutes=rules.walk_later_minutes
        if number >= rules.gentle_days
        else rules.walk_minutes,
        steps=(rules.late_steps if late else rules.resume_steps) if stage == "resume" else 0,
    )


def my_flare_plan(programme: Programme) -> tuple[Decision, ...]:
    """Give the plan that a person gets in their first week: one decision a stage."""
    rules = programme.flare
    settle: Inputs = {
        "exercises": rules.mobility_exercises_max,
        "walks": rules.walks_a_day,
        "minutes": rules.walk_minutes,
        "most": rules.walk_later_minutes,
    }
    days = (("settle", 0), ("look", rules.gentle_days), ("relief", rules.late_day))
    parts = (*days, ("refer", rules.refer_day))
    return tuple(Decision(f"my_flare.{name}", FLARE, settle | {"day": day}) for name, day in parts)


def flare(context: RuleContext) -> Ruling | None:
    """R2: a flare begins when the person says so, or the morning is far above the usual."""
    reason = _begins(context)
    if reason is None:
        return None
    rule, inputs = reason
    count = _flares(context) + 1
    if count >= context.programme.flare.repeats_refer_from:
        return _refer(context, R2, Decision("r2.repeated", "refer", {"count": count}))
    plan = replace(
        context.plan,
        flare_since=context.today,
        volume=context.programme.flare.volume,
        volume_until=None,
    )
    return Ruling(plan, FLARE, R2, (Decision(rule, FLARE, inputs),), screen="full")


def in_flare(context: RuleContext) -> Ruling | None:
    """Go on with a flare in course: its plan, some steps back on resuming, or a clinician."""
    if context.plan.flare_since is None:
        return None
    step = flare_today(context.programme, context.plan, context.history, context.today)
    if step.stage == "refer":
        return _refer(context, "r2.refer", step.decision)
    if step.stage != "resume":
        return Ruling(context.plan, FLARE, f"r2.{step.stage}", (step.decision,))
    over = replace(context.plan, flare_since=None, volume=1.0, volume_until=None)
    relapsed = replace(over, phase="strength", phase_since=context.today)
    over = relapsed if context.plan.phase == "maintenance" else over
    steps = (
        context.programme.gates.relapse_steps if context.plan.phase == "maintenance" else step.steps
    )
    plan, taken = lower_all(context, over, steps)
    action = "regress" if taken else "hold"
    resumed = step.decision if taken else replace(step.decision, result=action)
    said = (resumed, *lowered(taken, "r2.resume"))
    return Ruling(plan, action, "r2.resume", said, moved=-taken)


def _refer(context: RuleContext, rule: str, said: Decision) -> Ruling:
    """Send to a clinician; once cleared, the way back starts steps lower at the flare's volume.

    The flare ends here, so that somebody who was seen is not sent again the next morning.
    """
    rules = context.programme.flare
    over = replace(context.plan, flare_since=None)
    over = lighter(over, rules.volume, context.today, context.programme.deload.days)
    plan, _ = lower_all(context, over, rules.late_steps)
    return Ruling(plan, "refer", rule, (said,), tier="see_clinician", screen="full")


def _begins(context: RuleContext) -> tuple[str, Inputs] | None:
    """The person says so, or the number does; who says no is believed up to a bound."""
    rules, today = context.programme.flare, context.evidence.today
    if today.flare:
        return "r2.said", {}
    if today.flare is False and today.pain is not None and today.pain <= rules.believed_pain_to:
        return None
    return looks_like_flare(context)


def looks_like_flare(context: RuleContext) -> tuple[str, Inputs] | None:
    """Give the rule by which this morning's number alone would be a flare."""
    rules, today, usual = context.programme.flare, context.evidence.today, context.evidence.base
    if today.pain is None or usual is None:
        return None
    inputs: Inputs = {"pain": today.pain, "base": usual}
    if today.pain >= usual + rules.above_base_from:
        return "r2.morning", inputs
    high = today.pain >= rules.high_pain_from
    return (
        ("r2.high", inputs) if high and today.pain >= usual + rules.high_above_base_from else None
    )


def _flares(context: RuleContext) -> int:
    """Flares that began in the weeks before today, in the days kept and before them."""
    first = context.today - timedelta(days=context.programme.flare.repeats_within_days)
    begun = {day.date for day in context.history.days if day.rule == R2}
    return sum(first <= on < context.today for on in begun | set(context.history.flares))


def _stage(programme: Programme, plan: Plan, history: History, today: date) -> str:
    assert plan.flare_since is not None
    rules, number = programme.flare, (today - plan.flare_since).days
    if number < rules.gentle_days:
        return "settle"
    if _settled(programme, plan, history, today):
        return "resume"
    if number >= rules.refer_day:
        return "refer"
    return "seek_relief" if number >= rules.late_day else "look"


def _settled(programme: Programme, plan: Plan, history: History, today: date) -> bool:
    """Whether pain is back near what was usual before the flare; no answer is not settled."""
    day = day_of(history, today)
    bound = _usual_before(programme, plan, history) + programme.flare.resume_above_base_to
    return day.pain is not None and not day.flare and day.pain <= bound


def _usual_before(programme: Programme, plan: Plan, history: History) -> float:
    """Give the base before the flare; without one, its first pain less the rise that names it."""
    assert plan.flare_since is not None
    usual = base(programme, history, plan.flare_since)
    if usual is not None:
        return usual
    ratings = [day.pain for day in back(history, plan.flare_since) if day.pain is not None]
    return max(0.0, (ratings[0] if ratings else 0.0) - programme.flare.above_base_from)


def _pain(history: History, today: date) -> float:
    pain = day_of(history, today).pain
    return -1 if pain is None else pain


def _action(stage: str) -> str:
    return {"refer": "refer", "resume": "resume"}.get(stage, FLARE)
