"""Conditions that follow from the answers, beside those the person named."""

from collections.abc import Set as AbstractSet

from msgspec import Struct

from flows.catalog.exercises import Exercise, Micro
from flows.catalog.sessions import Contraindication, Derive, FactRules, SessionRules
from flows.clinical.decision import Decision
from flows.clinical.prescription.facts import answered
from flows.clinical.profile import Profile

DROPPED = {"bend_forward": "flexion_intolerant", "bend_back": "extension_intolerant"}
"""A direction dropped by rule R1 filters as the intolerance does."""


def derive_conditions(rules: SessionRules, profile: Profile) -> tuple[tuple[str, Decision], ...]:
    """Say which conditions the answers show, each with its row of contraindications.toml."""
    found: dict[str, Decision] = {}
    facts = answered(rules.facts, profile)
    for row in rules.contraindications.derive:
        if row.condition not in found and _holds(row, facts):
            because = min(row.when & facts)
            found[row.condition] = Decision(
                f"condition.{row.rule}", row.condition, {"because": because}
            )
    return tuple(found.items())


def lasting_conditions(rules: SessionRules, facts: AbstractSet[str]) -> set[str]:
    """Give the derived conditions that hold until the next assessment."""
    return {
        row.condition
        for row in rules.contraindications.derive
        if row.lasting and _holds(row, facts)
    }


def _holds(row: Derive, facts: AbstractSet[str]) -> bool:
    if row.also and facts.isdisjoint(row.also):
        return False
    return not facts.isdisjoint(row.when) and facts.isdisjoint(row.unless)


WEEK_DAYS = 7
NOTHING: frozenset[str] = frozenset()


class Contraindications(Struct, frozen=True):
    """All that is barred, and the rows that bar it."""

    rows: tuple[Contraindication, ...]
    kinds: frozenset[str]
    risks: frozenset[str]
    exercises: frozenset[str]
    steps: frozenset[str]

    def forbids(self, exercise: Exercise, used: tuple[str, ...]) -> bool:
        """Whether the exercise may not be given with the items used."""
        if exercise.id in self.exercises or not self.risks.isdisjoint(exercise.risks):
            return True
        if not self.kinds.isdisjoint(exercise.kinds):
            return True
        items = exercise.equipment_kinds
        return any(items.get(item) in self.kinds for item in used)

    def forbids_load(self, risk: str, kinds: AbstractSet[str]) -> bool:
        """Whether a weight that brings some kinds may not be held."""
        return "load" in self.steps or risk in self.risks or not self.kinds.isdisjoint(kinds)

    def forbids_step(self, micro: Micro) -> bool:
        """Whether the micro-step may not be taken."""
        return (
            micro.kind in self.steps
            or not self.kinds.isdisjoint(micro.adds)
            or not self.risks.isdisjoint(micro.risks)
        )


def contraindications_for(
    rows: tuple[Contraindication, ...], facts: AbstractSet[str]
) -> Contraindications:
    """Collect the rows that hold."""
    held = tuple(
        row for row in rows if not facts.isdisjoint(row.when) and facts.isdisjoint(row.unless)
    )
    return Contraindications(
        rows=held,
        kinds=NOTHING.union(*(row.kinds for row in held)),
        risks=NOTHING.union(*(row.risks for row in held)),
        exercises=NOTHING.union(*(row.exercises for row in held)),
        steps=NOTHING.union(*(row.steps for row in held)),
    )


def reasons(held: Contraindications, rules: FactRules) -> tuple[Decision, ...]:
    """One decision for each row that holds, with the thresholds that its sentence names."""
    numbers = {"age": rules.age_older, "weeks": rules.new_stage_days // WEEK_DAYS}
    return tuple(
        Decision(f"bar.{row.id}", "left_out", {"kinds": " ".join(sorted(row.kinds)), **numbers})
        for row in held.rows
    )
