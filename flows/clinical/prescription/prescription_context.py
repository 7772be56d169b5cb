"""Everything that the prescription of one session depends on, gathered once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from flows.catalog.sessions import (
    STRICTEST_LAST,
    Library,
    ModeRules,
    Pack,
    SessionRules,
)
from flows.clinical.history import EXERCISES_KEPT_DAYS, History, Performed
from flows.clinical.plan import Plan
from flows.clinical.prescription.contraindications import (
    DROPPED,
    Contraindications,
    answered,
    contraindications_for,
    lasting_conditions,
    planned,
)
from flows.clinical.prescription.prescribed import Occasion
from flows.clinical.profile import Profile, Weights

STRENGTH_PHASES = frozenset({"strength", "integration", "maintenance"})
NORMAL = ModeRules(source="the usual session", mark="proposed")
SI_JOINT = "si_joint"
SI_PAIN = "si_joint_pain"


class Done(NamedTuple):
    """Each exercise as last done, as its card last showed it, as last given whole, with its day."""

    last: dict[str, Performed]
    shown: dict[str, Performed]
    full: dict[str, Performed]
    dates: dict[str, date]
    patterns: dict[str, date]


class PrescriptionContext(NamedTuple):
    """One person on one day; conditions hold what is reported, derived and dropped."""

    library: Library
    profile: Profile
    plan: Plan
    occasion: Occasion
    done: Done
    mode: str
    how: ModeRules
    stage: str
    minutes: int
    volume: float
    owned: frozenset[str]
    conditions: frozenset[str]
    suits: frozenset[str]
    goals: frozenset[str]
    targets: frozenset[str]
    life: frozenset[str]
    contraindications: Contraindications
    packs: tuple[str, ...]
    preferred: frozenset[str]
    strength_reps: tuple[int, int] | None
    against_regions: frozenset[str]
    against_positions: frozenset[str]
    last_time: frozenset[str]
    hurt: frozenset[str]

    @property
    def late(self) -> bool:
        """Whether the strength phase has come."""
        return self.plan.phase in STRENGTH_PHASES

    @property
    def weights(self) -> Weights:
        """What the person has to lift; nothing told is nothing owned."""
        return self.profile.weights or Weights()


def day_number(context: PrescriptionContext) -> int:
    """Days of the programme so far: what varies by day varies alike for people who are alike."""
    started = context.plan.started
    return (context.occasion.date - started).days if started else 0


def prescription_context(
    library: Library, profile: Profile, plan: Plan, history: History, occasion: Occasion
) -> PrescriptionContext:
    """Gather the facts of the person and the day. Pure: the same inputs give the same case."""
    rules = library.rules
    mode = strictest(occasion.mode, plan.gentle)
    how = rules.mode.get(mode, NORMAL)  # type: ignore[call-overload]
    stage = how.stage or plan.stage
    answers = answered(rules.facts, profile)
    conditions = _conditions(rules, profile, plan, answers)
    facts = answers | planned(rules.facts, plan, history, occasion.date)
    facts.update((f"stage:{stage}", f"mode:{mode}"))
    facts.update([f"condition:{name}" for name in conditions])
    packs = _packs(rules, facts)
    return PrescriptionContext(
        library=library,
        profile=profile,
        plan=plan,
        occasion=occasion,
        done=_done(library, history, occasion),
        mode=mode,
        how=how,
        stage=stage,
        minutes=_minutes(rules, how, occasion.minutes),
        volume=_volume(plan, how, occasion),
        owned=library.exercises.shelf.assumed.union(profile.equipment),
        conditions=conditions,
        suits=_presentations(profile, plan, conditions),
        goals=_goals(plan),
        targets=frozenset(occasion.targets[: rules.score_more.targets_max]),
        life=frozenset(occasion.life),
        contraindications=contraindications_for(rules.contraindications.contraindication, facts),
        packs=tuple(pack.id for pack in packs if facts.isdisjoint(pack.unsaid)),
        preferred=frozenset().union(*(pack.prefer for pack in packs)),
        strength_reps=next((p.strength_reps for p in packs if p.strength_reps), None),
        against_regions=_against(rules.directions.regions, profile),
        against_positions=_against(rules.directions.positions, profile),
        last_time=_last_time(history, occasion),
        hurt=_hurt(history, occasion.date - timedelta(days=rules.score_more.hurt_days)),
    )


def _packs(rules: SessionRules, facts: set[str]) -> list[Pack]:
    return [
        pack
        for pack in rules.pack
        if not facts.isdisjoint(pack.when) and facts.isdisjoint(pack.unless)
    ]


def strictest(*modes: str) -> str:
    """Give the gentlest of some modes; an empty one says nothing."""
    ranked = [mode for mode in STRICTEST_LAST if mode in modes]
    return ranked[-1] if ranked else STRICTEST_LAST[0]


def _minutes(rules: SessionRules, how: ModeRules, asked: int) -> int:
    most = how.minutes_max or rules.time.minutes_max
    return max(rules.time.minutes_min, min(asked, most, rules.time.minutes_max))


def _volume(plan: Plan, how: ModeRules, occasion: Occasion) -> float:
    lasts = plan.volume_until is None or occasion.date <= plan.volume_until
    return min(plan.volume if lasts else 1.0, how.volume)


def _conditions(
    rules: SessionRules, profile: Profile, plan: Plan, answers: set[str]
) -> frozenset[str]:
    dropped = (DROPPED[way] for way in plan.dropped if way in DROPPED)
    derived = lasting_conditions(rules, answers)
    return frozenset((*profile.conditions, *plan.conditions, *derived, *dropped))


def _presentations(profile: Profile, plan: Plan, conditions: frozenset[str]) -> frozenset[str]:
    joint = (SI_PAIN,) if plan.goal == SI_JOINT else ()
    return conditions.union((plan.pain_type,), profile.diagnoses, joint)


def _goals(plan: Plan) -> frozenset[str]:
    """Give the person's goal; from the strength phase on strength capacity joins it."""
    if plan.phase in STRENGTH_PHASES:
        return frozenset((plan.goal, "strength_capacity"))
    return frozenset((plan.goal,))


