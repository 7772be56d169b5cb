"""A watched conversation as HTML as wide as a phone, with the size of each screen beside it."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.adapters.preview import Bubble, Control, Preview
from bot.screens.film import Film, Shot, Take
from bot.screens.layout_budgets import Measured, budgets, measured

PHONE_PX, FIGURES_PX = 390, 190
LINE_PX, CONTROL_PX, EDGE_PX = 22, 46, 40
LINE_CHARS = 36
"""For the height of a screen: fewer than fit on a line, so that none is guessed too low."""
STYLE = """
*{box-sizing:border-box}
body{margin:0;background:#fff;font:15.5px/1.32 Roboto,'Noto Sans','DejaVu Sans',sans-serif}
.turn{display:grid;grid-template-columns:390px 190px}
.phone{padding:3px 8px;overflow:hidden}
.figures{padding:6px 10px;font:12px/1.4 sans-serif;color:#555}
.over{color:#b00020;font-weight:700}.day{text-align:center;font:12px sans-serif;color:#456}
.bubble{white-space:pre-wrap;overflow-wrap:anywhere}.edited{opacity:.65}
.did{text-align:right}.did span{display:inline-block;max-width:320px;text-align:left;
background:#e3fdc9;border-radius:14px 14px 4px 14px;padding:7px 10px}
.did .tapped{background:none;border:1px dashed #567;color:#345;font-size:13px;padding:3px 9px}
"""
"""Sizes of a phone of 390 points; a preview adds how its platform looks."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One screen, or what the person did, as HTML; `height` is at least what it takes up, in px.

    `figures` says how large a screen is; none for what the person did.
    """

    html: str
    height: int
    figures: dict[str, Any] | None = None


def strips(film: Film, preview: Preview, zone: ZoneInfo) -> Iterator[Strip]:
    """Give a conversation as one platform shows it, from top to bottom."""
    day = ""
    for take in film.takes:
        at = datetime.fromtimestamp(take.at, zone)
        if take.shots and f"{at:%a %d %b}" != day:
            day = f"{at:%a %d %b}"
            yield _strip(f'<div class="day">{day}, {at:%H:%M}</div>', EDGE_PX)
        yield from _turn(take, preview)


def _turn(take: Take, preview: Preview) -> Iterator[Strip]:
    """What the person did, then every screen that followed."""
    if take.did:
        look = "tapped" if take.tapped else ""
        deed = f'<div class="did"><span class="{look}">{html.escape(take.did)}</span></div>'
        yield _strip(deed, EDGE_PX + _lines_px(take.did))
    for shot in take.shots:
        bubbles = preview.show(shot.message)
        height = sum(map(_height, bubbles))
        yield _strip("".join(map(_drawn, bubbles)), height, figures_of(shot, bubbles))


def figures_of(shot: Shot, bubbles: Iterable[Bubble]) -> dict[str, Any]:
    """Give the name and kind of a screen, how large it is, and whether that is over its budget."""
    size = size_of(bubbles)
    over = size.over(budgets()[shot.kind])
    return {"name": shot.name, "kind": shot.kind, **asdict(size), "over": over}


def size_of(bubbles: Iterable[Bubble]) -> Measured:
    """Measure what is new on a screen; an edit of an older message adds nothing to read."""
    new = [bubble for bubble in bubbles if not bubble.edited]
    labels = [control.label for bubble in new for row in bubble.rows for control in row]
    return measured([bubble.text for bubble in new], labels)


def page(platform: str, style: str, shown: Iterable[Strip]) -> str:
    """One page that needs no other file."""
    body = "\n".join(strip.html for strip in shown)
    head = f"<!doctype html><meta charset=utf-8><title>{platform}</title>"
    return f'{head}<style>{STYLE}{style}</style><body class="{platform}">{body}</body>\n'


def _strip(shown: str, height: int, figures: dict[str, Any] | None = None) -> Strip:
    beside = _beside(figures) if figures and figures["words"] else ""
    row = f'<div class="phone">{shown}</div><div class="figures">{beside}</div>'
    return Strip(f'<div class="turn">{row}</div>', height, figures)


def _beside(figures: dict[str, Any]) -> str:
    size = f"{figures['words']} words · {figures['lines']} lines · {figures['buttons']} buttons"
    look = ' class="over"' if figures["over"] else ""
    return f"{figures['name']}<br>{figures['kind']}<br><span{look}>{size}</span>"


def _drawn(bubble: Bubble) -> str:
    rows = "".join(f'<div class="row">{"".join(map(_control, row))}</div>' for row in bubble.rows)
    words = f'<div class="bubble">{bubble.html}</div>' if bubble.html else ""
    look = "edited" if bubble.edited else ""
    return f'<div class="{look}">{words}<div class="rows">{rows}</div></div>'


def _control(control: Control) -> str:
    more = " ▾" if control.style == "list" else ""
    return f'<span class="control {control.style}">{html.escape(control.label)}{more}</span>'


def _height(bubble: Bubble) -> int:
    """At least the height of a bubble: long rows may wrap, so letters are counted."""
    rows = sum(1 + sum(len(c.label) + 6 for c in row) // LINE_CHARS for row in bubble.rows)
    return EDGE_PX + _lines_px(bubble.text) + CONTROL_PX * rows


def _lines_px(text: str) -> int:
    return LINE_PX * sum(max(1, math.ceil(len(line) / LINE_CHARS)) for line in text.splitlines())
