"""One connection to one server, shared by every turn that runs at the same time.

Commands of one loop iteration leave in one write, and replies come back in order, so concurrent
turns share pipelines by themselves: no pool to exhaust, no command waits for another's reply.
"""

import asyncio
import contextlib
import ssl
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, cast

import hiredis
from msgspec import Struct
from redis.asyncio.connection import parse_url

from bot.errors import Misconfigured, ServerFailed, StoreUnavailable

SILENCE_SECONDS_MAX = 1.5
WAITING_MAX = 20_000

Reply = Any  # bytes, int, None, a list of replies, or hiredis.ReplyError as a value


class Address(Struct, frozen=True):
    """Where a server listens and how to greet it."""

    path: str = ""
    host: str = "127.0.0.1"
    port: int = 6379
    username: str = ""
    password: str = ""
    db: int = 0
    tls: bool = False
    ca_file: str = ""

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Read a redis://, rediss:// or unix:// address. Raises Misconfigured."""
        try:
            parts: dict[str, Any] = dict(parse_url(url))
        except ValueError as problem:
            mend = "write redis://, rediss:// or unix:// and where the server listens"
            raise Misconfigured("REDIS_URL", mend) from problem
        return cls(
            path=parts.get("path", ""),
            host=parts.get("host", "127.0.0.1"),
            port=parts.get("port", 6379),
            username=parts.get("username") or "",
            password=parts.get("password") or "",
            db=int(parts.get("db") or 0),
            tls=url.startswith("rediss:"),
            ca_file=parts.get("ssl_ca_certs") or "",
        )

    def greeting(self) -> list[tuple[str, ...]]:
        """List the commands that open a connection."""
        login = (self.username, self.password) if self.username else (self.password,)
        commands = [("AUTH", *login)] if self.password else []
        return [*commands, *([("SELECT", str(self.db))] if self.db else [])]


class _Pipe(asyncio.Protocol):
    """Writes commands, and resolves their futures in the order of the replies."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._reader = hiredis.Reader()
        self._waiting: deque[tuple[asyncio.Future[Reply], float]] = deque()
        self._unsent: list[bytes] = []
        self._watch: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self._silent = False

    @property
    def alive(self) -> bool:
        return self._transport is not None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own do not inherit.

    def connection_lost(self, _exc: Exception | None) -> None:
        self._transport = None
        if self._watch is not None:
            self._watch.cancel()
        lost = TimeoutError("silence") if self._silent else ConnectionResetError("hung up")
        while self._waiting:
            future, _ = self._waiting.popleft()
            if not future.done():
                future.set_exception(lost)

    def data_received(self, data: bytes) -> None:
        self._reader.feed(data)
        while (reply := self._reader.gets()) is not False:
            future, _ = self._waiting.popleft()
            if not future.done():  # A cancelled turn leaves its place in the queue.
                future.set_result(reply)

    def send(self, command: tuple[Any, ...]) -> asyncio.Future[Reply]:
        if len(self._waiting) >= WAITING_MAX:
            raise TimeoutError("too much is waiting for the database")
        if not self._unsent:
            self._loop.call_soon(self._flush)
        self._unsent.append(hiredis.pack_command(command))
        future: asyncio.Future[Reply] = self._loop.create_future()
        self._waiting.append((future, self._loop.time() + SILENCE_SECONDS_MAX))
        if self._watch is None:
            self._watch = self._loop.call_later(SILENCE_SECONDS_MAX, self._look)
        return future

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _flush(self) -> None:
        if self._transport is not None:
            self._transport.write(b"".join(self._unsent))
        self._unsent.clear()

    def _look(self) -> None:
        """Give a silent server up: its replies, should they come, belong to nobody."""
        self._watch = None
        if not self._waiting:
            return
        _, deadline = self._waiting[0]
        if deadline <= self._loop.time():
            self._silent = True
            self.close()
        else:
            self._watch = self._loop.call_at(deadline, self._look)


class Wire:
    """A connection that is made when needed and made again when lost.

    `revive` runs before every connection: the embedded server uses it to start again.
    """

    def __init__(
        self, address: Address, revive: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self.address = address
        self._revive = revive
        self._pipe: _Pipe | None = None
        self._connecting: asyncio.Task[_Pipe] | None = None

    async def call(self, *command: Any) -> Reply:
        """Send one command and wait for its reply; an error reply comes back as a value.

        A command lost with its connection is sent once more: all of ours may be repeated.
        Raises StoreUnavailable after 1.5 s of silence.
        """
        started = asyncio.get_running_loop().time()
        try:
            if self._pipe is not None and self._pipe.alive:
                with contextlib.suppress(ConnectionResetError):
                    return await self._pipe.send(command)
            async with asyncio.timeout_at(started + SILENCE_SECONDS_MAX):
                return await (await self._connected()).send(command)
        except (OSError, ServerFailed) as problem:
            raise StoreUnavailable(f"the database does not answer: {problem}") from problem

    async def call_asking(self, *command: Any) -> Reply:
        """Send a command about a slot that is just moving to this server of a cluster."""
        try:
            async with asyncio.timeout(SILENCE_SECONDS_MAX):
                pipe = await self._connected()
                # Nothing may come between the two, so both are queued before the first await.
                _, reply = await asyncio.gather(pipe.send(("ASKING",)), pipe.send(command))
                return reply
        except OSError as problem:
            raise StoreUnavailable(f"the database does not answer: {problem}") from problem

    async def close(self) -> None:
        """End the connection."""
        if self._connecting is not None:
            self._connecting.cancel()
        if self._pipe is not None:
            self._pipe.close()
        await asyncio.sleep(0)  # The loop lets go of the socket in its next round.

    async def _connected(self) -> _Pipe:
        if self._pipe is not None and self._pipe.alive:
            return self._pipe
        if self._connecting is None or self._connecting.done():
            self._connecting = asyncio.create_task(self._connect())
            # Whoever waited may have given up; the next one tries again and reports.
            self._connecting.add_done_callback(lambda task: task.cancelled() or task.exception())
        return await asyncio.shield(self._connecting)

    async def _connect(self) -> _Pipe:
        if self._revive is not None:
            await self._revive()
        async with asyncio.timeout(SILENCE_SECONDS_MAX):
            pipe = await _open(self.address)
            for command in self.address.greeting():
                reply = await pipe.send(command)
                if isinstance(reply, hiredis.ReplyError):
                    raise Misconfigured("REDIS_URL", f"the server refused {command[0]}: {reply}")
        self._pipe = pipe
        return pipe


async def _open(address: Address) -> _Pipe:
    loop = asyncio.get_running_loop()
    if address.path:
        _, pipe = await loop.create_unix_connection(_Pipe, address.path)
        return pipe
    tls = ssl.create_default_context(cafile=address.ca_file or None) if address.tls else None
    _, pipe = await loop.create_connection(_Pipe, address.host, address.port, ssl=tls)
    return pipe
