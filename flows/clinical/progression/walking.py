"""Walking beside the sessions: a little longer each good week (rules 3.3)."""

from datetime import date
from math import floor

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.plan import Plan

RISING = ("progress", "hold", "maintenance")
WEEK_DAYS = 7


class Walk(Struct, frozen=True):
    """What to walk: minutes a day on some days a week, in bouts of `bout` minutes."""

    minutes: int
    days_a_week: int
    bout: int


def walk(programme: Programme, plan: Plan) -> Walk:
    """Give the walk of the week; with stenosis it is split into short bouts."""
    rules = programme.walking
    short = set(plan.conditions) & set(rules.interval_conditions)
    bout = min(rules.interval_minutes, plan.walk_minutes) if short else plan.walk_minutes
    return Walk(plan.walk_minutes, rules.days_a_week, bout)


def next_walk(programme: Programme, plan: Plan, action: str, today: date) -> tuple[Plan, Decision]:
    """Lengthen the walk after a week that did not go down, by the named share at most."""
    since = plan.walk_since
    if action not in RISING or (since is not None and (today - since).days < WEEK_DAYS):
        return plan, Decision("walk.same", "hold", {"minutes": plan.walk_minutes})
    minutes = longer(programme, plan.walk_minutes)
    if minutes == plan.walk_minutes:
        return plan, Decision("walk.enough", "hold", {"minutes": minutes})
    said = Decision("walk.longer", "up", {"minutes": minutes, "was": plan.walk_minutes})
    return replace(plan, walk_minutes=minutes, walk_since=today), said


def longer(programme: Programme, minutes: int) -> int:
    """Give the next length of a walk, whole minutes, never past the target nor over the share."""
    rules = programme.walking
    most = floor(minutes * (1 + rules.rise_share_max) + 1e-9)
    return max(minutes, min(rules.target_minutes, most))
