"""Every turn on its way out, as each platform would show it and within its limits."""

from collections.abc import Iterable

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
TERMINAL = ConsoleChannel(Console(quiet=True))


def shown(record: Record, effects: Iterable[Effect]) -> list[Message]:
    """The messages of a turn, each laid out by every channel. Raises where a limit breaks."""
    written = entries(record, effects)
    messages = [render(wordings(), decode(entry.body), entry.kind) for entry in written]
    for message in messages:
        for lay_out in LAY_OUT:
            lay_out(message)
        TERMINAL._laid_out(message)
    return messages
