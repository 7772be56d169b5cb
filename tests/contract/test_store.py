"""What every store promises about turns: written whole, once, in order."""

import asyncio

import pytest

from bot.core.ports import CommitResult, Entry, PersonId, Snapshot, Store, Write
from bot.store.keys import JOURNAL_LINES_MAX, SEEN_KEPT_MS, SEEN_MAX, shard_of

pytestmark = pytest.mark.asyncio

NOW = 1_800_000_000.0
ANNA = PersonId("0a" * 16)
BERT = PersonId("0a" + "bb" * 15)  # In Anna's shard.
CARL = PersonId("cc" * 16)
LEASE_MS = 10_000


def turn(inbound: str, record: bytes = b"record", **changes: object) -> Write:
    return Write(inbound, changes.pop("now", NOW), record, **changes)  # type: ignore[arg-type]


async def test_a_stranger_has_nothing(store: Store) -> None:
    """A person nobody has seen loads as version 0 without a record."""
    assert await store.load(ANNA) == Snapshot(ANNA)
    assert await store.journal(ANNA) == []


async def test_a_turn_is_read_back(store: Store) -> None:
    """Record, wake time and journal come back as they were written."""
    before = await store.load(ANNA)
    first = turn("u1", b"one", journal=(b"line 1", b"line 2"), wake=NOW + 5)
    assert (await store.commit(before, first)).outcome is CommitResult.COMMITTED
    after = await store.load(ANNA)
    assert (after.version, after.record, after.wake) == (1, b"one", NOW + 5)
    assert (await store.commit(after, turn("u2", b"two", journal=(b"line 3",)))).fresh is None
    last = await store.load(ANNA)
    assert (last.version, last.record, last.wake) == (2, b"two", None)
    assert await store.journal(ANNA) == [b"line 1", b"line 2", b"line 3"]


async def test_people_do_not_mix(store: Store) -> None:
    """Two people of one shard keep their own records."""
    for person, record in ((ANNA, b"anna"), (BERT, b"bert"), (CARL, b"carl")):
        await store.commit(await store.load(person), turn("u1", record))
    found = [(await store.load(person)).record for person in (ANNA, BERT, CARL)]
    assert found == [b"anna", b"bert", b"carl"]


async def test_d2_an_update_is_taken_once(store: Store) -> None:
    """The same update ten times, also five at once, has one effect."""
    stranger = await store.load(ANNA)
    write = turn("u1", journal=(b"once",), outbox=(Entry("normal", "question", b"hello"),))
    answers = await asyncio.gather(*(store.commit(stranger, write) for _ in range(5)))
    answers += [await store.commit(await store.load(ANNA), write) for _ in range(5)]
    outcomes = [answer.outcome for answer in answers]
    assert outcomes.count(CommitResult.COMMITTED) == 1
    assert outcomes.count(CommitResult.DUPLICATE) == 9
    assert await store.journal(ANNA) == [b"once"]


async def test_d2_an_update_is_known_for_48_hours(store: Store) -> None:
    """A repeated update is a duplicate until 48 hours have passed."""
    kept_s = SEEN_KEPT_MS / 1000
    await store.commit(await store.load(ANNA), turn("u1"))
    repeated = turn("u1", now=NOW + kept_s - 1)
    assert (await store.commit(await store.load(ANNA), repeated)).outcome is CommitResult.DUPLICATE
    late = turn("u1", now=NOW + kept_s)
    assert (await store.commit(await store.load(ANNA), late)).outcome is CommitResult.COMMITTED


async def test_d2_at_most_64_updates_are_known(store: Store) -> None:
    """The oldest known update is forgotten for the sixty-fifth."""
    for number in range(SEEN_MAX + 1):
        await store.commit(await store.load(ANNA), turn(f"u{number}", now=NOW + number))
    again = await store.load(ANNA)
    assert (await store.commit(again, turn("u1", now=NOW + 99))).outcome is CommitResult.DUPLICATE
    assert (await store.commit(again, turn("u0", now=NOW + 99))).outcome is CommitResult.COMMITTED


async def test_d2_a_lower_update_id_is_still_taken(store: Store) -> None:
    """Updates are known by name, not by order."""
    await store.commit(await store.load(ANNA), turn("900"))
    assert (await store.commit(await store.load(ANNA), turn("3"))).outcome is CommitResult.COMMITTED


