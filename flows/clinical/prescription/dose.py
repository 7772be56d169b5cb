"""How much of an exercise: its span, where a person stands in it, and what it takes in time."""

from math import floor

from msgspec import Struct

from flows.catalog.exercises import MOVE_S, Exercise, Span
from flows.catalog.sessions import DoseRules
from flows.clinical.plan import Position
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.eligibility import Candidate

START = Position()
CAUTION_AXES = ("range", "load")
"""A condition that asks for caution asks for the smallest range and dose."""
SECONDS_MIN = 5
"""No hold or walk is shortened below this."""


class Work(Struct, frozen=True):
    """The dose of an exercise with its micro-steps: what is counted, held and paced."""

    unit: str
    """What is counted: breaths | duration_s | reps."""
    count: Span
    hold: Span | None
    tempo: tuple[int, ...]


class Draft:
    """A dose while the session is being fitted: `amount` moves inside [low, high]."""

    __slots__ = (
        "aim", "amount", "anchor", "candidate", "fixed", "grows_hold", "high", "low", "other",
        "sets", "sets_high", "steps", "work",
    )  # fmt: skip

    aim: int
    """The amount of the position, before fitting."""
    candidate: Candidate
    work: Work
    steps: tuple[str, ...]
    grows_hold: bool
    amount: int
    other: int
    low: int
    high: int
    sets: int
    sets_high: int
    fixed: bool
    anchor: bool

    @property
    def count(self) -> int:
        """Repetitions, breaths or seconds."""
        return self.other if self.grows_hold else self.amount

    @property
    def hold(self) -> int:
        """Seconds of hold; 0 without one."""
        return self.amount if self.grows_hold else self.other

    def once_s(self) -> int:
        """Seconds of one set, both sides."""
        work = self.work
        if work.unit == "duration_s":
            seconds = self.count
        elif work.hold is not None:
            seconds = self.count * (self.hold + MOVE_S)
        else:
            seconds = self.count * sum(work.tempo)
        return seconds * 2 if self.candidate.exercise.dose.per_side else seconds

    def seconds(self) -> int:
        """Seconds of all sets with the rests between them."""
        rest = self.candidate.exercise.dose.rest_s
        return self.once_s() * self.sets + rest * (self.sets - 1)

    def step(self) -> int:
        """How much one fitting step changes the amount: one, or five seconds."""
        return SECONDS_MIN if self.grows_hold or self.work.unit == "duration_s" else 1


def work_of(exercise: Exercise, steps: tuple[str, ...]) -> Work:
    """Give the dose with the micro-steps in force, which may set their own pace or span."""
    dose = exercise.dose
    tempo, hold, duration = dose.tempo, dose.hold_s, dose.duration_s
    if any(step.startswith("tempo") for step in steps):
        for name, micro in exercise.micros("tempo"):
            if name in steps:
                tempo, hold = micro.tempo or tempo, micro.hold_s or hold
                duration = micro.duration_s or duration
    if dose.breaths:
        return Work("breaths", dose.breaths, None, tempo)
    if duration:
        return Work("duration_s", duration, None, ())
    assert dose.reps is not None, "an exercise counts breaths, seconds or repetitions"
    return Work("reps", dose.reps, hold, tempo)


def grows_hold(work: Work) -> bool:
    """Whether the hold grows, because the count is one fixed number."""
    return work.hold is not None and work.count[0] == work.count[1]


