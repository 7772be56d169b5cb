"""The least an update must be before a library parses it: exact types, no surprises."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from bot.adapters.front import BadRequest

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
