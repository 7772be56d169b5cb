"""One person, the real engine and the real words; the record is coded between any two turns."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.app import engine
from bot.core.messages import Button, Message
from flows.engine.effects import Effect
from flows.engine.events import AnyEvent, Due, Edited, Pressed, Typed
from flows.engine.nodes import Ask
from flows.engine.step import Turn, step
from flows.record import Note, Record, Run, decode, encode
from flows.safety_locks import locked
from tests.flows.through import shown

TURN_S = 5.0
DUES_MAX = 500
PROMPTS_KEPT_MAX = 5
TRAINING = ("session", "exercise", "closing")


class Conversation:
    """What is said in it since the person last spoke is in `said`."""

    def __init__(self, start: datetime, platform: str = "console") -> None:
        self.record = Record(addresses=((platform, "", "u1", "c1"),))
        self.now = start.timestamp()
        self.local = start.tzinfo
        self.wake: float | None = None
        self.said: list[Message] = []
        self.notes: list[Note] = []
        self.effects: tuple[Effect, ...] = ()
        self.prompts: list[Message] = []
        self.typed_for: list[int] = []
        self.watch: Callable[[AnyEvent, Turn, float], None] | None = None

    # --- what happens ---------------------------------------------------------------------
    def do(self, event: AnyEvent) -> Turn:
        """Let one thing happen now."""
        self.said = []
        return self._turn(event)

    def type(self, text: str) -> Turn:
        """Send a message."""
        top = self.record.conversation.top
        self.typed_for.append(top.token if top else 0)
        return self.do(Typed(text))

    def edit(self, text: str, messages_ago: int = 1) -> Turn:
        """Change a message that was sent some messages ago."""
        return self.do(Edited(text, self.typed_for[-messages_ago]))

    def press(self, label: str, prompts_ago: int = 1) -> Turn:
        """Press the newest button with these words, among those of earlier prompts at that."""
        for message in reversed(self.prompts[: len(self.prompts) - prompts_ago + 1]):
            if button := _labelled(message.buttons, label):
                return self.do(Pressed(message.token, button.option))
        raise AssertionError(f"no button {label!r} was shown")

    def travel(self, until: datetime) -> None:
        """Let time pass; the clock brings what falls due on the way."""
        self.said, at = [], until.timestamp()
        for _ in range(DUES_MAX):
            if self.wake is None or self.wake > at:
                break
            self.now = max(self.now, self.wake)
            self._turn(Due())
        else:
            raise AssertionError("the wake time does not get on")
        self.now = max(self.now, at)

    def _turn(self, event: AnyEvent) -> Turn:
        self.now += TURN_S
        turn = step(engine(), self.record, event, self.now)
        self._see(turn)
        if self.watch:
            self.watch(event, turn, self.now)
        return turn

    def _see(self, turn: Turn) -> None:
        self.record, self.wake = decode(encode(turn.record)), turn.wake
        self.effects = turn.effects
        self.notes += turn.notes
        messages = shown(turn.record, turn.effects)
        self.said += messages
        self.prompts = [*self.prompts, *(m for m in messages if m.buttons)][-PROMPTS_KEPT_MAX:]
        assert self.record.erased or self.record.conversation.top, "nothing is asked any more"
        assert not (locked(self.record) and self.training), "an exercise under a lock (H21)"

    # --- what is known ----------------------------------------------------------------------
    @property
    def text(self) -> str:
        """Everything said since the person last spoke, buttons included, on one line."""
        parts = [part for m in self.said for part in (m.text, *(b.label for b in m.buttons))]
        return " ".join(" ".join(parts).split())

    @property
    def run(self) -> Run:
        """The run that holds the open question."""
        assert self.record.conversation.top is not None
        return self.record.conversation.top

    @property
    def ask(self) -> Ask:
        """The open question."""
        node = engine().node(self.run)
        assert isinstance(node, Ask)
        return node

    @property
    def training(self) -> bool:
        """Whether a session or a card of one is on screen."""
        return (
            self.record.conversation.top is not None
            and self.record.conversation.top.flow in TRAINING
        )

    @property
    def clock(self) -> datetime:
        """The person's own clock."""
        zone = ZoneInfo(self.record.zone) if self.record.zone else self.local
        return datetime.fromtimestamp(self.now, zone)


def _labelled(buttons: tuple[Button, ...], label: str) -> Button | None:
    wanted = label.casefold()
    exact = [b for b in buttons if b.label.casefold() == wanted]
    found = exact or [b for b in buttons if b.label.casefold().startswith(wanted)]
    return found[0] if found else None
