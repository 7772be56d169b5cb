"""The store as a dictionary: the same contract without a database, for tests and for trying out.

    store = MemoryStore(fail=lambda call: call == "commit" and next(storm))

`fail` is asked before every call with its name; where it says yes, the call raises
StoreUnavailable and nothing changes. `store.down = True` does the same to all calls.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.ports import (
    Backlog,
    Claim,
    CommitResult,
    Committed,
    DeadLetter,
    Entry,
    Grant,
    Parked,
    Pending,
    PersonId,
    Snapshot,
    Write,
)
from bot.errors import StoreUnavailable
from bot.store.keys import (
    BUDGET_SECONDS,
    DEAD_KEPT_MS,
    ERASED_KEPT_MS,
    JOURNAL_LINES_MAX,
    OUTBOX_MAX,
    PARKED_MAX,
    PARKED_TRIES_MAX,
    SEEN_KEPT_MS,
    SEEN_MAX,
    shard_of,
)
from bot.store.links import MemoryLinks
from bot.store.tenants import MemoryTenants
from bot.store.transcripts import MemoryTranscripts, StoredTranscript


def to_ms(seconds: float) -> float:
    """Round a time to the millisecond, as the database does."""
    return round(seconds * 1000) / 1000


@dataclass(slots=True)
class Waiting:
    """An outbox entry with its header."""

    seq: int
    epoch: int
    since: float
    entry: Entry
    attempt: int = 0

    def may_leave(self, epoch: int, now: float) -> bool:
        """Tell whether a send may start: the same rule as in lib.lua."""
        if self.entry.kind == "referral":
            return True
        if self.entry.kind == "reminder" and self.attempt:
            return False
        not_after = self.entry.not_after
        return self.epoch == epoch and (not_after is None or not_after > now)


@dataclass(slots=True)
class StoredPerson:
    """What is kept of one person."""

    key: bytes = b""
    version: int = 0
    record: bytes | None = None
    epoch: int = 0
    wake: float | None = None
    next_send: float | None = None
    hold: float = 0.0
    seq: int = 0
    prompts: bytes | None = None
    born: float = 0.0
    moved_to: PersonId | None = None
    outbox: list[Waiting] = field(default_factory=list)
    journal: list[bytes] = field(default_factory=list)
    parked: dict[str, Parked] = field(default_factory=dict)
    claimed_until: float | None = None

    @property
    def parked_at(self) -> float | None:
        """When the next parked update is tried again."""
        return min((parked.at for parked in self.parked.values()), default=None)

    @property
    def due(self) -> float | None:
        """The earliest of the three times, or the end of a claim."""
        if self.claimed_until is not None:
            return self.claimed_until
        times = (self.wake, self.next_send, self.parked_at)
        return min((at for at in times if at is not None), default=None)

    @property
    def urgent(self) -> bool:
        """Tell whether something in the urgent lane waits."""
        return any(waiting.entry.lane == "urgent" for waiting in self.outbox)

    def queue(self, write: Write) -> None:
        """Append what a turn wants sent; a referral replaces the one that waits."""
        if any(entry.kind == "referral" for entry in write.outbox):
            self.outbox = [old for old in self.outbox if old.entry.kind != "referral"]
        for entry in write.outbox:
            self.seq += 1
            self.outbox.append(Waiting(self.seq, self.epoch, write.now, entry))
        self.drop_stale(write.now)
        others = [old for old in self.outbox if old.entry.kind != "referral"]
        for old in others[: max(0, len(self.outbox) - OUTBOX_MAX)]:
            self.outbox.remove(old)

    def drop_stale(self, now: float) -> None:
        """Forget what may not leave any more."""
        self.outbox = [old for old in self.outbox if old.may_leave(self.epoch, now)]

    def take_out(self, seq: int) -> Waiting | None:
        """Remove one entry, if it still waits."""
        found = next((old for old in self.outbox if old.seq == seq), None)
        if found is not None:
            self.outbox.remove(found)
        return found

    def hand_out(self) -> Pending:
        """Give the first entry to its sender; a reminder is given once."""
        first = self.outbox[0]
        if first.entry.kind == "reminder":
            first.attempt = 1
        entry = first.entry
        return Pending(first.seq, entry.lane, entry.kind, entry.body, first.attempt, first.since)


class MemoryUpkeep:
    """The people, and what operators, linking and the law ask of them.

    `clock` measures leases and budgets, as a server's clock would.
    """

    def __init__(
        self,
        fail: Callable[[str], bool] = lambda _call: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.down = False
        self._fail = fail
        self._clock = clock
        self._tokens = 0
        self._keys = 0
        self._people: dict[PersonId, StoredPerson] = {}
        self._seen: dict[PersonId, dict[str, float]] = {}
        self._leases: dict[PersonId, tuple[str, float]] = {}
        self._dead: list[DeadLetter] = []
        self._erased: dict[PersonId, float] = {}
        self._budgets: dict[str, tuple[float, int]] = {}
        self._blocked: dict[str, float] = {}
        self._offers: dict[str, tuple[float, PersonId]] = {}
        self._tries: dict[PersonId, tuple[float, int]] = {}
        self._tenants: dict[tuple[str, str], bytes] = {}
        self._transcripts: dict[PersonId, StoredTranscript] = {}

    async def link(self, alias: Snapshot, survivor: PersonId) -> bool:
        """Replace a merged person by a pointer under their version."""
        self._try("link")
        stored = self._people.get(alias.person) or StoredPerson()
        if stored.moved_to == survivor:
            return True
        refers = any(old.entry.kind == "referral" for old in stored.outbox)
        if stored.version != alias.version or stored.parked or refers:
            return False
        pointer = StoredPerson(version=stored.version + 1, epoch=stored.epoch, born=stored.born)
        pointer.moved_to = survivor
        self._people[alias.person] = pointer
        self._leases.pop(alias.person, None)
        return True

    async def erase(self, person: PersonId, now: float, *, before: float | None = None) -> bool:
        """Delete a person's data; the id goes to the erasure list."""
        self._try("erase")
        stored = self._people.get(person)
        if before is not None and stored is not None and stored.born > before:
            return False
        oldest = now - ERASED_KEPT_MS / 1000
        self._erased = {who: at for who, at in self._erased.items() if at > oldest}
        self._erased[person] = now if before is None else before
        self._dead = [letter for letter in self._dead if letter.person != person]
        self._leases.pop(person, None)
        self._seen.pop(person, None)
        self._transcripts.pop(person, None)
        return self._people.pop(person, None) is not None

    async def erased(self) -> list[tuple[PersonId, float]]:
        """Read the erasure list."""
        self._try("erased")
        return list(self._erased.items())

    async def dead_letters(self) -> list[DeadLetter]:
        """List what was given up in the last 14 days, oldest first."""
        self._try("dead_letters")
        newest = max((letter.at for letter in self._dead), default=0.0)
        self._dead = [one for one in self._dead if one.at > newest - DEAD_KEPT_MS / 1000]
        return sorted(self._dead, key=lambda letter: letter.at)

    async def backlog(self, now: float) -> Backlog:
        """Measure what is due and what urgent message has waited longest."""
        self._try("backlog")
        late = [now - at for stored in self._people.values() if (at := stored.due) and at <= now]
        ages = [
            now - min(old.since for old in stored.outbox if old.entry.lane == "urgent")
            for stored in self._people.values()
            if stored.urgent
        ]
        return Backlog(len(late), max(late, default=0.0), len(ages), max(ages, default=0.0))

    async def unstick(self, person: PersonId, now: float) -> None:
        """Forget lease and waiting times of a person and make them due now."""
        self._try("unstick")
        self._leases.pop(person, None)
        stored = self._people.get(person, StoredPerson())
        stored.hold, stored.claimed_until = 0.0, now
        stored.next_send = now if stored.outbox else None
        for inbound, old in stored.parked.items():
            stored.parked[inbound] = Parked(old.inbound, old.tries, now, old.body)

    async def rewrite_log(self) -> bool:
        """Do nothing: there is no log."""
        self._try("rewrite_log")
        return True

    async def rotate_keys(self) -> int:
        """Do nothing: what never leaves the process is not sealed."""
        self._try("rotate_keys")
        return 0

    def forget_lease(self, person: PersonId) -> None:
        """Let a lease run out at once, as if its holder had died."""
        self._leases.pop(person, None)

    def _try(self, call: str) -> None:
        if self.down or self._fail(call):
            raise StoreUnavailable(f"{call}: the store was told to fail")


