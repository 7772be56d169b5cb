"""The store in memory fails when a test asks for it, and forgets nothing by that."""

import pytest

from bot.core.ports import Entry, PersonId, Snapshot, Write
from bot.errors import StoreUnavailable
from bot.store.memory import MemoryStore

pytestmark = pytest.mark.asyncio

ANNA = PersonId("0a" * 16)


async def test_a_store_that_is_down_changes_nothing() -> None:
    """While it is down every call fails, and afterwards the same turn goes through."""
    store = MemoryStore()
    write = Write("u1", 1.0, b"record")
    store.down = True
    with pytest.raises(StoreUnavailable):
        await store.load(ANNA)
    with pytest.raises(StoreUnavailable):
        await store.commit(Snapshot(ANNA), write)
    store.down = False
    assert (await store.load(ANNA)).version == 0
    await store.commit(Snapshot(ANNA), write)
    assert (await store.load(ANNA)).record == b"record"


async def test_single_calls_can_be_made_to_fail() -> None:
    """The hook decides by the name of the call."""
    store = MemoryStore(fail=lambda call: call == "commit")
    assert await store.load(ANNA) == Snapshot(ANNA)
    with pytest.raises(StoreUnavailable, match="commit"):
        await store.commit(Snapshot(ANNA), Write("u1", 1.0, b"record"))


async def test_leases_run_on_the_given_clock() -> None:
    """A lease ends when the clock of the store says so, and the next sender may come."""
    ticks = [100.0]
    store = MemoryStore(clock=lambda: ticks[0])
    hello = Entry("normal", "question", b"hello")
    write = Write("u1", 1.0, b"record", outbox=(hello,), lease_ms=5000)
    assert (await store.commit(Snapshot(ANNA), write)).claim
    ticks[0] += 4.9
    assert await store.claim_sends(ANNA, 6.0, 5000) is None
    ticks[0] += 0.2
    assert await store.claim_sends(ANNA, 6.0, 5000)


async def test_the_same_calls_give_the_same_tokens() -> None:
    """Nothing in the store is random, so that a seed replays a world."""
    tokens = []
    for _ in range(2):
        store = MemoryStore(clock=lambda: 0.0)
        hello = Entry("normal", "question", b"hello")
        write = Write("u1", 1.0, b"record", outbox=(hello,), lease_ms=5000)
        claim = (await store.commit(Snapshot(ANNA), write)).claim
        assert claim is not None
        tokens.append(claim.token)
    assert tokens[0] == tokens[1]
