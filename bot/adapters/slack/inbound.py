"""Slack's events as `Inbound`s: pure functions over typed payloads."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from bot.adapters.slack.mrkdwn import unescape
from bot.adapters.slack.payloads import MessageEvent, Written
from bot.adapters.slack.tenancy import PLATFORM
from bot.messages import Address, Inbound
from flows.engine.events import Attached, Edited, Typed

DIRECT = "im"
EDITED = "message_changed"
BY_HAND = frozenset({None, "", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of what a person wrote or sent; of the others only edits are read."""
DIRECT_PREFIX = "D"
SLACKBOT = "USLACKBOT"
INTERACTION_HASH_CHARS = 32


class Origin(Struct, frozen=True):
    """Where an update comes from: the person's tenant, its id, and the person's language."""

    tenant: str
    id: str
    language: str = ""


def update_id(tenant: str, event_id: str) -> str:
    """Name an event for good; a retry and a replay carry the same name."""
    return f"{PLATFORM}|{tenant}|{event_id}"


def interaction_id(tenant: str, *marks: str) -> str:
    """Name an interaction by what Slack makes unique about it (trigger, or view and hash)."""
    digest = hashlib.sha256("\0".join(marks).encode()).hexdigest()[:INTERACTION_HASH_CHARS]
    return update_id(tenant, f"i:{digest}")


def is_direct(event: MessageEvent) -> bool:
    """Whether a message stands in a direct conversation; edits do not always name its kind."""
    return event.channel.startswith(DIRECT_PREFIX) and event.channel_type in (DIRECT, "")


def author(event: MessageEvent) -> str:
    """The person who wrote or edited; empty for bots, ourselves included, and for notices."""
    written = event.message if event.subtype == EDITED else event
    if written is None or written.bot_id or written.subtype not in BY_HAND:
        return ""
    return "" if written.user == SLACKBOT else written.user


def from_message(event: MessageEvent, origin: Origin) -> Inbound | None:
    """Read a direct message; None for what no person did."""
    user = author(event)
    if not user or not is_direct(event):
        return None
    address = Address(PLATFORM, origin.tenant, user, event.channel)
    if event.subtype == EDITED:
        return _edit(event, address, origin)
    happened = Typed(unescape(event.text)) if event.text else Attached(_what(event))
    return Inbound(origin.id, address, happened, event.ts, origin.language)


def _edit(event: MessageEvent, address: Address, origin: Origin) -> Inbound | None:
    """A link preview also changes a message; only new words are an edit."""
    new, old = event.message, event.previous_message
    assert new is not None
    if old is not None and _words(old) == _words(new):
        return None
    return Inbound(origin.id, address, Edited(_words(new)), new.ts, origin.language)


def _words(written: Written) -> str:
    return unescape(written.text)


def _what(event: MessageEvent) -> str:
    kind = event.files[0].mimetype if event.files else None
    return (kind or "document").partition("/")[0]
