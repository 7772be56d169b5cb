"""Which exercises a person may be given, and which of them come today (progression 5)."""

from collections.abc import Container
from datetime import date
from math import floor
from typing import NamedTuple

from flows.catalog.exercises import STAGES, UPRIGHT, Block, Exercise, Exercises
from flows.catalog.programme import Integration
from flows.catalog.sessions import Library, MainPattern
from flows.clinical.decision import Decision
from flows.clinical.plan import Plan, Task
from flows.clinical.prescription.prescription_context import PrescriptionContext, day_number

FILLED = ("rucksack", "bag")
"""What is in every home and can be filled."""


def may_load(context: PrescriptionContext, exercise: Exercise) -> bool:
    """Whether the person may hold any weight in an exercise now."""
    if exercise.load is None or not context.conditions.isdisjoint(exercise.caution_if):
        return False
    barred, rules = context.contraindications, context.library.rules.load
    return not barred.forbids_load(rules.loaded_risk, exercise.load.adds)


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


NEVER = date.min


def pattern_of(library: Library, exercise: str) -> MainPattern | None:
    """Give the main pattern whose ladder holds an exercise."""
    return next((p for p in library.rules.patterns.pattern if exercise in p.ladder), None)


def patterns_today(context: PrescriptionContext, count: int) -> list[Candidate]:
    """Give the exercise of each pattern of the day, the pattern done longest ago first.

    A loaded one stays away for `gap_days`. Whatever the check found harder comes first.
    """
    rules, today = context.library.rules.patterns, context.occasion.date
    order = sorted(
        rules.pattern,
        key=lambda p: (context.done.patterns.get(p.id, NEVER), not _found(context, p, OFF)),
    )
    taken: list[Candidate] = []
    for pattern in order:
        candidate = given(context, pattern) if len(taken) < count else None
        last = context.done.patterns.get(pattern.id, NEVER)
        if candidate is None or (candidate.loaded and (today - last).days < rules.gap_days):
            continue
        candidate.pattern = pattern.id
        taken.append(candidate)
    return taken


def given(context: PrescriptionContext, pattern: MainPattern) -> Candidate | None:
    """Give the exercise of a pattern for today: the one worked on, else the nearest that may be.

    What hurt of late makes way for an easier one. Harder than their own is given only to somebody
    for whom nothing else on the ladder may be, never above their stage.
    """
    own = pattern.ladder.index(working(context, pattern))
    down = pattern.ladder[own::-1]
    spared = [name for name in down if name not in context.hurt]
    for name in (*spared, *down, *pattern.ladder[own + 1 :]):
        candidate = may(context, name)
        if candidate is not None:
            return candidate
    return None


def working(context: PrescriptionContext, pattern: MainPattern) -> str:
    """Give the exercise that the person works on in a pattern, or where they start."""
    return working_in(context.plan, pattern) or started(context, pattern)


def working_in(plan: Plan, pattern: MainPattern) -> str | None:
    """Give the exercise that a plan holds for a pattern, if it is still on the ladder."""
    found = plan.working.get(pattern.id)
    return found if found in pattern.ladder else None


def started(context: PrescriptionContext, pattern: MainPattern) -> str:
    """Give where somebody starts: by stage, and lower where the self-check was harder.

    Somebody from an earlier version starts at the exercise of the ladder that they did last.
    """
    done = [name for name in context.done.last if name in pattern.ladder]
    if done:
        return done[0]
    index = pattern.ladder.index(pattern.start[context.stage])  # type: ignore[index]
    if _found(context, pattern, ("painful",)):
        index = 0
    elif _found(context, pattern, OFF):
        index = max(0, index - context.library.rules.patterns.limited_down)
    while index > 0 and may(context, pattern.ladder[index]) is None:
        index -= 1
    return pattern.ladder[index]


def may(context: PrescriptionContext, name: str) -> Candidate | None:
    """Give an exercise as a candidate if the person may do it and it is not above their stage."""
    exercise = context.library.exercises.by_id[name]
    lowest = min(STAGES.index(stage) for stage in exercise.stages)
    if STAGES.index(context.stage) < lowest:
        return None
    return admit(context, exercise)


def harder(context: PrescriptionContext, name: str) -> str:
    """Give the next exercise of the ladder that the person may be given; "" at its end."""
    pattern = pattern_of(context.library, name)
    if pattern is None:
        return ""
    above = pattern.ladder[pattern.ladder.index(name) + 1 :]
    return next((each for each in above if may(context, each) is not None), "")


