"""Changing one exercise of a session: easier, harder, or because it hurts."""

from msgspec.structs import replace

from flows.catalog.exercises import STAGES, Exercise
from flows.clinical.decision import Decision
from flows.clinical.prescription.build import prescribed
from flows.clinical.prescription.dose import draft
from flows.clinical.prescription.eligibility import (
    Candidate,
    against,
    candidates,
    may,
    pattern_of,
    steps_from,
)
from flows.clinical.prescription.prescribed import Prescribed, Session
from flows.clinical.prescription.prescription_context import PrescriptionContext

REQUESTS = ("easier", "harder", "hurts")


def swap(
    context: PrescriptionContext,
    session: Session,
    index: int,
    request: str,
    hurt: tuple[str, ...] = (),
) -> Session:
    """Give another exercise in place of one: the next of its ladder, else the best of its block.

    `request` is easier | harder | hurts. Who asks for less gets nothing harder, and nothing that
    goes against what provokes them; what moves as one of `hurt` does is given to nobody, but for
    the easier step of what has just hurt. Beyond the most swaps, or with nothing left to give,
    the session keeps its exercises and says why.
    """
    assert request in REQUESTS, request
    old = session.items[index]
    if session.swaps >= context.library.rules.swap.max:
        return _said(session, Decision("swap.enough", old.exercise, {"most": session.swaps}))
    taken = {item.exercise for item in session.items}
    found = _on_ladder(context, old.exercise, request, taken)
    if found is not None and (request == "hurts" or not _hurt_alike(context, hurt, found)):
        return _given(
            context, session, index, (found, Decision(f"swap.{request}", found.exercise.id))
        )
    others = [c for name, c in _pool(context, old).items() if name not in taken]
    others = [c for c in others if _suits(context, old.exercise, c, request)]
    others = [c for c in others if not _hurt_alike(context, hurt, c)]
    if not others:
        return _said(session, Decision("swap.none", old.exercise))
    best = max(others, key=lambda candidate: candidate.points)
    return _given(
        context,
        session,
        index,
        (best, Decision("swap.other", best.exercise.id, {"request": request})),
    )


def spared(context: PrescriptionContext, session: Session, index: int) -> Session:
    """Honour "it hurts" for the rest of a session: the same movement later gets easier or goes.

    What comes after the exercise at `index` and moves as it does is given as the next easier one
    of its ladder that moves otherwise, or is left out.
    """
    hurt = context.library.exercises.by_id[session.items[index].exercise]
    items = list(session.items[: index + 1])
    for item in session.items[index + 1 :]:
        exercise = context.library.exercises.by_id[item.exercise]
        if not _moves_alike(context, hurt, exercise):
            items.append(item)
            continue
        taken = {each.exercise for each in session.items}
        found = _on_ladder(context, item.exercise, "hurts", taken)
        if found is not None and not _moves_alike(context, hurt, found.exercise):
            items.append(prescribed(context, draft(context, found)))
    if len(items) == len(session.items) and tuple(items) == session.items:
        return session
    seconds = (
        session.seconds - sum(i.seconds for i in session.items) + sum(i.seconds for i in items)
    )
    said = Decision("swap.spared", hurt.id, {"count": len(session.items) - len(items)})
    return _said(replace(session, items=tuple(items), seconds=seconds), said)


MOVEMENTS = frozenset(
    {"lumbar_flexion", "lumbar_extension", "lumbar_rotation", "rotation", "hinge", "squat", "lift"}
)
"""Regions that tell which way an exercise moves the low back."""


def _moves_alike(context: PrescriptionContext, one: Exercise, other: Exercise) -> bool:
    pattern = pattern_of(context.library, one.id)
    if pattern is not None and other.id in pattern.ladder:
        return True
    return not (one.regions & other.regions & MOVEMENTS).isdisjoint(MOVEMENTS)


def _hurt_alike(context: PrescriptionContext, hurt: tuple[str, ...], new: Candidate) -> bool:
    by_id = context.library.exercises.by_id
    return any(_moves_alike(context, by_id[name], new.exercise) for name in hurt)


def _on_ladder(
    context: PrescriptionContext, name: str, request: str, taken: set[str]
) -> Candidate | None:
    """Give the nearest exercise of the ladder in the wished direction, if it suits."""
    way = "harder" if request == "harder" else "easier"
    pattern = pattern_of(context.library, name)
    if pattern is not None:
        at = pattern.ladder.index(name)
        names = pattern.ladder[at + 1 :] if way == "harder" else pattern.ladder[:at][::-1]
    else:
        names = steps_from(context.library.exercises, name, way)
    for each in names:
        candidate = may(context, each) if each not in taken else None
        if candidate is not None and _suits(context, name, candidate, request):
            return candidate
    return None


def _suits(context: PrescriptionContext, old: str, candidate: Candidate, request: str) -> bool:
    """Whether a candidate is what was wished: easier is easier for this person."""
    if request == "harder":
        return True
    by_id, new = context.library.exercises.by_id, candidate.exercise
    harder = steps_from(context.library.exercises, old, "harder")
    pattern = pattern_of(context.library, old)
    above = pattern.ladder[pattern.ladder.index(old) :] if pattern else ()
    if new.id in harder or new.id in above or against(context, new):
        return False
    lowest = [min(STAGES.index(stage) for stage in e.stages) for e in (new, by_id[old])]
    return lowest[0] <= lowest[1] and new.id not in context.hurt


def _pool(context: PrescriptionContext, old: Prescribed) -> dict[str, Candidate]:
    return candidates(context, old.block)  # type: ignore[arg-type]


def _given(
    context: PrescriptionContext, session: Session, index: int, found: tuple[Candidate, Decision]
) -> Session:
    candidate, decision = found
    made = prescribed(context, draft(context, candidate))
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
