"""The exercise library: exercises in five blocks, as typed facts without words."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

Block = Literal["regulation", "mobility", "stability", "strength", "integration"]
Stage = Literal["beginner", "intermediate", "advanced"]
Axis = Literal["load", "tempo", "range", "stability", "context"]
Goal = Literal[
    "calm_nervous_system", "spine_joints", "si_joint", "posture_muscle_balance", "strength_capacity"
]
Place = Literal["supine", "prone", "quadruped", "side_lying", "kneeling", "seated", "standing"]
Span = tuple[int, int]

BLOCKS: tuple[Block, ...] = ("regulation", "mobility", "stability", "strength", "integration")
STAGES: tuple[Stage, ...] = ("beginner", "intermediate", "advanced")
AXES: tuple[Axis, ...] = ("load", "tempo", "range", "stability", "context")
UPRIGHT: frozenset[Place] = frozenset({"seated", "standing"})
FOLDER = "exercises"
MOVE_S = 3
"""Seconds that one repetition with a hold takes beside the hold."""


class Facts(BaseModel):
    """What clinicians wrote down: frozen, and no field too many."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Meta(Facts):
    """Version and review of one content file."""

    version: int
    reviewed: bool
    source: str = ""
    mark: str = ""


class DoseSpans(Facts):
    """How much of an exercise: spans are low and high, tempo is seconds per phase."""

    sets: int
    reps: Span | None = None
    hold_s: Span | None = None
    breaths: Span | None = None
    duration_s: Span | None = None
    tempo: tuple[int, ...] = ()
    rest_s: int = 0
    per_side: bool


class Micro(Facts):
    """One micro-progression step; `needs` is any one of its items, `adds` and `risks` are kinds."""

    kind: Axis
    tempo: tuple[int, ...] = ()
    hold_s: Span | None = None
    duration_s: Span | None = None
    needs: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()


class Load(Facts):
    """What an exercise can be loaded with, and how heavy it begins.

    `items` are tried in order; rucksack and bag are in every home. `share` is of the load that
    the person could lift 15 times. With `always` the exercise is nothing without its load; the
    others begin without one. `adds` are the kinds that a load brings.
    """

    items: tuple[str, ...]
    share: float
    always: bool = False
    adds: frozenset[str] = frozenset()


class Exercise(Facts):
    """One exercise; `steps` and `cues` count its sentences in the Fluent files."""

    id: str
    block: Block
    index: int
    stages: frozenset[Stage]
    goals: frozenset[Goal]
    regions: frozenset[str]
    suits: frozenset[str]
    avoid_if: frozenset[str]
    caution_if: frozenset[str]
    equipment: tuple[str, ...]
    equipment_alt: tuple[tuple[str, ...], ...] = ()
    position: Place
    view: Literal["side", "front", "top"]
    dose: DoseSpans
    seconds: int
    easier: str = ""
    harder: str = ""
    kinds: frozenset[str] = frozenset()
    """Kinds of the exercise itself; those of its equipment depend on what is really used."""
    equipment_kinds: Mapping[str, str] = {}
    risks: frozenset[str] = frozenset()
    steps: int
    cues: int
    load: Load | None = None
    band: bool = False
    """Whether the exercise is loaded by a band, from light to strong."""
    micro: tuple[Micro, ...]
    sources: tuple[str, ...]
    seeds: tuple[int, ...]

    def micros(self, axis: str) -> tuple[tuple[str, Micro], ...]:
        """Give the steps of one axis in order, each with its id (`tempo-1`)."""
        return self._by_axis.get(axis, ())

    @cached_property
    def _by_axis(self) -> dict[str, tuple[tuple[str, Micro], ...]]:
        found: dict[str, list[tuple[str, Micro]]] = {}
        for micro in self.micro:
            steps = found.setdefault(micro.kind, [])
            steps.append((f"{micro.kind}-{len(steps) + 1}", micro))
        return {axis: tuple(steps) for axis, steps in found.items()}


