"""One turn: load, step, commit, then speak (docs/architecture.md)."""

import asyncio
import time
from collections.abc import Coroutine

import msgspec
import structlog
from msgspec.structs import replace

from bot.core.clock import Time
from bot.core.linking import Linking
from bot.core.messages import Address, Inbound
from bot.core.outbox import DeliveredPrompts, Outbox, elapsed_s
from bot.core.ports import Claim, CommitResult, Metrics, PersonId, Snapshot, Store, Write
from bot.core.render import entries
from bot.core.retry_queue import RetryQueue
from bot.core.urgent_fallback import UrgentFallback
from bot.errors import Contended, NewerSchema, PoisedError, StoreUnavailable
from bot.store.keys import person_id
from flows import record as records
from flows.dialogues.linking import LOST
from flows.engine.context import DetectedFlag
from flows.engine.effects import Effect, Erase, Errand
from flows.engine.engine import Engine
from flows.engine.events import AnyEvent, Due, Edited, Failed, Linked, Reachable, Typed
from flows.engine.step import Turn, step, words_of
from flows.record import Record, Where, present, with_address_first

ATTEMPTS_MAX = 5
"""Version conflicts in a row after which the platform is asked to come again."""
LEASE_MS = 20_000
"""How long one process may send to a person before another may."""

HOPS_MAX = 3
"""Pointers in a row from an address to its person; one, but for a moment after a move."""
NOWHERE = Address("", "", "", "")
"""Where the clock's own events come from."""

log = structlog.get_logger()


class _Moving(Exception):
    """An address that was unlinked is heard from before its record has moved."""


