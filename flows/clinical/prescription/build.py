"""A day's session: five blocks in order, filtered, dosed and fitted to time (exercises 3)."""

from bisect import bisect_right
from typing import NamedTuple

from msgspec.structs import replace

from flows.catalog.exercises import BLOCKS
from flows.catalog.sessions import PARTS, Library, Part, TimeRules
from flows.clinical.decision import Decision
from flows.clinical.history import History
from flows.clinical.plan import Dose, Plan
from flows.clinical.prescription.contraindications import reasons
from flows.clinical.prescription.dose import (
    START,
    Draft,
    dose_in,
    draft,
    shared,
    short_form,
    steps_in,
    whole,
)
from flows.clinical.prescription.eligibility import (
    Candidate,
    Choice,
    candidates,
    choose,
    patterns_today,
    reason,
    task_today,
)
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.prescription_context import (
    PrescriptionContext,
    prescription_context,
)
from flows.clinical.profile import Profile

LEG = "radiculopathy"
KEPT_MIN = 1
"""A part that gives an exercise away keeps at least one."""
MORE: tuple[Part, ...] = ("mobility", "integration", "stability")
"""What is added where a session is too short, in this order, round by round."""
ROUNDS_MAX = 4
POOL_MAX = 7
"""So many of a part are ranked: more never fit into one session."""

__all__ = ["Occasion", "Prescribed", "Session", "prescribe"]


def prescribe(
    library: Library, profile: Profile, plan: Plan, history: History, occasion: Occasion
) -> Session:
    """Build the session of a day. Pure: the same inputs give the same session."""
    return build(prescription_context(library, profile, plan, history, occasion))


def build(context: PrescriptionContext) -> Session:
    """Choose, dose and fit the exercises of an open context."""
    counts, reasons_for_counts = part_counts(context)
    parts = _Parts(context, counts)
    fitted = _fit(context, parts)
    drafts = parts.drafts()
    time = context.library.rules.time
    least, most = bounds_s(time, context.minutes, context.volume)
    shorten(time, drafts, most)
    stretch(time, drafts, least)
    seconds = total_s(time, drafts)
    inputs: dict[str, str | int | float | bool] = {"minutes": context.minutes, "seconds": seconds}
    return Session(
        items=tuple(prescribed(context, made) for made in drafts),
        seconds=seconds,
        mode=context.mode,
        packs=context.packs,
        decisions=(
            *reasons_for_counts,
            *_day(context),
            *reasons(context.contraindications, context.library.rules.facts),
            *(choice.decision for choice in parts.chosen()),
            Decision(f"session.time_{fitted}", fitted, inputs),
        ),
    )


def begun(plan: Plan, session: Session) -> Plan:
    """Keep where somebody stands from now on: the dose of each exercise, and that of each pattern.

    A dose is worked out once, at the first card; from then on only progression changes it.
    """
    positions, working = dict(plan.positions), dict(plan.working)
    for item in session.items:
        position = positions.get(item.exercise, START)
        if item.whole is not None and position.dose is None:
            heaviest = max(position.heaviest, item.whole.grams)
            positions[item.exercise] = replace(
                position, dose=item.whole, heaviest=heaviest, start=item.whole.amount
            )
        positions[item.exercise] = replace(
            positions.get(item.exercise, START), known=item.whole is not None
        )
        if item.pattern:
            working.setdefault(item.pattern, item.exercise)
    return replace(plan, positions=positions, working=working)


Counts = dict[Part, int]


class _Parts:
    """The parts of a session while it is fitted: what is taken of each, and what is left."""

    def __init__(self, context: PrescriptionContext, counts: Counts) -> None:
        self.context = context
        self.pools: dict[Part, list[Choice]] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self.made: dict[str, Draft] = {}
        self.taken = {
            part: self.pool(part)[: counts[part]] if counts[part] else [] for part in PARTS
        }

    def pool(self, part: Part) -> list[Choice]:
        """Everything that could stand in a part today, the best first."""
        if part not in self.pools:
            self.pools[part] = _choices(self.context, part)
        return self.pools[part]

    def chosen(self) -> list[Choice]:
        """What is taken, part by part, each exercise once."""
        every = (choice for part in PARTS for choice in self.taken[part])
        return list({choice.candidate.exercise.id: choice for choice in every}.values())

    def left(self, part: Part) -> Choice | None:
        """The best of a part that is not taken yet."""
        names = {choice.candidate.exercise.id for choice in self.chosen()}
        return next((c for c in self.pool(part) if c.candidate.exercise.id not in names), None)

    def draft(self, choice: Choice) -> Draft:
        """The draft of a choice, made once."""
        name = choice.candidate.exercise.id
        if name not in self.made:
            self.made[name] = draft(self.context, choice.candidate)
        return self.made[name]

    def span_s(self, choice: Choice) -> tuple[int, int]:
        """Seconds of an exercise with setting up, at its shortest and at its longest."""
        name = choice.candidate.exercise.id
        if name not in self.spans:
            made, setup = self.draft(choice), self.context.library.rules.time.setup_s
            longest = shortest = made.seconds() + setup
            if made.fills:
                amount = made.amount
                made.amount = made.work.span[0]
                shortest = min(shortest, made.seconds() + setup)
                made.amount = max(amount, made.high)
                longest = made.seconds() + setup
                made.amount = amount
            self.spans[name] = (shortest, longest)
        return self.spans[name]

    def least_s(self) -> int:
        """Seconds of what is taken where all that only fills is at its shortest."""
        return sum(self.span_s(choice)[0] for choice in self.chosen())

    def most_s(self) -> int:
        """Seconds of what is taken where all that only fills is at its longest."""
        return sum(self.span_s(choice)[1] for choice in self.chosen())

    def drafts(self) -> list[Draft]:
        """The drafts of what is taken, in the order of the blocks."""
        made = map(self.draft, self.chosen())
        return sorted(made, key=lambda each: BLOCKS.index(each.candidate.exercise.block))


