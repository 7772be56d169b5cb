"""Delivery: what was committed is said, in order, by one sender a person (D6-D8, D14)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import msgspec
import structlog
from msgspec import Struct
from msgspec.structs import replace

from bot.core.clock import Time
from bot.core.messages import Document, Message
from bot.core.ports import (
    Channel,
    Claim,
    Metrics,
    NoMetrics,
    Pending,
    PersonId,
    Pictures,
    ShowsPictures,
    Store,
)
from bot.core.render import Bundle, decode
from bot.errors import NotDelivered, Paused, Refused, StoreUnavailable, Unknown, Unreachable
from flows.engine.effects import Export

LEASE_MS = 20_000
START_S_MAX = 5.0
"""A send begins this soon after its lease was asked for, so that it ends before the lease does.

A process that stood still in between leaves it to whoever has the lease by then (D5).
"""
RETRY_FIRST_S = 1.0
RETRY_MOST_S = 300.0
"""1, 2, 4 ... 300 seconds between tries of what must arrive (D8)."""
DOUBLINGS_MAX = 9
UNREACHABLE_SOON_S = 15.0
UNREACHABLE_SOON_TRIES_MAX = 4
UNREACHABLE_AGAIN_S = 6 * 3600.0
"""A referral to somebody who blocked the bot waits; they may come back (D8).

