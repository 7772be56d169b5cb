"""How long one day's decision takes with a year of history: `python -m benchmarks.decide`."""

import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import process_time
from tomllib import loads

from flows.catalog.programme import Programme, parse
from flows.clinical.history import Day, History, Performed, Workout
from flows.clinical.plan import Dose, Plan, Position
from flows.clinical.prescription.dose import short_form
from flows.clinical.progression.decide import decide
from flows.clinical.progression.micro_progressions import Available, AvailableSteps

DAYS = 365
ROUNDS = 2000
MEDIAN_MS_MAX = 2.0
SEED = 7
START = date(2026, 1, 1)
DOSE = Dose(2, 8)
FORM = short_form(Position(dose=DOSE))
MICRO = ("range", "tempo", "stability", "context", "load")
NAMES = tuple(f"exercise_{n}" for n in range(9))


def year(random: Random) -> History:
    """Give a year of check-ins and sessions of a person with ups and downs."""
    return History(days=tuple(_day(random, START + timedelta(days=n)) for n in range(DAYS)))


def _day(random: Random, on: date) -> Day:
    pain = random.choice((1, 1, 2, 2, 2, 3))
    done = tuple(Performed(name, "strength", "done", True, FORM, DOSE) for name in NAMES)
    peak, share = random.choice((1, 2, 2, 3)), 1.0
    workout = Workout(done, share, float(pain), float(peak), 5.0, True, 15)
    return Day(
        date=on, pain=pain, worst=pain + 1, leg="none", waking=0, confidence=8,
        workouts=(workout,) if random.random() < 0.8 else (), settled="usual", action="hold",
        rule="r5",
    )  # fmt: skip


def programme() -> Programme:
    """Give the programme as shipped."""
    file = Path(__file__).parents[1] / "content" / "programme.toml"
    problems: list[str] = []
    found = parse({"programme.toml": loads(file.read_text())}, problems)
    assert found is not None, problems
    return found


def measure() -> list[float]:
    """Milliseconds of each decision over the days of the last month, many times."""
    rules, history = programme(), year(Random(SEED))
    positions = {name: Position(dose=DOSE) for name in NAMES}
    plan = Plan(
        "chronic", "spine_joints", "intermediate", "strength", started=START, positions=positions
    )
    steps = AvailableSteps(DOSE, 8, 12, micro=MICRO)
    available: Available = dict.fromkeys(NAMES, steps)
    took: list[float] = []
    for n in range(ROUNDS):
        today = START + timedelta(days=DAYS - 1 - n % 28)
        kept = History(days=history.days[: DAYS - n % 28])
        begun = process_time()
        decide(rules, plan, kept, today, available)
        took.append((process_time() - begun) * 1000)
    return took


def main() -> int:
    """Print the figures; fail when the median is over its limit."""
    took = measure()
    p99 = quantiles(took, n=100)[98]
    print(f"decide, {DAYS} days of history: median {median(took):.3f} ms, p99 {p99:.3f} ms")
    return 0 if median(took) < MEDIAN_MS_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
