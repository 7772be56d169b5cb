"""What a whole turn costs: `python -m benchmarks.turns [turns]`.

Real content, engine, sealing, codec, rendering and outbox over a real private database on a unix
socket (appendfsync always); only the platform is replaced, by a channel that keeps the messages.
"""

import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.store import bare_echo
from benchmarks.store import measure as bare
from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.ports import PersonId
from bot.store.embedded import EmbeddedServer
from bot.store.keys import PEOPLE_PATTERN, of_person
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from flows.engine.events import AnyEvent, Command, Pressed, Typed

TURNS = 6_000
INTAKE_TURNS = 52
"""From hello to the menu, as these people answer."""
CHECKIN_TURNS = 9
DAYS = 30
PEOPLE = 200
START = 1_800_000_000.0
DAY_S = 86_400.0
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
PREFERRED = (
    "agree", "right", "none_of_these", "no", "3", "f", "GB", "Europe/London", "done", "none",
    "checkin", "usual", "same", "skip",
)  # fmt: skip
"""What the people of this benchmark press, the first that is offered; else the first button."""
TYPED = {"count": "35", "duration_weeks": "5 weeks", "text": "lift my child"}


class Sink:
    """A platform that keeps the newest message of everybody."""

    platform = "bench"

    def __init__(self) -> None:
        self.shown: dict[str, Message] = {}

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Keep a message."""
        if message.token:
            self.shown[address.user] = message
        return Receipt(str(message.token))


class Crowd:
    """People who answer what they are asked."""

    def __init__(self, app: App, sink: Sink, source: SetTime) -> None:
        self.app, self.sink, self.time = app, sink, source
        self.count = 0
        self.waits: list[float] = []

    async def turn(self, person: int) -> None:
        """Take one person's next turn."""
        user = str(person)
        self.count += 1
        inbound = Inbound(
            f"bench||{self.count}", Address("bench", "", user, user), self._event(user)
        )
        begun = time.perf_counter()
        await self.app.runner(inbound)
        self.waits.append(time.perf_counter() - begun)

    async def play(self, turns: int, people: int) -> None:
        """Let `people` take `turns` turns in all, each one after the other."""

        async def one(person: int) -> None:
            for _ in range(turns // people):
                await self.turn(person)

        await asyncio.gather(*(one(person) for person in range(people)))
        await self.app.runner.idle()

    def _event(self, user: str) -> AnyEvent:
        message = self.sink.shown.get(user)
        if message is None:
            return Command("start")
        offered = [button.option for button in message.buttons]
        if not set(offered) - {"skip"}:
            return Typed(TYPED.get(message.reads, "3"))
        return Pressed(message.token, next((p for p in PREFERRED if p in offered), offered[0]))


async def measure(crowd: Crowd, turns: int, people: int) -> str:
    """Play and tell rate, waits and processor time."""
    crowd.waits.clear()
    used, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    await crowd.play(turns, people)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    waits = statistics.quantiles(crowd.waits, n=100)
    done = len(crowd.waits)
    return (
        f"{people:4d} at once  {done / wall:7.0f} turns/s  {cpu / done * 1e6:6.0f} us cpu/turn  "
        f"p50 {waits[49] * 1e3:6.2f} ms  p99 {waits[98] * 1e3:6.2f} ms"
    )


async def commands_per_turn(crowd: Crowd, store: RedisStore, turns: int) -> str:
    """Count what is asked of the database, one turn after the other; each is a round trip."""
    asked: Counter[str] = Counter()
    call = store.database._routed

    def counted(slot: int, *command: Any) -> Awaitable[Any]:
        asked[command[0]] += 1
        return call(slot, *command)

    store.database._routed = counted  # type: ignore[method-assign]
    await crowd.play(turns, 1)
    store.database._routed = call  # type: ignore[method-assign]
    told = ", ".join(f"{count / turns:.2f} {name}" for name, count in sorted(asked.items()))
    return f"a turn asks the database for {told} (load, commit, and delivered once it is sent)"


async def bytes_per_person(store: RedisStore) -> str:
    """Ask the server what everything of a person takes, the journal apart."""
    server = store.database.servers()[0]
    found = await store.database.scan(server, PEOPLE_PATTERN)
    sums = [0, 0]
    for name in found:
        keys = of_person(PersonId(name.rpartition(b":")[2].decode()))
        for column, group in enumerate(((keys.person, keys.seen), (keys.journal,))):
            for key in group:
                size = await store.database.ask(server, "MEMORY", "USAGE", key, "SAMPLES", 0)
                sums[column] += size or 0
    return f"{sums[0] / len(found):.0f} bytes, journal {sums[1] / len(found):.0f}"


async def main(turns: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "data")
        await server.start()
        store = RedisStore(server.url, SECRETS)
        await store.open()
        sink, source = Sink(), SetTime(START)
        crowd = Crowd(assemble(store, SECRETS.pepper, {"bench": sink}, source), sink, source)
        print(await measure(crowd, INTAKE_TURNS * PEOPLE, PEOPLE), " intake")
        print("a person after the assessment:", await bytes_per_person(store))
        for _ in range(DAYS):
            source.at += DAY_S
            await crowd.play(CHECKIN_TURNS * PEOPLE, PEOPLE)
        print(f"a person after {DAYS} check-ins:", await bytes_per_person(store))
        print(await measure(crowd, turns // 10, 1), " daily life")
        print(await measure(crowd, turns, PEOPLE), " daily life")
        print(await commands_per_turn(crowd, store, turns // 20))
        for in_flight in (1, PEOPLE):
            await bare("EVALSHA alone", bare_echo(store, []), turns, in_flight)
        await store.close()
        await server.stop()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS))
