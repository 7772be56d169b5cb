"""Which exercises of a block a person may be given today, and how well each one fits."""

from flows.catalog.exercises import UPRIGHT, Block, Exercise
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.ladder import walk
from flows.clinical.prescription.loads import FILLED, may_load

LIFE_BLOCKS = frozenset({"strength", "integration"})
BY_WEIGHT = frozenset({"kettlebell", "dumbbell"})
"""Items that are chosen with the load, not with the exercise."""


class Candidate:
    """An exercise that passed every filter, with the items it will use and its points."""

    __slots__ = ("caution", "exercise", "life", "loaded", "pattern", "points", "stand_ins", "used")

    def __init__(
        self, exercise: Exercise, used: tuple[str, ...], stand_ins: tuple[str, ...]
    ) -> None:
        self.exercise = exercise
        self.used = used
        self.stand_ins = stand_ins
        self.points = 0.0
        self.caution = False
        self.life = False
        self.loaded = False
        self.pattern = ""


def candidates(context: PrescriptionContext, *blocks: Block) -> dict[str, Candidate]:
    """All exercises of some blocks that may be given today and stand on no main ladder, by id."""
    on_ladder = {name for p in context.library.rules.patterns.pattern for name in p.ladder}
    found: dict[str, Candidate] = {}
    for block in blocks:
        passing = _passing(context, block)
        only = context.how.only.get(block)
        if only is not None:
            passing = {name: passing[name] for name in only if name in passing}
        else:
            passing = {name: c for name, c in passing.items() if name not in on_ladder}
        found |= passing
    for candidate in found.values():
        score(context, candidate)
    return _given_instead(context, found)


def _passing(context: PrescriptionContext, block: Block) -> dict[str, Candidate]:
    found = {}
    for exercise in context.library.exercises.by_block[block]:
        if context.stage in exercise.stages:
            candidate = admit(context, exercise)
            if candidate is not None:
                found[exercise.id] = candidate
    return found


def admit(context: PrescriptionContext, exercise: Exercise) -> Candidate | None:
    """Pass an exercise through the filters of place, conditions, equipment and bars.

    An exercise that is nothing without its load is left out where no load may be held.
    """
    if not context.profile.floor and exercise.position not in UPRIGHT:
        return None
    if not exercise.avoid_if.isdisjoint(context.conditions):
        return None
    items = _items(context, exercise)
    if items is None or context.contraindications.forbids(exercise, items[0]):
        return None
    if exercise.load and exercise.load.always and not may_load(context, exercise):
        return None
    candidate = Candidate(exercise, *items)
    candidate.caution = not context.conditions.isdisjoint(exercise.caution_if)
    position = context.plan.positions.get(exercise.id)
    risk = context.library.rules.load.loaded_risk
    weighted = position is not None and position.dose is not None and position.dose.grams > 0
    candidate.loaded = risk in exercise.risks or weighted
    return candidate


def _items(
    context: PrescriptionContext, exercise: Exercise
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Tell what is used and what is stood in for: an owned list first, else household stand-ins.

    What can be a filled bag as well needs no weight of its own: the load is chosen by the dose.
    """
    owned = context.owned
    if exercise.load and not FILLED_ITEMS.isdisjoint(exercise.load.items):
        return tuple(item for item in exercise.equipment if item not in BY_WEIGHT), ()
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


FILLED_ITEMS = frozenset(FILLED)


def score(context: PrescriptionContext, candidate: Candidate) -> None:
    """Count the points of a candidate."""
    rules, more = context.library.rules.score, context.library.rules.score_more
    exercise = candidate.exercise
    points = 0.0
    if not context.goals.isdisjoint(exercise.goals):
        points += rules.goal
    if not context.suits.isdisjoint(exercise.suits):
        points += rules.suits
    if candidate.caution:
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
    if against(context, exercise):
        points += rules.caution
    candidate.points = points


def against(context: PrescriptionContext, exercise: Exercise) -> bool:
    """Whether an exercise goes against what provokes the person (content/sessions.toml)."""
    return (
        not context.against_regions.isdisjoint(exercise.regions)
        or exercise.position in context.against_positions
    )


def _given_instead(
    context: PrescriptionContext, found: dict[str, Candidate]
) -> dict[str, Candidate]:
    """Give what an earlier version had moved a person to, never what they had left."""
    for name, other in context.plan.instead.items():
        left = found.get(name)
        if left is None or other == name:
            continue
        reached = walk(context.library.exercises, name, other, found)
        if reached is not None:
            found[reached].points = max(found[reached].points, left.points)
        del found[name]
    return found
