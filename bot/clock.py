"""The application's clock, and what it brings: it takes due people and runs them (D9-D12)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from bot.errors import StoreUnavailable
from bot.ports import PersonId, Store
from bot.store.keys import SHARDS

LEASE_S = 30.0
"""How long a claimed person is ours; a worker that dies loses nothing, it only comes later."""
CLAIM_MAX = 64
"""People taken of one shard at a time."""
ROUND_S = 0.5
"""Between two looks at the due index."""
BACK_OFF_S = 2.0
"""After the database was silent."""

log = structlog.get_logger()


class Time(Protocol):
    """The application's clock: seconds since the epoch."""

    def now(self) -> float: ...


class SystemTime:
    """The clock of the machine."""

    def now(self) -> float:
        """Give the seconds since the epoch."""
        return time.time()


class ShiftedTime:
    """The clock of the machine, moved forward: travel in time for trying things out."""

    def __init__(self, start: float | None = None) -> None:
        self._ahead = 0.0 if start is None else start - time.time()

    def now(self) -> float:
        """Give the seconds since the epoch, as moved."""
        return time.time() + self._ahead

    def travel(self, seconds: float) -> None:
        """Move on by some seconds."""
        self._ahead += seconds


class SetTime:
    """A clock that stands still until it is set, for tests and simulations."""

    def __init__(self, start: float) -> None:
        self.at = start

    def now(self) -> float:
        """Give the instant that was set."""
        return self.at


class Clock:
    """Looks at every shard in turn and runs the people that are due."""

    def __init__(
        self, store: Store, run: Callable[[PersonId], Awaitable[None]], source: Time
    ) -> None:
        self._store = store
        self._run = run
        self._time = source
        self._stopping = asyncio.Event()

    async def serve(self) -> None:
        """Go round until stopped; a silent database is waited for."""
        while not self._stopping.is_set():
            pause = ROUND_S
            try:
                await self.round()
            except StoreUnavailable:
                log.warning("clock_waits_for_database")
                pause = BACK_OFF_S
            await self._rest(pause)

    def stop(self) -> None:
        """Claim nothing more; what runs is finished."""
        self._stopping.set()

    async def round(self) -> int:
        """Run everybody who is due now, shard by shard; tells how many that were."""
        counts = await asyncio.gather(*(self._shard(shard) for shard in range(SHARDS)))
        return sum(counts)

    async def _shard(self, shard: int) -> int:
        people = await self._store.claim_due(shard, self._time.now(), LEASE_S, CLAIM_MAX)
        for person in people:
            await self._run(person)
        return len(people)

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
