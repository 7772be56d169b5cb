"""The whole conversation with the real application over signed HTTP, against the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.signed_http import EVENTS_PATH, slack_routes
from bot.app import App, assemble, wordings
from bot.core.clock import SetTime
from bot.store.memory import MemoryStore
from tests.bot.slack import payloads
from tests.bot.slack.conftest import no_form, no_home, slack_words
from tests.e2e.slack_conversation import Life, Shown, whole_life
from tests.e2e.slack_driver import controls, words
from tests.standins.slack import SlackStandIn, Workspace

PEPPER = b"p" * 32
MONDAY_MORNING = 1_794_906_000.0
USER = "U1"


class SignedTalker:
    """A person whose Slack sends signed requests to the application."""

    def __init__(self, slack: SlackStandIn) -> None:
        self.slack = slack
        self.time = SetTime(MONDAY_MORNING)
        config = SlackConfig(
            signing_secrets=(payloads.SECRET,), bot_token="xoxb-one", button_secret=b"b" * 32,
            api_base=slack.base,
        )  # fmt: skip
        store = MemoryInstallations()
        self.slept = 0.0
        self.channel = SlackChannel(
            config, store, slack_words, lambda: self.time.at + self.slept, self._sleep
        )
        self.app: App = assemble(MemoryStore(), PEPPER, {"slack": self.channel}, self.time)
        sources = Sources(store, slack_words, no_home, no_form, self.time.now)
        self.services = SlackServices(config, self.app.runner, sources)
        self.client: TestClient[web.Request, web.Application] | None = None
        self._number = 0
        self.pressed: set[str] = set()

    async def start(self) -> None:
        server = web.Application()
        server.add_routes(slack_routes(self.services))
        self.client = TestClient(TestServer(server))
        await self.client.start_server()

    async def close(self) -> None:
        assert self.client is not None
        await self.client.close()
        await self.services.close()
        await self.channel.close()

    async def say(self, text: str) -> None:
        stamp = self.slack._stamp()
        await self._send(payloads.event(payloads.message(USER, text, ts=stamp), self._next()))

    async def press(self, label: str) -> None:
        stamp, action = self._newest(label)
        self.pressed.add(stamp)
        container = {"type": "message", "message_ts": stamp}
        body = payloads.press(action, USER, trigger_id=self._next(), container=container)
        await self._send(body)

    async def slash(self, text: str) -> None:
        await self._send(payloads.slash(text, USER) | {"trigger_id": self._next()})

    async def seen(self) -> list[Shown]:
        return [
            Shown(words(one), tuple(c["label"] for c in controls(one["blocks"])))
            for one in self.slack.messages["T1", f"D{USER}"].values()
        ]

    async def sleeps(self, seconds: float) -> None:
        """Let time pass, with whatever it brings."""
        self.time.at += seconds
        await self.app.clock.round()
        await self.app.runner.idle()

    async def _send(self, body: dict[str, Any]) -> None:
        assert self.client is not None
        event = body.get("type") == "event_callback"
        raw, kind = payloads.as_json(body) if event else payloads.as_form(body)
        headers = {"Content-Type": kind} | payloads.headers(raw, self.time.now())
        answer = await self.client.post(EVENTS_PATH, data=raw, headers=headers)
        assert answer.status == 200
        await self.services.settle()
        await self.app.runner.idle()

    def _newest(self, label: str) -> tuple[str, dict[str, Any]]:
        for stamp, shown in reversed(self.slack.messages["T1", f"D{USER}"].items()):
            for control in controls(shown["blocks"]):
                if control["label"] == label:
                    return stamp, control["payload"]
        raise AssertionError(f"no button {label!r} in sight")

    def _next(self) -> str:
        self._number += 1
        return f"n{self._number}"

    async def _sleep(self, wait_s: float) -> None:
        self.slept += wait_s


@pytest.mark.asyncio
async def test_a_whole_life_by_signed_events() -> None:
    """Onboarding to referral: within every limit, with the choices in sight, neutral outside."""
    async with SlackStandIn(Workspace("T1", "xoxb-one")) as slack, talking(slack) as talker:
        await whole_life(Life(talker, talker.sleeps))
        assert slack.refused == []
        shown = slack.messages["T1", f"D{USER}"].values()
        for stamp in talker.pressed:
            kinds = [b["type"] for b in slack.messages["T1", f"D{USER}"][stamp]["blocks"]]
            assert (kinds[-1], "actions" in kinds) == ("context", False), "no buttons, one choice"
        assert len(talker.pressed) > 30
        assert {one["text"] for one in shown} <= {slack_words("", "slack-notice"), *notices()}


@asynccontextmanager
async def talking(slack: SlackStandIn) -> AsyncIterator[SignedTalker]:
    """Start the application for one person."""
    talker = SignedTalker(slack)
    await talker.start()
    try:
        yield talker
    finally:
        await talker.close()


def notices() -> set[str]:
    """What the application puts on a lock screen."""
    return {wording.text("notice") for wording in wordings().values()}
