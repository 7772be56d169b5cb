"""What every store promises about failing updates, linking, erasure and the operator's tools."""

import asyncio

import pytest

from bot.core.ports import Backlog, CommitResult, Entry, Parked, PersonId, Snapshot, Store, Write
from bot.store.keys import PARKED_MAX, PARKED_TRIES_MAX, shard_of
from tests.contract.conftest import let_lease_run_out

pytestmark = pytest.mark.asyncio

NOW = 1_800_000_000.0
ANNA = PersonId("0a" * 16)
CARL = PersonId("cc" * 16)
SHARD = shard_of(ANNA)
LEASE_MS = 10_000
HELLO = Entry("normal", "question", b"hello")
REFERRAL = Entry("urgent", "referral", b"see someone now")


async def commit(store: Store, person: PersonId, write: Write) -> Snapshot:
    answer = await store.commit(await store.load(person), write)
    assert answer.outcome is CommitResult.COMMITTED
    return await store.load(person)


async def test_d13_a_parked_update_waits_for_its_time(store: Store) -> None:
    """A failing update is kept, counted at every failure, and the person is due when it is."""
    await commit(store, ANNA, Write("u1", NOW, b"record", wake=NOW + 900))
    assert await store.park(ANNA, Parked("u2", 0, NOW + 1, b"poison"), NOW) == 1
    assert (await store.load(ANNA)).parked_at == NOW + 1
    assert await store.claim_due(SHARD, NOW + 0.5, 60, 9) == []
    assert await store.claim_due(SHARD, NOW + 1, 60, 9) == [ANNA]
    assert await store.parked(ANNA) == [Parked("u2", 1, NOW + 1, b"poison")]
    assert await store.park(ANNA, Parked("u2", 0, NOW + 11, b"poison"), NOW + 1) == 2
    assert await store.claim_due(SHARD, NOW + 10, 60, 9) == []
    assert await store.parked(ANNA) == [Parked("u2", 2, NOW + 11, b"poison")]


async def test_d13_the_next_update_is_not_held_up(store: Store) -> None:
    """While an update is parked the person's other turns commit, and the parked one stays."""
    await store.park(ANNA, Parked("u1", 0, NOW + 60, b"poison"), NOW)
    after = await commit(store, ANNA, Write("u2", NOW + 2, b"fine", wake=NOW + 500))
    assert after.record == b"fine"
    assert after.parked_at == NOW + 60
    assert await store.claim_due(SHARD, NOW + 60, 60, 9) == [ANNA]


async def test_d13_a_handled_update_is_gone(store: Store) -> None:
    """An update that went through at a later try leaves no trace but its turn."""
    await store.park(ANNA, Parked("u1", 0, NOW + 1, b"poison"), NOW)
    await store.park(ANNA, Parked("u9", 0, NOW + 5, b"other"), NOW)
    assert await store.claim_due(SHARD, NOW + 1, 60, 9) == [ANNA], "a stranger has no other time"
    await commit(store, ANNA, Write("u1", NOW + 1, b"record"))
    await store.unpark(ANNA, "u1", NOW + 1)
    assert [parked.inbound for parked in await store.parked(ANNA)] == ["u9"]
    assert (await store.load(ANNA)).parked_at == NOW + 5
    assert await store.dead_letters() == []
    assert await store.park(ANNA, Parked("u1", 0, NOW + 9, b"poison"), NOW + 2) == 0


async def test_d13_a_hopeless_update_becomes_a_dead_letter(store: Store) -> None:
    """What was given up is listed with its reason, and the person is not due for it any more."""
    await store.park(ANNA, Parked("u1", 0, NOW + 1, b"poison"), NOW)
    await store.unpark(ANNA, "u1", NOW + 1, "turn_failed")
    (letter,) = await store.dead_letters()
    assert (letter.person, letter.kind, letter.reason) == (ANNA, "update", "turn_failed")
    assert letter.at == NOW + 1
    assert await store.parked(ANNA) == []
    assert await store.claim_due(SHARD, NOW + 99, 60, 9) == []


