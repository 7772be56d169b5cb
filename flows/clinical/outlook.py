"""What is still missing for the next phase, for the page that shows progress."""

from datetime import date
from statistics import mean

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import Day, History, day_of
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import since
from flows.clinical.progression.outcome import Inputs
from flows.clinical.progression.phases import PHASES, SETBACKS, WEEK_DAYS, strength_missing


def next_gate(programme: Programme, plan: Plan, history: History, today: date) -> Decision:
    """Name the next phase and the first thing that is missing for it (rules 3.2 R7, 3.5)."""
    if plan.phase == PHASES[-1]:
        return Decision("gate.last", "maintenance")
    following = PHASES[PHASES.index(plan.phase) + 1]
    rule, inputs = _missing(programme, plan, history, today)
    return Decision(f"gate.{rule}", following, inputs | {"phase": following})


def _missing(programme: Programme, plan: Plan, history: History, today: date) -> tuple[str, Inputs]:
    rules, window = programme.gates, int(programme.gates.window_days[plan.phase])
    days = (day_of(history, today), *since(history, today, window - 1))
    week = since(history, today, WEEK_DAYS)
    checkins = sum(day.pain is not None or bool(day.workouts) for day in week)
    ratings = [day.pain for day in days if day.pain is not None]
    strength = strength_missing(programme, plan, history, today) if plan.phase == "strength" else ""
    days_left = rules.strength_days_min if plan.phase == "strength" else window
    left = days_left - (today - (plan.phase_since or today)).days
    set_back = any(day.rule.startswith(SETBACKS) for day in days)
    tests: tuple[tuple[bool, str, Inputs], ...] = (
        (plan.flare_since is not None, "flare", {}),
        (bool(plan.gentle), "gentle", {}),
        (_too_high(ratings, _bound(programme, plan)), "pain", {"pain": _bound(programme, plan)}),
        (checkins < rules.ratings_a_week, "checkins", {"count": rules.ratings_a_week}),
        (set_back, "setback", _setback(plan, days, window)),
        (left > 0, "days", {"days": max(1, left)}),
        (strength == "loaded", "loaded", {"count": rules.loaded_sessions_min}),
        (strength == "steps", "steps", {"count": rules.strength_steps_min}),
        (strength == "activities", "activities", {"ability": rules.activities_from}),
    )
    return next(((rule, inputs) for holds, rule, inputs in tests if holds), ("near", {}))


def _setback(plan: Plan, days: tuple[Day, ...], window: int) -> Inputs:
    """Leg pain is named to somebody who has it."""
    leg = plan.pain_type == "radiculopathy" or any(day.leg not in (None, "none") for day in days)
    return {"days": window, "leg": "yes" if leg else "no"}


def _too_high(ratings: list[float], bound: float) -> bool:
    return bool(ratings) and mean(ratings) > bound


def _bound(programme: Programme, plan: Plan) -> float:
    """Give the mean pain that opens the next phase: of the longer way, where it is open."""
    rules = programme.gates
    long = plan.stage in rules.long_stages and plan.phase in rules.long_average_to
    return rules.long_average_to[plan.phase] if long else rules.average_to[plan.phase]
