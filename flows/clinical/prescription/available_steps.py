"""What progression needs of the library, for one person on one day: looked up when it is asked."""

from collections.abc import Iterator, Mapping

from flows.catalog.exercises import AXES, Exercise
from flows.catalog.programme import Programme
from flows.clinical.plan import Dose
from flows.clinical.prescription.dose import (
    START,
    allowed_steps,
    bands,
    dose_of,
    first_load,
    next_band,
    next_load,
    rep_step,
    span_of,
    steps_in_force,
    work_of,
)
from flows.clinical.prescription.eligibility import (
    Candidate,
    grams_wanted,
    harder,
    may,
    may_load,
    pattern_of,
    rehearsed_in,
    working,
)
from flows.clinical.prescription.prescription_context import PrescriptionContext
from flows.clinical.progression.micro_progressions import AvailableSteps, load_allowed, load_max


class AvailableFor(Mapping[str, AvailableSteps]):
    """The exercises a person may be given, by id, each worked out once when it is asked for."""

    def __init__(self, programme: Programme, context: PrescriptionContext) -> None:
        self.programme, self.context = programme, context
        self.known: dict[str, AvailableSteps | None] = {}

    def __getitem__(self, name: str) -> AvailableSteps:
        """Give the steps of an exercise. Raises KeyError."""
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        """Whether the person may be given an exercise."""
        return isinstance(name, str) and self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        """All exercises that the person may be given."""
        return (name for name in self.context.library.exercises.by_id if name in self)

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def _find(self, name: str) -> AvailableSteps | None:
        if name not in self.known:
            exercise = self.context.library.exercises.by_id.get(name)
            candidate = may(self.context, name) if exercise else None
            self.known[name] = (
                None if candidate is None else _steps(self.programme, self.context, candidate)
            )
        return self.known[name]


def _steps(
    programme: Programme, context: PrescriptionContext, candidate: Candidate
) -> AvailableSteps:
    exercise, rules = candidate.exercise, context.library.rules.dose
    position = context.plan.positions.get(exercise.id, START)
    work = work_of(exercise, steps_in_force(context, exercise, position))
    low, high = span_of(context, exercise, work)
    dose = dose_of(context, candidate, position)
    pattern = pattern_of(context.library, exercise.id)
    loads, grams = _next_grams(programme, context, exercise, dose)
    banded = exercise.band and not exercise.caution_if & context.conditions
    return AvailableSteps(
        dose=dose,
        low=low,
        high=high,
        step=rep_step(rules, work),
        sets_max=1
        if candidate.caution
        else max(exercise.dose.sets, dose.sets, rules.pattern_sets if pattern else 1),
        regions=exercise.regions,
        micro=tuple(axis for axis in AXES for _ in allowed_steps(context, exercise, axis)),
        loads=loads,
        grams=grams,
        band=(next_band(context, dose.band or bands(context)[0]) or "") if banded else "",
        pattern=pattern.id if pattern else "",
        own=pattern is not None and working(context, pattern) == exercise.id,
        harder=_harder(context, exercise, dose),
        beyond=harder(context, exercise.id),
        fills=exercise.block == "regulation" or exercise.id in rules.fills,
    )


def _harder(context: PrescriptionContext, exercise: Exercise, dose: Dose) -> str:
    """Give the next exercise of the ladder; from a weight only one that keeps a part of it."""
    name = harder(context, exercise.id)
    while name and dose.grams:
        following = context.library.exercises.by_id[name]
        least = dose.grams * context.library.rules.load.kept_share_min
        if may_load(context, following) and first_load(context, following) >= least:
            return name
        name = harder(context, name)
    return name


def _next_grams(
    programme: Programme, context: PrescriptionContext, exercise: Exercise, dose: Dose
) -> tuple[bool, int]:
    """Whether weights may be held, and the next one within the cap in grams, 0 where none is.

    What rehearses the person's own task ends at what the task asks for and some to spare.
    """
    if exercise.load is None:
        return False, 0
    if not may_load(context, exercise):
        return True, 0
    held = context.plan.positions.get(exercise.id, START).heaviest
    if not dose.grams:
        first = first_load(context, exercise)
        return True, first if load_allowed(programme, held, first) else held
    most = load_max(programme, max(dose.grams, held))
    task = rehearsed_in(context.library, context.plan, exercise.id)
    if task and task.grams:
        most = min(most, max(grams_wanted(programme.integration, task)[1], dose.grams))
    return True, next_load(context, exercise, dose.grams, most) or 0
