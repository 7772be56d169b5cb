"""Conditions that follow from the answers, beside those the person named."""

from collections.abc import Set as AbstractSet

from flows.catalog.sessions import Derive, SessionRules
from flows.clinical.decision import Decision
from flows.clinical.facts import answered
from flows.clinical.profile import Profile

DROPPED = {"bend_forward": "flexion_intolerant", "bend_back": "extension_intolerant"}
"""A direction dropped by rule R1 filters as the intolerance does."""


def derive_conditions(rules: SessionRules, profile: Profile) -> tuple[tuple[str, Decision], ...]:
    """Say which conditions the answers show, each with the row of bars.toml that says so."""
    found: dict[str, Decision] = {}
    facts = answered(rules.facts, profile)
    for row in rules.bars.derive:
        if row.condition not in found and _holds(row, facts):
            because = min(row.when & facts)
            found[row.condition] = Decision(
                f"condition.{row.rule}", row.condition, {"because": because}
            )
    return tuple(found.items())


def lasting_conditions(rules: SessionRules, facts: AbstractSet[str]) -> set[str]:
    """Give the derived conditions that hold until the next assessment."""
    return {row.condition for row in rules.bars.derive if row.lasting and _holds(row, facts)}


def _holds(row: Derive, facts: AbstractSet[str]) -> bool:
    if row.also and facts.isdisjoint(row.also):
        return False
    return not facts.isdisjoint(row.when) and facts.isdisjoint(row.unless)
