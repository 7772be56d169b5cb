"""What a million waiting people cost: `python -m benchmarks.due [people]`.

Fills the due index of a private server, then claims everybody as one worker does, and at last runs
a turn for some of them.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from bot.ports import PersonId, Write
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets

PEOPLE = 1_000_000
RUN = 20_000
CHUNK = 5_000
IN_FLIGHT = 200
CLAIM_MAX = 256
LEASE_S = 60.0
NOW = 1_800_000_000.0
RECORD = b"r" * 540
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)


async def fill(store: RedisStore, people: int) -> None:
    """Put everybody into the due index of their shard, all due now."""
    for start in range(0, people, CHUNK):
        names = [
            keys.person_id(SECRETS.pepper, "bench", "", str(number))
            for number in range(start, min(start + CHUNK, people))
        ]
        await asyncio.gather(*(add(store, person) for person in names))


async def add(store: RedisStore, person: PersonId) -> None:
    """Put one person into the due index."""
    shard = keys.shard_of(person)
    name = keys.due_normal(shard)
    await store.database.call(SHARD_SLOTS[shard], "ZADD", name, int(NOW * 1000), person)


async def claim_all(store: RedisStore, most: int) -> list[PersonId]:
    """Claim shard by shard, all shards at once, until nobody is left."""
    taken: list[PersonId] = []
    while len(taken) < most:
        claims = (store.claim_due(shard, NOW, LEASE_S, CLAIM_MAX) for shard in range(keys.SHARDS))
        found = [person for people in await asyncio.gather(*claims) for person in people]
        if not found:
            break
        taken += found
    return taken


async def run(store: RedisStore, people: list[PersonId]) -> None:
    """Run a turn for each: load, commit with the next wake time."""
    names = iter(people)

    async def worker() -> None:
        for person in names:
            write = Write("due", NOW, RECORD, wake=NOW + 86_400)
            await store.commit(await store.load(person), write)

    await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))


async def used_bytes(store: RedisStore) -> int:
    """Ask the server for its memory."""
    info = (await store.database.call(0, "INFO", "memory")).decode()
    return next(int(line[12:]) for line in info.splitlines() if line.startswith("used_memory:"))


async def main(people: int) -> None:
    """Run everything once."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "data")
        await server.start()
        store = RedisStore(server.url, SECRETS)
        await store.open()
        empty = await used_bytes(store)
        await fill(store, people)
        print(json.dumps({"bytes_per_due": round((await used_bytes(store) - empty) / people)}))
        started = time.perf_counter()
        taken = await claim_all(store, people)
        claimed = time.perf_counter()
        await run(store, taken[:RUN])
        ran = time.perf_counter()
        row = {"people": len(taken), "claims_per_s": round(len(taken) / (claimed - started))}
        print(json.dumps(row | {"turns_per_s": round(len(taken[:RUN]) / (ran - claimed))}))
        started = time.perf_counter()
        await claim_all(store, 1)
        print(json.dumps({"empty_poll_ms": round((time.perf_counter() - started) * 1000, 2)}))
        await store.close()
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE))
