"""The history of a world, sorted by the lives in it: what the checks look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.core.ports import Entry
from bot.core.render import Bundle, decode
from tests.worlds.history import (
    Arrived,
    Committed,
    Erased,
    Failed,
    Fault,
    Handed,
    Held,
    History,
    Life,
    Started,
    Taken,
)
from tests.worlds.platform import Update
from tests.worlds.truth import Truth


@dataclass
class Case:
    """The history of one life, by kind of event."""

    life: Life
    commits: list[Committed] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)
    started: list[Started] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    erased: list[Erased] = field(default_factory=list)

    @cached_property
    def entries(self) -> dict[int, tuple[Entry, Committed]]:
        """Every outbox entry by its number, with the commit that wrote it."""
        return {
            seq: (entry, commit)
            for commit in self.commits
            for seq, entry in zip(commit.seqs, commit.write.outbox, strict=True)
        }

    @cached_property
    def bundles(self) -> dict[int, Bundle]:
        """What every entry says."""
        return {seq: decode(entry.body) for seq, (entry, _) in self.entries.items()}

    def arrivals(self, seq: int) -> list[Arrived]:
        """The times an entry was shown."""
        return [event for event in self.arrived if event.seq == seq]


@dataclass
class Evidence:
    """All that is known of a world."""

    history: History
    updates: Mapping[str, Update]
    store: Truth
    now: float

    @cached_property
    def cases(self) -> list[Case]:
        """One case a life, in the order of their beginnings."""
        found: dict[Life, Case] = {}
        lists = {
            Committed: "commits", Handed: "handed", Started: "started", Arrived: "arrived",
            Failed: "failed", Taken: "taken", Held: "held", Erased: "erased",
        }  # fmt: skip
        for event in self.history.events:
            name = lists.get(type(event))
            if name:
                case = found.setdefault(event.life, Case(event.life))  # type: ignore[union-attr,arg-type]
                getattr(case, name).append(event)
        return list(found.values())

    @cached_property
    def jumped(self) -> float:
        """How far the clock jumped in all, seconds."""
        faults = self.history.of(Fault)
        return sum(abs(float(f.what.split()[1])) for f in faults if f.what.startswith("jump"))
