"""A person's programme as it stands today: stage, phase and a position per exercise."""

from datetime import date

from msgspec import Struct

from flows.clinical.decision import Decision

AXES = ("load", "range", "stability", "context")  # "load" holds tempo too (seed 002).


class Position(Struct, frozen=True, omit_defaults=True):
    """Where one exercise stands: repetitions in its range, sets, and steps taken on each axis.

    `reps` counts micro-steps inside the dose range (0 = its low end); `steps` counts micro-steps
    by kind as exercises name them (load, tempo, range, stability, context).
    """

    reps: int = 0
    sets: int = 0
    steps: dict[str, int] = {}
    stepped_on: date | None = None


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
    rungs: dict[str, str] = {}
    """Exercise -> the rung of its ladder that is given instead, after a step up or down."""
    walk_since: date | None = None
    sent: bool = False
    """R8 has sent the person to a clinician once; it does not again before a new assessment."""
