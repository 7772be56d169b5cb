"""Updates over real HTTP on loopback, by webhook and by polling alike."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.config import Mode
from bot.core.messages import Address, Button, Inbound, Message
from bot.errors import Refused
from bot.logs import configure
from flows.engine.events import Attached, Command, Edited, Pressed, Reachable, Typed, ZoneSeen
from tests.bot.telegram.conftest import Recorder
from tests.e2e.telegram_driver import SECRET, connected
from tests.standins.telegram import TOKEN, Fault, TelegramServer

pytestmark = pytest.mark.asyncio
BOTH = pytest.mark.parametrize("mode", ["webhook", "polling"])
FORGED = pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.soak)])
YES_NO = (Button("yes", "Yes"), Button("no", "No"))


@BOTH
async def test_every_kind_of_update_arrives_as_its_event(
    server: TelegramServer, channel: TelegramChannel, mode: Mode
) -> None:
    """What a person does arrives, in order, the same way in both modes."""
    person, intake = server.person(7), Recorder()
    async with connected(server, mode, intake, channel):
        said = await person.says("hello")
        await intake.until(1)
        for act in (
            person.says("/today"),
            person.sends("voice"),
            person.sends("location"),
            person.edits(said, "hello again"),
            person.blocks(),
            person.returns(),
        ):
            await act
            await server.settled()
    assert intake.events == [
        Typed("hello"),
        Command("today"),
        Attached("voice"),
        ZoneSeen("Europe/London"),
        Edited("hello again"),
        Reachable(False),
        Reachable(True),
    ]


@BOTH
async def test_d1_nothing_is_acknowledged_before_the_commit(
    server: TelegramServer, channel: TelegramChannel, mode: Mode
) -> None:
    """While the intake works, the update stays with Telegram; a silent database loses nothing."""
    person, intake, gate = server.person(7), Recorder(), asyncio.Event()

    async def wait(_: Inbound) -> None:
        await gate.wait()

    intake.reaction, intake.refusals = wait, 2
    async with connected(server, mode, intake, channel):
        await person.says("numb")
        await intake.until(tries=3)
        settled = asyncio.ensure_future(server.settled())
        done, _ = await asyncio.wait({settled}, timeout=0.1)
        assert not done
        gate.set()
        await settled
    assert intake.events == [Typed("numb")]


@BOTH
async def test_s5_a_press_names_its_prompt_and_is_answered_once(
    server: TelegramServer, channel: TelegramChannel, mode: Mode
) -> None:
    """A button that we sent comes back as its option; the spinner stops at once, without words."""
    person, intake = server.person(7), Recorder()
    await channel.deliver(Address("telegram", "", "7", "7"), Message("prompt", "Numb?", 3, YES_NO))
    async with connected(server, mode, intake, channel):
        query = await person.presses("Yes")
        await server.settled()
        await server.answered()
    assert intake.events == [Pressed(3, "yes")]
    assert server.chats.queries[query] == [""]


@FORGED
@BOTH
async def test_s5_forged_foreign_and_altered_presses_leave_no_record(
    server: TelegramServer, channel: TelegramChannel, mode: Mode, count: int
) -> None:
    """Each is answered with a calm toast, and none reaches the intake."""
    chance, person, intake = random.Random(7), server.person(7), Recorder()
    other = server.person(8)
    await channel.deliver(Address("telegram", "", "8", "8"), Message("prompt", "?", 3, YES_NO))
    foreign = other.last.buttons["Yes"]
    queries = []
    async with connected(server, mode, intake, channel):
        for i in range(count):
            at = chance.randrange(len(foreign))
            altered = foreign[:at] + chance.choice("ABCxyz019_-") + foreign[at + 1 :]
            data = (foreign, altered, "yes", "é" * 32, None)[i % 5]
            queries.append(await person.presses_data(data))
        await server.settled()
        await server.answered()
    assert intake.tries == 0
    answers = [server.chats.queries[query] for query in queries]
    assert all(len(answer) == 1 and "no longer works" in answer[0] for answer in answers)


@BOTH
async def test_s7_h26_nothing_from_a_group_is_taken_and_one_neutral_line_is_said(
    server: TelegramServer, channel: TelegramChannel, mode: Mode
) -> None:
    """300 events in groups and channels: no intake, no health word, one line a group."""
    person, intake = server.person(7), Recorder()
    kinds = {-5: "group", -6: "supergroup", -7: "channel"}
    for chat, kind in kinds.items():
        server.chats.open(chat, kind)
    async with connected(server, mode, intake, channel):
        for i in range(100):
            for chat, kind in kinds.items():
                place = {"chat": {"id": chat, "type": kind, "title": "G"}}
                message = person.message(text=("/today", "my back", "numb")[i % 3]) | place
                field = ("message", "edited_message")[i % 7 == 6]
                await server.push({"channel_post" if kind == "channel" else field: message})
        await server.settled()
    assert intake.tries == 0
    assert [len(server.chats.shown[chat]) for chat in kinds] == [1, 1, 0]
    line = server.chats.shown[-5][0].text
    assert line.endswith("https://t.me/poised_test_bot?start=hello")
    assert not any(word in line.lower() for word in ("back", "pain", "health", "exercise"))
    assert not server.chats.shown[7]


@BOTH
async def test_an_authentic_update_that_cannot_be_used_is_let_go(
    server: TelegramServer, channel: TelegramChannel, mode: Mode
) -> None:
    """Unknown kinds and odd forms are acknowledged once, and what follows still arrives."""
    person, intake = server.person(7), Recorder()
    odd: list[dict[str, object]] = [
        {"message": person.message(text=5)},
        {"message": {"message_id": "x"}},
        {"message": person.message(photo=7)},
        {"message": person.message(location={"latitude": "north"})},
        {"message": person.message(entities=[{"type": []}], text="x") | {"from": None}},
        {"callback_query": {"id": 5}},
        {"my_chat_member": {"chat": {}}},
        {"new_kind_of_2027": {"a": 1}},
    ]
    async with connected(server, mode, intake, channel):
        for update in odd:
            if set(update) & {"new_kind_of_2027"} and mode == "polling":
                continue  # Telegram does not send what was not asked for.
            await server.push(update)
        await server.settled()
        await person.says("still there?")
        await server.settled()
    assert intake.events == [Typed("still there?")]


@BOTH
async def test_d3_each_person_is_kept_in_order_and_nobody_waits_for_another(
    server: TelegramServer, channel: TelegramChannel, mode: Mode
) -> None:
    """A slow turn holds its own person's next words, and nobody else's."""
    slow, quick, intake, gate = server.person(1), server.person(2), Recorder(), asyncio.Event()

    async def wait(inbound: Inbound) -> None:
        if inbound.address.user == "1":
            await gate.wait()

    intake.reaction = wait
    async with connected(server, mode, intake, channel):
        await slow.says("a")
        await slow.says("b")
        for words in ("x", "y", "z"):
            await quick.says(words)
        await intake.until(3)
        gate.set()
        await server.settled()
    texts = [e.text for e in intake.events if isinstance(e, Typed)]
    assert sorted(texts[:3]) == ["x", "y", "z"]
    assert texts[3:] == ["a", "b"]


@pytest.fixture
def log_at_debug(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """The application's own logging, as loud as it gets, as it stands on standard error."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configure("DEBUG")
    yield lambda: capsys.readouterr().err
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@BOTH
async def test_s9_no_log_line_holds_a_canary(
    server: TelegramServer,
    channel: TelegramChannel,
    mode: Mode,
    log_at_debug: Callable[[], str],
) -> None:
    """Token, secret, words, names and ids stay out of the log even at DEBUG."""
    person, intake = server.person(777000777), Recorder()
    intake.refusals = 1
    address = Address("telegram", "", "777000777", "777000777")
    async with connected(server, mode, intake, channel):
        await person.says("canary-words")
        await person.presses_data("canary-data")
        await server.push({"message": person.message(text=["canary-list"])})
        await server.settled()
        server.faults = lambda m, _: Fault(400, "canary-refusal") if m == "sendMessage" else None
        with pytest.raises(Refused):
            await channel.deliver(address, Message("say", "canary-answer"))
    log = log_at_debug()
    assert "update not taken" in log
    assert [c for c in ("canary", "Canary", TOKEN, SECRET, "777000777") if c in log] == []
