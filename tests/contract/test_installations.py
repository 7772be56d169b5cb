"""What every store of Slack installations promises: found, replaced, turned off, sealed, apart."""

import asyncio

import pytest
import pytest_asyncio

from bot.adapters.slack.installations import Installation, StoredInstallations
from bot.adapters.slack.payloads import PLATFORM
from bot.core.ports import PersonId, Store
from bot.errors import Unreadable
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.redis import RedisStore
from bot.store.tenants import tenant_id
from tests.contract.conftest import SECRETS

pytestmark = pytest.mark.asyncio

PAIRS = 200
NOW = 1_800_000_000.0
OURS = Installation("T1", "UBOT", "xoxb-canary-1", "B1", "xoxe-canary-1", NOW + 43_200)


@pytest_asyncio.fixture
async def installations(store: Store) -> StoredInstallations:
    """Each store of installations in turn, empty."""
    return StoredInstallations(store)


async def test_an_installation_is_found_again_whole(installations: StoredInstallations) -> None:
    """Tokens, their end and the bot come back as they were written."""
    assert await installations.find("T1") is None
    await installations.save(OURS)
    assert await installations.find("T1") == OURS
    assert await installations.find("T2") is None


async def test_a_rotated_token_replaces_the_old(installations: StoredInstallations) -> None:
    """What is saved last is found, also by many at once."""
    await installations.save(OURS)
    later = Installation("T1", "UBOT", "xoxb-2", "B1", "xoxe-2", NOW + 86_400)
    await installations.save(later)
    assert await asyncio.gather(*(installations.find("T1") for _ in range(9))) == [later] * 9


async def test_a_workspace_that_leaves_loses_its_tokens(installations: StoredInstallations) -> None:
    """After `turn_off` no token is left; the same workspace may come again."""
    await installations.turn_off("T1", NOW)
    assert await installations.find("T1") is None
    await installations.save(OURS)
    await installations.turn_off("T1", NOW)
    found = await installations.find("T1")
    assert found is not None
    assert (found.off, found.bot_token, found.refresh_token) == (NOW, "", "")
    await installations.save(OURS)
    assert await installations.find("T1") == OURS


async def test_s6_two_hundred_workspaces_do_not_cross(installations: StoredInstallations) -> None:
    """Every tenant finds its own tokens and nobody else's."""
    made = [Installation(f"T{n}", f"U{n}", f"xoxb-{n}") for n in range(PAIRS)]
    await asyncio.gather(*(installations.save(one) for one in made))
    assert [await installations.find(one.tenant) for one in made] == made


async def test_s10_tokens_are_sealed_and_open_nowhere_else(redis_store: RedisStore) -> None:
    """Nothing of an installation is readable in the database, nor opens under another tenant."""
    stored = StoredInstallations(redis_store)
    await stored.save(OURS)
    ours, theirs = (tenant_id(SECRETS.pepper, PLATFORM, team) for team in ("T1", "T2"))
    fields = await call(redis_store, ours, "HGETALL")
    for canary in (b"canary", b"xox", b"UBOT", b"T1"):
        assert canary not in b"".join(fields) and canary not in keys.team(ours).encode()
    await call(redis_store, theirs, "HSET", *fields)
    with pytest.raises(Unreadable):
        await stored.find("T2")


async def call(store: RedisStore, name: PersonId, command: str, *args: bytes) -> list[bytes]:
    """Ask the database about the key of an installation."""
    slot = SHARD_SLOTS[keys.shard_of(name)]
    found: list[bytes] = await store.database.call(slot, command, keys.team(name), *args)
    return found