async def test_d13_a_due_wake_waits_with_the_parked_update(store: Store) -> None:
    """A person whose due turn fails is not claimed over and over, but at the time of the retry."""
    await commit(store, ANNA, Write("u1", NOW, b"record", wake=NOW + 10))
    assert await store.claim_due(SHARD, NOW + 10, 60, 9) == [ANNA]
    await store.park(ANNA, Parked("due", 0, NOW + 20, b""), NOW + 10)
    assert await store.claim_due(SHARD, NOW + 19, 60, 9) == []
    assert await store.claim_due(SHARD, NOW + 20, 60, 9) == [ANNA]
    assert (await store.load(ANNA)).wake == NOW + 20


async def test_d13_parked_updates_are_limited(store: Store) -> None:
    """Beyond the sixteenth parked update of a person a further one has no tries left."""
    for number in range(PARKED_MAX):
        assert await store.park(ANNA, Parked(f"u{number}", 0, NOW, b"x"), NOW) == 1
    tries = await store.park(ANNA, Parked("one more", 0, NOW, b"x"), NOW)
    assert tries == PARKED_TRIES_MAX


async def test_linking_replaces_the_alias(store: Store) -> None:
    """After a link the second address points to the survivor and nothing else of it is left."""
    await commit(store, CARL, Write("u1", NOW, b"carl", (b"line",), (HELLO,), wake=NOW + 9))
    alias = await store.load(CARL)
    assert await store.link(alias, ANNA)
    linked = await store.load(CARL)
    assert (linked.moved_to, linked.record, linked.wake) == (ANNA, None, None)
    assert await store.journal(CARL) == []
    assert await store.claim_due(shard_of(CARL), NOW + 99, 60, 9) == []
    assert await store.link(alias, ANNA), "linking again is no error"


async def test_linking_obeys_the_version(store: Store) -> None:
    """A person who changed since they were merged is not replaced."""
    alias = await commit(store, CARL, Write("u1", NOW, b"carl"))
    await commit(store, CARL, Write("u2", NOW, b"carl again"))
    assert not await store.link(alias, ANNA)
    assert (await store.load(CARL)).record == b"carl again"


async def test_d8_linking_waits_for_a_referral(store: Store) -> None:
    """A referral on its way is not lost by linking."""
    write = Write("u1", NOW, b"carl", (), (REFERRAL,), red_flag=True)
    assert not await store.link(await commit(store, CARL, write), ANNA)
    assert await store.claim_sends(CARL, NOW, LEASE_MS)


async def test_d5_a_turn_begun_before_a_link_conflicts(store: Store) -> None:
    """A turn that loaded the alias before it was linked is sent to the survivor."""
    alias = await commit(store, CARL, Write("u1", NOW, b"carl"))
    await store.link(alias, ANNA)
    answer = await store.commit(alias, Write("u2", NOW, b"late"))
    assert answer.outcome is CommitResult.CONFLICT
    assert answer.fresh is not None
    assert answer.fresh.moved_to == ANNA


async def test_unlinking_makes_the_alias_a_person(store: Store) -> None:
    """A commit to an alias, as unlinking the first address does, ends the alias."""
    await store.link(await commit(store, CARL, Write("u1", NOW, b"carl")), ANNA)
    moved = await commit(store, CARL, Write("unlink", NOW, b"anna's record", (b"line",)))
    assert (moved.moved_to, moved.record) == (None, b"anna's record")
    assert await store.journal(CARL) == [b"line"]


async def test_s13_h30_erasure_leaves_a_stranger(store: Store) -> None:
    """After erasure nothing of a person is left but their id on the erasure list."""
    write = Write("u1", NOW, b"record", (b"line",), (HELLO,), wake=NOW + 9, lease_ms=LEASE_MS)
    await commit(store, ANNA, write)
    await store.park(ANNA, Parked("u2", 0, NOW, b"poison"), NOW)
    await store.unpark(ANNA, "u2", NOW, "turn_failed")
    assert await store.erase(ANNA, NOW)
    assert await store.load(ANNA) == Snapshot(ANNA)
    assert await store.journal(ANNA) == []
    assert await store.parked(ANNA) == []
    assert await store.dead_letters() == []
    assert await store.claim_sends(ANNA, NOW, LEASE_MS) is None
    assert await store.claim_due(SHARD, NOW + 99, 60, 9) == []
    assert await store.erased() == [(ANNA, NOW)]


