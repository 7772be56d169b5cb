"""How large every screen of every transcript is; run as a module, it writes down what is open."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace
from rich.console import Console

from bot.adapters.console import ConsoleChannel
from bot.adapters.preview import Bubble, Control
from bot.core.messages import Message
from bot.screens.drawing import previews, watched
from bot.screens.film import Film, Shot
from bot.screens.layout_budgets import Measured, budgets
from bot.screens.pages import size_of

TRANSCRIPTS = Path(__file__).parents[2] / "transcripts"
OPEN = Path(__file__).with_name("open.toml")
HEAD = """\
# Screens that are over their budget (content/screens.toml) in some transcript on some channel: by
# the id of their text, the most lines and buttons that they have. An entry may shrink and must go
# when it is within its budget; none may grow and none may come.
# `python -m tests.bot.screens.sizes` writes this file anew.
"""


class ConsolePreview:
    """The terminal."""

    def __init__(self) -> None:
        self._channel = ConsoleChannel(Console(quiet=True))

    def show(self, message: Message) -> list[Bubble]:
        """Show one message, its choices apart from its words."""
        text = self._channel._laid_out(replace(message, buttons=()))
        rows = tuple((Control(button.label),) for button in message.buttons)
        return [Bubble(text, "", rows, edited=message.redraw)] if text or rows else []


@cache
def films() -> tuple[Film, ...]:
    """Every transcript, played once."""
    return tuple(watched(path)[0] for path in sorted(TRANSCRIPTS.rglob("*.txt")))


def shots(film: Film) -> Iterator[Shot]:
    """Every screen of a conversation."""
    return (shot for take in film.takes for shot in take.shots)


@cache
def largest() -> dict[str, dict[str, int]]:
    """The most that each screen has over its budget, by its id: what it has too many of."""
    over: dict[str, dict[str, int]] = {}
    for film in films():
        chats = [*previews().values(), ConsolePreview()]
        for shot in shots(film):
            for chat in chats:
                _count(over, shot, size_of(chat.show(shot.message)))
    return over


def _count(over: dict[str, dict[str, int]], shot: Shot, size: Measured) -> None:
    budget = budgets()[shot.kind]
    limits = {"lines": budget.lines_max, "buttons": budget.buttons_max}
    for what, most in limits.items():
        found = getattr(size, what)
        if found > most:
            known = over.setdefault(shot.name, {})
            known[what] = max(found, known.get(what, 0))


def still_open() -> dict[str, dict[str, int]]:
    """What is written down as over its budget."""
    return tomllib.loads(OPEN.read_text("utf-8"))


def written(over: dict[str, dict[str, int]]) -> str:
    """The file of what is open."""
    rows = []
    for name, sizes in sorted(over.items()):
        rows.append(f"[{name}]\n" + "".join(f"{what} = {n}\n" for what, n in sorted(sizes.items())))
    return "\n".join([HEAD, *rows])


if __name__ == "__main__":
    OPEN.write_text(written(largest()), "utf-8")
