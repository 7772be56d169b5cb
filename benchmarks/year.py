"""A year of a hundred invented people through the rules: `python -m benchmarks.year [people]`.

Pain wanders, flares come, sessions are missed, holidays are taken; clinicians clear people a week
after a referral. No dialogue and no database: only what is decided and what is prescribed.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from statistics import mean
from time import perf_counter

from msgspec.structs import replace

from bot.library import read_content
from flows.catalog import Catalog, build
from flows.clinical.case import open_case
from flows.clinical.conditions import derive_conditions
from flows.clinical.history import Day, History, Performed, Review, Workout
from flows.clinical.microsteps import load_share
from flows.clinical.plan import Plan
from flows.clinical.prescription import Occasion, prescribe
from flows.clinical.profile import Activity, Profile
from flows.clinical.progression import decide
from flows.clinical.reassessment import due, reassess
from flows.clinical.rungs import names_in, rungs_of
from flows.clinical.staging import classify

PEOPLE, DAYS, SEED = 100, 365, 20260302
SECONDS_MAX = 120
START = date(2026, 3, 2)
KEPT = 84
MONTH = 30
CHECKS = (
    "squat", "hinge", "side_bend_left", "side_bend_right", "sit_to_stand", "one_leg_left",
    "one_leg_right", "bend_forward", "bend_back",
)  # fmt: skip
ACTIVITIES = ("lift the grandchild", "sit at the desk", "walk the dog", "carry shopping")
AWAY_DAYS = (3, 7, 10, 16, 21, 35)


class Person:
    """One invented person: what they feel, what they do and where their plan stands."""

    def __init__(self, catalog: Catalog, seed: int) -> None:
        self.catalog, self.random, self.name = catalog, Random(seed), str(seed)
        self.usual = self.random.choice((1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0))
        self.heals = self.random.choice((0.0, 0.005, 0.01, 0.02))
        self.regular = self.random.choice((0.2, 0.4, 0.6, 0.8, 0.95))
        self.profile = self._profile()
        self.history = History()
        self.plan = self._assess(START)
        self.flare_days = self.away_days = self.locked_days = 0
        self.actions: Counter[str] = Counter()
        self.stuck = 0

    def live(self, today: date) -> None:
        """Let one day pass: maybe away, maybe locked, else a check-in and maybe a session."""
        self.usual = max(0.0, self.usual - self.heals)
        if self._absent() or self._locked():
            return
        pain = self._pain()
        day = Day(
            today, pain, min(10, pain + 1), "none", self.random.choice((0, 0, 0, 1)), None,
            flare=self.flare_days == FLARE_DAYS, settled="usual", confidence=7,
        )  # fmt: skip
        self._decide(day, today)
        self._review(today)
        if not self.locked_days and self.random.random() < self.regular:
            self._train(today, pain)

    def load(self) -> float:
        """How far the exercises in use have come: the mean load against where they began."""
        shares = [load_share(self.catalog.programme, p) for p in self.plan.positions.values()]
        return mean(shares) if shares else 1.0

    def steps(self) -> int:
        """All micro-steps of the plan."""
        return sum(p.reps + sum(p.steps.values()) for p in self.plan.positions.values())

    def _profile(self) -> Profile:
        pick = self.random.choice
        found = ("ok", "ok", "ok", "limited", "limited", "painful")
        return Profile(
            age=pick((25, 40, 55, 70)), sex=pick(("f", "m")), pain_now=self.usual,
            pain_average=self.usual, pain_worst=min(10, self.usual + pick((1, 2))),
            duration_weeks=pick((2, 8, 30, 200)), leg=pick(("none", "none", "none", "below_knee")),
            eased_by=pick((("walking",), ("lying",), ("moving",))),
            provoked_by=pick((("sitting",), ("bend_forward",), ("standing",), ("lifting",))),
            settles=pick(("under_30_min", "under_24_h")), exercise_habit=pick(("none", "some")),
            fear=pick((1, 4, 8)), confidence=7, seen_clinician=True, minutes=pick((10, 15, 20)),
            conditions=pick(((), (), (), ("osteoporosis",), ("knee_problem",))),
            diagnoses=pick(((), (), (), ("stenosis",), ("scoliosis",))),
            movement={check: pick(found) for check in CHECKS},
            equipment=pick(((), ("band",), ("kettlebell", "band"))),
            activities=tuple(Activity(name, pick((3, 5, 7))) for name in ACTIVITIES[:3]),
        )  # fmt: skip

    def _assess(self, today: date) -> Plan:
        derived = derive_conditions(self.catalog.sessions, self.profile)
        review = self._reviewed(today, "assessment")
        self.history = replace(self.history, reviews=(*self.history.reviews, review))
        names = [name for name, _ in derived]
        return classify(self.catalog.programme, self.profile, names, today=today)

    def _reviewed(self, today: date, kind: str) -> Review:
        able = tuple(min(10.0, a.ability + self._gain()) for a in self.profile.activities)
        movement = dict.fromkeys(CHECKS, "ok") if self._gain() > 1 else self.profile.movement
        return Review(today, kind, self.usual, able, "same", movement)

    def _gain(self) -> float:
        return self.profile.pain_average - self.usual

    def _absent(self) -> bool:
        if self.away_days == 0 and self.random.random() < AWAY_CHANCE:
            self.away_days = self.random.choice(AWAY_DAYS)
        self.away_days = max(0, self.away_days - 1)
        return self.away_days > 0 or self.random.random() > CHECKIN_CHANCE

    def _locked(self) -> bool:
        self.locked_days = max(0, self.locked_days - 1)
        return self.locked_days > 0

    def _pain(self) -> float:
        if self.flare_days == 0 and self.random.random() < FLARE_CHANCE:
            self.flare_days = FLARE_DAYS + 1
        self.flare_days = max(0, self.flare_days - 1)
        rise = 3 * self.flare_days / FLARE_DAYS
        return float(min(10, max(0, round(self.usual + rise + self.random.gauss(0, 0.5)))))

    def _decide(self, day: Day, today: date) -> None:
        days = (*self.history.days, day)[-KEPT:]
        self.history = replace(self.history, days=days)
        case = open_case(
            self.catalog.library, self.profile, self.plan, self.history, self._occasion(today)
        )
        rungs = rungs_of(case, names_in(self.plan, self.history))
        ruling = decide(self.catalog.programme, self.plan, self.history, today, rungs)
        self.plan = ruling.plan
        self.actions[ruling.action] += 1
        if ruling.action == "refer":
            self.actions[f"(refer by {ruling.rule})"] += 1
        self._store(action=ruling.action, rule=ruling.rule, moved=ruling.moved)
        if ruling.action == "refer":
            self.locked_days = LOCKED_DAYS
        if ruling.action == "reassess":
            now = min(self.usual + 1, 10)
            self.profile = replace(
                self.profile, pain_now=self.usual, pain_average=self.usual, pain_worst=now
            )
            self.plan = self._assess(today)

    def _review(self, today: date) -> None:
        found = due(self.catalog.programme, self.plan, self.history, today)
        if found is None:
            return
        reviews = (*self.history.reviews, self._reviewed(today, found.kind))
        self.history = replace(self.history, reviews=reviews)
        ruling = reassess(self.catalog.programme, self.plan, self.history, today)
        self.plan = ruling.plan
        if ruling.action == "refer":
            self.actions["refer"] += 1
            self.actions[f"(refer by {ruling.rule})"] += 1
            self.locked_days = LOCKED_DAYS

    def _train(self, today: date, pain: float) -> None:
        session = prescribe(
            self.catalog.library, self.profile, self.plan, self.history, self._occasion(today)
        )
        self.stuck += not session.items
        done = tuple(
            Performed(i.exercise, i.block, "done", i.top, i.signature) for i in session.items
        )
        peak = min(10.0, pain + self.random.choice((0, 0, 0, 0, 1, 2)))
        effort = float(self.random.choice((4, 5, 5, 6, 7)))
        self._store(workouts=(Workout(done, 1.0, pain, peak, effort, True, 15),))

    def _occasion(self, today: date) -> Occasion:
        mode = "flare" if self.plan.flare_since else "normal"
        mode = "maintenance" if self.plan.phase == "maintenance" and mode == "normal" else mode
        return Occasion(today, self.profile.minutes, self.name, mode)

    def _store(self, **changed: object) -> None:
        *before, day = self.history.days
        self.history = replace(self.history, days=(*before, replace(day, **changed)))


FLARE_DAYS, LOCKED_DAYS = 6, 7
FLARE_CHANCE, AWAY_CHANCE, CHECKIN_CHANCE = 0.008, 0.01, 0.9


def months(people: list[Person]) -> Iterator[tuple[int, Counter[str], Counter[str], float, float]]:
    """Live the year; give stages, phases, load and steps at the end of every month."""
    for number in range(1, DAYS + 1):
        for person in people:
            person.live(START + timedelta(days=number))
        if number % MONTH == 0 or number == DAYS:
            stages = Counter(person.plan.stage for person in people)
            phases = Counter(person.plan.phase for person in people)
            load = mean(person.load() for person in people)
            yield number, stages, phases, load, mean(person.steps() for person in people)


def main() -> int:
    """Print the tables; fail on a dead end or when it took too long."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    catalog = build(read_content())
    people = [Person(catalog, SEED + n) for n in range(count)]
    begun = perf_counter()
    print(
        "day  beginner intermediate advanced | calm mobility strength integr. maint. | load steps"
    )
    for day, stages, phases, load, steps in months(people):
        held = [stages[s] for s in ("beginner", "intermediate", "advanced")]
        done = [phases[p] for p in ("calm", "mobility", "strength", "integration", "maintenance")]
        row = "{:>3}  {:>8} {:>12} {:>8} | {:>4} {:>8} {:>8} {:>7} {:>6} | {:.2f} {:.1f}"
        print(row.format(day, *held, *done, load, steps))
    took, stuck = perf_counter() - begun, sum(person.stuck for person in people)
    actions = sum((person.actions for person in people), Counter[str]())
    print(f"{count} people, {DAYS} days, {took:.1f} s; empty sessions: {stuck}")
    print(", ".join(f"{name} {n}" for name, n in actions.most_common()))
    return 0 if stuck == 0 and took < SECONDS_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
