"""The assessment: what a physiotherapist would ask, then a plan with its reasons.

Pain now, duration and "has a clinician seen it" are known from onboarding, where triage needs them.

Questions use the vocabulary of `flows.clinical.profile`; each leads to the next, and the review
at the end opens any of them again.
"""

from datetime import date

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Review
from flows.clinical.plan import Plan
from flows.clinical.prescription.contraindications import derive_conditions
from flows.clinical.profile import Activity, Profile
from flows.clinical.progression.reassessment import FIRST
from flows.clinical.signature import describe, signature
from flows.clinical.staging import classify
from flows.dialogues.why import why_lines
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Option, Say, Word, Words
from flows.engine.guards import Guard, Values, no
from flows.engine.kinds import NRS, TEXT, YES_NO, Kind, Value, choice, many, number
from flows.engine.nodes import Ask, Dialogue, End, Flow, Node, Route, Tell, go
from flows.record import Record, decision_notes

STIFFNESS_MINUTES_MAX = 600
STIFFNESS_MINUTES = ("0", "10", "20", "45", "90")
SIDES = choice("left", "right", "both")
LOCATIONS = (
    "low_back_central",
    "low_back_left",
    "low_back_right",
    "low_back_both",
    "mid_back",
    "buttock_left",
    "buttock_right",
    "buttock_both",
)
MOVES = (
    "bend_forward",
    "bend_back",
    "walking",
    "sitting",
    "standing",
    "lying",
    "moving",
    "twisting",
    "lifting",
    "rising",
    "turning_in_bed",
    "one_leg_standing",
    "stairs",
    "coughing",
    "impact",
    "heat",
    "everything",
    "nothing",
)
CONDITIONS = (
    "radiculopathy",
    "spinal_stenosis",
    "spondylolisthesis",
    "osteoporosis",
    "pregnancy_late",
    "knee_problem",
    "shoulder_problem",
    "hip_replacement",
    "hypermobile",
)
DIAGNOSES = (
    "disc_degeneration",
    "disc_herniation",
    "arthritis",
    "stenosis",
    "scoliosis",
    "spondylolisthesis",
    "osteoporosis",
)
CHECKS = (
    "squat",
    "hinge",
    "side_bend_left",
    "side_bend_right",
    "sit_to_stand",
    "one_leg_left",
    "one_leg_right",
    "bend_forward",
    "bend_back",
)
FOUND = choice("ok", "limited", "painful", "not_tested")
ACTIVITIES = ("1", "2", "3")
CORRECT = "right"

SHARED_LABELS = frozenset({"yes", "no", "left", "right", "both", *MOVES, *FOUND.options})
"""Options whose words are shared by several questions."""
UNRATED = 5.0
"""Fear and confidence that were not rated count as middling: never as good news."""

HISTORY = choice("new", "with_pain", "unchecked", "old", "not_sure")
"""Since when a neurological sign without leg pain is there, and who knows of it."""


def _leg_free(values: Values) -> bool:
    return values["leg"] == "none" and not values["leg_signs"]


LEG_FREE = Guard("no leg pain and no leg signs", ("leg", "leg_signs"), _leg_free)
FLAG_ALONE = Guard(
    "the screen told of a sign, the leg is free",
    ("leg", "leg_signs"),
    lambda values: _leg_free(values) and values.get("nerve_flags") == "yes",
)
SIGNS_ALONE = Guard(
    "a neurological sign without leg pain",
    ("leg",),
    lambda values: values["leg"] == "none" and values.get("nerve_flags") is not None,
)
"""Runs that began before the question was there do not know `nerve_flags`: they go on as before."""

