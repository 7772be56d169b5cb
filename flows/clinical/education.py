"""One short idea a day at most, matched to what the person is going through."""

from datetime import date, timedelta

from msgspec.structs import replace

from flows.catalog.education import Card, Education
from flows.clinical.history import Day, History
from flows.clinical.plan import Plan
from flows.clinical.progression.observations import since
from flows.clinical.signature import Signature

WEEK_DAYS = 7
HELD_BY_PAIN = ("r5.peak", "r5.settled")
POOR_NIGHTS = 2
"""Nights awake in a week that make the cards on sleep fit (proposed)."""
PHASES_SETTLED = ("strength", "integration", "maintenance")


def card_today(
    education: Education,
    plan: Plan,
    history: History,
    found: Signature,
    today: date,
) -> Card | None:
    """Give the first card that fits today and has not been shown; None when there is none.

    The caller shows at most one a day and remembers it with `shown`.
    """
    now = {name for name, holds in moments(plan, history, found, today).items() if holds}
    fresh = (card for card in education.cards if card.id not in history.cards)
    return next((card for card in fresh if card.moments & now), None)


def shown(history: History, card: Card) -> History:
    """Remember a card, so that it is not shown again."""
    return replace(history, cards=(*history.cards, card.id))


def moments(plan: Plan, history: History, found: Signature, today: date) -> dict[str, bool]:
    """Give every moment that a card may name, and whether it is one for the person now."""
    week = tuple(day for day in history.days if today - timedelta(WEEK_DAYS) < day.date <= today)
    rules = {reason.rule for reason in plan.reasons}
    true = {"stiff": bool(found.stiff), "braced": found.braces} | _of_plan(plan, rules, today)
    true |= _of_week(week, rules)
    true["few_sessions"] = not any(d.workouts for d in since(history, today, WEEK_DAYS))
    return true


def _of_plan(plan: Plan, rules: set[str], today: date) -> dict[str, bool]:
    begun = plan.started or today
    return {
        "first_week": (today - begun).days < WEEK_DAYS,
        "flare": plan.flare_since is not None,
        "leg": plan.pain_type == "radiculopathy",
        "new_pain": plan.pain_type == "acute",
        "long_pain": plan.pain_type == "chronic",
        "integration": plan.phase == "integration",
        "maintenance": plan.phase == "maintenance",
        "settled": plan.phase in PHASES_SETTLED,
        "walks": (today - begun).days >= WEEK_DAYS and not plan.gentle,
        "afraid": bool(rules & {"stage.fear", "stage.breath"}),
        "leg_down": any(rule.startswith("r1.") for rule in rules),
        "back_again": any(rule.startswith("absence.") for rule in rules),
        "lighter_week": any(rule.startswith("r4.") for rule in rules),
    }


def _of_week(week: tuple[Day, ...], rules: set[str]) -> dict[str, bool]:
    ups, downs = any(d.moved > 0 for d in week), any(d.moved < 0 for d in week)
    over_braced = any(w.in_control is False for day in week for w in day.workouts)
    true = {
        "went_up": any(rule.startswith("r6.") for rule in rules),
        "went_down": any(rule.startswith("r3.") for rule in rules),
        "up_and_down": ups and downs,
        "held_by_pain": bool(rules & set(HELD_BY_PAIN)),
        "poor_sleep": sum(bool(day.waking) for day in week) >= POOR_NIGHTS,
    }
    return true | ({"braced": True} if over_braced else {})
