"""High irritability after the assessment: when it has settled, and when it is back."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import day_of
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import ONE_DAY, since
from flows.clinical.progression.outcome import RuleContext, lighter
from flows.clinical.staging import IRRITABLE

UNSETTLED = ("r1", "r2")
"""Rules of a day that say that a week has not settled."""


def adjust(context: RuleContext) -> tuple[Plan, tuple[Decision, ...]]:
    """Return to the usual dose after a settled week, or to half dose after bad mornings."""
    if context.plan.gentle:
        return _settle(context)
    return _again(context)


def _settle(context: RuleContext) -> tuple[Plan, tuple[Decision, ...]]:
    conditions = tuple(c for c in context.plan.conditions if c != IRRITABLE)
    many = _many(context.plan)
    if not _settled(context) or (many and conditions == context.plan.conditions):
        return context.plan, ()
    gentle = "regulation_only" if many else ""
    rules = context.programme.regress
    plan = replace(
        context.plan,
        conditions=conditions,
        gentle=gentle,
        phase_since=context.today if context.plan.phase == "calm" else context.plan.phase_since,
    )
    plan = lighter(plan, rules.volume, context.today, rules.volume_days)
    said = Decision(
        "gentle.settled", gentle or "usual", {"days": context.programme.irritability.settled_days}
    )
    return plan, (said,)


def _many(plan: Plan) -> bool:
    """Whether so many conditions were reported that only regulation and walking are given."""
    return any(reason.rule == "gentle.conditions" for reason in plan.reasons)


def _settled(context: RuleContext) -> bool:
    """Whether a whole week since the plan began was below the bound and settled every time."""
    rules = context.programme.irritability
    begun = context.plan.started
    if begun is None or (context.today - begun).days < rules.settled_days:
        return False
    days = (context.evidence.today, *since(context.history, context.today, rules.settled_days - 1))
    ratings = [day.pain for day in days if day.pain is not None]
    calm = all(pain < context.programme.staging.irritable_pain_from for pain in ratings)
    setback = any(
        day.settled == "a_lot_more" or day.leg == "further_down" or day.rule.startswith(UNSETTLED)
        for day in days
    )
    enough = len(ratings) >= rules.settled_checkins_min
    sessions = sum(len(day.workouts) for day in days)
    return calm and enough and not setback and sessions >= rules.settled_sessions_min


def _again(context: RuleContext) -> tuple[Plan, tuple[Decision, ...]]:
    """Answer some mornings running at the bound with half dose; stage and phase stay."""
    bound = context.programme.staging.irritable_pain_from
    count = context.programme.irritability.again_mornings
    pains = [day_of(context.history, context.today - ONE_DAY * n).pain for n in range(count)]
    if any(pain is None or pain < bound for pain in pains):
        return context.plan, ()
    conditions = tuple(dict.fromkeys((*context.plan.conditions, IRRITABLE)))
    plan = replace(
        context.plan,
        conditions=conditions,
        gentle="regulation_only" if _many(context.plan) else "half_dose",
    )
    return plan, (Decision("gentle.again", "half_dose", {"pain": pains[0] or 0}),)
