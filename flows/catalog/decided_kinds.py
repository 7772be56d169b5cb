"""No exercise is in no kind by oversight: its signs demand a kind, or a reason for none."""

from collections.abc import Collection, Iterator, Mapping

from flows.catalog.exercises import FOLDER, CountedAsNone, Exercise, Exercises, Kinds

FILE = f"{FOLDER}/kinds.toml"
LOADED = "risk:loaded_strength"
TOPICS = {"region", "risk", "item", "pattern"}
BARE = {"load", "weight"}


def undecided(exercises: Exercises, ladders: Mapping[str, Collection[str]]) -> list[str]:
    """List what exercises/kinds.toml leaves open, as `file: key: what is wrong`.

    `ladders` are the exercises of each main pattern by its id.
    """
    kinds = exercises.kinds
    found = [*_names(exercises), *_signs_known(kinds)]
    used = set[tuple[str, str]]()
    for exercise in exercises.by_id.values():
        found += _demanded(exercise, kinds, signs_of(exercise, kinds, ladders), used)
        found += _steps(exercise, kinds)
    for row in kinds.counted_as_none:
        needless = {(name, kind) for name in row.exercises for kind in row.kinds} - used
        found += [
            f"{FILE}: counted_as_none: {name} needs no reason for {kind}"
            for name, kind in sorted(needless)
            if name in exercises.by_id
        ]
    return found


def signs_of(
    exercise: Exercise, kinds: Kinds, ladders: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Give the signs by which a kind may be demanded of an exercise."""
    items = {*exercise.equipment, *(item for alt in exercise.equipment_alt for item in alt)}
    if exercise.load is not None and exercise.load.always:
        items |= set(exercise.load.items)
    found = {f"region:{name}" for name in exercise.regions}
    found |= {f"risk:{name}" for name in exercise.risks}
    found |= {f"item:{name}" for name in items}
    found |= {f"pattern:{name}" for name, ladder in ladders.items() if exercise.id in ladder}
    if exercise.load is not None:
        found.add("load")
    if "load" in found or exercise.band or LOADED in found or _weights(exercise, kinds):
        found.add("weight")
    return frozenset(found)


def _weights(exercise: Exercise, kinds: Kinds) -> bool:
    """Whether the exercise can only be done with items that have a kind."""
    ways = (exercise.equipment, *exercise.equipment_alt)
    return all(any(item in kinds.equipment for item in way) for way in ways)


def _demanded(
    exercise: Exercise, kinds: Kinds, signs: frozenset[str], used: set[tuple[str, str]]
) -> Iterator[str]:
    """Find each demand that holds of an exercise and is neither met nor declined."""
    declined = {k for r in kinds.counted_as_none if exercise.id in r.exercises for k in r.kinds}
    has = exercise.kinds
    if exercise.load is not None and not exercise.load.always:
        has |= exercise.load.adds
    for demand in kinds.demand:
        if not demand.when <= signs or demand.kinds & has:
            continue
        used |= {(exercise.id, kind) for kind in demand.kinds}
        if not demand.kinds <= declined:
            yield (
                f"{FILE}: {exercise.id} has {' and '.join(sorted(demand.when))}: it stands in one"
                f" of {', '.join(sorted(demand.kinds))}, or in counted_as_none with a reason"
            )


def _steps(exercise: Exercise, kinds: Kinds) -> Iterator[str]:
    """Find the micro-steps that need an item and do not add its kind."""
    where = f"{FOLDER}/{exercise.block}.toml: exercise.{exercise.id}.micro"
    for micro in exercise.micro:
        by_item = {kinds.equipment[item] for item in micro.needs if item in kinds.equipment}
        yield from (f"{where}: needs an item, adds no {k}" for k in sorted(by_item - micro.adds))


def _names(exercises: Exercises) -> Iterator[str]:
    """Find names that nothing has, kinds that are listed though items bring them, no reason."""
    kinds = exercises.kinds
    for name in sorted(kinds.kind.keys() & set(kinds.equipment.values())):
        yield f"{FILE}: kind.{name}: follows from the equipment; no exercise is listed"
    rows: tuple[CountedAsNone, ...] = kinds.counted_as_none
    for row in rows:
        strangers = row.exercises - exercises.by_id.keys()
        yield from (f"{FILE}: counted_as_none: no exercise {name}" for name in sorted(strangers))
        if not row.reason.strip():
            yield f"{FILE}: counted_as_none: no reason for {', '.join(sorted(row.exercises))}"
    asked = {k for demand in kinds.demand for k in demand.kinds}
    asked |= {k for row in rows for k in row.kinds}
    asked |= {k for e in exercises.by_id.values() for micro in e.micro for k in micro.adds}
    asked |= {k for e in exercises.by_id.values() if e.load for k in e.load.adds}
    yield from (f"{FILE}: no kind {name}" for name in sorted(asked - kinds.names))


def _signs_known(kinds: Kinds) -> Iterator[str]:
    """Find the signs that no exercise could ever have."""
    for sign in sorted({sign for demand in kinds.demand for sign in demand.when}):
        if sign not in BARE and sign.partition(":")[0] not in TOPICS:
            yield f"{FILE}: demand: unknown sign {sign}"