QUESTIONS: tuple[tuple[str, Kind], ...] = (
    ("pain_average", NRS),
    ("pain_worst", NRS),
    ("onset", choice("sudden", "gradual", "recurrent")),
    ("location", many(*LOCATIONS)),
    ("leg", choice("none", "thigh", "below_knee")),
    ("leg_signs", many("tingling", "numb_patch")),
    ("leg_side", SIDES),
    ("sign_history", HISTORY),
    ("eased_by", many(*MOVES)),
    ("provoked_by", many(*MOVES)),
    ("night_waking", choice("none", "occasional", "most_nights")),
    ("morning_stiffness_minutes", number("count", 0, STIFFNESS_MINUTES_MAX, *STIFFNESS_MINUTES)),
    ("settles", choice("under_30_min", "under_24_h", "over_24_h")),
    ("exercise_habit", choice("none", "some", "experienced")),
    ("breath_holding", YES_NO),
    ("fear", NRS),
    ("confidence", NRS),
    ("conditions", many(*CONDITIONS)),
    ("diagnoses", many(*DIAGNOSES)),
    *(
        (name, kind)
        for n in ACTIVITIES
        for name, kind in ((f"activity_{n}", TEXT), (f"ability_{n}", NRS))
    ),
    ("check_now", YES_NO),
    *((check, FOUND) for check in CHECKS),
)
"""Every question in order, with how it is answered."""

OPTIONAL = frozenset(
    {
        "sign_history",
        "onset",
        "fear",
        "confidence",
        "activity_2",
        "activity_3",
        "morning_stiffness_minutes",
    }
)


def dialogues() -> tuple[Dialogue, ...]:
    """The assessment with its act."""
    return (Dialogue(assessment(), {"planned": _planned}),)


def assessment() -> Flow:
    """Ask everything, show it for review, end in a plan."""
    names = [name for name, _ in QUESTIONS]
    assert set(names) >= OPTIONAL, f"OPTIONAL: no question {sorted(OPTIONAL.difference(names))}"
    following = dict(zip(names, [*names[1:], "review"], strict=True))
    following |= {"check_now": "check_intro", "leg_side": "eased_by"}
    asks: list[Node] = [
        Ask(name, kind, (*_detours(name), go(following[name])), optional=name in OPTIONAL)
        for name, kind in QUESTIONS
    ]
    checks = names.index("check_now") + 1
    intro = Tell("check_intro", (go(CHECKS[0]),))
    review = Ask(
        "review",
        choice(CORRECT),
        (go("planned"),),
        args=_review_args,
        options=_review_options,
        reopens=lambda option: () if option == CORRECT else (option,),
    )
    nodes = (*asks[:checks], intro, *asks[checks:], review, End("planned"))
    return Flow("assessment", nodes, params=("nerve_flags",))


def start(context: Context) -> Start:
    """The assessment of this person; what the screen told of their nerves is known to it."""
    nerves = context.catalog.programme.staging.neurological_flags
    signs = not set(nerves).isdisjoint(_flags(context.record))
    return Start("assessment", {"nerve_flags": "yes" if signs else "no"})


def _flags(record: Record) -> tuple[str, ...]:
    """The red-flag questions that were not answered no."""
    screen = record.screen.answers if record.screen else {}
    return tuple(name for name, given in screen.items() if given.answer != "no")


def _detours(name: str) -> tuple[Route, ...]:
    """Where an answer makes later questions pointless."""
    skipped = Guard(f"{name} skipped", (name,), lambda values: values[name] is None)
    detours: dict[str, tuple[Route, ...]] = {
        "leg_signs": (go("sign_history", when=FLAG_ALONE), go("eased_by", when=LEG_FREE)),
        "leg_side": (go("sign_history", when=SIGNS_ALONE),),
        "activity_2": (go("check_now", when=skipped),),
        "activity_3": (go("check_now", when=skipped),),
        "check_now": (go("review", when=no("check_now")),),
    }
    return detours.get(name, ())


# --- the review -------------------------------------------------------------------------------
def _answered(context: RunContext) -> list[str]:
    return [name for name, _ in QUESTIONS if name in context.run.answers and name != "review"]


def _review_args(context: RunContext) -> dict[str, Arg]:
    lines = tuple(_line(name, context.values[name]) for name in _answered(context))
    return {"list": Words(lines, "lines")}


def _review_options(context: RunContext) -> tuple[Option, ...]:
    changes = tuple(Option(name, Word(_short(name))) for name in _answered(context))
    return (Option(CORRECT, Word("assessment-review-right")), *changes)


