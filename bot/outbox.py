"""Delivery: what was committed is said, in order, by one sender a person (D6-D8, D14)."""

from collections.abc import Awaitable, Callable, Mapping

import structlog
from msgspec.structs import replace

from bot.clock import Time
from bot.errors import NotDelivered, Paused, Refused, StoreUnavailable, Unknown, Unreachable
from bot.messages import Message
from bot.outgoing import Bundle, decode
from bot.ports import Channel, Claim, Pending, PersonId, Store
from bot.side import Side

LEASE_MS = 20_000
RETRY_FIRST_S = 1.0
RETRY_MOST_S = 300.0
"""1, 2, 4 ... 300 seconds between tries of what must arrive (D8)."""
DOUBLINGS_MAX = 9
UNREACHABLE_AGAIN_S = 6 * 3600.0
"""A referral to somebody who blocked the bot waits; they may come back (D8)."""

log = structlog.get_logger()
Rendering = Callable[[Bundle, str], Message]


class Outbox:
    """Sends what the store hands out."""

    def __init__(
        self, store: Store, channels: Mapping[str, Channel], render: Rendering, time: Time
    ) -> None:
        self._store = store
        self._channels = channels
        self._render = render
        self.time = time
        self.on_unreachable: Callable[[PersonId], Awaitable[None]] | None = None

    async def drain(self, person: PersonId, side: Side) -> None:
        """Send what waits for a person, if nobody else is doing it."""
        await self.send(await self._store.claim_sends(person, self.time.now(), LEASE_MS), side)

    async def say(self, bundle: Bundle) -> None:
        """Say something that no turn committed. Raises NotDelivered."""
        channel = self._channel(bundle.address.platform)
        await channel.deliver(bundle.address, self._render(bundle, "question"))

    async def send(self, claim: Claim | None, side: Side) -> None:
        """Send the entries of a claim, and what comes meanwhile; `side` tells what to edit."""
        try:
            while claim is not None and claim.entries:
                claim, side = await self._deliver(claim, claim.entries[0], side)
        except StoreUnavailable:
            log.warning("sending_stopped_database_silent")

    async def _deliver(self, claim: Claim, entry: Pending, side: Side) -> tuple[Claim | None, Side]:
        bundle = decode(entry.body)
        platform = bundle.address.platform
        message = _aimed(self._render(bundle, entry.kind), side, platform)
        try:
            receipt = await self._channel(platform).deliver(bundle.address, message)
        except NotDelivered as error:
            return await self._failed(claim, entry, error), side
        known = None
        if receipt.message and message.token:
            side = side.shown(platform, message.token, receipt.message)
            known = side.encode()
        return await self._store.delivered(claim, entry.seq, self.time.now(), known), side

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
                await self._store.retry(claim, entry.seq, now + error.seconds, told=True)
            case Unknown():
                await self._store.retry(claim, entry.seq, now + _pause(entry.attempt))
            case Unreachable():
                return await self._unreachable(claim, entry)
            case Refused() | _:
                return await self._store.bury(claim, entry.seq, now, str(error) or "refused")
        return None

    async def _unreachable(self, claim: Claim, entry: Pending) -> Claim | None:
        """Stop their timers; a referral stays and is said first when they come back."""
        now = self.time.now()
        if entry.kind == "referral":
            log.error("referral_cannot_reach", person=claim.person)
            await self._store.retry(claim, entry.seq, now + UNREACHABLE_AGAIN_S)
            following = None
        else:
            following = await self._store.bury(claim, entry.seq, now, "unreachable")
        if self.on_unreachable is not None:
            await self.on_unreachable(claim.person)
        return following


def _aimed(message: Message, side: Side, platform: str) -> Message:
    """The message with the platform's id of the message that it edits."""
    token = message.token if message.redraw else message.answered[0] if message.answered else 0
    return replace(message, edits=side.message_of(platform, token)) if token else message


def _pause(attempt: int) -> float:
    return min(RETRY_MOST_S, RETRY_FIRST_S * 2.0 ** min(attempt, DOUBLINGS_MAX))