class MemoryStore(MemoryLinks, MemoryTenants, MemoryTranscripts, MemoryUpkeep):
    """Keeps people in this process."""

    async def load(self, person: PersonId) -> Snapshot:
        """Read one person."""
        self._try("load")
        return self._snapshot(person)

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write a turn, whole or not at all."""
        self._try("commit")
        if self._was_seen(before.person, write.inbound, write.now):
            return Committed(CommitResult.DUPLICATE)
        stored = self._people.get(before.person) or StoredPerson(born=write.now)
        if stored.version != before.version or stored.key not in {b"", before.key}:
            return Committed(CommitResult.CONFLICT, fresh=self._snapshot(before.person))
        self._people[before.person] = stored
        self._see(before.person, write)
        stored.version, stored.record, stored.moved_to = stored.version + 1, write.record, None
        stored.epoch += write.red_flag
        stored.wake = None if write.wake is None else to_ms(write.wake)
        stored.key = stored.key or self._new_key()
        stored.journal += write.journal
        del stored.journal[:-JOURNAL_LINES_MAX]
        stored.queue(write)
        claim = self._hand_out(before.person, write.now, write.lease_ms)
        return Committed(CommitResult.COMMITTED, claim=claim)

    async def journal(self, person: PersonId) -> list[bytes]:
        """Read a person's whole journal, oldest first."""
        self._try("journal")
        return list(self._people.get(person, StoredPerson()).journal)

    async def park(self, person: PersonId, parked: Parked, now: float) -> int:
        """Keep an update for another try; tells how often it has failed."""
        self._try("park")
        if self._was_seen(person, parked.inbound, now):
            return 0
        stored = self._people.setdefault(person, StoredPerson(born=now))
        stored.key = stored.key or self._new_key()
        old = stored.parked.get(parked.inbound)
        room = len(stored.parked) < PARKED_MAX
        tries = old.tries + 1 if old else 1
        stored.parked[parked.inbound] = Parked(parked.inbound, tries, parked.at, parked.body)
        if stored.wake is not None and stored.wake <= now:
            stored.wake = max(parked.at, now)
        stored.claimed_until = None
        return tries if room else PARKED_TRIES_MAX

    async def parked(self, person: PersonId) -> list[Parked]:
        """Read the parked updates of a person, oldest first."""
        self._try("parked")
        return list(self._people.get(person, StoredPerson()).parked.values())

    async def unpark(self, person: PersonId, inbound: str, now: float, reason: str = "") -> None:
        """Take a parked update out; with a reason it goes to the dead letters."""
        self._try("unpark")
        stored = self._people.get(person, StoredPerson())
        stored.claimed_until = None
        if stored.parked.pop(inbound, None) and reason:
            self._dead.append(DeadLetter(person, now, "update", reason))

    async def claim_sends(self, person: PersonId, now: float, lease_ms: int) -> Claim | None:
        """Take the send lease of a person and what may leave now."""
        self._try("claim_sends")
        return self._hand_out(person, now, lease_ms) if person in self._people else None

    async def delivered(
        self, claim: Claim, seq: int, now: float, prompts: bytes | None = None
    ) -> Claim | None:
        """Take an entry out and hand over the next; None when all is sent."""
        self._try("delivered")
        if not self._holds(claim):
            return None
        stored = self._people[claim.person]
        stored.take_out(seq)
        stored.prompts = stored.prompts if prompts is None else prompts
        return self._hand_out(claim.person, now, claim.lease_ms, claim.token)

    async def retry(self, claim: Claim, seq: int, at: float, *, paused: bool = False) -> None:
        """Leave an entry in its place, count the attempt, release the lease, wake at `at`."""
        self._try("retry")
        if not self._holds(claim):
            return
        del self._leases[claim.person]
        stored = self._people[claim.person]
        for old in stored.outbox:
            if old.seq == seq:
                old.attempt = old.attempt + 1 if old.entry.kind != "reminder" else int(not paused)
        stored.outbox = [
            old for old in stored.outbox if old.entry.kind != "reminder" or not old.attempt
        ]
        stored.next_send = to_ms(at) if stored.outbox else None
        stored.hold = at if paused else stored.hold
        stored.claimed_until = None

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
            (not stored.urgent, stored.due, person)
            for person, stored in self._people.items()
            if shard_of(person) == shard and stored.due is not None and stored.due <= until
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
        stored = self._people.get(person)
        if stored is None:
            return Snapshot(person)
        return Snapshot(
            person,
            version=stored.version,
            record=stored.record,
            epoch=stored.epoch,
            wake=stored.wake,
            prompts=stored.prompts,
            moved_to=stored.moved_to,
            parked_at=stored.parked_at,
            key=stored.key,
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
        stored = self._people[person]
        stored.claimed_until = None
        stored.drop_stale(now)
        wait_s = 0.0 if token else self._busy_seconds(person)
        if not stored.outbox or stored.hold > now or not lease_ms or wait_s:
            stored.next_send = to_ms(max(stored.hold, now + wait_s)) if stored.outbox else None
            if token:
                del self._leases[person]
            return None
        if not token:
            self._tokens += 1
            token = f"token-{self._tokens}"
        self._leases[person] = (token, self._clock() + lease_ms / 1000)
        stored.next_send = to_ms(now + lease_ms / 1000)
        return Claim(person, token, (stored.hand_out(),), lease_ms)
