"""Known bugs, each planted in one part: the checks are worth what they catch of these."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from msgspec.structs import replace

from bot.core.messages import Inbound
from bot.core.outbox import DeliveredPrompts, Outbox, elapsed_s
from bot.core.ports import Claim, Committed, Pending, PersonId, Snapshot, Write
from bot.core.render import decode, entries
from bot.core.runner import Runner
from bot.errors import NotDelivered
from bot.store.memory import StoredPerson
from flows.engine.context import DetectedFlag
from flows.engine.events import Pressed, Typed
from flows.engine.step import Turn
from flows.record import Record
from flows.record import decode as read_record
from tests.worlds.process import Kit
from tests.worlds.truth import Truth

POISON = "my dog walks me"


class PopBeforeCommit(Runner):
    """Takes an update from the platform before its turn is committed."""

    async def __call__(self, inbound: Inbound) -> None:
        """Acknowledge at once, work later."""
        task = asyncio.create_task(super().__call__(inbound))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())


class MarkSentBeforeSending(Outbox):
    """Takes an entry out, then sends it."""

    async def _deliver(
        self, claim: Claim, entry: Pending, prompts: DeliveredPrompts
    ) -> tuple[Claim | None, DeliveredPrompts, float]:
        asked = elapsed_s()
        following = await self._store.delivered(claim, entry.seq, self.time.now())
        bundle = decode(entry.body)
        channel = self._channels[bundle.address.platform]
        with suppress(NotDelivered):
            await channel.deliver(bundle.address, self._render(bundle, entry.kind))
        return following, prompts, asked


class ForgetfulStore(Truth):
    """Does not look in its script whether an update was seen; another call tells."""

    async def mark(self, inbound: str) -> bool:
        """Say whether an update is new."""
        new = inbound not in self._marked
        self._marked.add(inbound)
        return new

    def _was_seen(self, person: PersonId, inbound: str, now: float) -> bool:
        self._marked: set[str] = getattr(self, "_marked", set())
        return False


class DedupeOutside(Runner):
    """Asks first whether an update is new, then commits."""

    async def __call__(self, inbound: Inbound) -> None:
        """Mark, then take."""
        if await self._store.mark(inbound.id):  # type: ignore[attr-defined]
            await super().__call__(inbound)


class NoVersionCheck(Truth):
    """Writes whatever it is given over whatever there is."""

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write."""
        kept = self._people.get(before.person, StoredPerson())
        return await super().commit(replace(before, version=kept.version, key=kept.key), write)


class NoStaleButtonCheck(Runner):
    """Takes every press for an answer to the open question."""

    def _step(
        self, before: Snapshot, inbound: Inbound, now: float, heard: DetectedFlag | None
    ) -> Turn:
        event = inbound.event
        top = (read_record(before.record) if before.record else Record()).conversation.top
        if isinstance(event, Pressed) and event.token and top:
            inbound = replace(inbound, event=replace(event, token=top.token))
        return super()._step(before, inbound, now, heard)


class SendBeforeCommit(Runner):
    """Says what a turn wants said, then commits the turn."""

    async def _turn(self, before: Snapshot, inbound: Inbound) -> asyncio.Task[None] | None:
        heard = await self._hear(before, inbound)
        turn = self._step(before, inbound, self._time.now(), heard)
        for entry in entries(turn.record, turn.effects):
            with suppress(NotDelivered):
                await self._outbox.say(decode(entry.body))
        return await super()._turn(before, inbound)

    def _write(self, inbound: str, now: float, turn: Turn) -> Write:
        return replace(super()._write(inbound, now, turn), outbox=())


class NoFencing(Truth):
    """Lets two senders work for one person, and believes whichever comes."""

    def _busy_seconds(self, person: PersonId) -> float:
        return 0.0

    def _holds(self, claim: Claim) -> bool:
        self._leases.setdefault(claim.person, (claim.token, 0.0))
        return claim.person in self._people


class PopDueBeforeRun(Truth):
    """Takes people out of the due index for good, then runs them."""

    async def claim_due(self, shard: int, now: float, lease_s: float, most: int) -> list[PersonId]:
        """Claim without a way back."""
        taken = await super().claim_due(shard, now, lease_s, most)
        for person in taken:
            self._people[person].claimed_until = now + 1e9
        return taken


class RedFlagLeavesTheOlder(Truth):
    """Does not raise the epoch at a red flag."""

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write without dropping anything."""
        done = await super().commit(before, replace(write, red_flag=False))
        if self.history.events and write.red_flag and done.fresh is None:
            self._flagged(write)
        return done

    def _flagged(self, write: Write) -> None:
        """The history keeps what the turn wanted."""
        for index in range(len(self.history.events) - 1, -1, -1):
            event = self.history.events[index]
            if getattr(event, "write", None) is not None and event.write.inbound == write.inbound:  # type: ignore[union-attr]
                self.history.events[index] = event._replace(write=write, epoch=event.epoch + 1)  # type: ignore[union-attr,call-arg]
                return


class AnswersTheUnseen(Runner):
    """Takes typed words for the open question, shown or not."""

    def _step(
        self, before: Snapshot, inbound: Inbound, now: float, heard: DetectedFlag | None
    ) -> Turn:
        return super()._step(before, replace(inbound, sent=""), now, heard)


class NoLeaseAge(Outbox):
    """Sends on after standing still for however long."""

    async def send(self, claim: Claim | None, prompts: DeliveredPrompts, asked: float) -> None:
        """Send whatever was handed out."""
        while claim is not None and claim.entries:
            claim, prompts, _ = await self._deliver(claim, claim.entries[0], prompts)


class PoisonedAtFirst(Runner):
    """Fails at some texts, as a bug of ours would, until they come again from where they wait."""

    _cured = ""

    async def _again(self, inbound: Inbound, *, last: bool) -> None:
        self._cured = inbound.id
        await super()._again(inbound, last=last)

    def _step(
        self, before: Snapshot, inbound: Inbound, now: float, heard: DetectedFlag | None
    ) -> Turn:
        event = inbound.event
        if isinstance(event, Typed) and event.text == POISON and inbound.id != self._cured:
            raise RuntimeError("a bug")
        return super()._step(before, inbound, now, heard)


BUGS: Mapping[str, Kit] = {
    "pop before commit": Kit(runner=PopBeforeCommit),
    "mark sent before sending": Kit(outbox=MarkSentBeforeSending),
    "dedupe outside the script": Kit(store=ForgetfulStore, runner=DedupeOutside),
    "no version check": Kit(store=NoVersionCheck),
    "no stale-button check": Kit(runner=NoStaleButtonCheck),
    "send before commit": Kit(runner=SendBeforeCommit),
    "no fencing": Kit(store=NoFencing),
    "due popped before its run": Kit(store=PopDueBeforeRun),
    "red flag leaves the older": Kit(store=RedFlagLeavesTheOlder),
    "answers to the unseen": Kit(runner=AnswersTheUnseen),
}
