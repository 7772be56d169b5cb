"""What declared functions see and answer with, and what the engine asks of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from flows.catalog import Catalog
from flows.engine.effects import Arg, Effect
from flows.engine.events import Linked
from flows.engine.kinds import Value
from flows.record import Note, Record, Run


@dataclass(frozen=True)
class Context:
    """A person at an instant: everything that a decision may depend on."""

    record: Record
    catalog: Catalog
    now: float

    def having(self, record: Record) -> Context:
        """The same instant with a newer record."""
        return Context(record, self.catalog, self.now)

    @cached_property
    def local(self) -> datetime:
        """The person's own clock."""
        return datetime.fromtimestamp(self.now, ZoneInfo(self.record.zone or "UTC"))

    @cached_property
    def today(self) -> date:
        """The person's own date."""
        return self.local.date()


@dataclass(frozen=True)
class RunContext(Context):
    """A person at an instant, inside one of their runs."""

    run: Run

    @property
    def values(self) -> dict[str, Value]:
        """The run's parameters and answers by name."""
        return self.run.values


@dataclass(frozen=True, slots=True)
class Start:
    """A run to begin; `answers` are known already and not asked."""

    flow: str
    params: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from arriving somewhere, or from an interruption.

    `start` runs are pushed in order, so the last one speaks first; `leave` drops the open run;
    `cut` drops every run, so that nothing interrupted is asked again; `resume` drops those above
    a flow that is already under way; `quiet` asks nothing.
    """

    record: Record
    effects: tuple[Effect, ...] = ()
    notes: tuple[Note, ...] = ()
    start: tuple[Start, ...] = ()
    leave: bool = False
    cut: bool = False
    quiet: bool = False
    resume: str = ""
    red_flag: bool = False


class DetectedFlag(Protocol):
    """What a reader found in a sentence (`flows.language.red_flags.Detection`)."""

    @property
    def tier(self) -> str: ...

    @property
    def condition(self) -> str: ...

    @property
    def quote(self) -> str: ...

    @property
    def rule(self) -> str: ...

    @property
    def words(self) -> tuple[str, ...]: ...

    @property
    def question(self) -> str: ...

    @property
    def signs(self) -> tuple[str, ...]: ...

    @property
    def outcome(self) -> str: ...


class NamedFacts(Protocol):
    """Facts that a sentence names in words of their own, and what it says beside them."""

    @property
    def facts(self) -> Mapping[str, Any]: ...

    @property
    def rest(self) -> str: ...


class SpokenTopic(Protocol):
    """A topic that a message speaks of; `kind` is question | feeling | note | social."""

    @property
    def topic(self) -> str: ...

    @property
    def kind(self) -> str: ...


class Reader(Protocol):
    """What typed words mean in one language (`language.reader.LexiconReader`); never raises."""

    @property
    def fact_names(self) -> frozenset[str]: ...

    def detect(self, text: str) -> DetectedFlag: ...

    def is_slow(self, text: str) -> bool: ...

    def read(self, kind: str, text: str, options: tuple[str, ...], today: date) -> Value: ...

    def command(self, text: str) -> str | None: ...

    def facts(self, text: str) -> Mapping[str, Any]: ...

    def named_facts(self, text: str) -> NamedFacts: ...

    def talk(self, text: str) -> Sequence[SpokenTopic]: ...


class Wording(Protocol):
    """The messages of one language, by their keys."""

    def has(self, key: str) -> bool: ...

    def text(self, key: str, args: Mapping[str, Any] | None = None) -> str: ...

    def arg(self, arg: Arg) -> str | int | float: ...

    def also(self, key: str) -> tuple[str, ...]: ...


class Policy(Protocol):
    """What is decided outside any flow (`flows.dialogues.companion`)."""

    def home(self, context: Context) -> Start: ...

    def next_wake(self, before: Record, context: Context) -> float | None: ...

    def on_contact(self, context: Context) -> Record: ...

    def on_command(self, context: Context, name: str, argument: str) -> Outcome: ...

    def on_facts(self, context: Context, facts: Mapping[str, Value]) -> Outcome | None: ...

    def on_talk(self, context: Context, topic: str) -> Outcome | None: ...

    def on_red_flag(self, context: Context, found: DetectedFlag, text: str) -> Outcome | None: ...

    def on_due(self, context: Context) -> Outcome: ...

    def on_failed(self, context: Context) -> Outcome: ...

    def on_linked(self, context: Context, event: Linked) -> Outcome: ...
