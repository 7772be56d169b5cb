"""Sending to Slack: laid out within its limits, paced, with errors that say what to do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from typing import Any

from msgspec import Struct

from bot.adapters.slack.accounts import People
from bot.adapters.slack.api import Api, NoSuchMessage, TenantGone
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.files import Files
from bot.adapters.slack.incoming import DIRECT_PREFIX, Seal
from bot.adapters.slack.installations import Installation, Installations, workspaces
from bot.adapters.slack.layout import Block, Layout, Phrases, image, layouts, settled, unescape
from bot.adapters.slack.payloads import PLATFORM, installation_of
from bot.adapters.slack.services import log, phrases
from bot.adapters.uploads import Uploads
from bot.core.lru import LRU
from bot.core.messages import Address, Message, Receipt
from bot.core.ports import Translations
from bot.errors import NotDelivered, Paused, Refused, Unreachable

CHANNEL_GAP_S = 1.0
CHANNELS_KEPT_MAX = 10_000


class ChannelPacer:
    """Spaces the messages of each channel out."""

    def __init__(self, clock: Callable[[], float], gap_s: float = CHANNEL_GAP_S) -> None:
        self._clock = clock
        self._gap_s = gap_s
        self._free: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def held_s(self, channel: str) -> float:
        """How long Slack still wants silence in a channel."""
        return max(self._held.get(channel, 0.0) - self._clock(), 0.0)

    def busy_s(self, channel: str) -> float:
        """How long until the next message may leave; takes no slot."""
        return max(self._free.get(channel, 0.0) - self._clock(), self.held_s(channel), 0.0)

    def reserve(self, channel: str) -> float:
        """Take the channel's next slot; tells how many seconds to wait for it."""
        now, wait_s = self._clock(), self.busy_s(channel)
        self._free[channel] = now + wait_s + self._gap_s
        if len(self._free) > CHANNELS_KEPT_MAX:
            self._free = {name: at for name, at in self._free.items() if at > now}
        return wait_s

    def sent(self, channel: str) -> None:
        """Count the gap from the end of a call, so that a slow one is no excuse for the next."""
        self._free[channel] = max(self._free.get(channel, 0.0), self._clock() + self._gap_s)

    def hold(self, channel: str, seconds: float) -> None:
        """Obey a 429."""
        now = self._clock()
        self._held = {name: until for name, until in self._held.items() if until > now}
        self._held[channel] = max(self._held.get(channel, 0.0), now + seconds)


WAIT_S_MAX = 3.0
"""Longer waits go back to the outbox, so that the send lease is not used up by waiting."""
PROMPTS_KEPT_MAX = 5_000
POST, EDIT = "chat.postMessage", "chat.update"
NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}
"""Slack need not fetch and show what a person's words point to."""


class ShownPrompt(Struct, frozen=True):
    """What stands in a message: its words, and its picture as a block."""

    text: str = ""
    seen: Block | None = None


