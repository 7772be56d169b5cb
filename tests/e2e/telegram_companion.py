"""The whole application behind the stand-in, and a person who answers whatever is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.config import Mode
from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.store.memory import MemoryStore
from tests.e2e.telegram_driver import config_for, connected
from tests.standins.telegram import TelegramServer
from tests.standins.telegram_people import Person

PEPPER = b"p" * 32
MONDAY_MORNING = 1_794_906_000.0
"""2026-11-17 09:00 UTC."""
ANSWERS_MAX = 150
TYPED = {"How old are you": "44", "most like to do again": "carry my shopping"}
PREFERRED = ("I agree", "None of these", "Nothing new", "Done", "No", "3", "Fine")
"""Buttons that lead on without a warning sign; else the first one is pressed."""


@dataclass
class Companion:
    """One person in a conversation with the application."""

    server: TelegramServer
    app: App
    time: SetTime
    person: Person
    asked: list[str] = field(default_factory=list)

    async def says(self, text: str) -> None:
        """Write something, and wait for all that follows."""
        await self.person.says(text)
        await self.settle()

    async def presses(self, label: str) -> None:
        """Press a button, and wait for all that follows."""
        await self.person.presses(label)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the update is taken and the answer is sent."""
        await self.server.settled()
        await self.app.runner.idle()

    async def answers_until(self, words: str) -> None:
        """Answer question after question until some words stand in the newest message."""
        for _ in range(ANSWERS_MAX):
            last = self.person.last
            if words in last.text:
                return
            self.asked.append(last.text)
            typed = next((reply for asked, reply in TYPED.items() if asked in last.text), None)
            if typed:
                await self.says(typed)
            else:
                labels = list(last.buttons)
                assert labels, f"nothing to press below:\n{last.text}"
                await self.presses(next((p for p in PREFERRED if p in labels), labels[0]))
        raise AssertionError(f"{words!r} was never said; last: {self.person.last.text}")

    async def sleeps(self, seconds: float) -> None:
        """Let time pass, with whatever it brings."""
        self.time.at += seconds
        await self.app.clock.round()
        await self.app.runner.idle()


@asynccontextmanager
async def companion(
    server: TelegramServer, mode: Mode, user: int = 7, store: MemoryStore | None = None
) -> AsyncIterator[Companion]:
    """Start the application on a clock that stands still, in one of the two modes."""
    time, channel = SetTime(MONDAY_MORNING), TelegramChannel(config_for(server))
    app = assemble(store or MemoryStore(), PEPPER, {channel.platform: channel}, time)
    try:
        async with connected(server, mode, app.runner, channel):
            yield Companion(server, app, time, server.person(user))
    finally:
        await channel.close()
