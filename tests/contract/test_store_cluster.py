"""What only a cluster can show: slots that are elsewhere than we thought, a node that is gone."""

import asyncio

import pytest

from bot.core.ports import CommitResult, PersonId, Write
from bot.errors import StoreUnavailable
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.redis import RedisStore
from tests.contract.conftest import SECRETS
from tests.contract.keyguard import guard

pytestmark = [pytest.mark.asyncio, pytest.mark.cluster]

PEOPLE = [PersonId(f"{shard:02x}" + "0a" * 15) for shard in range(0, 256, 8)]


async def test_shards_spread_over_all_nodes(cluster_url: str) -> None:
    """No node of three holds more than half of the shards."""
    store = RedisStore(cluster_url, SECRETS)
    await store.open()
    holders = [store.database.server_of(slot) for slot in SHARD_SLOTS]
    assert len(set(holders)) == 3
    assert max(holders.count(holder) for holder in set(holders)) <= len(SHARD_SLOTS) / 2
    await store.close()


async def test_a_wrong_map_of_the_slots_is_mended(cluster_url: str) -> None:
    """When slots have moved, the first refused command learns where to, and goes through."""
    store = RedisStore(cluster_url, SECRETS)
    await store.open()
    servers = store.database.servers()
    for slot in SHARD_SLOTS:
        there = servers.index(store.database.server_of(slot))
        store.database.believe(slot, servers[(there + 1) % len(servers)])
    write = Write("u1", 1.0, b"record", (b"line",))
    befores = await asyncio.gather(*(store.load(person) for person in PEOPLE))
    answers = await asyncio.gather(*(store.commit(before, write) for before in befores))
    assert {answer.outcome for answer in answers} == {CommitResult.COMMITTED}
    assert await store.journal(PEOPLE[0]) == [b"line"]
    await guard(store)
    await store.close()


async def test_a_slot_on_the_move_is_read_and_later_written(cluster_url: str) -> None:
    """While a slot moves, loading follows it and a commit means 503; afterwards both go on."""
    store = RedisStore(cluster_url, SECRETS)
    await store.open()
    person = PEOPLE[0]
    slot = SHARD_SLOTS[keys.shard_of(person)]
    old = store.database.server_of(slot)
    new = next(server for server in store.database.servers() if server is not old)
    ids = {server: await store.database.ask(server, "CLUSTER", "MYID") for server in (old, new)}
    await store.database.ask(new, "CLUSTER", "SETSLOT", slot, "IMPORTING", ids[old])
    await store.database.ask(old, "CLUSTER", "SETSLOT", slot, "MIGRATING", ids[new])
    before = await store.load(person)  # Nobody is there: ASK sends us to the new place.
    write = Write("u1", 1.0, b"record")
    with pytest.raises(StoreUnavailable, match="TRYAGAIN"):
        await store.commit(before, write)
    for server in (new, old):
        await store.database.ask(server, "CLUSTER", "SETSLOT", slot, "NODE", ids[new])
    assert (await store.commit(before, write)).outcome is CommitResult.COMMITTED
    assert store.database.server_of(slot) is new
    await guard(store)
    await store.close()
