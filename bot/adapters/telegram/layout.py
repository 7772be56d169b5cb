"""Neutral text as Telegram shows it: HTML made in one place, and long texts split at paragraphs.

Sizes are UTF-16 units, as Telegram counts them; the marks of strong words count along.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.adapters.button_tokens import Press
from bot.core.messages import Button, Message, Picture
from bot.errors import Refused

TEXT_UNITS_MAX = 4096
STRONG = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
"""`*words*` on one line; a star between words or numbers is just a star."""
SEPARATORS = ("\n\n", "\n", " ")
"""Where a long text may be cut, best first."""


def to_html(text: str) -> str:
    """Escape everything, then make strong what is marked: the only place that writes HTML."""
    return STRONG.sub(r"<b>\1</b>", html.escape(text, quote=False))


def to_plain(text: str) -> str:
    """The same words without any markup."""
    return STRONG.sub(r"\1", text)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int = TEXT_UNITS_MAX) -> list[str]:
    """Cut a text into messages at paragraphs, else lines, else words; never inside markup."""
    return [part for part in _parts(text.strip(), most, SEPARATORS) if part.strip()]


def _parts(text: str, most: int, separators: tuple[str, ...]) -> Iterator[str]:
    if units(text) <= most:
        yield text
    elif not separators:
        yield from _hard(text, most)
    else:
        yield from _packed(text, most, separators)


def _packed(text: str, most: int, separators: tuple[str, ...]) -> Iterator[str]:
    """Fill each part with as many pieces as fit; a piece that never fits is cut finer."""
    separator, *finer = separators
    # Below a line a cut could fall between two stars, so such a line goes without markup.
    text = to_plain(text) if separator == " " else text
    held = ""
    for piece in text.split(separator):
        joined = f"{held}{separator}{piece}" if held else piece
        if units(joined) <= most:
            held = joined
            continue
        if held:
            yield held
        *whole, held = _parts(piece, most, tuple(finer))
        yield from whole
    if held:
        yield held


def _hard(text: str, most: int) -> Iterator[str]:
    """Cut a word that is longer than a message; a code point is never cut."""
    held = ""
    for letter in text:
        if units(held + letter) > most:
            yield held
            held = ""
        held += letter
    yield held


ROW_BUTTONS_MAX = 8
BUTTONS_MAX = 100
CLOSING = frozenset({"done", "none_of_these", "skip", "back"})
"""Buttons that end a question rather than answer it stand in rows of their own, below."""
WIDTHS = ((3, 8), (7, 4), (14, 2))
"""(longest label in characters, buttons a row); anything longer stands alone."""
PICKED_MARK = "✓ "


def rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """Lay buttons out in their order: short ones side by side, long ones one a row."""
    answers = [button for button in buttons if button.option not in CLOSING]
    closing = [button for button in buttons if button.option in CLOSING]
    return [*_balanced(answers), *_balanced(closing)]


def label(button: Button) -> str:
    """The words on a button; a chosen toggle is marked."""
    return f"{PICKED_MARK}{button.label}" if button.picked else button.label


def _balanced(buttons: Sequence[Button]) -> Iterable[list[Button]]:
    """Rows of even length, so that 0 to 10 becomes six and five."""
    if not buttons:
        return []
    lines = math.ceil(len(buttons) / _width(buttons))
    width = math.ceil(len(buttons) / lines)
    return [list(buttons[i : i + width]) for i in range(0, len(buttons), width)]


def _width(buttons: Sequence[Button]) -> int:
    longest = max(len(button.label) for button in buttons)
    return next((width for most, width in WIDTHS if longest <= most), 1)


CAPTION_UNITS_MAX = 1024
CHOICE_MARK = "✓"
ANIMATIONS = frozenset({"image/gif", "video/mp4"})
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Seal = Callable[[Press], str]


class Upload(Struct, frozen=True):
    """A file of a call; `field` is the parameter it goes into, `content` names it for reuse."""

    field: str
    name: str
    body: bytes
    content: str = ""


class ShownText(Struct, frozen=True):
    """What stands in a message of the chat, and whether it stands below a picture."""

    text: str = ""
    captioned: bool = False


NOTHING_SHOWN = ShownText()


class Call(Struct, frozen=True):
    """One call of the Bot API: a method of PTB's Bot and its parameters.

    `text` is sent as HTML, or plain if Telegram cannot read it, in the parameter `field`. An edit
    that finds nothing to edit becomes `instead`, and so does a picture that Telegram does not
    take. Without `needed` the rest of the message still leaves when Telegram refuses this call.
    """

    method: str
    params: dict[str, Any]
    text: str = ""
    upload: Upload | None = None
    carries: bool = False
    needed: bool = True
    instead: Call | None = None
    field: str = "text"

    @property
    def edits(self) -> bool:
        """Whether the call changes a message rather than sends one."""
        return self.method.startswith("edit_")


def calls(message: Message, chat: int, seal: Seal, shown: ShownText = NOTHING_SHOWN) -> list[Call]:
    """Lay a message out; `shown` is what stands in the message that it edits, if remembered."""
    buttons = _keyboard(message, seal)
    if message.redraw and message.edits:
        return [_redraw(message, chat, buttons)]
    edits, text = _answered(message, chat, shown)
    sends = [_send(chat, part) for part in split(text)]
    if sends:
        sends[-1] = replace(_with_buttons(sends[-1], buttons), carries=True)
    return [*edits, *_file(message, chat), *_illustrated(message, chat, sends)]


def shown_picture(message: Message) -> Picture | None:
    """The picture of a message that is new, where there is a file of it."""
    return message.picture if message.picture and message.picture.body else None


def is_caption(text: str) -> bool:
    """Whether a text fits below a picture; marks of strong words do not count there."""
    return 0 < units(to_plain(text)) <= CAPTION_UNITS_MAX


def _answered(message: Message, chat: int, shown: ShownText) -> tuple[list[Call], str]:
    """The buttons of the answered prompt go and the choice stays visible.

    It stands under its question where that text is known, else above the next one.
    """
    if message.answered is None:
        return [], message.text
    choice = f"{CHOICE_MARK} *{message.answered[1]}*"
    parts = split(f"{shown.text}\n\n{choice}") if shown.text and message.edits else []
    if len(parts) == 1 and (not shown.captioned or is_caption(parts[0])):
        say = _send(chat, choice)
        edit = _edit(message, chat, parts[0], None, captioned=shown.captioned)
        return [replace(edit, needed=False, instead=say)], message.text
    strip = [_strip(message, chat)] if message.edits else []
    return strip, f"{choice}\n\n{message.text}"


def _redraw(message: Message, chat: int, buttons: InlineKeyboardMarkup | None) -> Call:
    """Only the buttons change, and the words below a picture; the picture stays the one it is.

    What was said above the question stays.
    """
    text = split(message.text)[-1]
    fresh = replace(_with_buttons(_send(chat, text), buttons), carries=True)
    if message.picture:
        words = replace(_edit(message, chat, text, buttons), carries=True, instead=fresh)
        below = replace(_edit(message, chat, text, buttons, captioned=True), carries=True)
        return replace(below, instead=words) if is_caption(text) else words
    params = {"chat_id": chat, "message_id": int(message.edits)}
    edit = Call("edit_message_reply_markup", params, instead=fresh)
    return replace(_with_buttons(edit, buttons), carries=True)


def _file(message: Message, chat: int) -> list[Call]:
    """A file leaves before its words."""
    if message.document is None:
        return []
    upload = Upload("document", message.document.name, message.document.body)
    return [Call("send_document", {"chat_id": chat}, upload=upload)]


def _illustrated(message: Message, chat: int, sends: list[Call]) -> list[Call]:
    """The picture with the words below it, in one message where they fit, else before them.

    Telegram has no alt text: what is seen is told below the picture where the words are not.
    """
    picture = shown_picture(message)
    if picture is None:
        return sends
    upload, method = _picture(picture)
    if len(sends) == 1 and is_caption(sends[0].text):
        [words] = sends
        params = {k: v for k, v in words.params.items() if k != "link_preview_options"}
        below = Call(method, params, words.text, upload, words.carries, instead=words)
        return [replace(below, field="caption")]
    alt = "".join(split(picture.alt, CAPTION_UNITS_MAX)[:1])
    return [Call(method, {"chat_id": chat, "caption": alt}, "", upload, needed=not sends), *sends]


def _picture(picture: Picture) -> tuple[Upload, str]:
    kind = "animation" if picture.media in ANIMATIONS else "photo"
    name = f"{kind}.{picture.media.rpartition('/')[2]}"
    return Upload(kind, name, picture.body, picture.content), f"send_{kind}"


def _send(chat: int, text: str) -> Call:
    return Call("send_message", {"chat_id": chat, "link_preview_options": NO_PREVIEW}, text)


def _edit(
    message: Message,
    chat: int,
    text: str,
    buttons: InlineKeyboardMarkup | None,
    *,
    captioned: bool = False,
) -> Call:
    params: dict[str, Any] = {"chat_id": chat, "message_id": int(message.edits)}
    if captioned:
        edit = Call("edit_message_caption", params, text, field="caption")
    else:
        edit = Call("edit_message_text", params | {"link_preview_options": NO_PREVIEW}, text)
    return _with_buttons(edit, buttons)


def _strip(message: Message, chat: int) -> Call:
    params = {"chat_id": chat, "message_id": int(message.edits)}
    return Call("edit_message_reply_markup", params, needed=False)


def _with_buttons(call: Call, buttons: InlineKeyboardMarkup | None) -> Call:
    return replace(call, params=call.params | {"reply_markup": buttons}) if buttons else call


def _keyboard(message: Message, seal: Seal) -> InlineKeyboardMarkup | None:
    if len(message.buttons) > BUTTONS_MAX:
        raise Refused(f"{len(message.buttons)} buttons, {BUTTONS_MAX} are allowed")
    lines = [
        [
            InlineKeyboardButton(
                label(button), callback_data=seal(Press(message.token, button.option))
            )
            for button in row
        ]
        for row in rows(message.buttons)
    ]
    return InlineKeyboardMarkup(lines) if lines else None


def html_params(call: Call) -> dict[str, Any]:
    """Parameters with the text as HTML."""
    if not call.text:
        return call.params
    return call.params | {call.field: to_html(call.text), "parse_mode": ParseMode.HTML}


def plain_params(call: Call) -> dict[str, Any]:
    """Parameters with the text without markup, for a server that cannot read it."""
    return call.params | {call.field: to_plain(call.text)}
