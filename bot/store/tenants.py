"""What a platform keeps of a workspace that installed the app: in Redis and in memory."""

from collections.abc import Callable
from typing import Any

from bot.core.ports import PersonId
from bot.store import keys
from bot.store.database import SHARD_SLOTS, Database
from bot.store.seal import Sealer, Secrets

FIELD = b"installation"


class RedisTenants:
    """The part of RedisStore that keeps tenants, each sealed with a key of its own."""

    database: Database
    secrets: Secrets
    _sealer: Sealer

    async def tenant(self, platform: str, tenant: str) -> bytes | None:
        """Read what is kept of a tenant."""
        name = tenant_id(self.secrets.pepper, platform, tenant)
        wrapped, body = await self._call(name, "HMGET", keys.team(name), "key", "body")
        return None if body is None else self._sealer.data_key(name, wrapped).open(FIELD, body)

    async def keep_tenant(self, platform: str, tenant: str, body: bytes) -> None:
        """Write what is kept of a tenant; the key that seals it stays."""
        name = tenant_id(self.secrets.pepper, platform, tenant)
        wrapped = await self._call(name, "HGET", keys.team(name), "key")
        key = self._sealer.data_key(name, wrapped) if wrapped else self._sealer.new_key(name)
        sealed = key.seal(FIELD, body)
        await self._call(name, "HSET", keys.team(name), "key", key.wrapped, "body", sealed)

    async def rotate_tenant_keys(self) -> int:
        """Wrap every tenant's key with the newest sealing key; tells how many."""
        rotated = 0
        for server in self.database.servers():
            for found in await self.database.scan(server, keys.TEAMS_PATTERN):
                name = PersonId(found.rpartition(b":")[2].decode())
                wrapped = await self._call(name, "HGET", keys.team(name), "key")
                if wrapped and (newer := self._sealer.rewrap(name, wrapped)) is not None:
                    await self._call(name, "HSET", keys.team(name), "key", newer)
                    rotated += 1
        return rotated

    async def _call(self, name: PersonId, *command: Any) -> Any:
        return await self.database.call(SHARD_SLOTS[keys.shard_of(name)], *command)


class MemoryTenants:
    """The part of MemoryStore that keeps tenants."""

    _try: Callable[[str], None]
    _tenants: dict[tuple[str, str], bytes]

    async def tenant(self, platform: str, tenant: str) -> bytes | None:
        """Read what is kept of a tenant."""
        self._try("tenant")
        return self._tenants.get((platform, tenant))

    async def keep_tenant(self, platform: str, tenant: str, body: bytes) -> None:
        """Write what is kept of a tenant."""
        self._try("keep_tenant")
        self._tenants[platform, tenant] = body

    async def rotate_tenant_keys(self) -> int:
        """Nothing is sealed here."""
        return 0


def tenant_id(pepper: bytes, platform: str, tenant: str) -> PersonId:
    """Name a tenant as people are named: by a keyed hash."""
    return keys.person_id(pepper, f"{platform} installation", "", tenant)
