"""One at a time through each chat, the oldest message of those that wait first (D3)."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

Gate = asyncio.Future[None]


class Turnstile:
    """Keeps the updates of one chat apart; chats never wait for each other."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[int, int, Gate]]] = {}
        self._numbers = itertools.count()

    @asynccontextmanager
    async def turn(self, chat: str, order: int) -> AsyncIterator[None]:
        """Wait until nobody else of the chat is inside and no older message waits."""
        if chat in self._waiting:
            await self._wait(chat, order)
        else:
            self._waiting[chat] = []
        try:
            yield
        finally:
            self._pass_on(chat)

    async def _wait(self, chat: str, order: int) -> None:
        gate: Gate = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting[chat], (order, next(self._numbers), gate))
        try:
            await gate
        except asyncio.CancelledError:
            if gate.done() and not gate.cancelled():
                self._pass_on(chat)
            raise

    def _pass_on(self, chat: str) -> None:
        waiting = self._waiting[chat]
        while waiting:
            _, _, gate = heapq.heappop(waiting)
            if not gate.done():
                gate.set_result(None)
                return
        del self._waiting[chat]
