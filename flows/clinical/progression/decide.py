"""The decision of a day: rules R0 to R7 in order, the first that matches wins.

R8 and R9 need a review and are decided there (`flows.clinical.progression.reassessment`).
"""

from datetime import date

from msgspec.structs import replace

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.progression.absence import absent, long_absent
from flows.clinical.progression.advance import advance, hold, nothing_new
from flows.clinical.progression.flare import flare, in_flare
from flows.clinical.progression.irritability import adjust
from flows.clinical.progression.micro_progressions import Available
from flows.clinical.progression.observations import gather
from flows.clinical.progression.outcome import Rule, RuleContext, Ruling
from flows.clinical.progression.phases import down_stage, gates, relapse
from flows.clinical.progression.regress import deload, leg_down, regress

LOCKING = ("emergency", "urgent", "see_clinician")


def red_flag(context: RuleContext) -> Ruling | None:
    """R0: a locking tier of today's screen stops everything; the lock itself is the screen's."""
    tier = context.evidence.today.tier
    if tier not in LOCKING:
        return None
    return Ruling(
        context.plan, "refer", "r0", (Decision("r0", "refer", {"tier": tier}),), tier=tier
    )


URGENT: tuple[Rule, ...] = (red_flag, leg_down, long_absent, in_flare, flare)
"""R0 to R2: a long absence comes before a flare, and the flare in course before a new one."""
DOWN: tuple[Rule, ...] = (absent, relapse, regress, deload, hold)
"""R3 to R5, after missed days and relapse, which judge more than one session."""
UP: tuple[Rule, ...] = (gates, advance)
"""R7 before R6: else someone with a step to take every day would never pass an open gate."""


def decide(
    programme: Programme, plan: Plan, history: History, today: date, available: Available
) -> Ruling:
    """Decide what today's check-in means for the plan.

    `plan` is the one in force before today's check-in (an edited check-in decides again from it)
    and `history` holds today's answers; `available` are the exercises this person may be given. The
    caller stores `action`, `rule` and `moved` in the day, so that no session is judged twice.
    Source: rules 3.2 to 3.5, progression 3.
    """
    current, evidence = _current(plan, today), gather(programme, history, today)
    context = RuleContext(programme, current, history, today, available, evidence)
    found = _first(URGENT, context)
    if found is not None:
        return _with_reasons(found, ())
    context, adjusted = _adjust(context)
    closed = context.plan.stage != current.stage or evidence.today.pain is None
    found = _first(DOWN if closed else (*DOWN, *UP), context)
    return _with_reasons(found or nothing_new(context), adjusted)


def _first(rules: tuple[Rule, ...], context: RuleContext) -> Ruling | None:
    return next((found for rule in rules if (found := rule(context)) is not None), None)


def _adjust(context: RuleContext) -> tuple[RuleContext, tuple[Decision, ...]]:
    """Apply what the days themselves change before R3: irritability, then the stage."""
    plan, said = adjust(context)
    plan, lower = down_stage(replace(context, plan=plan))
    return replace(context, plan=plan), (*said, *lower)


def _current(plan: Plan, today: date) -> Plan:
    """End a lighter time and a preparation block that are over."""
    if plan.volume_until is not None and plan.volume_until <= today:
        plan = replace(plan, volume=1.0, volume_until=None)
    if plan.demand_until is not None and plan.demand_until <= today:
        plan = replace(plan, demand="", demand_until=None)
    return plan


def _with_reasons(found: Ruling, adjusted: tuple[Decision, ...]) -> Ruling:
    """Keep the reasons of the classification in the plan and put today's after them."""
    decisions = (*adjusted, *found.decisions)
    lasting = tuple(reason for reason in found.plan.reasons if reason.rule.startswith(CLASSIFIED))
    return replace(
        found, plan=replace(found.plan, reasons=(*lasting, *decisions)), decisions=decisions
    )


CLASSIFIED = ("pain_type.", "goal.", "stage.", "phase.", "dose.", "advise.", "gentle.conditions")
