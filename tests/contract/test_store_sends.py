"""What every store promises about the outbox: in order, one sender, nothing stale after a flag."""

import pytest

from bot.core.ports import Claim, CommitResult, Entry, PersonId, Store, Write
from bot.store.keys import OUTBOX_MAX, shard_of
from tests.contract.conftest import let_lease_run_out

pytestmark = pytest.mark.asyncio

NOW = 1_800_000_000.0
ANNA = PersonId("0a" * 16)
BERT = PersonId("0a" + "bb" * 15)
SHARD = shard_of(ANNA)
LEASE_MS = 10_000
LEASE_S = LEASE_MS / 1000

HELLO = Entry("normal", "question", b"hello")
PAIN = Entry("normal", "question", b"pain?")
NUDGE = Entry("normal", "reminder", b"nudge", not_after=NOW + 3600)
REFERRAL = Entry("urgent", "referral", b"see someone now")


class Turns:
    """Commits one turn after the other, each under an id of its own."""

    def __init__(self, store: Store, person: PersonId = ANNA) -> None:
        self.store = store
        self.person = person
        self.number = 0

    async def __call__(self, *outbox: Entry, now: float = NOW, **changes: object) -> Claim | None:
        """Commit one turn; give back its claim."""
        self.number += 1
        write = Write(f"u{self.number}", now, b"record", (), outbox, **changes)  # type: ignore[arg-type]
        answer = await self.store.commit(await self.store.load(self.person), write)
        assert answer.outcome is CommitResult.COMMITTED
        return answer.claim


async def drain(store: Store, claim: Claim | None, now: float = NOW) -> list[bytes]:
    """Deliver all there is; tell what left, in order."""
    sent = []
    while claim:
        (entry,) = claim.entries
        sent.append(entry.body)
        claim = await store.delivered(claim, entry.seq, now)
    return sent


async def test_d6_messages_leave_in_order(store: Store) -> None:
    """What turns queued leaves one by one, first in, first out."""
    turns = Turns(store)
    await turns(HELLO, PAIN)
    await turns(Entry("normal", "question", b"third"))
    claim = await store.claim_sends(ANNA, NOW, LEASE_MS)
    assert await drain(store, claim) == [b"hello", b"pain?", b"third"]
    assert await store.claim_sends(ANNA, NOW, LEASE_MS) is None


async def test_a_turn_may_take_the_right_to_send(store: Store) -> None:
    """A commit with a lease hands out the first message, and nobody else gets one meanwhile."""
    claim = await Turns(store)(HELLO, lease_ms=LEASE_MS)
    assert claim is not None
    (entry,) = claim.entries
    assert (entry.lane, entry.kind, entry.body) == ("normal", "question", b"hello")
    assert (entry.attempt, entry.since) == (0, NOW)
    assert await store.claim_sends(ANNA, NOW, LEASE_MS) is None
    assert await Turns(store, BERT)(lease_ms=LEASE_MS) is None


async def test_d6_one_sender_hands_over_what_came_meanwhile(store: Store) -> None:
    """A message queued during a send goes to the first sender, after it."""
    turns = Turns(store)
    claim = await turns(HELLO, lease_ms=LEASE_MS)
    assert await turns(PAIN, lease_ms=LEASE_MS) is None
    assert await drain(store, claim) == [b"hello", b"pain?"]
    assert await drain(store, await turns(HELLO, lease_ms=LEASE_MS)) == [b"hello"]


async def test_d6_a_lost_lease_changes_nothing(store: Store) -> None:
    """A sender whose lease ran out can neither take out, nor delay, nor bury."""
    old = await Turns(store)(HELLO, lease_ms=LEASE_MS)
    assert old is not None
    await let_lease_run_out(store, ANNA)
    new = await store.claim_sends(ANNA, NOW + LEASE_S, LEASE_MS)
    assert new is not None
    assert await store.delivered(old, 1, NOW, b"side") is None
    assert await store.bury(old, 1, NOW, "refused") is None
    await store.retry(old, 1, NOW + 500)
    assert await store.dead_letters() == []
    assert (await store.load(ANNA)).prompts is None
    assert await drain(store, new) == [b"hello"]


async def test_d6_a_question_is_sent_again_after_a_crash(store: Store) -> None:
    """When a sender died, the person is due at the end of its lease and the question is there."""
    assert await Turns(store)(HELLO, lease_ms=LEASE_MS)
    await let_lease_run_out(store, ANNA)
    assert await store.claim_due(SHARD, NOW + LEASE_S - 1, 60, 9) == []
    assert await store.claim_due(SHARD, NOW + LEASE_S, 60, 9) == [ANNA]
    claim = await store.claim_sends(ANNA, NOW + LEASE_S, LEASE_MS)
    assert await drain(store, claim) == [b"hello"]