class Runner:
    """Takes updates and wake-ups; returns only when the turn is committed."""

    def __init__(self, store: Store, engine: Engine, outbox: Outbox, pepper: bytes) -> None:
        self._store = store
        self._engine = engine
        self._outbox = outbox
        self._pepper = pepper
        self._time: Time = outbox.time
        self._metrics: Metrics = outbox.metrics
        self._sending: set[asyncio.Task[None]] = set()
        self._retry_queue = RetryQueue(store, outbox.time)
        self._urgent_fallback = UrgentFallback(engine, outbox)
        self._linking = Linking(store, outbox, pepper, self._tell)
        outbox.on_unreachable = self._unreachable

    async def __call__(self, inbound: Inbound) -> None:
        """Take one update. Raises PoisedError when nothing was taken."""
        address = inbound.address
        person = person_id(self._pepper, address.platform, address.tenant, address.user)
        before = await self._loaded(person, inbound)
        try:
            await self._turn(before, inbound)
        except StoreUnavailable:
            self._silent()
            await self._urgent_fallback.answer(inbound)
            raise
        except PoisedError:
            self._metrics.turn("", "refused", 0.0)
            raise
        except Exception:  # A bug of ours must not block this person, nor anybody else (D13).
            log.exception("turn_failed", person=before.person)
            self._metrics.turn("", "parked", 0.0)
            await self._retry_queue.park(before.person, inbound)

    async def wake(self, person: PersonId) -> None:
        """Do what is due for a person, and send what is still waiting."""
        before, now = await self._load(person), self._time.now()
        if before.parked_at is not None and before.parked_at <= now:
            await self._retry_queue.retry(before.person, self._again)
            before = await self._load(person)
        if before.record is not None and before.wake is not None and before.wake <= now:
            self._metrics.woken(now - before.wake)
            inbound = Inbound(f"due|{before.person}|{before.wake:.3f}", NOWHERE, Due())
            sending = await self._turn(before, inbound)
            if sending is not None:  # Whoever claimed the person waits: no more than can be sent.
                await asyncio.shield(sending)
                return
        await self._outbox.drain(before.person, DeliveredPrompts.read(before.prompts))

    async def _loaded(self, person: PersonId, inbound: Inbound) -> Snapshot:
        try:
            return await self._load(person)
        except StoreUnavailable:
            self._silent()
            await self._urgent_fallback.answer(inbound)
            raise

    async def _unreachable(self, person: PersonId) -> None:
        """Note that nothing reaches a person; their reminders stop until they come back (D14)."""
        before = await self._load(person)
        record = records.decode(before.record) if before.record else None
        if record is not None and not (record.unreachable or record.erased):
            name = f"unreachable|{person}|{self._time.now():.3f}"
            await self._turn(before, Inbound(name, NOWHERE, Reachable(yes=False)))

    async def known(self, address: Address) -> Record | None:
        """Read what is known of whoever has an address. Raises PoisedError."""
        name = person_id(self._pepper, address.platform, address.tenant, address.user)
        found = await self._load(name)
        return records.decode(found.record) if found.record else None

    async def idle(self) -> None:
        """Wait until everything that this process committed is sent."""
        while self._sending:
            await asyncio.gather(*self._sending)

    async def _again(self, inbound: Inbound, *, last: bool) -> None:
        """Take a parked update once more; after the last try the person is told."""
        address = inbound.address
        before = await self._load(
            person_id(self._pepper, address.platform, address.tenant, address.user)
        )
        if last:
            inbound = replace(inbound, id=f"failed|{inbound.id}", event=Failed())
        await self._turn(before, inbound)

    async def _load(self, person: PersonId) -> Snapshot:
        return await self._behind(await self._store.load(person))

    async def _behind(self, found: Snapshot) -> Snapshot:
        """Whom a linked address leads to; a stranger where the pointer holds no more."""
        target = found
        for _ in range(HOPS_MAX):
            if target.moved_to is None:
                break
            target = await self._store.load(target.moved_to)
        if target is found or self._linking.leads_here(target, found.person):
            return target
        return replace(found, moved_to=None)

    async def _tell(self, person: PersonId, name: str, event: Linked) -> None:
        """Bring a person the outcome of an errand."""
        before = await self._store.load(person)
        if before.record is not None:
            await self._turn(before, Inbound(name, NOWHERE, event))

    async def _turn(self, before: Snapshot, inbound: Inbound) -> asyncio.Task[None] | None:
        """Commit one turn; gives the sending of what it said, where this process does it."""
        started = time.perf_counter()
        heard = await self._hear(before, inbound)
        for _ in range(ATTEMPTS_MAX):
            now, asked = self._time.now(), elapsed_s()
            try:
                turn = self._step(before, inbound, now, heard)
            except _Moving:
                before = await self._moved(before, inbound.address)
                continue
            done = await self._store.commit(before, self._write(inbound.id, now, turn))
            if done.outcome is not CommitResult.CONFLICT:
                self._count(turn, done.outcome, time.perf_counter() - started)
                work = _left_to_do(turn, done.outcome)
                if done.claim is None and not work:
                    return None
                return self._background(self._send(before, done.claim, asked, work))
            assert done.fresh is not None
            if done.fresh.record is None and inbound.address is NOWHERE:
                return None  # Erased meanwhile: what the clock brings makes nobody anew.
            before = await self._behind(done.fresh)
        raise Contended(before.person)

    async def _hear(self, before: Snapshot, inbound: Inbound) -> DetectedFlag | None:
        """What the words say, read in a thread where that takes long (decision 40)."""
        words = words_of(inbound.event)
        if not words:
            return None
        reader = self._engine.reader(_known(before, inbound).language)
        if not reader.is_slow(words):
            return reader.detect(words)
        return await asyncio.to_thread(reader.detect, words)

    def _step(
        self, before: Snapshot, inbound: Inbound, now: float, heard: DetectedFlag | None
    ) -> Turn:
        record = _known(before, inbound)
        event = _placed(inbound, DeliveredPrompts.read(before.prompts), record)
        if isinstance(event, Reachable) and not event.yes:
            event = _lost(record, inbound.address, event)
        else:
            record = _here(record, inbound.address)
        return step(self._engine, record, event, now, heard)

    async def _moved(self, before: Snapshot, address: Address) -> Snapshot:
        """Finish an unlinking that was under way; whoever writes is a stranger then."""
        await self._linking.readdress(before.person)
        return await self._load(
            person_id(self._pepper, address.platform, address.tenant, address.user)
        )

    def _write(self, inbound: str, now: float, turn: Turn) -> Write:
        return Write(
            inbound,
            now,
            records.encode(turn.record),
            journal=tuple(msgspec.msgpack.encode(note) for note in turn.notes),
            outbox=entries(turn.record, turn.effects),
            red_flag=turn.red_flag,
            wake=turn.wake,
            lease_ms=LEASE_MS,
        )

    def _count(self, turn: Turn, outcome: CommitResult, seconds: float) -> None:
        top = turn.record.conversation.top
        referred = turn.red_flag and outcome is CommitResult.COMMITTED
        result = "referred" if referred else outcome.value
        self._metrics.turn(top.flow if top else "", result, seconds)

    def _silent(self) -> None:
        self._metrics.database_silent("runner")
        self._metrics.turn("", "unavailable", 0.0)

    def _background(self, sending: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Send beside: the platform need not wait for what we say to it."""
        task = asyncio.get_running_loop().create_task(sending)
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return task

    async def _send(
        self, before: Snapshot, claim: Claim | None, asked: float, work: tuple[Effect, ...]
    ) -> None:
        await self._outbox.send(claim, DeliveredPrompts.read(before.prompts), asked)
        for each in work:
            if isinstance(each, Errand):
                await self._errand(before.person, each)
            else:
                record = records.decode(before.record) if before.record else Record()
                await self._linking.forget(before.person, record)

    async def _errand(self, person: PersonId, errand: Errand) -> None:
        """Do an errand; the clock brings one again that fails."""
        try:
            await self._linking.do(person, errand)
        except PoisedError as error:
            log.warning("errand_waits", person=person, why=type(error).__name__)


def _known(before: Snapshot, inbound: Inbound) -> Record:
    """The record of whoever writes. Raises NewerSchema."""
    try:
        return records.decode(before.record) if before.record else _stranger(inbound)
    except records.UnknownSchema as error:
        raise NewerSchema(str(error)) from error


def _stranger(inbound: Inbound) -> Record:
    """The record of somebody who writes for the first time."""
    return Record(addresses=(_where(inbound.address),))


def _left_to_do(turn: Turn, outcome: CommitResult) -> tuple[Effect, ...]:
    """What follows once everything is said; an update that came twice sets out no errand."""
    kinds = Erase | Errand if outcome is CommitResult.COMMITTED else Erase
    return tuple(effect for effect in turn.effects if isinstance(effect, kinds))


def _here(record: Record, address: Address) -> Record:
    """The record with the address it is heard at in front."""
    where = _where(address)
    if any(where[:3] == each[:3] for each in record.leaving):
        raise _Moving
    return with_address_first(record, where)


def _lost(record: Record, address: Address, event: AnyEvent) -> AnyEvent:
    """What it means that a chat blocked us: there may be another (the last one was tried)."""
    where = record.addresses[0] if address is NOWHERE else _where(address)
    linked = len(present(record)) > 1
    return Linked(LOST, addresses=(where,)) if linked else event


def _where(address: Address) -> Where:
    return (address.platform, address.tenant, address.user, address.chat)


def _placed(inbound: Inbound, prompts: DeliveredPrompts, record: Record) -> AnyEvent:
    """The event, put in its place among the messages that the platform showed.

    A text older than the open prompt, or than its showing, does not answer it (decision 6); an
    edited message corrects the question that stood open when it was written. Worked out for every
    attempt: after a conflict another question may be open.
    """
    event, platform = inbound.event, inbound.address.platform
    if isinstance(event, Typed):
        token = record.conversation.top.token if record.conversation.top else 0
        return replace(event, stale=prompts.is_older(platform, inbound.sent, token))
    if isinstance(event, Edited):
        return replace(event, token=prompts.asked_before(platform, inbound.sent))
    return event
