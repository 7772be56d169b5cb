"""One entry of the page's transcript: as it is stored, and as the page gets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from bot.core.messages import Message
from bot.core.ports import TranscriptEntry


class PageButton(Struct, frozen=True, omit_defaults=True):
    """A button: sealed data, its words, whether it is picked."""

    data: str
    label: str
    picked: bool = False


class PagePicture(Struct, frozen=True):
    """A picture by the name of its bytes; the page shows the words where it is not there."""

    key: str
    alt: str
    media: str


class PageFile(Struct, frozen=True):
    """A file that the person may save."""

    name: str
    media: str
    body: bytes


class PageEntry(Struct, frozen=True, omit_defaults=True):
    """One message. `mine` are the person's own.

    Those have `sent`, their place among the prompts, and `act`, the id of the frame they came in.
    """

    kind: str
    text: str = ""
    buttons: tuple[PageButton, ...] = ()
    several: bool = False
    reads: str = ""
    choice: str = ""
    picture: PagePicture | None = None
    file: PageFile | None = None
    mine: bool = False
    sent: str = ""
    act: str = ""
    edited: bool = False


ENTRY_BYTES_MAX = 1024 * 1024
"""The largest message; the export of a year is the largest there is."""
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(PageEntry)


def entry_of(message: Message, seal: Callable[[int, str], str]) -> PageEntry:
    """Lay a message out; `seal` makes the data of a button from token and option."""
    picture, document = message.picture, message.document
    drawn = picture if picture and picture.body else None
    return PageEntry(
        message.kind,
        message.text,
        tuple(
            PageButton(seal(message.token, each.option), each.label, each.picked)
            for each in message.buttons
        ),
        message.several,
        message.reads,
        picture=PagePicture(drawn.content, drawn.alt, drawn.media) if drawn else None,
        file=PageFile(document.name, document.media, document.body) if document else None,
    )


def encode(entry: PageEntry) -> bytes:
    """Give the stored form."""
    return _ENCODER.encode(entry)


def decode(body: bytes) -> PageEntry:
    """Read the stored form."""
    return _DECODER.decode(body)


def shown(stored: TranscriptEntry) -> dict[str, Any]:
    """Give an entry as the page gets it: with its id, a file by its name alone."""
    entry = decode(stored.body)
    tree: dict[str, Any] = msgspec.to_builtins(
        msgspec.structs.replace(entry, file=None, sent=""), builtin_types=()
    )
    name = {"file": entry.file.name} if entry.file else {}
    return {"id": stored.message, **tree, **name}
