"""Sending through Telegram: the thin shell around the pure layout."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import InputFile, error
from telegram import Message as SentMessage
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.adapters.button_tokens import seal_press
from bot.adapters.telegram import layout as outgoing
from bot.adapters.telegram.client import Client, Flooded, open_client
from bot.adapters.telegram.config import TelegramConfig
from bot.adapters.telegram.incoming import PLATFORM, message_number
from bot.adapters.telegram.layout import NOTHING_SHOWN, Call, ShownText
from bot.adapters.telegram.pacing import Pacer
from bot.adapters.uploads import Uploads
from bot.core.lru import LRU
from bot.core.messages import Address, Message, Receipt
from bot.errors import NotDelivered, Paused, Refused, Unknown, Unreachable

UNAUTHORISED_PAUSE_S = 300.0
"""A wrong token is an operator's matter; nothing is lost meanwhile."""
BENIGN = ("message is not modified", "query is too old", "query id is invalid")
GONE = (
    "chat not found", "user not found", "user is deactivated", "peer_id_invalid",
    "bot was blocked", "bot was kicked", "can't initiate conversation", "chat_write_forbidden",
)  # fmt: skip
NOTHING_TO_EDIT = (
    "message to edit not found", "message can't be edited", "message_id_invalid",
    "there is no text in the message to edit", "message identifier is not specified",
    "there is no caption in the message to edit",
)  # fmt: skip
UNREADABLE_MARKUP = ("can't parse entities", "can't find end", "unsupported start tag")
UNKNOWN_FILE = ("wrong file identifier", "wrong remote file", "file_reference", "invalid file_id")


def says(problem: Exception, phrases: tuple[str, ...]) -> bool:
    """Whether Telegram refused a request (400) in one of these words."""
    text = str(problem).lower()
    return isinstance(problem, error.BadRequest) and any(phrase in text for phrase in phrases)


def not_delivered(problem: Exception, *, upload: bool) -> NotDelivered:
    """The delivery error for an error of the Bot API; its text quotes nothing of the request."""
    match problem:
        case error.InvalidToken() if "not found" in str(problem).lower():
            # A server without this method: a file is given up, words are tried again.
            return Refused("404") if upload else Unknown("404")
        case Flooded(seconds=seconds):
            return Paused(seconds)
        case error.InvalidToken():
            return Paused(UNAUTHORISED_PAUSE_S, everyone=True)
        case error.Forbidden() | error.ChatMigrated():
            return Unreachable(type(problem).__name__)
        case error.BadRequest() if says(problem, GONE):
            return Unreachable("chat not found")
        case error.BadRequest():
            return Refused("400")
        case _:
            return Unknown(type(problem).__name__)


log = logging.getLogger(__name__)

DELIVER_S_MAX = 15.0
"""Longest delivery of one message, all its calls together; shorter than any send lease."""
UPLOAD_S_MAX = 6.0
"""Longest upload of a picture: afterwards the words must still go in the same delivery."""
TYPING_FROM_S = 0.3
"""From this wait on, the chat shows that an answer is being written."""
ACTIONS = {
    "send_photo": ChatAction.UPLOAD_PHOTO,
    "send_animation": ChatAction.UPLOAD_PHOTO,
    "send_document": ChatAction.UPLOAD_DOCUMENT,
}


