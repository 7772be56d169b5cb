"""`poised chat`: one person, one terminal, a private database, and a clock that can travel."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator

from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from bot.adapters.console import ConsoleChannel, Keyboard, inbound
from bot.adapters.registry import PREFIXES, SETTINGS
from bot.app import App, running
from bot.core.clock import ShiftedTime
from bot.errors import StoreUnavailable
from bot.settings import Settings, environment, refuse_unknown
from flows.engine.events import Command

HOUR_S = 3600
UNITS_S = {"m": 60, "h": HOUR_S, "d": 24 * HOUR_S}
TRAVEL = re.compile(r":in\s+(\d{1,4})\s*([mhd])$")
MORNING_HOUR = 9
LATE_ROUND_S, LATE_ROUNDS_MAX = 1.0, 30
"""How long an answer is waited for: longer than a send lease."""
HELP = """Type an answer, its number, or a command such as /help, /today, /urgent.
:tomorrow   travel to tomorrow morning      :in 3h   travel some hours (m, h, d)
:quit       leave (everything is kept)"""
SILENT = "The database does not answer, so this was not taken. Please type it again in a moment."


async def chat(settings: Settings, name: str) -> None:
    """Talk until the person leaves; a pipe is read line by line and answered in plain text."""
    refuse_unknown(environment(*PREFIXES), SETTINGS)
    console = Console(highlight=False)
    channel = ConsoleChannel(console)
    time = ShiftedTime()
    async with running(settings, {channel.platform: channel}, time) as app:
        talk = TerminalSession(app, channel, time, name)
        await talk.say(inbound(name, Command("start")))
        if sys.stdin.isatty():
            with patch_stdout(raw=True):
                await talk.follow(_typed(channel), live=True)
        else:
            await talk.follow(_piped(), live=False)


class TerminalSession:
    """One person at one terminal."""

    def __init__(self, app: App, channel: ConsoleChannel, time: ShiftedTime, name: str) -> None:
        self._app = app
        self._channel = channel
        self._time = time
        self._name = name

    async def follow(self, lines: AsyncIterator[str], *, live: bool) -> None:
        """Answer every line; at a terminal the clock runs beside it."""
        clock = asyncio.create_task(self._app.clock.serve()) if live else None
        try:
            async for line in lines:
                if line == ":quit":
                    return
                await self._line(line)
        finally:
            self._app.clock.stop()
            if clock:
                await clock

    async def say(self, update: object) -> None:
        """Hand an update in, and wait until the answer is said."""
        before = self._channel.printed
        try:
            await self._app.runner(update)  # type: ignore[arg-type]
            await self._app.runner.idle()
            await self._late(before)
        except StoreUnavailable:
            self._channel.console.print(SILENT)

    async def _late(self, before: int) -> None:
        """What was kept while the database died is said as soon as its send lease is over."""
        for _ in range(LATE_ROUNDS_MAX):
            if self._channel.printed > before:
                return
            await asyncio.sleep(LATE_ROUND_S)
            await self._app.clock.round()
            await self._app.runner.idle()

    async def _line(self, line: str) -> None:
        if line.startswith(":"):
            await self._travel(line)
        elif line.strip():
            await self.say(inbound(self._name, self._channel.event(line)))

    async def _travel(self, line: str) -> None:
        seconds = self._seconds(line)
        if seconds is None:
            self._channel.console.print(HELP, markup=False)
            return
        self._time.travel(seconds)
        await self._app.clock.round()
        await self._app.runner.idle()

    def _seconds(self, line: str) -> float | None:
        if line == ":tomorrow":
            day = 24 * HOUR_S
            since_midnight = self._time.now() % day
            return day - since_midnight + MORNING_HOUR * HOUR_S
        match = TRAVEL.match(line)
        return int(match[1]) * UNITS_S[match[2]] if match else None


async def _typed(channel: ConsoleChannel) -> AsyncIterator[str]:
    keyboard = Keyboard(channel)
    while (line := await keyboard.line()) is not None:
        yield line


async def _piped() -> AsyncIterator[str]:
    for line in sys.stdin:
        text = line.rstrip("\n")
        sys.stdout.write(f"> {text}\n")  # A transcript shows both sides.
        yield text
