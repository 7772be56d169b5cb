"""A stand-in Telegram, a channel to it, and an intake that writes everything down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio

from bot.adapters.telegram.channel import TelegramChannel
from bot.core.messages import Inbound
from bot.errors import StoreUnavailable
from flows.engine.events import AnyEvent
from tests.e2e.telegram_driver import config_for
from tests.standins.telegram import TelegramServer
from tests.waits import HANG_S

Reaction = Callable[[Inbound], Awaitable[None]]


class Recorder:
    """An intake that takes everything, refuses as often as told, and then reacts."""

    def __init__(self) -> None:
        self.taken: list[Inbound] = []
        self.tries = 0
        self.refusals = 0
        self.reaction: Reaction | None = None
        self._news = asyncio.Condition()

    async def __call__(self, inbound: Inbound) -> None:
        """Take one update."""
        self.tries += 1
        await self._tell()
        if self.refusals:
            self.refusals -= 1
            raise StoreUnavailable
        if self.reaction:
            await self.reaction(inbound)
        self.taken.append(inbound)
        await self._tell()

    @property
    def events(self) -> list[AnyEvent]:
        """What happened, in order."""
        return [inbound.event for inbound in self.taken]

    async def until(self, taken: int = 0, *, tries: int = 0) -> None:
        """Wait until so many updates were taken, and so many tries made."""
        async with asyncio.timeout(HANG_S), self._news:
            await self._news.wait_for(lambda: len(self.taken) >= taken and self.tries >= tries)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


@pytest_asyncio.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """A Telegram that found every request well formed when the test ends."""
    async with TelegramServer() as server:
        yield server
    assert server.violations == []


@pytest_asyncio.fixture
async def channel(server: TelegramServer) -> AsyncIterator[TelegramChannel]:
    """A channel to it."""
    channel = TelegramChannel(config_for(server))
    yield channel
    await channel.close()
