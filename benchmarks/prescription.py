"""How long one prescription takes: median and slowest of many people and days.

Run with `python -m benchmarks.prescription`. The aim is well under 1 ms at the median, with
twelve weeks of history.
"""

from datetime import date, timedelta
from statistics import median, quantiles
from time import perf_counter_ns

from bot.library import read_content
from flows.catalog import exercises, sessions
from flows.catalog.sessions import Library
from flows.clinical.history import Day, History, Performed, Workout
from flows.clinical.plan import Plan, Position
from flows.clinical.prescription.build import Occasion, prescribe
from flows.clinical.profile import Profile

DAYS = 84
ROUNDS = 20
MICROSECOND_NS = 1_000
START = date(2026, 1, 1)
STAGES = (("beginner", "calm"), ("intermediate", "strength"), ("advanced", "strength"))
MINUTES = (10, 20, 30)


def shipped() -> Library:
    """Read the library as shipped."""
    problems: list[str] = []
    tree = read_content()
    parsed, rules = exercises.parse(tree, problems), sessions.parse(tree, problems)
    assert parsed is not None, problems
    assert rules is not None, problems
    return Library(parsed, rules)


def course(library: Library) -> History:
    """Twelve weeks with a session of five exercises a day."""
    given = [block[0] for block in library.exercises.by_block.values()]
    done = tuple(Performed(e.id, e.block, "done", top=True, signature="0/0/") for e in given)
    days = (
        Day(START + timedelta(days=n), pain=3, workouts=(Workout(done, 1.0),)) for n in range(DAYS)
    )
    return History(tuple(days))


def main() -> None:
    """Print the figures."""
    library, taken = shipped(), []
    history, today = course(library), START + timedelta(days=DAYS)
    profile = Profile(age=45, provoked_by=("sitting",), equipment=("band", "kettlebell"))
    for stage, phase in STAGES:
        positions = {name: Position(reps=1, steps={"tempo": 1}) for name in library.exercises.by_id}
        plan = Plan("chronic", "spine_joints", stage, phase, started=START, positions=positions)
        for number in range(ROUNDS):
            for minutes in MINUTES:
                occasion = Occasion(today + timedelta(days=number), minutes, str(number))
                begun = perf_counter_ns()
                prescribe(library, profile, plan, history, occasion)
                taken.append((perf_counter_ns() - begun) / MICROSECOND_NS)
    p99 = quantiles(taken, n=100)[-1]
    print(f"{len(taken)} sessions: median {median(taken):.0f} us, p99 {p99:.0f} us")


if __name__ == "__main__":
    main()
