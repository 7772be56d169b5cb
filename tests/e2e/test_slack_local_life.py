"""The whole conversation with the real application on local-slack, by both ways to hear of it.

Run by .ci/slack.sh. Every call passes the strict proxy; messages keep their real second apart,
so this takes a few minutes.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.signed_http import EVENTS_PATH
from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.store.memory import MemoryStore
from tests.bot.slack.conftest import no_form, no_home, slack_words
from tests.e2e.slack_conversation import Life, Shown, whole_life
from tests.e2e.slack_driver import (
    APP_TOKEN,
    BOT_TOKEN,
    SCHEMA,
    SIGNING_SECRET,
    LocalSlack,
    Mode,
    controls,
    free_port,
    listen,
    words,
)
from tests.standins.slack_proxy import StrictProxy
from tests.standins.slack_schema import SlackSchema

pytestmark = [pytest.mark.local_slack, pytest.mark.asyncio]
MONDAY_MORNING = 1_794_906_000.0
OPEN_MAX = 4
"""Two menus that were never pressed, the reminder, and the open question."""


class LocalTalker:
    """A person in local-slack who waits until the application has said what it has to say."""

    def __init__(self, slack: LocalSlack, app: App, time: SetTime) -> None:
        self.slack, self.app, self.time = slack, app, time

    async def say(self, text: str) -> None:
        await self.slack.say(text)
        await self.app.runner.idle()

    async def press(self, label: str) -> None:
        await self.slack.press(label)
        await self.app.runner.idle()

    async def slash(self, text: str) -> None:
        await self.slack.slash(text)
        await self.app.runner.idle()

    async def seen(self) -> list[Shown]:
        ours = [one for one in await self.slack.messages() if one.get("bot_id")]
        return [
            Shown(words(one), tuple(c["label"] for c in controls(one["blocks"]))) for one in ours
        ]

    async def sleeps(self, seconds: float) -> None:
        """Let time pass, with whatever it brings."""
        self.time.at += seconds
        await self.app.clock.round()
        await self.app.runner.idle()


@pytest_asyncio.fixture(params=["socket", "events"])
async def talker(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[LocalTalker]:
    mode: Mode = request.param
    port, stop, clock = free_port(), asyncio.Event(), SetTime(MONDAY_MORNING)
    schema = SlackSchema(Path(os.environ[SCHEMA]))
    async with (
        LocalSlack(tmp_path, mode, f"http://127.0.0.1:{port}{EVENTS_PATH}") as slack,
        StrictProxy(slack.url, {BOT_TOKEN, APP_TOKEN}, schema) as proxy,
    ):
        config = SlackConfig(
            signing_secrets=(SIGNING_SECRET,), bot_token=BOT_TOKEN, app_token=APP_TOKEN,
            button_secret=b"b" * 32, api_base=proxy.base,
        )  # fmt: skip
        store = MemoryInstallations()
        channel = SlackChannel(config, store, slack_words)
        app = assemble(MemoryStore(), b"p" * 32, {"slack": channel}, clock)
        services = SlackServices(
            config, app.runner, Sources(store, slack_words, no_home, no_form, time.time)
        )
        listening = asyncio.create_task(listen(services, mode, port, stop))
        if mode == "socket":
            await slack.connected()
        yield LocalTalker(slack, app, clock)
        stop.set()
        await listening
        await channel.close()
        assert proxy.problems == []


async def test_a_whole_life(talker: LocalTalker) -> None:
    """From hello to a referral, on a server nobody here wrote, within every limit."""
    await whole_life(Life(talker, talker.sleeps))
    prompts = [shown for shown in await talker.seen() if shown.labels]
    assert len(prompts) <= OPEN_MAX, "an answered question has no buttons left"
