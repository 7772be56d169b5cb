"""Rule R7: the gates between stages and phases, down-staging, relapse (progression 3)."""

from datetime import date
from statistics import mean

from msgspec.structs import replace

from flows.catalog.programme import Gates, Programme
from flows.clinical.decision import Decision
from flows.clinical.history import Day, History
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import ONE_DAY, since
from flows.clinical.progression.outcome import RuleContext, Ruling
from flows.clinical.progression.step_back import lower_all, lowered
from flows.clinical.staging import STAGES, near_normal

R7 = "r7"
PHASES = ("calm", "mobility", "strength", "integration", "maintenance")
WEEK_DAYS = 7
SETBACKS = ("r1", "r2")
"""Rules that block a gate for as long as its window looks back."""


def gates(context: RuleContext) -> Ruling | None:
    """R7: up one stage, or one phase, or both; never two at once. Doses stay as they are."""
    stage, phase = _next_stage(context), _next_phase(context)
    if not (stage or phase):
        return None
    plan = context.plan
    said: list[Decision] = []
    if stage:
        plan = replace(plan, stage=stage, stage_since=context.today)
        said.append(Decision("r7.stage", stage, {"stage": stage}))
    if phase:
        plan = entered(plan, phase, context.today)
        routine = _routine(context.programme) if phase == "maintenance" else {}
        said.append(Decision(f"r7.phase.{phase}", phase, {"phase": phase, **routine}))
    return Ruling(plan, "progress", R7, tuple(said), moved=len(said))


def _routine(programme: Programme) -> dict[str, str | int | float | bool]:
    """What maintenance asks for, as its sentence tells it (progression 7)."""
    rules = programme.maintenance
    least, most = rules.minutes
    return {
        "least": least,
        "most": most,
        "sessions": rules.sessions_a_week,
        "strength": rules.strength_a_week,
    }


def entered(plan: Plan, phase: str, today: date) -> Plan:
    """Begin a phase; strength counts its gains from its beginning."""
    gains = {} if phase == "strength" else plan.gains
    return replace(plan, phase=phase, phase_since=today, gains=gains)


def down_stage(context: RuleContext) -> tuple[Plan, tuple[Decision, ...]]:
    """Lower the stage where the week's mean says so; the phase and the doses stay."""
    rules, plan = context.programme.gates, context.plan
    since_move = (context.today - plan.stage_since).days if plan.stage_since else WEEK_DAYS * 52
    days = _apart_from_flares(_days(context, rules.down_days))
    ratings = _ratings(days)
    if len(ratings) < rules.down_ratings_min or since_move < rules.stage_days_between:
        return plan, ()
    usual = mean(ratings)
    too_high = {
        "advanced": usual > rules.down_advanced_above,
        "intermediate": usual >= rules.down_intermediate_from,
    }
    if not too_high.get(plan.stage):
        return plan, ()
    stage = STAGES[STAGES.index(plan.stage) - 1]
    plan = replace(plan, stage=stage, stage_since=context.today)
    return plan, (Decision("r7.down_pain", stage, {"pain": round(usual, 1)}),)


def relapse(context: RuleContext) -> Ruling | None:
    """In maintenance, a week above the low band re-enters strength two steps down (rules 3.5)."""
    rules = context.programme.gates
    if context.plan.phase != "maintenance":
        return None
    ratings = _ratings(_days(context, rules.relapse_days))
    if len(ratings) < rules.relapse_ratings_min or mean(ratings) < rules.relapse_average_from:
        return None
    plan = entered(context.plan, "strength", context.today)
    plan, taken = lower_all(context, plan, rules.relapse_steps)
    said = Decision("relapse", "regress", {"pain": round(mean(ratings), 1)})
    return Ruling(
        plan, "regress", "relapse", (said, *lowered(taken, "relapse")), moved=-max(1, taken)
    )


def activities_now(history: History) -> float | None:
    """Give the mean of the person's activities at the newest review that asked for them."""
    rated = (review.activities for review in reversed(history.reviews) if review.activities)
    newest = next(rated, ())
    return mean(newest) if newest else None


def movement_now(history: History) -> dict[str, str]:
    """Give the newest movement check of a review; empty when there was none."""
    checked = (review.movement for review in reversed(history.reviews) if review.movement)
    return next(checked, {})


def activities_gain(history: History) -> float:
    """Give by how much the person's activities are better than at first; 0 where unknown."""
    rated = [mean(review.activities) for review in history.reviews if review.activities]
    return rated[-1] - rated[0] if len(rated) > 1 else 0.0


def _next_phase(context: RuleContext) -> str | None:
    plan, phase = context.plan, context.plan.phase
    if phase == PHASES[-1] or plan.gentle or plan.phase_since is None:
        return None
    if not (_short_way(context) or _long_way(context)):
        return None
    if phase == "strength" and strength_missing(
        context.programme, plan, context.history, context.today
    ):
        return None
    return PHASES[PHASES.index(phase) + 1]


