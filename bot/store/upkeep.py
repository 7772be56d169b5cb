"""What operators, linking and the law ask of the store on Redis."""

from typing import Any

from bot.ports import DeadLetter, PersonId, Snapshot
from bot.store import keys
from bot.store.database import META_SLOT, SHARD_SLOTS, Database, Script
from bot.store.seal import Sealer, Secrets

LINK = Script.read("link")
ERASE = Script.read("erase")
UNSTICK = Script.read("unstick")
DEAD_LETTERS = Script.read("dead_letters", lib=False)
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
        until = "" if before is None else round(before * 1000)
        args = (person, round(now * 1000), until, keys.ERASED_KEPT_MS)
        return bool(await self._run(ERASE, person, names, *args))

    async def erased(self) -> list[tuple[PersonId, float]]:
        """Read the erasure list, to be kept with the backups and replayed after a restore."""
        found: list[tuple[PersonId, float]] = []
        for shard, slot in enumerate(SHARD_SLOTS):
            name = keys.erased(shard)
            flat = await self.database.call(slot, "ZRANGE", name, 0, -1, "WITHSCORES")
            found += [(_person(flat[i]), int(flat[i + 1]) / 1000) for i in range(0, len(flat), 2)]
        return found

    async def dead_letters(self) -> list[DeadLetter]:
        """List what was given up in the last 14 days, oldest first."""
        letters: list[DeadLetter] = []
        for shard, slot in enumerate(SHARD_SLOTS):
            for name in await self.database.call(slot, "ZRANGE", keys.dead_people(shard), 0, -1):
                person = _person(name)
                names = (keys.dead(person), keys.dead_people(shard))
                found = await self.database.run(DEAD_LETTERS, slot, names, person)
                letters += [
                    DeadLetter(person, int(at) / 1000, kind.decode(), reason.decode())
                    for at, kind, reason in found
                ]
        return sorted(letters, key=lambda letter: letter.at)

    async def unstick(self, person: PersonId, now: float) -> None:
        """Forget lease and waiting times of a person and make them due now."""
        await self._run(UNSTICK, person, keys.of_person(person).queue, person, round(now * 1000))

    async def rotate_keys(self) -> int:
        """Wrap every data key that an old sealing key wraps with the newest; tells how many."""
        rotated = 0
        for server in self.database.servers():
            for name in await self.database.scan(server, keys.PEOPLE_PATTERN):
                person = _person(name.rpartition(b":")[2])
                rotated += await self._rewrap(person)
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

    async def _rewrap(self, person: PersonId) -> int:
        slot, name = SHARD_SLOTS[keys.shard_of(person)], keys.of_person(person).person
        wrapped = await self.database.call(slot, "HGET", name, "key")
        newer = self._sealer.rewrap(person, wrapped) if wrapped else None
        if newer is None:
            return 0
        return int(await self.database.run(REWRAP, slot, (name,), wrapped, newer))

    async def _run(self, script: Script, person: PersonId, names: Any, *args: Any) -> Any:
        return await self.database.run(script, SHARD_SLOTS[keys.shard_of(person)], names, *args)


def _person(name: bytes) -> PersonId:
    return PersonId(name.decode())
