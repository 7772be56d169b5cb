"""What every store promises about codes that join two chats."""

import asyncio

import pytest

from bot.core.ports import PersonId, Store
from bot.errors import Unreadable
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.memory import MemoryStore
from bot.store.redis import RedisStore

pytestmark = pytest.mark.asyncio

ANNA = PersonId("0a" * 16)
CARL = PersonId("cc" * 16)
PEPPER = b"p" * 32
PROOF = keys.link_proof(PEPPER, "ABCD2345")
LIFE_S = 600.0


async def test_an_offer_is_found_by_its_hash_alone(store: Store) -> None:
    """Whoever made a code is told for that code and for no other."""
    await store.offer(PROOF, ANNA, LIFE_S)
    assert await store.offered(PROOF) == ANNA
    for wrong in (keys.link_proof(PEPPER, "ABCD2346"), keys.link_proof(b"q" * 32, "ABCD2345")):
        assert await store.offered(wrong) is None
    await store.offer(PROOF, CARL, LIFE_S)
    assert await store.offered(PROOF) == CARL


async def test_an_offer_goes_by_itself() -> None:
    """After its life a code is forgotten, and a minute after the first try the tries are."""
    clock = iter((0.0, LIFE_S - 1, LIFE_S, 0.0, 59.0, 60.0))
    store = MemoryStore(clock=lambda: next(clock))
    await store.offer(PROOF, ANNA, LIFE_S)
    assert [await store.offered(PROOF), await store.offered(PROOF)] == [ANNA, None]
    assert [await store.tried(ANNA) for _ in range(3)] == [1, 2, 1]


async def test_the_database_lets_offers_and_tries_go(redis_store: RedisStore) -> None:
    """Both have an end there; that of the tries is a minute after the first, not the last."""
    await redis_store.offer(PROOF, ANNA, LIFE_S)
    assert 0 < await left_ms(redis_store, PROOF, keys.link_code(PROOF)) <= LIFE_S * 1000
    await redis_store.tried(ANNA)
    first = await left_ms(redis_store, ANNA, keys.link_tries(ANNA))
    await redis_store.tried(ANNA)
    assert 0 < await left_ms(redis_store, ANNA, keys.link_tries(ANNA)) <= first
    assert first <= keys.TRIES_KEPT_MS


async def left_ms(store: RedisStore, name: str, key: str) -> int:
    """How long a key of the database will stay."""
    slot = SHARD_SLOTS[keys.shard_of(PersonId(name))]
    return int(await store.database.call(slot, "PTTL", key))


async def test_s3_tries_are_counted_a_person(store: Store) -> None:
    """Every try within the minute counts, at once or in turn, and nobody pays for another's."""
    assert sorted(await asyncio.gather(*(store.tried(ANNA) for _ in range(9)))) == [*range(1, 10)]
    assert await store.tried(ANNA) == 10
    assert await store.tried(CARL) == 1


async def test_s10_an_offer_is_sealed_and_opens_nowhere_else(redis_store: RedisStore) -> None:
    """Neither code nor person is readable in the database; under another code it does not open."""
    await redis_store.offer(PROOF, ANNA, LIFE_S)
    slot, name = SHARD_SLOTS[keys.shard_of(PersonId(PROOF))], keys.link_code(PROOF)
    body = await redis_store.database.call(slot, "GET", name)
    assert ANNA.encode() not in body and b"ABCD2345" not in body + name.encode()
    other = keys.link_proof(PEPPER, "ZZZZ9999")
    slot, name = SHARD_SLOTS[keys.shard_of(PersonId(other))], keys.link_code(other)
    await redis_store.database.call(slot, "SET", name, body, "PX", 60_000)
    with pytest.raises(Unreadable):
        await redis_store.offered(other)
