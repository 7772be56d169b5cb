"""Slack installations in the database: sealed with a key of their own, as people are."""

from typing import Any

import msgspec
from msgspec.structs import replace

from bot.adapters.slack.installations import Installation, switched_off
from bot.core.ports import PersonId
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.redis import RedisStore
from bot.store.seal import DataKey, Sealer

FIELD = b"installation"
PLATFORM = "slack installation"
_DECODER = msgspec.msgpack.Decoder(Installation)


class Teams:
    """Keeps installations (bot.adapters.slack.installations.Installations)."""

    def __init__(self, store: RedisStore) -> None:
        self._store = store
        self._sealer = Sealer(store.secrets)

    async def find(self, tenant: str) -> Installation | None:
        """Read the installation of a workspace or organisation."""
        name = self._name(tenant)
        wrapped, body = await self._call(name, "HMGET", keys.team(name), "key", "body")
        if body is None:
            return None
        return _DECODER.decode(self._sealer.data_key(name, wrapped).open(FIELD, body))

    async def save(self, installation: Installation) -> None:
        """Write an installation; a later one of the same tenant replaces it."""
        name = self._name(installation.tenant)
        wrapped = await self._call(name, "HGET", keys.team(name), "key")
        known = self._sealer.data_key(name, wrapped) if wrapped else self._sealer.new_key(name)
        await self._write(name, known, installation)

    async def turn_off(self, tenant: str, now: float) -> None:
        """Note that a workspace took the app away, and forget its tokens."""
        if known := await self.find(tenant):
            await self.save(replace(switched_off(known, now), refresh_token=""))

    async def rotate_keys(self) -> int:
        """Wrap every installation's key with the newest sealing key; tells how many."""
        rotated = 0
        for server in self._store.database.servers():
            for found in await self._store.database.scan(server, keys.TEAMS_PATTERN):
                name = PersonId(found.rpartition(b":")[2].decode())
                wrapped = await self._call(name, "HGET", keys.team(name), "key")
                if wrapped and (newer := self._sealer.rewrap(name, wrapped)) is not None:
                    await self._call(name, "HSET", keys.team(name), "key", newer)
                    rotated += 1
        return rotated

    async def _write(self, name: PersonId, key: DataKey, installation: Installation) -> None:
        body = key.seal(FIELD, msgspec.msgpack.encode(installation))
        await self._call(name, "HSET", keys.team(name), "key", key.wrapped, "body", body)

    async def _call(self, name: PersonId, *command: Any) -> Any:
        return await self._store.database.call(SHARD_SLOTS[keys.shard_of(name)], *command)

    def _name(self, tenant: str) -> PersonId:
        return keys.person_id(self._store.secrets.pepper, PLATFORM, "", tenant)
