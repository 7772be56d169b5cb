"""What happened day by day: the bounded working set that decisions use (at most 12 weeks).

What there is one of a day or more is stored without its field names: new fields go at the end.
"""

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from flows.clinical.plan import Dose


class Performed(Struct, frozen=True, array_like=True):
    """One exercise as it was done. `outcome`: done | easier | harder | hurts | skipped.

    `signature` is the position's short form when it was prescribed, so that "two sessions of
    that exercise" compares like with like; `top` says that the top of the rep range was reached.
    """

    exercise: str
    block: str
    outcome: str
    top: bool = False
    signature: str = ""
    dose: Dose | None = None
    """The dose as its card showed it."""


class Workout(Struct, frozen=True, array_like=True):
    """One session. `share` is the part done (1, 0.8, 0.5, 0); pain and effort (RPE) are 0-10."""

    performed: tuple[Performed, ...] = ()
    share: float = 0.0
    before: float | None = None
    peak: float | None = None
    effort: float | None = None
    in_control: bool | None = None
    minutes: int = 0
    loaded: bool = False
    """Whether anything was done with a weight or a band."""


class Day(Struct, frozen=True, array_like=True):
    """One local day; None means not answered, which never counts as improvement."""

    date: date
    pain: float | None = None
    worst: float | None = None
    leg: str | None = None
    """none | same | higher_up | further_down."""
    waking: int | None = None
    """Night wakings: 0, 1 or 2 (two and more)."""
    stiffness: str | None = None
    """none | under_30 | over_30 (minutes)."""
    flare: bool | None = None
    settled: str | None = None
    """Answer about the session before: usual | a_bit_more | a_lot_more."""
    confidence: float | None = None
    workouts: tuple[Workout, ...] = ()
    rest: bool = False
    action: str = ""
    """What the day's decision was: progress | hold | regress | deload | flare_plan | refer | ..."""
    rule: str = ""
    """Id of the rule that decided the day (`Ruling.rule`)."""
    moved: int = 0
    """Micro-steps, rungs, stages and phases of the day: up positive, down negative."""
    tier: str = ""
    """Most urgent tier of the day's micro-screen: emergency | urgent | see_clinician lock."""
    below_knee: bool | None = None
    """Whether leg pain reaches below the knee, when asked."""


class Review(Struct, frozen=True, array_like=True):
    """One reassessment. `kind`: weekly | four_weekly | twelve_weekly | demand."""

    date: date
    kind: str
    pain: float | None = None
    activities: tuple[float, ...] = ()
    change: str | None = None
    """Patient global impression of change: much_better | better | same | worse | much_worse."""
    movement: dict[str, str] = {}
    barrier: str = ""
    action: str = ""
    counted: dict[str, float] = {}
    """Baselines that were counted: stands in 30 s, seconds on one leg, minutes of walking."""


class History(Struct, frozen=True, omit_defaults=True):
    """Days in order of date (newest last), reviews likewise, and older flare dates."""

    days: tuple[Day, ...] = ()
    reviews: tuple[Review, ...] = ()
    flares: tuple[date, ...] = ()
    cards: tuple[str, ...] = ()
    """Education cards shown so far, oldest first."""


DAYS_KEPT_MAX = 84
"""Twelve weeks of days are enough for every rule (decision 11)."""


EXERCISES_KEPT_DAYS = 28
"""How long a day keeps what was done in it: rules look back four weeks (programme.toml)."""


WORKOUTS_KEPT_MAX = 4
"""Sessions of one day that are kept, the newest ones."""


def with_day(history: History, day: Day) -> History:
    """The history with a day put in its place, the oldest days let go."""
    others = [each for each in history.days if each.date != day.date]
    days = sorted([*others, day], key=lambda each: each.date)[-DAYS_KEPT_MAX:]
    recent = days[-1].date - timedelta(days=EXERCISES_KEPT_DAYS)
    return replace(history, days=tuple(_thinned(each, recent) for each in days))


def _thinned(day: Day, recent: date) -> Day:
    """The day within its bounds; a day before `recent` only tells how its sessions went."""
    if not day.workouts or (day.date >= recent and len(day.workouts) <= WORKOUTS_KEPT_MAX):
        return day
    workouts = day.workouts[-WORKOUTS_KEPT_MAX:]
    if day.date < recent:
        workouts = tuple(replace(workout, performed=()) for workout in workouts)
    return replace(day, workouts=workouts)


def day_of(history: History, on: date) -> Day:
    """The stored day, or an empty one."""
    days = reversed(history.days)  # It is nearly always one of the last.
    near = next((day for day in days if day.date <= on), None)
    return near if near is not None and near.date == on else Day(on)
