"""Many people, a platform that records, and processes that are killed."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections import defaultdict
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import aiohttp
import msgspec
from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace

from bot.core.messages import Address, Inbound
from bot.core.ports import PersonId, Snapshot, Write
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from flows.engine.events import AnyEvent, Pressed, Typed
from flows.record import encode
from tests.e2e.forked import FORK
from tests.e2e.swarm.process import PLATFORM, SECRETS, Role, Sent, run
from tests.e2e.swarm.proxy import Proxy
from tests.waits import HANG_S
from tests.worlds.people import URGENT, bases, dawn

WORKERS, RECEIVERS = 3, 2
BEFORE_DAWN_S = 6.0
"""From the start of everything until everybody's reminder is due."""
URGENT_SHARE = 0.05
FAULTS = ((0.03, 429), (0.03, 500))
AGAIN_S = 0.5
KILL_EVERY_S = 1.0
SLOW = "slow.sock"


class Plan(Struct, frozen=True):
    """How many people, how many updates a second, how many kills."""

    people: int
    updates_a_second: int
    kills: int
    proxied: bool = False


class City:
    """Everything outside of the processes; `shown` is what each person got, in order."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.shown: dict[str, list[Sent]] = defaultdict(list)
        self.taken: dict[str, int] = defaultdict(int)
        self.turns: dict[str, int] = {}
        self.urgent: set[str] = set()
        self.resets = self.kills = 0
        self._server = EmbeddedServer(folder / "data")
        self._folder = folder
        self._store = RedisStore(self._server.url, SECRETS, silence_s=HANG_S)
        self._ahead_s = 0.0
        self._alive: dict[str, ForkServerProcess] = {}
        self._roles: dict[str, Role] = {}
        self._proxies: list[Proxy] = []
        self._count = 0

    def told(self) -> str:
        """What happened, in figures."""
        every = [sent for shown in self.shown.values() for sent in shown]
        single = {(sent.user, sent.seq) for sent in every}
        reminders = sum(sent.kind == "reminder" for sent in every)
        return ", ".join(
            (
                f"{self.plan.people} people",
                f"{sum(self.taken.values())} updates",
                f"{len(every)} messages",
                f"{reminders} reminders",
                f"{len(self.urgent)} referred",
                f"{self.kills} kills",
                f"{self.resets} answers lost",
                f"{len(every) - len(single)} shown twice",
            )
        )

    # --- the course of it -----------------------------------------------------------------
    async def live(self) -> None:
        """Settle, run, kill, calm down, look."""
        await self._server.start()
        await self._store.open()
        platform = await self._platform()
        try:
            self._ahead_s = dawn() - BEFORE_DAWN_S - time.time()
            await asyncio.gather(*(self._settle(user) for user in self.users()))
            await self._found(platform)
            async with aiohttp.ClientSession() as self._session:
                await self._storm()
                await self._calm()
        finally:
            for process in self._alive.values():
                process.kill()
            for proxy in self._proxies:
                await proxy.stop()
            await self._store.close()
            await self._server.stop()

    def users(self) -> Iterator[str]:
        """Everybody."""
        return (f"u{number}" for number in range(self.plan.people))

    async def _settle(self, user: str) -> None:
        record = replace(bases()["open"], addresses=((PLATFORM, "", user, user),))
        write = Write("before", dawn() - 60, encode(record), wake=dawn())
        await self._store.commit(Snapshot(person(user)), write)

    async def _found(self, platform: int) -> None:
        """Start the processes, behind proxies where the plan says so."""
        database, api = self._server.socket, platform
        if self.plan.proxied:
            self._proxies = [Proxy(database, self._folder / SLOW), Proxy(api)]
            for proxy in self._proxies:
                await proxy.start()
            database = self._folder / SLOW
            api = self._proxies[1].port
        url = f"unix://{database}"
        for number in range(WORKERS):
            self._roles[f"work{number}"] = Role(url, api, self._ahead_s)
        for number in range(RECEIVERS):
            self._roles[f"web{number}"] = Role(url, api, self._ahead_s, port=free_port())
        for name in self._roles:
            self._start(name)

    def _start(self, name: str) -> None:
        process = FORK.Process(target=run, args=(self._roles[name],), daemon=True)
        process.start()
        self._alive[name] = process

    async def _storm(self) -> None:
        over = asyncio.Event()
        talking = asyncio.create_task(self._talk(over))
        for _ in range(self.plan.kills):
            await asyncio.sleep(KILL_EVERY_S)
            name = random.choice(list(self._alive))
            self._alive[name].kill()
            self._start(name)
            self.kills += 1
        over.set()
        await talking

    async def _calm(self) -> None:
        """Wait until nothing waits for anybody; the worlds prove that this takes a minute."""
        async with asyncio.timeout(HANG_S):
            while any(  # noqa: ASYNC110
                await asyncio.gather(*(self._waits(user) for user in self.users()))
            ):
                await asyncio.sleep(AGAIN_S)
        for user in self.users():
            self.turns[user] = (await self._store.load(person(user))).version - 1

    async def _waits(self, user: str) -> bool:
        """Whether anything still waits for somebody."""
        name = person(user)
        slot = SHARD_SLOTS[keys.shard_of(name)]
        waiting = await self._store.database.call(slot, "LLEN", keys.of_person(name).out)
        before = await self._store.load(name)
        now = time.time() + self._ahead_s
        return bool(waiting) or (before.wake is not None and before.wake <= now)

    # --- people ---------------------------------------------------------------------------
    async def _talk(self, over: asyncio.Event) -> None:
        """Do something as somebody, so many times a second; each waits for their own answer."""
        busy: dict[str, asyncio.Task[None]] = {}
        while not over.is_set():
            user = f"u{random.randrange(self.plan.people)}"
            if user not in busy or busy[user].done():
                busy[user] = asyncio.create_task(self._say(user))
            await asyncio.sleep(1 / self.plan.updates_a_second)
        await asyncio.gather(*busy.values())

    async def _say(self, user: str) -> None:
        event = self._choice(user)
        self._count += 1
        sent = str(1_000_000 + self._count) if isinstance(event, Typed) else ""
        inbound = Inbound(
            f"{PLATFORM}||{self._count}", Address(PLATFORM, "", user, user), event, sent=sent
        )
        while not await self._post(msgspec.msgpack.encode(inbound)):  # noqa: ASYNC110
            await asyncio.sleep(AGAIN_S)
        self.taken[user] += 1
        if isinstance(event, Typed):
            self.urgent.add(user)

    def _choice(self, user: str) -> AnyEvent:
        asked = [sent for sent in self.shown[user] if sent.options]
        if random.random() < URGENT_SHARE:
            return Typed(URGENT)
        if not asked:
            return Pressed(0, "today")
        return Pressed(asked[-1].token, random.choice(asked[-1].options))

    async def _post(self, body: bytes) -> bool:
        role = random.choice([role for role in self._roles.values() if role.port])
        try:
            limit = aiohttp.ClientTimeout(total=10)
            url = f"http://127.0.0.1:{role.port}/update"
            async with self._session.post(url, data=body, timeout=limit) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    # --- the platform ---------------------------------------------------------------------
    async def _platform(self) -> int:
        """Start the recording platform; gives its port."""
        app = web.Application()
        app.router.add_post("/send", self._show)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port: int = self._runner.addresses[0][1]
        return port

    async def _show(self, request: web.Request) -> web.Response:
        sent = msgspec.json.decode(await request.read(), type=Sent)
        for share, status in FAULTS:
            if random.random() < share:
                return web.Response(status=status, headers={"Retry-After": "2"})
        self.shown[sent.user].append(sent)
        if random.random() < FAULTS[0][0]:  # It was shown, and the answer is lost.
            self.resets += 1
            return web.Response(status=502)
        return web.Response(text=str(len(self.shown[sent.user])))


def person(user: str) -> PersonId:
    """The name of somebody in the store."""
    return keys.person_id(SECRETS.pepper, PLATFORM, "", user)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
