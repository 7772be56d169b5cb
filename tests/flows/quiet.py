"""What somebody answers on a day of which there is nothing to tell."""

from collections.abc import Mapping

from flows.engine.events import Command, Pressed
from tests.flows.conversation import Conversation

Said = Mapping[str, str]
ANSWERS_MAX = 200
HOME = ("menu", "waiting", "outside")
SKIPPED = "skip"
QUIET: Said = {
    "onboarding.consent": "agree",
    "age": "35",
    "sex": "f",
    "country": "GB",
    "zone": "Europe/London",
    "pain": "3",
    "pain_average": "4",
    "pain_worst": "5",
    "location": "low_back_left",
    "pain_now": "3",
    "peak": "3",
    "seen_clinician": "yes",
    "duration_weeks": "8 weeks",
    "minutes": "15",
    "equipment": "",
    "floor": "yes",
    "W1": "no",
    "onset": "gradual",
    "leg": "none",
    "leg_signs": "",
    "leg_side": "left",
    "eased_by": "",
    "provoked_by": "",
    "night_waking": "none",
    "morning_stiffness_minutes": "10",
    "settles": "under_30_min",
    "exercise_habit": "some",
    "breath_holding": "no",
    "fear": "3",
    "confidence": "7",
    "conditions": "",
    "diagnoses": "",
    "activity_1": "walk to work",
    "ability_1": "5",
    "activity_2": SKIPPED,
    "check_now": "no",
    "review": "right",
    "settled": "usual",
    "worst": SKIPPED,
    "waking": "0",
    "stiffness": "none",
    "flare": "no",
    "below_knee": "no",
    "card": "done",
    "effort": "4",
    "in_control": "yes",
    "change": "better",
    "sign_history": "old",
    "offer": "no",
    "barrier": "none",
    "kettlebell": SKIPPED,
    "dumbbell": SKIPPED,
    "band": "",
    "easy": "8",
    "task": SKIPPED,
}
"""Answers by question, as ids of buttons; several are parted by commas, none is empty."""
CALM = {"news": "none_of_these", "you": "me"}


def answer_all(talk: Conversation, given: Said, until: str = "") -> None:
    """Answer whatever is asked until the person is home, or until that question is open."""
    for _ in range(ANSWERS_MAX):
        if talk.run.flow in HOME or talk.ask.id == until:
            return
        answer(talk, _wanted(talk, {**QUIET, **CALM, **given}))
    raise AssertionError(f"no end of questions at {talk.run.flow}.{talk.run.state}")


def answer(talk: Conversation, wanted: str) -> None:
    """Answer the open question: tap what has a button, type the rest."""
    run, ask = talk.run, talk.ask
    if wanted == SKIPPED and ask.optional:
        talk.do(Command("skip"))
    elif ask.kind.several:
        for option in filter(None, (part.strip() for part in wanted.split(","))):
            talk.do(Pressed(talk.run.token, option))
        talk.do(Pressed(talk.run.token, "done" if wanted else "none_of_these"))
    elif wanted in ask.kind.options:
        talk.do(Pressed(run.token, wanted))
    else:
        talk.type(wanted)
    after = talk.record.conversation.top
    moved = after is None or (after.id, after.state) != (run.id, run.state)
    assert moved, f"{run.flow}.{ask.id}: {wanted!r} was not taken"


def _wanted(talk: Conversation, answers: Said) -> str:
    name, flow = talk.ask.id, talk.run.flow
    if f"{flow}.{name}" in answers:
        return answers[f"{flow}.{name}"]
    if name in answers:
        return answers[name]
    if name.startswith("sure_"):
        return "right"
    if name.startswith("g_"):
        return "none_of_these"
    if name.startswith("ability_"):
        return answers["ability_1"]
    if flow in ("screening", "microscreen", "confirm"):
        return "no"
    if flow == "review" and name not in ("change", "check_now", "barrier"):
        return "ok"
    raise AssertionError(f"no quiet answer to {flow}.{name}")


def quiet_day(talk: Conversation, given: Said, cards: str) -> None:
    """A check-in, then the session: `all`, `half` or `none` of its cards done."""
    talk.do(Command("checkin"))
    answer_all(talk, given)
    if cards == "none" or talk.run.flow != "menu":
        return
    talk.do(Command("today"))
    if cards == "all":
        answer_all(talk, given)
        return
    _half(talk, given)


def _half(talk: Conversation, given: Said) -> None:
    number = 0
    while talk.run.flow not in HOME:
        number += talk.ask.id == "card"
        card = {"card": "done" if number % 2 else "skip_it"}
        answer(talk, _wanted(talk, {**QUIET, **CALM, **given, **card}))
