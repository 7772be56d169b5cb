"""A year of a hundred invented people through the real flows: `python -m benchmarks.year [people]`.

Pain wanders, flares come, sessions are missed, holidays are taken, plans are edited, red flags are
typed and clinicians clear people days later. Every turn is watched: there is always an open
question, never an exercise under a lock, blocks in order. Fails when anything breaks or when it
takes too long on one core.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from statistics import mean
from time import process_time

from bot.app import engine
from bot.simulate.lives import YEAR_DAYS
from bot.simulate.year import Citizen
from flows.record import RECORD_BYTES_MAX

PEOPLE, SEED, MONTH_DAYS = 100, 20260302, 30
SECONDS_MAX = 120
STAGES = ("beginner", "intermediate", "advanced")
PHASES = ("calm", "mobility", "strength", "integration", "maintenance")
HEAD = "day   beginn. interm. advanc. | calm mobil. streng. integr. maint. | locked | load  steps"
ROW = "{:>3}   {:>7} {:>7} {:>7} | {:>4} {:>6} {:>7} {:>7} {:>6} | {:>6} | {:.2f} {:>6.1f}"


def citizens(count: int, seed: int = SEED) -> list[Citizen]:
    """People who have just done their intake."""
    people = [Citizen(engine(), seed + number) for number in range(count)]
    for person in people:
        person.begin()
    return people


def months(people: list[Citizen], days: int = YEAR_DAYS) -> Iterator[str]:
    """Live the days; at the end of every month tell where everybody stands."""
    for number in range(1, days + 1):
        for person in people:
            day = person.person.on(number)
            assert day is not None
            person.live(day)
        if number % MONTH_DAYS == 0 or number == days:
            yield _row(number, people)


def _row(number: int, people: list[Citizen]) -> str:
    plans = [person.talk.record.plan for person in people if person.talk.record.plan]
    stages = Counter(plan.stage for plan in plans)
    phases = Counter(plan.phase for plan in plans)
    held = [stages[name] for name in STAGES] + [phases[name] for name in PHASES]
    locked = sum(person.is_locked for person in people)
    load = mean(person.load() for person in people)
    return ROW.format(number, *held, locked, load, mean(person.steps() for person in people))


def told(people: list[Citizen]) -> str:
    """What was decided, by action, and how large the largest record was."""
    actions = sum((person.actions for person in people), Counter[str]())
    largest = max(person.talk.bytes_most for person in people)
    decided = ", ".join(f"{name} {count}" for name, count in actions.most_common())
    return f"decided: {decided}\nlargest record: {largest} of {RECORD_BYTES_MAX} bytes"


def main() -> int:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    begun = process_time()
    people = citizens(count)
    print(HEAD)
    for row in months(people):
        print(row, flush=True)
    took = process_time() - begun
    turns = sum(person.talk.turns for person in people)
    print(told(people))
    print(f"{count} people, {YEAR_DAYS} days, {turns} turns, {took:.1f} s of processor time")
    return 0 if took < SECONDS_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
