"""The library and session rules as shipped, and small builders for prescription tests."""

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flows.catalog import exercises, sessions
from flows.catalog.exercises import Exercise, kinds_of
from flows.catalog.sessions import Library
from flows.clinical.history import Day, History, Performed, Workout
from flows.clinical.plan import Plan
from flows.clinical.prescription.build import Occasion, Prescribed, Session, prescribe
from flows.clinical.profile import Profile

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 3, 2)
EVERYTHING = ("band", "kettlebell", "dumbbell", "stability_ball", "step", "mat")
FIRST_PHASE = {"beginner": "calm", "intermediate": "mobility", "advanced": "strength"}


def tree() -> dict[str, Any]:
    """The content files that make the library, freshly parsed."""
    files = [
        *CONTENT.glob("exercises/*.toml"),
        CONTENT / "sessions.toml",
        CONTENT / "contraindications.toml",
    ]
    return {str(file.relative_to(CONTENT)): tomllib.loads(file.read_text()) for file in files}


@cache
def library() -> Library:
    """The library as shipped, parsed once."""
    problems: list[str] = []
    parsed, rules = exercises.parse(tree(), problems), sessions.parse(tree(), problems)
    assert parsed is not None, problems
    assert rules is not None, problems
    return Library(parsed, rules)


def by_id(name: str) -> Exercise:
    """One exercise."""
    return library().exercises.by_id[name]


def plan(stage: str = "intermediate", **changed: Any) -> Plan:
    """A plan at a stage, in its first phase unless told otherwise."""
    usual: dict[str, Any] = {
        "pain_type": "chronic",
        "goal": "spine_joints",
        "phase": FIRST_PHASE[stage],
    }
    return Plan(**(usual | {"stage": stage, "started": TODAY, "stage_since": TODAY} | changed))


def person(**changed: Any) -> Profile:
    """A person of 40 without any complaint that filters, with the given differences."""
    return Profile(**({"age": 40} | changed))


def session(
    profile: Profile | None = None,
    programme: Plan | None = None,
    history: History | None = None,
    **occasion: Any,
) -> Session:
    """A session of today for someone, by default twenty minutes."""
    given: dict[str, Any] = {"date": TODAY, "minutes": 20, "person": "p"} | occasion
    return prescribe(
        library(), profile or person(), programme or plan(), history or History(), Occasion(**given)
    )


def did(day: date, *names: str, outcome: str = "done") -> Day:
    """A day on which some exercises were done."""
    performed = tuple(Performed(name, by_id(name).block, outcome, top=True) for name in names)
    return Day(day, workouts=(Workout(performed, share=1.0),))


def course(profile: Profile, programme: Plan, days: int, **occasion: Any) -> list[Session]:
    """One session a day, each done as prescribed before the next."""
    history, found = History(), []
    for number in range(days):
        day = TODAY + timedelta(days=number)
        found.append(session(profile, programme, history, date=day, **occasion))
        history = History((*history.days, did(day, *names(found[-1]))))
    return found


def names(given: Session, block: str | None = None) -> list[str]:
    """The exercises of a session, or of one of its blocks."""
    return [item.exercise for item in given.items if block in (None, item.block)]


def kinds(sessions_given: Iterable[Session]) -> set[str]:
    """Every exercise kind that some sessions contain."""
    return {
        kind
        for given in sessions_given
        for item in given.items
        for kind in (
            kinds_of(
                by_id(item.exercise),
                [name.partition(":")[0] for name in item.equipment_used],
                item.steps,
            )
            | (_load_kinds(item) if item.grams else frozenset())
        )
    }


def _load_kinds(item: Prescribed) -> frozenset[str]:
    """The kinds that a load brings."""
    load, rules = by_id(item.exercise).load, library().rules.load
    heavy = {rules.heavy_kind} if item.grams > rules.heavy_above_grams else set()
    return (load.adds if load else frozenset()) | heavy
