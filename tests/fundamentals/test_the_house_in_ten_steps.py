"""Read this first: the whole house in ten small tests, from a flow to a reminder."""

from functools import partial

import pytest
from msgspec.structs import replace

from bot.app import App, assemble, engine, wordings
from bot.core.clock import SetTime
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.ports import CommitResult
from bot.errors import StoreUnavailable
from bot.store.keys import person_id
from bot.store.memory import MemoryStore
from flows.engine.effects import Prompt, Refer, Say
from flows.engine.events import Command, Pressed, Typed
from flows.engine.guards import yes
from flows.engine.kinds import YES_NO
from flows.engine.machine import Walker
from flows.engine.nodes import Ask, End, Flow, go
from flows.engine.step import Turn, step
from flows.record import Record, decode, encode
from flows.safety_locks import locked
from tests.flows.person import NOON_S, newcomer, settled

PEPPER = b"p" * 32
ME = Address("here", "", "me", "me")
text = partial(wordings()["en"].text)


class Here:
    """A platform that keeps what it was given; `down` makes it lose a connection."""

    platform = "here"

    def __init__(self) -> None:
        self.shown: list[Message] = []

    async def deliver(self, address: Address, message: Message) -> Receipt:
        self.shown.append(message)
        return Receipt(str(len(self.shown)))


@pytest.fixture
def here() -> Here:
    return Here()


@pytest.fixture
def app(here: Here) -> App:
    return assemble(MemoryStore(), PEPPER, {"here": here}, SetTime(NOON_S))


def keys_of(turn: Turn) -> list[str]:
    """The keys of what a turn says."""
    return [e.key for e in turn.effects if isinstance(e, Say | Prompt | Refer)]


def test_1_a_flow_is_declared_and_reads_aloud() -> None:
    """A question, where its answers lead, and the ends; the machine walks to what is open."""
    flow = Flow(
        "tea",
        (
            Ask("thirsty", YES_NO, (go("drink", when=yes("thirsty")), go("wait"))),
            End("drink"),
            End("wait"),
        ),
    )
    assert Walker(flow).walk({}).state == "thirsty"
    assert Walker(flow).walk({"thirsty": "yes"}).state == "drink"


def test_2_a_step_is_pure_and_leaves_a_question_open() -> None:
    """The same record, event and time give the same turn, and it asks something."""
    first = step(engine(), Record(), Command("start"), NOON_S)
    again = step(engine(), Record(), Command("start"), NOON_S)
    assert first == again
    assert keys_of(first)[-1] == "onboarding-consent"
    assert decode(encode(first.record)) == first.record


def test_3_a_button_names_its_question_so_an_old_press_changes_nothing() -> None:
    """A press on a question that has passed gets one calm line and the open question again."""
    person = newcomer()
    old = person.record.conversation.top
    person.press("agree")
    late = step(engine(), person.record, Pressed(old.token, "decline"), person.now)
    assert keys_of(late) == ["question-has-passed", "onboarding-age"]
    assert late.record.consent == person.record.consent


def test_4_back_takes_the_last_answer_away_and_asks_it_again() -> None:
    """Answers are the truth: the state follows from them."""
    person = newcomer()
    person.press("agree")
    person.do(Typed("44"))
    person.ask("back")
    assert person.question().id == "age"
    assert "age" not in person.record.conversation.top.answers


def test_5_a_red_flag_in_any_sentence_is_found() -> None:
    """Typed in the place of a pain score, it locks at once and says whom to call."""
    person = settled()
    person.ask("checkin")
    turn = step(engine(), person.record, Typed("I can't feel myself wipe"), person.now)
    assert "referral-emergency" in keys_of(turn) and turn.red_flag
    assert locked(turn.record)


def test_6_while_locked_every_road_to_exercise_is_closed() -> None:
    """Neither asking, nor starting over, nor another language lifts a lock."""
    person = settled()
    person.record = step(engine(), person.record, Typed("I can't feel myself wipe"), NOON_S).record
    for command in ("today", "checkin", "restart", "start", "menu", "language"):
        turn = step(engine(), person.record, Command(command), NOON_S)
        assert locked(turn.record)
        assert not [key for key in keys_of(turn) if key.startswith(("exercise", "session"))]


async def test_7_commit_then_speak(app: App, here: Here) -> None:
    """The update is taken when the record is written; what is said comes from the outbox."""
    await app.runner(Inbound("here||1", ME, Command("start")))
    stored = await app.store.load(person_id(PEPPER, "here", "", "me"))
    assert stored.version == 1
    await app.runner.idle()
    assert text("onboarding-consent")[:20] in here.shown[-1].text


async def test_8_the_same_update_ten_times_is_one_turn(app: App, here: Here) -> None:
    """Platforms deliver again; an id that was seen does nothing."""
    for _ in range(10):
        await app.runner(Inbound("here||1", ME, Command("start")))
    await app.runner.idle()
    assert len(here.shown) == 1


async def test_9_what_was_committed_is_said_although_the_process_died(app: App, here: Here) -> None:
    """A turn that nobody lived to send is sent by whoever wakes the person next."""
    person = person_id(PEPPER, "here", "", "me")
    turn = step(engine(), Record(addresses=(("here", "", "me", "me"),)), Command("start"), NOON_S)
    write = app.runner._write("here||1", NOON_S, turn)
    nobody_sends = replace(write, lease_ms=0)
    done = await app.store.commit(await app.store.load(person), nobody_sends)
    assert done.outcome is CommitResult.COMMITTED and not here.shown
    await app.runner.wake(person)
    assert len(here.shown) == 1


async def test_10_a_silent_database_takes_nothing_and_a_reminder_is_a_turn(here: Here) -> None:
    """Nothing is promised that is not written; and the clock sends its turns the same way."""
    source, store = SetTime(NOON_S), MemoryStore()
    app = assemble(store, PEPPER, {"here": here}, source)
    store.down = True
    with pytest.raises(StoreUnavailable):
        await app.runner(Inbound("here||1", ME, Command("start")))
    store.down = False
    home = replace(settled().record, addresses=(("here", "", "me", "me"),))
    turn = step(engine(), home, Command("menu"), NOON_S)
    me = person_id(PEPPER, "here", "", "me")
    write = replace(app.runner._write("here||2", NOON_S, turn), lease_ms=0)
    await store.commit(await store.load(me), write)
    source.at = turn.wake
    await app.clock.round()
    await app.runner.idle()
    assert [message.kind for message in here.shown][-1] == "reminder"
