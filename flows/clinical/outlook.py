"""What is still missing for the next phase, for the page that shows progress."""

from datetime import date
from statistics import mean

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import History, day_of
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import since
from flows.clinical.progression.outcome import Inputs
from flows.clinical.progression.phases import PHASES, SETBACKS, WEEK_DAYS, activities_now


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
    sessions = sum(len(day.workouts) for day in week)
    checkins = sum(day.pain is not None and day.worst is not None for day in week)
    ratings = [day.pain for day in days if day.pain is not None]
    able = activities_now(history)
    left = window - (today - (plan.phase_since or today)).days
    tests: tuple[tuple[bool, str, Inputs], ...] = (
        (plan.flare_since is not None, "flare", {}),
        (bool(plan.gentle), "gentle", {}),
        (_too_high(ratings, rules.average_to[plan.phase]), "pain", _bound(programme, plan)),
        (sessions < rules.sessions_a_week, "sessions", {"count": rules.sessions_a_week}),
        (checkins < rules.checkins_a_week, "checkins", {"count": rules.checkins_a_week}),
        (_unable(programme, plan, able), "activities", {"ability": rules.activities_from}),
        (any(day.rule.startswith(SETBACKS) for day in days), "setback", {"days": window}),
        (left > 0, "days", {"days": max(1, left)}),
    )
    return next(((rule, inputs) for holds, rule, inputs in tests if holds), ("near", {}))


def _too_high(ratings: list[float], bound: float) -> bool:
    return bool(ratings) and mean(ratings) > bound


def _bound(programme: Programme, plan: Plan) -> Inputs:
    return {"pain": programme.gates.average_to[plan.phase]}


def _unable(programme: Programme, plan: Plan, able: float | None) -> bool:
    return plan.phase == "strength" and (able or 0) < programme.gates.activities_from
