"""One simulated conversation: events in, and the record coded and decoded between any two."""

from __future__ import annotations

from collections.abc import Callable

from flows.engine.context import RunContext
from flows.engine.engine import Engine, options_of
from flows.engine.events import AnyEvent, Command, Due, Pressed, Typed
from flows.engine.kinds import Value
from flows.engine.nodes import Ask
from flows.engine.step import Turn, step
from flows.record import Record, Run, decode, encode

TURN_S = 5.0
"""Time between two messages."""
DUES_MAX = 400
"""Wake-ups in one stretch of waiting; more means that the clock does not get on."""
Watcher = Callable[[Turn], None]


class SimulatedConversation:
    """A person, their record and their clock (seconds)."""

    def __init__(self, engine: Engine, now: float, *watchers: Watcher) -> None:
        self.engine = engine
        self.record = Record(addresses=(("console", "", "simulated", "simulated"),))
        self.now = now
        self.wake: float | None = None
        self.turns = 0
        self.taps = 0
        """Buttons pressed, options ticked and messages typed."""
        self.bytes_most = 0
        self.codes = True
        """Whether the record is coded and read again between any two turns."""
        self._watchers = list(watchers)

    def watch(self, watcher: Watcher) -> None:
        """Let somebody look at every turn from now on."""
        self._watchers.append(watcher)

    def send(self, event: AnyEvent) -> Turn:
        """Let one thing happen."""
        self.now += TURN_S
        turn = step(self.engine, self.record, event, self.now)
        self.record, self.wake = turn.record, turn.wake
        self.turns += 1
        self.taps += not isinstance(event, Due)
        if self.codes:
            self.store()
        for watcher in self._watchers:
            watcher(turn)
        return turn

    def store(self) -> None:
        """Code the record and read it again."""
        body = encode(self.record)
        again = decode(body)
        assert again == self.record, "what is stored is what was meant"
        self.record, self.bytes_most = again, max(self.bytes_most, len(body))

    def wait(self, until: float) -> None:
        """Let time pass; the clock brings what is due, and nobody answers."""
        for _ in range(DUES_MAX):
            if self.wake is None or self.wake > until:
                break
            self.now = max(self.now, self.wake)
            self.send(Due())
        else:
            raise AssertionError("the wake time does not get on")
        self.now = max(self.now, until)

    @property
    def run(self) -> Run:
        """The run that holds the open question."""
        top = self.record.conversation.top
        assert top is not None, "nothing is asked"
        return top

    @property
    def ask(self) -> Ask:
        """The open question."""
        node = self.engine.node(self.run)
        assert isinstance(node, Ask), "no question is open"
        return node

    @property
    def context(self) -> RunContext:
        """The moment inside the open run."""
        return RunContext(self.record, self.engine.catalog, self.now, self.run)

    def options(self) -> tuple[str, ...]:
        """Ids of the buttons on screen."""
        return tuple(o.id for o in options_of(self.engine, self.context, self.ask))

    def press(self, option: str) -> Turn:
        """Press a button of the open question."""
        return self.send(Pressed(self.run.token, option))

    def give(self, value: Value) -> Turn:
        """Answer the open question as a person would: tap what is a tap, type the rest."""
        ask = self.ask
        if value is None:
            return self.send(Command("skip"))
        if ask.kind.several:
            picked = tuple(value) if isinstance(value, tuple) else ()
            for option in picked:
                self.press(option)
            return self.press("done" if picked else "none_of_these")
        if ask.kind.reads == "choice" and str(value) in self.options():
            return self.press(str(value))
        return self.send(Typed(str(value).replace("_", " ") if _words(ask) else str(value)))


def _words(ask: Ask) -> bool:
    return ask.kind.reads.startswith("yes_no")
