"""The database as one thing: a single server, or a cluster with one connection to each primary."""

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from redis.crc import key_slot
from redis.exceptions import (
    AskError,
    ClusterDownError,
    MovedError,
    NoPermissionError,
    NoScriptError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
    TryAgainError,
)

from bot.errors import Misconfigured, StoreUnavailable
from bot.store.batcher import SILENCE_SECONDS_MAX, Batcher, Reply, read_address
from bot.store.keys import SHARD_TAGS

HOPS_MAX = 5
SCAN_COUNT = 500
SHARD_SLOTS: tuple[int, ...] = tuple(key_slot(tag.encode()) for tag in SHARD_TAGS)
SENDS_SLOT: int = key_slot(b"sends")
META_SLOT: int = key_slot(b"shards")
_CANNOT_NOW = (ClusterDownError, OutOfMemoryError, ReadOnlyError, TryAgainError)
_CANNOT_NOW_WORDS = ("MISCONF", "BUSY")  # redis-py has no error of their own for them.


class Script(Struct, frozen=True):
    """A Lua script and the hash by which a server remembers it."""

    source: str
    sha: str

    @classmethod
    def read(cls, name: str, *, lib: bool = True) -> "Script":
        """Read a script of this folder, behind the lines shared by all scripts about a person."""
        folder = Path(__file__).parent
        parts = [folder / "lib.lua"] * lib + [folder / f"{name}.lua"]
        source = "\n".join(part.read_text(encoding="utf-8") for part in parts)
        return cls(source, hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest())


class Database:
    """Sends each command to the server that holds its slot and turns refusals into errors."""

    def __init__(
        self,
        url: str,
        revive: Callable[[], Awaitable[None]] | None = None,
        silence_s: float = SILENCE_SECONDS_MAX,
    ) -> None:
        first = Batcher(read_address(url), revive, silence_s)
        self._silence_s = silence_s
        self._batchers = {(first.address.get("host"), first.address.get("port")): first}
        self._first = first
        self._by_slot: dict[int, Batcher] | None = None

    async def open(self) -> None:
        """Learn whether this is a cluster. Raises StoreUnavailable."""
        info = await self.ask(self._first, "INFO", "cluster")
        if b"cluster_enabled:1" in info:
            await self._learn()

    async def run(self, script: Script, slot: int, keys: tuple[str, ...], *args: Any) -> Reply:
        """Run a script on the server of a slot, sending its source only when it is new there."""
        reply = await self._routed(slot, "EVALSHA", script.sha, len(keys), *keys, *args)
        if isinstance(reply, NoScriptError):
            reply = await self._routed(slot, "EVAL", script.source, len(keys), *keys, *args)
        return _checked(reply)

    async def call(self, slot: int, *command: Any) -> Reply:
        """Send one command to the server of a slot."""
        return _checked(await self._routed(slot, *command))

    async def ask(self, server: Batcher, *command: Any) -> Reply:
        """Send one command to one server."""
        return _checked(await server.call(*command))

    def server_of(self, slot: int) -> Batcher:
        """Tell which server we believe to hold a slot."""
        return self._first if self._by_slot is None else self._by_slot[slot]

    def believe(self, slot: int, server: Batcher) -> None:
        """Expect a slot on another server, as after a move that we were told of."""
        assert self._by_slot is not None
        self._by_slot[slot] = server

    def servers(self) -> list[Batcher]:
        """List the connections to every server that takes writes."""
        return [self._first] if self._by_slot is None else list(set(self._by_slot.values()))

    async def scan(self, server: Batcher, pattern: str) -> list[bytes]:
        """List the keys of a server that match a pattern, a little at a time."""
        found: list[bytes] = []
        cursor = b"0"
        while True:
            cursor, page = await self.ask(
                server, "SCAN", cursor, "MATCH", pattern, "COUNT", SCAN_COUNT
            )
            found += page
            if cursor == b"0":
                return found

    async def close(self) -> None:
        """End every connection."""
        for server in self._batchers.values():
            await server.close()

    async def _routed(self, slot: int, *command: Any) -> Reply:
        if self._by_slot is None:
            return await self._first.call(*command)
        for _ in range(HOPS_MAX):
            try:
                reply = await self.server_of(slot).call(*command)
            except StoreUnavailable:  # The primary may have fallen: look who holds the slot now.
                await self._learn()
                continue
            if isinstance(reply, MovedError):
                await self._learn()
            elif isinstance(reply, AskError):
                return await self._batcher(*reply.node_addr).call_asking(*command)
            else:
                return reply
        raise StoreUnavailable("the cluster is being rearranged")

    async def _learn(self) -> None:
        """Read which server holds which slot, from whichever server answers."""
        for server in list(self._batchers.values()):
            try:
                ranges = await self.ask(server, "CLUSTER", "SLOTS")
            except StoreUnavailable:
                continue
            holders: dict[int, Batcher] = {}
            for low, high, primary, *_ in ranges:
                host = primary[0].decode() or server.address["host"]
                holder = self._batcher(host, primary[1])
                holders.update(dict.fromkeys(range(low, high + 1), holder))
            self._by_slot = holders
            return
        raise StoreUnavailable("no server of the cluster answers")

    def _batcher(self, host: str, port: int) -> Batcher:
        if (host, port) not in self._batchers:
            address = {**self._first.address, "host": host, "port": port}
            self._batchers[host, port] = Batcher(address, silence_s=self._silence_s)
        return self._batchers[host, port]


def _checked(reply: Reply) -> Reply:
    """Turn a refusal into the error that says what to do next."""
    if not isinstance(reply, ResponseError):
        return reply
    text = f"{reply.status_code or ''} {reply}".strip()
    if isinstance(reply, _CANNOT_NOW) or text.startswith(_CANNOT_NOW_WORDS) or "OOM " in text:
        raise StoreUnavailable(f"the database refuses: {text.partition(' script:')[0]}")
    if isinstance(reply, NoPermissionError):
        raise Misconfigured("REDIS_URL", f"give the user what docs/deploy asks for ({text})")
    raise AssertionError(text)
