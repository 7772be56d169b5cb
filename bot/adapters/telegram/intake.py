"""The least an update must be before a library parses it: exact types, no surprises."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from telegram import Bot, Update

from bot.adapters.http_limits import BadRequest, Limits, parse_json
from bot.adapters.telegram.acknowledgements import Acknowledgements
from bot.adapters.telegram.config import TelegramConfig
from bot.adapters.telegram.incoming import NOTHING, ParsedUpdate, read_update
from bot.adapters.telegram.texts import Texts
from bot.core.ports import Intake

Id = Annotated[int, Meta(ge=-(2**53), le=2**53)]


class User(Struct, frozen=True):
    """Who acted."""

    id: Id
    is_bot: bool = False
    language_code: Annotated[str, Meta(max_length=35)] | None = None


class Chat(Struct, frozen=True):
    """Where."""

    id: Id
    type: str


class Post(Struct, frozen=True):
    """A message."""

    message_id: Id
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    caption: str | None = None


class Press(Struct, frozen=True):
    """A press on a button."""

    id: Annotated[str, Meta(min_length=1, max_length=64)]
    sender: User = msgspec.field(name="from")
    message: Post | None = None
    data: str | None = None


class Shape(Struct, frozen=True):
    """An update, as far as we read it."""

    update_id: Annotated[int, Meta(ge=0, le=2**53)]
    message: Post | None = None
    edited_message: Post | None = None
    callback_query: Press | None = None


def is_sound(tree: dict[str, Any]) -> bool:
    """Whether an authentic update has the form that Telegram documents.

    Raises BadRequest (400) when it is no update at all.
    """
    number = tree.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise BadRequest(400, "not an update")
    try:
        msgspec.convert(tree, Shape)
    except msgspec.ValidationError:
        return False
    return True


Gate = asyncio.Future[None]


class ChatLocks:
    """Keeps the updates of one chat apart; chats never wait for each other."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[int, int, Gate]]] = {}
        self._numbers = itertools.count()

    @asynccontextmanager
    async def turn(self, chat: str, order: int) -> AsyncIterator[None]:
        """Wait until nobody else of the chat is inside and no older message waits."""
        if chat in self._waiting:
            await self._wait(chat, order)
        else:
            self._waiting[chat] = []
        try:
            yield
        finally:
            self._pass_on(chat)

    async def _wait(self, chat: str, order: int) -> None:
        gate: Gate = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting[chat], (order, next(self._numbers), gate))
        try:
            await gate
        except asyncio.CancelledError:
            if gate.done() and not gate.cancelled():
                self._pass_on(chat)
            raise

    def _pass_on(self, chat: str) -> None:
        waiting = self._waiting[chat]
        while waiting:
            _, _, gate = heapq.heappop(waiting)
            if not gate.done():
                gate.set_result(None)
                return
        del self._waiting[chat]


log = logging.getLogger(__name__)

LIMITS = Limits(body_bytes_max=256 * 1024)


class UpdateIntake:
    """Takes raw updates; returns only when the intake has them."""

    def __init__(self, config: TelegramConfig, intake: Intake, texts: Texts, bot: Bot) -> None:
        self._secret, self._intake, self._bot = config.button_secret, intake, bot
        self._courtesy = Acknowledgements(bot, texts)
        self._turnstile = ChatLocks()

    async def take(self, body: bytes) -> None:
        """Take one update. Raises BadRequest, or PoisedError when it must be sent again."""
        reading = self._read(parse_json(body, LIMITS))
        self._courtesy.show(reading)
        if inbound := reading.inbound:
            async with self._turnstile.turn(inbound.address.chat, reading.order):
                await self._intake(inbound)

    async def close(self) -> None:
        """Let courtesies come to their end."""
        await self._courtesy.close()

    def _read(self, tree: dict[str, Any]) -> ParsedUpdate:
        """Authentic updates that cannot be used are acknowledged, or they would come for ever."""
        if not is_sound(tree):
            log.warning("update of unknown form ignored")
            return NOTHING
        try:
            update = Update.de_json(tree, self._bot)
            return read_update(update, self._secret) if update else NOTHING
        except Exception as problem:  # noqa: BLE001  (a library's parser over somebody's data)
            log.warning("update not readable: %s", type(problem).__name__)
            return NOTHING
