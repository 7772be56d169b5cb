"""What a day's decision looks like, and the small ways in which a plan is changed."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.progression.micro_progressions import Available
from flows.clinical.progression.observations import Evidence

Inputs = dict[str, str | int | float | bool]


class Ruling(Struct, frozen=True):
    """The plan from today on, and why.

    `action`: progress | hold | regress | deload | flare_plan | refer | reassess. `rule` is the id
    of the rule that matched first. `moved` counts steps, stages and phases, up
    positive, down negative. `tier` is see_clinician when the person must be sent to one;
    `screen` is full | micro when that screen is due before any session.
    """

    plan: Plan
    action: str
    rule: str
    decisions: tuple[Decision, ...]
    moved: int = 0
    tier: str = "none"
    screen: str = "none"


class RuleContext(Struct, frozen=True):
    """Everything a rule may look at."""

    programme: Programme
    plan: Plan
    history: History
    today: date
    available: Available
    evidence: Evidence


Rule = Callable[[RuleContext], Ruling | None]


def ruling(context: RuleContext, rule: str, action: str, **inputs: str | float | bool) -> Ruling:
    """Leave the plan as it is, for one reason."""
    return Ruling(context.plan, action, rule, (Decision(rule, action, inputs),))


def lighter(plan: Plan, volume: float, today: date, days: int) -> Plan:
    """Set a share of the usual volume for some days; never raise one that is lower."""
    still = plan.volume if plan.volume_until and plan.volume_until > today else 1.0
    until = today + timedelta(days=days)
    return replace(plan, volume=min(volume, still), volume_until=until)
