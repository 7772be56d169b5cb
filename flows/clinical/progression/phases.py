"""Rule R7: the gates between stages and phases, immediate down-staging, relapse."""

from statistics import mean

from msgspec.structs import replace

from flows.catalog.programme import Gates
from flows.clinical.decision import Decision
from flows.clinical.history import Day, History
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import ONE_DAY, since
from flows.clinical.progression.outcome import Inputs, RuleContext, Ruling, lighter
from flows.clinical.progression.step_back import lower_all, lowered
from flows.clinical.staging import FIRST_PHASE, STAGES, near_normal

R7 = "r7"
PHASES = ("calm", "mobility", "strength", "integration", "maintenance")
WEEK_DAYS = 7
SETBACKS = ("r1", "r2", "r3")


def gates(context: RuleContext) -> Ruling | None:
    """R7: up one stage, or one phase, or both, with a lighter first week; never two at once."""
    stage, phase = _next_stage(context), _next_phase(context)
    if not (stage or phase):
        return None
    plan = context.plan
    said: list[Decision] = []
    if stage:
        plan = replace(plan, stage=stage, stage_since=context.today)
        said.append(Decision("r7.stage", stage, {"stage": stage}))
    if phase:
        plan = replace(plan, phase=phase, phase_since=context.today)
        said.append(Decision(f"r7.phase.{phase}", phase, {"phase": phase}))
    rules = context.programme.gates
    plan = lighter(plan, rules.first_week_volume, context.today, rules.first_week_days)
    return Ruling(plan, "progress", R7, tuple(said), moved=len(said))


def down_stage(context: RuleContext) -> tuple[Plan, tuple[Decision, ...]]:
    """Lower the stage at once to what the last week allows; the phase and the steps stay."""
    stage, rule, inputs = _allowed_stage(context)
    if STAGES.index(stage) >= STAGES.index(context.plan.stage):
        return context.plan, ()
    plan = replace(context.plan, stage=stage, stage_since=context.today)
    return plan, (Decision(rule, stage, inputs),)


def relapse(context: RuleContext) -> Ruling | None:
    """In maintenance, a week above the low band re-enters strength two steps down (rules 3.5)."""
    rules = context.programme.gates
    if context.plan.phase != "maintenance":
        return None
    ratings = _ratings(_days(context, rules.relapse_days))
    if len(ratings) < rules.relapse_ratings_min or mean(ratings) < rules.relapse_average_from:
        return None
    plan = replace(context.plan, phase="strength", phase_since=context.today)
    plan, taken = lower_all(context, plan, rules.relapse_steps)
    said = Decision("relapse", "regress", {"pain": round(mean(ratings), 1)})
    return Ruling(plan, "regress", "relapse", (said, *lowered(taken)), moved=-max(1, taken))


def activities_now(history: History) -> float | None:
    """Give the mean of the person's activities at the newest review that asked for them."""
    rated = (review.activities for review in reversed(history.reviews) if review.activities)
    newest = next(rated, ())
    return mean(newest) if newest else None


def movement_now(history: History) -> dict[str, str]:
    """Give the newest movement check of a review; empty when there was none."""
    checked = (review.movement for review in reversed(history.reviews) if review.movement)
    return next(checked, {})


def _next_phase(context: RuleContext) -> str | None:
    rules, phase = context.programme.gates, context.plan.phase
    if phase == PHASES[-1] or context.plan.gentle or context.plan.phase_since is None:
        return None
    days = int(rules.window_days[phase])
    if (context.today - context.plan.phase_since).days < days or not _in_band(context, days, phase):
        return None
    if phase == "strength" and (activities_now(context.history) or 0) < rules.activities_from:
        return None
    return PHASES[PHASES.index(phase) + 1]