class Source(Facts):
    """Where a fact comes from, and whether it was read or is convention."""

    detail: str
    read: bool


class Condition(Facts):
    """What a condition asks for; its sentence is the message `condition-<id>-rule`."""

    sources: tuple[str, ...]


class Shelf(Facts):
    """What holds for the whole library (exercises/library.toml)."""

    meta: Meta
    assumed: frozenset[str]
    asked_for: tuple[str, ...]
    substitutes: frozenset[str]
    stop_rules: int
    presentations: frozenset[str]
    regions: frozenset[str]
    condition: Mapping[str, Condition]
    sources: Mapping[str, Source]


class KindDemand(Facts):
    """Signs of an exercise that together demand one of some kinds."""

    when: frozenset[str]
    kinds: frozenset[str]


class CountedAsNone(Facts):
    """Exercises that have the signs of some kinds and count as none of them, with the reason."""

    exercises: frozenset[str]
    kinds: frozenset[str]
    reason: str


class Kinds(Facts):
    """Which exercises count as which kind (exercises/kinds.toml).

    `kind` lists exercises; the kinds of `equipment` follow from the items really used.
    """

    meta: Meta
    equipment: Mapping[str, str]
    kind: Mapping[str, frozenset[str]]
    demand: tuple[KindDemand, ...]
    counted_as_none: tuple[CountedAsNone, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every kind that there is."""
        return frozenset({*self.kind, *self.equipment.values()})


class Exercises(Facts):
    """The whole library, by id and by block in the order of the files."""

    shelf: Shelf
    kinds: Kinds
    by_id: Mapping[str, Exercise]
    by_block: Mapping[Block, tuple[Exercise, ...]]


M = TypeVar("M", bound=Facts)


def parse(tree: Mapping[str, Any], problems: list[str]) -> Exercises | None:
    """Read the library; every problem is appended as `file: key: what is wrong`."""
    before = len(problems)
    shelf = model(Shelf, tree, f"{FOLDER}/library.toml", problems)
    kinds = model(Kinds, tree, f"{FOLDER}/kinds.toml", problems)
    if shelf is None or kinds is None:
        return None
    by_id: dict[str, Exercise] = {}
    for block in BLOCKS:
        _read_block(tree, block, kinds, by_id, problems)
    library = Exercises(
        shelf=shelf,
        kinds=kinds,
        by_id=by_id,
        by_block={b: tuple(e for e in by_id.values() if e.block == b) for b in BLOCKS},
    )
    problems.extend(check(library))
    return library if len(problems) == before else None


def model(kind: type[M], tree: Mapping[str, Any], file: str, problems: list[str]) -> M | None:
    """Validate one whole file."""
    if file not in tree:
        problems.append(f"{file}: the file is missing")
        return None
    return entry(kind, tree[file], f"{file}: ", problems)


def entry(kind: type[M], data: object, where: str, problems: list[str]) -> M | None:
    """Validate one table, naming the key of each problem after `where`."""
    try:
        return kind.model_validate(data)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False, include_input=False):
            key = ".".join(str(part) for part in error["loc"])
            problems.append(f"{where}{key}: {error['msg']}")
        return None


def _read_block(
    tree: Mapping[str, Any],
    block: Block,
    kinds: Kinds,
    by_id: dict[str, Exercise],
    problems: list[str],
) -> None:
    file = f"{FOLDER}/{block}.toml"
    content = tree.get(file)
    if content is None:
        problems.append(f"{file}: the file is missing")
        return
    entry(Meta, content.get("meta", {}), f"{file}: meta.", problems)
    for name, row in content.get("exercise", {}).items():
        facts = {**row, "id": name, "block": block, "index": len(by_id)}
        facts["kinds"] = [kind for kind, ids in kinds.kind.items() if name in ids]
        facts["equipment_kinds"] = kinds.equipment
        exercise = entry(Exercise, facts, f"{file}: exercise.{name}.", problems)
        if exercise is not None:
            by_id[name] = exercise


def check(library: Exercises) -> list[str]:
    """Tell what single entries cannot know: names that must exist, ladders, disjoint filters."""
    found: list[str] = []
    for exercise in library.by_id.values():
        where = f"{FOLDER}/{exercise.block}.toml: exercise.{exercise.id}"
        found.extend(f"{where}.{text}" for text in _strangers(exercise, library.shelf))
        found.extend(f"{where}.{text}" for text in _ladder_faults(exercise, library.by_id))
        if nominal_seconds(exercise) != exercise.seconds:
            found.append(f"{where}.seconds: the dose takes {nominal_seconds(exercise)} s")
    for kind, members in library.kinds.kind.items():
        missing = sorted(members - library.by_id.keys())
        found.extend(f"{FOLDER}/kinds.toml: kind.{kind}: no exercise {name}" for name in missing)
    return found


def _strangers(exercise: Exercise, shelf: Shelf) -> list[str]:
    items = shelf.assumed | set(shelf.asked_for)
    conditions = shelf.condition.keys()
    used = {*exercise.equipment, *(item for alt in exercise.equipment_alt for item in alt)}
    needs = {item for micro in exercise.micro for item in micro.needs}
    known = (
        ("avoid_if", exercise.avoid_if - conditions, "unknown condition"),
        ("caution_if", exercise.caution_if - conditions, "unknown condition"),
        ("suits", exercise.suits - shelf.presentations, "unknown presentation"),
        ("regions", exercise.regions - shelf.regions, "unknown region"),
        ("equipment", used - items, "unknown item"),
        ("micro.needs", needs - items, "unknown item"),
        ("sources", set(exercise.sources) - shelf.sources.keys(), "unknown source"),
        ("caution_if", exercise.caution_if & exercise.avoid_if, "also in avoid_if"),
        ("suits", exercise.suits & exercise.avoid_if, "also in avoid_if"),
        ("suits", exercise.suits & exercise.caution_if, "also in caution_if"),
    )
    return [f"{key}: {fault} {name}" for key, names, fault in known for name in sorted(names)]


def _ladder_faults(exercise: Exercise, by_id: Mapping[str, Exercise]) -> list[str]:
    found = []
    for key, back in (("easier", "harder"), ("harder", "easier")):
        name = getattr(exercise, key)
        rung = by_id.get(name)
        if name and rung is None:
            found.append(f"{key}: no exercise {name}")
        elif rung is not None and getattr(rung, back) != exercise.id:
            found.append(f"{key}: {name} does not lead back")
        elif rung is not None and rung.block != exercise.block:
            found.append(f"{key}: {name} is in another block")
    return found


def nominal_seconds(exercise: Exercise) -> int:
    """Seconds of one dose at its sets and the mean of its span, rounded to 5."""
    dose = exercise.dose
    once = _mean_work_s(dose) * (2 if dose.per_side else 1)
    total = once * dose.sets + dose.rest_s * (dose.sets - 1)
    return int(total / 5 + 0.5) * 5


def _mean_work_s(dose: DoseSpans) -> float:
    if dose.breaths:
        return _mean(dose.breaths) * sum(dose.tempo)
    if dose.duration_s:
        return _mean(dose.duration_s)
    assert dose.reps is not None, "an exercise counts breaths, seconds or repetitions"
    if dose.hold_s:
        return _mean(dose.reps) * (_mean(dose.hold_s) + MOVE_S)
    return _mean(dose.reps) * sum(dose.tempo)


def _mean(span: Sequence[int]) -> float:
    return (span[0] + span[1]) / 2


def kinds_of(
    exercise: Exercise, equipment_used: Sequence[str] = (), micro_steps: Sequence[str] = ()
) -> frozenset[str]:
    """Give the kinds an exercise has: its own, its equipment's and those of its micro-steps."""
    items = exercise.equipment_kinds
    found = exercise.kinds.union(items[item] for item in equipment_used if item in items)
    for axis in {step.partition("-")[0] for step in micro_steps}:
        found |= {k for name, m in exercise.micros(axis) if name in micro_steps for k in m.adds}
    return found
