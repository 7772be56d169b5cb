"""How a session is built: counts, scores, doses and bars, as typed values with their sources."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import Field

from flows.catalog.exercises import Axis, Block, Exercises, Facts, Meta, Stage, model

FILE = "sessions.toml"
BARS_FILE = "bars.toml"
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
    """Exercises per block by minutes and stage."""

    minutes: Mapping[int, Mapping[Stage, Counts]]


class Shift(Facts):
    """One exercise goes from the giving block to the taking one."""

    give: Block
    take: Block
    not_stages: frozenset[Stage] = frozenset()


class Shifts(Sourced):
    """The goal shift, from some minutes on."""

    minutes_min: int
    goal: Mapping[str, Shift]


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
    loaded_day: float
    hurt: float
    hurt_days: int
    targets_max: int


class Anchors(Sourced):
    """How many days one exercise a block stays, and the seeds' own first choice."""

    days: Mapping[Block, int]
    bonus: float
    first: Mapping[Stage, frozenset[str]]


class DoseRules(Sourced):
    """Where a dose starts in its span and how large one micro-step of it is."""

    volume_spares: frozenset[Block]
    low_stages: frozenset[Stage]
    start_share: float
    one_set_minutes_max: int
    sets_max: int
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
    floor_share: float
    sets_max: int
    setup_s: int
    cut: tuple[Block, ...]
    add: tuple[Block, ...]


class Loaded(Sourced):
    """On how many and how distant days loaded strength may stand."""

    gap_days: int
    week_days: int
    week_max: int
    instead: frozenset[str]


class Swaps(Sourced):
    """How often one session may be changed."""

    max: int


class FactRules(Sourced):
    """Thresholds that turn answers into facts."""

    age_older: int
    pain_at_rest_high: float
    fear_high: float
    new_stage_days: int


class Pack(Sourced):
    """A special pack: who it is for, what ranks higher, its strength repetitions."""

    id: str
    when: frozenset[str]
    unless: frozenset[str] = frozenset()
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


class Bar(Sourced):
    """Who must not be given which kinds, risks, exercises or micro-steps."""

    id: str
    when: frozenset[str]
    unless: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()
    steps: frozenset[Axis] = frozenset()


class BarFile(Facts):
    """The whole of bars.toml."""

    meta: Meta
    derive: tuple[Derive, ...]
    bar: tuple[Bar, ...]


class SessionRules(Facts):
    """The whole of sessions.toml, and the bars."""

    meta: Meta
    counts: CountTable
    shift: Shifts
    mode: Mapping[Mode, ModeRules]
    score: Score
    score_more: ScoreMore
    anchor: Anchors
    dose: DoseRules
    time: TimeRules
    loaded: Loaded
    swap: Swaps
    facts: FactRules
    pack: tuple[Pack, ...]
    bars: BarFile


class Library(NamedTuple):
    """What a session is built from: the exercises and the rules."""

    exercises: Exercises
    rules: SessionRules


def parse(tree: Mapping[str, Any], problems: list[str]) -> SessionRules | None:
    """Read the session rules; every problem is appended as `file: key: what is wrong`."""
    before = len(problems)
    bars = model(BarFile, tree, BARS_FILE, problems)
    if FILE not in tree:
        problems.append(f"{FILE}: the file is missing")
    if bars is None or FILE not in tree:
        return None
    content = {FILE: {**tree[FILE], "bars": bars}}
    rules = model(SessionRules, content, FILE, problems)
    return rules if len(problems) == before else None


def check(library: Library) -> list[str]:
    """Tell which names in the rules the exercises do not have: conditions, kinds, risks, ids."""
    exercises, rules = library
    known: dict[str, frozenset[str]] = {
        "kinds": frozenset(exercises.kinds.kind),
        "risks": _risks(exercises),
        "exercises": frozenset(exercises.by_id),
        "condition": frozenset(exercises.shelf.condition),
    }
    found = [text for bar in rules.bars.bar for text in _bar_faults(bar, known)]
    for row in rules.bars.derive:
        where = f"{BARS_FILE}: derive.{row.condition}"
        found += _unknown(f"{where}.condition", {row.condition}, known["condition"])
        found += _odd(where, row.when | row.also | row.unless, known["condition"])
    for pack in rules.pack:
        where = f"{FILE}: pack.{pack.id}"
        found += _unknown(f"{where}.prefer", pack.prefer, known["exercises"])
        found += _odd(where, pack.when | pack.unless, known["condition"])
    return found + _unknown(f"{FILE}: loaded.instead", rules.loaded.instead, known["exercises"])


def _risks(exercises: Exercises) -> frozenset[str]:
    return frozenset(
        risk
        for exercise in exercises.by_id.values()
        for risk in exercise.risks.union(*(micro.risks for micro in exercise.micro))
    )


def _bar_faults(bar: Bar, known: Mapping[str, frozenset[str]]) -> list[str]:
    where = f"{BARS_FILE}: bar.{bar.id}"
    return [
        *_unknown(f"{where}.kinds", bar.kinds, known["kinds"]),
        *_unknown(f"{where}.risks", bar.risks, known["risks"]),
        *_unknown(f"{where}.exercises", bar.exercises, known["exercises"]),
        *_odd(where, bar.when | bar.unless, known["condition"]),
    ]


def _unknown(where: str, names: Iterable[str], known: frozenset[str]) -> list[str]:
    return [f"{where}: unknown {name}" for name in sorted(names) if name not in known]


TOPICS = frozenset(
    (
        "stage", "phase", "new_stage", "mode", "dropped", "pain_type", "condition", "diagnosis",
        "flag", "leg", "leg_signs", "provoked_by", "eased_by", "movement", "settles", "age",
        "fear", "breath", "pain_at_rest", "habit", "programme",
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
