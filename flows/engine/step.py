"""One event in, one turn out: pure and total.

`step(engine, record, event, now)` never raises for anything a person can do; the same inputs
give the same turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from flows.engine import interruptions as interrupt
from flows.engine import typed_input as listen
from flows.engine.effects import Effect, Erase
from flows.engine.engine import Engine
from flows.engine.events import (
    AnyEvent,
    Attached,
    Command,
    Due,
    Edited,
    Failed,
    Linked,
    Pressed,
    Reachable,
    Submitted,
    Typed,
    ZoneSeen,
)
from flows.engine.turn import Desk
from flows.record import Note, Record

CODE = re.compile(r"(?=\D*\d)[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}")
"""A one-time code has a digit and says nothing, whatever its letters spell."""
COMMAND_TOKEN = 0
"""Buttons with this token stand for commands (on a reminder, say), not for answers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event changed: the record, what to do in the world, and when to wake."""

    record: Record
    effects: tuple[Effect, ...]
    notes: tuple[Note, ...]
    wake: float | None
    red_flag: bool


def step(engine: Engine, record: Record, event: AnyEvent, now: float) -> Turn:
    """Advance one person by one event."""
    desk = Desk(engine, record, now)
    if record.gone and isinstance(event, Due | Linked):
        return Turn(record, (Erase(),), (), None, red_flag=False)
    if record.gone:  # Deleted and back before the keys were: a stranger again.
        desk.record = Record(language=record.language, addresses=record.addresses)
    if not isinstance(event, Due | Reachable | Failed | Linked):
        desk.record = engine.policy.met(desk.moment)
    _refresh(desk)
    if isinstance(event, Typed) and _has_moved_on(record, desk):
        event = replace(event, stale=True)
    HANDLERS[type(event)](desk, event)
    desk.settle()
    wake = now if desk.record.gone else engine.policy.wake(record, desk.moment)
    after = replace(desk.record, wake_at=wake)
    return Turn(after, tuple(desk.effects), tuple(desk.notes), wake, desk.red_flag)


def _has_moved_on(record: Record, desk: Desk) -> bool:
    """Whether the question that the person saw was put away: what they type answers no other."""
    seen, top = record.talk.top, desk.top
    assert top is not None
    return seen is not None and (seen.id, seen.state) != (top.id, top.state)


def _refresh(desk: Desk) -> None:
    """Walk runs of an older flow version again; what no longer exists is left."""
    for run in desk.record.talk.stack:
        dialogue = desk.engine.dialogues.get(run.flow)
        if dialogue and dialogue.flow.version == run.version and desk.engine.node(run):
            continue
        desk.say("flow-changed")
        desk.renew(run)
    if desk.top is None:
        desk.start(desk.engine.policy.home(desk.moment))


def _pressed(desk: Desk, event: Pressed) -> None:
    assert desk.top is not None
    if event.token == COMMAND_TOKEN:
        interrupt.command(desk, event.option)
    elif event.token != desk.top.token:
        desk.say("question-has-passed")
    else:
        interrupt.press(desk, event.option)


def _submitted(desk: Desk, event: Submitted) -> None:
    assert desk.top is not None
    if event.token != desk.top.token or not listen.fill(desk, event.answers):
        desk.say("question-has-passed")


def _typed(desk: Desk, event: Typed) -> None:
    if not event.stale:
        listen.typed(desk, event.text)
    elif not listen.overhear(desk, event.text) and not listen.obeyed(desk, event.text):
        desk.say("question-has-passed")


def _edited(desk: Desk, event: Edited) -> None:
    if not listen.overhear(desk, event.text) and not listen.corrected(desk, event):
        desk.say("edit-not-taken")


def _command(desk: Desk, event: Command) -> None:
    said = "" if CODE.fullmatch(event.argument) else event.argument
    if said and listen.overhear(desk, said):
        return  # "/stop, I cannot feel my legs" is no command.
    interrupt.command(desk, event.name, event.argument)


def _attached(desk: Desk, _: Attached) -> None:
    desk.say("attachment-not-read")


def _zone(desk: Desk, event: ZoneSeen) -> None:
    desk.apply(desk.engine.policy.interrupt(desk.moment, "zone_seen", event.zone))


def _reachable(desk: Desk, event: Reachable) -> None:
    desk.record = replace(desk.record, unreachable=not event.yes)
    desk.quiet = not event.yes


def _due(desk: Desk, _: Due) -> None:
    desk.quiet = True
    desk.apply(desk.engine.policy.due(desk.moment))


def _failed(desk: Desk, _: Failed) -> None:
    desk.apply(desk.engine.policy.failed(desk.moment))


def _linked(desk: Desk, event: Linked) -> None:
    desk.apply(desk.engine.policy.linked(desk.moment, event))


HANDLERS: dict[type, Callable[..., None]] = {
    Typed: _typed,
    Edited: _edited,
    Pressed: _pressed,
    Submitted: _submitted,
    Command: _command,
    Attached: _attached,
    ZoneSeen: _zone,
    Reachable: _reachable,
    Due: _due,
    Failed: _failed,
    Linked: _linked,
}
