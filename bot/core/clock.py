"""The application's clock, and what it brings: it takes due people and runs them (D9-D12)."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from bot.core.ports import Metrics, NoMetrics, PersonId, Store
from bot.errors import StoreUnavailable
from bot.store.keys import SHARDS

LEASE_S = 30.0
"""How long a claimed person is ours; a worker that dies loses nothing, it only comes later."""
HANDS = 64
"""People served at once. Platforms take some thirty messages a second: more would only wait."""
CLAIM_MAX = 1
"""A hand takes one person at a time: whoever is claimed is being served, so a process that stops
leaves nobody waiting for a lease to run out."""
REST_S = 0.25
"""Of a hand that found nobody; so an idle clock looks at every shard once a second."""
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
    """Looks at the shards in turn, with many hands, and runs the people that are due."""

    def __init__(
        self,
        store: Store,
        run: Callable[[PersonId], Awaitable[None]],
        source: Time,
        metrics: Metrics | None = None,
    ) -> None:
        self._store = store
        self._run = run
        self._time = source
        self._metrics = metrics or NoMetrics()
        self._stopping = asyncio.Event()
        self._shards = itertools.cycle(range(SHARDS))
        self._empty = 0
        """Looks in a row that found nobody, of all hands together."""

    async def serve(self) -> None:
        """Go round until stopped; a silent database is waited for."""
        await asyncio.gather(*(self._hand() for _ in range(HANDS)))

    def stop(self) -> None:
        """Claim nothing more; what runs is finished."""
        self._stopping.set()

    async def round(self) -> int:
        """Run everybody who is due now, shard by shard; tells how many that were."""
        room = asyncio.Semaphore(HANDS)
        return sum(await asyncio.gather(*(self._all(shard, room) for shard in range(SHARDS))))

    async def _hand(self) -> None:
        """Take one shard after the other; nobody waits for what another hand is busy with."""
        while not self._stopping.is_set():
            try:
                found = await self._look(next(self._shards))
            except StoreUnavailable:
                self._metrics.database_silent("clock")
                log.warning("clock_waits_for_database")
                await self._rest(BACK_OFF_S)
                continue
            self._empty = 0 if found else self._empty + 1
            if self._empty >= SHARDS:
                await self._rest(REST_S)

    async def _all(self, shard: int, room: asyncio.Semaphore) -> int:
        """Take the people of a shard until nobody is due, or somebody comes a second time."""
        seen: set[PersonId] = set()
        while True:
            async with room:
                people = await self._look(shard)
            if not people or seen.intersection(people):
                return len(seen)
            seen.update(people)

    async def _look(self, shard: int) -> list[PersonId]:
        people = await self._store.claim_due(shard, self._time.now(), LEASE_S, CLAIM_MAX)
        for person in people:
            await self._one(person)
        return people

    async def _one(self, person: PersonId) -> None:
        """Run one person; what fails for one comes again when the claim runs out."""
        try:
            await self._run(person)
        except StoreUnavailable:
            raise
        except Exception:
            self._metrics.alert("wake_failed")
            log.exception("wake_failed", person=person)

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
