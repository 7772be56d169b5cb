"""How much of an exercise: its load, the dose a person has reached, and what it takes in time."""

import re
from math import floor

from msgspec import Struct

from flows.catalog.exercises import MOVE_S, Exercise, Span
from flows.catalog.sessions import DoseRules, LoadRules
from flows.clinical.plan import Dose, Position
from flows.clinical.prescription.eligibility import BY_WEIGHT, FILLED, Candidate, may_load
from flows.clinical.prescription.prescription_context import PrescriptionContext
from flows.clinical.profile import Weights

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

    @property
    def grows_hold(self) -> bool:
        """Whether the hold grows, because the count is one fixed number."""
        return self.hold is not None and self.count[0] == self.count[1]

    @property
    def span(self) -> Span:
        """The span of what grows."""
        return self.hold if self.grows_hold and self.hold else self.count


class Draft:
    """One exercise of a session: the whole dose, and what is given of it today."""

    __slots__ = (
        "amount", "band", "candidate", "fills", "grams", "high", "item", "other", "sets", "steps",
        "whole", "work",
    )  # fmt: skip

    candidate: Candidate
    work: Work
    steps: tuple[str, ...]
    whole: Dose
    """The dose that progression gave; a lighter day gives a share of its amount."""
    amount: int
    other: int
    high: int
    """How far a filling exercise may be stretched."""
    sets: int
    grams: int
    band: str
    item: str
    fills: bool

    @property
    def count(self) -> int:
        """Repetitions, breaths or seconds."""
        return self.other if self.work.grows_hold else self.amount

    @property
    def hold(self) -> int:
        """Seconds of hold; 0 without one."""
        return self.amount if self.work.grows_hold else self.other

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
        return SECONDS_MIN if self.work.grows_hold or self.work.unit == "duration_s" else 1

    def used(self) -> tuple[str, ...]:
        """What is really used: the items of the exercise, its load, its band by strength."""
        items = self.candidate.used
        if self.candidate.exercise.load:
            items = tuple(item for item in items if item not in BY_WEIGHT)
        if self.band:
            items = (*(item for item in items if item != "band"), f"band:{self.band}")
        return (*items, self.item) if self.item else items


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


def rep_step(rules: DoseRules, work: Work) -> int:
    """How much one micro-step changes the amount that grows."""
    low, high = work.span
    width = high - low
    if work.grows_hold or work.unit == "duration_s":
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
        if not owns or context.contraindications.forbids_step(micro):
            break
        found.append(name)
    return tuple(found)


def dose_of(context: PrescriptionContext, candidate: Candidate, position: Position) -> Dose:
    """Give the whole dose of a position; without one, where the exercise starts.

    What was done in an earlier version is carried over at its low end, with the steps taken since:
    that version kept no dose, and time or a lighter week may have made it smaller.
    """
    if position.dose is not None:
        return position.dose
    rules, exercise = context.library.rules.dose, candidate.exercise
    work = work_of(exercise, steps_in_force(context, exercise, position))
    last = context.done.last.get(exercise.id)
    carried = last is not None and dose_in(last.signature) is None
    low = carried or _low(context, candidate)
    span = span_of(context, exercise, work)
    climbed = position.reps if last is None or last.top else 0
    amount = start(rules, span, low) + climbed * rep_step(rules, work)
    one = low or context.minutes <= rules.one_set_minutes_max
    sets = (1 if one else exercise.dose.sets) + position.sets
    return Dose(
        sets=min(max(sets, 1), rules.sets_max),
        amount=min(max(amount, span[0]), span[1]),
        grams=_first_grams(context, exercise),
        band=bands(context)[0] if exercise.band else "",
    )


def _first_grams(context: PrescriptionContext, exercise: Exercise) -> int:
    always = exercise.load is not None and exercise.load.always
    return first_load(context, exercise) if always and may_load(context, exercise) else 0


def _low(context: PrescriptionContext, candidate: Candidate) -> bool:
    rules = context.library.rules.dose
    return context.stage in rules.low_stages or context.plan.low_dose or candidate.caution


def draft(context: PrescriptionContext, candidate: Candidate) -> Draft:
    """Give today's dose of a candidate: the position's, or a share of it on a lighter day."""
    rules, exercise = context.library.rules.dose, candidate.exercise
    position = context.plan.positions.get(exercise.id, START)
    made = Draft()
    made.candidate = candidate
    made.steps = steps_in_force(context, exercise, position)
    made.work = work_of(exercise, made.steps)
    made.whole = dose_of(context, candidate, position)
    made.fills = exercise.block == "regulation" or exercise.id in rules.fills
    made.sets, made.band = made.whole.sets, made.whole.band
    made.grams = allowed(context, exercise, made.whole.grams) if exercise.load else 0
    made.item = held(context, exercise, made.grams) if made.grams else ""
    volume = volume_of(context, exercise)
    span = span_of(context, exercise, made.work)
    made.amount = whole(shared(made.whole.amount, volume), made.step())
    made.high = max(made.amount, shared(span[1], volume))
    low = _low(context, candidate)
    resting = made.work.count if made.work.grows_hold else made.work.hold
    made.other = start(rules, resting, low) if resting else 0
    return made


def volume_of(context: PrescriptionContext, exercise: Exercise) -> float:
    """Give the share of the usual volume; breathing keeps all of it."""
    spared = exercise.block in context.library.rules.dose.volume_spares
    return 1.0 if spared else context.volume


