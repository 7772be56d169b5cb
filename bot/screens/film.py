"""A conversation as it is watched turn by turn: what the person did, and what was said to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.app import wordings
from bot.core.messages import Button, Message
from bot.core.render import Bundle, decode, entries, render
from bot.screens.layout_budgets import kind_of
from flows.engine.effects import Prompt, Refer, Remind, Say
from flows.engine.events import AnyEvent, Attached, Command, Due, Edited, Pressed, Typed, ZoneSeen
from flows.engine.step import Turn

NAMING = (Refer, Remind, Prompt, Say)
"""What a screen is named for, best first: a screen is known by the question that it asks."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One message of one turn: its name, its kind of budget, and what a channel is given."""

    name: str
    kind: str
    message: Message


@dataclass(frozen=True, slots=True)
class Take:
    """One turn: when (seconds), what the person did (nothing: the clock), what they then saw."""

    at: float
    did: str
    tapped: bool
    shots: tuple[Shot, ...]


@dataclass
class Film:
    """Every turn of one conversation, in order; `see` watches it."""

    takes: list[Take] = field(default_factory=list)
    _buttons: dict[int, tuple[Button, ...]] = field(default_factory=dict)

    def see(self, event: AnyEvent, turn: Turn, now: float) -> None:
        """Keep one turn."""
        top = turn.record.conversation.top
        flow = top.flow if top else ""
        shots = []
        for entry in entries(turn.record, turn.effects):
            bundle = decode(entry.body)
            message, name = render(wordings(), bundle, entry.kind), name_of(bundle)
            shots.append(Shot(name, kind_of(entry.kind, flow, _keys(bundle)), message))
        tapped = isinstance(event, Pressed)
        self.takes.append(Take(now, self._deed(event), tapped, tuple(shots)))
        self._buttons |= {s.message.token: s.message.buttons for s in shots if s.message.buttons}

    def _deed(self, event: AnyEvent) -> str:
        """What the person did, in the words that stand in a chat."""
        if isinstance(event, Pressed):
            labels = {b.option: b.label for b in self._buttons.get(event.token, ())}
            return labels.get(event.option, event.option)
        return next((words(event) for kind, words in DEEDS.items() if isinstance(event, kind)), "")


DEEDS: dict[type, Callable[..., str]] = {
    Typed: lambda event: event.text,
    Edited: lambda event: f"✎ {event.text}",
    Command: lambda event: f"/{event.name} {event.argument}".strip(),
    Attached: lambda event: f"({event.what})",
    ZoneSeen: lambda event: f"({event.zone})",
    Due: lambda _: "",
}


def name_of(bundle: Bundle) -> str:
    """The text that a screen is known by: its referral, reminder or question, else its words."""
    for kind in NAMING:
        found = [e.key for e in bundle.effects if isinstance(e, kind)]
        if found:
            return found[-1]
    return "no-words"


def _keys(bundle: Bundle) -> set[str]:
    return {e.key for e in bundle.effects if isinstance(e, NAMING)}
