"""`Message` as Block Kit: pure functions within every limit of Slack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from bot.core.messages import Button, Message

PRESS_ACTION = "press"
PICK_ACTION = "pick"
TIME_ACTION = "time"

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ASTRAL = 0xFFFF
"""Beyond it a character counts twice (UTF-16), which is the stricter reading of Slack's limits."""
BREAKS = ("\n\n", "\n", " ")
BRACKETS = re.compile(r"<([@#!][^<>|]*|[a-z][a-z+.-]*:[^<>|]*)(?:\|([^<>]*))?>")
"""Mentions and links; other angle brackets are a person's own."""
SCHEME = re.compile(r"^(?:mailto:|tel:)")


def escape(text: str) -> str:
    """Make text that Slack shows as it is written."""
    return "".join(ENTITIES.get(char, char) for char in text)


def unescape(text: str) -> str:
    """Give the words a person typed: labels instead of links, entities undone."""
    plain = BRACKETS.sub(lambda m: m[2] or SCHEME.sub("", m[1]), text)
    for char, entity in reversed(ENTITIES.items()):
        plain = plain.replace(entity, char)
    return plain


def cost(char: str) -> int:
    """How many characters one character takes up once it is escaped."""
    return len(ENTITIES.get(char, char)) + (ord(char) > ASTRAL)


def size(text: str) -> int:
    """How long a text is for Slack once it is escaped."""
    return sum(map(cost, text))


def split(text: str, most: int) -> list[str]:
    """Cut text into pieces of at most `most` characters, at paragraphs if possible."""
    pieces = []
    rest = text.strip()
    while size(rest) > most:
        cut = _cut(rest, _room(rest, most))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def shorten(text: str, most: int) -> str:
    """Cut a label to at most `most` characters, with an ellipsis where something went."""
    return text if size(text) <= most else text[: _room(text, most - 1)].rstrip() + "…"


def _room(text: str, most: int) -> int:
    """How many characters of a text fit."""
    used = 0
    for index, char in enumerate(text):
        used += cost(char)
        if used > most:
            return index
    return len(text)


def _cut(text: str, room: int) -> int:
    """Where to cut the first `room` characters: after the last paragraph, line or word."""
    for mark in BREAKS:
        at = text.rfind(mark, 1, room + len(mark))
        if at > 0 and text[:at].strip():
            return min(at, room)
    return max(room, 1)


Block = dict[str, Any]
SealOne = Callable[[int, str], str]

SECTION_CHARS_MAX = 3000
SECTIONS_PER_MESSAGE_MAX = 3
BLOCKS_CHARS_MAX = 12_000
"""Slack takes about 13 200 characters of blocks in one message, alt text included."""
BUTTON_CHARS_MAX = 75
OPTION_CHARS_MAX = 75
CONTEXT_CHARS_MAX = 2000
ALT_CHARS_MAX = 1000
BUTTONS_PER_MESSAGE_MAX = 24
"""One fewer than an actions block holds: the time picker stands beside them."""
OPTIONS_PER_SELECT_MAX = 100
LONG_LIST_LABEL_CHARS_MAX = 40
"""Labels of a list that takes several selects, so that up to 300 fit into one message."""
PLACEHOLDER_CHARS_MAX = 150
READS_TIME = "time_of_day"
MARK = "✓"


class Phrases(Struct, frozen=True):
    """The few words of the platform itself, in one language."""

    notice: str
    """What a lock screen shows; it reveals nothing about health."""
    choose: str


class Layout(Struct, frozen=True):
    """One call's worth of a message: what a lock screen shows, and the blocks."""

    text: str
    blocks: tuple[Block, ...]

    def under(self, image: Block | None) -> Layout:
        """The same call with a picture above its words."""
        return self if image is None else Layout(self.text, (image, *self.blocks))


def layouts(message: Message, seal: SealOne, phrases: Phrases) -> tuple[Layout, ...]:
    """Lay a message out; long text takes several, and the buttons stand under the last."""
    notice = escape(message.notice or phrases.notice)
    pages = [list(page) for page in _chunks(sections(message.text), SECTIONS_PER_MESSAGE_MAX)]
    actions = list(controls(message, seal, phrases))
    if actions and (not pages or _weight([*pages[-1], *actions]) > BLOCKS_CHARS_MAX):
        pages.append(sections(phrases.notice))
    if actions:
        pages[-1] += actions
    return tuple(Layout(notice, tuple(page)) for page in pages)


