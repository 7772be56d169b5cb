"""One world: a few processes, a few people, one store, weather, and a virtual minute or two."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import structlog
from msgspec import Struct

from bot.app import engine
from bot.core.ports import PersonId, Snapshot, Write
from bot.store.keys import person_id, shard_of
from flows.engine.engine import Engine
from flows.record import Record, encode
from tests.worlds.checks import problems
from tests.worlds.history import History
from tests.worlds.loop import VirtualLoop
from tests.worlds.people import Actor, base, dawn, stand_before
from tests.worlds.platform import Chat, Platform
from tests.worlds.process import PEPPER, Kit, Process, World
from tests.worlds.truth import PROCESS
from tests.worlds.weather import Climate, Weather

PROCESSES = 3
PEOPLE = 4
KINDS = ("fresh", "screening", "open", "open", "checking", "session", "session", "locked")
ACTIVE_S = 30.0
QUIET_S = 60.0
"""Within this time after the last fault everything must be delivered (D17)."""
LOGS_OFF = logging.CRITICAL
"""Above every level."""


@cache
def rules_alone() -> Engine:
    """The engine without second readers: they are read in threads, and a world has its own time."""
    made = engine()
    readers = {
        code: replace(reader, second=None)  # type: ignore[type-var]
        for code, reader in made.readers.items()
    }
    return replace(made, readers=readers)


class Story(Struct, frozen=True):
    """Which world to play."""

    seed: int
    climate: Climate = Climate()
    kinds: tuple[str, ...] = ()
    active_s: float = ACTIVE_S
    quiet_s: float = QUIET_S


class Report(Struct, frozen=True):
    """What came of a world."""

    seed: int
    problems: tuple[str, ...]
    digest: str
    faults: int
    updates: int
    sends: int
    emptied_s: float
    """After the last fault, until nothing waited any more."""


class WorldTime:
    """The application's clock of a world: it follows the loop, and jumps."""

    def __init__(self, loop: VirtualLoop, start: float) -> None:
        self._loop, self._start = loop, start
        self.shift = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._start + self._loop.time() + self.shift


def play(story: Story, kit: Kit | None = None) -> Report:
    """Play a world to its end and judge it."""
    with silent_logs():
        stage = Stage(story, kit or Kit())
        try:
            return stage.run()
        finally:
            stage.close()


