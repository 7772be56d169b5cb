"""A process of a world: runner, outbox and clock over lines that can be cut at every await."""

import asyncio
import functools
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, cast

from bot.core.clock import Clock, Time
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.outbox import Outbox
from bot.core.ports import NoMetrics, PersonId, Store
from bot.core.runner import Runner
from bot.errors import PoisedError, StoreUnavailable
from tests.worlds.platform import Platform
from tests.worlds.render import plain
from tests.worlds.truth import PROCESS, Truth
from tests.worlds.weather import Weather

PEPPER = b"a pepper for worlds that are gone in a moment"
LOOK_EVERY_S = 0.7
SILENCE_S = 1.5
"""After this the database counts as silent."""


@dataclass(frozen=True)
class Kit:
    """The parts under test; a planted bug replaces one of them."""

    store: type[Truth] = Truth
    outbox: type[Outbox] = Outbox
    runner: type[Runner] = Runner


class NearClock(Clock):
    """A clock that looks only where somebody lives, and when there is anything to be seen."""

    near: tuple[int, ...] = ()
    idle: Callable[[], bool]
    """Whether a look would find nobody and no silence: to see that costs a world nothing."""

    async def serve(self) -> None:
        """Go round for as long as the process lives."""
        while True:
            if not self.idle():
                await self._round()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _round(self) -> None:
        looks = (self._look(shard) for shard in self.near)
        for failed in await asyncio.gather(*looks, return_exceptions=True):
            if isinstance(failed, Exception) and not isinstance(failed, StoreUnavailable):
                raise failed


class Alarm(NoMetrics):
    """Writes down what the clock could not run: nothing may fail there for a reason of ours."""

    def __init__(self, weather: Weather) -> None:
        self._weather = weather

    def alert(self, what: str) -> None:
        """Tell what went wrong."""
        error = sys.exc_info()[1]
        if what == "wake_failed" and not isinstance(error, PoisedError):
            self._weather.note("wake failed", repr(error))


@dataclass(frozen=True)
class World:
    """What the processes of a world share."""

    loop: asyncio.AbstractEventLoop
    store: Truth
    platform: Platform
    weather: Weather
    time: Time
    engine: Any
    kit: Kit
    shards: tuple[int, ...]


class Process:
    """Runs until it is killed; `failpoint` may kill it at a named point."""

    def __init__(self, name: str, world: World) -> None:
        self.name = name
        self.world = world
        self.dead = False
        self.stalled_until = 0.0
        self.failpoint: Callable[[str], bool] = lambda _point: False
        self._tasks: list[asyncio.Task[Any]] = []
        line = cast("Store", Line(self, world.store))
        outbox = world.kit.outbox(line, {"world": Wire(self)}, plain, world.time)
        self.runner = world.kit.runner(line, world.engine, outbox, PEPPER)
        self.clock = NearClock(line, self.runner.wake, world.time, Alarm(world.weather))
        self.clock.near = world.shards
        self.clock.idle = lambda: (
            not (world.weather.silent or world.store.due_now(world.time.now()))
        )
        self.spawn(self.clock.serve())

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something in this process."""
        context = copy_context()
        context.run(PROCESS.set, self.name)
        task = self.world.loop.create_task(work, context=context)
        self.adopt(task)
        return task

    def adopt(self, task: asyncio.Task[Any]) -> None:
        """Know a task that the process started."""
        self._tasks.append(task)

    def take(self, inbound: Inbound) -> asyncio.Task[None]:
        """Receive an update; the task ends well when it may be acknowledged."""
        task = self.spawn(self.runner(inbound))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return task

    def kill(self) -> None:
        """Stop at once, wherever it is."""
        self.dead = True
        for task in self._tasks:
            task.cancel()

    async def at(self, point: str) -> None:
        """Come to a point where the process may die, stall, and where time passes."""
        self.failpoint(point)
        await asyncio.sleep(self.world.weather.trip_s())
        if self.dead:
            await asyncio.Event().wait()

    async def frozen(self) -> None:
        """Wait for as long as the process stands still."""
        weather = self.world.weather
        while not weather.calm and self.stalled_until > weather.now():  # noqa: ASYNC110
            await asyncio.sleep(1)
        if self.dead:
            await asyncio.Event().wait()


class Line:
    """The store as one process reaches it: calls travel, and answers may be lost."""

    def __init__(self, process: Process, store: Truth) -> None:
        self._process = process
        self._store = store

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        return functools.partial(self._call, name)

    async def _call(self, name: str, *given: Any, **named: Any) -> Any:
        weather = self._process.world.weather
        await self._process.frozen()
        await self._process.at(f"{name} before")
        await self._heard(name)
        answer = await getattr(self._store, name)(*given, **named)
        await self._process.at(f"{name} after")
        await self._process.frozen()
        if weather.draw(weather.climate.lost_reply):
            weather.note("lost reply", name)
            raise StoreUnavailable(name)
        return answer

    async def claim_due(self, shard: int, now: float, lease_s: float, most: int) -> list[PersonId]:
        """Take who is due, if anybody is."""
        if not self._store.due_now(now):
            await self._heard("claim_due")
            return []
        found: list[PersonId] = await self._call("claim_due", shard, now, lease_s, most)
        return found

    async def _heard(self, name: str) -> None:
        if self._process.world.weather.silent:
            await asyncio.sleep(SILENCE_S)
            raise StoreUnavailable(name)


class Wire:
    """The platform as one process reaches it."""

    platform = "world"

    def __init__(self, process: Process) -> None:
        self._process = process

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Send a message. Raises NotDelivered."""
        return await self._process.world.platform.post(self._process, address, message)
