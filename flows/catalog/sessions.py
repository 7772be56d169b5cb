"""How a session is built: counts, patterns, doses and contraindications, with their sources."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import Field

from flows.catalog.decided_kinds import undecided
from flows.catalog.exercises import Axis, Block, Exercise, Exercises, Facts, Meta, Stage, model

FILE = "sessions.toml"
CONTRAINDICATIONS_FILE = "contraindications.toml"
Mark = Literal["read", "general_knowledge", "proposed"]
Counts = tuple[int, int, int, int, int]
Mode = Literal["normal", "maintenance", "half_dose", "flare", "regulation_only"]
STRICTEST_LAST: tuple[Mode, ...] = (
    "normal", "maintenance", "half_dose", "flare", "regulation_only",
)  # fmt: skip


class Sourced(Facts):
    """Values with where they come from and how sure that is."""

    source: str = Field(min_length=1)
    mark: Mark


class CountTable(Sourced):
    """How many of each part a session holds, by minutes, before and from the strength phase on.

    The five numbers are regulation, mobility, main patterns, further stability, daily life.
    """

    early: Mapping[int, Counts]
    late: Mapping[int, Counts]


Part = Literal["regulation", "mobility", "patterns", "stability", "integration"]
PARTS: tuple[Part, ...] = ("regulation", "mobility", "patterns", "stability", "integration")


class Shift(Facts):
    """One exercise goes from the giving part to the taking one."""

    give: Part
    take: Part


class Shifts(Sourced):
    """The goal shift, from some minutes on."""

    minutes_min: int
    goal: Mapping[str, Shift]


class MainPattern(Facts):
    """One main pattern: its exercises from easy to hard, and where a person starts.

    A limited self-check among `checks` starts `limited_down` exercises lower, a painful one at the
    first; any of them brings the pattern forward.
    """

    id: str
    ladder: tuple[str, ...]
    start: Mapping[Stage, str]
    checks: frozenset[str] = frozenset()


class Patterns(Sourced):
    """The main patterns and how a session takes them in turn."""

    limited_down: int
    gap_days: int
    pattern: tuple[MainPattern, ...]


class LoadRules(Sourced):
    """Weights in grams: what is assumed of a home, where the steps lie, what counts as heavy."""

    easy_grams_assumed: int
    fill_step_small_grams: int
    fill_step_grams: int
    fill_small_below_grams: int
    fill_grams_max: int
    heavy_above_grams: int
    heavy_kind: str
    loaded_risk: str
    told_grams_max: int
    kept_share_min: float
    bands: tuple[str, ...]


class Tasks(Sourced):
    """Which exercises rehearse which movement of daily life, the first that may be given."""

    movement: Mapping[str, tuple[str, ...]]


class Directions(Sourced):
    """What goes against what provokes a person: regions and positions by provocation."""

    regions: Mapping[str, frozenset[str]]
    positions: Mapping[str, frozenset[str]]


class ModeRules(Sourced):
    """What a mode changes: counts, filtering stage, volume, minutes, the one choice of a block."""

    volume: float = 1.0
    stage: Stage | None = None
    minutes_max: int | None = None
    only: Mapping[Block, tuple[str, ...]] = {}
    counts: Mapping[int, Counts] = {}


class Score(Sourced):
    """Points of a candidate as the sheet names them."""

    goal: float
    suits: float
    caution: float
    region_used: float
    last_time: float
    variation: float


class ScoreMore(Sourced):
    """Points that the sheet does not name."""

    stand_in: float
    target: float
    life: float
    pack: float
    hurt: float
    hurt_days: int
    targets_max: int


class Unchanged(Sourced):
    """How many days the exercises of a part stay before others take their turn."""

    days: Mapping[Block, int]


class DoseRules(Sourced):
    """Where a dose starts in its span and how large one micro-step of it is."""

    fills: frozenset[str]
    fill_s_max: int
    volume_spares: frozenset[Block]
    low_stages: frozenset[Stage]
    start_share: float
    one_set_minutes_max: int
    sets_max: int
    pattern_sets: int
    reps_per_step: int
    reps_narrow_width: int
    seconds_per_step: int


class TimeRules(Sourced):
    """How closely a session fits its minutes, and which block gives or takes first."""

    minutes_min: int
    minutes_max: int
    share_min: float
    share_max: float
    smallest_share_max: float
    setup_s: int
    drop: tuple[tuple[Part, int], ...]


class DayRules(Sourced):
    """A day: from so many sessions on, no other one is offered."""

    sessions_max: int


class Swaps(Sourced):
    """How often one session may be changed."""

    max: int


class FactRules(Sourced):
    """Thresholds that turn answers into facts."""

    age_older: int
    pain_at_rest_high: float
    fear_high: float
    new_stage_days: int
    leg_quiet_days: int
    leg_quiet_answers_min: int


class Pack(Sourced):
    """A special pack: who it is for, what ranks higher, its strength repetitions.

    `unsaid` are facts under which it ranks and its words are not said.
    """

    id: str
    when: frozenset[str]
    unless: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    prefer: frozenset[str]
    strength_reps: tuple[int, int] | None = None


class Derive(Sourced):
    """A condition that follows from answers; a lasting one holds until the next assessment."""

    condition: str
    rule: str
    when: frozenset[str]
    also: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    lasting: bool


class Contraindication(Sourced):
    """Who must not be given which kinds, risks, exercises or micro-steps."""

    id: str
    when: frozenset[str]
    unless: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()
    steps: frozenset[Axis] = frozenset()


class ContraindicationFile(Facts):
    """The whole of contraindications.toml."""

    meta: Meta
    derive: tuple[Derive, ...]
    contraindication: tuple[Contraindication, ...]


class SessionRules(Facts):
    """The whole of sessions.toml, and the contraindications."""

    meta: Meta
    counts: CountTable
    shift: Shifts
    mode: Mapping[Mode, ModeRules]
    score: Score
    score_more: ScoreMore
    unchanged: Unchanged
    patterns: Patterns
    load: LoadRules
    directions: Directions
    tasks: Tasks
    dose: DoseRules
    time: TimeRules
    swap: Swaps
    day: DayRules
    facts: FactRules
    pack: tuple[Pack, ...]
    contraindications: ContraindicationFile


class Library(NamedTuple):
    """What a session is built from: the exercises and the rules."""

    exercises: Exercises
    rules: SessionRules


def parse(tree: Mapping[str, Any], problems: list[str]) -> SessionRules | None:
    """Read the session rules; every problem is appended as `file: key: what is wrong`."""
    before = len(problems)
    barred = model(ContraindicationFile, tree, CONTRAINDICATIONS_FILE, problems)
    if FILE not in tree:
        problems.append(f"{FILE}: the file is missing")
    if barred is None or FILE not in tree:
        return None
    content = {FILE: {**tree[FILE], "contraindications": barred}}
    rules = model(SessionRules, content, FILE, problems)
    return rules if len(problems) == before else None


def check(library: Library) -> list[str]:
    """Tell which names in the rules the exercises do not have: conditions, kinds, risks, ids."""
    exercises, rules = library
    known: dict[str, frozenset[str]] = {
        "kinds": exercises.kinds.names,
        "risks": _risks(exercises),
        "exercises": frozenset(exercises.by_id),
        "condition": frozenset(exercises.shelf.condition),
    }
    barred = rules.contraindications
    found = [text for row in barred.contraindication for text in _row_faults(row, known)]
    for row in barred.derive:
        where = f"{CONTRAINDICATIONS_FILE}: derive.{row.condition}"
        found += _unknown(f"{where}.condition", {row.condition}, known["condition"])
        found += _odd(where, row.when | row.also | row.unless, known["condition"])
    for pack in rules.pack:
        where = f"{FILE}: pack.{pack.id}"
        found += _unknown(f"{where}.prefer", pack.prefer, known["exercises"])
        found += _odd(where, pack.when | pack.unless | pack.unsaid, known["condition"])
    for movement, names in rules.tasks.movement.items():
        found += _unknown(f"{FILE}: tasks.{movement}", set(names), known["exercises"])
    ladders = {pattern.id: pattern.ladder for pattern in rules.patterns.pattern}
    return found + _pattern_faults(rules.patterns, exercises) + undecided(exercises, ladders)


def _pattern_faults(patterns: Patterns, exercises: Exercises) -> list[str]:
    """Ladders name exercises once, begin on themselves, and hold enough micro-steps."""
    found, seen = [], set[str]()
    for pattern in patterns.pattern:
        where = f"{FILE}: patterns.{pattern.id}"
        found += _unknown(f"{where}.ladder", set(pattern.ladder), frozenset(exercises.by_id))
        found += _unknown(f"{where}.start", set(pattern.start.values()), frozenset(pattern.ladder))
        found += [f"{where}.ladder: {name} is in two" for name in seen & set(pattern.ladder)]
        seen |= set(pattern.ladder)
        for name in set(pattern.ladder) & exercises.by_id.keys():
            found += [f"{where}: {text}" for text in _too_few(exercises.by_id[name])]
    return found


STEPS_MIN: Mapping[Axis, int] = {"range": 2, "stability": 2, "context": 2}
LOAD_AND_TEMPO_MIN = 3
"""Micro-steps that every exercise of a main pattern has at least (progression 6)."""


def _too_few(exercise: Exercise) -> list[str]:
    kinds = [micro.kind for micro in exercise.micro]
    weights = LOAD_AND_TEMPO_MIN if exercise.load or exercise.band else 0
    short: list[str] = [axis for axis, least in STEPS_MIN.items() if kinds.count(axis) < least]
    if kinds.count("load") + kinds.count("tempo") + weights < LOAD_AND_TEMPO_MIN:
        short.append("load and tempo")
    return [f"{exercise.id} has too few steps of {axis}" for axis in short]


def _risks(exercises: Exercises) -> frozenset[str]:
    return frozenset(
        risk
        for exercise in exercises.by_id.values()
        for risk in exercise.risks.union(*(micro.risks for micro in exercise.micro))
    )


def _row_faults(row: Contraindication, known: Mapping[str, frozenset[str]]) -> list[str]:
    where = f"{CONTRAINDICATIONS_FILE}: contraindication.{row.id}"
    return [
        *_unknown(f"{where}.kinds", row.kinds, known["kinds"]),
        *_unknown(f"{where}.risks", row.risks, known["risks"]),
        *_unknown(f"{where}.exercises", row.exercises, known["exercises"]),
        *_odd(where, row.when | row.unless, known["condition"]),
    ]


def _unknown(where: str, names: Iterable[str], known: frozenset[str]) -> list[str]:
    return [f"{where}: unknown {name}" for name in sorted(names) if name not in known]


TOPICS = frozenset(
    (
        "stage", "phase", "new_stage", "mode", "dropped", "pain_type", "condition", "diagnosis",
        "flag", "leg", "leg_signs", "provoked_by", "eased_by", "movement", "settles", "age",
        "fear", "breath", "pain_at_rest", "habit", "programme", "leg_quiet", "leg_now", "tested",
    )
)  # fmt: skip


def _odd(where: str, facts: frozenset[str], conditions: frozenset[str]) -> list[str]:
    """Facts of an unknown topic, and conditions that do not exist."""
    return [
        f"{where}: unknown fact {fact}"
        for fact in sorted(facts)
        if fact.partition(":")[0] not in TOPICS
        or (fact.startswith("condition:") and fact.partition(":")[2] not in conditions)
    ]
