"""Classification at the assessment: pain type, target goal, stage, phase and dose."""

from collections.abc import Iterable
from datetime import date

from flows.catalog.programme import Programme, Staging
from flows.clinical.decision import Decision
from flows.clinical.plan import Plan
from flows.clinical.profile import Profile

STAGES = ("beginner", "intermediate", "advanced")
FIRST_PHASE = {"beginner": "calm", "intermediate": "mobility", "advanced": "strength"}
NIGHT_STAGE = {"none": "advanced", "occasional": "intermediate", "most_nights": "beginner"}
IRRITABLE = "acute_high_irritability"

Inputs = dict[str, str | int | float | bool]
Input = tuple[str, str, dict[str, str | int | float | bool]]
"""One input to the stage: rule id, the highest stage it allows, and what it was."""


def classify(
    programme: Programme,
    profile: Profile,
    extra_conditions: Iterable[str] = (),
    tier: str = "none",
    today: date | None = None,
) -> Plan:
    """Make the first plan of a person from their assessment, with a reason for each choice.

    `extra_conditions` are those derived elsewhere from the profile; `tier` is the outcome of the
    screen (advise means the low dose). Source: rules 2.1 and 2.2, decisions 24 and 25.
    """
    rules = programme.staging
    conditions = tuple(dict.fromkeys((*profile.conditions, *extra_conditions)))
    pain_type = _pain_type(rules, profile)
    goal = _goal(rules, profile, pain_type.result)
    stages = stage_inputs(rules, profile)
    stage = worst_stage(bound for _, bound, _ in stages)
    phase = _phase(goal.result, stage)
    gentle = _gentle(rules, profile)
    reasons = (pain_type, goal, *_stage_reasons(profile, stage, stages), phase, *gentle)
    return Plan(
        pain_type=pain_type.result,
        goal=goal.result,
        stage=stage,
        phase=phase.result,
        conditions=conditions,
        gentle=gentle[0].result if gentle else "",
        started=today,
        stage_since=today,
        phase_since=today,
        walk_minutes=programme.walking.start_minutes,
        walk_since=today,
        low_dose=tier == "advise",
        reasons=(*reasons, *_low_dose(tier), *_unchecked(rules, profile)),
    )


def irritable(rules: Staging, profile: Profile) -> bool:
    """Whether symptoms are highly irritable: strong at rest, or slow to settle (decision 24)."""
    return profile.pain_now >= rules.irritable_pain_from or profile.settles == "over_24_h"


def neurological(rules: Staging, profile: Profile) -> bool:
    """Whether leg symptoms reach below the knee or come with neurological signs.

    A sign that is old, known and unchanged is history; every unknown counts as a sign of now.
    """
    if profile.signs_are_history:
        return False
    signs = profile.leg_signs or set(profile.flags) & set(rules.neurological_flags)
    return profile.leg == "below_knee" or bool(signs)


def worst_stage(stages: Iterable[str]) -> str:
    """Give the lowest of some stages: no good input lifts what a bad one holds down."""
    return min(stages, key=STAGES.index, default=STAGES[0])


def _pain_type(rules: Staging, profile: Profile) -> Decision:
    weeks: dict[str, str | int | float | bool] = {"weeks": profile.duration_weeks}
    known = [
        d for d in rules.structural_diagnoses if d in (*profile.diagnoses, *profile.conditions)
    ]
    if neurological(rules, profile):
        signs = "signs" if profile.leg_signs else "flags"
        because = "below_knee" if profile.leg == "below_knee" else signs
        inputs: Inputs = {"leg": profile.leg, "because": because}
        return Decision("pain_type.leg", "radiculopathy", inputs)
    if known:
        return Decision("pain_type.structural", "structural", {"diagnosis": known[0]})
    if profile.duration_weeks >= rules.chronic_from_weeks:
        return Decision("pain_type.chronic", "chronic", weeks)
    if profile.duration_weeks < rules.acute_below_weeks:
        return Decision("pain_type.acute", "acute", weeks)
    if profile.onset == "recurrent":
        return Decision("pain_type.recurrent", "chronic", weeks)
    return Decision("pain_type.between", "acute", weeks)


def _goal(rules: Staging, profile: Profile, pain_type: str) -> Decision:
    if pain_type == "radiculopathy":
        return Decision("goal.nerve", "calm_nervous_system", {"leg": profile.leg})
    if irritable(rules, profile):
        return Decision(
            "goal.irritable",
            "calm_nervous_system",
            {"pain": profile.pain_now, "settles": profile.settles},
        )
    if _peripartum(rules, profile):
        return Decision("goal.peripartum", "si_joint")
    if _one_sided_buttock(profile) and set(profile.provoked_by) & set(rules.si_provocations):
        return Decision("goal.si_joint", "si_joint")
    return _goal_by_movement(rules, profile)


def _peripartum(rules: Staging, profile: Profile) -> bool:
    return bool(
        set(profile.flags) & set(rules.peripartum_flags)
        or set(profile.conditions) & set(rules.peripartum_conditions)
    )


def _one_sided_buttock(profile: Profile) -> bool:
    sides = {place for place in profile.location if place.startswith("buttock_")}
    return len(sides) == 1 and "buttock_both" not in sides


