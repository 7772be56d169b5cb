"""The store as a dictionary: the same contract without a database, for tests and for trying out.

    store = MemoryStore(fail=lambda call: call == "commit" and next(storm))

`fail` is asked before every call with its name; where it says yes, the call raises
StoreUnavailable and nothing changes. `store.down = True` does the same to all calls.
"""

from bot.ports import (
    Claim,
    Committed,
    DeadLetter,
    Grant,
    Outcome,
    Parked,
    PersonId,
    Snapshot,
    Write,
)
from bot.store.keys import SEEN_KEPT_MS, SEEN_MAX, shard_of
from bot.store.limits import BUDGET_SECONDS, JOURNAL_LINES_MAX, PARKED_MAX, PARKED_TRIES_MAX
from bot.store.links import MemoryLinks
from bot.store.memory_person import Person, to_ms
from bot.store.memory_upkeep import MemoryUpkeep


class MemoryStore(MemoryLinks, MemoryUpkeep):
    """Keeps people in this process."""

    async def load(self, person: PersonId) -> Snapshot:
        """Read one person."""
        self._try("load")
        return self._snapshot(person)

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write a turn, whole or not at all."""
        self._try("commit")
        if self._was_seen(before.person, write.inbound, write.now):
            return Committed(Outcome.DUPLICATE)
        kept = self._people.get(before.person) or Person(born=write.now)
        if kept.version != before.version or kept.key not in {b"", before.key}:
            return Committed(Outcome.CONFLICT, fresh=self._snapshot(before.person))
        self._people[before.person] = kept
        self._see(before.person, write)
        kept.version, kept.record, kept.moved_to = kept.version + 1, write.record, None
        kept.epoch += write.red_flag
        kept.wake = None if write.wake is None else to_ms(write.wake)
        kept.key = kept.key or self._new_key()
        kept.journal += write.journal
        del kept.journal[:-JOURNAL_LINES_MAX]
        kept.queue(write)
        claim = self._hand_out(before.person, write.now, write.lease_ms)
        return Committed(Outcome.COMMITTED, claim=claim)

    async def journal(self, person: PersonId) -> list[bytes]:
        """Read a person's whole journal, oldest first."""
        self._try("journal")
        return list(self._people.get(person, Person()).journal)

    async def park(self, person: PersonId, parked: Parked, now: float) -> int:
        """Keep an update for another try; tells how often it has failed."""
        self._try("park")
        if self._was_seen(person, parked.inbound, now):
            return 0
        kept = self._people.setdefault(person, Person(born=now))
        kept.key = kept.key or self._new_key()
        old = kept.parked.get(parked.inbound)
        room = len(kept.parked) < PARKED_MAX
        tries = old.tries + 1 if old else 1
        kept.parked[parked.inbound] = Parked(parked.inbound, tries, parked.at, parked.body)
        if kept.wake is not None and kept.wake <= now:
            kept.wake = max(parked.at, now)
        kept.claimed_until = None
        return tries if room else PARKED_TRIES_MAX

    async def parked(self, person: PersonId) -> list[Parked]:
        """Read the parked updates of a person, oldest first."""
        self._try("parked")
        return list(self._people.get(person, Person()).parked.values())

    async def unpark(self, person: PersonId, inbound: str, now: float, reason: str = "") -> None:
        """Take a parked update out; with a reason it goes to the dead letters."""
        self._try("unpark")
        kept = self._people.get(person, Person())
        kept.claimed_until = None
        if kept.parked.pop(inbound, None) and reason:
            self._dead.append(DeadLetter(person, now, "update", reason))

    async def claim_sends(self, person: PersonId, now: float, lease_ms: int) -> Claim | None:
        """Take the send lease of a person and what may leave now."""
        self._try("claim_sends")
        return self._hand_out(person, now, lease_ms) if person in self._people else None

    async def delivered(
        self, claim: Claim, seq: int, now: float, side: bytes | None = None
    ) -> Claim | None:
        """Take an entry out and hand over the next; None when all is sent."""
        self._try("delivered")
        if not self._holds(claim):
            return None
        kept = self._people[claim.person]
        kept.take_out(seq)
        kept.side = kept.side if side is None else side
        return self._hand_out(claim.person, now, claim.lease_ms, claim.token)

    async def retry(self, claim: Claim, seq: int, at: float, *, told: bool = False) -> None:
        """Leave an entry in its place, count the attempt, release the lease, wake at `at`."""
        self._try("retry")
        if not self._holds(claim):
            return
        del self._leases[claim.person]
        kept = self._people[claim.person]
        for old in kept.outbox:
            if old.seq == seq:
                old.attempt = old.attempt + 1 if old.entry.kind != "reminder" else int(not told)
        kept.outbox = [
            old for old in kept.outbox if old.entry.kind != "reminder" or not old.attempt
        ]
        kept.next_send = to_ms(at) if kept.outbox else None
        kept.hold = at if told else kept.hold
        kept.claimed_until = None

    async def bury(self, claim: Claim, seq: int, now: float, reason: str) -> Claim | None:
        """Move an entry to the dead letters and hand over the next."""
        self._try("bury")
        if not self._holds(claim):
            return None
        gone = self._people[claim.person].take_out(seq)
        if gone is not None:
            self._dead.append(DeadLetter(claim.person, now, gone.entry.kind, reason))
        return self._hand_out(claim.person, now, claim.lease_ms, claim.token)

    async def claim_due(self, shard: int, now: float, lease_s: float, most: int) -> list[PersonId]:
        """Take at most `most` due people of a shard, urgent lane first, for `lease_s` seconds."""
        self._try("claim_due")
        until = to_ms(now)
        due = [
            (not kept.urgent, kept.due, person)
            for person, kept in self._people.items()
            if shard_of(person) == shard and kept.due is not None and kept.due <= until
        ]
        taken = [person for *_, person in sorted(due)[:most]]
        for person in taken:
            self._people[person].claimed_until = now + lease_s
        return taken

    async def take_budget(self, bot: str, want: int, most: int) -> Grant:
        """Lease sends out of the `most` all may start for a bot in a second."""
        self._try("take_budget")
        now = self._clock()
        if self._blocked.get(bot, now) > now:
            return Grant(0, self._blocked[bot] - now)
        until, taken = self._budgets.get(bot, (0.0, 0))
        if until <= now:
            until, taken = now + BUDGET_SECONDS, 0
        sends = min(want, most - taken)
        if sends <= 0:
            return Grant(0, until - now)
        self._budgets[bot] = (until, taken + sends)
        return Grant(sends)

    async def block_bot(self, bot: str, seconds: float) -> None:
        """Tell every process that the platform wants silence from this bot."""
        self._try("block_bot")
        self._blocked[bot] = self._clock() + seconds

    async def close(self) -> None:
        """Do nothing; the people stay until the store is dropped."""

    def _snapshot(self, person: PersonId) -> Snapshot:
        kept = self._people.get(person)
        if kept is None:
            return Snapshot(person)
        return Snapshot(
            person,
            version=kept.version,
            record=kept.record,
            epoch=kept.epoch,
            wake=kept.wake,
            side=kept.side,
            moved_to=kept.moved_to,
            parked_at=kept.parked_at,
            key=kept.key,
        )

    def _new_key(self) -> bytes:
        """Tell a person who began anew from the erased one, as a data key does."""
        self._keys += 1
        return b"key-%d" % self._keys

    def _was_seen(self, person: PersonId, inbound: str, now: float) -> bool:
        at = self._seen.get(person, {}).get(inbound)
        return at is not None and at > now - SEEN_KEPT_MS / 1000

    def _see(self, person: PersonId, write: Write) -> None:
        seen = self._seen.setdefault(person, {})
        seen[write.inbound] = write.now
        while len(seen) > SEEN_MAX:
            del seen[min(seen, key=lambda inbound: seen[inbound])]

    def _holds(self, claim: Claim) -> bool:
        token, until = self._leases.get(claim.person, ("", 0.0))
        return token == claim.token and until > self._clock()

    def _busy_seconds(self, person: PersonId) -> float:
        """Tell how long somebody else may still be sending to a person."""
        _, until = self._leases.get(person, ("", 0.0))
        return max(0.0, until - self._clock())

    def _hand_out(
        self, person: PersonId, now: float, lease_ms: int, token: str = ""
    ) -> Claim | None:
        """Give the first entry out under a lease: a free one, or the one that `token` holds."""
        kept = self._people[person]
        kept.claimed_until = None
        kept.drop_stale(now)
        wait_s = 0.0 if token else self._busy_seconds(person)
        if not kept.outbox or kept.hold > now or not lease_ms or wait_s:
            kept.next_send = to_ms(max(kept.hold, now + wait_s)) if kept.outbox else None
            if token:
                del self._leases[person]
            return None
        if not token:
            self._tokens += 1
            token = f"token-{self._tokens}"
        self._leases[person] = (token, self._clock() + lease_ms / 1000)
        kept.next_send = to_ms(now + lease_ms / 1000)
        return Claim(person, token, (kept.hand_out(),), lease_ms)
