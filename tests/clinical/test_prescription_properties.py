"""Whatever a person, plan, history and day: the same safe shape, and the same session again."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.catalog.exercises import AXES, BLOCKS, STAGES, kinds_of
from flows.clinical.history import Day, History, Performed, Workout
from flows.clinical.plan import Dose, Plan, Position
from flows.clinical.prescription.build import prescribe
from flows.clinical.prescription.prescribed import Occasion
from flows.clinical.prescription.prescription_context import prescription_context
from flows.clinical.profile import Profile
from tests.clinical.shelf import TODAY, by_id, library

CONDITIONS = sorted(library().exercises.shelf.condition)
EXERCISES = sorted(library().exercises.by_id)
DIRECTIONS = ("bend_forward", "bend_back", "walking", "sitting", "standing", "lying", "everything")
CHECKS = ("squat", "hinge", "bend_forward", "bend_back", "one_leg_left", "sit_to_stand")


def some(values: tuple[str, ...] | list[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of some names, each once."""
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


profiles = st.builds(
    Profile,
    age=st.integers(18, 95),
    pain_now=st.integers(0, 10),
    leg=st.sampled_from(["none", "thigh", "below_knee"]),
    eased_by=some(DIRECTIONS, 2),
    provoked_by=some(DIRECTIONS, 3),
    settles=st.sampled_from(["under_30_min", "under_24_h", "over_24_h"]),
    fear=st.integers(0, 10),
    breath_holding=st.booleans(),
    conditions=some(CONDITIONS, 2),
    diagnoses=some(("stenosis", "scoliosis", "osteoporosis", "disc_herniation"), 2),
    movement=st.dictionaries(
        st.sampled_from(CHECKS), st.sampled_from(["ok", "limited", "painful"])
    ),
    equipment=some(("band", "kettlebell", "dumbbell", "stability_ball", "step", "mat"), 6),
    floor=st.booleans(),
    flags=some(("B1", "O1", "X1", "P1"), 2),
)
positions = st.builds(
    Position,
    reps=st.integers(-5, 9),
    sets=st.integers(-3, 3),
    steps=st.dictionaries(st.sampled_from(AXES), st.integers(0, 4)),
    dose=st.one_of(
        st.none(),
        st.builds(
            Dose, st.integers(1, 3), st.integers(2, 20), st.sampled_from([0, 0, 2000, 9000, 16_000])
        ),
    ),
)
plans = st.builds(
    Plan,
    pain_type=st.sampled_from(["acute", "chronic", "radiculopathy", "structural"]),
    goal=st.sampled_from(["calm_nervous_system", "spine_joints", "si_joint"]),
    stage=st.sampled_from(STAGES),
    phase=st.sampled_from(["calm", "mobility", "strength", "integration", "maintenance"]),
    gentle=st.sampled_from(["", "", "half_dose", "regulation_only"]),
    volume=st.sampled_from([1.0, 0.8, 0.6]),
    started=st.just(TODAY - timedelta(days=60)),
    stage_since=st.sampled_from([TODAY - timedelta(days=60), TODAY - timedelta(days=3)]),
    positions=st.dictionaries(st.sampled_from(EXERCISES), positions, max_size=6),
    dropped=some(("bend_forward", "bend_back"), 2),
    walk_minutes=st.integers(5, 30),
    low_dose=st.booleans(),
    instead=st.dictionaries(st.sampled_from(EXERCISES), st.sampled_from(EXERCISES), max_size=3),
)  # fmt: skip
performed = st.builds(
    lambda name, outcome: Performed(name, by_id(name).block, outcome),
    st.sampled_from(EXERCISES),
    st.sampled_from(["done", "easier", "harder", "hurts", "skipped"]),
)
workouts = st.builds(
    Workout, performed=st.lists(performed, max_size=6).map(tuple), share=st.just(1.0)
)
histories = st.lists(
    st.lists(workouts, max_size=1).map(tuple), max_size=10
).map(
    lambda days: History(
        tuple(Day(TODAY - timedelta(days=len(days) - n), workouts=w) for n, w in enumerate(days))
    )
)  # fmt: skip
occasions = st.builds(
    Occasion,
    date=st.just(TODAY),
    minutes=st.integers(-5, 200),
    person=st.text(max_size=4),
    mode=st.sampled_from(["normal", "maintenance", "half_dose", "flare", "regulation_only"]),
    targets=some(sorted(library().exercises.shelf.regions), 3),
)


@settings(max_examples=400, deadline=None)
@given(profiles, plans, histories, occasions)
def test_h25_no_session_breaks_a_filter(
    profile: Profile, plan: Plan, history: History, occasion: Occasion
) -> None:
    """Blocks in order, nothing twice, nothing avoided or barred, and the same again."""
    made = prescribe(library(), profile, plan, history, occasion)
    assert made == prescribe(library(), profile, plan, history, occasion)
    case = prescription_context(library(), profile, plan, history, occasion)
    order = [BLOCKS.index(item.block) for item in made.items]
    assert order
    assert order == sorted(order)
    assert len({item.exercise for item in made.items}) == len(made.items)
    for item in made.items:
        exercise = by_id(item.exercise)
        assert exercise.avoid_if.isdisjoint((*case.conditions, *profile.conditions))
        used = [name.partition(":")[0] for name in item.equipment_used]
        given_kinds = kinds_of(exercise, used, item.steps)
        assert given_kinds.isdisjoint(case.contraindications.kinds)
        if item.grams and exercise.load:
            assert exercise.load.adds.isdisjoint(case.contraindications.kinds)
            heavy = item.grams > library().rules.load.heavy_above_grams
            assert not (heavy and "heavy_strength" in case.contraindications.kinds)
        assert profile.floor or exercise.position in ("seated", "standing")


@settings(max_examples=200, deadline=None)
@given(profiles, plans, histories, occasions)
def test_doses_stay_inside_what_the_exercise_allows(
    profile: Profile, plan: Plan, history: History, occasion: Occasion
) -> None:
    """One to three sets, counts of one and more, durations in full five seconds."""
    for item in prescribe(library(), profile, plan, history, occasion).items:
        dose = by_id(item.exercise).dose
        assert 1 <= item.sets <= 3
        assert item.seconds > 0
        for given_amount, span in ((item.reps, dose.reps), (item.breaths, dose.breaths)):
            if given_amount is not None:
                assert span is not None
                assert given_amount >= 1
        if item.hold_s is not None:
            assert item.hold_s >= 1
        if item.duration_s is not None:
            assert item.duration_s % 5 == 0


@settings(max_examples=200, deadline=None)
@given(profiles, plans, histories, occasions)
def test_no_load_in_early_phases_flares_and_gentle_days(
    profile: Profile, plan: Plan, history: History, occasion: Occasion
) -> None:
    """Before strength, in a flare and while irritable nobody holds a weight."""
    made = prescribe(library(), profile, plan, history, occasion)
    early = plan.phase in ("calm", "mobility") or plan.gentle or occasion.mode == "flare"
    assert not early or not any(item.grams for item in made.items)
