"""Weights and bands: what a person has, where a load begins, what comes next (progression 4)."""

from flows.catalog.exercises import Exercise
from flows.catalog.sessions import LoadRules
from flows.clinical.plan import Dose
from flows.clinical.prescription.context import PrescriptionContext
from flows.clinical.profile import Weights

FILLED = ("rucksack", "bag")
"""What is in every home and can be filled."""
NO_STEPS: tuple[str, ...] = ()


def may_load(context: PrescriptionContext, exercise: Exercise) -> bool:
    """Whether the person may hold any weight in an exercise now."""
    if exercise.load is None or not context.conditions.isdisjoint(exercise.caution_if):
        return False
    barred, rules = context.contraindications, context.library.rules.load
    return not barred.forbids_load(rules.loaded_risk, exercise.load.adds)


def grams_max(context: PrescriptionContext) -> int:
    """Give the heaviest load that is not barred, in grams."""
    rules = context.library.rules.load
    heavy = rules.heavy_kind in context.contraindications.kinds
    return rules.heavy_above_grams if heavy else rules.told_grams_max


def first_load(context: PrescriptionContext, exercise: Exercise) -> int:
    """Give the load that an exercise begins with, in grams: a share of what is easy 15 times."""
    assert exercise.load is not None
    rules = context.library.rules.load
    easy = context.weights.easy or rules.easy_grams_assumed
    wanted = min(int(easy * exercise.load.share), grams_max(context))
    fitting = [grams for grams, _ in _loads(context, exercise, wanted) if grams <= wanted]
    return max(fitting, default=rules.fill_step_small_grams)


def next_load(
    context: PrescriptionContext, exercise: Exercise, grams: int, most: int
) -> int | None:
    """Give the smallest heavier load that there is, at most `most` grams; None where none is."""
    most = min(most, grams_max(context))
    heavier = (each for each, _ in _loads(context, exercise, most) if grams < each <= most)
    return min(heavier, default=None)


def held(context: PrescriptionContext, exercise: Exercise, grams: int) -> str:
    """Give the item that a load is held with: an owned weight of it, else what can be filled."""
    assert exercise.load is not None
    exact = (item for each, item in _loads(context, exercise, grams) if each == grams)
    filled = next((item for item in exercise.load.items if item in FILLED), FILLED[0])
    return next(exact, filled)


def allowed(context: PrescriptionContext, exercise: Exercise, grams: int) -> int:
    """Give a load as it may be held today: what is barred by its weight is lightened."""
    return min(grams, grams_max(context)) if may_load(context, exercise) else 0


def _loads(context: PrescriptionContext, exercise: Exercise, most: int) -> list[tuple[int, str]]:
    """Give loads up to some grams with the item of each, owned weights before filled bags."""
    assert exercise.load is not None
    kinds, barred = exercise.equipment_kinds, context.contraindications.kinds
    found: list[tuple[int, str]] = []
    for item in exercise.load.items:
        if item in FILLED:
            found += [(grams, item) for grams in _filled(context.library.rules.load, most)]
        elif item in context.owned and kinds.get(item) not in barred:
            found += [(grams, item) for grams in owned(context.weights, item)]
    return found


def owned(weights: Weights, item: str) -> tuple[int, ...]:
    """Give the weights of a kind that a person has, in grams."""
    return {"kettlebell": weights.kettlebell, "dumbbell": weights.dumbbell}.get(item, ())


def _filled(rules: LoadRules, most: int) -> range | list[int]:
    small = range(
        rules.fill_step_small_grams, rules.fill_small_below_grams, rules.fill_step_small_grams
    )
    large = range(
        rules.fill_small_below_grams,
        min(most, rules.fill_grams_max) + 1,
        rules.fill_step_grams,
    )
    return [*small, *large]


def bands(context: PrescriptionContext) -> tuple[str, ...]:
    """Give the bands a person has, light first; somebody who told none has the lightest."""
    order = context.library.rules.load.bands
    return tuple(band for band in order if band in context.weights.bands) or order[:1]


def next_band(context: PrescriptionContext, band: str) -> str | None:
    """Give the next stronger band that the person has; None where there is none."""
    have = bands(context)
    stronger = have[have.index(band) + 1 :] if band in have else have
    return next(iter(stronger), None)


def is_loaded(dose: Dose) -> bool:
    """Whether a dose has a weight or a band."""
    return dose.grams > 0 or dose.band != ""
