"""What a turn costs the store: `python -m benchmarks.store [turns]`.

Starts a private server in a temporary folder (appendfsync always, as in production), plays turns of
load, commit with one message, delivered, and prints rates, processor time and bytes.
"""

import asyncio
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.core.ports import Entry, PersonId, Write
from bot.store.database import SHARD_SLOTS, Script
from bot.store.embedded import EmbeddedServer
from bot.store.keys import PEOPLE_PATTERN, of_person, person_id
from bot.store.redis import COMMIT, RedisStore
from bot.store.seal import KEY_BYTES, Secrets

TURNS = 20_000
PEOPLE = 500
RECORD = os.urandom(540)
QUESTION = Entry("normal", "question", os.urandom(120))
JOURNAL_LINE = os.urandom(80)
NOW = 1_800_000_000.0
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)

Job = Callable[[int], Awaitable[None]]


def people() -> list[PersonId]:
    """Name the people who take turns."""
    return [person_id(SECRETS.pepper, "bench", "", str(number)) for number in range(PEOPLE)]


def turn(store: RedisStore, everybody: list[PersonId]) -> Job:
    """Load and commit, as a question is answered; the message is left to `whole_turn`."""

    async def job(number: int) -> None:
        before = await store.load(everybody[number % PEOPLE])
        write = Write(f"u{number}", NOW + number, RECORD, (JOURNAL_LINE,), (), wake=NOW + number)
        await store.commit(before, write)

    return job


def whole_turn(store: RedisStore, everybody: list[PersonId]) -> Job:
    """Load, commit with a message under the lease, delivered."""

    async def job(number: int) -> None:
        before = await store.load(everybody[number % PEOPLE])
        outbox = (QUESTION,)
        write = Write(f"w{number}", NOW + number, RECORD, (JOURNAL_LINE,), outbox, lease_ms=10_000)
        claim = (await store.commit(before, write)).claim
        if claim is not None:
            await store.delivered(claim, claim.entries[0].seq, NOW)

    return job


def bare_commit(store: RedisStore, everybody: list[PersonId]) -> Job:
    """Only the commit script, nothing sealed: the limit of this machine."""

    async def job(number: int) -> None:
        person = everybody[number % PEOPLE]
        k = of_person(person)
        args = (f"b{number}", -1, 0, b"", b"", 0, "", "", 0, 1, 64, 1, 1, 0)
        slot = SHARD_SLOTS[int(person[:2], 16)]
        await store.database.run(COMMIT, slot, (*k.queue, k.seen, k.journal), person, *args)

    return job


def bare_echo(store: RedisStore, _everybody: list[PersonId]) -> Job:
    """Run the smallest script there is."""
    script = Script("return 1", "e0e1f9fabfc9d4800c877a703b823ac0578ff8db")

    async def job(_number: int) -> None:
        await store.database.run(script, 0, ())

    return job


async def measure(name: str, job: Job, turns: int, in_flight: int) -> None:
    """Run a job many times and print what it cost."""
    numbers = iter(range(turns))
    delays: list[float] = []

    async def worker() -> None:
        for number in numbers:
            started = time.perf_counter()
            await job(number)
            delays.append(time.perf_counter() - started)

    used, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(in_flight)))
    wall, now = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    cuts = statistics.quantiles(delays, n=100)
    row = {"what": name, "in_flight": in_flight, "per_s": round(turns / wall)}
    row |= {"cpu_us": round(cpu / turns * 1e6, 1), "p50_ms": round(cuts[49] * 1000, 2)}
    print(json.dumps(row | {"p99_ms": round(cuts[98] * 1000, 2)}))


async def bytes_per_person(store: RedisStore) -> float:
    """Ask the server for the memory of everything that belongs to a person."""
    server, total = store.database.servers()[0], 0
    found = await store.database.scan(server, PEOPLE_PATTERN)
    for name in found:
        person = PersonId(name.rpartition(b":")[2].decode())
        k = of_person(person)
        for key in (k.person, k.seen):
            total += await store.database.ask(server, "MEMORY", "USAGE", key, "SAMPLES", 0) or 0
    return total / len(found)


async def main(turns: int) -> None:
    """Run everything once."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "data")
        await server.start()
        store = RedisStore(server.url, SECRETS)
        await store.open()
        everybody = people()
        jobs = {"load+commit": turn, "load+commit+delivered": whole_turn}
        jobs |= {"refused commit, bare": bare_commit, "return 1, bare": bare_echo}
        for in_flight in (1, 200):
            for name, make in jobs.items():
                count = turns if in_flight > 1 else turns // 10
                await measure(name, make(store, everybody), count, in_flight)
        print(json.dumps({"bytes_per_person": round(await bytes_per_person(store))}))
        await store.close()
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS))
