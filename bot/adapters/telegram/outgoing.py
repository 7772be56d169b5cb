"""From a neutral message to the calls that show it: pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.adapters.telegram import keyboard, markup
from bot.adapters.tokens import Press
from bot.errors import Refused
from bot.messages import Message, Picture

CAPTION_UNITS_MAX = 1024
CHOICE_MARK = "✓"
ANIMATIONS = frozenset({"image/gif", "video/mp4"})
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Seal = Callable[[Press], str]


class Upload(Struct, frozen=True):
    """A file of a call; `field` is the parameter it goes into, `key` names it for reuse."""

    field: str
    name: str
    body: bytes
    key: str = ""


class Call(Struct, frozen=True):
    """One call of the Bot API: a method of PTB's Bot and its parameters.

    `text` is sent as HTML, or plain if Telegram cannot read it. `shown` is what remains visible
    above the buttons. An edit that finds nothing to edit becomes `instead`. Without `needed` the
    rest of the message still leaves when Telegram refuses this call.
    """

    method: str
    params: dict[str, Any]
    text: str = ""
    upload: Upload | None = None
    carries: bool = False
    needed: bool = True
    instead: Call | None = None

    @property
    def edits(self) -> bool:
        """Whether the call changes a message rather than sends one."""
        return self.method.startswith("edit_")


def calls(message: Message, chat: int, seal: Seal, shown: str = "") -> list[Call]:
    """Lay a message out; `shown` is the text of the message that it edits, if remembered."""
    buttons = _keyboard(message, seal)
    if message.redraw and message.edits:
        return [_redraw(message, chat, buttons)]
    edits, text = _answered(message, chat, shown)
    sends = [_send(chat, part) for part in markup.split(text)]
    if sends:
        sends[-1] = replace(_with_buttons(sends[-1], buttons), carries=True)
    return [*edits, *_media(message, chat), *sends]


def _answered(message: Message, chat: int, shown: str) -> tuple[list[Call], str]:
    """The buttons of the answered prompt go and the choice stays visible.

    It stands under its question where that text is known, else above the next one.
    """
    if message.answered is None:
        return [], message.text
    choice = f"{CHOICE_MARK} *{message.answered[1]}*"
    parts = markup.split(f"{shown}\n\n{choice}") if shown and message.edits else []
    if len(parts) == 1:
        say = _send(chat, choice)
        return [
            replace(_edit(message, chat, parts[0], None, instead=say), needed=False)
        ], message.text
    strip = [_strip(message, chat)] if message.edits else []
    return strip, f"{choice}\n\n{message.text}"


def _redraw(message: Message, chat: int, buttons: InlineKeyboardMarkup | None) -> Call:
    """Only the buttons change: what was said above the question stays."""
    fresh = _with_buttons(_send(chat, markup.split(message.text)[-1]), buttons)
    params = {"chat_id": chat, "message_id": int(message.edits)}
    edit = Call("edit_message_reply_markup", params, instead=replace(fresh, carries=True))
    return replace(_with_buttons(edit, buttons), carries=True)


def _media(message: Message, chat: int) -> list[Call]:
    """Picture and file before the text, which stands beside them and alone if they fail."""
    sends = []
    if message.picture:
        upload, method = _picture(message.picture)
        caption = markup.split(message.picture.alt, CAPTION_UNITS_MAX)[:1]
        params: dict[str, Any] = {"chat_id": chat, "caption": "".join(caption)}
        sends.append(Call(method, params, upload=upload, needed=not message.text))
    if message.document:
        upload = Upload("document", message.document.name, message.document.body)
        sends.append(Call("send_document", {"chat_id": chat}, upload=upload))
    return sends


def _picture(picture: Picture) -> tuple[Upload, str]:
    kind = "animation" if picture.media in ANIMATIONS else "photo"
    name = f"{kind}.{picture.media.rpartition('/')[2]}"
    return Upload(kind, name, picture.body, picture.key), f"send_{kind}"


def _send(chat: int, text: str) -> Call:
    return Call("send_message", {"chat_id": chat, "link_preview_options": NO_PREVIEW}, text)


def _edit(
    message: Message,
    chat: int,
    text: str,
    buttons: InlineKeyboardMarkup | None,
    *,
    instead: Call,
) -> Call:
    params = {
        "chat_id": chat,
        "message_id": int(message.edits),
        "link_preview_options": NO_PREVIEW,
    }
    return _with_buttons(Call("edit_message_text", params, text, instead=instead), buttons)


def _strip(message: Message, chat: int) -> Call:
    params = {"chat_id": chat, "message_id": int(message.edits)}
    return Call("edit_message_reply_markup", params, needed=False)


def _with_buttons(call: Call, buttons: InlineKeyboardMarkup | None) -> Call:
    return replace(call, params=call.params | {"reply_markup": buttons}) if buttons else call


def _keyboard(message: Message, seal: Seal) -> InlineKeyboardMarkup | None:
    if len(message.buttons) > keyboard.BUTTONS_MAX:
        raise Refused(f"{len(message.buttons)} buttons, {keyboard.BUTTONS_MAX} are allowed")
    lines = [
        [
            InlineKeyboardButton(
                keyboard.label(button), callback_data=seal(Press(message.token, button.option))
            )
            for button in row
        ]
        for row in keyboard.rows(message.buttons)
    ]
    return InlineKeyboardMarkup(lines) if lines else None


def html_params(call: Call) -> dict[str, Any]:
    """Parameters with the text as HTML."""
    if not call.text:
        return call.params
    return call.params | {"text": markup.to_html(call.text), "parse_mode": ParseMode.HTML}


def plain_params(call: Call) -> dict[str, Any]:
    """Parameters with the text without markup, for a server that cannot read it."""
    return call.params | {"text": markup.to_plain(call.text)}