async def test_s13_a_turn_does_not_bring_an_erased_person_back(store: Store) -> None:
    """A turn and a delivery begun before the erasure change nothing after it."""
    before = await commit(store, ANNA, Write("u1", NOW, b"record", (), (HELLO,)))
    claim = await store.claim_sends(ANNA, NOW, LEASE_MS)
    assert claim is not None
    await store.erase(ANNA, NOW)
    answer = await store.commit(before, Write("u2", NOW, b"ghost"))
    assert (answer.outcome, answer.fresh) == (CommitResult.CONFLICT, Snapshot(ANNA))
    assert await store.delivered(claim, 1, NOW, b"side") is None
    await store.unpark(ANNA, "u2", NOW)
    await store.unstick(ANNA, NOW)
    assert await store.load(ANNA) == Snapshot(ANNA)


async def test_t16_replayed_erasures_spare_who_came_back(store: Store) -> None:
    """After a restore the list erases again who is old, but not who began anew after erasure."""
    await commit(store, ANNA, Write("u1", NOW, b"restored from a backup"))
    await commit(store, CARL, Write("u1", NOW + 100, b"began anew"))
    for person in (ANNA, CARL):
        await store.erase(person, NOW + 200, before=NOW + 50)
    assert (await store.load(ANNA)).record is None
    assert (await store.load(CARL)).record == b"began anew"


async def test_two_first_updates_of_a_stranger_share_one_key(store: Store) -> None:
    """When a stranger's first updates are parked and committed at once, all of it can be read."""
    before = await store.load(ANNA)
    parked = [Parked(f"p{n}", 0, NOW, b"poison") for n in range(3)]
    await asyncio.gather(*(store.park(ANNA, one, NOW) for one in parked))
    write = Write("u1", NOW, b"record", (b"line",))
    fresh = (await store.commit(before, write)).fresh
    assert fresh is not None, "the turn is asked to look again"
    assert (await store.commit(fresh, write)).outcome is CommitResult.COMMITTED
    assert len(await store.parked(ANNA)) == 3
    assert (await store.load(ANNA)).record == b"record"
    assert await store.journal(ANNA) == [b"line"]


async def test_d5_a_turn_on_an_erased_person_never_fits_the_next_one(store: Store) -> None:
    """Who began anew after an erasure has another key, so an old turn of the same version fails."""
    await store.commit(await store.load(ANNA), Write("u1", NOW, b"erased"))
    old = await store.load(ANNA)
    await store.erase(ANNA, NOW)
    await store.commit(await store.load(ANNA), Write("u2", NOW, b"new"))
    assert old.version == (await store.load(ANNA)).version
    assert (await store.commit(old, Write("u3", NOW, b"x"))).outcome is CommitResult.CONFLICT
    assert (await store.load(ANNA)).record == b"new"


async def test_d17_the_backlog_is_measured(store: Store) -> None:
    """Metrics see how many are due, since when, and how old the oldest referral is."""
    assert await store.backlog(NOW) == Backlog()
    await commit(store, ANNA, Write("u1", NOW, b"record", wake=NOW + 10))
    await commit(store, CARL, Write("u2", NOW, b"record", (), (REFERRAL,), red_flag=True))
    claim = await store.claim_sends(CARL, NOW + 1, LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 20)
    assert await store.backlog(NOW + 15) == Backlog(1, 5, 1, 15)
    assert await store.backlog(NOW + 30) == Backlog(2, 20, 1, 30)


async def test_an_operator_can_unstick_a_person(store: Store) -> None:
    """Unsticking frees the lease and makes everything that waits due now."""
    write = Write("u1", NOW, b"record", (), (HELLO,), lease_ms=LEASE_MS)
    claim = (await store.commit(await store.load(ANNA), write)).claim
    assert claim is not None
    await store.retry(claim, 1, NOW + 9999, paused=True)
    assert await store.claim_due(SHARD, NOW + 5, 60, 9) == []
    await store.unstick(ANNA, NOW + 5)
    assert await store.claim_due(SHARD, NOW + 5, 60, 9) == [ANNA]
    claim = await store.claim_sends(ANNA, NOW + 5, LEASE_MS)
    assert claim is not None
    assert claim.entries[0].body == b"hello"
    await let_lease_run_out(store, ANNA)
