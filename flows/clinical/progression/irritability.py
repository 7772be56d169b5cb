"""High irritability after the assessment: when it has settled, and when it is back."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import ONE_DAY, day_of, since
from flows.clinical.progression.outcome import Case, lighter
from flows.clinical.progression.phases import SETBACKS
from flows.clinical.staging import IRRITABLE


def adjust(case: Case) -> tuple[Plan, tuple[Decision, ...]]:
    """Return to the usual dose after a settled week, or to half dose after bad mornings."""
    if case.plan.gentle:
        return _settle(case)
    return _again(case)


def _settle(case: Case) -> tuple[Plan, tuple[Decision, ...]]:
    conditions = tuple(c for c in case.plan.conditions if c != IRRITABLE)
    many = _many(case.plan)
    if not _settled(case) or (many and conditions == case.plan.conditions):
        return case.plan, ()
    gentle = "regulation_only" if many else ""
    rules = case.programme.gates
    plan = replace(
        case.plan,
        conditions=conditions,
        gentle=gentle,
        stage_since=case.today,  # The windows of the gates begin anew at the usual dose.
        phase_since=case.today,
    )
    plan = lighter(plan, rules.first_week_volume, case.today, rules.first_week_days)
    said = Decision(
        "gentle.settled", gentle or "usual", {"days": case.programme.irritability.settled_days}
    )
    return plan, (said,)


def _many(plan: Plan) -> bool:
    """Whether so many conditions were reported that only regulation and walking are given."""
    return any(reason.rule == "gentle.conditions" for reason in plan.reasons)


def _settled(case: Case) -> bool:
    """Whether a whole week since the plan began was below the bound and settled every time."""
    rules = case.programme.irritability
    begun = case.plan.started
    if begun is None or (case.today - begun).days < rules.settled_days:
        return False
    days = (case.evidence.today, *since(case.history, case.today, rules.settled_days - 1))
    ratings = [day.pain for day in days if day.pain is not None]
    calm = all(pain < case.programme.staging.irritable_pain_from for pain in ratings)
    setback = any(
        day.settled == "a_lot_more" or day.leg == "further_down" or day.rule.startswith(SETBACKS)
        for day in days
    )
    enough = len(ratings) >= rules.settled_checkins_min
    sessions = sum(len(day.workouts) for day in days)
    return calm and enough and not setback and sessions >= rules.settled_sessions_min


def _again(case: Case) -> tuple[Plan, tuple[Decision, ...]]:
    """Answer some mornings running at the bound with half dose and the first stage."""
    bound = case.programme.staging.irritable_pain_from
    count = case.programme.irritability.again_mornings
    pains = [day_of(case.history, case.today - ONE_DAY * n).pain for n in range(count)]
    if any(pain is None or pain < bound for pain in pains):
        return case.plan, ()
    conditions = tuple(dict.fromkeys((*case.plan.conditions, IRRITABLE)))
    plan = replace(
        case.plan,
        conditions=conditions,
        gentle="regulation_only" if _many(case.plan) else "half_dose",
        stage="beginner",
        stage_since=case.plan.stage_since if case.plan.stage == "beginner" else case.today,
        phase="calm",
        phase_since=case.plan.phase_since if case.plan.phase == "calm" else case.today,
    )
    return plan, (Decision("gentle.again", "half_dose", {"pain": pains[0] or 0}),)
