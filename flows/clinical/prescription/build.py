"""A day's session: five blocks in order, filtered, dosed and fitted to time (exercises 3)."""

from bisect import bisect_right

from flows.catalog.exercises import BLOCKS, Block
from flows.catalog.sessions import Library
from flows.clinical.decision import Decision
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.prescription.context import PrescriptionContext, prescription_context
from flows.clinical.prescription.contraindications import reasons
from flows.clinical.prescription.dose import START, Draft, draft
from flows.clinical.prescription.eligibility import candidates
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.selection import choose
from flows.clinical.prescription.time_budget import fit, total_s
from flows.clinical.profile import Profile
from flows.clinical.progression.micro_progressions import short_form

KEPT_MIN = 1
"""A block that gives an exercise away keeps at least one."""

__all__ = ["Occasion", "Prescribed", "Session", "prescribe"]


def prescribe(
    library: Library, profile: Profile, plan: Plan, history: History, occasion: Occasion
) -> Session:
    """Build the session of a day. Pure: the same inputs give the same session."""
    return build(prescription_context(library, profile, plan, history, occasion))


def build(context: PrescriptionContext) -> Session:
    """Choose, dose and fit the exercises of an open case."""
    counts, reasons_for_counts = block_counts(context)
    drafts: list[Draft] = []
    decisions: list[Decision] = []
    for block, count in zip(BLOCKS, counts, strict=True):
        if not count:
            continue
        choices = choose(context, block, count, candidates(context, block))
        drafts.extend(draft(context, choice.candidate, anchor=choice.anchor) for choice in choices)
        decisions.extend(choice.decision for choice in choices)
        if len(choices) < count:
            decisions.append(_short(block, count, len(choices)))
    time = context.library.rules.time
    fitted = fit(time, drafts, context.minutes, context.volume)
    seconds = total_s(time, drafts)
    return Session(
        items=tuple(prescribed(context, made) for made in drafts),
        seconds=seconds,
        mode=context.mode,
        packs=context.packs,
        decisions=(
            *reasons_for_counts,
            *_day(context, drafts),
            *reasons(context.bars, context.library.rules.facts),
            *decisions,
            Decision(
                f"session.time_{fitted}", fitted, {"minutes": context.minutes, "seconds": seconds}
            ),
        ),
    )


def block_counts(context: PrescriptionContext) -> tuple[list[int], list[Decision]]:
    """How many exercises each block holds, by mode, minutes, stage and goal."""
    table = context.library.rules.counts.minutes
    if context.how.counts:
        counts = list(context.how.counts[_row(context.how.counts, context.minutes)])
    else:
        counts = list(table[_row(table, context.minutes)][context.stage])  # type: ignore[index]
    inputs: dict[str, str | int | float | bool] = {
        "minutes": context.minutes,
        "stage": context.stage,
        "percent": round(context.how.volume * 100),
    }
    said = [Decision(f"session.{context.mode}", " ".join(map(str, counts)), inputs)]
    moved = None if context.how.counts else _shift(context, counts)
    return counts, [*said, moved] if moved else said


def _row(table: object, minutes: int) -> int:
    rows = sorted(table)  # type: ignore[call-overload]
    row: int = rows[max(bisect_right(rows, minutes) - 1, 0)]
    return row


def _shift(context: PrescriptionContext, counts: list[int]) -> Decision | None:
    """Move one exercise from the giving to the taking block, if the giving one keeps one."""
    rules = context.library.rules.shift
    goal = context.plan.goal
    if context.plan.phase == "strength" and context.stage != "beginner":
        goal = "strength_capacity"  # The goal of the third phase for everyone.
    shift = rules.goal.get(goal)
    if shift is None or context.minutes < rules.minutes_min or context.stage in shift.not_stages:
        return None
    give, take = BLOCKS.index(shift.give), BLOCKS.index(shift.take)
    if counts[give] <= KEPT_MIN:
        return None
    counts[give] -= 1
    counts[take] += 1
    return Decision("session.shift", shift.take, {"from": shift.give, "goal": goal})


def _short(block: Block, wanted: int, found: int) -> Decision:
    rule = "session.block_short" if found else "session.block_empty"
    return Decision(rule, block, {"wanted": wanted, "found": found})


def _day(context: PrescriptionContext, drafts: list[Draft]) -> tuple[Decision, ...]:
    """Tell what the kind of day and the volume change."""
    said = []
    if any(made.candidate.low_dose for made in drafts):
        said.append(Decision("session.low_load_day", "low", {}))
    if context.volume < 1:
        said.append(Decision("session.volume", "less", {"percent": round(context.volume * 100)}))
    said.extend(Decision(f"pack.{name}", name) for name in context.packs)
    return tuple(said)


def prescribed(context: PrescriptionContext, made: Draft) -> Prescribed:
    """Give the dose as it is given."""
    candidate, work = made.candidate, made.work
    exercise = candidate.exercise
    position = context.plan.positions.get(exercise.id, START)
    amounts = {work.unit: made.count}
    if work.hold is not None:
        amounts["hold_s"] = made.hold
    return Prescribed(
        exercise=exercise.id,
        block=exercise.block,
        sets=made.sets,
        seconds=made.seconds(),
        tempo=work.tempo,
        rest_s=exercise.dose.rest_s if made.sets > 1 else 0,
        per_side=exercise.dose.per_side,
        equipment_used=candidate.used,
        stand_ins=candidate.stand_ins,
        steps=made.steps,
        anchor=made.anchor,
        stop_first=candidate.caution,
        top=made.amount >= made.aim,
        signature=short_form(position),
        changed=context.last_forms.get(exercise.id, short_form(position)) != short_form(position),
        **amounts,
    )
