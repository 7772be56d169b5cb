"""Which exercises of a block a person may be given today, and how well each one fits."""

from flows.catalog.exercises import UPRIGHT, Block, Exercise
from flows.clinical.prescription.context import LOADED, PrescriptionContext
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


def candidates(context: PrescriptionContext, block: Block) -> dict[str, Candidate]:
    """All exercises of the block that may be given today, by id."""
    found = _passing(context, block)
    if block == "strength":
        found = _by_day(context, found)
    only = context.how.only.get(block)
    if only is not None:
        found = {name: found[name] for name in only if name in found}
    for candidate in found.values():
        score(context, candidate)
    return _rungs(context, found)


def _passing(context: PrescriptionContext, block: Block) -> dict[str, Candidate]:
    found = {}
    for exercise in context.library.exercises.by_block[block]:
        if context.stage in exercise.stages:
            candidate = admit(context, exercise)
            if candidate is not None:
                found[exercise.id] = candidate
    return found


def admit(context: PrescriptionContext, exercise: Exercise) -> Candidate | None:
    """Pass an exercise through the filters of place, conditions, equipment and bars."""
    if not context.floor and exercise.position not in UPRIGHT:
        return None
    if not exercise.avoid_if.isdisjoint(context.conditions):
        return None
    items = _items(context, exercise)
    if items is None or context.bars.forbids(exercise, items[0]):
        return None
    return Candidate(exercise, *items)


def _items(
    context: PrescriptionContext, exercise: Exercise
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Tell what is used and what is stood in for: an owned list first, else household stand-ins."""
    owned = context.owned
    if owned.issuperset(exercise.equipment):
        return exercise.equipment, ()
    for items in exercise.equipment_alt:
        if owned.issuperset(items):
            return items, ()
    substitutes = context.library.exercises.shelf.substitutes
    for items in (exercise.equipment, *exercise.equipment_alt):
        missing = tuple(item for item in items if item not in owned)
        if substitutes.issuperset(missing):
            return tuple(item for item in items if item in owned), missing
    return None


def _by_day(context: PrescriptionContext, found: dict[str, Candidate]) -> dict[str, Candidate]:
    """On a day without load, or for someone without any, the replacements join.

    Who does load at other times takes a low dose on the days between.
    """
    loads = any(LOADED in candidate.exercise.risks for candidate in found.values())
    if loads and context.loaded_day:
        return found
    kept = {name: c for name, c in found.items() if LOADED not in c.exercise.risks}
    for name in sorted(context.library.rules.loaded.instead - kept.keys()):
        candidate = admit(context, context.library.exercises.by_id[name])
        if candidate is not None:
            kept[name] = candidate
    for candidate in kept.values():
        candidate.low_dose = loads
    return kept


def score(context: PrescriptionContext, candidate: Candidate) -> None:
    """Count the points of a candidate, and see whether a condition asks for caution."""
    rules, more = context.library.rules.score, context.library.rules.score_more
    exercise = candidate.exercise
    points = 0.0
    if not context.goals.isdisjoint(exercise.goals):
        points += rules.goal
    if not context.suits.isdisjoint(exercise.suits):
        points += rules.suits
    if not context.conditions.isdisjoint(exercise.caution_if):
        candidate.caution = True
        points += rules.caution
    if candidate.stand_ins:
        points += more.stand_in
    if not context.targets.isdisjoint(exercise.regions):
        points += more.target
    if exercise.block in LIFE_BLOCKS and not context.life.isdisjoint(exercise.regions):
        candidate.life = True
        points += more.life
    if exercise.id in context.preferred:
        points += more.pack
    if exercise.id in context.hurt:
        points += more.hurt
    if context.loaded_day and LOADED in exercise.risks:
        points += more.loaded_day
    candidate.points = points


def _rungs(context: PrescriptionContext, found: dict[str, Candidate]) -> dict[str, Candidate]:
    """Give the rung a person has reached on a ladder in place of the one they left."""
    for name, rung in context.plan.rungs.items():
        left = found.get(name)
        if left is None or rung == name:
            continue
        reached = walk(context.library.exercises, name, rung, found)
        if reached is not None:
            found[reached].points = max(found[reached].points, left.points)
            del found[name]
    return found
