"""From a question to its prompt: words, buttons, labels."""

from __future__ import annotations

from flows.engine.context import RunContext
from flows.engine.effects import Option, Prompt
from flows.engine.engine import Engine
from flows.engine.kinds import Value
from flows.engine.nodes import Ask, words_of
from flows.engine.words import Word, Words


def options_of(engine: Engine, context: RunContext, ask: Ask) -> tuple[Option, ...]:
    """The buttons of a question as they stand in this scene."""
    own = ask.options(context) if ask.options else engine.options[context.run.flow, ask.id]
    shortcut = ask.shortcut
    if shortcut is None or not shortcut.fill(context):
        return own
    return (*own, Option(shortcut.option, Word(f"option-{shortcut.option}".replace("_", "-"))))


def answer_word(value: Value, options: tuple[Option, ...]) -> Word:
    """A value in the words of its buttons."""
    if value is None:
        return Word("answer-skipped")
    labels = {option.id: option.label for option in options}
    if isinstance(value, tuple | list):
        return Word("answer-several", {"list": Words(tuple(labels[v] for v in value))})
    return labels.get(
        str(value), Word(raw=f"{value:g}" if isinstance(value, float) else str(value))
    )


def prompt_of(engine: Engine, context: RunContext, ask: Ask) -> Prompt:
    """The open question, ready to be shown."""
    run = context.run
    return Prompt(
        run.token,
        words_of(run.flow, ask),
        ask.args(context) if ask.args else {},
        options_of(engine, context, ask),
        several=ask.kind.several,
        picked=run.draft,
        reads=ask.kind.reads,
        optional=ask.optional,
    )
