"""What is true of a person, which conditions follow from it, and what both forbid."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from msgspec import Struct

from flows.catalog.exercises import Exercise, Micro
from flows.catalog.sessions import Contraindication, Derive, FactRules, SessionRules
from flows.clinical.decision import Decision
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.profile import Profile


def answered(rules: FactRules, profile: Profile) -> set[str]:
    """Give the facts of the assessment."""
    found = {f"leg:{profile.leg}", f"settles:{profile.settles}", f"habit:{profile.exercise_habit}"}
    for topic, values in (
        ("condition", profile.conditions),
        ("diagnosis", profile.diagnoses),
        ("flag", profile.flags),
        ("leg_signs", () if profile.signs_are_history else profile.leg_signs),
        ("provoked_by", profile.provoked_by),
        ("eased_by", profile.eased_by),
    ):
        found.update([f"{topic}:{value}" for value in values])
    found.update([f"movement:{check}={result}" for check, result in profile.movement.items()])
    found.update([f"tested:{way}={result}" for way, result in profile.bends.items()])
    if profile.age >= rules.age_older:
        found.add("age:older")
    if profile.pain_now >= rules.pain_at_rest_high:
        found.add("pain_at_rest:high")
    if profile.fear >= rules.fear_high:
        found.add("fear:high")
    if profile.breath_holding:
        found.add("breath:held")
    return found


def planned(rules: FactRules, plan: Plan, history: History, day: date) -> set[str]:
    """Give the facts of the plan and its course; a stage is new for some days after moving up."""
    found = {f"phase:{plan.phase}", f"pain_type:{plan.pain_type}"}
    found.update([f"condition:{name}" for name in plan.conditions])
    found.update([f"dropped:{name}" for name in plan.dropped])
    since = plan.stage_since
    if since is not None and since != plan.started and (day - since).days < rules.new_stage_days:
        found.add(f"new_stage:{plan.stage}")
    if plan.started is not None and (day - plan.started).days >= rules.new_stage_days:
        found.add("programme:settled")
    if _leg_is_quiet(rules, history, day):
        found.add("leg_quiet:yes")
    last = next((each.leg for each in reversed(history.days) if each.date <= day and each.leg), "")
    return found | ({f"leg_now:{last}"} if last else set())


def _leg_is_quiet(rules: FactRules, history: History, day: date) -> bool:
    """Whether no answer of some weeks answers of leg pain; too few answers say nothing."""
    first = day - timedelta(days=rules.leg_quiet_days)
    if not history.days or history.days[0].date > first:
        return False
    answers = [each.leg for each in history.days if first <= each.date <= day and each.leg]
    return len(answers) >= rules.leg_quiet_answers_min and all(leg == "none" for leg in answers)


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
    numbers = {
        "age": rules.age_older,
        "weeks": rules.new_stage_days // WEEK_DAYS,
        "leg_weeks": rules.leg_quiet_days // WEEK_DAYS,
    }
    return tuple(
        Decision(f"bar.{row.id}", "left_out", {"kinds": " ".join(sorted(row.kinds)), **numbers})
        for row in held.rows
    )
