"""Updates on their way in: the webhook, exact types before a library parses, one chat at a time.

A press is acknowledged at once and a group hears a neutral line, without the engine and without
any state; everything else becomes what happened, and is for the intake.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import re
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta, Struct
from telegram import Bot, Chat, ChatMember, Message, Update, User
from telegram.error import TelegramError
from tzfpy import get_tz

from bot.adapters.button_tokens import open_press
from bot.adapters.http_limits import BadRequest, Limits, parse_json, read_body, same_secret
from bot.adapters.telegram.config import WEBHOOK_PATH, TelegramConfig, check_webhook
from bot.core.lru import LRU
from bot.core.messages import Address, Inbound
from bot.core.ports import Intake, Translations
from bot.errors import PoisedError
from flows.engine.events import (
    AnyEvent,
    Attached,
    Command,
    Edited,
    Pressed,
    Reachable,
    Typed,
    ZoneSeen,
)

log = logging.getLogger(__name__)
PLATFORM = "telegram"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
MESSAGE_ID_DIGITS = 16
"""Message ids are padded, so that their order as text is their order in time."""
SLASH = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.DOTALL)
DEEP_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
FROM_GROUP = "hello"
"""Deep-link payload of the neutral line in groups; it means nothing."""
ATTACHMENTS = (
    "photo", "voice", "audio", "video", "video_note", "animation", "sticker", "document",
    "contact", "venue", "location", "poll", "dice", "story", "game", "paid_media", "checklist",
)  # fmt: skip
"""Message fields that are not text; an animation also comes as a document, a venue as a location,
so the more telling name stands first."""
GONE = frozenset({ChatMember.BANNED, ChatMember.LEFT})


# --- the form of an update ---------------------------------------------------------------------
Id = Annotated[int, Meta(ge=-(2**53), le=2**53)]


class UserShape(Struct, frozen=True):
    """Who acted."""

    id: Id
    is_bot: bool = False
    language_code: Annotated[str, Meta(max_length=35)] | None = None


class ChatShape(Struct, frozen=True):
    """Where."""

    id: Id
    type: str


class PostShape(Struct, frozen=True):
    """A message."""

    message_id: Id
    chat: ChatShape
    sender: UserShape | None = msgspec.field(default=None, name="from")
    text: str | None = None
    caption: str | None = None


class QueryShape(Struct, frozen=True):
    """A press on a button."""

    id: Annotated[str, Meta(min_length=1, max_length=64)]
    sender: UserShape = msgspec.field(name="from")
    message: PostShape | None = None
    data: str | None = None


class UpdateShape(Struct, frozen=True):
    """An update, as far as we read it."""

    update_id: Annotated[int, Meta(ge=0, le=2**53)]
    message: PostShape | None = None
    edited_message: PostShape | None = None
    callback_query: QueryShape | None = None


def is_sound(tree: dict[str, Any]) -> bool:
    """Whether an authentic update has the form that Telegram documents.

    Raises BadRequest (400) when it is no update at all.
    """
    number = tree.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise BadRequest(400, "not an update")
    try:
        msgspec.convert(tree, UpdateShape)
    except msgspec.ValidationError:
        return False
    return True


# --- from an update to what happened: pure, one function a kind of update ----------------------
class ParsedUpdate(Struct, frozen=True):
    """What one update asks of us; nothing at all where it is not ours.

    `inbound` goes to the intake, `order` is its place among those of its chat that wait;
    `callback` is a query to answer, `expired` if its button is not one of ours for this person;
    `group` is a chat that gets the neutral line.
    """

    inbound: Inbound | None = None
    order: int = 0
    callback: str = ""
    expired: bool = False
    group: int | None = None
    language: str = ""


NOTHING = ParsedUpdate()


def read_update(update: Update, button_secret: bytes) -> ParsedUpdate:
    """Tell what an update means for us."""
    if update.callback_query:
        return _pressed(update, button_secret)
    if update.my_chat_member:
        return _membership(update)
    if update.message:
        return _posted(update, update.message, _written)
    if update.edited_message:
        return _posted(update, update.edited_message, _edited)
    return NOTHING


def message_number(message_id: int) -> str:
    """A message id as text that sorts."""
    return f"{message_id:0{MESSAGE_ID_DIGITS}d}"


def _posted(
    update: Update, message: Message, event_of: Callable[[Message], AnyEvent | None]
) -> ParsedUpdate:
    user = message.from_user
    if user is None or user.is_bot:
        return NOTHING
    if not _private(message.chat, user):
        fresh = update.message is not None and message.chat.type in (Chat.GROUP, Chat.SUPERGROUP)
        return ParsedUpdate(group=message.chat.id, language=_language(user)) if fresh else NOTHING
    event = event_of(message)
    if event is None:
        return NOTHING
    number = message_number(message.message_id)
    inbound = _inbound(update, message.chat, user, event, sent=number)
    return ParsedUpdate(inbound, message.message_id)


def _written(message: Message) -> AnyEvent | None:
    """Words count before anything else: a caption may hold a warning sign."""
    if text := message.text or message.caption:
        return _command(text) or Typed(text)
    if place := message.location:
        zone = zone_at(place.latitude, place.longitude)
        return ZoneSeen(zone) if zone else Attached("location")
    what = next((name for name in ATTACHMENTS if getattr(message, name, None)), "")
    return Attached(what) if what else None


def _edited(message: Message) -> AnyEvent | None:
    text = message.text or message.caption
    return Edited(text) if text else None


def _command(text: str) -> Command | None:
    match = SLASH.fullmatch(text.strip())
    return Command(match[1].lower(), (match[2] or "").strip()) if match else None


def _pressed(update: Update, button_secret: bytes) -> ParsedUpdate:
    """A press counts only on a button that we made for this person in this chat."""
    query = update.callback_query
    assert query is not None
    expired = ParsedUpdate(callback=query.id, expired=True, language=_language(query.from_user))
    user, carrier = query.from_user, query.message
    if carrier is None or query.data is None or not _private(carrier.chat, user):
        return expired
    press = open_press(button_secret, str(user.id), str(carrier.chat.id), query.data)
    if press is None:
        return expired
    inbound = _inbound(update, carrier.chat, user, Pressed(press.token, press.option))
    return ParsedUpdate(inbound, carrier.message_id, callback=query.id)


def _membership(update: Update) -> ParsedUpdate:
    change = update.my_chat_member
    assert change is not None
    status, user = change.new_chat_member.status, change.from_user
    if _private(change.chat, user):
        return ParsedUpdate(_inbound(update, change.chat, user, Reachable(status not in GONE)))
    joined = change.old_chat_member.status in GONE and status not in GONE
    if joined and change.chat.type in (Chat.GROUP, Chat.SUPERGROUP):
        return ParsedUpdate(group=change.chat.id, language=_language(user))
    return NOTHING


def _inbound(update: Update, chat: Chat, user: User, event: AnyEvent, *, sent: str = "") -> Inbound:
    return Inbound(
        id=f"{PLATFORM}||{update.update_id}",
        address=Address(PLATFORM, "", str(user.id), str(chat.id)),
        event=event,
        sent=sent,
        language=_language(user),
        code=_code(event),
    )


def _code(event: AnyEvent) -> str:
    """The payload of a deep link, where there is one."""
    if not isinstance(event, Command) or event.name != "start" or event.argument == FROM_GROUP:
        return ""
    return event.argument if DEEP_LINK.fullmatch(event.argument) else ""


def _private(chat: Chat, user: User) -> bool:
    """The only place where health is spoken of (S7)."""
    return chat.type == Chat.PRIVATE and chat.id == user.id


def _language(user: User) -> str:
    return user.language_code or ""


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone of a place; empty on the open sea or where borders are not known."""
    zone = str(get_tz(longitude, latitude))
    return "" if zone.startswith("Etc/") else zone


