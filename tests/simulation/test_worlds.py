"""Any person, doing anything in any order: the promises of the engine hold."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.app import engine
from bot.simulate.conversation import SimulatedConversation
from bot.simulate.lives import life
from bot.simulate.player import Player
from bot.simulate.watch import Watch
from flows.dialogues.commands import TABLE
from flows.engine.effects import Say
from flows.engine.events import (
    AnyEvent,
    Attached,
    Command,
    Due,
    Edited,
    Failed,
    Pressed,
    Reachable,
    Submitted,
    Typed,
    ZoneSeen,
)
from flows.engine.step import Turn
from flows.record import RECORD_BYTES_MAX, Record
from flows.safety_locks import locked

Drawn = tuple[int, int, int]
FOREVER_DAYS = 40
WAITS_S = (0.0, 30.0, 700.0, 4000.0, 86_400.0, 300_000.0, 3_000_000.0)
WORDS = (
    "yes", "no", "4", "11", "-3", "skip", "none", "same as yesterday", "pain 4, slept badly",
    "I have a fever and chills", "since last night I can't feel when I pee", "not sure",
    "I don't want to be alive any more", "my mum has cancer", "lift my child", "Europe/London",
    "\u202egnp.exe", "\x00\x07", "", "Europe", "../etc", "7" * 5000, "\U0001f600" * 40,
    "GB", "2026-02-30", "3 weeks",
    "the doctor says I can exercise", "26:99", "delete everything", "menu", "0.5",
)  # fmt: skip
OPTIONS = ("yes", "no", "done", "skip", "none_of_these", "today", "", "not_sure", "right", "again")
COMMANDS = (*TABLE, "nonsense")
ARGUMENTS = ("", "tomorrow", "2026-03-09", "week", "-1", "\x00")
FORMS = ("value", "pain_now", "waking", "minutes", "card", "seen", "C1", "on", "nothing")

_DRAWN = st.tuples(st.integers(0, 9), st.integers(0, 10_000), st.integers(0, 10_000))
EVENTS = st.lists(_DRAWN, min_size=5, max_size=40)
"""Kind, choice and detail of each event; what they mean depends on what is open."""


def event_of(talk: SimulatedConversation, drawn: Drawn) -> AnyEvent:
    """Turn three numbers into something that could happen now; mostly an answer."""
    kind, choice, detail = drawn
    run = talk.record.conversation.top
    token = run.token if run else 0
    shown = (*talk.options(), "done", "skip", "none_of_these") if run else OPTIONS
    rare: tuple[AnyEvent, ...] = (
        Edited(_one(WORDS, choice), token),
        Attached("photo"),
        ZoneSeen(_one(("Asia/Kolkata", "UTC", "nowhere", "Europe"), choice)),
        Reachable(choice % 2 == 0),
        Due(),
        Failed(),
        Pressed(_one((-1, 0, token - 1, 10**9), choice), _one(OPTIONS, detail)),
        Submitted(token, {_one(FORMS, choice): _one((*WORDS, *OPTIONS), detail)}),
        Typed(_one(WORDS, choice), stale=True),
    )
    if kind < 5:
        return Pressed(token, _one(shown, choice))
    if kind < 7:
        return Typed(_one(WORDS, choice))
    if kind < 8:
        return Command(_one(COMMANDS, choice), _one(ARGUMENTS, detail))
    return _one(rare, detail)


def _one(options: tuple[Any, ...], number: int) -> Any:
    return options[number % len(options)]


@cache
def begun(where: str) -> tuple[Record, float]:
    """A person new, with a plan, in a session or locked, and their clock."""
    player = Player(engine(), life(7, FOREVER_DAYS), lambda _: None)
    if where == "new":
        return player.talk.record, player.talk.now
    player.begin()
    if where != "planned":
        for number in range(1, 9):
            player.live(player.person.days[number - 1])
        player.talk.send(Command("today"))
    if where == "locked":
        player.talk.send(Typed("I have a fever and chills"))
    return player.talk.record, player.talk.now


def live(where: str, events: list[Drawn]) -> tuple[SimulatedConversation, list[Turn]]:
    """Let the events happen to somebody, watched; time passes as the numbers say."""
    record, now = begun(where)
    turns: list[Turn] = []
    talk = SimulatedConversation(engine(), now, Watch(engine()), turns.append)
    talk.record = record
    for drawn in events:
        talk.now += _one(WAITS_S, drawn[2] // 7)
        talk.send(event_of(talk, drawn))
    return talk, turns


PLACES = ("new", "planned", "session", "locked")
WORLDS = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # Shrinking a whole world takes minutes.
)


@pytest.mark.parametrize("where", PLACES)
@WORLDS
@given(EVENTS)
def test_h21_whatever_happens_every_promise_holds(where: str, events: list[Drawn]) -> None:
    """Nothing raises; there is always an open question, where replaying the answers lands; no
    exercise leaves under a lock; blocks are in order; the stored record reads back the same."""
    talk, turns = live(where, events)
    assert len(turns) == len(events)
    assert talk.bytes_most < RECORD_BYTES_MAX


@pytest.mark.parametrize("where", PLACES)
@settings(WORLDS, max_examples=20)
@given(EVENTS)
def test_the_same_events_give_the_same_turns(where: str, events: list[Drawn]) -> None:
    """A step is a pure function of record, event and time."""
    assert live(where, events)[1] == live(where, events)[1]


@pytest.mark.parametrize("where", PLACES)
@settings(WORLDS, max_examples=20)
@given(EVENTS)
def test_h15_only_the_three_ways_back_lift_a_lock(where: str, events: list[Drawn]) -> None:
    """A lock ends by a clearance, a slip taken back, "not me" or deletion, and by nothing else."""
    _, turns = live(where, events)
    before = begun(where)[0]
    for turn in turns:
        after = turn.record
        if locked(before) and not locked(after) and not before.erased and not after.erased:
            assert after.locks[-1].act in ("cleared", "mistaken", "not_me")
        before = after


def test_a_watch_sees_an_exercise_under_a_lock() -> None:
    """The watch itself can fail: a session announced to a locked person is found."""
    record, now = begun("locked")
    talk = SimulatedConversation(engine(), now)
    talk.record = record
    turn = talk.send(Command("today"))
    with pytest.raises(AssertionError, match="H21"):
        Watch(engine())(replace(turn, effects=(Say("session-announced"),)))


@pytest.mark.soak
@pytest.mark.parametrize("where", PLACES)
@settings(WORLDS, max_examples=2000)
@given(EVENTS)
def test_soak_h21_whatever_happens(where: str, events: list[Drawn]) -> None:
    """The same promises over thousands of worlds."""
    live(where, events)
