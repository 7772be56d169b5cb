"""Updates by long polling: the offset moves only after the intake, and nobody waits for another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

import msgspec
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.adapters.http_limits import BadRequest
from bot.adapters.telegram.client import Client, Flooded
from bot.adapters.telegram.config import TelegramConfig
from bot.adapters.telegram.incoming import ALLOWED_UPDATES, UpdateIntake
from bot.core.messages import Inbound
from bot.core.ports import Intake, Translations
from bot.errors import Misconfigured, PoisedError

log = logging.getLogger(__name__)
T = TypeVar("T")

LONG_POLL_S = 25
BATCH_MAX = 100
BACK_OFF_S_MIN, BACK_OFF_S_MAX = 0.5, 30.0
CLOSE_S_MAX = 4.0
LOOK_AGAIN_S = 1.0
"""How long to wait for those under way before looking for updates of others."""


class Stopping(PoisedError):
    """The process stops; the update stays with Telegram."""


class UpdateWindow:
    """Which updates are under way, and how far everything before is done."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._done: set[int] = set()

    @property
    def offset(self) -> int | None:
        """The first update that is still wanted.

        None after all was confirmed: ids may start again anywhere after a quiet week.
        """
        if self._open:
            return min(self._open)
        return max(self._done) + 1 if self._done else None

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._open)

    def fresh(self, numbers: Iterable[int]) -> list[int]:
        """Open those not seen yet, oldest first."""
        new = sorted(set(numbers) - self._open - self._done)
        self._open.update(new)
        return new

    def finish(self, number: int) -> None:
        """Close one that the intake took, or that nobody can use."""
        self._open.discard(number)
        self._done.add(number)

    def confirmed(self, offset: int | None) -> None:
        """Forget what Telegram has forgotten."""
        self._done = {number for number in self._done if offset is not None and number >= offset}


class Patient:
    """An intake that asks again until it is heard; the person's next updates wait behind."""

    def __init__(self, intake: Intake, stop: asyncio.Event) -> None:
        self._intake, self._stop = intake, stop

    async def __call__(self, inbound: Inbound) -> None:
        """Hand one update over. Raises Stopping when the process stops."""
        pause = BACK_OFF_S_MIN
        while not self._stop.is_set():
            try:
                return await self._intake(inbound)
            except Exception as error:  # noqa: BLE001  (whatever it was, the update is not lost)
                log.warning("update not taken: %s", type(error).__name__)
            await _stopped(self._stop, pause)
            pause = min(pause * 2, BACK_OFF_S_MAX)
        raise Stopping


class Poller:
    """One long poll after another, and the updates it brought."""

    def __init__(self, updates: UpdateIntake, client: Client, stop: asyncio.Event) -> None:
        self._updates, self._client, self._stop = updates, client, stop
        self._window = UpdateWindow()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Poll until told to stop, then confirm what was taken."""
        pause = BACK_OFF_S_MIN
        while not self._stop.is_set():
            try:
                await self._once()
                pause = BACK_OFF_S_MIN
            except TelegramError as problem:
                _refuse(problem)
                wait = problem.seconds if isinstance(problem, Flooded) else pause
                log.warning("no updates: %s", type(problem).__name__)
                await _stopped(self._stop, wait)
                pause = min(pause * 2, BACK_OFF_S_MAX)

    async def close(self) -> None:
        """Let those under way come to their end, and move the offset behind them."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_S_MAX)
        if self._window.offset is not None:
            with suppress(TelegramError):
                await self._fetch(self._window.offset, seconds=0, most=1)

    async def _once(self) -> None:
        offset = self._window.offset
        updates = await _unless(self._stop, self._fetch(offset, LONG_POLL_S, BATCH_MAX))
        if updates is None:
            return
        self._window.confirmed(offset)
        fresh = self._window.fresh(updates)
        for number in fresh:
            self._start(number, updates[number])
        if not fresh and self._window.busy:
            await asyncio.wait(self._tasks, timeout=LOOK_AGAIN_S, return_when="FIRST_COMPLETED")

    async def _fetch(self, offset: int | None, seconds: int, most: int) -> dict[int, Any]:
        wanted: dict[str, Any] = {"limit": most, "allowed_updates": list(ALLOWED_UPDATES)}
        if offset is not None:
            wanted["offset"] = offset
        return await self._client.raw_updates(seconds, **wanted)

    def _start(self, number: int, update: Any) -> None:
        task = asyncio.create_task(self._take(number, update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take(self, number: int, update: Any) -> None:
        try:
            await self._updates.take(msgspec.json.encode(update))
        except Stopping:
            return
        except (BadRequest, ValueError):
            log.warning("update not usable")
        self._window.finish(number)


async def poll(
    config: TelegramConfig, intake: Intake, words: Translations, client: Client, stop: asyncio.Event
) -> None:
    """Take updates by long polling until `stop`. Raises Misconfigured."""
    updates = UpdateIntake(config, Patient(intake, stop), words, client)
    poller = Poller(updates, client, stop)
    try:
        await poller.run()
    finally:
        await poller.close()
        await updates.close()


def _refuse(problem: TelegramError) -> None:
    """Stop where waiting cannot help."""
    if isinstance(problem, InvalidToken):
        raise Misconfigured("TELEGRAM_TOKEN", "Telegram does not know it") from None
    if isinstance(problem, Conflict) and "webhook" in str(problem).lower():
        mend = "a webhook is set; remove it with: poised telegram setup --polling"
        raise Misconfigured("TELEGRAM_MODE", mend) from None


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Wait, but not when the process stops."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


async def _unless(stop: asyncio.Event, work: Awaitable[T]) -> T | None:
    """The result of some work, or None when the process stops before."""
    task, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopping}, return_when="FIRST_COMPLETED")
    stopping.cancel()
    if task.done():
        return task.result()
    task.cancel()
    return None
