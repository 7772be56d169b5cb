"""What the assessment established about one person, in the words of its questions."""

from datetime import date

from msgspec import Struct


class Activity(Struct, frozen=True):
    """One activity that matters to the person and how able they feel, 0 (not at all) to 10."""

    name: str
    ability: float


class Weights(Struct, frozen=True, omit_defaults=True):
    """What is at home to lift, in grams, and what the person could lift 15 times with ease.

    Bands are light | medium | strong. A rucksack or bag that can be filled is in every home.
    """

    kettlebell: tuple[int, ...] = ()
    dumbbell: tuple[int, ...] = ()
    bands: tuple[str, ...] = ()
    easy: int = 0


class Profile(Struct, frozen=True, omit_defaults=True):
    """The answers of one assessment; replaced, never changed, at the next one.

    Pain, fear and confidence are 0-10 (numeric rating scale); `movement` maps a self-check
    (squat, hinge, ...) to ok | limited | painful | not_tested.
    """

    age: int
    sex: str = ""
    pain_now: float = 0
    pain_average: float = 0
    pain_worst: float = 0
    duration_weeks: float = 0
    onset: str = "gradual"
    location: tuple[str, ...] = ()
    leg: str = "none"
    leg_side: str = ""
    leg_signs: tuple[str, ...] = ()
    eased_by: tuple[str, ...] = ()
    provoked_by: tuple[str, ...] = ()
    night_waking: str = "none"
    morning_stiffness_minutes: int = 0
    settles: str = "under_30_min"
    exercise_habit: str = "some"
    breath_holding: bool = False
    fear: float = 0
    confidence: float = 10
    conditions: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    seen_clinician: bool = False
    movement: dict[str, str] = {}
    equipment: tuple[str, ...] = ()
    floor: bool = True
    minutes: int = 10
    activities: tuple[Activity, ...] = ()
    flags: tuple[str, ...] = ()
    """Ids of the red-flag questions answered yes or not sure (context such as B1, X1, P1)."""
    weights: Weights | None = None
    """Told once, when strength comes near."""
    sign_history: str = ""
    """A neurological sign without leg pain: new | with_pain | unchecked | old; "" is not known."""
    bends: dict[str, str] = {}
    """Repeated-movement test: bend_back, bend_forward -> up | down | stay, where it was done."""
    bends_on: date | None = None
    """When the repeated-movement test was offered."""
    stick: str = ""
    """Hip hinge with a stick along the back: kept | lost; "" is not tested."""
    counted_on: date | None = None
    """When counting was last offered."""

    @property
    def signs_are_history(self) -> bool:
        """Whether numbness or tingling is old, known and unchanged, and no leg pain is with it."""
        return self.leg == "none" and self.sign_history == "old"
