"""The App Home: what it holds, and its view."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from bot.adapters.slack.blocks import Block, Phrases, SealOne, button, plain, sections
from bot.adapters.slack.presses import HOME_VIEW
from bot.messages import Address, Button

HEADER_CHARS_MAX = 150
BUTTONS_PER_ROW_MAX = 5
COMMAND_TOKEN = 0


class HomeView(Struct, frozen=True):
    """What the Home tab shows a person; every text and label is ready in their language.

    `state` is today's state and `reminder` the next reminder. `buttons` stand for commands
    (start check-in, today's exercises, pause, settings, export, delete, urgent signs, ...); a
    row starts anew where `rows` says so. `stranger` asks the adapter to say hello in the direct
    conversation.
    """

    title: str
    state: str = ""
    reminder: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    footer: str = ""
    stranger: bool = False


class HomeSource(Protocol):
    """Fills the Home tab of one person."""

    async def __call__(self, address: Address, /) -> HomeView:
        """Read the person and say what their Home tab shows. Raises PoisedError."""
        ...


def home_view(home: HomeView, seal: SealOne, phrases: Phrases) -> Block:
    """The Home tab as a view."""
    texts = [part for text in (home.state, home.reminder) for part in sections(text)]
    rows = [_row(number, row, seal) for number, row in enumerate(home.rows) if row]
    header = {"type": "header", "text": plain(home.title or phrases.notice, HEADER_CHARS_MAX)}
    return {"type": HOME_VIEW, "blocks": [header, *texts, *rows, *sections(home.footer)]}


def _row(number: int, row: tuple[Button, ...], seal: SealOne) -> Block:
    first = number * BUTTONS_PER_ROW_MAX
    elements = [
        button(one, seal(COMMAND_TOKEN, one.option), first + index)
        for index, one in enumerate(row[:BUTTONS_PER_ROW_MAX])
    ]
    return {"type": "actions", "elements": elements}
