"""Changing one exercise of a session: easier, harder, or because it hurts."""

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.prescription.build import prescribed
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.dose import draft
from flows.clinical.prescription.eligibility import Candidate, candidates
from flows.clinical.prescription.ladder import next_rung
from flows.clinical.prescription.prescribed import Prescribed, Session

WAYS = {"easier": "easier", "harder": "harder", "hurts": "easier"}
"""Which way on the ladder each wish leads."""


def swap(context: PrescriptionContext, session: Session, index: int, wish: str) -> Session:
    """Give another exercise in place of one: the next rung that passes, else the best of its block.

    `wish` is easier | harder | hurts. Beyond the most swaps, or with nothing left to give, the
    session keeps its exercises and says why.
    """
    old = session.items[index]
    if session.swaps >= context.library.rules.swap.max:
        return _said(session, Decision("swap.enough", old.exercise, {"most": session.swaps}))
    pool = {
        name: candidate
        for name, candidate in candidates(context, old.block).items()  # type: ignore[arg-type]
        if all(name != item.exercise for item in session.items)
    }
    rung = next_rung(context.library.exercises, old.exercise, WAYS[wish], pool)
    if rung is not None:
        return _given(context, session, index, (pool[rung], Decision(f"swap.{wish}", rung)))
    others = _without(pool, context, old.exercise, wish)
    if not others:
        return _said(session, Decision("swap.none", old.exercise))
    best = max(others, key=lambda candidate: candidate.points)
    return _given(context, session, index, (best, Decision("swap.other", best.exercise.id)))


def _without(
    pool: dict[str, Candidate], context: PrescriptionContext, old: str, wish: str
) -> list[Candidate]:
    """Give the rest of the block; who asks for less is not led up the same ladder."""
    harder: set[str] = set()
    step = context.library.exercises.by_id[old].harder
    while wish != "harder" and step:
        harder.add(step)
        step = context.library.exercises.by_id[step].harder
    return [candidate for name, candidate in pool.items() if name not in harder]


def _given(
    context: PrescriptionContext, session: Session, index: int, found: tuple[Candidate, Decision]
) -> Session:
    candidate, decision = found
    made = prescribed(context, draft(context, candidate, anchor=session.items[index].anchor))
    items: tuple[Prescribed, ...] = (
        *session.items[:index], made, *session.items[index + 1 :],
    )  # fmt: skip
    changed = replace(
        session,
        items=items,
        seconds=session.seconds - session.items[index].seconds + made.seconds,
        swaps=session.swaps + 1,
    )
    return _said(changed, decision)


def _said(session: Session, decision: Decision) -> Session:
    return replace(session, decisions=(*session.decisions, decision))