def _patterns_done(library: Library, dates: Mapping[str, date]) -> dict[str, date]:
    """Give the day on which each main pattern was last done."""
    found = {}
    for pattern in library.rules.patterns.pattern:
        done = [dates[name] for name in pattern.ladder if name in dates]
        if done:
            found[pattern.id] = max(done)
    return found


def _against(table: Mapping[str, frozenset[str]], profile: Profile) -> frozenset[str]:
    """Give the regions or positions that go against what provokes the person."""
    return frozenset().union(*(table.get(move, ()) for move in profile.provoked_by))


def _last_time(history: History, occasion: Occasion) -> frozenset[str]:
    for day in reversed(history.days):
        if day.workouts and day.date <= occasion.date:
            return frozenset(done.exercise for done in day.workouts[-1].performed)
    return frozenset()


def _hurt(history: History, after: date) -> frozenset[str]:
    """Tell what hurt on the days after a date."""
    return frozenset(
        done.exercise
        for day in history.days
        if day.date > after
        for workout in day.workouts
        for done in workout.performed
        if done.outcome == "hurts"
    )


def _done(library: Library, history: History, occasion: Occasion) -> Done:
    """Look back as far as what was done in a session is kept."""
    found, first = Done({}, {}, {}, {}, {}), occasion.date - timedelta(days=EXERCISES_KEPT_DAYS)
    for day in reversed(history.days):
        if day.date < first:
            break
        if day.date > occasion.date:
            continue
        for workout in reversed(day.workouts):
            for done in workout.performed:
                if done.signature:
                    found.shown.setdefault(done.exercise, done)
                if done.top and done.signature:
                    found.full.setdefault(done.exercise, done)
                if done.outcome == "skipped":
                    continue
                found.dates.setdefault(done.exercise, day.date)
                if done.signature:
                    found.last.setdefault(done.exercise, done)
    found.patterns.update(_patterns_done(library, found.dates))
    return found
