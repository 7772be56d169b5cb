"""What operators, linking and the law ask of the store on Redis."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.core.ports import Backlog, DeadLetter, PersonId, Snapshot
from bot.store import keys
from bot.store.database import META_SLOT, SHARD_SLOTS, Database, Script
from bot.store.seal import Sealer, Secrets

LINK = Script.read("link")
ERASE = Script.read("erase")
UNSTICK = Script.read("unstick")
DEAD_LETTERS = Script.read("dead_letters", lib=False)
OLDEST_URGENT = Script.read("oldest_urgent")
REWRAP = Script.read("rewrap", lib=False)
REWRITE_SECONDS_MIN = 86_400


class RedisUpkeep:
    """The part of RedisStore that no turn needs."""

    database: Database
    secrets: Secrets
    _sealer: Sealer

    async def link(self, alias: Snapshot, survivor: PersonId) -> bool:
        """Replace a merged person by a pointer under their version."""
        k = keys.of_person(alias.person)
        args = (alias.person, alias.version, survivor)
        return bool(await self._run(LINK, alias.person, (*k.queue, k.journal, k.parked), *args))

    async def erase(self, person: PersonId, now: float, *, before: float | None = None) -> bool:
        """Delete a person's data and data key; the id goes to the erasure list."""
        k = keys.of_person(person)
        names = (*k.queue, k.dead_people, k.erased, k.seen, k.journal, k.parked, k.dead)
        names += (keys.transcript(person),)
        until = "" if before is None else round(before * 1000)
        args = (person, round(now * 1000), until, keys.ERASED_KEPT_MS)
        return bool(await self._run(ERASE, person, names, *args))

    async def erased(self) -> list[tuple[PersonId, float]]:
        """Read the erasure list, to be kept with the backups and replayed after a restore."""
        lists = await self._everywhere(keys.erased, "ZRANGE", 0, -1, "WITHSCORES")
        return [
            (_person(flat[i]), int(flat[i + 1]) / 1000)
            for flat in lists
            for i in range(0, len(flat), 2)
        ]

    async def dead_letters(self) -> list[DeadLetter]:
        """List what was given up in the last 14 days, oldest first."""
        lists = await self._everywhere(keys.dead_people, "ZRANGE", 0, -1)
        people = [_person(name) for names in lists for name in names]
        found = await asyncio.gather(*(self._dead_letters(person) for person in people))
        return sorted((letter for few in found for letter in few), key=lambda letter: letter.at)

    async def backlog(self, now: float) -> Backlog:
        """Measure what is due and what urgent message has waited longest."""
        now_ms, oldest, due, urgent = round(now * 1000), [round(now * 1000)], 0, []
        for name in (keys.due_urgent, keys.due_normal):
            due += sum(await self._everywhere(name, "ZCOUNT", "-inf", now_ms))
            first = await self._everywhere(name, "ZRANGE", 0, 0, "WITHSCORES")
            oldest += [int(score) for _, score in filter(None, first)]
        for people in await self._everywhere(keys.due_urgent, "ZRANGE", 0, -1):
            urgent += [_person(name) for name in people]
        since = await asyncio.gather(*(self._oldest_urgent(person) for person in urgent))
        return Backlog(
            due=due,
            oldest_due_s=(now_ms - min(oldest)) / 1000,
            urgent=len(urgent),
            oldest_urgent_s=(now_ms - min(filter(None, since), default=now_ms)) / 1000,
        )

    async def unstick(self, person: PersonId, now: float) -> None:
        """Forget lease and waiting times of a person and make them due now."""
        k = keys.of_person(person)
        await self._run(UNSTICK, person, (*k.queue, k.parked), person, round(now * 1000))

    async def rotate_keys(self) -> int:
        """Wrap every data key that an old sealing key wraps with the newest; tells how many."""
        rotated = 0
        for server in self.database.servers():
            for pattern in (keys.PEOPLE_PATTERN, keys.TRANSCRIPTS_PATTERN):
                for name in await self.database.scan(server, pattern):
                    person = _person(name.rpartition(b":")[2])
                    rotated += await self._rewrap(person, name.decode())
        return rotated

    async def rewrite_log(self) -> bool:
        """Drop what was erased from the servers' append-only logs, at most once a day.

        The user of the database may lack the right (docs/deploy); then an administrator does it.
        """
        args = ("SET", keys.REWRITTEN, 1, "NX", "EX", REWRITE_SECONDS_MIN)
        if await self.database.call(META_SLOT, *args) is None:
            return False
        for server in self.database.servers():
            await self.database.ask(server, "BGREWRITEAOF")
        return True

    async def meta(self) -> dict[str, str]:
        """Read what the database says of itself: number of shards, fingerprint of the pepper."""
        flat = await self.database.call(META_SLOT, "HGETALL", keys.META)
        return {flat[i].decode(): flat[i + 1].decode() for i in range(0, len(flat), 2)}

    async def sign(self) -> None:
        """Write number of shards and fingerprint into a database that has none."""
        mine = {"shards": str(keys.SHARDS), "pepper": keys.fingerprint(self.secrets.pepper)}
        for name, value in mine.items():
            await self.database.call(META_SLOT, "HSETNX", keys.META, name, value)

    async def _everywhere(self, name: Callable[[int], str], command: str, *args: Any) -> list[Any]:
        """Send one command about every shard, all in one pipeline."""
        calls = (
            self.database.call(slot, command, name(shard), *args)
            for shard, slot in enumerate(SHARD_SLOTS)
        )
        return await asyncio.gather(*calls)

    async def _dead_letters(self, person: PersonId) -> list[DeadLetter]:
        names = (keys.dead(person), keys.dead_people(keys.shard_of(person)))
        return [
            DeadLetter(person, int(at) / 1000, kind.decode(), reason.decode())
            for at, kind, reason in await self._run(DEAD_LETTERS, person, names, person)
        ]

    async def _oldest_urgent(self, person: PersonId) -> int | None:
        found: int | None = await self._run(
            OLDEST_URGENT, person, keys.of_person(person).queue, person
        )
        return found

    async def _rewrap(self, person: PersonId, name: str) -> int:
        slot = SHARD_SLOTS[keys.shard_of(person)]
        wrapped = await self.database.call(slot, "HGET", name, "key")
        newer = self._sealer.rewrap(person, wrapped) if wrapped else None
        if newer is None:
            return 0
        return int(await self.database.run(REWRAP, slot, (name,), wrapped, newer))

    async def _run(self, script: Script, person: PersonId, names: Any, *args: Any) -> Any:
        return await self.database.run(script, SHARD_SLOTS[keys.shard_of(person)], names, *args)


def _person(name: bytes) -> PersonId:
    return PersonId(name.decode())
