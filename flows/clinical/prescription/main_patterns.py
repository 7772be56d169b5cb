"""Main patterns: which ones come today, and which exercise of each ladder (progression 5)."""

from datetime import date

from flows.catalog.exercises import STAGES
from flows.catalog.sessions import Library, Pattern
from flows.clinical.plan import Plan
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.eligibility import Candidate, admit

NEVER = date.min


def pattern_of(library: Library, exercise: str) -> Pattern | None:
    """Give the main pattern whose ladder holds an exercise."""
    return next((p for p in library.rules.patterns.pattern if exercise in p.ladder), None)


def patterns_today(context: PrescriptionContext, count: int) -> list[Candidate]:
    """Give the exercise of each pattern of the day, the pattern done longest ago first.

    A loaded one stays away for `gap_days`. Whatever the check found harder comes first.
    """
    rules, today = context.library.rules.patterns, context.occasion.date
    order = sorted(
        rules.pattern,
        key=lambda p: (context.done.patterns.get(p.id, NEVER), not _found(context, p, OFF)),
    )
    taken: list[Candidate] = []
    for pattern in order:
        candidate = given(context, pattern) if len(taken) < count else None
        last = context.done.patterns.get(pattern.id, NEVER)
        if candidate is None or (candidate.loaded and (today - last).days < rules.gap_days):
            continue
        candidate.pattern = pattern.id
        taken.append(candidate)
    return taken


def given(context: PrescriptionContext, pattern: Pattern) -> Candidate | None:
    """Give the exercise of a pattern for today: the one worked on, else the nearest that may be.

    What hurt of late makes way for an easier one. Harder than their own is given only to somebody
    for whom nothing else on the ladder may be, never above their stage.
    """
    own = pattern.ladder.index(working(context, pattern))
    down = pattern.ladder[own::-1]
    spared = [name for name in down if name not in context.hurt]
    for name in (*spared, *down, *pattern.ladder[own + 1 :]):
        candidate = may(context, name)
        if candidate is not None:
            return candidate
    return None


def working(context: PrescriptionContext, pattern: Pattern) -> str:
    """Give the exercise that the person works on in a pattern, or where they start."""
    return working_in(context.plan, pattern) or started(context, pattern)


def working_in(plan: Plan, pattern: Pattern) -> str | None:
    """Give the exercise that a plan holds for a pattern, if it is still on the ladder."""
    found = plan.working.get(pattern.id)
    return found if found in pattern.ladder else None


def started(context: PrescriptionContext, pattern: Pattern) -> str:
    """Give where somebody starts: by stage, and lower where the self-check was harder.

    Somebody from an earlier version starts at the exercise of the ladder that they did last.
    """
    done = [name for name in context.done.last if name in pattern.ladder]
    if done:
        return done[0]
    index = pattern.ladder.index(pattern.start[context.stage])  # type: ignore[index]
    if _found(context, pattern, ("painful",)):
        index = 0
    elif _found(context, pattern, OFF):
        index = max(0, index - context.library.rules.patterns.limited_down)
    while index > 0 and may(context, pattern.ladder[index]) is None:
        index -= 1
    return pattern.ladder[index]


def may(context: PrescriptionContext, name: str) -> Candidate | None:
    """Give an exercise as a candidate if the person may do it and it is not above their stage."""
    exercise = context.library.exercises.by_id[name]
    lowest = min(STAGES.index(stage) for stage in exercise.stages)
    if STAGES.index(context.stage) < lowest:
        return None
    return admit(context, exercise)


def harder(context: PrescriptionContext, name: str) -> str:
    """Give the next exercise of the ladder that the person may be given; "" at its end."""
    pattern = pattern_of(context.library, name)
    if pattern is None:
        return ""
    above = pattern.ladder[pattern.ladder.index(name) + 1 :]
    return next((each for each in above if may(context, each) is not None), "")


def easier(context: PrescriptionContext, name: str) -> str:
    """Give the exercise below on the ladder that the person may be given; "" at its start."""
    pattern = pattern_of(context.library, name)
    if pattern is None:
        return ""
    below = pattern.ladder[: pattern.ladder.index(name)][::-1]
    return next((each for each in below if may(context, each) is not None), "")


OFF = ("limited", "painful")


def _found(context: PrescriptionContext, pattern: Pattern, results: tuple[str, ...]) -> bool:
    return any(context.profile.movement.get(check) in results for check in pattern.checks)
