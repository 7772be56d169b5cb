"""A day's session: what was asked for and what is prescribed."""

from datetime import date

from msgspec import Struct

from flows.clinical.decision import Decision
from flows.clinical.plan import Dose


class Occasion(Struct, frozen=True, omit_defaults=True):
    """When, how long and in which mode a session is built.

    `person` seeds the small daily variation. `mode`: normal | maintenance | half_dose | flare |
    regulation_only. `targets` are exercise regions of the movement signature, `life` those of
    the person's activities or of a new demand.
    """

    date: date
    minutes: int
    person: str
    mode: str = "normal"
    targets: tuple[str, ...] = ()
    life: tuple[str, ...] = ()


class Prescribed(Struct, frozen=True, omit_defaults=True):
    """One exercise with its dose; counts that do not apply are None.

    `steps` are micro-step ids (`tempo-1`: the message `exercise-<id>-micro-tempo-1`), `stand_ins`
    the items replaced by something from the house, `stop_first` asks to show the stop rule
    first. `top` tells that the whole amount of the person's position is prescribed (fitting to
    the time may cut it), `changed` that the position moved since the exercise was last done.
    `seconds` leaves out setting up.
    """

    exercise: str
    block: str
    sets: int
    seconds: int
    reps: int | None = None
    hold_s: int | None = None
    breaths: int | None = None
    duration_s: int | None = None
    tempo: tuple[int, ...] = ()
    rest_s: int = 0
    per_side: bool = False
    equipment_used: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    anchor: bool = False
    stop_first: bool = False
    top: bool = False
    signature: str = ""
    """The position's short form, so that two sessions of the exercise compare like with like."""
    changed: bool = False
    pattern: str = ""
    """The main pattern that the exercise stands for today; "" for the rest."""
    grams: int = 0
    """All weight in the hands or on the back together."""
    band: str = ""
    """light | medium | strong; "" without one."""
    whole: Dose | None = None
    """The dose that progression gave; what is shown may be a share of it on a lighter day."""
    last: Dose | None = None
    """The dose as the card showed it last time."""
    last_whole: Dose | None = None
    """The dose of the last time that it was given whole."""
    change: str = ""
    """first | up | step | down, against the last time it was given whole; "" without one."""
    given: Dose | None = None
    """The dose as it is shown: sets, the amount that grows, and the load."""


class Session(Struct, frozen=True, omit_defaults=True):
    """The exercises in order of their blocks; `seconds` holds setting up as well.

    `packs` are special packs whose words are shown (`pack-<id>`); `decisions` say why.
    """

    items: tuple[Prescribed, ...]
    seconds: int
    mode: str = "normal"
    packs: tuple[str, ...] = ()
    swaps: int = 0
    decisions: tuple[Decision, ...] = ()