def easier(context: PrescriptionContext, name: str) -> str:
    """Give the exercise below on the ladder that the person may be given; "" at its start."""
    pattern = pattern_of(context.library, name)
    if pattern is None:
        return ""
    below = pattern.ladder[: pattern.ladder.index(name)][::-1]
    return next((each for each in below if may(context, each) is not None), "")


OFF = ("limited", "painful")


def _found(context: PrescriptionContext, pattern: MainPattern, results: tuple[str, ...]) -> bool:
    return any(context.profile.movement.get(check) in results for check in pattern.checks)


PHASES = ("integration", "maintenance")


def task_today(context: PrescriptionContext) -> Candidate | None:
    """Give the exercise that rehearses the person's task, from the integration phase on."""
    task = context.plan.task
    if task is None or context.plan.phase not in PHASES or context.how.counts:
        return None
    names = context.library.rules.tasks.movement.get(task.movement, ())
    found = (may(context, name) for name in names)
    candidate = next((each for each in found if each is not None), None)
    if candidate is not None:
        candidate.life = True
    return candidate


def rehearsed_in(library: Library, plan: Plan, exercise: str) -> Task | None:
    """Give the task that an exercise rehearses in a plan, if it does."""
    task = plan.task
    if task is None or plan.phase not in PHASES:
        return None
    return task if exercise in library.rules.tasks.movement.get(task.movement, ()) else None


def grams_wanted(rules: Integration, task: Task) -> tuple[int, int]:
    """Give the load that rehearsal begins with and the one it works up to, in grams."""
    return floor(task.grams * rules.share_from), floor(task.grams * rules.share_to)


def buffer_share(task: Task, grams: int) -> int:
    """Give what a load is of the real demand, in percent; 0 where the demand is not known."""
    return round(100 * grams / task.grams) if task.grams else 0


class Choice(NamedTuple):
    """A candidate taken, and why."""

    candidate: Candidate
    decision: Decision


def choose(
    context: PrescriptionContext, block: Block, count: int, pool: dict[str, Candidate]
) -> list[Choice]:
    """Take the best of a pool, one after the other: the most points, used regions rank lower.

    Every few days a small bonus moves on, so that others take their turn.
    """
    rules, used = context.library.rules.score, NO_REGIONS
    turn = day_number(context) // context.library.rules.unchanged.days[block]
    rest = {
        name: each.points
        + rules.variation * ((each.exercise.index * TURNS_STEP + turn) % TURNS) / TURNS
        for name, each in pool.items()
    }
    taken: list[Choice] = []
    while rest and len(taken) < count:
        again = {name for name in rest if not used.isdisjoint(pool[name].exercise.regions)}
        best = max(rest, key=lambda n: rest[n] + rules.region_used if n in again else rest[n])
        del rest[best]
        used |= pool[best].exercise.regions
        taken.append(Choice(pool[best], reason(context, pool[best], "session.pick")))
    return taken


NO_REGIONS: frozenset[str] = frozenset()
TURNS, TURNS_STEP = 7, 3
"""In how many turns the bonus comes round, and how far apart neighbours stand in it."""


def reason(context: PrescriptionContext, candidate: Candidate, rule: str) -> Decision:
    """Give the strongest reason that speaks for the exercise, and what was weighed."""
    exercise = candidate.exercise
    return Decision(
        rule,
        exercise.id,
        {
            "because": _because(context, candidate),
            "goal": context.plan.goal,
            "points": candidate.points,
            "caution": "yes" if candidate.caution else "no",
            "low": "no",
        },
    )


def _because(context: PrescriptionContext, candidate: Candidate) -> str:
    exercise = candidate.exercise
    if candidate.life:
        return "life"
    if exercise.id in context.preferred:
        return "pack"
    if not context.targets.isdisjoint(exercise.regions):
        return "target"
    if not context.goals.isdisjoint(exercise.goals):
        return "goal"
    return "turn" if context.suits.isdisjoint(exercise.suits) else "suits"


def steps_from(exercises: Exercises, name: str, way: str) -> tuple[str, ...]:
    """Give the exercises after `name` in one direction (easier or harder), nearest first."""
    found: list[str] = []
    step = getattr(exercises.by_id[name], way)
    while step and step not in found:
        found.append(step)
        step = getattr(exercises.by_id[step], way)
    return tuple(found)


def walk(exercises: Exercises, start: str, goal: str, allowed: Container[str]) -> str | None:
    """Give the exercise `goal`, or the nearest allowed one further on in its direction."""
    for way in ("easier", "harder"):
        found = steps_from(exercises, start, way)
        if goal in found:
            further = found[found.index(goal) :]
            return next((each for each in further if each in allowed), None)
    return None