They may have come back while the send that failed was under way: hence a few tries soon.
"""

log = structlog.get_logger()
Rendering = Callable[[Bundle, str], Message]


PROMPTS_KEPT_MAX = 8


class DeliveredPrompts(Struct, frozen=True, omit_defaults=True):
    """The last prompts that were delivered, oldest first, as (token, message id)."""

    platform: str = ""
    prompts: tuple[tuple[int, str], ...] = ()

    @staticmethod
    def read(body: bytes | None) -> DeliveredPrompts:
        """Decode the stored form; nothing stored is nothing known."""
        return msgspec.msgpack.decode(body, type=DeliveredPrompts) if body else DeliveredPrompts()

    def encode(self) -> bytes:
        """Give the stored form."""
        return msgspec.msgpack.encode(self)

    def shown(self, platform: str, token: int, message: str) -> DeliveredPrompts:
        """Note that a prompt is now carried by a message."""
        mine = self.prompts if platform == self.platform else ()
        others = tuple(pair for pair in mine if pair[0] != token)
        return DeliveredPrompts(platform, (*others, (token, message))[-PROMPTS_KEPT_MAX:])

    def message_of(self, platform: str, token: int) -> str:
        """The message that carries a prompt, or nothing."""
        known = dict(self.prompts) if platform == self.platform else {}
        return known.get(token, "")

    def is_older(self, platform: str, sent: str, token: int) -> bool:
        """Whether a message was written before the open prompt `token` was shown.

        A prompt that is committed and not shown yet, or not shown again yet, has no answer.
        """
        if not sent or self.platform not in ("", platform):
            return False
        newest, carrier = self.prompts[-1] if self.prompts else (0, "")
        if token and token != newest:
            return True
        mine, shown = _order(sent), _order(carrier)
        return mine is not None and shown is not None and mine < shown

    def asked_before(self, platform: str, sent: str) -> int | None:
        """The token of the prompt that stood open when a message was written."""
        mine = _order(sent)
        if platform != self.platform or mine is None:
            return None
        before = [t for t, message in self.prompts if (at := _order(message)) and at < mine]
        return before[-1] if before else None


class Outbox:
    """Sends what the store hands out."""

    def __init__(
        self, store: Store, channels: Mapping[str, Channel], render: Rendering, time: Time
    ) -> None:
        self._store = store
        self._channels = channels
        self._render = render
        self.time = time
        self.metrics: Metrics = NoMetrics()
        self.on_unreachable: Callable[[PersonId], Awaitable[None]] | None = None
        self.document: Callable[[PersonId], Awaitable[Document]] | None = None
        """Builds the file that an `Export` asks for."""
        self.pictures: Pictures | None = None
        """Where the pictures of cards are; without it everybody gets the words alone."""

    async def drain(self, person: PersonId, prompts: DeliveredPrompts) -> None:
        """Send what waits for a person, if nobody else is doing it."""
        asked = elapsed_s()
        claim = await self._store.claim_sends(person, self.time.now(), LEASE_MS)
        await self.send(claim, prompts, asked)

    async def say(self, bundle: Bundle) -> None:
        """Say something that no turn committed. Raises NotDelivered."""
        channel = self._channel(bundle.address.platform)
        await channel.deliver(bundle.address, self._render(bundle, "question"))

    async def send(self, claim: Claim | None, prompts: DeliveredPrompts, asked: float) -> None:
        """Send the entries of a claim, and what comes meanwhile; `prompts` says what to edit.

        `asked` is when the claim was asked for, by `elapsed_s`.
        """
        try:
            while claim is not None and claim.entries:
                if elapsed_s() - asked > START_S_MAX:
                    log.warning("sending_stopped_too_late", person=claim.person)
                    return
                claim, prompts, asked = await self._deliver(claim, claim.entries[0], prompts)
        except StoreUnavailable:
            self.metrics.database_silent("outbox")
            log.warning("sending_stopped_database_silent")

    async def _deliver(
        self, claim: Claim, entry: Pending, prompts: DeliveredPrompts
    ) -> tuple[Claim | None, DeliveredPrompts, float]:
        """Send one entry; gives what comes next, and when that was asked for."""
        bundle = decode(entry.body)
        platform = bundle.address.platform
        try:
            message = _aimed(
                await self._message(claim.person, bundle, entry.kind), prompts, platform
            )
            receipt = await self._channel(platform).deliver(bundle.address, message)
        except NotDelivered as error:
            asked = elapsed_s()
            return await self._failed(claim, entry, error), prompts, asked
        except StoreUnavailable:
            raise
        except Exception as mistake:  # Ours: what follows for this person must not wait behind it.
            log.exception("message_failed", person=claim.person, kind=entry.kind)
            asked = elapsed_s()
            return await self._refused(claim, entry, type(mistake).__name__), prompts, asked
        self._count(entry, "delivered")
        known = None
        if receipt.message and message.token:
            prompts = prompts.shown(platform, message.token, receipt.message)
            known = prompts.encode()
        asked = elapsed_s()
        following = await self._store.delivered(claim, entry.seq, self.time.now(), known)
        return following, prompts, asked

    async def _message(self, person: PersonId, bundle: Bundle, kind: str) -> Message:
        message = self._illustrated(self._render(bundle, kind), bundle.address.platform)
        if self.document is None or not any(isinstance(e, Export) for e in bundle.effects):
            return message
        return replace(message, document=await self.document(person))

    def _illustrated(self, message: Message, platform: str) -> Message:
        """The message with the file of its picture, where the channel shows pictures."""
        channel = self._channels.get(platform)
        if message.picture is None or self.pictures is None:
            return message
        if not isinstance(channel, ShowsPictures):
            return message
        try:
            whole = self.pictures.complete(message.picture, channel.pictures)
        except Exception:  # Ours: a mistake about a picture must not cost anybody the words.
            log.exception("picture_failed", figure=message.picture.key)
            return message
        return replace(message, picture=whole)

    def _channel(self, platform: str) -> Channel:
        """The platform's channel; another process may serve it, so it is tried again later."""
        if platform not in self._channels:
            raise Paused(RETRY_MOST_S)
        return self._channels[platform]

    async def _failed(self, claim: Claim, entry: Pending, error: NotDelivered) -> Claim | None:
        log.warning("not_delivered", person=claim.person, kind=entry.kind, why=type(error).__name__)
        now = self.time.now()
        match error:
            case Paused():
                self._count(entry, "told_to_wait")
                await self._store.retry(claim, entry.seq, now + error.seconds, paused=True)
            case Unknown():
                self._count(entry, "missed" if entry.kind == "reminder" else "unknown")
                await self._store.retry(claim, entry.seq, now + _pause(entry.attempt))
            case Unreachable():
                await self._unreachable(claim, entry)
            case Refused() | _:
                return await self._refused(claim, entry, str(error) or "refused")
        return None

    async def _refused(self, claim: Claim, entry: Pending, reason: str) -> Claim | None:
        """Give a message up; a referral is never given up, but somebody has to look (D8)."""
        self._count(entry, "refused")
        now = self.time.now()
        if entry.kind != "referral":
            return await self._store.bury(claim, entry.seq, now, reason)
        self._alert(claim)
        await self._store.retry(claim, entry.seq, now + _pause(entry.attempt))
        return None

    async def _unreachable(self, claim: Claim, entry: Pending) -> None:
        """Stop their timers; a referral stays and is said first when they come back.

        Nothing else that waits is tried: to a person who blocked the bot one attempt is enough.
        The turn comes before the lease goes, so that it hands nothing out again.
        """
        self._count(entry, "unreachable")
        if self.on_unreachable is not None:
            await self.on_unreachable(claim.person)
        now, left = self.time.now(), claim
        while entry.kind != "referral":
            following = await self._store.bury(left, entry.seq, now, "unreachable")
            if following is None:
                return
            left, entry = following, following.entries[0]
        self._alert(left)
        await self._store.retry(left, entry.seq, now + _absence(entry.attempt))

    def _alert(self, claim: Claim) -> None:
        self.metrics.alert("referral_cannot_reach")
        log.error("referral_cannot_reach", person=claim.person)

    def _count(self, entry: Pending, outcome: str) -> None:
        self.metrics.sent(entry.kind, outcome, self.time.now() - entry.since)


def _aimed(message: Message, prompts: DeliveredPrompts, platform: str) -> Message:
    """The message with the platform's id of the message that it edits."""
    token = message.token if message.redraw else message.answered[0] if message.answered else 0
    return replace(message, edits=prompts.message_of(platform, token)) if token else message


def elapsed_s() -> float:
    """Seconds by a clock that never jumps: leases run on relative time (decision 1)."""
    return asyncio.get_running_loop().time()


def _absence(attempt: int) -> float:
    soon = attempt < UNREACHABLE_SOON_TRIES_MAX
    return UNREACHABLE_SOON_S if soon else UNREACHABLE_AGAIN_S


def _pause(attempt: int) -> float:
    return min(RETRY_MOST_S, RETRY_FIRST_S * 2.0 ** min(attempt, DOUBLINGS_MAX))


def _order(message: str) -> float | None:
    """Platforms number messages in order, by integers or by timestamps."""
    try:
        return float(message)
    except ValueError:
        return None
