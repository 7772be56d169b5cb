"""The part of MemoryStore that no turn needs, and what all its parts share."""

import time
from collections.abc import Callable

from bot.errors import StoreUnavailable
from bot.ports import Backlog, DeadLetter, Parked, PersonId, Snapshot
from bot.store.keys import DEAD_KEPT_MS, ERASED_KEPT_MS
from bot.store.memory_person import Person


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
        self._people: dict[PersonId, Person] = {}
        self._seen: dict[PersonId, dict[str, float]] = {}
        self._leases: dict[PersonId, tuple[str, float]] = {}
        self._dead: list[DeadLetter] = []
        self._erased: dict[PersonId, float] = {}
        self._budgets: dict[str, tuple[float, int]] = {}
        self._blocked: dict[str, float] = {}
        self._offers: dict[str, tuple[float, PersonId]] = {}
        self._tries: dict[PersonId, tuple[float, int]] = {}

    async def link(self, alias: Snapshot, survivor: PersonId) -> bool:
        """Replace a merged person by a pointer under their version."""
        self._try("link")
        kept = self._people.get(alias.person) or Person()
        if kept.moved_to == survivor:
            return True
        refers = any(old.entry.kind == "referral" for old in kept.outbox)
        if kept.version != alias.version or kept.parked or refers:
            return False
        pointer = Person(version=kept.version + 1, epoch=kept.epoch, born=kept.born)
        pointer.moved_to = survivor
        self._people[alias.person] = pointer
        self._leases.pop(alias.person, None)
        return True

    async def erase(self, person: PersonId, now: float, *, before: float | None = None) -> bool:
        """Delete a person's data; the id goes to the erasure list."""
        self._try("erase")
        kept = self._people.get(person)
        if before is not None and kept is not None and kept.born > before:
            return False
        oldest = now - ERASED_KEPT_MS / 1000
        self._erased = {who: at for who, at in self._erased.items() if at > oldest}
        self._erased[person] = now if before is None else before
        self._dead = [letter for letter in self._dead if letter.person != person]
        self._leases.pop(person, None)
        self._seen.pop(person, None)
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
        late = [now - at for kept in self._people.values() if (at := kept.due) and at <= now]
        ages = [
            now - min(old.since for old in kept.outbox if old.entry.lane == "urgent")
            for kept in self._people.values()
            if kept.urgent
        ]
        return Backlog(len(late), max(late, default=0.0), len(ages), max(ages, default=0.0))

    async def unstick(self, person: PersonId, now: float) -> None:
        """Forget lease and waiting times of a person and make them due now."""
        self._try("unstick")
        self._leases.pop(person, None)
        kept = self._people.get(person, Person())
        kept.hold, kept.claimed_until = 0.0, now
        kept.next_send = now if kept.outbox else None
        for inbound, old in kept.parked.items():
            kept.parked[inbound] = Parked(old.inbound, old.tries, now, old.body)

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