def span_of(context: PrescriptionContext, exercise: Exercise, work: Work) -> Span:
    """Give the span with a pack's strength repetitions, or up to the person's own walk."""
    span, pack = work.span, context.strength_reps
    if pack and exercise.block == "strength" and work.unit == "reps" and not work.grows_hold:
        low = min(max(span[0], pack[0]), span[1])
        return low, max(low, min(span[1], pack[1]))
    if exercise.id in context.library.rules.dose.fills and work.unit == "duration_s":
        walk = context.plan.walk_minutes * 60
        most = walk if context.how.counts else min(walk, context.library.rules.dose.fill_s_max)
        return span[0], max(span[1], most)
    return span


def whole(value: int, step: int) -> int:
    """Round seconds to full steps, so that a person can count them."""
    return max(step, floor(value / step + 0.5) * step)


def shared(value: int, volume: float) -> int:
    """Give a share of an amount, rounded half up."""
    return value if volume >= 1 else max(1, floor(value * volume + 0.5))


def short_form(position: Position, dose: Dose | None = None) -> str:
    """Give a position in a few characters, so that sessions at the same step can be compared."""
    steps = ",".join(f"{kind}{n}" for kind, n in sorted(position.steps.items()))
    dose = dose or position.dose
    if dose is None:
        return f"{position.reps}/{position.sets}/{steps}"
    load = f"@{dose.grams}" if dose.grams else f"@{dose.band}" if dose.band else ""
    return f"{dose.sets}x{dose.amount}{load}/{steps}"


FORM = re.compile(r"(\d+)x(\d+)(?:@(\w+))?/")


def dose_in(form: str) -> Dose | None:
    """Give the dose that a short form tells; None for those of earlier versions."""
    found = FORM.match(form)
    if found is None:
        return None
    sets, amount, load = int(found[1]), int(found[2]), found[3] or ""
    return Dose(sets, amount, int(load)) if load.isdecimal() else Dose(sets, amount, band=load)


def steps_in(form: str) -> str:
    """Give the micro-steps that a short form tells."""
    return form.rpartition("/")[2]


NO_STEPS: tuple[str, ...] = ()


def grams_max(context: PrescriptionContext) -> int:
    """Give the heaviest load that is not barred, in grams."""
    rules = context.library.rules.load
    heavy = rules.heavy_kind in context.contraindications.kinds
    return rules.heavy_above_grams if heavy else rules.told_grams_max


def first_load(context: PrescriptionContext, exercise: Exercise) -> int:
    """Give the load that an exercise begins with, in grams: a share of what is easy 15 times."""
    assert exercise.load is not None
    rules = context.library.rules.load
    easy = context.weights.easy or rules.easy_grams_assumed
    wanted = min(int(easy * exercise.load.share), grams_max(context))
    fitting = [grams for grams, _ in _loads(context, exercise, wanted) if grams <= wanted]
    return max(fitting, default=rules.fill_step_small_grams)


def next_load(
    context: PrescriptionContext, exercise: Exercise, grams: int, most: int
) -> int | None:
    """Give the smallest heavier load that there is, at most `most` grams; None where none is."""
    most = min(most, grams_max(context))
    heavier = (each for each, _ in _loads(context, exercise, most) if grams < each <= most)
    return min(heavier, default=None)


def held(context: PrescriptionContext, exercise: Exercise, grams: int) -> str:
    """Give the item that a load is held with: an owned weight of it, else what can be filled."""
    assert exercise.load is not None
    exact = (item for each, item in _loads(context, exercise, grams) if each == grams)
    filled = next((item for item in exercise.load.items if item in FILLED), FILLED[0])
    return next(exact, filled)


def allowed(context: PrescriptionContext, exercise: Exercise, grams: int) -> int:
    """Give a load as it may be held today: what is barred by its weight is lightened."""
    return min(grams, grams_max(context)) if may_load(context, exercise) else 0


def _loads(context: PrescriptionContext, exercise: Exercise, most: int) -> list[tuple[int, str]]:
    """Give loads up to some grams with the item of each, owned weights before filled bags."""
    assert exercise.load is not None
    kinds, barred = exercise.equipment_kinds, context.contraindications.kinds
    found: list[tuple[int, str]] = []
    for item in exercise.load.items:
        if item in FILLED:
            found += [(grams, item) for grams in _filled(context.library.rules.load, most)]
        elif item in context.owned and kinds.get(item) not in barred:
            found += [(grams, item) for grams in owned(context.weights, item)]
    return found


def owned(weights: Weights, item: str) -> tuple[int, ...]:
    """Give the weights of a kind that a person has, in grams."""
    return {"kettlebell": weights.kettlebell, "dumbbell": weights.dumbbell}.get(item, ())


def _filled(rules: LoadRules, most: int) -> range | list[int]:
    small = range(
        rules.fill_step_small_grams, rules.fill_small_below_grams, rules.fill_step_small_grams
    )
    large = range(
        rules.fill_small_below_grams,
        min(most, rules.fill_grams_max) + 1,
        rules.fill_step_grams,
    )
    return [*small, *large]


def bands(context: PrescriptionContext) -> tuple[str, ...]:
    """Give the bands a person has, light first; somebody who told none has the lightest."""
    order = context.library.rules.load.bands
    return tuple(band for band in order if band in context.weights.bands) or order[:1]


def next_band(context: PrescriptionContext, band: str) -> str | None:
    """Give the next stronger band that the person has; None where there is none."""
    have = bands(context)
    stronger = have[have.index(band) + 1 :] if band in have else have
    return next(iter(stronger), None)


def is_loaded(dose: Dose) -> bool:
    """Whether a dose has a weight or a band."""
    return dose.grams > 0 or dose.band != ""
