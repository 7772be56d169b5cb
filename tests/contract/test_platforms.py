"""What every platform of the registry promises: the same suite over each, on its stand-in."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.platform import Adapter, Host, Platform
from bot.adapters.registry import ADAPTERS
from bot.app import engine, words
from bot.core.messages import Address, Button, Document, Inbound, Message
from bot.core.ports import PersonId
from bot.errors import Misconfigured, NotDelivered, Paused, Refused, StoreUnavailable, Unknown
from bot.errors import Unreachable as Gone
from bot.logs import mask
from bot.store.keys import person_id
from bot.store.memory import MemoryStore
from flows.engine.events import Pressed, Typed, ZoneSeen
from tests.contract.platforms import StandIn, stand_in

ROOT = Path(__file__).parents[2]
SECRET = bytes(range(32))
TOKEN = 41
PROMPT = Message(
    "question",
    text="How are you *today*?\n\n• one <thing>\n• another & more",
    token=TOKEN,
    buttons=(Button("good", "Good"), Button("bad", "Not so good")),
    notice="You have a message.",
)
MANY = 90
ODD = "Ünïcödé 🙂 _under_ [square] (round) `tick` ~tilde~ #1 + - = | {x} . ! > quote"


class Intake:
    """Takes every update, unless it is down; what the platform adds by itself is left out."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.down = False

    async def __call__(self, inbound: Inbound) -> None:
        """Take one update, or nothing."""
        if self.down:
            raise StoreUnavailable("silent")
        if not isinstance(inbound.event, ZoneSeen):
            self.taken.append(inbound)


async def nobody(_: Address) -> None:
    """Nobody is known here."""


@dataclass
class Bench:
    """One platform, opened on its stand-in."""

    adapter: Adapter
    stand_in: StandIn
    platform: Platform
    intake: Intake


def host(intake: Intake) -> Host:
    """What an application lends."""
    store = MemoryStore()
    return Host(store, SECRET, words(), engine(), time.time, intake, nobody, named)


def named(address: Address) -> PersonId:
    """The id of an address under a pepper of its own."""
    return person_id(SECRET, address.platform, address.tenant, address.user)


@pytest_asyncio.fixture(params=ADAPTERS)
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    """Each registered platform in turn."""
    adapter, intake = ADAPTERS[request.param], Intake()
    async with stand_in(request.param) as played:
        platform = adapter.open(played.settings, host(intake), served=True)
        assert platform is not None
        await played.connect(platform)
        yield Bench(adapter, played, platform, intake)
        await platform.close()


@pytest.mark.parametrize("name", ADAPTERS)
async def test_the_entry_says_what_it_is_called_and_where_to_read_on(name: str) -> None:
    """A name that is a folder, a command and a prefix; without settings it is off."""
    adapter = ADAPTERS[name]
    assert re.fullmatch(r"[a-z]+", name)
    assert adapter.name == name
    assert (ROOT / "bot/adapters" / name).is_dir()
    assert adapter.required.startswith(f"{name.upper()}_")
    assert (ROOT / adapter.guide).is_file()
    assert adapter.open({}, host(Intake()), served=True) is None
    assert await adapter.doctor({}, SECRET) == [adapter.off()]


@pytest.mark.parametrize("name", ADAPTERS)
async def test_half_a_configuration_is_refused_by_name(name: str) -> None:
    """Without the setting that it requires, the rest of the settings is a mistake with a mend."""
    adapter = ADAPTERS[name]
    async with stand_in(name) as played:
        half = {key: value for key, value in played.settings.items() if key != adapter.required}
        if not half:
            return
        with pytest.raises(Misconfigured) as refused:
            await _served(adapter, half)
        assert refused.value.setting == adapter.required


async def _served(adapter: Adapter, settings: dict[str, str]) -> None:
    platform = adapter.open(settings, host(Intake()), served=True)
    assert platform is not None
    try:
        platform.routes()
    finally:
        await platform.close()


async def test_doctor_finds_no_fault_and_no_secret_shows(bench: Bench) -> None:
    """Settings that lead to a working platform have no fault; a log line masks the token."""
    findings = await bench.adapter.doctor(bench.stand_in.settings, SECRET)
    assert [one for one in findings if one.faulty] == []
    token = bench.stand_in.settings[bench.adapter.required]
    if bench.adapter.tokens:
        assert token not in mask(f"it is {token}, really")
        assert token not in repr(findings)


async def test_a_message_is_seen_whole_under_the_name_of_the_platform(bench: Bench) -> None:
    """Words and buttons arrive in order; the receipt names the message."""
    channel = bench.platform.channel
    assert channel.platform == bench.adapter.name == bench.stand_in.address.platform
    receipt = await channel.deliver(bench.stand_in.address, PROMPT)
    (shown,) = bench.stand_in.sees()
    assert receipt.message
    assert shown.buttons == ("Good", "Not so good")
    for words_of_it in ("How are you", "today", "one <thing>", "another & more"):
        assert words_of_it in shown.text


