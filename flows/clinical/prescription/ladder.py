"""Walking a ladder of easier and harder exercises inside one block."""

from collections.abc import Container

from flows.catalog.exercises import Exercises


def rungs_from(exercises: Exercises, name: str, way: str) -> tuple[str, ...]:
    """Give the rungs after `name` in one direction (easier or harder), nearest first."""
    found: list[str] = []
    step = getattr(exercises.by_id[name], way)
    while step and step not in found:
        found.append(step)
        step = getattr(exercises.by_id[step], way)
    return tuple(found)


def next_rung(exercises: Exercises, name: str, way: str, allowed: Container[str]) -> str | None:
    """Give the nearest allowed rung in one direction; filtered rungs are walked over."""
    return next((rung for rung in rungs_from(exercises, name, way) if rung in allowed), None)


def walk(exercises: Exercises, start: str, goal: str, allowed: Container[str]) -> str | None:
    """Give the rung `goal`, or the nearest allowed one further on in its direction."""
    for way in ("easier", "harder"):
        rungs = rungs_from(exercises, start, way)
        if goal in rungs:
            further = rungs[rungs.index(goal) :]
            return next((rung for rung in further if rung in allowed), None)
    return None
