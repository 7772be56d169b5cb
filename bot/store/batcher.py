"""One redis-py connection to one server, shared by every turn that runs at the same time.

What turns ask for in one iteration of the loop, or while a batch is on its way, leaves together in
the next pipeline: no pool to exhaust. Only the batches' own task touches the connection, so a turn
that is cancelled cannot put it out of step.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from types import TracebackType
from typing import Any

import hiredis
from redis.asyncio import (
    BlockingConnectionPool,
    Connection,
    Redis,
    SSLConnection,
    UnixDomainSocketConnection,
)
from redis.asyncio.connection import AbstractConnection, parse_url
from redis.exceptions import AuthenticationError, RedisError, ResponseError
from redis.exceptions import ConnectionError as ConnectionLost

from bot.errors import Misconfigured, ServerFailed, StoreUnavailable

SILENCE_SECONDS_MAX = 1.5
SILENCE_LOOKS = 15
"""Silence is counted in so many parts; a stall of our own loop counts as one part at most."""
WAITING_MAX = 20_000
# Bare replies, no chatter at the greeting, and the limit of time is ours, over a whole batch.
POOL: dict[str, Any] = {
    "max_connections": 1,
    "protocol": 2,
    "decode_responses": False,
    "socket_timeout": None,
    "driver_info": None,
}
CLOSED = ConnectionLost("closed")

Address = dict[str, Any]  # What redis-py connects with: host and port or path, and how to log in.
Command = tuple[Any, ...]
Reply = Any  # bytes, int, None, a list of replies, or redis-py's ResponseError as a value
Asked = tuple[Command, asyncio.Future[Reply]]


class _Packing(AbstractConnection):
    """Packs with hiredis; with asyncio redis-py 8.1 still packs in Python, for 10 us a commit."""

    def pack_commands(self, commands: Iterable[Iterable[Any]]) -> list[bytes]:
        return [b"".join(hiredis.pack_command(tuple(command)) for command in commands)]


class _Tcp(_Packing, Connection):
    pass


class _Tls(_Packing, SSLConnection):
    pass


class _Unix(_Packing, UnixDomainSocketConnection):
    async def on_connect(self) -> None:
        """Leave the greeting to `connect`: redis-py 8.1 says it twice, and hides a refusal."""


CONNECTIONS = {Connection: _Tcp, SSLConnection: _Tls, UnixDomainSocketConnection: _Unix}


def read_address(url: str) -> Address:
    """Read a redis://, rediss:// or unix:// address. Raises Misconfigured."""
    try:
        parts: Address = dict(parse_url(url))
        kind = CONNECTIONS[parts.pop("connection_class", Connection)]
        kind(**parts)  # An option that redis-py does not know comes to light here.
    except (TypeError, ValueError) as problem:
        mend = "write redis://, rediss:// or unix:// and where the server listens"
        raise Misconfigured("REDIS_URL", mend) from problem
    place = {} if "path" in parts else {"host": "127.0.0.1", "port": 6379}
    return {**place, **parts, "connection_class": kind}