# --- taking an update --------------------------------------------------------------------------
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


GROUP_INTERVAL_S = 60.0
"""A group hears the neutral line once, then not again for this long."""
CLOSE_S_MAX = 1.0
TOAST_CHARS_MAX = 200


class Acknowledgements:
    """Answers every button press at once and once, and a group with one neutral line."""

    def __init__(
        self, bot: Bot, words: Translations, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot, self._words, self._now = bot, words, now
        self._answered: LRU[str, bool] = LRU()
        self._invited: LRU[int, float] = LRU()
        self._tasks: set[asyncio.Task[None]] = set()

    def show(self, reading: ParsedUpdate) -> None:
        """Start what a reading asks for; nobody waits for it."""
        if reading.callback and reading.callback not in self._answered:
            self._answered.keep(reading.callback, True)
            self._start(self._answer(reading))
        if reading.group is not None and self._may_invite(reading.group):
            self._start(self._invite(reading.group, reading.language))

    async def close(self) -> None:
        """Let what was started come to its end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_S_MAX)

    async def _answer(self, reading: ParsedUpdate) -> None:
        toast = self._words(reading.language, "telegram-expired") if reading.expired else ""
        await self._bot.answer_callback_query(
            reading.callback, text=toast[:TOAST_CHARS_MAX] or None
        )

    async def _invite(self, chat: int, language: str) -> None:
        me = await self._bot.get_me()
        link = f"https://t.me/{me.username}?start={FROM_GROUP}"
        line = self._words(language, "telegram-group", link=link)
        await self._bot.send_message(chat, line)

    def _may_invite(self, chat: int) -> bool:
        now = self._now()
        if now - self._invited.get(chat, -GROUP_INTERVAL_S) < GROUP_INTERVAL_S:
            return False
        self._invited.keep(chat, now)
        return True

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(_unheard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _unheard(work: Coroutine[None, None, None]) -> None:
    """An acknowledgement that fails is only noted."""
    try:
        await work
    except (TelegramError, AttributeError, KeyError, TypeError, ValueError) as problem:
        log.info("acknowledgement not sent: %s", type(problem).__name__)


LIMITS = Limits(body_bytes_max=256 * 1024)


class UpdateIntake:
    """Takes raw updates; returns only when the intake has them."""

    def __init__(
        self, config: TelegramConfig, intake: Intake, words: Translations, bot: Bot
    ) -> None:
        self._secret, self._intake, self._bot = config.button_secret, intake, bot
        self._acknowledgements = Acknowledgements(bot, words)
        self._locks = ChatLocks()

    async def take(self, body: bytes) -> None:
        """Take one update. Raises BadRequest, or PoisedError when it must be sent again."""
        reading = self._read(parse_json(body, LIMITS))
        self._acknowledgements.show(reading)
        if inbound := reading.inbound:
            async with self._locks.turn(inbound.address.chat, reading.order):
                await self._intake(inbound)

    async def close(self) -> None:
        """Let acknowledgements come to their end."""
        await self._acknowledgements.close()

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


# --- the webhook -------------------------------------------------------------------------------
HEADER = "X-Telegram-Bot-Api-Secret-Token"
RETRY_AFTER_S = 1


def telegram_routes(
    config: TelegramConfig, intake: Intake, words: Translations, bot: Bot
) -> list[web.RouteDef]:
    """The webhook. 2xx only after the intake's commit, 503 when nothing was taken.

    Raises Misconfigured without a public address or a strong secret.
    """
    check_webhook(config)
    received = UpdateIntake(config, intake, words, bot)

    async def updates(request: web.Request) -> web.Response:
        try:
            _authenticate(request, config.secret)
            await received.take(await read_body(request, LIMITS))
        except BadRequest as refusal:
            log.info("update refused: %d %s", refusal.status, refusal.reason)
            return web.Response(status=refusal.status, text=refusal.reason)
        except PoisedError as error:
            return _again(error)
        except Exception as mistake:  # noqa: BLE001  (the last resort: ask again, quote nothing)
            return _again(mistake)
        return web.Response()

    return [web.post(WEBHOOK_PATH, updates)]


def _authenticate(request: web.Request, secret: str) -> None:
    if not same_secret(request.headers.get(HEADER, ""), secret):
        raise BadRequest(403, "wrong secret")


def _again(error: Exception) -> web.Response:
    log.warning("update not taken: %s", type(error).__name__)
    return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER_S)})
