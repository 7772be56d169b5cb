"""A direct conversation as Slack shows it, made of the blocks that would be sent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from bot.adapters.preview import Bubble, Control, ShownPrompts
from bot.adapters.slack.layout import Block, Phrases, layouts, settled
from bot.core.messages import Message

STRONG = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
"""What Slack makes strong; the layout sends it as it is."""
NO_TIME = "00:00"
STYLE = """
.slack .phone{border-right:1px solid #ddd}
.slack .row{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0 4px}
.slack .control{
  padding:6px 10px;border:1px solid #bbb;border-radius:6px;font-weight:700;font-size:13.5px;
}
.slack .primary{background:#007a5a;color:#fff}
.slack .danger{background:#e01e5a;color:#fff}
.slack .list{font-weight:400}
.slack .did span{background:#eef}
"""


class SlackPreview:
    """One person's direct conversation."""

    style = STYLE

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._prompts = ShownPrompts()

    def show(self, message: Message) -> list[Bubble]:
        """Show one message."""
        placed = self._prompts.placed(message)
        bubbles = []
        if placed.answered and placed.edits:
            before = self._prompts.texts.get(placed.edits, "")
            page = settled(before, placed.answered[1], self._phrases)
            bubbles.append(_bubble(page.blocks[-1:], edited=True))
        pages = layouts(placed, lambda *_: "sealed", self._phrases)
        if placed.redraw and placed.edits and len(pages) == 1:
            controls = tuple(b for b in pages[0].blocks if b["type"] == "actions")
            return [*bubbles, _bubble(controls, edited=True)]
        if pages:
            self._prompts.keep(message.token, message.text)
        return [*bubbles, *(_bubble(page.blocks) for page in pages)]


def _bubble(blocks: tuple[Block, ...], *, edited: bool = False) -> Bubble:
    """The bubble of one message in Block Kit."""
    marked = "\n\n".join(text for block in blocks for text in _texts(block))
    rows = [tuple(map(_control, b["elements"])) for b in blocks if b["type"] == "actions"]
    plain = STRONG.sub(r"\1", html.unescape(marked))
    return Bubble(plain, STRONG.sub(r"<b>\1</b>", marked), tuple(rows), edited)


def _texts(block: Block) -> Iterator[str]:
    """The words of a block, escaped."""
    if block["type"] == "section":
        yield block["text"]["text"]
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])
    elif block["type"] == "image":
        yield html.escape(block.get("alt_text", ""))


def _control(element: dict[str, Any]) -> Control:
    if element["type"] == "button":
        return Control(element["text"]["text"], element.get("style", ""))
    shown = element.get("placeholder", {}).get("text", NO_TIME)
    options = f" ({len(element['options'])})" if "options" in element else ""
    return Control(f"{shown}{options}", "list")
