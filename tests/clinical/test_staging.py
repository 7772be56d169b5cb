"""Classification: both sides of every threshold, and the ten development people."""

from typing import Any

import pytest

from flows.clinical.staging import STAGES, classify
from tests.clinical.people import personas, profile_of, programme, well

STARTED = [p for p in personas() if p["expect"]["pain_type"]]


@pytest.mark.parametrize("persona", STARTED, ids=lambda p: str(p["id"]))
def test_development_people_get_their_expected_classification(persona: dict[str, Any]) -> None:
    """Pain type, goal and stage of each development person are among those expected."""
    plan = classify(programme(), profile_of(persona))
    expect = persona["expect"]
    assert plan.pain_type in expect["pain_type"]
    assert plan.goal in expect["target_goal"]
    assert plan.stage in expect["start_stage"]


PAIN_TYPES = [
    ({"leg": "below_knee", "diagnoses": ("scoliosis",)}, "radiculopathy", "pain_type.leg"),
    ({"leg_signs": ("tingling",)}, "radiculopathy", "pain_type.leg"),
    ({"flags": ("N3",)}, "radiculopathy", "pain_type.leg"),
    ({"leg": "thigh"}, "chronic", "pain_type.chronic"),
    ({"diagnoses": ("scoliosis",), "duration_weeks": 2}, "structural", "pain_type.structural"),
    ({"conditions": ("spondylolisthesis",)}, "structural", "pain_type.structural"),
    ({"diagnoses": ("stenosis",)}, "chronic", "pain_type.chronic"),
    ({"diagnoses": ("disc_degeneration",)}, "chronic", "pain_type.chronic"),
    ({"duration_weeks": 12}, "chronic", "pain_type.chronic"),
    ({"duration_weeks": 11.9, "onset": "recurrent"}, "chronic", "pain_type.recurrent"),
    ({"duration_weeks": 11.9, "onset": "gradual"}, "acute", "pain_type.between"),
    ({"duration_weeks": 6, "onset": "recurrent"}, "chronic", "pain_type.recurrent"),
    ({"duration_weeks": 5.9, "onset": "recurrent"}, "acute", "pain_type.acute"),
]


@pytest.mark.parametrize(("changed", "pain_type", "rule"), PAIN_TYPES)
def test_pain_type_in_order(changed: dict[str, Any], pain_type: str, rule: str) -> None:
    """Radiculopathy comes before structural, structural before chronic, chronic before acute."""
    plan = classify(programme(), well(**changed))
    assert (plan.pain_type, plan.reasons[0].rule) == (pain_type, rule)


BUTTOCK: dict[str, Any] = {"location": ("buttock_left",)}
STIFF: dict[str, Any] = {"bend_forward": "limited", "squat": "ok"}
GOALS = [
    ({"leg": "below_knee"}, "goal.nerve"),
    ({"pain_now": 6}, "goal.irritable"),
    ({"pain_now": 5.9}, "goal.control"),
    ({"settles": "over_24_h"}, "goal.irritable"),
    ({"settles": "under_24_h"}, "goal.control"),
    ({**BUTTOCK, "provoked_by": ("turning_in_bed",)}, "goal.si_joint"),
    ({**BUTTOCK, "provoked_by": ("one_leg_standing",)}, "goal.si_joint"),
    ({**BUTTOCK, "provoked_by": ("sitting",)}, "goal.control"),
    ({"location": ("buttock_both",), "provoked_by": ("turning_in_bed",)}, "goal.control"),
    (
        {"location": ("buttock_left", "buttock_right"), "provoked_by": ("turning_in_bed",)},
        "goal.control",
    ),
    ({"flags": ("P1",)}, "goal.peripartum"),
    ({**BUTTOCK, "provoked_by": ("turning_in_bed",), "pain_now": 7}, "goal.irritable"),
    ({"movement": {"bend_forward": "limited", "squat": "ok"}}, "goal.stiff"),
    ({"movement": {"bend_forward": "limited", "squat": "limited"}}, "goal.stiff"),
    (
        {"movement": {"bend_forward": "limited", "squat": "painful", "hinge": "limited"}},
        "goal.control",
    ),
    ({"morning_stiffness_minutes": 30}, "goal.stiff"),
    ({"morning_stiffness_minutes": 29}, "goal.control"),
    ({"movement": {"squat": "not_tested"}}, "goal.untested"),
]


@pytest.mark.parametrize(("changed", "rule"), GOALS)
def test_target_goal_in_order(changed: dict[str, Any], rule: str) -> None:
    """Nerve and irritability come before the SI joint, that before mobility or balance."""
    assert classify(programme(), well(**changed)).reasons[1].rule == rule


def moving(**found: str) -> dict[str, Any]:
    return {"movement": well().movement | found}