def settled(text: str, choice: str, phrases: Phrases) -> Layout:
    """Lay out a prompt that has its answer: no buttons, and the choice in sight."""
    mark = f"{MARK} {choice}"
    shown = escape(shorten(mark, CONTEXT_CHARS_MAX))
    context = {"type": "context", "elements": [mrkdwn(shown)]}
    before = sections(text)[:SECTIONS_PER_MESSAGE_MAX]
    return Layout(escape(phrases.notice), (*before, context))


def image(file: str, alt: str) -> Block:
    """A picture that the workspace has already, with what is seen in words."""
    return {
        "type": "image",
        "slack_file": {"id": file},
        "alt_text": shorten(alt, ALT_CHARS_MAX),
    }


def sections(text: str) -> list[Block]:
    """Text as sections, cut at paragraphs where it is long."""
    return [section(part) for part in split(text, SECTION_CHARS_MAX)]


def section(text: str) -> Block:
    """One section; the text is escaped here."""
    return {"type": "section", "text": mrkdwn(escape(text)), "expand": True}


def mrkdwn(escaped: str) -> Block:
    """A text object that makes no links or mentions by itself."""
    return {"type": "mrkdwn", "text": escaped, "verbatim": True}


def plain(text: str, most: int) -> Block:
    """A text object without formatting, cut to a limit. Slack escapes it as well."""
    return {"type": "plain_text", "text": escape(shorten(text, most)), "emoji": True}


def controls(message: Message, seal: SealOne, phrases: Phrases) -> Iterator[Block]:
    """The buttons of a message, as selects where they are many, after a time picker."""

    def sealed(option: str) -> str:
        return seal(message.token, option)

    pickers = [_time_picker()] if message.reads == READS_TIME and message.token else []
    few = len(message.buttons) <= BUTTONS_PER_MESSAGE_MAX
    pressed = [button(one, sealed(one.option), n) for n, one in enumerate(message.buttons)]
    if few and (pickers or pressed):
        block = {"type": "actions", "elements": [*pickers, *pressed]}
        # A picker has no value of its own; what it answers stands in the name of its block.
        yield block | ({"block_id": sealed(READS_TIME)} if pickers else {})
    elif not few:
        yield from _selects(message.buttons, sealed, phrases.choose)


def button(one: Button, value: str, index: int) -> Block:
    """One button; a chosen toggle is marked."""
    label = f"{MARK} {one.label}" if one.picked else one.label
    made = {
        "type": "button",
        "action_id": f"{PRESS_ACTION}:{index}",
        "text": plain(label, BUTTON_CHARS_MAX),
        "value": value,
    }
    return made | ({"style": "primary"} if one.picked else {})


def _selects(
    buttons: Sequence[Button], sealed: Callable[[str], str], choose: str
) -> Iterator[Block]:
    """Selects of at most 100 options; each pick is a press, so toggles work here too."""
    most = LONG_LIST_LABEL_CHARS_MAX if len(buttons) > OPTIONS_PER_SELECT_MAX else OPTION_CHARS_MAX
    for number, part in enumerate(_chunks(buttons, OPTIONS_PER_SELECT_MAX)):
        options = [option(one, sealed(one.option), most) for one in part]
        yield {
            "type": "actions",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": f"{PICK_ACTION}:{number}",
                    "placeholder": plain(choose, PLACEHOLDER_CHARS_MAX),
                    "options": options,
                }
            ],
        }


def option(one: Button, value: str, most: int = OPTION_CHARS_MAX) -> Block:
    """One option of a select or of check boxes."""
    label = f"{MARK} {one.label}" if one.picked else one.label
    return {"text": plain(label, most), "value": value}


def _weight(tree: object) -> int:
    """How many characters of text a message holds, labels included."""
    if isinstance(tree, dict):
        own = len(tree["text"]) if isinstance(tree.get("text"), str) else 0
        return own + sum(_weight(child) for child in tree.values())
    return sum(map(_weight, tree)) if isinstance(tree, list) else 0


def _time_picker() -> Block:
    return {"type": "timepicker", "action_id": TIME_ACTION}


def _chunks(items: Sequence[Any], most: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), most):
        yield items[start : start + most]
