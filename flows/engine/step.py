"""One event in, one turn out: pure and total.

`step(engine, record, event, now)` never raises for anything a person can do; the same inputs
give the same turn. Words are read before it where that takes long (decision 40): `hear` gives what
they say as a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from flows.engine import inputs
from flows.engine.context import DetectedFlag
from flows.engine.effects import Effect, Erase
from flows.engine.engine import Engine, TurnBuilder, press, run_command
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
from flows.engine.kinds import Value
from flows.engine.nodes import Ask
from flows.record import Note, Record

CODE = re.compile(r"(?=\D*\d)[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}")
"""A one-time code has a digit and says nothing, whatever its letters spell."""
COMMAND_TOKEN = 0
"""Buttons with this token stand for commands (on a reminder, say), not for answers."""
WITHOUT_CONTACT = (Due, Reachable, Failed, Linked)
"""Events that do not come from the person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event changed: the record, what to do in the world, and when to wake."""

    record: Record
    effects: tuple[Effect, ...]
    notes: tuple[Note, ...]
    wake: float | None
    red_flag: bool


def words_of(event: AnyEvent) -> str:
    """The words of an event in which a red flag is looked for, "" where it has none."""
    if isinstance(event, Typed | Edited):
        return inputs.cleaned(event.text[: inputs.TYPED_CHARS_MAX])
    if isinstance(event, Command) and not CODE.fullmatch(event.argument):
        return inputs.cleaned(event.argument[: inputs.TYPED_CHARS_MAX])
    return ""


def step(
    engine: Engine,
    record: Record,
    event: AnyEvent,
    now: float,
    heard: DetectedFlag | None = None,
) -> Turn:
    """Advance one person by one event; `heard` is what its words say, if they were read before."""
    builder = TurnBuilder(engine, record, now, heard=heard)
    if record.erased and isinstance(event, Due | Linked):
        return Turn(record, (Erase(),), (), None, red_flag=False)
    if record.erased:  # Deleted and back before the keys were: a stranger again.
        builder.record = Record(language=record.language, addresses=record.addresses)
    if not isinstance(event, WITHOUT_CONTACT):
        builder.record = engine.policy.on_contact(builder.context)
    _bring_up_to_date(builder)
    if isinstance(event, Typed) and _has_moved_on(record, builder):
        event = replace(event, stale=True)
    HANDLERS[type(event)](builder, event)
    builder.finish()
    wake = now if builder.record.erased else engine.policy.next_wake(record, builder.context)
    after = replace(builder.record, wake_at=wake)
    return Turn(after, tuple(builder.effects), tuple(builder.notes), wake, builder.red_flag)


def _bring_up_to_date(builder: TurnBuilder) -> None:
    """Walk runs of an older flow version again, leave what no longer exists; then ask something."""
    for run in builder.record.conversation.stack:
        dialogue = builder.engine.dialogues.get(run.flow)
        if dialogue and dialogue.flow.version == run.version and builder.engine.node(run):
            continue
        builder.say("flow-changed")
        builder.upgrade(run)
    if builder.top is None:
        builder.start(builder.engine.policy.home(builder.context))


def _has_moved_on(record: Record, builder: TurnBuilder) -> bool:
    """Whether the question that the person saw was put away: what they type answers no other.

    Home is the same question on every day.
    """
    seen, top = record.conversation.top, builder.run
    if seen is None or (seen.id, seen.state) == (top.id, top.state):
        return False
    home = builder.engine.policy.home(builder.context).flow
    return not (seen.flow == top.flow == home and seen.state == top.state)


def _typed(builder: TurnBuilder, event: Typed) -> None:
    if not event.stale:
        inputs.typed(builder, event.text)
    elif not any(take(builder, event.text) for take in ANY_TIME):
        builder.say("question-has-passed")


def _edited(builder: TurnBuilder, event: Edited) -> None:
    if not inputs.flagged(builder, event.text) and not _corrected(builder, event):
        builder.say("edit-not-taken")


def _pressed(builder: TurnBuilder, event: Pressed) -> None:
    if event.token == COMMAND_TOKEN:
        run_command(builder, event.option)
    elif event.token != builder.run.token:
        builder.say("question-has-passed")
    else:
        press(builder, event.option)


def _corrected(builder: TurnBuilder, event: Edited) -> bool:
    """Let an edited message correct the latest answer, if that is not a safety answer (H18)."""
    run = builder.top
    latest = max(run.answers, key=lambda name: run.answers[name].at, default=None) if run else None
    if run is None or latest is None or event.token != run.answers[latest].token:
        return False
    ask = builder.engine.dialogues[run.flow].flow.by_id[latest]
    if not isinstance(ask, Ask) or ask.safety:
        return False
    others = {name: answer for name, answer in run.answers.items() if name != latest}
    before = replace(run, state=latest, answers=others)
    value = inputs.value_in(builder, before, ask, inputs.cleaned(event.text))
    if value is None:
        return False
    builder.reopen((latest,))
    builder.answer(value)
    return True


def _submitted(builder: TurnBuilder, event: Submitted) -> None:
    """Take a form; its words are heard for red flags before anything is stored, however old it is.

    Beside a red flag the other answers are kept, and the open question is asked after the sign's.
    """
    own = event.token == builder.run.token
    words = ". ".join(_written(builder, event.answers))
    before, noted = builder.record, len(builder.notes)
    if own and words:
        builder.keep(inputs.fitting(builder, event.answers))
    if words and inputs.flagged(builder, words):
        return
    builder.record = before
    del builder.notes[noted:]
    if not own or not inputs.fill(builder, event.answers):
        builder.say("question-has-passed")


def _written(builder: TurnBuilder, answers: Mapping[str, Value]) -> Iterator[str]:
    """The values that no button and no number field gives: somebody wrote them."""
    by_id = builder.engine.dialogues[builder.run.flow].flow.by_id
    for name, value in answers.items():
        node = by_id.get(name)
        options = node.kind.options if isinstance(node, Ask) else ()
        for one in value if isinstance(value, tuple | list) else (value,):
            if isinstance(one, str) and one not in options and any(c.isalpha() for c in one):
                yield one


def _command(builder: TurnBuilder, event: Command) -> None:
    words = "" if CODE.fullmatch(event.argument) else event.argument
    if words and inputs.flagged(builder, words):
        return  # "/stop, I cannot feel my legs" is no command.
    run_command(builder, event.name, event.argument)


def _attached(builder: TurnBuilder, _: Attached) -> None:
    builder.say("attachment-not-read")


def _zone_seen(builder: TurnBuilder, event: ZoneSeen) -> None:
    builder.apply(builder.engine.policy.on_command(builder.context, "zone_seen", event.zone))


def _reachable(builder: TurnBuilder, event: Reachable) -> None:
    builder.record = replace(builder.record, unreachable=not event.yes)
    builder.quiet = not event.yes


def _due(builder: TurnBuilder, _: Due) -> None:
    builder.quiet = True
    builder.apply(builder.engine.policy.on_due(builder.context))


def _failed(builder: TurnBuilder, _: Failed) -> None:
    builder.apply(builder.engine.policy.on_failed(builder.context))


def _linked(builder: TurnBuilder, event: Linked) -> None:
    builder.apply(builder.engine.policy.on_linked(builder.context, event))


ANY_TIME = (inputs.flagged, inputs.commanded, inputs.talked, inputs.began_day)
"""What words mean whatever was asked: a red flag, a command, talk, facts of the day."""
HANDLERS: dict[type, Callable[..., None]] = {
    Typed: _typed,
    Edited: _edited,
    Pressed: _pressed,
    Submitted: _submitted,
    Command: _command,
    Attached: _attached,
    ZoneSeen: _zone_seen,
    Reachable: _reachable,
    Due: _due,
    Failed: _failed,
    Linked: _linked,
}
