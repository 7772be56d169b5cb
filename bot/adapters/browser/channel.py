"""Sending to a page: a message is delivered when it stands in the page's transcript."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.adapters.browser.config import PLATFORM
from bot.adapters.browser.entries import (
    ENTRY_BYTES_MAX,
    PageEntry,
    decode,
    encode,
    entry_of,
)
from bot.adapters.browser.streams import Streams
from bot.adapters.button_tokens import Press, seal_press
from bot.adapters.platform import Host
from bot.core.lru import LRU
from bot.core.messages import Address, Message, Picture, Receipt
from bot.core.ports import NewEntry, PersonId, Transcripts
from bot.errors import Refused, StoreUnavailable, Unknown

PICTURES_MAX = 256
"""Pictures that this process still has; of others the page shows the words."""


class BrowserChannel:
    """A page, for sending (bot.core.ports.Channel)."""

    platform = PLATFORM
    pictures = ("video/mp4", "image/gif", "image/png")

    def __init__(self, host: Host, streams: Streams) -> None:
        self._store: Transcripts = host.store
        self._secret, self._now = host.button_secret, host.now
        self._named: Callable[[Address], PersonId] = host.named
        self._streams = streams
        self.shown: LRU[tuple[PersonId, str], Picture] = LRU(PICTURES_MAX)

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Write one message, or change one in place. Raises NotDelivered."""
        page = self._named(address)
        entry = entry_of(message, lambda token, option: self._sealed(address, token, option))
        try:
            return await self._delivered(page, message, entry)
        except StoreUnavailable:
            # What no turn committed is the answer to an emergency: it needs no database.
            if not message.name and self._streams.say_unstored(page, entry):
                return Receipt()
            raise Unknown("the transcript") from None

    async def _delivered(self, page: PersonId, message: Message, entry: PageEntry) -> Receipt:
        if message.answered and message.edits:
            await self._settle(page, int(message.edits), message.answered[1])
        if not (message.text or message.buttons or message.document or entry.picture):
            return Receipt()
        if message.picture and message.picture.body:
            self.shown.keep((page, message.picture.content), message.picture)
        body = encode(entry)
        if len(body) > ENTRY_BYTES_MAX:
            raise Refused("too large")
        replaces = int(message.edits) if message.redraw and message.edits else 0
        new = NewEntry(body, message.name, replaces)
        return Receipt(str(await self._streams.write(page, new, self._now())))

    async def _settle(self, page: PersonId, prompt: int, choice: str) -> None:
        """Take the buttons of an answered prompt away, and show the choice."""
        found = (await self._store.transcript(page, prompt - 1)).entries
        for each in found:
            if each.message == prompt:
                entry = replace(decode(each.body), buttons=(), choice=choice)
                new = NewEntry(encode(entry), replaces=prompt)
                await self._streams.write(page, new, self._now())

    def _sealed(self, address: Address, token: int, option: str) -> str:
        return seal_press(self._secret, address.user, address.chat, Press(token, option))
