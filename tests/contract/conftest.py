"""The stores that every test of the contract runs on.

The mark `cluster` selects those on a three-node cluster of the bundled server.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.ports import PersonId, Store
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.embedded import EmbeddedServer
from bot.store.memory import MemoryStore
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from tests.contract.cluster import Cluster
from tests.contract.keyguard import guard
from tests.patience import patience
from tests.waits import HANG_S

__all__ = ["patience"]
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
STORES = ("memory", "embedded", pytest.param("cluster", marks=pytest.mark.cluster))


@pytest.fixture(scope="session")
def embedded_url() -> Iterator[str]:
    """One private server for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "data")
        asyncio.run(server.start())
        yield server.url
        asyncio.run(server.stop())


@pytest.fixture(scope="session")
def cluster_url() -> Iterator[str]:
    """One cluster for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(Path(folder))
        yield cluster.url
        cluster.stop()


@pytest_asyncio.fixture
async def redis_store(embedded_url: str) -> AsyncIterator[RedisStore]:
    """Give a store on the private server, which must hold nothing but known keys at the end."""
    store = RedisStore(embedded_url, SECRETS, silence_s=HANG_S)
    await store.open()
    yield store
    await guard(store)
    await store.close()


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest) -> str:
    """Where each store in turn keeps its people; nowhere for the one in memory."""
    if request.param == "memory":
        return ""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest_asyncio.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    """Each store in turn, empty; what it leaves behind must be known to keys.py."""
    if not store_url:
        yield MemoryStore()
        return
    redis = RedisStore(store_url, SECRETS, silence_s=HANG_S)
    await redis.open()
    yield redis
    await guard(redis)
    await redis.close()


async def let_lease_run_out(store: Store, person: PersonId) -> None:
    """Do at once what time does to a lease whose holder died."""
    if isinstance(store, MemoryStore):
        store.forget_lease(person)
        return
    assert isinstance(store, RedisStore)
    slot = SHARD_SLOTS[keys.shard_of(person)]
    await store.database.call(slot, "DEL", keys.of_person(person).lease)
