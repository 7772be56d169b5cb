"""Plays situations of a file of traps and shows record, reply and lock of each.

`python -m tests.flows.traps FILE [ID ...]`: a line is {"id", "state", "text", "expect"}; the state
is told in words, and PLACES says what brings somebody there.
"""

import json
import re
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.engine.events import Attached, Command, Pressed
from flows.engine.kinds import Value
from flows.safety_locks import in_force
from tests.flows.conversation import Conversation
from tests.flows.quiet import QUIET, Said, answer_all, quiet_day

NOON = datetime(2026, 7, 14, 12, tzinfo=ZoneInfo("Europe/London"))
CARDS_MAX = 40

Begin = Callable[[], Conversation]


def newcomer() -> Conversation:
    """Somebody who has just said hello."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    return talk


def at(question: str, **given: str) -> Conversation:
    """Somebody before a question of the first day."""
    talk = newcomer()
    answer_all(talk, given, until=question)
    assert talk.ask.id == question, talk.ask.id
    return talk


def home(**given: str) -> Conversation:
    """Somebody with a plan who has nothing open."""
    return at("next", **given)


def checked_in(pain: str = "3") -> Conversation:
    """Somebody at home who has told the day."""
    talk = home()
    quiet_day(talk, {**QUIET, "pain_now": pain}, "none")
    return talk


def checking(question: str, **given: str) -> Conversation:
    """Somebody in the check-in, before a question of it."""
    talk = home()
    talk.do(Command("checkin"))
    answer_all(talk, given, until=question)
    assert talk.ask.id == question, talk.ask.id
    return talk


def reminded() -> Conversation:
    """Somebody on the second morning, after the reminder."""
    talk = home()
    talk.travel(talk.clock + timedelta(hours=21))
    return talk


def on_card(name: str = "", done: int = 0) -> Conversation:
    """Somebody in a session, on the card of an exercise where it comes up."""
    talk = checked_in()
    talk.do(Command("today"))
    answer_all(talk, {}, until="card")
    for _ in range(CARDS_MAX):
        session = talk.record.session_in_progress
        if session is None or session.index >= len(session.session.items):
            return on_card("", done)
        if done <= session.index and name in session.session.items[session.index].exercise:
            return talk
        talk.do(Pressed(talk.run.token, "done"))
    return talk


def signed(question: str) -> Conversation:
    """Somebody in the screen, before a single question of a card that was not "none"."""
    return at(question, g_saddle="yes")


def confirming_sign() -> Conversation:
    """Somebody on the first card of the screen."""
    return at("g_saddle")


def lock(*, days: int = 0) -> Conversation:
    """Somebody whom an emergency has locked, some days ago."""
    talk = home()
    talk.type("since this morning I cannot feel anything between my legs and I leak")
    for _ in range(CARDS_MAX):
        if talk.run.flow == "waiting":
            break
        talk.do(Pressed(talk.run.token, "me" if talk.ask.id == "you" else "yes"))
    if days:
        talk.travel(talk.clock + timedelta(days=days))
    return talk


def flaring() -> Conversation:
    """Somebody whose pain is well above the usual, before the question about a flare-up."""
    talk = home()
    for _ in range(3):
        quiet_day(talk, {**QUIET, "pain_now": "3"}, "none")
        talk.travel(talk.clock + timedelta(days=1))
    talk.do(Command("checkin"))
    answer_all(talk, {"pain_now": "6"}, until="flare")
    return talk


def after_midnight() -> Conversation:
    """Somebody ten minutes into a day whose evening before was told."""
    talk = home()
    talk.travel(talk.clock.replace(hour=22, minute=30))
    quiet_day(talk, QUIET, "none")
    talk.travel((talk.clock + timedelta(days=1)).replace(hour=0, minute=10))
    talk.do(Command("checkin"))
    return talk


def reviewing() -> Conversation:
    """Somebody at the weekly review."""
    talk = home()
    for _ in range(8):
        quiet_day(talk, QUIET, "all")
        if talk.run.flow == "review":
            return talk
        talk.travel(talk.clock + timedelta(days=1))
    return talk


def reminders_days() -> Conversation:
    """Somebody who picks the days of the reminders."""
    talk = home()
    talk.do(Command("reminders"))
    answer_all(talk, {"how": "days"}, until="days")
    return talk


def reminders_time() -> Conversation:
    """Somebody who picks the time of the reminders."""
    talk = home()
    talk.do(Command("reminders"))
    answer_all(talk, {"how": "days"}, until="time")
    return talk


def said(text: str, begin: Begin = home) -> Conversation:
    """Somebody who has just typed something."""
    talk = begin()
    talk.type(text)
    return talk


def locked_by(text: str) -> Conversation:
    """Somebody who has typed a sign and said that it is so."""
    talk = said(text)
    for _ in range(CARDS_MAX):
        if talk.run.flow == "waiting":
            break
        talk.do(Pressed(talk.run.token, "me" if talk.ask.id == "you" else "yes"))
    return talk


def session_done(question: str = "peak") -> Conversation:
    """Somebody after the last card, before a question of the close."""
    talk = on_card()
    for _ in range(CARDS_MAX):
        if talk.ask.id == question:
            return talk
        option = "done" if talk.ask.id == "card" else "2"
        talk.do(Pressed(talk.run.token, option))
    raise LookupError(question)


def over_midnight() -> Conversation:
    """Somebody whose check-in began just before midnight and goes on after it."""
    talk = home()
    talk.travel(talk.clock.replace(hour=23, minute=58))
    talk.do(Command("checkin"))
    answer_all(talk, {"pain_now": "4"}, until="worst")
    talk.travel(talk.clock + timedelta(minutes=5))
    return talk


PLACES: tuple[tuple[str, Begin], ...] = (
    ("check-in open at the leg question, pain 8", lambda: checking("leg", pain_now="8", worst="9")),
    ("check-in open at the leg question", lambda: checking("leg", pain_now="6", worst="7")),
    ("check-in open at the sleep question", lambda: checking("waking")),
    ("check-in open at worst pain", lambda: checking("worst")),
    ("check-in, flare question", flaring),
    ("check-in at 00:10", after_midnight),
    ("floor question", lambda: at("floor")),
    ("conditions list", lambda: at("diagnoses")),
    ("side question", lambda: at("leg_side", leg="thigh")),
    ("home menu after onboarding, check-in of today done", checked_in),
    ("home menu", home),
    ("after the morning reminder", reminded),
    ("exercise card open (bird dog", lambda: on_card("bird_dog")),
    ("exercise card open (sit to stand", lambda: on_card("sit_to_stand")),
    ("exercise card open, second", lambda: on_card(done=1)),
    ("exercise card open", on_card),
    ("locked after an emergency, not yet seen", lock),
    ("locked after an emergency", lambda: lock(days=2)),
    ("pain-now question", lambda: checking("pain_now")),
    ('question "How strong', lambda: checking("pain_now")),
    ("red-flag card, list", confirming_sign),
    ("red-flag card, bladder", lambda: signed("C2")),
    ("red-flag card, feeling", lambda: signed("C1")),
    ("yes/no question in onboarding", lambda: at("seen_clinician")),
    ("days question", reminders_days),
    ("time-zone question", lambda: at("zone")),
    ("consent question", newcomer),
    ("review screen of onboarding", lambda: at("review", duration_weeks="3 weeks")),
    ("activity question, rating", lambda: at("ability_1", activity_1="lifting my son")),
    ("activity question", lambda: at("activity_2")),
    ('"Is this a good time?"', lambda: at("age")),
    ("weekly review", reviewing),
    ("check-in open at pain now", lambda: checking("pain_now")),
    ("session finished", session_done),
    ("after the session", session_done),
    ("reminder time question", reminders_time),
    ("emergency lock for urine", lambda: locked_by("I cannot pass water since this morning")),
    ("same-day lock active", lambda: locked_by("I have back pain and a fever of 39 and shiver")),
    ("emergency advice just shown", lambda: said("crushing chest pain down my left arm right now")),
    ("mood question", home),
    ("idle", home),
    ("app language English", lambda: checking("leg")),
    ("red-flag question on weakness", lambda: signed("N1")),
    ("red-flag list", confirming_sign),
    ('"Is the pain in your back only', lambda: checking("leg")),
    ("check-in past pain now", lambda: checking("leg", pain_now="3", worst="5")),
    ("check-in at pain now", lambda: checking("pain_now")),
    ("bot has moved on", lambda: checking("flare", pain_now="3")),
    ("session running", lambda: on_card(done=1)),
    ("check-in at stiffness", lambda: checking("stiffness")),
    ("reminder days question", reminders_days),
    ("worst pain question", lambda: checking("worst")),
    ("weekly question: any change", lambda: checking("news")),
    ("emergency lock for saddle", lock),
    ("lock released", home),
    ("programme in week 6", home),
    ("check-in begun 23:58", over_midnight),
    ("reminders at 19:00", home),
    ("weekly red-flag question answered no", checked_in),
)


def brought(state: str) -> Conversation:
    """Somebody in a situation told in words. Raises LookupError for one that nobody knows."""
    for start, begin in PLACES:
        if state.startswith(start):
            return begin()
    raise LookupError(state)


def act(talk: Conversation, text: str) -> None:
    """Type a text; one in brackets is something else that a person does."""
    if not text.startswith("("):
        talk.type(text)
        return
    token = talk.run.token
    if "location" in text or "photos" in text or "voice" in text:
        for _ in range(6 if "six" in text else 1):
            talk.do(Attached("location" if "location" in text else "photo"))
    elif "None of these" in text:
        talk.do(Pressed(token, "none_of_these"))
        talk.do(Pressed(token, "none_of_these"))
    else:
        for number in re.findall(r"\b\d\b", text)[:2] if "6" in text else ("4", "4"):
            talk.do(Pressed(token, number))


def known(talk: Conversation) -> dict[str, Value]:
    """What the stored record tells of the person, flat."""
    record = talk.record
    stack = record.conversation.stack
    told: dict[str, Value] = {
        f"{run.flow}.{name}": answer.value for run in stack for name, answer in run.answers.items()
    }
    told["open"] = f"{talk.run.flow}.{talk.ask.id}"
    told["locks"] = ", ".join(lock.tier for lock in in_force(record)) or "-"
    for day in record.history.days:
        told[f"day {day.date:%d}"] = f"pain {day.pain} worst {day.worst} leg {day.leg}"
    told["paused"] = f"{record.preferences.paused_from} {record.preferences.paused_until}"
    told["off"] = record.preferences.off
    told["declined"] = record.declined
    session = record.session_in_progress
    told["performed"] = ", ".join(p.outcome for p in session.performed) if session else "-"
    told["floor"], told["weeks"] = record.floor, record.duration_weeks
    told["equipment"] = ", ".join(record.equipment)
    return told


def shown(line: Said) -> str:
    """One situation with what changed, what was said and whether there is a lock."""
    talk = brought(line["state"])
    before = known(talk)
    act(talk, line["text"])
    after = known(talk)
    changed = {k: after.get(k) for k in {**before, **after} if before.get(k) != after.get(k)}
    said = "\n    ".join(" ".join(m.text.split()) for m in talk.said)
    return (
        f"{line['id']} [{line.get('severity', '')}] {line['state']}\n  > {line['text']}\n"
        f"  = open {after['open']} lock {after['locks']} | {changed}\n    {said}\n"
        f"  ! {line['expect']}\n"
    )


def main(path: str, *ids: str) -> None:
    """Show every situation of a file, or those that are named."""
    for raw in Path(path).read_text("utf-8").splitlines():
        line = json.loads(raw)
        if not ids or line["id"].rpartition("-")[2] in ids:
            try:
                sys.stdout.write(shown(line) + "\n")
            except (LookupError, AssertionError) as error:
                sys.stdout.write(f"{line['id']} nobody could be brought there: {error!r}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
