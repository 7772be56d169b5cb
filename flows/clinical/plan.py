"""A person's programme as it stands today: stage, phase and a position per exercise."""

from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from flows.clinical.decision import Decision

AXES = ("load", "range", "stability", "context")  # "load" holds tempo too (seed 002).


class Dose(Struct, frozen=True, array_like=True):
    """How much of an exercise: `amount` is what grows (repetitions, breaths, or seconds).

    `grams` is all weight in the hands or on the back together, `band` light | medium | strong.
    """

    sets: int
    amount: int
    grams: int = 0
    band: str = ""


class Position(Struct, frozen=True, omit_defaults=True):
    """Where one exercise stands: its dose, and the micro-steps taken on each axis.

    `steps` counts micro-steps by kind as exercises name them (load, tempo, range, stability,
    context). `reps` and `sets` are what earlier versions stored instead of a dose: steps away
    from the dose of the stage; they are read until a dose is there.
    """

    reps: int = 0
    sets: int = 0
    steps: dict[str, int] = {}
    stepped_on: date | None = None
    dose: Dose | None = None
    heaviest: int = 0
    """Grams: the heaviest load held so far in this exercise."""
    start: int = 0
    """The amount that the person began with: nothing goes below it."""
    back_on: date | None = None
    """When a step of it was last taken back: only sessions from then on count for the way up."""
    known: bool = False
    """It has been on a card."""
    ups: int = 0
    """Steps taken on this exercise so far, those taken back left out."""


class StepTaken(Struct, frozen=True, array_like=True):
    """One step up that can be taken back: the exercise, its axis, when, and what stood before.

    On the axis `rung`, `to` is the exercise that took its place.
    """

    exercise: str
    axis: str
    on: date
    before: Position
    pattern: str = ""
    to: str = ""


class Task(Struct, frozen=True, omit_defaults=True):
    """The person's own task that integration rehearses.

    `name` is in their words, `movement` one of eight; `grams` and `times` a day are what it
    really asks for, 0 where they did not say.
    """

    name: str
    movement: str
    grams: int = 0
    times: int = 0


class Plan(Struct, frozen=True, omit_defaults=True):
    """The programme in force; every change comes with the decisions that made it."""

    pain_type: str
    goal: str
    stage: str
    phase: str
    conditions: tuple[str, ...] = ()
    """Reported and derived conditions (`condition` in library.toml): hard filters."""
    gentle: str = ""
    """"" | half_dose (irritable) | regulation_only (decision 24)."""
    volume: float = 1.0
    """Share of the usual volume, 0.5-1.0; `volume_until` ends it."""
    volume_until: date | None = None
    started: date | None = None
    stage_since: date | None = None
    phase_since: date | None = None
    positions: dict[str, Position] = {}
    dropped: tuple[str, ...] = ()
    """Directions dropped by rule R1 (bend_forward | bend_back)."""
    flare_since: date | None = None
    walk_minutes: int = 5
    changed: bool = False
    """R8 has changed the plan once already."""
    demand: str = ""
    demand_until: date | None = None
    """A new demand (travel, race, new job, baby) and the end of its preparation block."""
    reasons: tuple[Decision, ...] = ()
    """Why the plan is what it is: the decisions of the last classification and last change."""
    low_dose: bool = False
    """Own stage at the low end of every dose (advise tier, decision 25)."""
    instead: dict[str, str] = field(default_factory=dict, name="rungs")
    """Exercise -> the one given instead, by steps of earlier versions along a ladder."""
    walk_since: date | None = None
    sent: bool = False
    """R8 has sent the person to a clinician once; it does not again before a new assessment."""
    working: dict[str, str] = {}
    """Main pattern -> the exercise of its ladder that the person works on."""
    lost: dict[str, str] = {}
    """Main pattern -> the harder exercise that was taken back and is the next step again."""
    taken: tuple[StepTaken, ...] = ()
    """Steps up that can be taken back, newest last."""
    gains: dict[str, int] = {}
    """Main pattern -> steps on load, tempo or a harder exercise since strength began."""
    task: Task | None = None


def told_since(morning: Plan, now: Plan) -> Plan:
    """The plan of a morning with what was told, judged and begun since: no check-in takes it back.

    Where somebody began with an exercise in today's session is kept; steps of today are not.
    """
    return replace(
        morning,
        positions=morning.positions | _begun_since(morning, now),
        working=now.working | morning.working,
        task=now.task,
        demand=now.demand,
        demand_until=now.demand_until,
        goal=now.goal,
        changed=now.changed,
        sent=now.sent,
    )


def _begun_since(morning: Plan, now: Plan) -> dict[str, Position]:
    """The positions that a session of today began, which no step has moved."""
    return {
        name: position
        for name, position in now.positions.items()
        if position.dose is not None
        and position.stepped_on is None
        and morning.positions.get(name, Position()).dose is None
    }
