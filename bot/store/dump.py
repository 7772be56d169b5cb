"""A person as they lie in the database, sealed: read whole for a backup, written back whole."""

from collections.abc import AsyncIterator
from typing import Any

from msgspec import Struct

from bot.core.ports import PersonId
from bot.store import keys
from bot.store.database import SHARD_SLOTS, Script
from bot.store.redis import RedisStore

DUMP = Script.read("dump", lib=False)
UNDUMP = Script.read("undump")


class Dumped(Struct, frozen=True):
    """The six parts of one person; nothing in them opens without the sealing key."""

    person: PersonId
    fields: list[bytes]
    out: list[bytes]
    journal: list[bytes]
    parked: list[bytes]
    seen: list[bytes]
    dead: list[bytes]


async def people(store: RedisStore) -> AsyncIterator[PersonId]:
    """Name everybody who is stored, once."""
    for server in store.database.servers():
        names = await store.database.scan(server, keys.PEOPLE_PATTERN)
        for name in sorted(set(names)):
            yield PersonId(name.rpartition(b":")[2].decode())


async def dump(store: RedisStore, person: PersonId) -> Dumped | None:
    """Read one person at one instant; None for somebody who was erased meanwhile."""
    k = keys.of_person(person)
    names = (k.person, k.out, k.journal, k.parked, k.seen, k.dead)
    parts = await store.database.run(DUMP, SHARD_SLOTS[keys.shard_of(person)], names)
    return Dumped(person, *(list(part) for part in parts)) if parts[0] else None


async def undump(store: RedisStore, dumped: Dumped) -> bool:
    """Write one person back with their due time; False when they are there already."""
    k = keys.of_person(dumped.person)
    names = (*k.queue, k.journal, k.parked, k.seen, k.dead, k.dead_people)
    args: list[Any] = [dumped.person, keys.SEEN_KEPT_MS, keys.DEAD_KEPT_MS]
    for part in (
        dumped.fields,
        dumped.out,
        dumped.journal,
        dumped.parked,
        dumped.seen,
        dumped.dead,
    ):
        args += [len(part), *part]
    slot = SHARD_SLOTS[keys.shard_of(dumped.person)]
    return bool(await store.database.run(UNDUMP, slot, names, *args))


async def teams(store: RedisStore) -> list[tuple[PersonId, list[bytes]]]:
    """Read what is kept of every workspace, still sealed."""
    found = []
    for server in store.database.servers():
        for name in sorted(set(await store.database.scan(server, keys.TEAMS_PATTERN))):
            team = PersonId(name.rpartition(b":")[2].decode())
            slot = SHARD_SLOTS[keys.shard_of(team)]
            found.append((team, await store.database.call(slot, "HGETALL", keys.team(team))))
    return found


async def undump_team(store: RedisStore, team: PersonId, fields: list[bytes]) -> None:
    """Write what is kept of one workspace back."""
    slot = SHARD_SLOTS[keys.shard_of(team)]
    await store.database.call(slot, "HSET", keys.team(team), *fields)