def part_counts(context: PrescriptionContext) -> tuple[Counts, list[Decision]]:
    """How many exercises each part holds, by mode, minutes, phase and goal."""
    rules = context.library.rules.counts
    table = context.how.counts or (rules.late if context.late else rules.early)
    row = table[_row(table, context.minutes)]
    counts: Counts = dict(zip(PARTS, row, strict=True))
    inputs: dict[str, str | int | float | bool] = {
        "minutes": context.minutes,
        "stage": context.stage,
        "percent": round(context.how.volume * 100),
        "because": "leg" if context.plan.dropped or LEG in context.conditions else "conditions",
    }
    said = [Decision(f"session.{context.mode}", " ".join(map(str, row)), inputs)]
    moved = None if context.how.counts or context.late else _shift(context, counts)
    return counts, [*said, moved] if moved else said


def _row(table: object, minutes: int) -> int:
    rows = sorted(table)  # type: ignore[call-overload]
    row: int = rows[max(bisect_right(rows, minutes) - 1, 0)]
    return row


def _shift(context: PrescriptionContext, counts: Counts) -> Decision | None:
    """Move one exercise from the giving to the taking part, if the giving one keeps one."""
    rules, goal = context.library.rules.shift, context.plan.goal
    shift = rules.goal.get(goal)
    if shift is None or context.minutes < rules.minutes_min or counts[shift.give] <= KEPT_MIN:
        return None
    counts[shift.give] -= 1
    counts[shift.take] += 1
    return Decision("session.shift", shift.take, {"from": shift.give, "goal": goal})


def _choices(context: PrescriptionContext, part: Part) -> list[Choice]:
    """Everything that could stand in a part today, the best first."""
    if part == "patterns":
        size = 0 if context.how.counts else len(context.library.rules.patterns.pattern)
        found = patterns_today(context, size)
        return [Choice(each, reason(context, each, "session.pattern")) for each in found]
    if part == "stability":
        pool = candidates(context, "stability", "strength")
        return choose(context, "stability", POOL_MAX, pool)
    pool = candidates(context, part)
    own = task_today(context) if part == "integration" else None
    first = [Choice(own, reason(context, own, OWN_TASK))] if own else []
    rest = {name: c for name, c in pool.items() if not _is_task_load(c, own)}
    return [*first, *choose(context, part, POOL_MAX, rest)]


def _is_task_load(candidate: Candidate, own: Candidate | None) -> bool:
    """Whether an exercise is the task itself, or the loaded lift of somebody else's task."""
    if own is not None and candidate.exercise.id == own.exercise.id:
        return True
    load = candidate.exercise.load
    return load is not None and load.always and not candidate.life


def _fit(context: PrescriptionContext, parts: _Parts) -> str:
    """Take exercises away, or add some, until the minutes fit; says fits, cut, added or short."""
    least, most = bounds_s(context.library.rules.time, context.minutes, context.volume)
    word = "fits"
    while parts.least_s() > most and _drop(context, parts):
        word = "cut"
    for number in range(ROUNDS_MAX * len(MORE)):
        if context.how.counts or parts.most_s() >= least:
            break
        part = MORE[number % len(MORE)]
        more = parts.left(part)
        if more is not None and parts.least_s() + parts.span_s(more)[0] <= most:
            parts.taken[part] = [*parts.taken[part], more]
            word = "added"
    return word if parts.most_s() >= least else "short"


def _drop(context: PrescriptionContext, parts: _Parts) -> bool:
    """Take the last exercise out of the part that gives first; one of all stays at least."""
    if sum(map(len, parts.taken.values())) == 1:
        return False
    for part, least in context.library.rules.time.drop:
        taken = parts.taken[part]
        own = [choice for choice in taken if choice.decision.rule == OWN_TASK]
        if len(taken) > max(least, len(own)):
            parts.taken[part] = taken[:-1]
            return True
    return False


