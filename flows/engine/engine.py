"""The engine: content, dialogues, policy and languages, and the prompt of an open question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from flows.catalog import Catalog
from flows.engine.context import Policy, Reader, RunContext, Wording
from flows.engine.conversation import Run
from flows.engine.effects import Option, Prompt, Word, Words
from flows.engine.kinds import Value
from flows.engine.machine import Cursor, Walker
from flows.engine.nodes import Ask, Dialogue, Node, label_keys, words_of


@dataclass(frozen=True)
class Engine:
    """Everything that a step needs, put together once at start and shared by all people."""

    catalog: Catalog
    dialogues: Mapping[str, Dialogue]
    policy: Policy
    readers: Mapping[str, Reader]
    wordings: Mapping[str, Wording]

    @cached_property
    def walkers(self) -> Mapping[str, Walker]:
        """One compiled machine a flow."""
        return {name: Walker(dialogue.flow) for name, dialogue in self.dialogues.items()}

    @cached_property
    def options(self) -> Mapping[tuple[str, str], tuple[Option, ...]]:
        """The static buttons of every question."""
        known = next(iter(self.wordings.values()))
        return {
            (name, node.id): static_options(name, node, known)
            for name, dialogue in self.dialogues.items()
            for node in dialogue.flow.nodes
            if isinstance(node, Ask)
        }

    def node(self, run: Run) -> Node | None:
        """The node at which a run stands, or None where this version has no such node."""
        dialogue = self.dialogues.get(run.flow)
        return dialogue.flow.by_id.get(run.state) if dialogue else None

    def replay(self, run: Run) -> Cursor:
        """Walk a run again from the start over its answers."""
        return self.walkers[run.flow].walk(run.values)

    def pruned(self, run: Run) -> Run:
        """The run without answers that its walk does not visit."""
        path = self.replay(run).arrived
        return replace(run, answers={k: v for k, v in run.answers.items() if k in path})

    def reader(self, language: str) -> Reader:
        """The reader of a language, or the first one."""
        return self.readers.get(language) or next(iter(self.readers.values()))

    def wording(self, language: str) -> Wording:
        """The words of a language, or the first one's."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))


# --- from a question to its prompt ------------------------------------------------------------
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


def options_of(engine: Engine, context: RunContext, ask: Ask) -> tuple[Option, ...]:
    """The buttons of a question as they are in this run."""
    own = ask.options(context) if ask.options else engine.options[context.run.flow, ask.id]
    shortcut = ask.shortcut
    if shortcut is None or not shortcut.fill(context):
        return own
    return (*own, Option(shortcut.option, Word(f"option-{shortcut.option}".replace("_", "-"))))


def static_options(flow: str, node: Ask, wording: Wording) -> tuple[Option, ...]:
    """The buttons that a question's kind gives it; what has no words is shown as it is."""

    def label(option: str) -> Word:
        for key in label_keys(flow, node, option):
            if wording.has(key):
                return Word(key)
        return Word(raw=option)

    return tuple(Option(option, label(option)) for option in node.kind.options)


LENGTHS = ((104.0, 52.0, "answer-years"), (13.0, 52 / 12, "answer-months"),
           (1.0, 1.0, "answer-weeks"), (0.0, 1 / 7, "answer-days"))  # fmt: skip
"""(from so many weeks on, weeks in one unit, the words of the unit), the longest first."""


def answer_word(value: Value, options: tuple[Option, ...], reads: str) -> Word:
    """A value in the words of its buttons, or as its question reads it; never no words."""
    if value is None:
        return Word("answer-skipped")
    labels = {option.id: option.label for option in options}
    if isinstance(value, tuple | list):
        given = Words(tuple(labels[v] for v in value))
        return Word("answer-several", {"list": given}) if value else Word("answer-none")
    if str(value) in labels:
        return labels[str(value)]
    if reads == "duration_weeks" and isinstance(value, int | float):
        return _length_word(value)
    return Word(raw=f"{value:g}" if isinstance(value, float) else str(value))


def _length_word(weeks: float) -> Word:
    """A length of time in the unit in which people tell it."""
    size, key = next((size, key) for least, size, key in LENGTHS if weeks >= least)
    return Word(key, {"count": round(weeks / size)})
