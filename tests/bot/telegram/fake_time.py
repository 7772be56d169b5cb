"""Time that passes only when everybody sleeps."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

TURNS = 20
"""Rounds of the event loop after which whoever can go on has gone on."""


class FakeTime:
    """A clock and a sleep that agree, and cost no time."""

    def __init__(self) -> None:
        self._now = 0.0
        self._numbers = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        """Seconds since the beginning."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Sleep until the clock gets there."""
        waker: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._numbers), waker))
        await waker

    def advance(self, seconds: float) -> None:
        """Let time pass with nobody asleep."""
        assert not self._sleepers
        self._now += seconds

    async def run(self, until: float = float("inf")) -> None:
        """Wake the sleepers in their order until none is left before a time."""
        while True:
            for _ in range(TURNS):
                await asyncio.sleep(0)
            if not self._sleepers or self._sleepers[0][0] > until:
                return
            self._now, _, waker = heapq.heappop(self._sleepers)
            if not waker.done():
                waker.set_result(None)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let time run beside the body, real input and output included."""

        async def forever() -> None:
            while True:
                await self.run()

        task = asyncio.create_task(forever())
        try:
            yield
        finally:
            task.cancel()
