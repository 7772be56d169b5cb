"""The errands of linking: codes, joining two people, and who is found by which address.

Every step reads what stands in the store and may be done again. A merge is committed to the
survivor before the other becomes a pointer under their version; what the other does in between is
merged again, because the pointer is refused then (decision 12).
"""

import contextlib
import secrets
from collections.abc import Awaitable, Callable

import structlog

from bot.core.messages import Address
from bot.core.outbox import Outbox
from bot.core.ports import CommitResult, PersonId, Snapshot, Store, Write
from bot.core.render import Bundle
from bot.errors import NotDelivered
from bot.store.keys import link_proof, person_id
from flows import record as records
from flows.dialogues import linking
from flows.dialogues.linking import Where, merged, present
from flows.engine.effects import Errand, LinkCode, Redeem, Say
from flows.engine.events import Linked
from flows.record import Record

ATTEMPTS_MAX = 5
"""Times that somebody may change while they are joined, before the clock tries again."""

ID_BYTES = 8

Tell = Callable[[PersonId, str, Linked], Awaitable[None]]
"""Brings an event to a person under an id that counts once."""

log = structlog.get_logger()


class Linking:
    """Does the errands of one process."""

    def __init__(self, store: Store, outbox: Outbox, pepper: bytes, tell: Tell) -> None:
        self._store = store
        self._outbox = outbox
        self._time = outbox.time
        self._pepper = pepper
        self._tell = tell

    async def do(self, person: PersonId, errand: Errand) -> None:
        """Do one errand of a person. Raises StoreUnavailable; the clock brings it again."""
        if isinstance(errand, LinkCode):
            await self._offer(person)
        elif isinstance(errand, Redeem):
            await self._redeem(person, errand.code)
        else:
            await self.readdress(person)

    def leads_here(self, found: Snapshot, name: PersonId) -> bool:
        """Whether a pointer from an address still holds: the record has the last word."""
        record = _record(found)
        return record is not None and name in map(self._name, present(record))

    async def forget(self, person: PersonId, record: Record) -> None:
        """Erase a person with every address that leads to them; they themselves come last."""
        for where in record.addresses:
            await self._erase_pointer(self._name(where), person)
        await self._store.erase(person, self._time.now())

    # --- codes ------------------------------------------------------------------------------
    async def _offer(self, person: PersonId) -> None:
        code = _code()
        proof = link_proof(self._pepper, code)
        await self._store.offer(proof, person, linking.CODE_LIFE_S)
        await self._tell(person, f"code|{proof}", Linked(linking.CODE, code=code, proof=proof))

    async def _redeem(self, person: PersonId, code: str) -> None:
        proof = link_proof(self._pepper, code)
        refusal, survivor = await self._judge(person, proof)
        if not refusal:
            refusal = await self._join(survivor, person, proof)
        if refusal:
            await self._tell(person, _once(refusal), Linked(refusal))

    async def _judge(self, person: PersonId, proof: str) -> tuple[str, PersonId]:
        """Why a code joins nothing, or whose it is."""
        if await self._store.tried(person) > linking.CODE_TRIES_MAX:
            return "slow", person
        survivor = await self._store.offered(proof)
        if survivor == person:
            return "own", person
        maker = _record(await self._store.load(survivor)) if survivor else None
        if survivor is None or maker is None or not linking.is_open(maker, proof, self._time.now()):
            return "wrong", person
        full = len(maker.addresses) >= linking.ADDRESSES_MAX
        return "full" if full else "", survivor

    async def _join(self, survivor: PersonId, person: PersonId, proof: str) -> str:
        """Merge a person into the survivor, whose errand then makes the pointers."""
        maker = _record(await self._store.load(survivor))
        await self._tell(person, _once("joining"), Linked("joining"))
        other = await self._store.load(person)
        joined = Linked(linking.JOIN, proof=proof, other=_record(other))
        await self._tell(survivor, _merge_id(other), joined)
        if maker is None or not self.leads_here(await self._store.load(survivor), person):
            return "wrong"
        await self._announce(maker)
        return ""

    async def _announce(self, maker: Record) -> None:
        """Tell the chat where the code was made; whoever lost the code learns of it there."""
        where = Address(*maker.addresses[0])
        with contextlib.suppress(NotDelivered):
            await self._outbox.say(Bundle(where, maker.language, (Say("link-used"),)))

    # --- addresses --------------------------------------------------------------------------
    async def readdress(self, person: PersonId) -> None:
        """Let a person be found by the addresses of their record, and by no others."""
        record = _record(await self._store.load(person))
        if record is None or record.erased:
            return
        left = tuple(record.leaving)
        if person in map(self._name, left):
            await self._move(person)
            return
        others = [name for where in present(record) if (name := self._name(where)) != person]
        pointed = [await self._point(name, person) for name in others]
        for where in left:
            await self._erase_pointer(self._name(where), person)
        if all(pointed):
            settled = Linked("settled", addresses=left)
            await self._tell(person, _once("settled"), settled)

    async def _point(self, name: PersonId, person: PersonId) -> bool:
        """Make one address a pointer; what its person still was is merged first."""
        for _ in range(ATTEMPTS_MAX):
            there = await self._store.load(name)
            if there.moved_to == person:
                return True
            other = _record(there)
            if other is not None:
                await self._tell(person, _merge_id(there), Linked("merge", other=other))
            if await self._store.link(there, person):
                return True
        log.warning("address_waits", person=person)
        return False

    async def _move(self, person: PersonId) -> None:
        """Give the record a new home: the first address that stays (unlinking the old one)."""
        for _ in range(ATTEMPTS_MAX):
            found = await self._store.load(person)
            record = _record(found)
            if record is None:
                return
            heir = self._name(present(record)[0])
            if await self._copied(found, record, heir) and await self._store.link(found, heir):
                await self.readdress(heir)
                return

    async def _copied(self, found: Snapshot, record: Record, heir: PersonId) -> bool:
        """Write the record and the journal under the new home; a second copy is a merge."""
        there = await self._store.load(heir)
        before = _record(there)
        lines = await self._store.journal(found.person)
        known = len(await self._store.journal(heir))
        now = self._time.now()
        write = Write(
            f"move|{found.person}|{found.version}",
            now,
            records.encode(merged(before, record) if before else record),
            journal=tuple(lines[known:]),
            wake=now + linking.RESUME_S,
        )
        done = await self._store.commit(there, write)
        return done.outcome is not CommitResult.CONFLICT

    async def _erase_pointer(self, name: PersonId, person: PersonId) -> None:
        """Erase an address that leads to a person; one that began anew stays."""
        if (await self._store.load(name)).moved_to == person:
            await self._store.erase(name, self._time.now())

    def _name(self, where: Where) -> PersonId:
        return person_id(self._pepper, *where[:3])


def _code() -> str:
    """A new code; with a digit in it, so that it spells no word."""
    while True:
        drawn = (secrets.choice(linking.CODE_LETTERS) for _ in range(linking.CODE_CHARS))
        code = "".join(drawn)
        if not code.isalpha():
            return code


def _once(outcome: str) -> str:
    """An outcome told once more does no harm, so its id is new each time."""
    return f"{outcome}|{secrets.token_hex(ID_BYTES)}"


def _merge_id(other: Snapshot) -> str:
    """One merge for each version of who joins, however often it is tried."""
    return f"merge|{other.person}|{other.version}"


def _record(found: Snapshot) -> Record | None:
    return records.decode(found.record) if found.record else None
