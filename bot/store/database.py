"""The database as one thing: a single server, or a cluster with one connection to each primary."""

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import hiredis
from msgspec import Struct, structs
from redis.crc import key_slot

from bot.errors import Misconfigured, StoreUnavailable
from bot.store.keys import SHARD_TAGS
from bot.store.wire import Address, Reply, Wire

HOPS_MAX = 5
SCAN_COUNT = 500
SHARD_SLOTS: tuple[int, ...] = tuple(key_slot(tag.encode()) for tag in SHARD_TAGS)
SENDS_SLOT: int = key_slot(b"sends")
META_SLOT: int = key_slot(b"shards")
_CANNOT_NOW = ("LOADING", "MISCONF", "READONLY", "CLUSTERDOWN", "TRYAGAIN", "MASTERDOWN", "BUSY")
_MAY_NOT = ("NOAUTH", "NOPERM", "WRONGPASS")


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

    def __init__(self, url: str, revive: Callable[[], Awaitable[None]] | None = None) -> None:
        first = Wire(Address.parse(url), revive)
        self._wires = {(first.address.host, first.address.port): first}
        self._first = first
        self._by_slot: dict[int, Wire] | None = None

    async def open(self) -> None:
        """Learn whether this is a cluster. Raises StoreUnavailable."""
        info = await self.ask(self._first, "INFO", "cluster")
        if b"cluster_enabled:1" in info:
            await self._learn()

    async def run(self, script: Script, slot: int, keys: tuple[str, ...], *args: Any) -> Reply:
        """Run a script on the server of a slot, sending its source only when it is new there."""
        reply = await self._routed(slot, "EVALSHA", script.sha, len(keys), *keys, *args)
        if type(reply) is hiredis.ReplyError and str(reply).startswith("NOSCRIPT"):
            reply = await self._routed(slot, "EVAL", script.source, len(keys), *keys, *args)
        return _checked(reply)

    async def call(self, slot: int, *command: Any) -> Reply:
        """Send one command to the server of a slot."""
        return _checked(await self._routed(slot, *command))

    async def ask(self, wire: Wire, *command: Any) -> Reply:
        """Send one command to one server."""
        return _checked(await wire.call(*command))

    def server_of(self, slot: int) -> Wire:
        """Tell which server we believe to hold a slot."""
        return self._first if self._by_slot is None else self._by_slot[slot]

    def believe(self, slot: int, server: Wire) -> None:
        """Expect a slot on another server, as after a move that we were told of."""
        assert self._by_slot is not None
        self._by_slot[slot] = server

    def servers(self) -> list[Wire]:
        """List the connections to every server that takes writes."""
        return [self._first] if self._by_slot is None else list(set(self._by_slot.values()))

    async def scan(self, wire: Wire, pattern: str) -> list[bytes]:
        """List the keys of a server that match a pattern, a little at a time."""
        found: list[bytes] = []
        cursor = b"0"
        while True:
            cursor, page = await self.ask(
                wire, "SCAN", cursor, "MATCH", pattern, "COUNT", SCAN_COUNT
            )
            found += page
            if cursor == b"0":
                return found

    async def close(self) -> None:
        """End every connection."""
        for wire in self._wires.values():
            await wire.close()

    async def _routed(self, slot: int, *command: Any) -> Reply:
        if self._by_slot is None:
            return await self._first.call(*command)
        for _ in range(HOPS_MAX):
            try:
                reply = await self.server_of(slot).call(*command)
            except StoreUnavailable:  # The primary may have fallen: look who holds the slot now.
                await self._learn()
                continue
            if type(reply) is not hiredis.ReplyError:
                return reply
            if str(reply).startswith("ASK "):
                host, _, port = str(reply).split()[2].rpartition(":")
                return await self._wire(host, int(port)).call_asking(*command)
            if not str(reply).startswith("MOVED "):
                return reply
            await self._learn()
        raise StoreUnavailable("the cluster is being rearranged")

    async def _learn(self) -> None:
        """Read which server holds which slot, from whichever server answers."""
        for wire in list(self._wires.values()):
            try:
                ranges = await self.ask(wire, "CLUSTER", "SLOTS")
            except StoreUnavailable:
                continue
            holders: dict[int, Wire] = {}
            for low, high, primary, *_ in ranges:
                host = primary[0].decode() or wire.address.host
                holder = self._wire(host, primary[1])
                holders.update(dict.fromkeys(range(low, high + 1), holder))
            self._by_slot = holders
            return
        raise StoreUnavailable("no server of the cluster answers")

    def _wire(self, host: str, port: int) -> Wire:
        if (host, port) not in self._wires:
            address = structs.replace(self._first.address, host=host, port=port)
            self._wires[host, port] = Wire(address)
        return self._wires[host, port]


def _checked(reply: Reply) -> Reply:
    """Turn a refusal into the error that says what to do next."""
    if type(reply) is not hiredis.ReplyError:
        return reply
    text = str(reply)
    if text.startswith(_CANNOT_NOW) or "OOM " in text:
        raise StoreUnavailable(f"the database refuses: {text.partition(' script:')[0]}")
    if text.startswith(_MAY_NOT):
        raise Misconfigured("REDIS_URL", f"give the user what docs/deploy asks for ({text})")
    raise AssertionError(text)