def _goal_by_movement(rules: Staging, profile: Profile) -> Decision:
    """Count what the self-check speaks for; a tie goes to mobility, the first (seed 000)."""
    found = {goal: _limits(profile, checks) for goal, checks in rules.goal_by_movement.items()}
    stiff = profile.morning_stiffness_minutes >= rules.stiff_from_minutes
    range_limits = found["spine_joints"] + stiff
    control_limits = found["posture_muscle_balance"]
    inputs: dict[str, str | int | float | bool] = {
        "range_limits": range_limits,
        "control_limits": control_limits,
        "minutes": profile.morning_stiffness_minutes,
    }
    if not _tested(profile):
        return Decision("goal.untested", "spine_joints", inputs)
    if range_limits and range_limits >= control_limits:
        return Decision("goal.stiff", "spine_joints", inputs)
    return Decision("goal.control", "posture_muscle_balance", inputs)


def _tested(profile: Profile) -> bool:
    return any(found != "not_tested" for found in profile.movement.values())


def _limits(profile: Profile, checks: Iterable[str]) -> int:
    return sum(profile.movement.get(check) in ("limited", "painful") for check in checks)


def stage_inputs(rules: Staging, profile: Profile) -> tuple[Input, ...]:
    """Every input to the stage with the highest stage it allows (rules 2.1)."""
    leg = profile.leg != "none" or neurological(rules, profile)
    return (
        ("stage.average", _average_stage(rules, profile), {"pain": profile.pain_average}),
        ("stage.worst", _worst_stage(rules, profile), {"pain": profile.pain_worst}),
        ("stage.waking", NIGHT_STAGE[profile.night_waking], {"waking": profile.night_waking}),
        ("stage.leg", "beginner" if leg else "advanced", {"leg": profile.leg}),
        ("stage.irritable", _unless(found=irritable(rules, profile)), {"settles": profile.settles}),
        (
            "stage.fear",
            _unless(found=profile.fear >= rules.beginner_fear_from),
            {"fear": profile.fear},
        ),
        ("stage.breath", _unless(found=profile.breath_holding), {}),
        ("stage.habit", _unless(found=profile.exercise_habit == "none"), {}),
        (_movement_rule(profile), _movement_stage(rules, profile.movement), {}),
    )


def _unless(*, found: bool) -> str:
    return "beginner" if found else "advanced"


def _average_stage(rules: Staging, profile: Profile) -> str:
    if profile.pain_average >= rules.beginner_average_from:
        return "beginner"
    return "advanced" if profile.pain_average <= rules.advanced_average_to else "intermediate"


def _worst_stage(rules: Staging, profile: Profile) -> str:
    if profile.pain_worst >= rules.beginner_worst_from:
        return "beginner"
    return "advanced" if profile.pain_worst <= rules.advanced_worst_to else "intermediate"


def near_normal(rules: Staging, movement: dict[str, str]) -> bool:
    """Whether a self-check of movement is near normal; an untested one is not known to be."""
    found = list(movement.values())
    complete = bool(found) and "not_tested" not in found and "painful" not in found
    return complete and found.count("limited") <= rules.near_normal_limits_max


def _movement_rule(profile: Profile) -> str:
    return "stage.movement" if _tested(profile) else "stage.untested"


def _movement_stage(rules: Staging, movement: dict[str, str]) -> str:
    return "advanced" if near_normal(rules, movement) else "intermediate"


def _stage_reasons(profile: Profile, stage: str, inputs: tuple[Input, ...]) -> tuple[Decision, ...]:
    if stage == STAGES[-1]:
        return (Decision("stage.advanced", stage),)
    deciding = tuple(Decision(rule, stage, found) for rule, top, found in inputs if top == stage)
    if profile.exercise_habit == "experienced":
        return (*deciding, Decision("stage.experience", stage))
    return deciding


def _phase(goal: str, stage: str) -> Decision:
    phase = "calm" if goal == "calm_nervous_system" else FIRST_PHASE[stage]
    return Decision(f"phase.{phase}", phase, {"stage": stage})


def _gentle(rules: Staging, profile: Profile) -> tuple[Decision, ...]:
    """Ask for less: what the person reports counts, not what is derived from one answer twice."""
    count = len(set(profile.conditions))
    if count >= rules.conditions_regulation_only_from:
        return (Decision("gentle.conditions", "regulation_only", {"count": count}),)
    if irritable(rules, profile):
        return (Decision("gentle.irritable", "half_dose", {"pain": profile.pain_now}),)
    return ()


def _low_dose(tier: str) -> tuple[Decision, ...]:
    return (Decision("dose.low", "low"),) if tier == "advise" else ()


def _unchecked(rules: Staging, profile: Profile) -> tuple[Decision, ...]:
    """Advise, never block: nobody has checked this pain, and it is long or goes to the leg.

    A sign that is new, or that nobody has looked at, is advised about whoever checked the pain.
    """
    if profile.sign_history in ("new", "unchecked"):
        return (Decision("advise.sign", "advise", {"history": profile.sign_history}),)
    long = profile.duration_weeks > rules.unchecked_above_weeks
    leg = profile.leg != "none" or neurological(rules, profile)
    if profile.seen_clinician or not (long or leg):
        return ()
    return (Decision("advise.unchecked", "advise", {"weeks": profile.duration_weeks}),)
