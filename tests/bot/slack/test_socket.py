"""Socket Mode at socket level: acks, dead and deaf connections, disconnect frames, stopping."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import Installation, MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.socket_mode import (
    HELLO_S_MAX,
    PONG_S_MAX,
    SILENCE_S_MAX,
    Health,
    Hearing,
    SlackSocket,
)
from bot.core.messages import Inbound
from bot.errors import Misconfigured
from flows.engine.events import Typed
from tests.bot.slack import payloads
from tests.bot.slack.conftest import CONFIG, NOW, Recorder, no_form, no_home, slack_words
from tests.standins.slack_socket import SocketStandIn
from tests.waits import HANG_S


@pytest.mark.parametrize(("hearing", "now", "health"), [
    (Hearing(0.0), HELLO_S_MAX - 1, Health.WAITS),
    (Hearing(0.0), HELLO_S_MAX, Health.DEAD),
    (Hearing(0.0, hello=1.0), PONG_S_MAX, Health.HEARS),
    (Hearing(0.0, hello=1.0), PONG_S_MAX + 2, Health.DEAD),
    (Hearing(0.0, hello=1.0, pong=500.0), 520.0, Health.HEARS),
    (Hearing(0.0, hello=1.0, pong=SILENCE_S_MAX), SILENCE_S_MAX + 1, Health.DEAF),
    (Hearing(0.0, hello=1.0, pong=SILENCE_S_MAX, heard=9.0), SILENCE_S_MAX + 1, Health.HEARS),
])  # fmt: skip
def test_a_connection_is_judged_by_hello_pongs_and_updates(
    hearing: Hearing, now: float, health: Health
) -> None:
    """No hello or no pong is dead; alive but long without updates is deaf."""
    assert hearing.health(now) is health


class Line:
    """A socket of ours connected to the stand-in, with a clock that is moved by hand."""

    def __init__(self, slack: SocketStandIn) -> None:
        self.slack = slack
        self.now = 0.0
        self.intake = Recorder()
        installations = MemoryInstallations(Installation("T1", "UBOT", "xoxb-one", "BBOT"))
        config = SlackConfig(api_base=slack.base, **CONFIG)
        sources = Sources(installations, slack_words, no_home, no_form, lambda: NOW)
        self.services = SlackServices(config, self.intake, sources)
        self.socket = SlackSocket(self.services, tick=lambda: self.now)
        self.stop = asyncio.Event()
        self.task = asyncio.create_task(self.socket.run(self.stop))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(HANG_S):
            while True:
                if true():
                    return
                await asyncio.sleep(0.005)

    async def say(self, number: int) -> None:
        """Let a person write."""
        body = payloads.event(payloads.message(text=f"{number}"), f"Ev{number}")
        await self.slack.send(f"e{number}", "events_api", body)


@pytest_asyncio.fixture
async def line() -> AsyncIterator[Line]:
    async with SocketStandIn() as slack:
        line = Line(slack)
        await asyncio.wait_for(slack.greeted.wait(), HANG_S)
        await line.until(lambda: line.socket.ready and line.socket._client is not None)
        client = line.socket._client
        await line.until(lambda: client is not None and client.last_ping_pong_time is not None)
        yield line
        line.stop.set()
        await asyncio.wait_for(line.task, HANG_S)


@pytest.mark.asyncio
async def test_d1_an_update_is_acked_after_the_commit(line: Line) -> None:
    """The envelope's ack follows the intake."""
    await line.say(1)
    await line.until(lambda: "e1" in line.slack.acks)
    assert line.intake.events == [Typed("1")]


@pytest.mark.asyncio
async def test_d1_what_was_not_taken_is_not_acked(line: Line) -> None:
    """With a silent database there is no ack, so Slack sends the update again."""
    line.intake.down = True
    await line.say(1)
    await line.until(lambda: line.intake.calls == 1)
    line.intake.down = False
    await line.say(2)
    await line.until(lambda: "e2" in line.slack.acks)
    assert "e1" not in line.slack.acks
    await line.say(1)
    await line.until(lambda: "e1" in line.slack.acks)
    assert len(line.intake.inbounds) == 2


