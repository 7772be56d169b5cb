"""The one store of a world: the store in memory, which tells the history what it did."""

from collections.abc import Callable
from contextvars import ContextVar

from msgspec.msgpack import encode
from msgspec.structs import replace

from bot.core.messages import Address
from bot.core.ports import Claim, CommitResult, Pending, PersonId, Snapshot, Write
from bot.core.ports import Committed as Done
from bot.core.render import Bundle, decode
from bot.store.memory import MemoryStore, StoredPerson
from tests.worlds.history import Committed, Erased, Handed, Held, History, Life, Taken

PROCESS: ContextVar[str] = ContextVar("process", default="")
"""The name of the process that the running task belongs to."""
STAMP = "|"


class Truth(MemoryStore):
    """Every entry handed out carries its life and number in its address, so that sends tell."""

    def __init__(self, history: History, clock: Callable[[], float]) -> None:
        super().__init__(clock=clock)
        self.history = history

    @property
    def people(self) -> dict[PersonId, StoredPerson]:
        """Everybody who is kept."""
        return self._people

    @property
    def dead(self) -> list[tuple[str, str]]:
        """Kinds and reasons of what was given up."""
        return [(letter.kind, letter.reason) for letter in self._dead]

    def life(self, person: PersonId) -> Life:
        """The life that a person leads now."""
        return Life(person, self._people[person].key)

    async def commit(self, before: Snapshot, write: Write) -> Done:
        """Write a turn and note what it started from."""
        done = await super().commit(before, write)
        if done.outcome is CommitResult.COMMITTED:
            self._note(before, write)
        return done

    def _note(self, before: Snapshot, write: Write) -> None:
        kept = self._people[before.person]
        seqs = range(kept.seq - len(write.outbox) + 1, kept.seq + 1)
        life = self.life(before.person)
        self.history.add(
            Committed(self._clock(), PROCESS.get(), life, before.record, write, seqs, kept.epoch)
        )

    async def delivered(
        self, claim: Claim, seq: int, now: float, prompts: bytes | None = None
    ) -> Claim | None:
        """Take an entry out, and say so."""
        self._taken(claim, seq, "delivered")
        return await super().delivered(claim, seq, now, prompts)

    async def bury(self, claim: Claim, seq: int, now: float, reason: str) -> Claim | None:
        """Give an entry up, and say so."""
        self._taken(claim, seq, "buried")
        return await super().bury(claim, seq, now, reason)

    async def retry(self, claim: Claim, seq: int, at: float, *, paused: bool = False) -> None:
        """Leave an entry for later; say so when the platform wants it."""
        if paused and self._holds(claim):
            self.history.add(Held(self._clock(), self.life(claim.person), at))
        await super().retry(claim, seq, at, paused=paused)

    async def erase(self, person: PersonId, now: float, *, before: float | None = None) -> bool:
        """Delete a person, and say so."""
        if person in self._people:
            self.history.add(Erased(self._clock(), self.life(person)))
        return await super().erase(person, now, before=before)

    def due_now(self, now: float) -> bool:
        """Whether anybody at all is due; a look that costs nothing."""
        return any((due := kept.due) is not None and due <= now for kept in self._people.values())

    def _taken(self, claim: Claim, seq: int, how: str) -> None:
        if self._holds(claim):
            waiting = [old.seq for old in self._people[claim.person].outbox]
            if seq in waiting:
                self.history.add(Taken(self._clock(), self.life(claim.person), seq, how))

    def _hand_out(
        self, person: PersonId, now: float, lease_ms: int, token: str = ""
    ) -> Claim | None:
        claim = super()._hand_out(person, now, lease_ms, token)
        if claim is None:
            return None
        life, entry = self.life(person), claim.entries[0]
        self.history.add(Handed(self._clock(), PROCESS.get(), life, entry.seq, now))
        return replace(claim, entries=(_stamped(entry, life),))


def _stamped(entry: Pending, life: Life) -> Pending:
    bundle = decode(entry.body)
    where = bundle.address
    chat = STAMP.join((life.person, life.key.decode(), str(entry.seq)))
    address = Address(where.platform, where.tenant, where.user, chat)
    return replace(entry, body=encode(Bundle(address, bundle.language, bundle.effects)))


def stamp(address: Address) -> tuple[Life, int] | None:
    """Read a stamp; None for what did not come out of an outbox."""
    if STAMP not in address.chat:
        return None
    person, key, seq = address.chat.split(STAMP)
    return Life(PersonId(person), key.encode()), int(seq)
