"""Nobody is given a kind of exercise that their stage, phase, condition or answers rule out."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from flows.catalog.exercises import AXES
from flows.clinical.history import History
from flows.clinical.plan import Dose, Plan, Position
from flows.clinical.prescription.contraindications import contraindications_for, derive_conditions
from flows.clinical.prescription.dose import allowed_steps, draft
from flows.clinical.prescription.eligibility import admit
from flows.clinical.prescription.prescribed import Occasion
from flows.clinical.prescription.prescription_context import prescription_context
from flows.clinical.prescription.substitution import swap
from flows.clinical.profile import Profile, Weights
from flows.clinical.staging import classify
from tests.clinical.people import personas as people
from tests.clinical.people import profile_of, programme
from tests.clinical.shelf import (
    EVERYTHING,
    TODAY,
    by_id,
    course,
    kinds,
    library,
    names,
    person,
    plan,
    session,
)  # fmt: skip

LOADED = {"loaded_hinge", "single_leg_deadlift", "loaded_spinal_rotation", "unstable_surface",
          "high_load_core", "heavy_strength", "impact_jumping"}  # fmt: skip
BENDING = "loaded_or_repeated_end_range_flexion"
ARCHING = "end_range_extension"
NERVE = "aggressive_neural_stretch"
WEIGHTS = {"heavy_strength", "kettlebell_or_dumbbell", "loaded_spinal_rotation"}
BEFORE = TODAY - timedelta(days=20)
EVERY_STEP = Position(reps=9, steps=dict.fromkeys(AXES, 9))


def everything_offered(profile: Profile, programme_now: Plan, days: int = 21) -> set[str]:
    """All kinds that sessions and every swap could offer, with every micro-step taken."""
    positions = dict.fromkeys(library().exercises.by_id, EVERY_STEP)
    stepped = replace(programme_now, positions=positions)
    found: set[str] = set()
    for number in range(0, days, 2):
        occasion = Occasion(TODAY + timedelta(days=number), 30, "p")
        case = prescription_context(library(), profile, stepped, History(), occasion)
        given = session(profile, stepped, date=occasion.date, minutes=30)
        offered = [given]
        for index in range(len(given.items)):
            offered += [swap(case, given, index, wish) for wish in ("easier", "harder", "hurts")]
        found |= kinds(offered)
    return found


BARRED: list[tuple[str, dict[str, Any], dict[str, Any], set[str]]] = [
    ("beginner", {}, {"stage": "beginner"}, LOADED | {"kettlebell_or_dumbbell", BENDING, ARCHING}),
    ("beginner in any phase", {}, {"stage": "beginner", "phase": "strength"}, LOADED),
    ("intermediate", {}, {"phase": "strength"}, WEIGHTS),
    ("intermediate before strength", {}, {}, LOADED),
    ("advanced in the calm phase", {}, {"stage": "advanced", "phase": "calm"}, LOADED),
    ("new at intermediate", {}, {"phase": "strength", "started": BEFORE}, LOADED),
    ("new at advanced", {}, {"stage": "advanced", "started": BEFORE}, WEIGHTS),
    ("acute", {}, {"pain_type": "acute", "phase": "mobility"}, LOADED | {BENDING}),
    ("acute in strength", {}, {"pain_type": "acute", "phase": "strength"}, {BENDING}),
    ("not used to exercise", {}, {"stage": "advanced"}, {"heavy_strength"}),
    ("fear", {"fear": 8}, {"phase": "strength"}, LOADED - {"impact_jumping"}),
    ("holds breath", {"breath_holding": True}, {"phase": "strength"}, {"high_load_core"}),
    ("leg pain", {"leg": "below_knee"}, {"stage": "beginner"}, LOADED | {NERVE, BENDING}),
    ("thigh pain", {"leg": "thigh"}, {"phase": "strength"}, {NERVE, "loaded_hinge"}),
    ("tingling", {"leg_signs": ("tingling",)}, {"phase": "strength"}, {NERVE, BENDING}),
    ("herniation", {"diagnoses": ("disc_herniation",)}, {"phase": "strength"}, {NERVE, BENDING}),
    ("bending provokes", {"provoked_by": ("bend_forward",)}, {"phase": "strength"}, {BENDING}),
    ("sitting provokes", {"provoked_by": ("sitting",)}, {"phase": "strength"}, {BENDING}),
    ("arching provokes", {"provoked_by": ("bend_back",)}, {"phase": "strength"}, {ARCHING}),
    ("standing provokes", {"provoked_by": ("standing",)}, {"phase": "strength"}, {ARCHING}),
    ("bending dropped", {}, {"phase": "strength", "dropped": ("bend_forward",)}, {BENDING}),
    ("arching dropped", {}, {"phase": "strength", "dropped": ("bend_back",)}, {ARCHING}),
    ("walking eased by sitting", {"provoked_by": ("walking",), "eased_by": ("sitting",)},
     {"phase": "strength"}, {ARCHING}),
    ("everything provokes", {"provoked_by": ("everything",)}, {"phase": "strength"},
     {BENDING, ARCHING, "loaded_hinge"}),
    ("osteoporosis", {"diagnoses": ("osteoporosis",)}, {"stage": "advanced"},
     {BENDING, "loaded_spinal_rotation", "unstable_surface", "single_leg_deadlift"}),
    ("stenosis", {"diagnoses": ("stenosis",)}, {"stage": "advanced"},
     {ARCHING, "unstable_surface"}),
    ("spondylolisthesis", {"conditions": ("spondylolisthesis",)}, {"stage": "advanced"},
     {ARCHING, "loaded_spinal_rotation", "heavy_strength"}),
    ("scoliosis", {"diagnoses": ("scoliosis",)}, {"stage": "advanced"}, {BENDING, ARCHING}),
    ("pregnant", {"flags": ("P1",)}, {"stage": "advanced"}, LOADED | {BENDING, ARCHING}),
    ("65 and over", {"age": 65}, {"stage": "advanced"},
     {"unstable_surface", "single_leg_deadlift"}),
    ("blood thinner", {"flags": ("B1",)}, {"stage": "advanced"},
     {"unstable_surface", "single_leg_deadlift"}),
    ("after an operation", {"flags": ("O1",)}, {"stage": "advanced"}, LOADED | {BENDING, ARCHING}),
    ("heart", {"flags": ("X1",)}, {"stage": "advanced"}, {"heavy_strength", "high_load_core"}),
    ("half dose", {}, {"gentle": "half_dose"}, LOADED | {BENDING, ARCHING, NERVE}),
    ("lifting provokes", {"provoked_by": ("lifting",)}, {"stage": "advanced"},
     {"loaded_hinge", "heavy_strength"}),
    ("twisting provokes", {"provoked_by": ("twisting",)}, {"stage": "advanced"},
     {"loaded_spinal_rotation"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "programme_now", "barred"),
    [row[1:] for row in BARRED],
    ids=[row[0] for row in BARRED],
)
def test_h25_barred_kinds_never_reach_a_session_or_a_swap(
    profile: dict[str, Any], programme_now: dict[str, Any], barred: set[str]
) -> None:
    """With every item at hand and every micro-step taken, three weeks offer none of them."""
    someone = person(**({"equipment": EVERYTHING} | profile))
    assert not everything_offered(someone, plan(**programme_now)) & barred


def test_the_bars_do_not_bar_everything() -> None:
    """An advanced person with all items is offered loads, a beginner eased by bending bends."""
    weights = Weights(kettlebell=(8000, 12000), dumbbell=(4000, 6000), easy=12000)
    used_to_it = person(equipment=EVERYTHING, exercise_habit="experienced", weights=weights)
    strong = everything_offered(used_to_it, plan("advanced"))
    assert strong >= {"loaded_hinge", "heavy_strength", "resistance_band"}
    eased = person(eased_by=("bend_forward",))
    assert BENDING in everything_offered(eased, plan("beginner"))
    arched = person(eased_by=("bend_back",), provoked_by=("sitting",))
    assert ARCHING in everything_offered(arched, plan("beginner", goal="spine_joints"), days=60)


MUST_NOT = {
    "D01": LOADED | {BENDING},
    "D02": {"heavy_strength", "impact_jumping", "kettlebell_or_dumbbell"},
    "D03": LOADED - {"high_load_core"} | {NERVE, BENDING},
    "D04": {"gym_machine"},
    "D06": {"heavy_strength", "impact_jumping"},
    "D08": {"heavy_strength", "impact_jumping"},
    "D09": {"heavy_strength", "impact_jumping", "kettlebell_or_dumbbell", "resistance_band"},
    "D10": LOADED | {"kettlebell_or_dumbbell"},
}
"""What the development people must not receive (tests/clinical/personas_dev.json)."""


@pytest.mark.parametrize("ident", MUST_NOT)
@pytest.mark.parametrize("promoted_after", [None, 7, 14])
def test_h25_development_people_are_never_offered_their_forbidden_kinds(
    ident: str, promoted_after: int | None
) -> None:
    """Not in four weeks, not in a swap, and not when they move up as early as the gates allow."""
    someone = profile_of(next(each for each in people() if each["id"] == ident))
    derived = [name for name, _ in derive_conditions(library().rules, someone)]
    now = classify(programme(), someone, derived, today=TODAY)
    if promoted_after:
        up = {"beginner": "intermediate"}.get(now.stage, "advanced")
        since = TODAY + timedelta(days=promoted_after)
        now = replace(now, stage=up, phase="strength", gentle="", stage_since=since)
    assert not everything_offered(someone, now, days=28) & MUST_NOT[ident]


CONDITIONS = [
    ({"provoked_by": ("bend_forward",)}, ["flexion_intolerant"]),
    ({"provoked_by": ("sitting",)}, ["flexion_intolerant"]),
    ({"provoked_by": ("sitting",), "eased_by": ("bend_forward",)}, []),
    ({"movement": {"bend_forward": "painful"}}, ["flexion_intolerant"]),
    ({"movement": {"bend_forward": "limited"}}, []),
    ({"provoked_by": ("bend_back",)}, ["extension_intolerant"]),
    ({"provoked_by": ("standing",)}, ["extension_intolerant"]),
    ({"provoked_by": ("walking",)}, []),
    ({"provoked_by": ("walking",), "eased_by": ("sitting",)}, ["extension_intolerant"]),
    ({"leg": "below_knee"}, ["radiculopathy"]),
    ({"leg": "thigh"}, []),
    ({"leg_signs": ("numb_patch",)}, ["radiculopathy"]),
    ({"diagnoses": ("stenosis", "osteoporosis")}, ["spinal_stenosis", "osteoporosis"]),
    ({"flags": ("P1",)}, ["pregnancy_late"]),
    ({"pain_now": 6}, ["acute_high_irritability"]),
    ({"pain_now": 5}, []),
    ({"settles": "over_24_h"}, ["acute_high_irritability"]),
    ({"settles": "under_24_h"}, []),
]


@pytest.mark.parametrize(("answers", "expected"), CONDITIONS)
def test_conditions_follow_from_answers(answers: dict[str, Any], expected: list[str]) -> None:
    """Both sides of every row of the table, each with the decision that says why."""
    found = derive_conditions(library().rules, person(**answers))
    assert [name for name, _ in found] == expected
    assert [decision.result for _, decision in found] == expected


def test_every_bar_can_hold() -> None:
    """Each row of the table is reached by one of its own facts, so none is dead."""
    for row in library().rules.contraindications.contraindication:
        for fact in row.when:
            assert (
                row
                in contraindications_for(
                    library().rules.contraindications.contraindication, {fact}
                ).rows
            )


def test_caution_takes_the_smallest_dose_and_shows_the_stop_rule_first() -> None:
    """A condition named in caution_if gives one set at the low end, whatever the time left."""
    knee = person(conditions=("knee_problem",))
    for number in range(30):
        given = session(knee, plan(), date=TODAY + timedelta(days=number), minutes=30)
        for item in given.items:
            exercise = by_id(item.exercise)
            careful = "knee_problem" in exercise.caution_if
            assert item.stop_first == careful
            if careful and item.reps is not None:
                assert exercise.dose.reps is not None
                assert (item.sets, item.reps) == (1, exercise.dose.reps[0])


def test_packs_speak_and_rank() -> None:
    """Each special pack is named with the session and brings its exercises forward."""
    bones = session(person(diagnoses=("osteoporosis",)), plan(goal="calm_nervous_system"))
    assert bones.packs == ("osteoporosis",)
    preferred = next(p.prefer for p in library().rules.pack if p.id == "osteoporosis")
    assert preferred & set(names(bones))
    for item in bones.items:
        if item.block == "strength" and item.reps is not None:
            assert 8 <= item.reps <= 12
    both = session(person(age=70, leg="thigh", diagnoses=("scoliosis",)))
    assert both.packs == ("stenosis_or_older", "older", "leg_dominant", "hypermobile_or_scoliosis")
    bends_badly = session(person(age=70, provoked_by=("bend_forward",)))
    assert bends_badly.packs == ("older",)


def test_leg_people_glide_and_are_not_stretched() -> None:
    """Someone with pain below the knee is brought nerve glides, never a held leg stretch."""
    someone = person(leg="below_knee", equipment=EVERYTHING)
    given = course(someone, plan("beginner", goal="calm_nervous_system"), 14)
    seen = {name for each in given for name in names(each)}
    assert {"sciatic_slider_seated", "sciatic_slider_supine"} & seen
    assert "supine_hamstring_stretch" not in seen


@pytest.mark.parametrize(("phase", "grams"), [("mobility", 0), ("strength", 6000)])
def test_a_load_that_would_add_a_barred_kind_is_not_held(phase: str, grams: int) -> None:
    """A bag in the hinge is a loaded hinge: before the strength phase it stays away."""
    position = Position(dose=Dose(2, 8, 6000))
    now = plan(phase=phase, positions={"hip_hinge": position})
    case = prescription_context(library(), person(), now, History(), Occasion(TODAY, 20, "p"))
    candidate = admit(case, by_id("hip_hinge"))
    assert candidate is not None
    assert draft(case, candidate).grams == grams


def test_what_is_barred_by_its_weight_is_lightened() -> None:
    """Where heavy strength is barred nobody holds more than 8 kg."""
    now = plan(phase="strength", positions={"box_squat": Position(dose=Dose(2, 8, 12_000))})
    case = prescription_context(library(), person(), now, History(), Occasion(TODAY, 20, "p"))
    candidate = admit(case, by_id("box_squat"))
    assert candidate is not None
    assert draft(case, candidate).grams == library().rules.load.heavy_above_grams


def test_micro_steps_with_an_item_wait_until_it_is_owned() -> None:
    """A band step is open to those who own a band, and to nobody else."""
    occasion = Occasion(TODAY, 20, "p")
    for items, steps in (((), ()), (("band",), ("load-1",))):
        case = prescription_context(library(), person(equipment=items), plan(), History(), occasion)
        assert allowed_steps(case, by_id("clamshell"), "load") == steps
