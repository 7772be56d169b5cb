"""What works in every state: commands, going back, skipping, taking an answer by button."""

from __future__ import annotations

from flows.engine.effects import Answered
from flows.engine.kinds import Value
from flows.engine.prompts import options_of
from flows.engine.turn import Desk

SKIP = "skip"
BACK = "back"
DONE = "done"
NONE = "none_of_these"


def command(desk: Desk, name: str, argument: str = "") -> None:
    """Do what the person asked for by name."""
    ask = desk.question()
    if name == BACK and back(desk):
        return
    if name == SKIP and ask and ask.optional:
        accept(desk, None)
        return
    desk.apply(desk.engine.policy.interrupt(desk.moment, name, argument))


def back(desk: Desk) -> bool:
    """Take the latest answer on the way here back; False where there is none in this run."""
    run = desk.top
    assert run is not None
    path = desk.engine.settle(run).arrived
    answered = [name for name in path if name in run.answers]
    if answered:
        desk.reopen((answered[-1],))
    return bool(answered)


def accept(desk: Desk, value: Value) -> None:
    """Take an answer; the buttons of its question go and the choice stays visible."""
    assert desk.top is not None
    desk.effects.append(Answered(desk.top.token, desk.answered(value)))
    desk.answer(value)


def press(desk: Desk, option: str) -> None:
    """Take the press of a button of the open question."""
    run, ask = desk.top, desk.question()
    assert run is not None and ask is not None
    ids = tuple(o.id for o in options_of(desk.engine, desk.scene(run), ask))
    if option == SKIP and ask.optional:
        accept(desk, None)
    elif ask.kind.several and option in (DONE, NONE):
        accept(desk, () if option == NONE else run.draft)
    elif option not in ids:
        desk.say("question-has-passed")
    elif ask.shortcut and option == ask.shortcut.option:
        desk.take_all(ask.shortcut.fill(desk.scene(run)))
    elif ask.kind.several:
        picked = set(run.draft) ^ {option}
        desk.draft(tuple(i for i in ids if i in picked))
        desk.ask(redraw=True)
        desk.quiet = True
    elif (value := ask.kind.accept(option, ids)) is not None:
        accept(desk, value)