class SlackChannel:
    """Slack as a Channel: delivers messages, and edits the ones that were answered."""

    platform = PLATFORM
    pictures = ("image/gif",)

    def __init__(
        self,
        config: SlackConfig,
        installations: Installations,
        words: Translations,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._config = config
        self._clock = clock
        self._sleep = sleep
        self.api = Api(config.api_base)
        self._installations = workspaces(config, installations, self.api, clock)
        self._people = People(self.api, clock)
        self.uploads = Uploads(PLATFORM)
        self._files = Files(self.api, self.uploads, sleep)
        self._phrases: Phrases = phrases(words, "")
        self._pacer = ChannelPacer(clock)
        self._shown: LRU[tuple[str, str], ShownPrompt] = LRU(PROMPTS_KEPT_MAX)

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Send or edit one message. Raises NotDelivered."""
        installation = await self._installation(address)
        chat = await self._chat(installation, address)
        try:
            return await self._deliver(installation, address, chat, message)
        except TenantGone:
            await self._installations.turn_off(installation.tenant, self._clock())
            raise
        except Paused as pause:
            self._pacer.hold(self._lane(installation, chat), pause.seconds)
            raise

    async def close(self) -> None:
        """Finish what is noted, and close the HTTP session."""
        await self._files.close()
        await self.api.close()

    async def _deliver(
        self, installation: Installation, address: Address, chat: str, message: Message
    ) -> Receipt:
        if message.answered is not None and message.edits:
            await self._settle(installation, chat, message.edits, message.answered[1])
        seal = Seal(self._config.button_secret, address.tenant, address.user, chat)
        pages = layouts(message, seal.close, self._phrases)
        if message.redraw and message.edits and len(pages) == 1:
            try:
                return await self._put(installation, EDIT, chat, message, pages)
            except NoSuchMessage:
                log.info("a prompt to redraw is gone and is sent anew")
        elif message.document is not None:
            await self._files.document(installation, chat, message.document)
        return await self._put(installation, POST, chat, message, pages) if pages else Receipt()

    async def _put(
        self,
        installation: Installation,
        method: str,
        chat: str,
        message: Message,
        pages: tuple[Layout, ...],
    ) -> Receipt:
        """Send the pages of a message, or edit its one; the picture is on the first."""
        body, seen = await self._shown_with(installation, method, chat, message, pages[0])
        for page in pages[1:]:
            body = await self._send(installation, POST, chat, page)
        stamp = str(body.get("ts", message.edits))
        self._shown.keep((self._lane(installation, chat), stamp), ShownPrompt(message.text, seen))
        return Receipt(stamp)

    async def _shown_with(
        self, installation: Installation, method: str, chat: str, message: Message, page: Layout
    ) -> tuple[dict[str, Any], Block | None]:
        """Send one page with the picture of its message, or without it where Slack wants none."""
        more = {"ts": message.edits} if method == EDIT else {}
        async with aclosing(self._files.tries(installation, message.picture)) as tries:
            async for seen in tries:
                try:
                    made = await self._send(installation, method, chat, page.under(seen), **more)
                except Refused as refused:
                    if seen is None or isinstance(refused, NoSuchMessage):
                        raise
                else:
                    return made, seen
        raise AssertionError("the words alone are the last try")

    async def _settle(self, installation: Installation, chat: str, stamp: str, choice: str) -> None:
        """Take the buttons of an answered prompt away and leave the choice in sight.

        What follows in the same message matters more, so a prompt that is gone is let go.
        """
        shown = await self._found(installation, chat, stamp)
        page = settled(shown.text, choice, self._phrases).under(shown.seen)
        try:
            await self._send(installation, EDIT, chat, page, ts=stamp)
        except Refused:
            log.info("an answered prompt could not be edited")

    async def _send(
        self, installation: Installation, method: str, chat: str, page: Layout, **more: str
    ) -> dict[str, Any]:
        lane, spaced = self._lane(installation, chat), method == POST
        body = {"channel": chat, "text": page.text, "blocks": list(page.blocks)} | more
        await self._take_slot(lane, spaced=spaced)
        try:
            extras = NO_PREVIEWS if spaced else {}
            return await self.api.call(method, installation.bot_token, **body, **extras)
        finally:
            if spaced:
                self._pacer.sent(lane)

    async def _take_slot(self, lane: str, *, spaced: bool) -> None:
        """Wait for the channel's turn; an edit need not keep its distance, only silence."""
        wait_s = self._pacer.busy_s(lane) if spaced else self._pacer.held_s(lane)
        if wait_s > WAIT_S_MAX:
            raise Paused(wait_s)
        await self._sleep(self._pacer.reserve(lane) if spaced else wait_s)

    async def _installation(self, address: Address) -> Installation:
        found = await self._installations.find(installation_of(address.tenant))
        if found is None or found.off is not None:
            raise Unreachable("the workspace has not installed the app")
        return found

    async def _chat(self, installation: Installation, address: Address) -> str:
        if address.chat.startswith(DIRECT_PREFIX):
            return address.chat
        return await self._people.chat(installation, (address.tenant, address.user))

    async def _found(self, installation: Installation, chat: str, stamp: str) -> ShownPrompt:
        """What stands in a message that was sent before, from memory or from Slack."""
        known = self._shown.get((self._lane(installation, chat), stamp))
        if known is not None:
            return known
        try:
            answer = await self.api.post(
                "conversations.history", installation.bot_token,
                channel=chat, latest=stamp, inclusive="true", limit="1",
            )  # fmt: skip
        except NotDelivered:
            return ShownPrompt()
        return shown_of(answer, stamp)

    def _lane(self, installation: Installation, chat: str) -> str:
        return f"{installation.tenant}|{chat}"


def shown_of(answer: dict[str, Any], stamp: str) -> ShownPrompt:
    """The text of the sections and the picture of one message in a history."""
    messages = [one for one in answer.get("messages", []) if one.get("ts") == stamp]
    blocks = messages[0].get("blocks", []) if messages else []
    texts = [b["text"]["text"] for b in blocks if b.get("type") == "section" and "text" in b]
    files = [b for b in blocks if b.get("type") == "image" and "id" in b.get("slack_file", {})]
    seen = [image(b["slack_file"]["id"], b.get("alt_text", "")) for b in files]
    return ShownPrompt(unescape("\n\n".join(texts)), seen[0] if seen else None)
