"""A Slack desk on a stand-in, with an intake that records."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import Installation, MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.signed_http import EVENTS_PATH, slack_routes
from bot.adapters.slack.views import Field, Form, HomeView
from bot.core.messages import Address, Button, Inbound
from bot.core.render import Localization
from bot.errors import StoreUnavailable
from flows.engine.events import ZoneSeen
from flows.engine.wording import FluentWording
from tests.bot.slack import payloads
from tests.standins.slack import SlackStandIn, Workspace

NOW = 1_700_000_000.0
TOKENS = {payloads.TEAM: "xoxb-one", payloads.OTHER_TEAM: "xoxb-two"}
WORDS = FluentWording("en", {"slack": Path("content/text/en/slack.ftl").read_text()})
CONFIG: dict[str, Any] = {
    "signing_secrets": (payloads.SECRET,), "client_id": "1.2", "client_secret": "cs",
    "state_secret": "ss", "button_secret": b"b" * 32, "public_url": "https://bot.example",
    "app_token": "xapp-1",
}  # fmt: skip


slack_words = Localization({"en": WORDS})
"""The words of the Slack app, in the one language there is."""


async def no_home(_: object) -> HomeView:
    """Nothing of Home is asked here."""
    raise AssertionError


async def no_form(_: object) -> Form:
    """No form is asked here."""
    raise AssertionError


class Recorder:
    """An intake that keeps what it is given, once per id as the store does, or is down."""

    def __init__(self) -> None:
        self.taken: dict[str, Inbound] = {}
        self.calls = 0
        self.down = False

    async def __call__(self, inbound: Inbound) -> None:
        self.calls += 1
        if self.down:
            raise StoreUnavailable("silent")
        self.taken.setdefault(inbound.id, inbound)

    @property
    def events(self) -> list[Any]:
        """What happened, without time zones."""
        return [one.event for one in self.inbounds]

    @property
    def inbounds(self) -> list[Inbound]:
        """The updates taken, without time zones."""
        return [one for one in self.taken.values() if not isinstance(one.event, ZoneSeen)]

    @property
    def zones(self) -> list[str]:
        """The time zones that were told."""
        return [e.zone for e in (i.event for i in self.taken.values()) if isinstance(e, ZoneSeen)]


class Bench:
    """A desk behind real HTTP, its intake, and the Slack it talks to."""

    def __init__(self, slack: SlackStandIn) -> None:
        self.slack = slack
        self.now = NOW
        self.intake = Recorder()
        self.installations = MemoryInstallations(
            *(Installation(team, "UBOT", token, "BBOT") for team, token in TOKENS.items())
        )
        self.home = HomeView("Poised", "Ready.", "Tomorrow, 07:30.", rows=(
            (Button("checkin_form", "Check in"), Button("today", "Today")),
        ))  # fmt: skip
        self.form = Form(7, "Check-in", fields=(Field("pain", "Pain now", tuple(
            Button(str(n), str(n)) for n in range(11)
        )),), submit="Send", close="Not now")  # fmt: skip
        self.forms_asked: list[Inbound] = []
        self.services = SlackServices(
            SlackConfig(api_base=slack.base, **CONFIG),
            self.intake,
            Sources(self.installations, slack_words, self._home, self._form, lambda: self.now),
        )
        self.client: TestClient[web.Request, web.Application] | None = None

    async def _home(self, address: Address) -> HomeView:
        return self.home

    async def _form(self, inbound: Inbound) -> Form:
        self.forms_asked.append(inbound)
        return self.form

    async def start(self) -> None:
        app = web.Application()
        app.add_routes(slack_routes(self.services))
        self.client = TestClient(TestServer(app))
        await self.client.start_server()

    async def close(self) -> None:
        assert self.client is not None
        await self.services.close()
        await self.client.close()

    async def post(self, body: bytes, kind: str, **headers: str) -> ClientResponse:
        """Send raw bytes."""
        assert self.client is not None
        return await self.client.post(
            EVENTS_PATH, data=body, headers={"Content-Type": kind, **headers}
        )

    async def send(self, body: dict[str, Any], **more: str) -> ClientResponse:
        """Send a signed body as Slack does, and wait for what follows the ack."""
        form = body.get("type") not in ("event_callback", "url_verification")
        raw, kind = payloads.as_form(body) if form else payloads.as_json(body)
        answer = await self.post(raw, kind, **payloads.headers(raw, self.now), **more)
        await self.services.settle()
        return answer


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    workspaces = [Workspace(team, token) for team, token in TOKENS.items()]
    async with SlackStandIn(*workspaces) as slack:
        bench = Bench(slack)
        await bench.start()
        yield bench
        await bench.close()
        assert slack.refused == []