class Batcher:
    """Sends commands in shared pipelines over a connection that is made again when lost.

    `revive` runs after a connection was lost or refused: the embedded server starts again by it.
    A server that is silent for `silence_s` is given up.
    """

    def __init__(
        self,
        address: Address,
        revive: Callable[[], Awaitable[None]] | None = None,
        silence_s: float = SILENCE_SECONDS_MAX,
    ) -> None:
        self.address = address
        self._silence_s = silence_s
        self._redis = Redis.from_pool(BlockingConnectionPool(**{**address, **POOL}))
        self._redis.response_callbacks.clear()
        self._waiting: list[Asked] = []
        self._sender: asyncio.Task[None] | None = None
        self._revive = revive
        self._reviving: asyncio.Future[None] | None = None

    async def call(self, *command: Any) -> Reply:
        """Send one command and wait for its reply; an error reply comes back as a value.

        Raises StoreUnavailable when the server was silent too long after a batch was sent.
        """
        return await self._ask(command)

    async def call_asking(self, *command: Any) -> Reply:
        """Send a command about a slot that is just moving to this server of a cluster."""
        # Nothing may come between the two, so both wait for the same batch.
        _, reply = await asyncio.gather(self._ask(("ASKING",)), self._ask(command))
        return reply

    async def close(self) -> None:
        """End the connection."""
        running = [task for task in (self._sender, self._reviving) if task is not None]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        _fail(self._waiting, CLOSED)
        await self._redis.aclose()

    def _ask(self, command: Command) -> asyncio.Future[Reply]:
        if len(self._waiting) >= WAITING_MAX:
            raise StoreUnavailable("too much is waiting for the database")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Reply] = loop.create_future()
        self._waiting.append((command, future))
        if self._sender is None or self._sender.done():
            self._sender = loop.create_task(self._send())
        return future

    async def _send(self) -> None:
        """Send batch after batch until nobody waits."""
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                async with _Patience(self._silence_s):
                    replies = await self._exchange([command for command, _ in batch])
            except asyncio.CancelledError:
                _fail(batch, CLOSED)
                raise
            except TimeoutError as silence:  # Whoever waited behind the batch waited as long.
                batch, self._waiting = batch + self._waiting, []
                _fail(batch, silence)
            except Exception as problem:  # noqa: BLE001 - whatever it is, the turns must hear of it
                _fail(batch, problem)
            else:
                for (_, future), reply in zip(batch, replies, strict=True):
                    if not future.done():  # The turn of a done future was cancelled.
                        future.set_result(reply)

    async def _exchange(self, commands: list[Command]) -> list[Reply]:
        """Send a batch; when it is lost with its connection, once more: ours may be repeated."""
        try:
            return await self._execute(commands)
        except AuthenticationError:
            raise
        except ConnectionLost:
            await self._revived()
            return await self._execute(commands)

    async def _execute(self, commands: list[Command]) -> list[Reply]:
        pipeline = self._redis.pipeline(transaction=False)
        for command in commands:
            pipeline.execute_command(*command)
        return await pipeline.execute(raise_on_error=False)

    async def _revived(self) -> None:
        """Wait for the server to be started again, which may outlast the patience of a batch."""
        if self._revive is None:
            return
        if self._reviving is None or self._reviving.done():
            self._reviving = asyncio.ensure_future(self._revive())
            # Whoever waited may have given up; the next one tries again and reports.
            self._reviving.add_done_callback(lambda task: task.cancelled() or task.exception())
        await asyncio.shield(self._reviving)


class _Patience:
    """Raises TimeoutError inside after so many seconds that our own loop lived through.

    One timer over the whole time would run out while the loop stands still, before the reply that
    came meanwhile is read; a part that ends during a stall is followed by a whole new one.
    """

    def __init__(self, seconds: float) -> None:
        self._limit = asyncio.timeout(None)
        self._part_s, self._left = seconds / SILENCE_LOOKS, SILENCE_LOOKS
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(self._part_s, self._look)

    async def __aenter__(self) -> None:
        await self._limit.__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        await self._limit.__aexit__(kind, raised, trace)

    def _look(self) -> None:
        self._left -= 1
        if self._left:
            self._timer = self._loop.call_later(self._part_s, self._look)
        else:
            self._limit.reschedule(self._loop.time())


def _fail(batch: list[Asked], problem: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(_meaning(problem))


def _meaning(problem: Exception) -> Exception:
    """Turn what stopped a batch into the error that says what to do next, a new one each time."""
    if isinstance(problem, AuthenticationError | ResponseError):  # The greeting was refused.
        return Misconfigured("REDIS_URL", f"the server refused us: {problem}")
    if isinstance(problem, OSError | RedisError | ServerFailed):
        return StoreUnavailable(f"the database does not answer: {str(problem) or 'silence'}")
    return problem