async def test_long_and_odd_messages_lose_nothing(bench: Bench) -> None:
    """Many paragraphs of any characters and many choices arrive, over as many messages."""
    text = "\n\n".join(f"{number}. {ODD}" for number in range(120))
    buttons = tuple(Button(f"o{n}", f"Choice {n}") for n in range(MANY))
    message = Message("question", text, TOKEN, buttons, notice="You have a message.")
    await bench.platform.channel.deliver(bench.stand_in.address, message)
    seen = bench.stand_in.sees()
    whole = "\n".join(shown.text for shown in seen)
    places = [whole.find(f"{number}. Ünïcödé") for number in range(120)]
    assert all(a < b for a, b in pairwise([-1, *places]))
    assert sum(len(shown.buttons) for shown in seen) == MANY


async def test_a_press_comes_back_as_what_its_button_stands_for(bench: Bench) -> None:
    """The intake gets token, option and the address that was written to."""
    await bench.platform.channel.deliver(bench.stand_in.address, PROMPT)
    assert await bench.stand_in.presses("Not so good")
    (taken,) = bench.intake.taken
    assert taken.event == Pressed(TOKEN, "bad")
    assert taken.address == bench.stand_in.address


async def test_each_update_has_a_name_of_its_own_and_words_come_as_typed(bench: Bench) -> None:
    """Ids begin with the platform's name and are never the same; texts are ordered."""
    assert await bench.stand_in.says("my back <hurts> & more")
    assert await bench.stand_in.says("again")
    first, second = bench.intake.taken
    assert (first.event, second.event) == (Typed("my back <hurts> & more"), Typed("again"))
    assert first.id != second.id
    assert {one.id.partition("|")[0] for one in bench.intake.taken} == {bench.adapter.name}
    assert 0 < float(first.sent) < float(second.sent)


async def test_an_update_that_was_not_taken_is_not_acknowledged(bench: Bench) -> None:
    """While the store is silent the platform is told to come again; afterwards it is taken."""
    bench.intake.down = True
    assert not await bench.stand_in.says("hello?")
    bench.intake.down = False
    assert await bench.stand_in.says("hello?")
    assert [one.event for one in bench.intake.taken] == [Typed("hello?")]


async def test_a_redrawn_prompt_stays_one_message(bench: Bench) -> None:
    """A toggle that is picked changes the message in place."""
    channel, address = bench.platform.channel, bench.stand_in.address
    receipt = await channel.deliver(address, PROMPT)
    picked = (Button("good", "Good", picked=True), PROMPT.buttons[1])
    redrawn = Message(
        "question", PROMPT.text, TOKEN, picked, several=True, redraw=True, edits=receipt.message,
        notice=PROMPT.notice,
    )  # fmt: skip
    assert (await channel.deliver(address, redrawn)).message == receipt.message
    (shown,) = bench.stand_in.sees()
    assert "Good" in shown.buttons[0] and shown.buttons[0] != "Good"


async def test_an_answered_prompt_keeps_the_choice_and_loses_its_buttons(bench: Bench) -> None:
    """What follows stands below; nothing of the prompt can be pressed again."""
    channel, address = bench.platform.channel, bench.stand_in.address
    receipt = await channel.deliver(address, PROMPT)
    following = Message(
        "question", "And your sleep?", 42, answered=(TOKEN, "Good"), edits=receipt.message,
        notice=PROMPT.notice,
    )  # fmt: skip
    await channel.deliver(address, following)
    prompt, last = bench.stand_in.sees()
    assert (prompt.buttons, last.text) == ((), "And your sleep?")
    assert "How are you" in prompt.text and "Good" in prompt.text


async def test_a_document_is_delivered_beside_its_words(bench: Bench) -> None:
    """The words of a message with a file are seen."""
    file = Document("poised.json", b"{}")
    message = Message("question", "Here is your data.", document=file, notice=PROMPT.notice)
    await bench.platform.channel.deliver(bench.stand_in.address, message)
    assert any("Here is your data." in shown.text for shown in bench.stand_in.sees())


@pytest.mark.parametrize(
    ("how", "error"),
    [("gone", Gone), ("slow_down", Paused), ("refused", Refused), ("broken", Unknown)],
)
async def test_what_goes_wrong_says_what_to_do_next(
    bench: Bench, how: str, error: type[NotDelivered]
) -> None:
    """Gone, slow down, refused and perhaps arrived are told apart; a pause has its seconds."""
    bench.stand_in.fail(how)
    with pytest.raises(error) as raised:
        await bench.platform.channel.deliver(bench.stand_in.address, PROMPT)
    if isinstance(raised.value, Paused):
        assert raised.value.seconds >= 17
