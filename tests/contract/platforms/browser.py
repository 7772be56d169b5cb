"""The page, played for the contract: real HTTP on loopback, and what its transcript shows."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Self

import aiohttp
import pytest
from aiohttp import web

from bot.adapters.browser.adapter import BrowserPlatform
from bot.adapters.browser.channel import BrowserChannel
from bot.adapters.browser.entries import ENTRY_BYTES_MAX, PageEntry, decode, encode, entry_of
from bot.adapters.platform import Platform
from bot.core.messages import Address, Message
from bot.core.ports import NewEntry, PersonId, Transcribed
from bot.errors import Refused, StoreUnavailable
from bot.store.memory import MemoryStore
from tests.contract.platforms import Shown
from tests.e2e.slack_driver import free_port

CANNOT = ("gone", "slow_down")
"""A transcript is never away and never asks to wait: what stands there is delivered."""
WRONG: dict[str, Exception] = {"broken": StoreUnavailable("silent"), "refused": Refused("large")}


class StandIn:
    """One person with one page."""

    address = Address("browser", "", "", "")

    async def __aenter__(self) -> Self:
        self.origin = f"http://127.0.0.1:{free_port()}"
        self.settings = {"BROWSER_ORIGIN": self.origin}
        self._runner: web.AppRunner | None = None
        jar = aiohttp.CookieJar(unsafe=True)  # It keeps the cookies of bare addresses too.
        self._client = aiohttp.ClientSession(self.origin, cookie_jar=jar)
        self._number = 0
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()
        if self._runner:
            await self._runner.cleanup()

    async def connect(self, platform: Platform) -> None:
        assert isinstance(platform, BrowserPlatform)
        assert isinstance(platform.channel, BrowserChannel)
        self._channel = platform.channel
        app = web.Application()
        app.add_routes(platform.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        host, _, port = self.origin.removeprefix("http://").partition(":")
        await web.TCPSite(self._runner, host, int(port)).start()
        self.token, visitor = await opened(self._client)
        self.address = Address("browser", "", visitor, visitor)

    async def says(self, text: str) -> bool:
        return await self._send(text=text)

    async def presses(self, label: str) -> bool:
        buttons = [each for entry in self._entries() for each in entry.buttons]
        return await self._send(press=next(b.data for b in reversed(buttons) if b.label == label))

    def sees(self) -> list[Shown]:
        return [
            Shown(
                f"{entry.text}\n✓ {entry.choice}" if entry.choice else entry.text,
                tuple(f"{'✓ ' if each.picked else ''}{each.label}" for each in entry.buttons),
            )
            for entry in self._entries()
        ]

    def fail(self, how: str) -> None:
        if how in CANNOT:
            pytest.skip("a transcript cannot say this")
        write: Callable[..., Awaitable[Transcribed]] = self._store.transcribe

        async def fails(person: PersonId, entry: NewEntry, now: float) -> Transcribed:
            self._store.transcribe = write  # type: ignore[method-assign]
            raise WRONG[how]

        self._store.transcribe = fails  # type: ignore[method-assign]

    @property
    def _store(self) -> MemoryStore:
        store = self._channel._store
        assert isinstance(store, MemoryStore)
        return store

    def _entries(self) -> list[PageEntry]:
        stored = self._store._transcripts.get(self._channel._named(self.address))
        return [decode(e.body) for _, e in sorted(stored.entries.items())] if stored else []

    async def _send(self, **act: Any) -> bool:
        stored = self._store._transcripts.get(self._channel._named(self.address))
        self._number += 1
        frame = {"id": f"frame-{self._number:04}", "seen": stored.last if stored else 0, **act}
        headers = {"X-Poised-Token": self.token, "Origin": self.origin}
        async with self._client.post("/browser/frames", json=frame, headers=headers) as answer:
            assert answer.status in (204, 503)
            return answer.status == 204


async def opened(client: aiohttp.ClientSession) -> tuple[str, str]:
    """Open the page as a newcomer: its token, and the name in its cookie."""
    async with client.get("/browser") as answer:
        page = await answer.text()
        cookie = answer.cookies["poised"].value
    token = re.search(r"token&quot;: &quot;([0-9a-f]{32})&quot;", page)
    assert token, page
    return token[1], cookie.partition(".")[0]


def lay_out(message: Message) -> None:
    """Lay a message out; raises where a limit breaks."""
    entry = entry_of(message, lambda token, option: f"{token:x}.{option}"[:64])
    assert len(encode(entry)) <= ENTRY_BYTES_MAX