def _line(name: str, value: Value) -> Word:
    return Word("review-line", {"name": Word(_short(name)), "value": value_words(name, value)})


def _short(name: str) -> str:
    return f"assessment-{name}-short".replace("_", "-")


def value_words(name: str, value: Value) -> Word:
    """An answer of the assessment in words."""
    kind = dict(QUESTIONS)[name]
    if value is None:
        return Word("answer-skipped")
    if isinstance(value, tuple | list):
        labels = Words(tuple(_label(name, option) for option in value))
        return Word("answer-several", {"list": labels}) if value else Word("answer-none")
    if kind.options and not kind.presets and kind.high is None:
        return _label(name, str(value))
    return Word(raw=f"{value:g}" if isinstance(value, float) else str(value))


def _label(name: str, option: str) -> Word:
    key = f"option-{option}" if option in SHARED_LABELS else f"assessment-{name}-{option}"
    return Word(key.replace("_", "-"))


# --- from answers to a plan -------------------------------------------------------------------
def _planned(context: RunContext) -> Outcome:
    record = with_plan(context, profile_of(context))
    assert record.plan is not None and record.signature is not None
    plan, found = record.plan, record.signature
    record = _with_baseline(record, context.today)
    effects = [Say("plan-ready", plan_words(plan, describe(found)))]
    if any(decision.result == "advise" for decision in plan.reasons):
        effects.append(Say("plan-advise-clinician"))
    return Outcome(record, tuple(effects), decision_notes(context.now, plan.reasons))


def profile_of(context: RunContext) -> Profile:
    """The profile that a run of the assessment establishes."""
    record, values = context.record, context.values
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
        sign_history=_sign_history(context),
        eased_by=_several(values, "eased_by"),
        provoked_by=_several(values, "provoked_by"),
        night_waking=str(values["night_waking"]),
        morning_stiffness_minutes=int(_number(values, "morning_stiffness_minutes")),
        settles=str(values["settles"]),
        exercise_habit=str(values["exercise_habit"]),
        breath_holding=values["breath_holding"] == "yes",
        fear=_number(values, "fear", UNRATED),
        confidence=_number(values, "confidence", UNRATED),
        conditions=_several(values, "conditions"),
        diagnoses=_several(values, "diagnoses"),
        seen_clinician=record.seen_clinician == "yes",
        movement={check: str(values.get(check, "not_tested")) for check in CHECKS},
        equipment=record.equipment,
        floor=record.floor,
        minutes=record.minutes,
        activities=_activities(values),
        flags=_flags(record),
    )


def _sign_history(context: RunContext) -> str:
    """What is told of a sign; new or worse in the screen is not made old by a later answer."""
    answer = str(context.values.get("sign_history") or "")
    nerves = context.catalog.programme.staging.neurological_flags
    screen = context.record.screen.answers if context.record.screen else {}
    recent = any(given.recent for name, given in screen.items() if name in nerves)
    return "new" if recent and answer == "old" else answer


def with_plan(context: Context, profile: Profile) -> Record:
    """The record with the plan that follows from a profile."""
    derived = derive_conditions(context.catalog.sessions, profile)
    tier = context.record.screen.tier if context.record.screen else "none"
    plan = classify(
        context.catalog.programme, profile, [name for name, _ in derived], tier, context.today
    )
    plan = replace(plan, reasons=(*plan.reasons, *(reason for _, reason in derived)))
    found = signature(context.catalog.programme, profile)
    return replace(
        context.record,
        profile=profile,
        plan=plan,
        plan_before=None,
        signature=found,
        why=plan.reasons[::-1],
    )


def plan_words(plan: Plan, found: tuple[Decision, ...]) -> dict[str, Arg]:
    """The plan in plain words."""
    return {
        "pain_type": Word(f"plan-pain-type-{plan.pain_type}"),
        "goal": Word(f"plan-goal-{plan.goal}".replace("_", "-")),
        "stage": Word(f"plan-stage-{plan.stage}"),
        "phase": Word(f"plan-phase-{plan.phase}"),
        "signature": why_lines(found),
    }


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
