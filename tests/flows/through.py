"""Every turn on its way out, as each platform would show it and within its limits."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace
from rich.console import Console

from bot.adapters.console import ConsoleChannel
from bot.adapters.registry import ADAPTERS
from bot.app import wordings
from bot.core.messages import Message
from bot.core.render import decode, entries, render
from flows.engine.effects import Effect
from flows.record import Record
from tests.contract.platforms import layout_of

LAY_OUT = [layout_of(name) for name in ADAPTERS]
TOKEN_MAX = 2**31
"""Stands for the number of every question, so that it takes no less room than any."""
KEPT_MAX = 10_000
TERMINAL = ConsoleChannel(Console(quiet=True))


def shown(record: Record, effects: Iterable[Effect]) -> list[Message]:
    """The messages of a turn, each laid out by every channel. Raises where a limit breaks."""
    written = entries(record, effects)
    messages = [render(wordings(), decode(entry.body), entry.kind) for entry in written]
    for message in messages:
        _laid_out(replace(message, token=TOKEN_MAX))
    return messages


@lru_cache(KEPT_MAX)
def _laid_out(message: Message) -> None:
    """Lay a message out on every platform, once for each that is said with the same words."""
    for lay_out in LAY_OUT:
        lay_out(message)
    TERMINAL._laid_out(message)