STAGE_BOUNDS: list[tuple[dict[str, Any], str]] = [
    ({}, "advanced"),
    ({"pain_average": 2}, "advanced"),
    ({"pain_average": 2.1}, "intermediate"),
    ({"pain_average": 5.9}, "intermediate"),
    ({"pain_average": 6}, "beginner"),
    ({"pain_worst": 4}, "advanced"),
    ({"pain_worst": 4.1}, "intermediate"),
    ({"pain_worst": 6.9}, "intermediate"),
    ({"pain_worst": 7}, "beginner"),
    ({"night_waking": "occasional"}, "intermediate"),
    ({"night_waking": "most_nights"}, "beginner"),
    ({"leg": "thigh"}, "beginner"),
    ({"leg_signs": ("numb_patch",)}, "beginner"),
    ({"fear": 6.9}, "advanced"),
    ({"fear": 7}, "beginner"),
    ({"breath_holding": True}, "beginner"),
    ({"exercise_habit": "none"}, "beginner"),
    ({"settles": "over_24_h"}, "beginner"),
    (moving(hinge="limited"), "advanced"),
    (moving(hinge="limited", squat="limited"), "intermediate"),
    (moving(hinge="painful"), "intermediate"),
    (moving(hinge="not_tested"), "intermediate"),
]


@pytest.mark.parametrize(("changed", "stage"), STAGE_BOUNDS)
@pytest.mark.parametrize("habit", ["some", "experienced"])
def test_h24_stage_is_the_worst_of_all_inputs(
    changed: dict[str, Any], stage: str, habit: str
) -> None:
    """Each input alone holds the stage down, and being experienced never lifts it."""
    found = classify(programme(), well(**({"exercise_habit": habit} | changed)))
    assert found.stage == stage
    said = {decision.rule for decision in found.reasons}
    assert ("stage.experience" in said) == (
        habit == "experienced" and stage != "advanced" and "exercise_habit" not in changed
    )


@pytest.mark.parametrize("one", [c for c, _ in STAGE_BOUNDS if "movement" not in c])
@pytest.mark.parametrize(("two", "bound"), STAGE_BOUNDS)
def test_h24_no_second_input_lifts_the_stage(
    one: dict[str, Any], two: dict[str, Any], bound: str
) -> None:
    """Adding any finding never raises the stage above what the other finding allows."""
    stage = classify(programme(), well(**(one | two))).stage
    assert STAGES.index(stage) <= STAGES.index(bound)


def test_stage_names_each_input_that_decided_it() -> None:
    """Two inputs that hold the stage down are both said."""
    rules = {d.rule for d in classify(programme(), well(fear=8, leg="thigh")).reasons}
    assert {"stage.fear", "stage.leg"} <= rules


@pytest.mark.parametrize(
    ("changed", "phase"),
    [({}, "strength"), ({"pain_worst": 5}, "mobility"), ({"pain_worst": 8}, "calm")],
)
def test_first_phase_follows_the_stage(changed: dict[str, Any], phase: str) -> None:
    """The first phase is that of the stage; nobody starts in integration or maintenance."""
    assert classify(programme(), well(**changed)).phase == phase


def test_calm_goal_starts_in_the_calm_phase() -> None:
    """Irritable pain starts with calming whatever else is true."""
    assert classify(programme(), well(settles="over_24_h")).phase == "calm"


GENTLE = [
    ({}, (), ""),
    ({"pain_now": 6}, ("acute_high_irritability",), "half_dose"),
    ({"settles": "over_24_h"}, (), "half_dose"),
    ({}, ("a", "b"), ""),
    ({}, ("a", "b", "c"), ""),
    ({"conditions": ("a", "b")}, ("c",), ""),
    ({"conditions": ("a", "b", "c")}, (), "regulation_only"),
]


@pytest.mark.parametrize(("changed", "extra", "gentle"), GENTLE)
def test_gentle_dose(changed: dict[str, Any], extra: tuple[str, ...], gentle: str) -> None:
    """Irritable means half dose; three reported conditions mean regulation and walking only."""
    assert classify(programme(), well(**changed), extra).gentle == gentle


@pytest.mark.parametrize(
    ("changed", "advised"),
    [
        ({"seen_clinician": False, "duration_weeks": 6}, False),
        ({"seen_clinician": False, "duration_weeks": 6.1}, True),
        ({"seen_clinician": False, "duration_weeks": 1, "leg": "thigh"}, True),
        ({"seen_clinician": True, "duration_weeks": 60, "leg": "thigh"}, False),
    ],
)
def test_unchecked_pain_is_advised_a_visit(changed: dict[str, Any], *, advised: bool) -> None:
    """Never checked and over six weeks, or with leg symptoms, brings the advice and no block."""
    rules = [d.rule for d in classify(programme(), well(**changed)).reasons]
    assert ("advise.unchecked" in rules) == advised


def test_advise_tier_keeps_the_stage_at_the_low_dose() -> None:
    """The advise tier changes the dose, not the stage."""
    plan = classify(programme(), well(), tier="advise")
    assert (plan.stage, plan.low_dose) == ("advanced", True)