async def test_d6_a_reminder_is_never_sent_again_after_a_crash(store: Store) -> None:
    """When a sender died with a reminder in its hand, nobody sends it a second time."""
    claim = await Turns(store)(NUDGE, HELLO, lease_ms=LEASE_MS)
    assert claim is not None
    assert claim.entries[0].kind == "reminder"
    await let_lease_run_out(store, ANNA)
    claim = await store.claim_sends(ANNA, NOW + LEASE_S, LEASE_MS)
    assert await drain(store, claim) == [b"hello"]


async def test_d6_an_unclaimed_reminder_survives_a_crash(store: Store) -> None:
    """A reminder behind a question whose sender died has not been tried, so it still leaves."""
    assert await Turns(store)(HELLO, NUDGE, lease_ms=LEASE_MS)
    await let_lease_run_out(store, ANNA)
    claim = await store.claim_sends(ANNA, NOW + LEASE_S, LEASE_MS)
    assert await drain(store, claim) == [b"hello", b"nudge"]


async def test_d6_a_retry_keeps_order_and_counts(store: Store) -> None:
    """A failed question waits for its time, counts the attempt and still leaves first."""
    claim = await Turns(store)(HELLO, PAIN, lease_ms=LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 30)
    assert await store.claim_due(SHARD, NOW + 29, 60, 9) == []
    assert await store.claim_due(SHARD, NOW + 30, 60, 9) == [ANNA]
    claim = await store.claim_sends(ANNA, NOW + 30, LEASE_MS)
    assert claim is not None
    assert claim.entries[0].attempt == 1
    assert await drain(store, claim) == [b"hello", b"pain?"]


async def test_d6_a_reminder_of_unknown_fate_is_dropped(store: Store) -> None:
    """After a time-out a reminder may have arrived, so it is not tried again."""
    claim = await Turns(store)(NUDGE, lease_ms=LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 30)
    assert await store.claim_sends(ANNA, NOW + 30, LEASE_MS) is None
    assert await store.claim_due(SHARD, NOW + 99, 60, 9) == []


async def test_d14_nothing_leaves_before_the_platform_allows(store: Store) -> None:
    """After a 429 nothing leaves for the chat before its time, not even a referral."""
    turns = Turns(store)
    claim = await turns(HELLO, lease_ms=LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 30, paused=True)
    assert await turns(REFERRAL, now=NOW + 1, lease_ms=LEASE_MS) is None
    assert await store.claim_sends(ANNA, NOW + 29, LEASE_MS) is None
    assert await store.claim_due(SHARD, NOW + 30, 60, 9) == [ANNA]
    claim = await store.claim_sends(ANNA, NOW + 30, LEASE_MS)
    assert await drain(store, claim, NOW + 30) == [b"hello", b"see someone now"]


async def test_d14_a_refused_reminder_waits_for_the_platform(store: Store) -> None:
    """A 429 surely sent nothing, so the reminder leaves when it is allowed, once."""
    claim = await Turns(store)(NUDGE, lease_ms=LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 30, paused=True)
    claim = await store.claim_sends(ANNA, NOW + 30, LEASE_MS)
    assert await drain(store, claim) == [b"nudge"]


async def test_d8_a_new_referral_does_not_wait_for_a_failed_question(store: Store) -> None:
    """After a time-out of our own choosing a red flag sends its referral at once."""
    turns = Turns(store)
    claim = await turns(HELLO, lease_ms=LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 300)
    claim = await turns(REFERRAL, red_flag=True, now=NOW + 1, lease_ms=LEASE_MS)
    assert await drain(store, claim) == [b"see someone now"]


async def test_d7_a_red_flag_drops_what_waits(store: Store) -> None:
    """After a red flag only its referral and what its turn says leave; the epoch has risen."""
    turns = Turns(store)
    await turns(HELLO, NUDGE)
    last = Entry("normal", "question", b"have you been seen?")
    await turns(REFERRAL, last, red_flag=True)
    assert (await store.load(ANNA)).epoch == 1
    claim = await store.claim_sends(ANNA, NOW, LEASE_MS)
    assert await drain(store, claim) == [b"see someone now", b"have you been seen?"]


async def test_d7_h6_no_send_starts_after_a_red_flag_but_the_one_in_flight(store: Store) -> None:
    """A sender in the middle of its queue gets the referral next, and the referral is the last."""
    turns = Turns(store)
    claim = await turns(HELLO, PAIN, lease_ms=LEASE_MS)
    assert await turns(REFERRAL, red_flag=True, lease_ms=LEASE_MS) is None
    assert await drain(store, claim) == [b"hello", b"see someone now"]


