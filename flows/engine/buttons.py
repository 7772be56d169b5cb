"""What a command by name and the press of a button do."""

from __future__ import annotations

from flows.engine.effects import Answered
from flows.engine.engine import TurnBuilder
from flows.engine.kinds import Value

SKIP, BACK = "skip", "back"
"""Commands that depend on the open question."""
DONE, NONE = "done", "none_of_these"
"""Buttons that end a question with several picks."""


def run_command(builder: TurnBuilder, name: str, argument: str = "") -> None:
    """Do what the person asked for by name."""
    ask = builder.question()
    if name == BACK and go_back(builder):
        return
    if name == SKIP and ask and ask.optional:
        accept(builder, None)
        return
    builder.apply(builder.engine.policy.on_command(builder.context, name, argument))


def go_back(builder: TurnBuilder) -> bool:
    """Take the latest answer on the way here back; False where there is none in this run."""
    run = builder.run
    answered = [name for name in builder.engine.replay(run).arrived if name in run.answers]
    if answered:
        builder.reopen((answered[-1],))
    return bool(answered)


def accept(builder: TurnBuilder, value: Value) -> None:
    """Take an answer; the buttons of its question go and the choice stays visible."""
    builder.effects.append(Answered(builder.run.token, builder.answer_word(value)))
    builder.answer(value)


def press(builder: TurnBuilder, option: str) -> None:
    """Take the press of a button of the open question."""
    run, ask = builder.run, builder.question()
    assert ask is not None
    ids = tuple(each.id for each in builder.options(run, ask))
    if option == SKIP and ask.optional:
        accept(builder, None)
    elif ask.kind.several and option in (DONE, NONE):
        accept(builder, () if option == NONE else run.draft)
    elif option not in ids:
        builder.say("question-has-passed")
    elif ask.shortcut and option == ask.shortcut.option:
        builder.answer_all(ask.shortcut.fill(builder.within(run)))
    elif ask.kind.several:
        picked = set(run.draft) ^ {option}
        builder.draft(tuple(each for each in ids if each in picked))
        builder.ask(redraw=True)
        builder.quiet = True
    elif (value := ask.kind.accept(option, ids)) is not None:
        accept(builder, value)