async def test_d5_a_stale_turn_writes_nothing(store: Store) -> None:
    """Of two turns on one version the second changes nothing and gets the fresh person."""
    before = await store.load(ANNA)
    await store.commit(before, turn("u1", b"first", wake=NOW + 9))
    message = Entry("urgent", "referral", b"stale")
    stale = turn("u2", b"stale", journal=(b"stale",), outbox=(message,), red_flag=True)
    answer = await store.commit(before, stale)
    assert answer.outcome is CommitResult.CONFLICT
    assert answer.fresh == await store.load(ANNA)
    assert answer.fresh is not None
    assert (answer.fresh.record, answer.fresh.version, answer.fresh.epoch) == (b"first", 1, 0)
    assert await store.journal(ANNA) == []
    assert await store.claim_sends(ANNA, NOW, LEASE_MS) is None
    assert (await store.commit(answer.fresh, stale)).outcome is CommitResult.COMMITTED


async def test_d5_of_many_turns_at_once_each_counts(store: Store) -> None:
    """Twenty turns of one person at once, each retried on conflict, are all in the record."""

    async def one(number: int) -> None:
        before = await store.load(ANNA)
        while True:
            record = (before.record or b"") + bytes([number])
            answer = await store.commit(before, turn(f"u{number}", record))
            if answer.fresh is None:
                return
            before = answer.fresh

    await asyncio.gather(*(one(number) for number in range(20)))
    after = await store.load(ANNA)
    assert after.version == 20
    assert sorted(after.record or b"") == list(range(20))


async def test_a_journal_is_limited(store: Store) -> None:
    """The oldest lines make room for the newest."""
    before = await store.load(ANNA)
    lines = tuple(b"%d" % number for number in range(JOURNAL_LINES_MAX + 5))
    await store.commit(before, turn("u1", journal=lines))
    assert await store.journal(ANNA) == list(lines[5:])


async def test_due_people_are_claimed_once(store: Store) -> None:
    """A due person is handed to one worker, and again when its lease has run out."""
    await store.commit(await store.load(ANNA), turn("u1", wake=NOW + 10))
    await store.commit(await store.load(BERT), turn("u2", wake=NOW + 20))
    shard = shard_of(ANNA)
    assert await store.claim_due(shard, NOW + 9.999, 60, 10) == []
    assert await store.claim_due(shard, NOW + 10, 60, 10) == [ANNA]
    assert await store.claim_due(shard, NOW + 20, 60, 10) == [BERT]
    assert await store.claim_due(shard, NOW + 69, 60, 10) == []
    assert await store.claim_due(shard, NOW + 70, 60, 10) == [ANNA]
    assert await store.claim_due(shard_of(CARL), NOW + 99, 60, 10) == []


async def test_a_claim_takes_no_more_than_asked(store: Store) -> None:
    """At most `most` people are claimed, the earliest first."""
    await store.commit(await store.load(ANNA), turn("u1", wake=NOW + 2))
    await store.commit(await store.load(BERT), turn("u2", wake=NOW + 1))
    assert await store.claim_due(shard_of(ANNA), NOW + 5, 60, 1) == [BERT]
    assert await store.claim_due(shard_of(ANNA), NOW + 5, 60, 1) == [ANNA]


async def test_a_turn_moves_the_wake_time(store: Store) -> None:
    """The newest turn's wake time is the one that holds; none means no waking."""
    await store.commit(await store.load(ANNA), turn("u1", wake=NOW + 10))
    await store.commit(await store.load(ANNA), turn("u2", wake=NOW + 50))
    shard = shard_of(ANNA)
    assert await store.claim_due(shard, NOW + 40, 60, 10) == []
    await store.commit(await store.load(ANNA), turn("u3"))
    assert await store.claim_due(shard, NOW + 60, 60, 10) == []


async def test_no_ttl_on_people(store: Store) -> None:
    """A person who was away for two years is still there."""
    await store.commit(await store.load(ANNA), turn("u1", b"still here", wake=NOW + 10))
    years = 2 * 365 * 86_400
    assert await store.claim_due(shard_of(ANNA), NOW + years, 60, 10) == [ANNA]
    assert (await store.load(ANNA)).record == b"still here"
