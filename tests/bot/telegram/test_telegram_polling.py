"""What only long polling has to get right."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.polling import UpdateWindow, poll
from bot.errors import Misconfigured
from flows.engine.events import Typed
from tests.bot.telegram.conftest import Recorder
from tests.e2e.telegram_driver import config_for, connected, telegram_words
from tests.standins.telegram import Fault, TelegramServer

pytestmark = pytest.mark.asyncio


async def test_the_offset_stands_below_the_first_unfinished() -> None:
    """What is under way holds the offset; after everything was confirmed there is none."""
    window = UpdateWindow()
    assert window.fresh([7, 5, 6]) == [5, 6, 7]
    window.finish(6)
    assert window.offset == 5
    assert window.fresh([5, 6, 7, 8]) == [8]
    for number in (5, 7, 8):
        window.finish(number)
    assert window.offset == 9
    window.confirmed(9)
    assert window.offset is None
    assert window.fresh([2]) == [2]


async def test_d16_stopping_confirms_what_was_taken_and_nothing_else(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """After a stop Telegram still has exactly the updates that nobody took."""
    person, intake = server.person(7), Recorder()
    async with connected(server, "polling", intake, channel):
        await person.says("taken")
        await intake.until(1)
        intake.refusals = 10**6
        await server.person(8).says("not taken")
        await intake.until(tries=2)
    intake.refusals = 0
    async with connected(server, "polling", intake, channel):
        await server.settled()
    assert intake.events == [Typed("taken"), Typed("not taken")]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(502),
        Fault(429, retry_after=1),
        Fault(reset="before"),
        Fault(reset="after"),
        Fault(body=b"<html>"),
        Fault(body=b"[]"),
        Fault(body=b'{"ok":true,"result":[5,{"update_id":"x"}]}'),
    ],
    ids=str,
)
async def test_d17_a_failing_telegram_is_asked_again(
    server: TelegramServer, channel: TelegramChannel, fault: Fault
) -> None:
    """Errors, resets and nonsense delay updates and lose none."""
    person, intake, faults = server.person(7), Recorder(), [fault]
    server.faults = lambda m, _: faults.pop() if m == "getUpdates" and faults else None
    async with connected(server, "polling", intake, channel):
        await person.says("hello")
        await intake.until(1)
    assert intake.events == [Typed("hello")]


async def test_a_second_poller_is_outlived(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """A 409 from another poller is waited out."""
    person, intake = server.person(7), Recorder()
    other = TelegramChannel(config_for(server))
    async with connected(server, "polling", intake, channel):
        await server.until(lambda: server.waiting)
        await other.client.raw_updates(0)
        await person.says("hello")
        await intake.until(1)
    await other.close()
    assert any(not call.ok for call in server.sent("getUpdates"))


async def test_an_active_webhook_refuses_to_start(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Polling beside a webhook is a setting to mend, not a loop."""
    server.webhook = {"url": "https://example.org/telegram"}
    with pytest.raises(Misconfigured, match="TELEGRAM_MODE"):
        await poll(
            config_for(server), Recorder(), telegram_words(), channel.client, asyncio.Event()
        )


async def test_an_unknown_token_refuses_to_start(server: TelegramServer) -> None:
    """A wrong token names its setting and is not shown."""
    server.token = "1:other"
    config = config_for(server)
    channel = TelegramChannel(config)
    server.token = "2:changed"
    with pytest.raises(Misconfigured, match="TELEGRAM_TOKEN") as refusal:
        await poll(config, Recorder(), telegram_words(), channel.client, asyncio.Event())
    await channel.close()
    assert "1:other" not in str(refusal.value)
