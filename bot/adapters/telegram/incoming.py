"""From a Telegram update to what happened: pure, one function a kind of update."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from telegram import Chat, ChatMember, Message, Update, User
from tzfpy import get_tz

from bot.adapters.button_tokens import open_press
from bot.core.messages import Address, Inbound
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


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone of a place; empty on the open sea or where borders are not known."""
    zone = str(get_tz(longitude, latitude))
    return "" if zone.startswith("Etc/") else zone


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
