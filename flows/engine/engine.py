"""Everything a step needs, put together once at start and shared by all people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from flows.catalog import Catalog
from flows.engine.context import Policy, Reader, Wording
from flows.engine.effects import Option
from flows.engine.machine import Cursor, Walker
from flows.engine.nodes import Ask, Dialogue, Node, label_keys
from flows.engine.run import Run
from flows.engine.words import Word


@dataclass(frozen=True)
class Engine:
    """Content, dialogues, policy, and what words mean in each language."""

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

    def settle(self, run: Run) -> Cursor:
        """Walk a run again from the start over its answers."""
        return self.walkers[run.flow].walk(run.values)

    def pruned(self, run: Run) -> Run:
        """The run without answers that its walk does not visit."""
        path = self.settle(run).arrived
        return replace(run, answers={k: v for k, v in run.answers.items() if k in path})

    def reader(self, language: str) -> Reader:
        """The reader of a language, or the first one."""
        return self.readers.get(language) or next(iter(self.readers.values()))

    def wording(self, language: str) -> Wording:
        """The words of a language, or the first one's."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))


def static_options(flow: str, node: Ask, wording: Wording) -> tuple[Option, ...]:
    """The buttons that a question's kind gives it; what has no words is shown as it is."""

    def label(option: str) -> Word:
        for key in label_keys(flow, node, option):
            if wording.has(key):
                return Word(key)
        return Word(raw=option)

    return tuple(Option(option, label(option)) for option in node.kind.options)
