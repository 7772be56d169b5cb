"""Which exercises of a block a person may be given today, and how well each one fits."""

from flows.catalog.exercises import UPRIGHT, Block, Exercise
from flows.clinical.prescription.context import LOADED, Case
from flows.clinical.prescription.ladder import walk

LIFE_BLOCKS = frozenset({"strength", "integration"})


class Candidate:
    """An exercise that passed every filter, with the items it will use and its points."""

    __slots__ = ("caution", "exercise", "life", "low_dose", "points", "stand_ins", "used")

    def __init__(
        self, exercise: Exercise, used: tuple[str, ...], stand_ins: tuple[str, ...]
    ) -> None:
        self.exercise = exercise
        self.used = used
        self.stand_ins = stand_ins
        self.points = 0.0
        self.caution = False
        self.life = False
        self.low_dose = False


def candidates(case: Case, block: Block) -> dict[str, Candidate]:
    """All exercises of the block that may be given today, by id."""
    found = _passing(case, block)
    if block == "strength":
        found = _by_day(case, found)
    only = case.how.only.get(block)
    if only is not None:
        found = {name: found[name] for name in only if name in found}
    for candidate in found.values():
        score(case, candidate)
    return _rungs(case, found)


def _passing(case: Case, block: Block) -> dict[str, Candidate]:
    found = {}
    for exercise in case.library.exercises.by_block[block]:
        if case.stage in exercise.stages:
            candidate = admit(case, exercise)
            if candidate is not None:
                found[exercise.id] = candidate
    return found


def admit(case: Case, exercise: Exercise) -> Candidate | None:
    """Pass an exercise through the filters of place, conditions, equipment and bars."""
    if not case.floor and exercise.position not in UPRIGHT:
        return None
    if not exercise.avoid_if.isdisjoint(case.conditions):
        return None
    items = _items(case, exercise)
    if items is None or case.bars.forbids(exercise, items[0]):
        return None
    return Candidate(exercise, *items)


def _items(case: Case, exercise: Exercise) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Tell what is used and what is stood in for: an owned list first, else household stand-ins."""
    owned = case.owned
    if owned.issuperset(exercise.equipment):
        return exercise.equipment, ()
    for items in exercise.equipment_alt:
        if owned.issuperset(items):
            return items, ()
    substitutes = case.library.exercises.shelf.substitutes
    for items in (exercise.equipment, *exercise.equipment_alt):
        missing = tuple(item for item in items if item not in owned)
        if substitutes.issuperset(missing):
            return tuple(item for item in items if item in owned), missing
    return None


def _by_day(case: Case, found: dict[str, Candidate]) -> dict[str, Candidate]:
    """On a day without load, or for someone without any, the replacements join.

    Who does load at other times takes a low dose on the days between.
    """
    loads = any(LOADED in candidate.exercise.risks for candidate in found.values())
    if loads and case.loaded_day:
        return found
    kept = {name: c for name, c in found.items() if LOADED not in c.exercise.risks}
    for name in sorted(case.library.rules.loaded.instead - kept.keys()):
        candidate = admit(case, case.library.exercises.by_id[name])
        if candidate is not None:
            kept[name] = candidate
    for candidate in kept.values():
        candidate.low_dose = loads
    return kept


def score(case: Case, candidate: Candidate) -> None:
    """Count the points of a candidate, and see whether a condition asks for caution."""
    rules, more = case.library.rules.score, case.library.rules.score_more
    exercise = candidate.exercise
    points = 0.0
    if not case.goals.isdisjoint(exercise.goals):
        points += rules.goal
    if not case.suits.isdisjoint(exercise.suits):
        points += rules.suits
    if not case.conditions.isdisjoint(exercise.caution_if):
        candidate.caution = True
        points += rules.caution
    if candidate.stand_ins:
        points += more.stand_in
    if not case.targets.isdisjoint(exercise.regions):
        points += more.target
    if exercise.block in LIFE_BLOCKS and not case.life.isdisjoint(exercise.regions):
        candidate.life = True
        points += more.life
    if exercise.id in case.preferred:
        points += more.pack
    if exercise.id in case.hurt:
        points += more.hurt
    if case.loaded_day and LOADED in exercise.risks:
        points += more.loaded_day
    candidate.points = points


def _rungs(case: Case, found: dict[str, Candidate]) -> dict[str, Candidate]:
    """Give the rung a person has reached on a ladder in place of the one they left."""
    for name, rung in case.plan.rungs.items():
        left = found.get(name)
        if left is None or rung == name:
            continue
        reached = walk(case.library.exercises, name, rung, found)
        if reached is not None:
            found[reached].points = max(found[reached].points, left.points)
            del found[name]
    return found
