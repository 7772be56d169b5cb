"""Choosing the exercises beside the main patterns: the same for people who are alike."""

from typing import NamedTuple

from flows.catalog.exercises import Block
from flows.clinical.decision import Decision
from flows.clinical.prescription.context import PrescriptionContext, day_number
from flows.clinical.prescription.eligibility import Candidate


class Choice(NamedTuple):
    """A candidate taken, and why."""

    candidate: Candidate
    decision: Decision


def choose(
    context: PrescriptionContext, block: Block, count: int, pool: dict[str, Candidate]
) -> list[Choice]:
    """Take the best of a pool, one after the other; every few days others take their turn."""
    rest = list(pool.values())
    turn = day_number(context) // context.library.rules.kept.days[block]
    taken: list[Choice] = []
    while rest and len(taken) < count:
        best = _best(context, rest, taken, turn)
        rest.remove(best)
        taken.append(Choice(best, reason(context, best, "session.pick")))
    return taken


def _best(
    context: PrescriptionContext, pool: list[Candidate], taken: list[Choice], turn: int
) -> Candidate:
    """Give the most points; `turn` moves a small bonus around, and used regions rank lower."""
    rules = context.library.rules.score
    used = [choice.candidate.exercise.regions for choice in taken]

    def worth(candidate: Candidate) -> float:
        exercise = candidate.exercise
        points = candidate.points
        points += rules.variation * ((exercise.index * TURNS_STEP + turn) % TURNS) / TURNS
        if any(not regions.isdisjoint(exercise.regions) for regions in used):
            points += rules.region_used
        return points

    return max(pool, key=worth)


TURNS, TURNS_STEP = 7, 3
"""In how many turns the bonus comes round, and how far apart neighbours stand in it."""


def reason(context: PrescriptionContext, candidate: Candidate, rule: str) -> Decision:
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
            "low": "no",
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
