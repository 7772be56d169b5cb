"""Open codes that join two chats, and how often somebody tried one: in Redis and in memory."""

from collections.abc import Callable

import msgspec

from bot.core.ports import PersonId
from bot.store import keys
from bot.store.database import SHARD_SLOTS, Database, Script
from bot.store.seal import Sealer

FIELD = b"offer"
NEVER = float("-inf")
TRIES = Script.read("tries", lib=False)


class RedisLinks:
    """The part of RedisStore that keeps codes: each sealed by a key of its own, which it brings."""

    database: Database
    _sealer: Sealer

    async def offer(self, proof: str, person: PersonId, life_s: float) -> None:
        """Keep who made a code; it goes by itself."""
        sealed = self._sealer.new_key(PersonId(proof))
        body = msgspec.msgpack.encode((sealed.wrapped, sealed.seal(FIELD, person.encode())))
        name = keys.link_code(proof)
        await self.database.call(_slot(proof), "SET", name, body, "PX", round(life_s * 1000))

    async def offered(self, proof: str) -> PersonId | None:
        """Tell who made a code, while it is kept."""
        body = await self.database.call(_slot(proof), "GET", keys.link_code(proof))
        if body is None:
            return None
        wrapped, sealed = msgspec.msgpack.decode(body, type=tuple[bytes, bytes])
        opened = self._sealer.data_key(PersonId(proof), wrapped).open(FIELD, sealed)
        return PersonId(opened.decode())

    async def tried(self, person: PersonId) -> int:
        """Count one more try of a code; tells how many that were within a minute."""
        names = (keys.link_tries(person),)
        tries = await self.database.run(TRIES, _slot(person), names, keys.TRIES_KEPT_MS)
        return int(tries)


class MemoryLinks:
    """The part of MemoryStore that keeps codes."""

    _clock: Callable[[], float]
    _try: Callable[[str], None]
    _offers: dict[str, tuple[float, PersonId]]
    _tries: dict[PersonId, tuple[float, int]]

    async def offer(self, proof: str, person: PersonId, life_s: float) -> None:
        """Keep who made a code; it goes by itself."""
        self._try("offer")
        self._offers[proof] = (self._clock() + life_s, person)

    async def offered(self, proof: str) -> PersonId | None:
        """Tell who made a code, while it is kept."""
        self._try("offered")
        until, person = self._offers.get(proof, (NEVER, None))
        return person if until > self._clock() else None

    async def tried(self, person: PersonId) -> int:
        """Count one more try of a code; tells how many that were within a minute."""
        self._try("tried")
        now = self._clock()
        until, tries = self._tries.get(person, (now, 0))
        if until <= now:
            until, tries = now + keys.TRIES_KEPT_MS / 1000, 0
        self._tries[person] = (until, tries + 1)
        return tries + 1


def _slot(name: str) -> int:
    return SHARD_SLOTS[keys.shard_of(PersonId(name))]
