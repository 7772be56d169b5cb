"""Neutral text as Telegram shows it: HTML made in one place, and long texts split at paragraphs.

Sizes are UTF-16 units, as Telegram counts them; the marks of strong words count along.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

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
