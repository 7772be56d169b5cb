"""From the person's own activities, or a new demand, to the life patterns that prepare for it."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.plan import Plan, Task
from flows.clinical.profile import Activity

UP_TO = 3
"""Patterns that one person works on at a time, as many as they named activities."""


def life_patterns(programme: Programme, activities: Iterable[Activity]) -> tuple[str, ...]:
    """Name the life patterns in a person's activities, the hardest activity first (seed 002)."""
    ordered = sorted(activities, key=lambda activity: activity.ability)
    found = (pattern for a in ordered for pattern in named_in(programme.pattern_words, a.name))
    return tuple(dict.fromkeys(found))[:UP_TO]


def regions(programme: Programme, patterns: Iterable[str]) -> tuple[str, ...]:
    """Give the exercise regions that prepare for some patterns, in order."""
    return tuple(dict.fromkeys(r for p in patterns for r in programme.patterns.get(p, ())))


def life_regions(
    programme: Programme, plan: Plan, activities: Iterable[Activity]
) -> tuple[str, ...]:
    """Give what integration works on: a new demand first, then the person's own activities."""
    demanded = programme.demand_patterns.get(plan.demand, ())
    return regions(programme, (*demanded, *life_patterns(programme, activities)))


def prepare(programme: Programme, plan: Plan, demand: str, today: date) -> tuple[Plan, Decision]:
    """Begin the preparation block for a new demand; stage, phase and positions stay."""
    days = int(programme.demand.days[demand])
    until = today + timedelta(days=days)
    said = Decision(f"demand.{demand}", "prepare", {"weeks": max(1, days // 7)})
    return replace(plan, demand=demand, demand_until=until), said


def rehearsing(plan: Plan, task: Task) -> tuple[Plan, Decision]:
    """Take up the task that integration rehearses (progression 7)."""
    said = Decision("task.set", task.movement, {"movement": task.movement})
    return replace(plan, task=task), said


def named_in(table: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    """Give the keys whose words begin a word of a name (activity, task), as the words come."""
    spoken = "".join(c if c.isalpha() else " " for c in name.lower()).split()
    found: list[str] = []
    for said in spoken:
        found += [key for key, starts in table.items() if said.startswith(starts)]
    return tuple(dict.fromkeys(found))
