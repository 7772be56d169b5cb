"""What a channel's messages look like, without sending any: for `poised screens` and for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from msgspec.structs import replace

from bot.core.messages import Message


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


class Preview(Protocol):
    """One person's chat on one channel; `style` is how it looks, as CSS below `.NAME`."""

    style: str

    def show(self, message: Message) -> list[Bubble]:
        """Show one message; gives what is new on the screen, edits of older messages first."""
        ...


@dataclass
class ShownPrompts:
    """What a channel remembers of its prompts: where each stands, and its words."""

    places: dict[int, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def placed(self, message: Message) -> Message:
        """The message with the number of the one that it edits, as the outbox gives it."""
        token = message.token if message.redraw else (message.answered or (0,))[0]
        return replace(message, edits=self.places.get(token, ""))

    def keep(self, token: int, text: str) -> None:
        """Remember a prompt that was just shown."""
        number = str(len(self.texts) + 1)
        self.places[token], self.texts[number] = number, text
