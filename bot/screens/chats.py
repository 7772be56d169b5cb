"""One chat of each channel, laid out by the adapter's own code and kept as what is to be seen."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from msgspec.structs import replace
from rich.console import Console

from bot.adapters.console import ConsoleChannel
from bot.adapters.slack import layout as slack
from bot.adapters.telegram import layout as telegram
from bot.app import words
from bot.core.messages import Message

CHAT = 1


@dataclass(frozen=True, slots=True)
class Control:
    """One button or list on a screen; `style` is the platform's own, or `list`."""

    label: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as it stands in a chat: its words, the same as HTML, and its rows of controls.

    `edited` is what changed of a message that stood there already.
    """

    text: str = ""
    html: str = ""
    rows: tuple[tuple[Control, ...], ...] = ()
    edited: bool = False


class Chat(Protocol):
    """One person's chat on one channel."""

    def take(self, message: Message) -> list[Bubble]:
        """Show one message; gives what is new on the screen, edits of older messages first."""
        ...


@dataclass
class Remembered:
    """What a channel remembers of its prompts: where each stands, and its words."""

    place: dict[int, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    last: int = 0

    def known(self, message: Message) -> Message:
        """The message with the number of the one that it edits, as the outbox gives it."""
        token = message.token if message.redraw else (message.answered or (0,))[0]
        return replace(message, edits=self.place.get(token, ""))

    def keep(self, token: int, text: str) -> None:
        """Remember a prompt that was just sent."""
        self.last += 1
        self.place[token], self.texts[str(self.last)] = str(self.last), text


class TelegramChat:
    """A chat as Telegram shows it."""

    def __init__(self) -> None:
        self._sent = Remembered()

    def take(self, message: Message) -> list[Bubble]:
        """Show one message."""
        known = self._sent.known(message)
        shown = self._sent.texts.get(known.edits, "")
        made = telegram.calls(known, CHAT, lambda _: "sealed", shown)
        if sends := [call.text for call in made if call.carries and not call.edits]:
            self._sent.keep(message.token, sends[-1])
        return [bubble for bubble in map(self._bubble, made) if bubble.html or bubble.rows]

    def _bubble(self, call: telegram.Call) -> Bubble:
        markup = call.params.get("reply_markup")
        rows = markup.inline_keyboard if markup else ()
        text = call.text or str(call.params.get("caption", ""))
        text = text.rpartition("\n\n")[2] if call.edits else text
        return Bubble(
            telegram.to_plain(text),
            telegram.to_html(text),
            tuple(tuple(Control(button.text) for button in row) for row in rows),
            call.edits,
        )


class SlackChat:
    """A direct conversation as Slack shows it."""

    def __init__(self) -> None:
        self._sent = Remembered()
        self._phrases = slack.Phrases(words()("", "slack-notice"), words()("", "slack-choose"))

    def take(self, message: Message) -> list[Bubble]:
        """Show one message."""
        known = self._sent.known(message)
        bubbles = []
        if known.answered and known.edits:
            before = self._sent.texts.get(known.edits, "")
            page = slack.settled(before, known.answered[1], self._phrases)
            bubbles.append(_of_blocks(page.blocks[-1:], edited=True))
        pages = slack.layouts(known, lambda *_: "sealed", self._phrases)
        if known.redraw and known.edits and len(pages) == 1:
            controls = tuple(b for b in pages[0].blocks if b["type"] == "actions")
            return [*bubbles, _of_blocks(controls, edited=True)]
        if pages:
            self._sent.keep(message.token, message.text)
        return [*bubbles, *(_of_blocks(page.blocks) for page in pages)]


def _of_blocks(blocks: tuple[slack.Block, ...], *, edited: bool = False) -> Bubble:
    """The bubble of one message in Block Kit."""
    texts = [text for block in blocks for text in _texts(block)]
    rows = [tuple(map(_control, b["elements"])) for b in blocks if b["type"] == "actions"]
    marked = "\n\n".join(texts)
    plain = telegram.to_plain(html.unescape(marked))
    return Bubble(plain, telegram.STRONG.sub(r"<b>\1</b>", marked), tuple(rows), edited)


def _texts(block: slack.Block) -> Iterator[str]:
    if block["type"] == "section":
        yield block["text"]["text"]
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])
    elif block["type"] == "image":
        yield html.escape(block.get("alt_text", ""))


def _control(element: dict[str, Any]) -> Control:
    if element["type"] == "button":
        return Control(element["text"]["text"], element.get("style", ""))
    held = element.get("placeholder", {}).get("text", "00:00")
    return Control(f"{held} ({len(element['options'])})" if "options" in element else held, "list")


class ConsoleChat:
    """The terminal."""

    def __init__(self) -> None:
        self._channel = ConsoleChannel(Console(quiet=True))

    def take(self, message: Message) -> list[Bubble]:
        """Show one message."""
        text = self._channel.told(message)
        rows = tuple((Control(button.label),) for button in message.buttons)
        return (
            [Bubble(text, html.escape(text), rows, edited=message.redraw)] if text or rows else []
        )


CHATS: dict[str, Callable[[], Chat]] = {
    "telegram": TelegramChat, "slack": SlackChat, "console": ConsoleChat,
}  # fmt: skip
"""Every channel that is measured."""
