"""From the answers of an assessment to a profile, a movement signature and a plan."""

from datetime import date

from msgspec.structs import replace

from flows.assessment import ACTIVITIES, CHECKS, assessment
from flows.clinical.card import name_of
from flows.clinical.conditions import derive_conditions
from flows.clinical.decision import Decision
from flows.clinical.history import Review
from flows.clinical.plan import Plan
from flows.clinical.profile import Activity, Profile
from flows.clinical.reassessment import FIRST
from flows.clinical.signature import describe, signature
from flows.clinical.staging import classify
from flows.engine.effects import Say
from flows.engine.kinds import Value
from flows.engine.scene import Dialogue, Moment, Outcome, Scene
from flows.engine.words import Arg, Word, Words
from flows.record import Note, Record

UNRATED_FEAR = 5.0
"""Fear and confidence not told count as middling: never as good news."""


def dialogue() -> Dialogue:
    """The assessment with its act."""
    return Dialogue(assessment(), {"planned": _planned})


def profile_of(record: Record, values: dict[str, Value]) -> Profile:
    """The profile that a run of the assessment establishes."""
    screen = record.screen.answers if record.screen else {}
    return Profile(
        age=record.age or 0,
        sex=record.sex,
        pain_now=record.pain or 0,
        pain_average=_number(values, "pain_average"),
        pain_worst=_number(values, "pain_worst"),
        duration_weeks=record.duration_weeks or 0,
        onset=str(values.get("onset") or "gradual"),
        location=_several(values, "location"),
        leg=str(values["leg"]),
        leg_side=str(values.get("leg_side") or ""),
        leg_signs=_several(values, "leg_signs"),
        eased_by=_several(values, "eased_by"),
        provoked_by=_several(values, "provoked_by"),
        night_waking=str(values["night_waking"]),
        morning_stiffness_minutes=int(_number(values, "morning_stiffness_minutes")),
        settles=str(values["settles"]),
        exercise_habit=str(values["exercise_habit"]),
        breath_holding=values["breath_holding"] == "yes",
        fear=_number(values, "fear", UNRATED_FEAR),
        confidence=_number(values, "confidence", UNRATED_FEAR),
        conditions=_several(values, "conditions"),
        diagnoses=_several(values, "diagnoses"),
        seen_clinician=record.seen_clinician == "yes",
        movement={check: str(values.get(check, "not_tested")) for check in CHECKS},
        equipment=record.equipment,
        floor=record.floor,
        minutes=record.minutes,
        activities=_activities(values),
        flags=tuple(name for name, given in screen.items() if given.answer != "no"),
    )


def planned(moment: Moment, profile: Profile) -> Record:
    """The record with the plan that follows from a profile."""
    derived = derive_conditions(moment.catalog.sessions, profile)
    tier = moment.record.screen.tier if moment.record.screen else "none"
    plan = classify(
        moment.catalog.programme, profile, [name for name, _ in derived], tier, moment.today
    )
    plan = replace(plan, reasons=(*plan.reasons, *(reason for _, reason in derived)))
    found = signature(moment.catalog.programme, profile)
    return replace(
        moment.record, profile=profile, plan=plan, signature=found, why=plan.reasons[::-1]
    )


def plan_words(plan: Plan, found: tuple[Decision, ...]) -> dict[str, Arg]:
    """The plan in plain words."""
    return {
        "pain_type": Word(f"plan-pain-type-{plan.pain_type}"),
        "goal": Word(f"plan-goal-{plan.goal}".replace("_", "-")),
        "stage": Word(f"plan-stage-{plan.stage}"),
        "phase": Word(f"plan-phase-{plan.phase}"),
        "signature": Words(tuple(why_word(decision) for decision in found), "lines"),
    }


def why_word(decision: Decision) -> Word:
    """The sentence that explains a decision; an exercise among its inputs goes by its name."""
    args: dict[str, Arg] = {name: _input(name, value) for name, value in decision.inputs.items()}
    key = f"why-{decision.rule}".lower().replace(".", "-").replace("_", "-")
    return Word(key, {"result": decision.result, **args})


def _input(name: str, value: str | float) -> Arg:
    if name == "exercise":
        return Word(name_of(str(value)))
    return int(value) if isinstance(value, bool) else value  # Fluent selects on 0 and 1.


def _planned(scene: Scene) -> Outcome:
    record = planned(scene, profile_of(scene.record, scene.values))
    assert record.plan is not None and record.signature is not None
    plan, found = record.plan, record.signature
    record = _with_baseline(record, scene.today)
    notes = tuple(Note(scene.now, "decision", d.rule, decision=d) for d in plan.reasons)
    words = plan_words(plan, describe(found))
    advice = [d for d in plan.reasons if d.result == "advise"]
    effects = (Say("plan-ready", words), *(Say("plan-advise-clinician") for _ in advice[:1]))
    return Outcome(record, effects, notes)


def _with_baseline(record: Record, today: date) -> Record:
    """The assessment is the first review: later ones are judged against it (R8, R9)."""
    profile = record.profile
    assert profile is not None
    known = {check: found for check, found in profile.movement.items() if found != "not_tested"}
    abilities = tuple(activity.ability for activity in profile.activities)
    first = Review(today, FIRST, profile.pain_now, abilities, movement=known)
    return replace(record, history=replace(record.history, reviews=(first,)))


def _number(values: dict[str, Value], name: str, missing: float = 0.0) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) else missing


def _several(values: dict[str, Value], name: str) -> tuple[str, ...]:
    value = values.get(name)
    return tuple(value) if isinstance(value, tuple | list) else ()


def _activities(values: dict[str, Value]) -> tuple[Activity, ...]:
    named = ((values.get(f"activity_{n}"), _number(values, f"ability_{n}")) for n in ACTIVITIES)
    return tuple(Activity(str(name), ability) for name, ability in named if name)
