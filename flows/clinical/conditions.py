"""Conditions that follow from the answers, beside those the person named."""

from collections.abc import Set

from flows.catalog.sessions import SessionRules
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
        if row.condition not in found and _holds(row.when, row.unless, facts):
            because = sorted(row.when & facts)[0]
            found[row.condition] = Decision(
                f"condition.{row.rule}", row.condition, {"because": because}
            )
    return tuple(found.items())


def lasting_conditions(rules: SessionRules, facts: Set[str]) -> set[str]:
    """The derived conditions that hold until the next assessment."""
    return {
        row.condition
        for row in rules.bars.derive
        if row.lasting and _holds(row.when, row.unless, facts)
    }


def _holds(when: Set[str], unless: Set[str], facts: Set[str]) -> bool:
    return not facts.isdisjoint(when) and facts.isdisjoint(unless)
