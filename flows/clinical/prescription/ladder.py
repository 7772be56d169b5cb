"""Walking a ladder of easier and harder exercises inside one block."""

from collections.abc import Container

from flows.catalog.exercises import Exercises


def steps_from(exercises: Exercises, name: str, way: str) -> tuple[str, ...]:
    """Give the exercises after `name` in one direction (easier or harder), nearest first."""
    found: list[str] = []
    step = getattr(exercises.by_id[name], way)
    while step and step not in found:
        found.append(step)
        step = getattr(exercises.by_id[step], way)
    return tuple(found)


def next_step(exercises: Exercises, name: str, way: str, allowed: Container[str]) -> str | None:
    """Give the nearest allowed exercise in one direction; filtered ones are walked over."""
    return next((each for each in steps_from(exercises, name, way) if each in allowed), None)


def walk(exercises: Exercises, start: str, goal: str, allowed: Container[str]) -> str | None:
    """Give the exercise `goal`, or the nearest allowed one further on in its direction."""
    for way in ("easier", "harder"):
        found = steps_from(exercises, start, way)
        if goal in found:
            further = found[found.index(goal) :]
            return next((each for each in further if each in allowed), None)
    return None
