"""An exercise as message ids with their variables: what a card says, without its words."""

from flows.catalog.exercises import Exercise, Exercises
from flows.clinical.prescription.eligibility import FILLED
from flows.clinical.prescription.prescribed import Prescribed

Phrase = tuple[str, dict[str, str | int]]

SECONDS_PER_MINUTE = 60
LONG_S = 120
"""From here on a duration is told in minutes."""


def text_id(name: str) -> str:
    """Give an id as Fluent spells it."""
    return name.replace("_", "-")


def exercise_text(name: str, part: str) -> str:
    """Give the message of one part of an exercise (name, step-1, cue-1, stop, why, ...)."""
    return f"exercise-{text_id(name)}-{part}"


def name_of(name: str) -> str:
    """Give the message that names an exercise."""
    return exercise_text(name, "name")


def steps_of(exercise: Exercise) -> tuple[str, ...]:
    """Give the messages of the steps in order."""
    return tuple(exercise_text(exercise.id, f"step-{n}") for n in range(1, exercise.steps + 1))


def cues_of(exercise: Exercise) -> tuple[str, ...]:
    """Give the messages of the cues in order."""
    return tuple(exercise_text(exercise.id, f"cue-{n}") for n in range(1, exercise.cues + 1))


def figure_of(item: Prescribed) -> str:
    """Name the figure of an exercise with the steps in force: `step_up.tempo_1.load_1`."""
    return ".".join((item.exercise, *(step.replace("-", "_") for step in item.steps)))


def micro_texts(item: Prescribed, before: str) -> tuple[tuple[str, bool], ...]:
    """Give the messages of the micro-steps to show, each with whether it is new.

    `before` is the short form of the position last time. The new step and at most one other.
    """
    known = before.rpartition("/")[2].split(",")
    new = [step for step in item.steps if before and step.replace("-", "") not in known]
    rest = [step for step in item.steps if step not in new]
    shown = [*((step, True) for step in new[-1:]), *((step, False) for step in rest[-1:])]
    return tuple((exercise_text(item.exercise, f"micro-{step}"), fresh) for step, fresh in shown)


def load_text(item: Prescribed) -> str:
    """Give the message that says how the load is held."""
    return exercise_text(item.exercise, "load")


def dose_of(item: Prescribed) -> tuple[Phrase, ...]:
    """Give the dose in phrases: sets, count, hold, sides, pace, rest."""
    said: list[Phrase] = [("dose-sets", {"sets": item.sets})]
    if item.breaths is not None:
        said.append(("dose-breaths", {"breaths": item.breaths}))
    if item.reps is not None:
        said.append(("dose-reps", {"reps": item.reps}))
    if item.duration_s is not None:
        said.append(_duration(item.duration_s))
    if item.hold_s:
        said.append(("dose-hold", {"seconds": item.hold_s}))
    if item.per_side:
        said.append(("dose-each-side", {}))
    if item.tempo:
        said.append(_pace(item))
    if item.rest_s:
        said.append(("dose-rest", {"seconds": item.rest_s}))
    return tuple(said)


def _duration(seconds: int) -> Phrase:
    if seconds < LONG_S:
        return "dose-seconds", {"seconds": seconds}
    return "dose-minutes", {"minutes": round(seconds / SECONDS_PER_MINUTE)}


def _pace(item: Prescribed) -> Phrase:
    if item.breaths is not None:
        return "dose-breath-tempo", {"in": item.tempo[0], "out": item.tempo[-1]}
    return "dose-tempo", {"tempo": "-".join(map(str, item.tempo))}


def messages(library: Exercises) -> frozenset[str]:
    """Every message that the library needs in each language."""
    found = {f"stop-rule-{n}" for n in range(1, library.shelf.stop_rules + 1)}
    found |= {f"condition-{text_id(name)}-rule" for name in library.shelf.condition}
    found |= {f"substitute-{text_id(name)}" for name in library.shelf.substitutes}
    items = library.shelf.assumed.union(library.shelf.asked_for, FILLED)
    found |= {f"equipment-{text_id(name)}" for name in items}
    for exercise in library.by_id.values():
        found.update(steps_of(exercise))
        found.update(cues_of(exercise))
        parts = ("name", "stop", "mistake", "why", *(("load",) if exercise.load else ()))
        found |= {exercise_text(exercise.id, part) for part in parts}
        for axis in {micro.kind for micro in exercise.micro}:
            names = (name for name, _ in exercise.micros(axis))
            found |= {exercise_text(exercise.id, f"micro-{name}") for name in names}
    return frozenset(found)