@pytest.mark.asyncio
async def test_unknown_updates_are_acked(line: Line) -> None:
    """What we do not know is acknowledged on a socket too."""
    await line.slack.send("e9", "events_api", payloads.event({"type": "reaction_added"}))
    await line.until(lambda: "e9" in line.slack.acks)
    assert line.intake.calls == 0


@pytest.mark.asyncio
async def test_a_slash_command_is_answered_in_its_ack(line: Line) -> None:
    """The private line of a command travels in the ack."""
    await line.slack.send("e1", "slash_commands", dict(payloads.slash("help")))
    await line.until(lambda: "e1" in line.slack.acks)
    assert line.slack.acks["e1"]["response_type"] == "ephemeral"


@pytest.mark.asyncio
@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_a_disconnect_frame_opens_another_socket(line: Line, reason: str) -> None:
    """Slack changes connections every few hours; updates go on."""
    await line.slack.disconnect(reason)
    await line.until(lambda: len(line.slack.sockets) == 2)
    await line.until(lambda: line.socket.ready)
    await line.say(1)
    await line.until(lambda: "e1" in line.slack.acks)


@pytest.mark.asyncio
async def test_a_dead_socket_is_replaced(line: Line) -> None:
    """A socket without pongs is not ready, and another one is opened."""
    await line.socket.look()
    line.slack.pongs = False
    line.now += PONG_S_MAX + 1
    assert not line.socket.ready
    line.slack.pongs = True
    await line.socket.look()
    await line.until(lambda: line.socket.ready)
    assert line.slack.opened == 2
    await line.say(1)
    await line.until(lambda: "e1" in line.slack.acks)


@pytest.mark.asyncio
async def test_a_deaf_socket_is_replaced(line: Line) -> None:
    """A socket that answers pings but brings no update for long is changed for a new one."""
    line.now += SILENCE_S_MAX + 1
    hearing = line.socket._hearing
    assert hearing is not None
    hearing.pong = line.now
    assert not line.socket.ready
    await line.socket.look()
    await line.until(lambda: line.socket.ready)
    assert line.slack.opened == 2


@pytest.mark.asyncio
async def test_a_socket_that_never_greets_is_replaced() -> None:
    """Connected is not ready; without a hello another connection is opened."""
    async with SocketStandIn() as slack:
        slack.greets = False
        line = Line(slack)
        await line.until(lambda: len(slack.sockets) == 1)
        assert not line.socket.ready
        slack.greets = True
        line.now += HELLO_S_MAX
        await line.socket.look()
        await line.until(lambda: line.socket.ready)
        line.stop.set()
        await asyncio.wait_for(line.task, HANG_S)


@pytest.mark.asyncio
async def test_d16_stopping_finishes_what_was_begun(line: Line) -> None:
    """An update that is being taken in when the stop comes is still acknowledged."""
    gate = asyncio.Event()
    take = line.services.intake

    async def slow(inbound: Inbound) -> None:
        await gate.wait()
        await take(inbound)

    line.services.intake = slow
    await line.say(1)
    await line.until(lambda: bool(line.socket._busy))
    line.stop.set()
    await asyncio.sleep(0)
    gate.set()
    await asyncio.wait_for(line.task, HANG_S)
    assert "e1" in line.slack.acks


def test_half_configured_names_the_setting() -> None:
    """Without an app token Socket Mode does not start, and says what is missing."""
    config = SlackConfig(bot_token="xoxb-1", button_secret=b"b" * 32)
    sources = Sources(MemoryInstallations(), slack_words, no_home, no_form, lambda: NOW)

    async def start() -> None:
        SlackSocket(SlackServices(config, Recorder(), sources))

    with pytest.raises(Misconfigured) as missing:
        asyncio.run(start())
    assert missing.value.setting == "SLACK_APP_TOKEN"
