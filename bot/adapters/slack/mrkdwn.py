"""Slack's text: the one place that escapes, reads and cuts it.

Only `& < >` are escaped; so no words of ours or of a person can become a link, a mention or
`<!channel>`. Incoming text arrives escaped, with links and mentions in angle brackets.
"""

from __future__ import annotations

import re

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
