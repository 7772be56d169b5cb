"""The real application behind the page over real HTTP, and people with a browser each."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self

import aiohttp
from aiohttp import web

from bot.adapters.browser.adapter import ADAPTER, BrowserPlatform
from bot.adapters.http_server import last_resort
from bot.app import assemble
from bot.core.clock import SetTime
from bot.core.messages import Address
from bot.core.ports import Channel, PersonId, Store
from bot.process import host_of
from tests.e2e.slack_driver import free_port
from tests.flows.person import NOON_S
from tests.waits import HANG_S

PEPPER = b"p" * 32
TOKEN = re.compile(r"token&quot;: &quot;([0-9a-f]{32})&quot;")


class Site:
    """One process with a page, on a store that may outlive it."""

    def __init__(self, store: Store, port: int = 0) -> None:
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        channels: dict[str, Channel] = {}
        self.time = SetTime(NOON_S)
        self.app = assemble(store, PEPPER, channels, self.time)
        self.host = host_of(self.app, PEPPER)
        platform = ADAPTER.open({"BROWSER_ORIGIN": self.origin}, self.host, served=True)
        assert isinstance(platform, BrowserPlatform)
        self.platform = platform
        channels["browser"] = platform.channel

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[last_resort])
        app.add_routes(self.platform.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.platform.close()
        await self._runner.cleanup()


class Visitor:
    """One browser: its cookies, its page, and the streams it opens."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.client = aiohttp.ClientSession(site.origin, cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.seen = 0
        self._number = 0

    async def open(self) -> str:
        """Load the page; gives its source."""
        async with self.client.get("/browser") as answer:
            page = await answer.text()
        found = TOKEN.search(page)
        assert found, page
        self.token = found[1]
        return page

    @property
    def name(self) -> str:
        """The name in the cookie."""
        return next(c.value for c in self.client.cookie_jar).partition(".")[0]

    @property
    def person(self) -> PersonId:
        """The id of this browser's address."""
        return self.site.host.named(Address("browser", "", self.name, self.name))

    def frame(self, **act: Any) -> dict[str, Any]:
        """An act as the page sends it."""
        self._number += 1
        return {"id": f"{self.name[:8]}-{self._number:06}", "seen": self.seen, **act}

    async def send(self, frame: Any, **headers: str | None) -> int:
        """Send something; tells the status. A header given as None is left out."""
        usual: dict[str, str | None] = {
            "Content-Type": "application/json",
            "Origin": self.site.origin,
            "X-Poised-Token": self.token,
        }
        known = {key.replace("_", "-"): value for key, value in headers.items()}
        sent = {name: value for name, value in (usual | known).items() if value is not None}
        body = frame if isinstance(frame, bytes) else json.dumps(frame).encode()
        async with (
            self.client_for(sent) as client,
            client.post("/browser/frames", data=body, headers=sent) as answer,
        ):
            return answer.status

    @asynccontextmanager
    async def client_for(self, headers: Mapping[str, object]) -> AsyncIterator[Any]:
        """The browser itself, or one without our cookie where a request brings its own."""
        if "Cookie" not in headers:
            yield self.client
            return
        bare = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(self.site.origin, cookie_jar=bare) as client:
            yield client

    async def act(self, **act: Any) -> None:
        """Do something a second later that is taken, and wait until everything is said."""
        self.site.time.at += 1.0
        assert await self.send(self.frame(**act)) == 204
        await self.site.app.runner.idle()

    async def press(self, label: str) -> None:
        """Press the newest button with these words."""
        buttons = [b for one in await self.read() for b in one.get("buttons", ())]
        await self.act(press=next(b["data"] for b in reversed(buttons) if b["label"] == label))

    async def read(self, seen: int = 0) -> list[dict[str, Any]]:
        """Open a stream and read until it has caught up: messages in the order of the page.

        What was read counts as seen.
        """
        async with self.stream(seen) as events:
            found = []
            async for event in events:
                if event["event"] == "ready":
                    break
                if event["event"] == "message":
                    found.append(json.loads(event["data"]))
        return sorted(found, key=lambda one: int(one["id"]))

    @asynccontextmanager
    async def stream(self, seen: int = 0) -> AsyncIterator[AsyncIterator[dict[str, str]]]:
        """Listen, from the change after `seen`."""
        headers = {"Last-Event-ID": str(seen)} if seen else {}
        async with self.client.get("/browser/stream", headers=headers, timeout=None) as answer:
            assert answer.status == 200, answer.status
            yield self._events(answer)

    async def _events(self, answer: aiohttp.ClientResponse) -> AsyncIterator[dict[str, str]]:
        event: dict[str, str] = {"event": "message"}
        async with asyncio.timeout(HANG_S):
            async for raw in answer.content:
                name, _, value = raw.decode().rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                    continue
                if "data" in event:
                    self.seen = max(self.seen, int(event.get("id") or 0))
                    yield event
                event = {"event": "message"}


@asynccontextmanager
async def visiting(site: Site) -> AsyncIterator[Visitor]:
    """Somebody who has the page open."""
    one = Visitor(site)
    await one.open()
    try:
        yield one
    finally:
        await one.client.close()


def texts(entries: list[dict[str, Any]]) -> list[str]:
    """The first words of each message, with who said it."""
    return [f"{'> ' if one.get('mine') else ''}{one['text'][:40]}" for one in entries]
