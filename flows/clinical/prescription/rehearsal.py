"""Integration: the person's own task, from a part of it to more than all (progression 7)."""

from collections.abc import Iterable
from math import floor

from flows.catalog.programme import Integration
from flows.catalog.sessions import Library
from flows.clinical.plan import Plan, Task
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.eligibility import Candidate
from flows.clinical.prescription.main_patterns import may

PHASES = ("integration", "maintenance")


def task_today(context: PrescriptionContext) -> Candidate | None:
    """Give the exercise that rehearses the person's task, from the integration phase on."""
    task = context.plan.task
    if task is None or context.plan.phase not in PHASES or context.how.counts:
        return None
    names = context.library.rules.tasks.movement.get(task.movement, ())
    found = (may(context, name) for name in names)
    candidate = next((each for each in found if each is not None), None)
    if candidate is not None:
        candidate.life = True
    return candidate


def rehearsed_in(library: Library, plan: Plan, exercise: str) -> Task | None:
    """Give the task that an exercise rehearses in a plan, if it does."""
    task = plan.task
    if task is None or plan.phase not in PHASES:
        return None
    return task if exercise in library.rules.tasks.movement.get(task.movement, ()) else None


def grams_wanted(rules: Integration, task: Task) -> tuple[int, int]:
    """Give the load that rehearsal begins with and the one it works up to, in grams."""
    return floor(task.grams * rules.share_from), floor(task.grams * rules.share_to)


def buffer_share(task: Task, grams: int) -> int:
    """Give what a load is of the real demand, in percent; 0 where the demand is not known."""
    return round(100 * grams / task.grams) if task.grams else 0


def movement_of(words: Iterable[tuple[str, tuple[str, ...]]], name: str) -> str:
    """Give the movement that the words of a task name first; "" where none matches."""
    spoken = "".join(c if c.isalpha() else " " for c in name.lower()).split()
    table = list(words)
    found = (movement for said in spoken for movement, starts in table if said.startswith(starts))
    return next(found, "")
