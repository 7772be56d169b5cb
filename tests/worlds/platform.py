"""A chat platform: it shows messages, loses answers, asks to wait, and delivers updates twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.core.messages import Address, Inbound, Message, Receipt
from bot.errors import Paused, PoisedError, Unknown, Unreachable
from bot.store.keys import person_id
from flows.engine.events import AnyEvent, Typed
from tests.worlds.history import Acknowledged, Arrived, Failed, History, Started, Unwritten
from tests.worlds.truth import stamp
from tests.worlds.weather import Weather

if TYPE_CHECKING:
    from tests.worlds.process import Process

LIFELINE = "urgent-signs"
"""The one thing that is said without a turn: the database is silent (decision 13)."""
REPLY_MOST_S = 10.0
"""How long the platform waits for the answer to an update."""


class Shown(Struct):
    """A message in a chat."""

    id: int
    message: Message
    seq: int = 0
    """Of its outbox entry; 0 for what no outbox held."""


class Update(Struct, frozen=True):
    """Something a person did, and the question that they saw when they did it."""

    inbound: Inbound
    question: str
    seen: int = 0
    """The outbox entry that the question came in."""


class Chat:
    """One person's chat."""

    def __init__(self, user: str) -> None:
        self.address = Address("world", "", user, user)
        self.shown: list[Shown] = []
        self.count = 0
        self.blocked = False

    def next_id(self) -> int:
        """Number the next message of the chat, whoever writes it."""
        self.count += 1
        return self.count

    @property
    def last(self) -> Shown:
        """The question that stands last in the chat."""
        asked = (shown for shown in reversed(self.shown) if shown.message.token)
        return next(asked, Shown(0, Message("question")))

    def show(self, message: Message, seq: int = 0) -> int:
        """Show a message, or a new drawing of one."""
        if message.edits and message.redraw:
            for shown in self.shown:
                if str(shown.id) == message.edits:
                    shown.message, shown.seq = message, seq
                    return shown.id
        self.shown.append(Shown(self.next_id(), message, seq))
        return self.shown[-1].id


class Platform:
    """Carries messages to people and updates to whichever process answers."""

    def __init__(
        self, weather: Weather, history: History, now: Callable[[], float], pepper: bytes
    ) -> None:
        self.chats: dict[str, Chat] = {}
        self.updates: dict[str, Update] = {}
        self.waiting = 0
        self.pick: Callable[[], Process | None] = lambda: None
        self._weather, self._history, self._now, self._pepper = weather, history, now, pepper

    # --- to people ------------------------------------------------------------------------
    async def post(self, process: Process, address: Address, message: Message) -> Receipt:
        """Show a message, or fail as platforms do. Raises NotDelivered."""
        known = stamp(address)
        where = (self._weather.now(), process.name, *known) if known else None
        if where:
            self._history.add(Started(*where, now=self._now()))
        elif message.text != LIFELINE:
            self._history.add(Unwritten(self._weather.now(), address.user, message.text))
        try:
            await process.at(f"send {message.kind} before")
            shown = self._show(process, address, message)
            await process.at(f"send {message.kind} after")
            await process.frozen()
            if self._weather.draw(self._weather.climate.reset):
                raise Unknown("reset after the answer")  # noqa: TRY301
        except (Paused, Unknown, Unreachable) as error:
            if where:
                self._history.add(Failed(*where, why=type(error).__name__))
            raise
        return Receipt(str(shown))

    def _show(self, process: Process, address: Address, message: Message) -> int:
        climate, chat = self._weather.climate, self.chats[address.user]
        if chat.blocked:
            raise Unreachable("blocked")
        if self._weather.draw(climate.wait):
            raise Paused(self._weather.chance.uniform(1, climate.wait_s))
        if self._weather.draw(climate.broken):
            raise Unknown("5xx")
        known = stamp(address)
        if known:
            self._history.add(Arrived(self._weather.now(), process.name, *known))
        return chat.show(message, known[1] if known else 0)

    # --- from people ----------------------------------------------------------------------
    def submit(self, chat: Chat, event: AnyEvent, shown: Shown) -> None:
        """Carry what a person did to us until it is acknowledged, at times twice."""
        sent = str(chat.next_id()) if isinstance(event, Typed) else ""
        name = f"world||{len(self.updates)}"
        update = Update(
            Inbound(name, chat.address, event, sent=sent), shown.message.notice, shown.seq
        )
        self.updates[name] = update
        times = 2 if self._weather.draw(self._weather.climate.duplicate) else 1
        for _ in range(times):
            self.waiting += 1
            asyncio.get_running_loop().create_task(self._carry(update))

    async def _carry(self, update: Update) -> None:
        while not await self._try(update):  # noqa: ASYNC110
            await asyncio.sleep(self._weather.chance.uniform(0.5, 2))
        address = update.inbound.address
        person = person_id(self._pepper, address.platform, address.tenant, address.user)
        self._history.add(Acknowledged(self._weather.now(), person, update.inbound.id))
        self.waiting -= 1

    async def _try(self, update: Update) -> bool:
        await asyncio.sleep(self._weather.trip_s())
        process = self.pick()
        if process is None:
            return False
        task = process.take(update.inbound)
        await asyncio.wait((task,), timeout=REPLY_MOST_S)
        if not task.done() or task.cancelled():
            return False
        error = task.exception()
        if error is not None and not isinstance(error, PoisedError):
            raise error
        return error is None and not self._weather.draw(0.02)
