"""One person as the store in memory keeps them, and the rules of their outbox."""

from dataclasses import dataclass, field

from bot.ports import Entry, Parked, Pending, PersonId, Write
from bot.store.limits import OUTBOX_MAX


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
class Person:
    """What is kept of one person."""

    key: bytes = b""
    version: int = 0
    record: bytes | None = None
    epoch: int = 0
    wake: float | None = None
    next_send: float | None = None
    hold: float = 0.0
    seq: int = 0
    side: bytes | None = None
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