class TelegramChannel:
    """Telegram, for sending (bot.core.ports.Channel)."""

    platform = PLATFORM
    pictures = ("video/mp4", "image/gif")

    def __init__(
        self, config: TelegramConfig, client: Client | None = None, pacer: Pacer | None = None
    ) -> None:
        self.client = client or open_client(config)
        self._secret = config.button_secret
        self._pacer = pacer or Pacer(
            chat_interval_s=config.chat_interval_s, per_second=config.sends_per_second
        )
        self._bot = config.token.partition(":")[0]
        self.uploads = Uploads(PLATFORM)
        self._shown: LRU[tuple[str, str], ShownText] = LRU()
        self._begun: LRU[tuple[object, ...], int] = LRU()
        """Where a message stopped that may go on, so that no part of it is sent twice."""

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Send or edit one message. Raises NotDelivered."""
        try:
            async with asyncio.timeout(DELIVER_S_MAX):
                return await self._deliver(address, message)
        except TimeoutError:
            raise Unknown("slow") from None

    async def _deliver(self, address: Address, message: Message) -> Receipt:
        """Make the calls of a message; another try goes on where the last one stopped."""
        calls = outgoing.calls(
            message,
            int(address.chat),
            lambda press: seal_press(self._secret, address.user, address.chat, press),
            self._shown.get((address.chat, message.edits), NOTHING_SHOWN),
        )
        receipt = Receipt(message.edits if message.redraw else "")
        mark = (address.chat, message.token, message.text, bool(outgoing.shown_picture(message)))
        begun = self._begun.pop(mark, 0)
        for number, call in enumerate(calls[begun:], begun):
            try:
                sent = await self._made(call, address.chat, urgent=message.kind == "referral")
            except (Paused, Unknown):
                self._begun.keep(mark, number)
                raise
            if call.carries and sent:
                receipt = Receipt(sent)
        return receipt

    async def close(self) -> None:
        """Finish what is noted, and close the connections."""
        await self.uploads.close()
        await self.client.close_connections()

    async def _made(self, call: Call, chat: str, *, urgent: bool) -> str:
        """Make one call; gives the id of the message it sent or edited."""
        try:
            return await self._paced(call, chat, urgent=urgent)
        except (Refused, Unknown) as failed:
            if not await self._is_let_go(call, failed):
                raise
            log.warning("telegram did not take %s; the rest is sent", call.method)
        words = call.instead if call.upload else None
        return await self._paced(words, chat, urgent=urgent) if words else ""

    async def _is_let_go(self, call: Call, failed: NotDelivered) -> bool:
        """Whether the rest of a message goes without this call.

        A picture whose upload ended in nothing known goes once more in words: were it tried again
        until it arrives, a slow line would keep the words back for ever.
        """
        if call.needed and call.instead is None:
            return False
        if isinstance(failed, Refused):
            return not call.needed or call.upload is not None
        return call.upload is not None and not await self._file_id(call)

    async def _paced(self, call: Call, chat: str, *, urgent: bool) -> str:
        await self._show_action(call, chat)
        await self._pacer.turn(chat, urgent=urgent, spaced=not call.edits)
        try:
            sent = await self._attempt(call, outgoing.html_params(call))
        except TelegramError as problem:
            if call.edits and call.instead and says(problem, NOTHING_TO_EDIT):
                return await self._paced(call.instead, chat, urgent=urgent)
            if says(problem, BENIGN):
                return message_number(call.params.get("message_id", 0))
            if isinstance(problem, Flooded):
                raise await self._pacer.hold(chat, problem.seconds) from None
            _report(problem, call)
            raise not_delivered(problem, upload=bool(call.upload)) from None
        except (KeyError, TypeError, AttributeError, ValueError) as nonsense:
            # Not ours to fix: the server answered 200 with something that is no message.
            raise Unknown(type(nonsense).__name__) from None
        if sent and call.carries and call.text:
            self._shown.keep((chat, sent), ShownText(call.text, captioned=call.field == "caption"))
        return sent

    async def _attempt(self, call: Call, params: dict[str, Any]) -> str:
        """Call with markup, and once more without where Telegram cannot read it."""
        try:
            return await self._call(call, params)
        except TelegramError as problem:
            if call.text and says(problem, UNREADABLE_MARKUP):
                log.warning("telegram could not read the markup of %s", call.method)
                return await self._call(call, outgoing.plain_params(call))
            if call.upload and says(problem, UNKNOWN_FILE):
                self.uploads.forget(self._bot, call.upload.content)
                return await self._call(call, params)
            raise

    async def _call(self, call: Call, params: dict[str, Any]) -> str:
        upload = call.upload
        if upload is None:
            return _number(await getattr(self.client, call.method)(**params))
        known = await self._file_id(call)
        file = known or InputFile(upload.body, upload.name)
        wait = {"read_timeout": UPLOAD_S_MAX} if upload.content and not known else {}
        sent = await getattr(self.client, call.method)(**params, **wait, **{upload.field: file})
        if upload.content and not known and (file_id := _file_id(sent)):
            self.uploads.keep(self._bot, upload.content, file_id)
        return _number(sent)

    async def _file_id(self, call: Call) -> str:
        """The id under which Telegram has the picture of a call, or nothing."""
        content = call.upload.content if call.upload else ""
        return await self.uploads.find(self._bot, content) if content else ""

    async def _show_action(self, call: Call, chat: str) -> None:
        """Show that something is coming, when it will take a moment; a failure changes nothing."""
        waits = not call.edits and self._pacer.wait_s(chat) >= TYPING_FROM_S
        slow = call.upload is not None and not await self._file_id(call)
        if not (waits or slow) or self._pacer.silent(chat):
            return
        try:
            await self.client.send_chat_action(chat, ACTIONS.get(call.method, ChatAction.TYPING))
        except TelegramError as problem:
            log.debug("no chat action: %s", type(problem).__name__)


def _number(sent: object) -> str:
    """An edit may also be answered with a mere `true`."""
    return message_number(sent.message_id) if isinstance(sent, SentMessage) else ""


def _file_id(sent: SentMessage) -> str:
    """The largest size stands last."""
    file = sent.animation or (sent.photo[-1] if sent.photo else None)
    return file.file_id if file else ""


def _report(problem: TelegramError, call: Call) -> None:
    """The kind of error and the method: never the words, which may quote the request."""
    log.warning("telegram did not take %s: %s", call.method, type(problem).__name__)
