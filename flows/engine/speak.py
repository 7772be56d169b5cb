"""From a question to its prompt: words, buttons, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.engine.effects import Option, Prompt
from flows.engine.kinds import Value
from flows.engine.nodes import Ask, Tell
from flows.engine.words import Word, Words

if TYPE_CHECKING:
    from flows.engine.engine import Engine
    from flows.engine.scene import Scene, Wording


def words_of(flow: str, node: Ask | Tell) -> str:
    """The Fluent message of a node: its own, or `<flow>-<node>`."""
    return node.words or f"{flow}-{node.id}".lower().replace("_", "-")


def label_keys(flow: str, node: Ask, option: str) -> tuple[str, str]:
    """Where the words of an option may stand: with its question, or shared."""
    slug = option.lower().replace("_", "-").replace(".", "-")
    return f"{words_of(flow, node)}-{slug}", f"option-{slug}"


def static_options(flow: str, node: Ask, wording: Wording) -> tuple[Option, ...]:
    """The buttons that a question's kind gives it; what has no words is shown as it is."""

    def label(option: str) -> Word:
        for key in label_keys(flow, node, option):
            if wording.has(key):
                return Word(key)
        return Word(raw=option)

    return tuple(Option(option, label(option)) for option in node.kind.options)


def options_of(engine: Engine, scene: Scene, ask: Ask) -> tuple[Option, ...]:
    """The buttons of a question as they stand in this scene."""
    own = ask.options(scene) if ask.options else engine.options[scene.run.flow, ask.id]
    shortcut = ask.shortcut
    if shortcut is None or not shortcut.fill(scene):
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


def prompt_of(engine: Engine, scene: Scene, ask: Ask) -> Prompt:
    """The open question, ready to be shown."""
    run = scene.run
    return Prompt(
        run.token,
        words_of(run.flow, ask),
        ask.args(scene) if ask.args else {},
        options_of(engine, scene, ask),
        several=ask.kind.several,
        picked=run.draft,
        reads=ask.kind.reads,
        optional=ask.optional,
    )
