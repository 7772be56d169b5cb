"""What progression needs of the library, for one person on one day."""

from collections.abc import Iterable
from math import ceil

from flows.catalog.exercises import AXES, Exercise
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.prescription.dose import allowed_steps, grows_hold, rep_step, start, work_of
from flows.clinical.prescription.eligibility import admit
from flows.clinical.prescription.ladder import next_rung
from flows.clinical.progression.micro_progressions import Rung, Rungs

WAYS = ("easier", "harder")


def rungs_of(context: PrescriptionContext, names: Iterable[str]) -> Rungs:
    """Give the named exercises and their nearest rungs, those that the person may be given."""
    exercises = context.library.exercises
    allowed = _Allowed(context)
    named = [name for name in dict.fromkeys(names) if name in exercises.by_id]
    wider = [next_rung(exercises, name, way, allowed) for name in named for way in WAYS]
    wanted = dict.fromkeys([*named, *filter(None, wider)])
    return {
        name: _rung(context, exercises.by_id[name], allowed) for name in wanted if name in allowed
    }


def names_in(plan: Plan, history: History) -> tuple[str, ...]:
    """Give the exercises that a decision may move: those with a position and those done of late."""
    recent = history.days[-RECENT_DAYS:]
    done = (p.exercise for day in recent for w in day.workouts for p in w.performed)
    return tuple(dict.fromkeys((*sorted(plan.positions), *done)))


RECENT_DAYS = 14


class _Allowed:
    """Membership by the filters of the prescription, each exercise looked at once."""

    def __init__(self, context: PrescriptionContext) -> None:
        self.context = context
        self.known: dict[str, bool] = {}

    def __contains__(self, name: object) -> bool:
        assert isinstance(name, str)
        if name not in self.known:
            exercise = self.context.library.exercises.by_id[name]
            self.known[name] = admit(self.context, exercise) is not None
        return self.known[name]


def _rung(context: PrescriptionContext, exercise: Exercise, allowed: _Allowed) -> Rung:
    exercises = context.library.exercises
    up, down = _rep_steps(context, exercise)
    return Rung(
        stages=exercise.stages,
        regions=exercise.regions,
        reps_up=up,
        reps_down=down,
        micro=tuple(axis for axis in AXES for _ in allowed_steps(context, exercise, axis)),
        easier=next_rung(exercises, exercise.id, "easier", allowed) or "",
        harder=next_rung(exercises, exercise.id, "harder", allowed) or "",
    )


def _rep_steps(context: PrescriptionContext, exercise: Exercise) -> tuple[int, int]:
    """Micro-steps from the starting dose up to the top of the span and down to its low end."""
    rules, work = context.library.rules.dose, work_of(exercise, ())
    span = work.hold if grows_hold(work) and work.hold else work.count
    low = context.stage in rules.low_stages or context.plan.low_dose
    begin, step = start(rules, span, low), rep_step(rules, work)
    return ceil((span[1] - begin) / step), ceil((begin - span[0]) / step)