def _short_way(context: RuleContext) -> bool:
    rules, phase = context.programme.gates, context.plan.phase
    bounds = (rules.average_to[phase], rules.worst_to.get(phase, WORST))
    return _passed(context, int(rules.window_days[phase]), bounds)


def _long_way(context: RuleContext) -> bool:
    """Whether steady pain at a moderate level has lasted long enough for strength to begin."""
    rules, phase = context.programme.gates, context.plan.phase
    if phase not in rules.long_days or context.plan.stage not in rules.long_stages:
        return False
    bounds = (rules.long_average_to[phase], rules.long_worst_to[phase])
    return _passed(context, int(rules.long_days[phase]), bounds)


WORST = 10.0


def _passed(context: RuleContext, days: int, bounds: tuple[float, float]) -> bool:
    """Whether a whole window of the phase lies in a band, with enough answers and training."""
    begun, rules = context.plan.phase_since, context.programme.gates
    if begun is None or (context.today - begun).days < days:
        return False
    sessions = sum(bool(day.workouts) for day in since(context.history, context.today, days))
    enough = sessions >= rules.phase_sessions_a_week * days / WEEK_DAYS
    return enough and _in_band(context, days, bounds)


def strength_missing(programme: Programme, plan: Plan, history: History, today: date) -> str:
    """Name the first thing that the strength phase still needs; "" when nothing is missing."""
    rules = programme.gates
    begun = plan.phase_since or today
    loaded = sum(
        any(workout.loaded for workout in day.workouts)
        for day in history.days
        if begun <= day.date < today
    )
    gained = [count for count in plan.gains.values() if count > 0]
    able = activities_now(history) or 0
    gain = activities_gain(history)
    tests = (
        ("strong_days", _days_in_phase(plan, today) < rules.strength_days_min),
        ("loaded", loaded < rules.loaded_sessions_min),
        (
            "steps",
            sum(gained) < rules.strength_steps_min or len(gained) < rules.strength_patterns_min,
        ),
        ("activities", able < rules.activities_from and gain < rules.activities_gain_from),
    )
    return next((name for name, missing in tests if missing), "")


def _days_in_phase(plan: Plan, today: date) -> int:
    """Whole days of the phase before today; the day of the assessment had no session in it."""
    begun = plan.phase_since or today
    return (today - begun).days - (begun == plan.started)


def _next_stage(context: RuleContext) -> str | None:
    rules, plan = context.programme.gates, context.plan
    if plan.stage == STAGES[-1] or plan.gentle or plan.stage_since is None:
        return None
    days = int(rules.stage_window_days[plan.stage])
    wait = rules.stage_days_between if plan.stage_since != plan.started else days
    if (context.today - plan.stage_since).days < max(days, wait):
        return None
    bounds = (rules.stage_average_to[plan.stage], rules.stage_worst_to[plan.stage])
    if not (_in_band(context, days, bounds) and _regular(rules, context, days)):
        return None
    if not _leg_is_free(context, days):
        return None
    moves = near_normal(context.programme.staging, movement_now(context.history))
    return STAGES[STAGES.index(plan.stage) + 1] if plan.stage == STAGES[0] or moves else None


def _days(context: RuleContext, days: int) -> tuple[Day, ...]:
    """Today and the days before it, `days` mornings in all."""
    return (context.evidence.today, *since(context.history, context.today, days - 1))


def _ratings(days: tuple[Day, ...]) -> list[float]:
    return [day.pain for day in days if day.pain is not None]


def _in_band(context: RuleContext, days: int, bounds: tuple[float, float]) -> bool:
    """Pain inside the band over the whole window, rated often enough, and no setback in it."""
    window = _days(context, days)
    ratings = _ratings(window)
    if len(ratings) < context.programme.gates.ratings_a_week * days / WEEK_DAYS:
        return False
    if any(day.rule.startswith(SETBACKS) for day in window):
        return False
    worst = max((day.worst for day in window if day.worst is not None), default=0)
    return mean(ratings) <= bounds[0] and worst <= bounds[1]


def _regular(rules: Gates, context: RuleContext, days: int) -> bool:
    """Whether every week of the window had enough sessions and check-ins, a session being one."""
    for week in range(days // WEEK_DAYS):
        end = context.today - ONE_DAY * WEEK_DAYS * week
        found = since(context.history, end, WEEK_DAYS)
        sessions = sum(bool(day.workouts) for day in found)
        checkins = sum(day.pain is not None or bool(day.workouts) for day in found)
        if sessions < rules.sessions_a_week or checkins < rules.checkins_a_week:
            return False
    return True


def _leg_is_free(context: RuleContext, days: int) -> bool:
    answered = [day for day in _days(context, days) if day.leg is not None]
    return all(day.leg == "none" for day in answered)


def _apart_from_flares(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Days outside a flare, which has a plan of its own."""
    return tuple(day for day in days if not day.rule.startswith("r2"))
