"""What a page may send: one JSON object, strictly, and what it asks for."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from bot.adapters.button_tokens import PRESS_BYTES_MAX, open_press
from bot.adapters.http_limits import BadRequest, Limits, parse_json
from flows.engine.events import AnyEvent, Command, Edited, Pressed, Typed

LIMITS = Limits(body_bytes_max=32 * 1024)
TEXT_CHARS_MAX = 4096
NUMBER_MAX = 2**53 - 1
"""The largest whole number that a script holds exactly."""
Number = Annotated[int, Meta(ge=0, le=NUMBER_MAX)]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class PageFrame(Struct, frozen=True, forbid_unknown_fields=True):
    """One act of the person: a text (`edits` an earlier one), a press or a command.

    `id` is the same at every try; `seen` is the newest change that the page had shown.
    """

    id: Name
    seen: Number
    text: Annotated[str, Meta(min_length=1, max_length=TEXT_CHARS_MAX)] = ""
    edits: Number = 0
    press: Annotated[str, Meta(min_length=1, max_length=PRESS_BYTES_MAX)] = ""
    command: Annotated[str, Meta(pattern=r"^[a-z]{1,32}$")] = ""
    zone: Annotated[str, Meta(max_length=64, pattern=r"^[A-Za-z0-9_+/-]*$")] = ""


def parse(body: bytes) -> PageFrame:
    """Read a frame. Raises BadRequest."""
    try:
        frame = msgspec.convert(parse_json(body, LIMITS), PageFrame)
    except msgspec.ValidationError:
        raise BadRequest(400, "not the protocol") from None
    text = frame.text.strip()
    if sum(map(bool, (text, frame.press, frame.command))) != 1 or (frame.edits and not text):
        raise BadRequest(400, "one act in a frame")
    return frame


def event_of(frame: PageFrame, secret: bytes, visitor: str) -> AnyEvent:
    """Tell what a frame asks for. Raises BadRequest for a button that is not this visitor's."""
    if frame.command:
        return Command(frame.command)
    if frame.press:
        press = open_press(secret, visitor, visitor, frame.press)
        if press is None:
            raise BadRequest(400, "no button of ours")
        return Pressed(press.token, press.option)
    if frame.edits:
        return Edited(frame.text)
    if frame.text.startswith("/"):
        name, _, argument = frame.text[1:].partition(" ")
        return Command(name.strip().lower(), argument.strip())
    return Typed(frame.text)


def sent_after(seen: int) -> str:
    """The place of a person's words: after everything that their page had shown."""
    return f"{seen}.5"