async def test_d7_a_pending_referral_survives_a_red_flag_without_one(store: Store) -> None:
    """Raising the epoch again never takes a referral away."""
    turns = Turns(store)
    await turns(REFERRAL, red_flag=True)
    await turns(HELLO)
    await turns(red_flag=True)
    claim = await store.claim_sends(ANNA, NOW, LEASE_MS)
    assert await drain(store, claim) == [b"see someone now"]


async def test_d8_a_new_referral_replaces_the_waiting_one(store: Store) -> None:
    """Of two referrals that wait, the newer one is sent."""
    turns = Turns(store)
    await turns(REFERRAL, red_flag=True)
    await turns(Entry("urgent", "referral", b"call now"), red_flag=True)
    claim = await store.claim_sends(ANNA, NOW, LEASE_MS)
    assert await drain(store, claim) == [b"call now"]


async def test_d8_a_referral_never_expires(store: Store) -> None:
    """A referral with an end in its header still leaves a month later."""
    await Turns(store)(Entry("urgent", "referral", b"go", not_after=NOW + 1), red_flag=True)
    claim = await store.claim_sends(ANNA, NOW + 30 * 86_400, LEASE_MS)
    assert await drain(store, claim) == [b"go"]


async def test_d8_the_urgent_lane_is_claimed_first(store: Store) -> None:
    """A person with a referral goes before people who have waited longer, and only until sent."""
    await Turns(store)(HELLO, now=NOW - 100)
    await Turns(store, BERT)(REFERRAL, red_flag=True)
    assert await store.claim_due(SHARD, NOW, 60, 1) == [BERT]
    claim = await store.claim_sends(BERT, NOW, LEASE_MS)
    await drain(store, claim)
    assert await store.claim_due(SHARD, NOW, 60, 9) == [ANNA]


async def test_d10_old_reminders_are_not_sent_late(store: Store) -> None:
    """After an outage what is past its end is dropped, the rest leaves."""
    await Turns(store)(NUDGE, HELLO)
    claim = await store.claim_sends(ANNA, NOW + 3600, LEASE_MS)
    assert await drain(store, claim) == [b"hello"]


async def test_d10_a_message_may_run_out_behind_another(store: Store) -> None:
    """The end of a message is looked at when its turn comes, not when the first one left."""
    claim = await Turns(store)(HELLO, NUDGE, lease_ms=LEASE_MS)
    assert await drain(store, claim, now=NOW + 3600) == [b"hello"]


async def test_wake_and_send_times_do_not_hide_each_other(store: Store) -> None:
    """A person is due at the earlier of both times, and after sending at the other."""
    turns = Turns(store)
    claim = await turns(HELLO, wake=NOW + 500, lease_ms=LEASE_MS)
    assert claim is not None
    await store.retry(claim, 1, NOW + 100)
    assert await store.claim_due(SHARD, NOW + 100, 60, 9) == [ANNA]
    await drain(store, await store.claim_sends(ANNA, NOW + 100, LEASE_MS))
    assert await store.claim_due(SHARD, NOW + 499, 60, 9) == []
    assert await store.claim_due(SHARD, NOW + 500, 60, 9) == [ANNA]


async def test_side_field_needs_no_version(store: Store) -> None:
    """Message ids that a delivery returns are kept, and no turn runs into a conflict by them."""
    claim = await Turns(store)(HELLO, lease_ms=LEASE_MS)
    assert claim is not None
    before = await store.load(ANNA)
    await store.delivered(claim, 1, NOW, b"message 77")
    assert (await store.load(ANNA)).prompts == b"message 77"
    write = Write("next", NOW, b"record")
    assert (await store.commit(before, write)).outcome is CommitResult.COMMITTED
    assert (await store.load(ANNA)).prompts == b"message 77"


async def test_d6_a_buried_message_makes_room(store: Store) -> None:
    """What the platform will never take goes to the dead letters, and the next one leaves."""
    claim = await Turns(store)(HELLO, PAIN, lease_ms=LEASE_MS)
    assert claim is not None
    claim = await store.bury(claim, 1, NOW, "too_long")
    assert await drain(store, claim) == [b"pain?"]
    (letter,) = await store.dead_letters()
    assert (letter.person, letter.at, letter.kind) == (ANNA, NOW, "question")
    assert letter.reason == "too_long"


async def test_d8_an_outbox_is_limited_but_not_for_referrals(store: Store) -> None:
    """Whoever cannot be reached keeps the newest messages, and the referral before them all."""
    turns = Turns(store)
    await turns(REFERRAL, red_flag=True)
    for number in range(OUTBOX_MAX + 3):
        await turns(Entry("normal", "question", b"%d" % number))
    sent = await drain(store, await store.claim_sends(ANNA, NOW, LEASE_MS))
    assert sent == [b"see someone now", *(b"%d" % n for n in range(4, OUTBOX_MAX + 3))]
