"""What works in every state: commands, going back, skipping, taking an answer by button."""

from __future__ import annotations

from flows.engine.effects import Answered
from flows.engine.kinds import Value
from flows.engine.prompts import options_of
from flows.engine.turn import TurnBuilder

SKIP = "skip"
BACK = "back"
DONE = "done"
NONE = "none_of_these"


def command(builder: TurnBuilder, name: str, argument: str = "") -> None:
    """Do what the person asked for by name."""
    ask = builder.question()
    if name == BACK and back(builder):
        return
    if name == SKIP and ask and ask.optional:
        accept(builder, None)
        return
    builder.apply(builder.engine.policy.interrupt(builder.context, name, argument))


def back(builder: TurnBuilder) -> bool:
    """Take the latest answer on the way here back; False where there is none in this run."""
    run = builder.top
    assert run is not None
    path = builder.engine.settle(run).arrived
    answered = [name for name in path if name in run.answers]
    if answered:
        builder.reopen((answered[-1],))
    return bool(answered)


def accept(builder: TurnBuilder, value: Value) -> None:
    """Take an answer; the buttons of its question go and the choice stays visible."""
    assert builder.top is not None
    builder.effects.append(Answered(builder.top.token, builder.answered(value)))
    builder.answer(value)


def press(builder: TurnBuilder, option: str) -> None:
    """Take the press of a button of the open question."""
    run, ask = builder.top, builder.question()
    assert run is not None and ask is not None
    ids = tuple(o.id for o in options_of(builder.engine, builder.within(run), ask))
    if option == SKIP and ask.optional:
        accept(builder, None)
    elif ask.kind.several and option in (DONE, NONE):
        accept(builder, () if option == NONE else run.draft)
    elif option not in ids:
        builder.say("question-has-passed")
    elif ask.shortcut and option == ask.shortcut.option:
        builder.take_all(ask.shortcut.fill(builder.within(run)))
    elif ask.kind.several:
        picked = set(run.draft) ^ {option}
        builder.draft(tuple(i for i in ids if i in picked))
        builder.ask(redraw=True)
        builder.quiet = True
    elif (value := ask.kind.accept(option, ids)) is not None:
        accept(builder, value)
