"""Choosing the exercises of a block: one anchor that stays for weeks, the rest rotating."""

from datetime import date
from hashlib import shake_256
from typing import NamedTuple

from flows.catalog.exercises import Block
from flows.clinical.decision import Decision
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.contraindications import WEEK_DAYS
from flows.clinical.prescription.eligibility import Candidate

EPOCH = date(2020, 1, 1)
BYTE_MAX = 255


class Choice(NamedTuple):
    """A candidate taken, whether it is the block's anchor, and why."""

    candidate: Candidate
    anchor: bool
    decision: Decision


def variation(seed: str, length: int) -> bytes:
    """One byte for each exercise, the same for the same seed everywhere and always."""
    return shake_256(seed.encode()).digest(length)


def choose(
    context: PrescriptionContext, block: Block, count: int, pool: dict[str, Candidate]
) -> list[Choice]:
    """Take the anchor of the block, then the best of the rest, one after the other."""
    rest = list(pool.values())
    taken: list[Choice] = []
    if count and rest and block in context.library.rules.anchor.days:
        anchor = _anchor(context, block, rest)
        rest.remove(anchor)
        taken.append(Choice(anchor, True, _reason(context, anchor, "session.anchor")))
    size = len(context.library.exercises.by_id)
    draws = variation(f"{context.occasion.person}|{context.occasion.date}", size)
    while rest and len(taken) < count:
        best = _best(context, rest, taken, draws)
        rest.remove(best)
        taken.append(Choice(best, False, _reason(context, best, "session.pick")))
    return taken


def _anchor(context: PrescriptionContext, block: Block, pool: list[Candidate]) -> Candidate:
    """Give the best by points and a draw that changes every two to three weeks."""
    rules = context.library.rules.anchor
    first = rules.first[context.stage]  # type: ignore[index]
    since = context.occasion.date - (context.plan.started or EPOCH)
    draws = variation(
        f"{context.occasion.person}|{block}|{since.days // rules.days[block]}",
        len(context.library.exercises.by_id),
    )
    spread = context.library.rules.score.variation / BYTE_MAX

    def worth(candidate: Candidate) -> float:
        bonus = rules.bonus if candidate.exercise.id in first else 0.0
        return candidate.points + bonus + draws[candidate.exercise.index] * spread

    return max(pool, key=worth)


def _best(
    context: PrescriptionContext, pool: list[Candidate], taken: list[Choice], draws: bytes
) -> Candidate:
    rules = context.library.rules.score
    spread = rules.variation / BYTE_MAX
    used = [choice.candidate.exercise.regions for choice in taken]
    seen = context.last_time

    def worth(candidate: Candidate) -> float:
        exercise = candidate.exercise
        points = candidate.points + draws[exercise.index] * spread
        if exercise.id in seen:
            points += rules.last_time
        for regions in used:
            if not regions.isdisjoint(exercise.regions):
                return points + rules.region_used
        return points

    return max(pool, key=worth)


def _reason(context: PrescriptionContext, candidate: Candidate, rule: str) -> Decision:
    """Give the strongest reason that speaks for the exercise, and what was weighed."""
    exercise = candidate.exercise
    return Decision(
        rule,
        exercise.id,
        {
            "because": _because(context, candidate),
            "goal": context.plan.goal,
            "points": candidate.points,
            "caution": "yes" if candidate.caution else "no",
            "low": "yes" if candidate.low_dose else "no",
            "weeks": context.library.rules.anchor.days.get(exercise.block, 0) // WEEK_DAYS,
        },
    )


def _because(context: PrescriptionContext, candidate: Candidate) -> str:
    exercise = candidate.exercise
    if candidate.life:
        return "life"
    if exercise.id in context.preferred:
        return "pack"
    if not context.targets.isdisjoint(exercise.regions):
        return "target"
    if not context.goals.isdisjoint(exercise.goals):
        return "goal"
    return "turn" if context.suits.isdisjoint(exercise.suits) else "suits"
