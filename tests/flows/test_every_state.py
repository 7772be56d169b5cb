"""Every state of every dialogue, and everything that can happen in it (decision 29)."""

import pytest

from bot.app import engine
from flows.dialogues.commands import EVERYWHERE, PHASES, TABLE
from flows.engine.effects import Prompt, Refer
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
from flows.engine.inputs import TYPED_CHARS_MAX
from flows.engine.nodes import Ask
from flows.engine.step import Turn, step
from flows.record import Record, decode, encode
from flows.safety_locks import locked
from tests.flows.through import shown
from tests.flows.wanderer import TRAINING, State, answers, atlas, routes

ELSEWHERE = {("link", "sure")}
"""Played with two chats in tests/bot/test_linking.py."""
RED_FLAG = "I can't feel when I pee since last night and I am numb between my legs"
GARBAGE = (
    "", " ", "\x00\x07\x1b[2J", "\U0001f643" * 50, "\u202e\u0645\u0631\u062d\u0628\u0627\u202c",
    "-1", "11", "1e9", "9" * 30, "10/10/10", "x" * TYPED_CHARS_MAX, "x" * (TYPED_CHARS_MAX + 1),
    "{ $name }", "/", "None", "nan", "\u00bd",
)  # fmt: skip
QUIET = (Due, Reachable)
"""What asks nothing by itself."""


def events(record: Record, now: float) -> list[AnyEvent]:
    """Everything that can happen at the open question, sensible or not."""
    top = record.conversation.top
    assert top is not None
    token = top.token
    other = [
        Pressed(token - 1, "yes"),
        Pressed(token + 99, "yes"),
        Pressed(token, "no such button"),
    ]
    forms = [
        Submitted(token, {top.state: "0"}),
        Submitted(token, {"nowhere": "1"}),
        Submitted(1, {}),
    ]
    edits = [Edited("4", None), Edited("4", token), Edited("no", token - 1), Edited("", 0)]
    told = [Attached("voice"), ZoneSeen("Asia/Tokyo"), ZoneSeen(record.zone), Failed(), Due()]
    pressed = [Pressed(0, name) for name in ("checkin", "skip_today", "no such command")]
    return [
        *answers(record, now), *other, *forms, *edits, *told, *pressed,
        Reachable(yes=False), Reachable(yes=True),
        *(Command(name) for name in (*TABLE, "nonsense", "")),
        Command("pause", "week"), Command("pause", "rubbish"),
        *(Typed(text) for text in GARBAGE), Typed(RED_FLAG), Typed("4", stale=True),
        Typed(RED_FLAG, stale=True), Edited(RED_FLAG, token - 1),
    ]  # fmt: skip


def states() -> list[State]:
    """Every question of every dialogue."""
    return [
        (name, node.id)
        for name, dialogue in engine().dialogues.items()
        for node in dialogue.flow.nodes
        if isinstance(node, Ask) and (name, node.id) not in ELSEWHERE
    ]


@pytest.mark.parametrize("state", states(), ids=".".join)
def test_anything_may_happen_in_this_state(state: State) -> None:
    """No event raises, a question stays open, and nothing breaks the lock (H21)."""
    record, now = atlas().seen[state]
    for event in events(record, now):
        turn = step(engine(), record, event, now + 1)
        _keeps_its_promises(record, event, turn)


def _keeps_its_promises(before: Record, event: AnyEvent, turn: Turn) -> None:
    after = turn.record
    assert decode(encode(after)) == after
    if after.erased:
        return
    top = after.conversation.top
    assert top is not None, f"{event}: nothing is asked any more"
    assert not (locked(after) and top.flow in TRAINING), f"{event}: an exercise under a lock (H21)"
    if not isinstance(event, QUIET):
        asked = any(isinstance(effect, Prompt) for effect in turn.effects)
        assert asked or turn.effects or _says_nothing(event, before), f"{event}: silence"
    if getattr(event, "text", "") == RED_FLAG:
        assert locked(after), f"{event}: not heard"
    shown(after, turn.effects)


def _says_nothing(event: AnyEvent, record: Record) -> bool:
    """A zone that is known, or that is kept for later, is no news for anybody."""
    return isinstance(event, ZoneSeen) or (isinstance(event, Command) and event.name == "zone_seen")


def test_every_route_of_every_dialogue_is_taken() -> None:
    """The wanderers went everywhere; what hangs on triage is proved by its truth table."""
    missed = {step_ for step_ in routes() - atlas().taken if not _on_triage(step_)}
    assert {step_ for step_ in missed if step_[:2] not in ELSEWHERE} == set()


def _on_triage(route: tuple[str, str, str]) -> bool:
    _, source, target = route
    return target == "emergency" or any(n.startswith(("urgent_", "at_")) for n in (source, target))


def test_h21_the_wanderers_were_referred_and_trained() -> None:
    """The atlas holds both worlds: cards of exercises, and waiting rooms."""
    assert ("exercise", "card") in atlas().seen
    assert ("waiting", "room") in atlas().seen
    assert ("seen", "cleared") in atlas().seen


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_command_has_an_answer_in_every_phase(name: str) -> None:
    """The table of interruptions has no hole (decision 18)."""
    assert set(TABLE[name]) == set(PHASES)


def test_the_commands_of_the_design_are_all_there() -> None:
    """Every state answers the same interruptions (decision 18)."""
    assert set(EVERYWHERE) <= set(TABLE)


def test_replay_lands_where_the_person_stands() -> None:
    """Walking the known answers from the start gives the stored state, in every state seen."""
    for (flow, state), (record, _) in atlas().seen.items():
        run = record.conversation.top
        assert run is not None
        assert engine().replay(run).state == state, f"{flow}.{state}"
        for below in record.conversation.stack[:-1]:
            assert engine().replay(below).state == below.state, f"{below.flow}.{below.state}"


def test_a_referral_is_the_last_word_of_its_dialogue() -> None:
    """After a final referral nothing that was interrupted is open any more."""
    for record, now in atlas().seen.values():
        turn = step(engine(), record, Failed(), now + 1)
        if any(isinstance(effect, Refer) for effect in turn.effects):
            assert [run.flow for run in turn.record.conversation.stack] == ["waiting"]