def _next_stage(context: RuleContext) -> str | None:
    rules, stage = context.programme.gates, context.plan.stage
    if stage == STAGES[-1] or context.plan.gentle or context.plan.stage_since is None:
        return None
    days = int(rules.stage_window_days[stage])
    if (context.today - context.plan.stage_since).days < days:
        return None
    if not _in_band(context, days, FIRST_PHASE[stage]) or not _nights_and_leg(context, days):
        return None
    moves = near_normal(context.programme.staging, movement_now(context.history))
    return STAGES[STAGES.index(stage) + 1] if stage == STAGES[0] or moves else None


def _days(context: RuleContext, days: int) -> tuple[Day, ...]:
    """Today and the days before it, `days` mornings in all."""
    return (context.evidence.today, *since(context.history, context.today, days - 1))


def _ratings(days: tuple[Day, ...]) -> list[float]:
    return [day.pain for day in days if day.pain is not None]


def _in_band(context: RuleContext, days: int, phase: str) -> bool:
    """Pain inside the band, every week regular, and no setback, over the whole window."""
    rules, window = context.programme.gates, _days(context, days)
    answered = [day for day in window if day.pain is not None and day.worst is not None]
    if not answered or not _regular(rules, context, days):
        return False
    if any(day.rule.startswith(SETBACKS) for day in window):
        return False
    worst = max(day.worst for day in answered if day.worst is not None)
    return mean(_ratings(window)) <= rules.average_to[phase] and worst <= rules.worst_to[phase]


def _regular(rules: Gates, context: RuleContext, days: int) -> bool:
    """Whether every week of the window had enough sessions and whole check-ins."""
    for week in range(days // WEEK_DAYS):
        end = context.today - ONE_DAY * WEEK_DAYS * week
        found = since(context.history, end, WEEK_DAYS)
        sessions = sum(len(day.workouts) for day in found)
        checkins = sum(day.pain is not None and day.worst is not None for day in found)
        if sessions < rules.sessions_a_week or checkins < rules.checkins_a_week:
            return False
    return True


def _nights_and_leg(context: RuleContext, days: int) -> bool:
    """Quiet nights every week, no leg pain and no wavering confidence in the window."""
    window = _days(context, days)
    allowed = (
        context.programme.gates.waking_nights_a_week_max[context.plan.stage] * days / WEEK_DAYS
    )
    answered = [day for day in window if day.pain is not None]
    nights = sum(day.waking is None or day.waking > 0 for day in answered)
    sure = [day.confidence for day in window if day.workouts and day.date < context.today]
    return (
        nights <= allowed
        and all(day.leg == "none" for day in answered)
        and all(c is not None and c >= context.programme.progress.confidence_from for c in sure)
    )


def _allowed_stage(context: RuleContext) -> tuple[str, str, Inputs]:
    """Give the highest stage that the last days allow, and the rule that says so."""
    rules, staging, stage = context.programme.gates, context.programme.staging, context.plan.stage
    days = _apart_from_flares(_days(context, rules.down_days))
    ratings = _ratings(days)
    if len(ratings) >= rules.down_ratings_min:
        usual = mean(ratings)
        said: Inputs = {"pain": round(usual, 1)}
        if usual >= staging.beginner_average_from:
            return "beginner", "r7.down_pain", said
        if usual > staging.advanced_average_to and stage == "advanced":
            return "intermediate", "r7.down_pain", said
    worst = max((day.worst for day in _new(context, days) if day.worst is not None), default=0)
    if worst >= staging.beginner_worst_from:
        return "beginner", "r7.down_worst", {"pain": worst}
    nights = sum(bool(day.waking) for day in days)
    if nights >= rules.down_waking_nights_from.get(stage, rules.down_days + 1):
        return STAGES[STAGES.index(stage) - 1], "r7.down_waking", {"nights": nights}
    return STAGES[-1], R7, {}


def _apart_from_flares(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Days outside a flare, which has a plan of its own."""
    return tuple(day for day in days if not day.rule.startswith("r2"))


def _new(context: RuleContext, days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Days since the stage was set; what came before is in it already."""
    begun = context.plan.stage_since
    return tuple(day for day in days if begun is None or day.date > begun)
