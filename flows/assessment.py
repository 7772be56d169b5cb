"""The assessment: what a physiotherapist would ask, then a plan with its reasons.

Pain now, duration and "has a clinician seen it" are known from onboarding, where triage needs them.

Questions use the vocabulary of `flows.clinical.profile`; each leads to the next, and the review
at the end opens any of them again.
"""

from flows.engine.effects import Option
from flows.engine.guards import Guard, no
from flows.engine.kinds import NRS, TEXT, YES_NO, Kind, Value, choice, many, number
from flows.engine.nodes import Ask, End, Flow, Node, Route, Tell, go
from flows.engine.scene import Scene
from flows.engine.words import Arg, Word, Words

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

LEG_FREE = Guard(
    "no leg pain and no leg signs",
    ("leg", "leg_signs"),
    lambda values: values["leg"] == "none" and not values["leg_signs"],
)

QUESTIONS: tuple[tuple[str, Kind], ...] = (
    ("pain_average", NRS),
    ("pain_worst", NRS),
    ("onset", choice("sudden", "gradual", "recurrent")),
    ("location", many(*LOCATIONS)),
    ("leg", choice("none", "thigh", "below_knee")),
    ("leg_signs", many("tingling", "numb_patch")),
    ("leg_side", SIDES),
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
    {"onset", "fear", "confidence", "activity_2", "activity_3", "morning_stiffness_minutes"}
)


def assessment() -> Flow:
    """Ask everything, show it for review, end in a plan."""
    names = [name for name, _ in QUESTIONS]
    following = dict(zip(names, [*names[1:], "review"], strict=True)) | {"check_now": "check_intro"}
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
    return Flow("assessment", (*asks[:checks], intro, *asks[checks:], review, End("planned")))


def _detours(name: str) -> tuple[Route, ...]:
    """Where an answer makes later questions pointless."""
    skipped = Guard(f"{name} skipped", (name,), lambda values: values[name] is None)
    detours: dict[str, tuple[Route, ...]] = {
        "leg_signs": (go("eased_by", when=LEG_FREE),),
        "activity_2": (go("check_now", when=skipped),),
        "activity_3": (go("check_now", when=skipped),),
        "check_now": (go("review", when=no("check_now")),),
    }
    return detours.get(name, ())


# --- the review -------------------------------------------------------------------------------
def _answered(scene: Scene) -> list[str]:
    return [name for name, _ in QUESTIONS if name in scene.run.answers and name != "review"]


def _review_args(scene: Scene) -> dict[str, Arg]:
    lines = tuple(_line(name, scene.values[name]) for name in _answered(scene))
    return {"list": Words(lines, "lines")}


def _review_options(scene: Scene) -> tuple[Option, ...]:
    changes = tuple(Option(name, Word(_short(name))) for name in _answered(scene))
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
    shared = (
        {"yes", "no", "left", "right", "both"}
        | set(MOVES)
        | {"ok", "limited", "painful", "not_tested"}
    )
    key = f"option-{option}" if option in shared else f"assessment-{name}-{option}"
    return Word(key.replace("_", "-"))
