"""Buttons in rows, within what Telegram and a thumb allow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from bot.messages import Button

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
