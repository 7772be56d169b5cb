"""People of a world: where their story stands when it begins, and what they do next."""

from __future__ import annotations

import asyncio
from functools import cache
from random import Random

from msgspec.structs import replace

from bot.app import engine
from bot.core.outbox import DeliveredPrompts
from bot.core.render import Bundle
from bot.simulate.conversation import SimulatedConversation
from flows.engine.context import RunContext
from flows.engine.engine import prompt_of
from flows.engine.events import Command, Pressed, Reachable, Typed
from flows.engine.nodes import Ask
from flows.record import Record
from tests.flows.person import settled
from tests.worlds.platform import Chat, Platform
from tests.worlds.render import plain
from tests.worlds.weather import Weather

TEXTS = ("5", "3", "no", "yes", "a bit better today", "20 minutes", "my dog walks me")
URGENT = "I cannot feel anything when I wipe and I cannot pee"
COMMANDS = ("today", "start", "urgent", "checkin", "plan", "why", "back", "erase")
DAY_S = 86_400.0
FIRST_ANSWERS_MAX = 60


@cache
def bases() -> dict[str, Record]:
    """Records by how far the story is, made by the real flows."""
    home = settled().record
    talk = SimulatedConversation(engine(), home.wake_at or 0.0)
    talk.record = home
    talk.send(Command("checkin"))
    checking = talk.record
    locked = SimulatedConversation(engine(), talk.now)
    locked.record = home
    locked.send(Typed(URGENT))
    return {
        "fresh": Record(),
        "screening": _mid_screen(),
        "open": home,
        "checking": checking,
        "session": _in_session(home),
        "locked": locked.record,
    }


def dawn() -> float:
    """The instant at which the next reminder of the settled is due, seconds since the epoch."""
    at = bases()["open"].wake_at
    assert at is not None
    return at


def _mid_screen() -> Record:
    """Somebody in the middle of the red-flag questions."""
    talk = SimulatedConversation(engine(), settled().now)
    talk.send(Command("start"))
    _answer_until(talk, "screening")
    return talk.record


def _in_session(home: Record) -> Record:
    """Somebody who looks at an exercise."""
    talk = SimulatedConversation(engine(), (home.wake_at or 0.0) - DAY_S / 2)
    talk.record = home
    talk.send(Command("today"))
    _answer_until(talk, "exercise")
    return talk.record


def _answer_until(talk: SimulatedConversation, flow: str) -> None:
    for _ in range(FIRST_ANSWERS_MAX):
        if talk.run.flow == flow:
            return
        options = talk.options()
        calm = next((o for o in ("agree", "no", "usual", "none_of_these") if o in options), "")
        if talk.ask.kind.several:
            talk.press("none_of_these")
        elif options:
            talk.press(calm or options[0])
        else:
            talk.send(Typed("5 weeks" if "weeks" in talk.run.state else "45"))
    raise AssertionError(f"{flow} was not reached, stands at {talk.run.flow}.{talk.run.state}")


def base(kind: str, chat: Chat) -> Record:
    """The record of a person of a kind, at an address of their own."""
    where = chat.address
    return replace(
        bases()[kind], addresses=((where.platform, where.tenant, where.user, where.chat),)
    )


def stand_before(record: Record, chat: Chat) -> bytes | None:
    """Show the open question in a chat, as an earlier world did; gives the store's note of it."""
    top = record.conversation.top
    ask = engine().node(top) if top else None
    if top is None or not top.token or not isinstance(ask, Ask):
        return None
    prompt = prompt_of(engine(), RunContext(record, engine().catalog, top.started, top), ask)
    shown = chat.show(plain(Bundle(chat.address, "en", (prompt,)), "question"))
    return DeliveredPrompts().shown(chat.address.platform, top.token, str(shown)).encode()


class Actor:
    """Somebody who presses, types, blocks, comes back, and now and then is in trouble."""

    def __init__(self, chat: Chat, platform: Platform, weather: Weather) -> None:
        self.chat, self.platform, self.weather = chat, platform, weather
        self.chance: Random = weather.chance

    async def live(self) -> None:
        """Act again and again."""
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / self.weather.climate.think_s))
            self.act()

    def come_back(self) -> None:
        """Be there when the weather is calm."""
        if self.chat.blocked:
            self.chat.blocked = False
            self._do(Reachable(yes=True))

    def act(self) -> None:
        """Do one of the things that people do."""
        draw = self.chance.random()
        if self.chat.blocked:
            if draw < 0.3:
                self.chat.blocked = False
                self._do(Reachable(yes=True))
        elif draw < 0.70:
            self._press()
        elif draw < 0.84:
            self._do(Typed(self.chance.choice(TEXTS)))
        elif draw < 0.93:
            self._do(Command(self.chance.choice(COMMANDS)))
        elif draw < 0.97:
            self._do(Typed(URGENT))
        else:
            self.chat.blocked = True
            self._do(Reachable(yes=False))

    def _press(self) -> None:
        """Tap a button, most often of the newest question; at times twice, at times an old one."""
        asked = [shown for shown in self.chat.shown if shown.message.buttons]
        if not asked:
            self._do(Command("start"))
            return
        shown = asked[-1] if self.chance.random() < 0.8 else self.chance.choice(asked[-4:])
        option = self.chance.choice(shown.message.buttons).option
        for _ in range(2 if self.chance.random() < 0.15 else 1):
            self.platform.submit(self.chat, Pressed(shown.message.token, option), shown)

    def _do(self, event: Typed | Command | Reachable) -> None:
        self.platform.submit(self.chat, event, self.chat.last)
