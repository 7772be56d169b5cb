"""The install flow against emulate, which knows OAuth and, strictly, scopes. Run by .ci/slack.sh.

What was installed is used at once: if the scopes that the manifest asks for did not suffice for
the calls we make, emulate would answer `missing_scope`.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.signed_http import slack_routes
from bot.core.messages import Address, Button, Document, Message
from tests.bot.slack.conftest import Recorder, no_form, no_home, slack_words
from tests.e2e.slack_driver import free_port
from tests.waits import HANG_S

pytestmark = [pytest.mark.local_slack, pytest.mark.asyncio]
NODE, EMULATE = "POISED_NODE", "POISED_EMULATE"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CLIENT = "12345.67890"


class Installing:
    """Our app, emulate, and an administrator's browser."""

    def __init__(self, port: int, emulate: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.emulate = emulate
        self.config = SlackConfig(
            signing_secrets=("s",), client_id=CLIENT, client_secret="cs", state_secret="ss",
            button_secret=b"b" * 32, api_base=f"{emulate}/api/", public_url=self.url,
            authorize_url=f"{emulate}/oauth/v2/authorize",
        )  # fmt: skip
        self.store = MemoryInstallations()
        sources = Sources(self.store, slack_words, no_home, no_form, time.time)
        self.services = SlackServices(self.config, Recorder(), sources)

    async def install(self, browser: aiohttp.ClientSession) -> aiohttp.ClientResponse:
        """Go through the flow as an administrator does."""
        async with browser.get(f"{self.url}/slack/install") as page:
            fields = dict(HIDDEN.findall(await page.text()))
        answers = {name: unescape(value) for name, value in fields.items()}
        back = f"{self.emulate}/oauth/v2/authorize/callback"
        async with browser.post(back, data=answers, allow_redirects=False) as left:
            return await browser.get(urljoin(back, left.headers["Location"]))


@pytest_asyncio.fixture
async def installing(tmp_path: Path) -> AsyncIterator[Installing]:
    port, emulate_port = free_port(), free_port()
    app = Installing(port, f"http://127.0.0.1:{emulate_port}")
    seed = tmp_path / "seed.json"
    oauth = {
        "client_id": CLIENT, "client_secret": "cs", "name": "Poised",
        "redirect_uris": [f"{app.url}/slack/oauth"],
    }  # fmt: skip
    person = {"name": "person", "real_name": "Person", "email": "p@example.com"}
    slack = {"team": {"name": "W"}, "users": [person], "oauth_apps": [oauth]}
    seed.write_text(json.dumps({"slack": slack | {"strict_scopes": True}}))
    process = await asyncio.create_subprocess_exec(
        os.environ[NODE], os.environ[EMULATE], "start", "--service", "slack",
        "--port", str(emulate_port), "--seed", str(seed), stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await reachable(f"{app.emulate}/")
    server = web.Application()
    server.add_routes(slack_routes(app.services))
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield app
    await runner.cleanup()
    await app.services.close()
    process.terminate()
    await process.wait()


async def reachable(url: str) -> None:
    """Wait until a server of ours answers."""
    async with asyncio.timeout(HANG_S), aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(url):
                    return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)


def browser() -> aiohttp.ClientSession:
    """A browser that keeps cookies of loopback addresses too."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def test_a_workspace_installs_the_app_and_is_served(installing: Installing) -> None:
    """From the install page to a first message, with no more scopes than the manifest asks."""
    async with browser() as admin:
        answer = await installing.install(admin)
        assert (answer.status, await answer.text()) == (200, slack_words("", "slack-install-done"))
    (team,) = installing.store._by_tenant
    installed = await installing.store.find(team)
    assert installed is not None
    assert installed.bot_token.startswith("xoxb-")
    assert installed.bot_id.startswith("B")
    await serve(installing, team)


async def serve(installing: Installing, team: str) -> None:
    """Use every kind of call that serving a person takes."""
    installed = await installing.store.find(team)
    assert installed is not None
    person = await somebody(installing)
    who = await installing.services.api.post("users.info", installed.bot_token, user=person)
    assert who["user"]["id"] == person
    address = Address("slack", team, person, "")
    first = SlackChannel(installing.config, installing.store, slack_words)
    ask = Message("question", "How is it?", 3, (Button("yes", "Yes"),))
    sent = await first.deliver(address, ask)
    second = SlackChannel(installing.config, installing.store, slack_words)
    await second.deliver(address, Message("answered", answered=(3, "Yes"), edits=sent.message))
    await second.deliver(address, Message("export", document=Document("e.json", b"{}")))
    await first.close()
    await second.close()


async def somebody(installing: Installing) -> str:
    """The person that emulate was seeded with, as its own user picker names them."""
    async with browser() as visitor, visitor.get(f"{installing.url}/slack/install") as page:
        return str(dict(HIDDEN.findall(await page.text()))["user_id"])


async def test_a_stolen_state_installs_nothing(installing: Installing) -> None:
    """A link with somebody else's state, opened in another browser, is refused."""
    async with browser() as attacker, browser() as victim:
        async with attacker.get(f"{installing.url}/slack/install") as page:
            fields = dict(HIDDEN.findall(await page.text()))
        answers = {name: unescape(value) for name, value in fields.items()}
        back = f"{installing.emulate}/oauth/v2/authorize/callback"
        async with attacker.post(back, data=answers, allow_redirects=False) as left:
            link = left.headers["Location"]
        async with victim.get(link) as answer:
            assert answer.status == 400
    assert installing.store._by_tenant == {}
