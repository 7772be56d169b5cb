"""Updates whose turn failed for its own reason: kept, tried again, given up kindly (D13)."""

from collections.abc import Awaitable
from typing import Protocol

import msgspec
import structlog

from bot.core.clock import Time
from bot.core.messages import Inbound
from bot.core.ports import Parked, PersonId, Store
from bot.errors import PoisedError
from bot.store.keys import PARKED_TRIES_MAX

PAUSES_S = (1.0, 10.0, 60.0)
"""Before the second, the third and the last try (decision 6)."""

log = structlog.get_logger()
_DECODER = msgspec.msgpack.Decoder(Inbound)


class Again(Protocol):
    """Takes an update once more; `last` says that only the person is to be told."""

    def __call__(self, inbound: Inbound, *, last: bool) -> Awaitable[None]: ...


class RetryQueue:
    """Keeps failed updates in the person's own place, sealed, until their next try."""

    def __init__(self, store: Store, time: Time) -> None:
        self._store = store
        self._time = time

    async def park(self, person: PersonId, inbound: Inbound) -> int:
        """Keep an update for its next try; tells how often it has failed."""
        known = await self._tries(person, inbound.id)
        pause = PAUSES_S[min(known, len(PAUSES_S) - 1)]
        now = self._time.now()
        body = msgspec.msgpack.encode(inbound)
        return await self._store.park(person, Parked(inbound.id, known, now + pause, body), now)

    async def retry(self, person: PersonId, again: Again) -> None:
        """Try what is due, oldest first; what fails for the last time goes to the dead letters."""
        for parked in await self._store.parked(person):
            if parked.at <= self._time.now():
                await self._one(person, _DECODER.decode(parked.body), again)

    async def _one(self, person: PersonId, inbound: Inbound, again: Again) -> None:
        try:
            await again(inbound, last=False)
        except PoisedError:
            raise
        except Exception:  # The same bug again; see `park`.
            log.exception("parked_turn_failed", person=person)
            if await self.park(person, inbound) >= PARKED_TRIES_MAX:
                await again(inbound, last=True)
                await self._store.unpark(person, inbound.id, self._time.now(), "failed too often")
        else:
            await self._store.unpark(person, inbound.id, self._time.now())

    async def _tries(self, person: PersonId, inbound: str) -> int:
        waiting = await self._store.parked(person)
        return next((parked.tries for parked in waiting if parked.inbound == inbound), 0)