OWN_TASK = "session.task"


def _day(context: PrescriptionContext) -> tuple[Decision, ...]:
    """Tell what the kind of day and the volume change."""
    said = []
    if context.volume < 1:
        said.append(Decision("session.volume", "less", {"percent": round(context.volume * 100)}))
    said.extend(Decision(f"pack.{name}", name) for name in context.packs)
    return tuple(said)


def prescribed(context: PrescriptionContext, made: Draft) -> Prescribed:
    """Give the dose as it is given."""
    candidate, work = made.candidate, made.work
    exercise = candidate.exercise
    position = context.plan.positions.get(exercise.id, START)
    form = short_form(position, made.whole)
    amounts = {work.unit: made.count}
    if work.hold is not None:
        amounts["hold_s"] = made.hold
    last, before = context.done.last.get(exercise.id), _last_whole(context, exercise.id)
    return Prescribed(
        exercise=exercise.id,
        block=exercise.block,
        sets=made.sets,
        seconds=made.seconds(),
        tempo=work.tempo,
        rest_s=exercise.dose.rest_s if made.sets > 1 else 0,
        per_side=exercise.dose.per_side,
        equipment_used=made.used(),
        stand_ins=candidate.stand_ins,
        steps=made.steps,
        stop_first=candidate.caution,
        top=is_whole(context, made),
        signature=form,
        changed=last is not None and last.signature != form,
        pattern=candidate.pattern,
        grams=made.grams,
        band=made.band,
        whole=None if made.fills else made.whole,
        given=Dose(made.sets, made.amount, made.grams, made.band),
        last=last.dose if last else None,
        last_whole=before.dose if before else None,
        change=_change(context, made, form, before),
        **amounts,  # type: ignore[arg-type]
    )


def is_whole(context: PrescriptionContext, made: Draft) -> bool:
    """Whether the whole dose is given: on half dose, half of it is what is asked for."""
    asked = whole(shared(made.whole.amount, context.how.volume), made.step())
    return made.fills or (made.amount >= asked and made.grams >= made.whole.grams)


class Given(NamedTuple):
    """A dose as a card showed it, and the steps in force."""

    dose: Dose
    steps: str


def _last_whole(context: PrescriptionContext, exercise_id: str) -> Given | None:
    """The last time that the whole dose was given, be it without a load that was barred."""
    shown, full = context.done.shown.get(exercise_id), context.done.full.get(exercise_id)
    if shown is not None and shown.dose is not None:
        asked = dose_in(shown.signature)
        if asked and (shown.dose.sets, shown.dose.amount) == (asked.sets, asked.amount):
            return Given(shown.dose, steps_in(shown.signature))
    asked = dose_in(full.signature) if full else None
    return Given(asked, steps_in(full.signature)) if full and asked else None


def _change(context: PrescriptionContext, made: Draft, form: str, before: Given | None) -> str:
    """Say how the dose differs from the last time it was given whole; nothing on lighter days."""
    if made.fills or context.volume < 1 or not context.done.last:
        return ""
    if before is None:
        position = context.plan.positions.get(made.candidate.exercise.id, START)
        fresh = made.candidate.exercise.id not in context.done.full
        return "first" if fresh and made.candidate.pattern and not position.known else ""
    then, bands = before.dose, context.library.rules.load.bands
    for new, old in (
        (made.grams, then.grams),
        (bands.index(made.band) if made.band else 0, bands.index(then.band) if then.band else 0),
        (made.whole.sets * made.whole.amount, then.sets * then.amount),
    ):
        if new != old:
            return "up" if new > old else "down"
    return "step" if steps_in(form) != before.steps else ""


def total_s(rules: TimeRules, drafts: list[Draft]) -> int:
    """Seconds of the session, setting up included."""
    return sum([made.seconds() + rules.setup_s for made in drafts])


def bounds_s(rules: TimeRules, minutes: int, volume: float) -> tuple[float, float]:
    """Give the least and the most seconds of a session."""
    target = minutes * 60 * volume
    most = rules.smallest_share_max if minutes <= rules.minutes_min else rules.share_max
    return target * rules.share_min, target * most


def shorten(rules: TimeRules, drafts: list[Draft], most_s: float) -> None:
    """Shorten what only fills, breathing last, as long as the session is too long."""
    for made in sorted(drafts, key=lambda made: made.candidate.exercise.block == "regulation"):
        low = made.work.span[0]
        while made.fills and made.amount - made.step() >= low and total_s(rules, drafts) > most_s:
            made.amount -= made.step()


def stretch(rules: TimeRules, drafts: list[Draft], least_s: float) -> None:
    """Stretch what only fills, in turn, up to its span, as long as the session is too short."""
    grown = True
    while grown and total_s(rules, drafts) < least_s:
        grown = False
        for made in drafts:
            if made.fills and made.amount + made.step() <= made.high:
                made.amount += made.step()
                grown = True
