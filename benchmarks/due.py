"""What waiting people cost: `python -m benchmarks.due [entries] [people]`.

First the due index alone: entries in it, claimed as one worker does. Then people with a real
record, all due at the same second, run by the real clock, runner and outbox to a channel that
takes everything: the rate of one worker, and how late the last of them are.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvloop
from msgspec.structs import replace

from bot.app import assemble
from bot.core.messages import Address, Message, Receipt
from bot.core.ports import PersonId, Write
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from flows import record as records
from flows.record import Record
from tests.flows.person import NOON_S, settled

ENTRIES = 1_000_000
PEOPLE = 20_000
CHUNK, GROUP = 5_000, 200
CLAIM_MAX = 256
LEASE_S = 60.0
NOW = 1_800_000_000.0
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
PLATFORM = "bench"


class Running:
    """A clock that starts at an instant and runs on from there."""

    def __init__(self, start: float) -> None:
        self._ahead = start - time.time()

    def now(self) -> float:
        return time.time() + self._ahead


class Everything:
    """A platform that takes every message and notes when."""

    platform = PLATFORM

    def __init__(self, clock: Running, most: int) -> None:
        self.at: list[float] = []
        self.full = asyncio.Event()
        self._clock, self._most = clock, most

    async def deliver(self, _: Address, __: Message) -> Receipt:
        self.at.append(self._clock.now())
        if len(self.at) == self._most:
            self.full.set()
        return Receipt()


@asynccontextmanager
async def database() -> AsyncIterator[RedisStore]:
    """A private server of its own, durable at every commit."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "data")
        await server.start()
        store = RedisStore(server.url, SECRETS)
        await store.open()
        yield store
        await store.close()
        await server.stop()


def name(number: int) -> PersonId:
    """One of many people."""
    return keys.person_id(SECRETS.pepper, PLATFORM, "", str(number))


async def fill(store: RedisStore, entries: int) -> None:
    """Put entries into the due index of their shards, all due now."""
    for start in range(0, entries, CHUNK):
        numbers = range(start, min(start + CHUNK, entries))
        await asyncio.gather(*(add(store, name(number)) for number in numbers))


async def add(store: RedisStore, person: PersonId) -> None:
    """Put one person into the due index."""
    shard = keys.shard_of(person)
    due = keys.due_normal(shard)
    await store.database.call(SHARD_SLOTS[shard], "ZADD", due, int(NOW * 1000), person)


async def claim_all(store: RedisStore, most: int) -> int:
    """Claim shard by shard, all shards at once, until nobody is left."""
    taken = 0
    while taken < most:
        claims = (store.claim_due(shard, NOW, LEASE_S, CLAIM_MAX) for shard in range(keys.SHARDS))
        found = sum(len(people) for people in await asyncio.gather(*claims))
        if not found:
            break
        taken += found
    return taken


async def used_bytes(store: RedisStore) -> int:
    """Ask the server for its memory."""
    info = (await store.database.call(0, "INFO", "memory")).decode()
    return next(int(line[12:]) for line in info.splitlines() if line.startswith("used_memory:"))


async def index(entries: int) -> None:
    """Measure the due index alone."""
    async with database() as store:
        empty = await used_bytes(store)
        await fill(store, entries)
        used = await used_bytes(store) - empty
        started = time.perf_counter()
        taken = await claim_all(store, entries)
        claimed = time.perf_counter()
        await claim_all(store, 1)
        polled = time.perf_counter()
        row = {"entries": taken, "bytes_per_entry": round(used / taken)}
        row |= {"claims_per_s": round(taken / (claimed - started))}
        print(json.dumps(row | {"empty_poll_ms": round((polled - claimed) * 1000, 2)}))


async def settle(store: RedisStore, record: Record, number: int) -> None:
    """Store one person with a real record."""
    user = str(number)
    mine = records.encode(replace(record, addresses=((PLATFORM, "", user, user),)))
    before = await store.load(name(number))
    await store.commit(before, Write("settled", NOON_S, mine, wake=record.wake_at))


async def worker(people: int) -> None:
    """Measure one worker over people who are all due at the same second."""
    record = settled().record
    assert record.wake_at is not None
    async with database() as store:
        empty = await used_bytes(store)
        for start in range(0, people, GROUP):
            numbers = range(start, min(start + GROUP, people))
            await asyncio.gather(*(settle(store, record, number) for number in numbers))
        used = await used_bytes(store) - empty
        clock = Running(record.wake_at)
        channel = Everything(clock, people)
        app = assemble(store, SECRETS.pepper, {PLATFORM: channel}, clock)
        started, cpu = time.perf_counter(), time.process_time()
        serving = asyncio.create_task(app.clock.serve())
        await channel.full.wait()
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        app.clock.stop()
        await serving
        late = sorted(at - record.wake_at for at in channel.at)
        row = {"people": people, "bytes_per_person": round(used / people)}
        row |= {"reminders_per_s": round(people / seconds), "cpu_us": round(cpu / people * 1e6)}
        print(json.dumps(row | {"p99_late_s": round(late[int(len(late) * 0.99)], 2)}))


if __name__ == "__main__":
    told = [int(one) for one in sys.argv[1:]]
    uvloop.run(index(told[0] if told else ENTRIES))
    for crowd in (1_000, told[1] if len(told) > 1 else PEOPLE):
        uvloop.run(worker(crowd))
