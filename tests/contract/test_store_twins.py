"""Memory and database do the same in any order of calls: random worlds, replayed by their seed."""

import os
import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec import structs

from bot.core.ports import (
    Backlog,
    Claim,
    Committed,
    Entry,
    Parked,
    PersonId,
    Snapshot,
    Store,
    Write,
)
from bot.store.keys import shard_of
from bot.store.memory import MemoryStore
from bot.store.redis import RedisStore
from tests.contract.conftest import let_lease_run_out

pytestmark = pytest.mark.asyncio

WORLDS = int(os.environ.get("POISED_WORLDS", "25"))
STEPS = 60
MEASURE_EVERY = 12
PEOPLE = tuple(PersonId("0a" * 15 + f"{number:02x}") for number in range(3))
LEASE_MS = 600_000  # Longer than a world takes: leases end only when the world says so.
ENTRIES = (
    Entry("normal", "question", b"question"),
    Entry("normal", "reminder", b"reminder", not_after=40.0),
    Entry("urgent", "referral", b"referral"),
)


class Twin:
    """One store and what its callers hold in their hands."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.snapshots = {person: Snapshot(person) for person in PEOPLE}
        self.claims: dict[PersonId, Claim] = {}

    async def load(self, person: PersonId) -> Any:
        self.snapshots[person] = await self.store.load(person)
        return plain(self.snapshots[person])

    async def commit(self, person: PersonId, write: Write) -> Any:
        answer = await self.store.commit(self.snapshots[person], write)
        self.snapshots[person] = answer.fresh or self.snapshots[person]
        return self._hold(person, answer.claim), plain(answer)

    async def claim_sends(self, person: PersonId, now: float) -> Any:
        return self._hold(person, await self.store.claim_sends(person, now, LEASE_MS))

    async def settle(self, person: PersonId, now: float, reason: str) -> Any:
        if person not in self.claims:
            return None
        claim = self.claims[person]
        seq = claim.entries[0].seq
        if reason:
            return self._hold(person, await self.store.bury(claim, seq, now, reason))
        return self._hold(person, await self.store.delivered(claim, seq, now, b"side"))

    async def retry(self, person: PersonId, at: float, *, paused: bool) -> None:
        if person in self.claims:
            claim = self.claims[person]
            await self.store.retry(claim, claim.entries[0].seq, at, paused=paused)

    async def link(self, person: PersonId, survivor: PersonId) -> bool:
        return await self.store.link(self.snapshots[person], survivor)

    async def lose_lease(self, person: PersonId) -> None:
        await let_lease_run_out(self.store, person)

    async def look(self) -> Any:
        """See all that can be seen of the people from outside."""
        return [
            (
                plain(await self.store.load(p)),
                await self.store.journal(p),
                await self.store.parked(p),
            )
            for p in PEOPLE
        ]

    async def measure(self, now: float) -> Any:
        """See what concerns all shards, which takes a while."""
        return await self.store.dead_letters(), rounded(await self.store.backlog(now))

    def _hold(self, person: PersonId, claim: Claim | None) -> Any:
        if claim is not None:
            self.claims[person] = claim
        return claim and claim.entries


def plain(answer: Snapshot | Committed) -> Any:
    """Leave out what is a store's own: keys and tokens."""
    if isinstance(answer, Snapshot):
        return structs.replace(answer, key=b"")
    return answer.outcome, answer.fresh and plain(answer.fresh)


def rounded(backlog: Backlog) -> Backlog:
    """Leave out the milliseconds that a real server's clock has moved on."""
    return structs.replace(backlog, oldest_due_s=round(backlog.oldest_due_s))


Step = Callable[[Twin], Awaitable[Any]]


def next_step(dice: random.Random, now: float) -> Step:
    """Throw the dice for one call."""
    person, other = dice.sample(PEOPLE, 2)
    update, later = f"u{dice.randrange(40)}", now + dice.randrange(20)
    write = Write(
        update,
        now,
        b"%d" % dice.randrange(99),
        journal=(b"line",) * dice.randrange(3),
        outbox=tuple(dice.sample(ENTRIES, dice.randrange(3))),
        red_flag=dice.random() < 0.1,
        wake=dice.choice((None, later)),
        lease_ms=dice.choice((0, LEASE_MS)),
    )
    paused, reason = dice.random() < 0.5, dice.choice(("", "", "refused"))
    table: tuple[tuple[int, Step], ...] = (
        (8, lambda twin: twin.load(person)),
        (12, lambda twin: twin.commit(person, write)),
        (6, lambda twin: twin.claim_sends(person, now)),
        (8, lambda twin: twin.settle(person, now, reason)),
        (3, lambda twin: twin.retry(person, later, paused=paused)),
        (3, lambda twin: twin.lose_lease(person)),
        (4, lambda twin: twin.store.claim_due(shard_of(person), now, 15, 2)),
        (3, lambda twin: twin.store.park(person, Parked(update, 0, later, b"poison"), now)),
        (3, lambda twin: twin.store.unpark(person, update, now, reason)),
        (1, lambda twin: twin.link(person, other)),
        (1, lambda twin: twin.store.erase(person, now)),
        (1, lambda twin: twin.store.unstick(person, now)),
    )
    weights = [weight for weight, _ in table]
    return dice.choices([step for _, step in table], weights)[0]


@pytest.mark.parametrize("seed", range(WORLDS))
async def test_memory_and_database_are_twins(redis_store: RedisStore, seed: int) -> None:
    """Whatever is called in whatever order, both stores give the same answers."""
    dice = random.Random(seed)
    twins = Twin(MemoryStore(clock=lambda: 0.0)), Twin(redis_store)
    now = 10.0
    for number in range(STEPS):
        now += dice.choice((0, 1, 1, 5))
        step = next_step(dice, now)
        memory, database = [(await step(twin), await twin.look()) for twin in twins]
        assert memory == database, f"seed {seed}, step {number}"
        if number % MEASURE_EVERY == 0:
            memory, database = [await twin.measure(now) for twin in twins]
            assert memory == database, f"seed {seed}, step {number}"