@contextmanager
def silent_logs() -> Iterator[None]:
    """A world has thousands of faults; nobody wants to read them."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(LOGS_OFF))
    try:
        yield
    finally:
        structlog.configure(**before)


class Stage:
    """Where a world is played."""

    def __init__(self, story: Story, kit: Kit) -> None:
        self.story = story
        self.chance = Random(story.seed)
        self.loop = VirtualLoop(Random(self.chance.random()))
        self.loop.set_task_factory(self._task)  # type: ignore[arg-type]
        self.history = History()
        self.weather = Weather(story.climate, self.chance, self.history)
        self.time = WorldTime(self.loop, dawn() - self.chance.uniform(2, 20))
        self.platform = Platform(self.weather, self.history, self.time.now, PEPPER)
        self.platform.pick = self._pick
        store = kit.store(self.history, self.loop.time)
        kinds = story.kinds or tuple(self.chance.choices(KINDS, k=PEOPLE))
        self.chats = [Chat(f"u{number}") for number in range(len(kinds))]
        self.platform.chats = {chat.address.user: chat for chat in self.chats}
        self.people = [_person(chat) for chat in self.chats]
        shards = tuple(sorted({shard_of(person) for person in self.people}))
        self.world = World(
            self.loop, store, self.platform, self.weather, self.time, rules_alone(), kit, shards
        )
        self.kinds = kinds
        self.processes: dict[str, Process] = {}
        self.born = 0
        self.emptied_s = -1.0
        self.failpoint: Callable[[str], bool] = lambda _point: False

    def run(self) -> Report:
        """Live, calm down, judge."""
        self.loop.run_until_complete(self._live())
        updates = self.platform.updates
        found = problems(self.history, updates, self.world.store, self.time.now())
        if self.emptied_s < 0:
            found.append(
                f"not empty {self.story.quiet_s:g} s after the last fault: {self._waiting()}"
            )
        sends = sum(event.__class__.__name__ == "Started" for event in self.history.events)
        faults = sum(e.__class__.__name__ in ("Fault", "Failed") for e in self.history.events)
        return Report(
            self.story.seed, tuple(found), self.history.digest(), faults,
            len(updates), sends, self.emptied_s,
        )  # fmt: skip

    def close(self) -> None:
        """Leave nothing behind."""
        while tasks := asyncio.all_tasks(self.loop):
            for task in tasks:
                task.cancel()
            self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()

    async def _live(self) -> None:
        for chat, kind in zip(self.chats, self.kinds, strict=True):
            await self._settle(chat, kind)
        for number in range(PROCESSES):
            self._start(f"p{number}")
        actors = [Actor(chat, self.platform, self.weather) for chat in self.chats]
        works = [*(actor.live() for actor in actors), *self._trouble()]
        running = [self.loop.create_task(work) for work in works]
        await asyncio.sleep(self.story.active_s)
        self.weather.calm = True
        for task in running:
            task.cancel()
        for actor in actors:
            actor.come_back()
        await self._quiet()

    async def _settle(self, chat: Chat, kind: str) -> None:
        """Put somebody where their story begins."""
        record = base(kind, chat)
        if record == Record(addresses=record.addresses):
            return
        write = Write("before", self.time.now(), encode(record), wake=record.wake_at)
        await self.world.store.commit(Snapshot(_person(chat)), write)
        self.world.store.people[_person(chat)].prompts = stand_before(record, chat)

    def _trouble(self) -> list[Coroutine[Any, Any, None]]:
        climate, brew = self.story.climate, self.weather.brew
        return [
            brew(climate.crash_every_s, self._crash),
            brew(climate.stall_every_s, self._stall),
            brew(climate.silent_every_s, self.weather.silence),
            self._jump(),
        ]

    async def _jump(self) -> None:
        for jump in self.story.climate.jumps_s:
            await asyncio.sleep(self.chance.uniform(0.1, 0.4) * self.story.active_s)
            self.time.shift += jump
            self.weather.note(f"jump {jump:g}")

    async def _quiet(self) -> None:
        begun = self.loop.time()
        while self.loop.time() < begun + self.story.quiet_s:
            if self._is_empty():
                self.emptied_s = self.loop.time() - begun
                return
            await asyncio.sleep(1)

    def _is_empty(self) -> bool:
        return not self.platform.waiting and not self._waiting()

    def _waiting(self) -> list[str]:
        now = self.time.now()
        return [
            f"{person[:4]} out={len(kept.outbox)} parked={len(kept.parked)} wake={kept.wake}"
            for person, kept in self.world.store.people.items()
            if kept.outbox or kept.parked or (kept.wake is not None and kept.wake <= now)
        ]

    # --- processes ------------------------------------------------------------------------
    def _pick(self) -> Process | None:
        return self.chance.choice(list(self.processes.values())) if self.processes else None

    def _start(self, name: str) -> None:
        self.born += 1
        self.processes[name] = process = Process(f"{name}.{self.born}", self.world)
        process.failpoint = lambda point: self._reap(name, process, point)

    def _reap(self, name: str, process: Process, point: str) -> bool:
        """Kill a process where a test wants it dead."""
        if process.dead or not self.failpoint(point):
            return False
        self.kill(name)
        return True

    def _crash(self) -> None:
        name = self.chance.choice(list(self.processes) or [""])
        if name:
            self.kill(name)

    def kill(self, name: str) -> None:
        """Kill a process; another takes its place soon."""
        process = self.processes.pop(name)
        self.weather.note("crash", process.name)
        process.kill()
        self.loop.call_later(self.chance.uniform(0.2, 2), self._start, name)

    def _stall(self) -> None:
        """Freeze a process for longer than any lease."""
        if self.processes:
            process = self.chance.choice(list(self.processes.values()))
            seconds = self.chance.random() * self.story.climate.stall_s
            process.stalled_until = self.loop.time() + seconds
            self.weather.note("stall", process.name)

    def _task(
        self, loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any], **named: Any
    ) -> asyncio.Task[Any]:
        """Every task belongs to the process that started it, and dies with it."""
        task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, name="task", **named)
        context = named.get("context")
        name = context.get(PROCESS, "") if context else PROCESS.get()
        process = self.processes.get(name.partition(".")[0])
        if process is not None and process.name == name:
            process.adopt(task)
        return task


def _person(chat: Chat) -> PersonId:
    where = chat.address
    return person_id(PEPPER, where.platform, where.tenant, where.user)