def rep_step(rules: DoseRules, work: Work) -> int:
    """How much one micro-step changes the amount that grows."""
    low, high = work.hold if grows_hold(work) and work.hold else work.count
    width = high - low
    if grows_hold(work) or work.unit == "duration_s":
        return max(1, min(rules.seconds_per_step, width // 2))
    return rules.reps_per_step if width > rules.reps_narrow_width else 1


def start(rules: DoseRules, span: Span, low: bool) -> int:  # noqa: FBT001
    """Give the low end, or the usual share of the span (its mean), rounded half up."""
    share = 0.0 if low else rules.start_share
    return floor(span[0] + (span[1] - span[0]) * share + 0.5)


def steps_in_force(
    context: PrescriptionContext, exercise: Exercise, position: Position
) -> tuple[str, ...]:
    """Give the micro-step reached on each axis, walked back to the last one allowed today."""
    found: list[str] = []
    for axis, taken in position.steps.items():
        found.extend(allowed_steps(context, exercise, axis)[: max(taken, 0)][-1:])
    return tuple(found)


def allowed_steps(context: PrescriptionContext, exercise: Exercise, axis: str) -> tuple[str, ...]:
    """Give the micro-steps of an axis that may be taken today, up to the first one that may not."""
    if axis in CAUTION_AXES and not context.conditions.isdisjoint(exercise.caution_if):
        return ()
    found = []
    for name, micro in exercise.micros(axis):
        owns = not micro.needs or not micro.needs.isdisjoint(context.owned)
        if not owns or context.bars.forbids_step(micro):
            break
        found.append(name)
    return tuple(found)


def draft(context: PrescriptionContext, candidate: Candidate, *, anchor: bool) -> Draft:
    """Give the starting dose of a candidate: by stage, position, caution and volume."""
    rules, exercise = context.library.rules.dose, candidate.exercise
    position = context.plan.positions.get(exercise.id, START)
    low = context.stage in rules.low_stages or context.plan.low_dose
    small = candidate.caution or candidate.low_dose
    made = Draft()
    made.candidate, made.anchor = candidate, anchor
    made.steps = steps_in_force(context, exercise, position)
    made.work = work_of(exercise, made.steps)
    made.fixed = small or position.reps < 0 or position.sets < 0
    _amounts(context, made, position, low=low or small)
    one = low or small or context.minutes <= rules.one_set_minutes_max
    sets = (1 if one else exercise.dose.sets) + (0 if candidate.low_dose else position.sets)
    volume = volume_of(context, exercise)
    made.sets = _scaled(min(max(sets, 1), rules.sets_max), volume)
    made.sets_high = _scaled(min(max(exercise.dose.sets, sets), rules.sets_max), volume)
    return made


def volume_of(context: PrescriptionContext, exercise: Exercise) -> float:
    """Give the share of the usual volume; breathing keeps all of it."""
    spared = exercise.block in context.library.rules.dose.volume_spares
    return 1.0 if spared else context.volume


def _amounts(context: PrescriptionContext, made: Draft, position: Position, *, low: bool) -> None:
    rules, work = context.library.rules.dose, made.work
    made.grows_hold = grows_hold(work)
    grows, rests = (work.hold, work.count) if made.grows_hold else (work.count, work.hold)
    assert grows is not None, "what grows has a span"
    span = _span(context, made, grows)
    moved = 0 if made.candidate.low_dose else position.reps * rep_step(rules, work)
    amount = min(max(start(rules, span, low) + moved, span[0]), span[1])
    volume = volume_of(context, made.candidate.exercise)
    made.low, made.high = _scaled(span[0], volume), _scaled(span[1], volume)
    made.amount = made.aim = _whole(_scaled(amount, volume), made.step())
    made.other = start(rules, rests, low) if rests else 0


def _span(context: PrescriptionContext, made: Draft, span: Span) -> Span:
    """Give the span with a pack's strength repetitions, or up to the person's own walk."""
    exercise = made.candidate.exercise
    pack = context.strength_reps
    if pack and exercise.block == "strength" and made.work.unit == "reps" and not made.grows_hold:
        low = min(max(span[0], pack[0]), span[1])
        return low, max(low, min(span[1], pack[1]))
    walking = exercise.id in context.how.only.get(exercise.block, ())
    if walking and made.work.unit == "duration_s":
        return span[0], max(span[1], context.plan.walk_minutes * 60)
    return span


def _whole(value: int, step: int) -> int:
    """Round seconds to full steps, so that a person can count them."""
    return max(step, floor(value / step + 0.5) * step)


def _scaled(value: int, volume: float) -> int:
    return value if volume >= 1 else max(1, floor(value * volume + 0.5))
