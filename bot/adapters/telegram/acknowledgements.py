"""What is answered without the engine and without any state: button spinners, and groups."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine

from telegram import Bot
from telegram.error import TelegramError

from bot.adapters.telegram.incoming import FROM_GROUP, ParsedUpdate
from bot.adapters.telegram.lru import LRU
from bot.adapters.telegram.texts import Texts, spoken

log = logging.getLogger(__name__)

GROUP_INTERVAL_S = 60.0
"""A group hears the neutral line once, then not again for this long."""
CLOSE_S_MAX = 1.0
TOAST_CHARS_MAX = 200


class Acknowledgements:
    """Answers every button press at once and once, and a group with one neutral line."""

    def __init__(self, bot: Bot, texts: Texts, now: Callable[[], float] = time.monotonic) -> None:
        self._bot, self._texts, self._now = bot, texts, now
        self._answered: LRU[str, bool] = LRU()
        self._invited: LRU[int, float] = LRU()
        self._tasks: set[asyncio.Task[None]] = set()

    def show(self, reading: ParsedUpdate) -> None:
        """Start what a reading asks for; nobody waits for it."""
        if reading.callback and reading.callback not in self._answered:
            self._answered.keep(reading.callback, True)
            self._start(self._answer(reading))
        if reading.group is not None and self._may_invite(reading.group):
            self._start(self._invite(reading.group, reading.language))

    async def close(self) -> None:
        """Let what was started come to its end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_S_MAX)

    async def _answer(self, reading: ParsedUpdate) -> None:
        toast = spoken(self._texts, reading.language)("telegram-expired") if reading.expired else ""
        await self._bot.answer_callback_query(
            reading.callback, text=toast[:TOAST_CHARS_MAX] or None
        )

    async def _invite(self, chat: int, language: str) -> None:
        me = await self._bot.get_me()
        link = f"https://t.me/{me.username}?start={FROM_GROUP}"
        line = spoken(self._texts, language)("telegram-group", link=link)
        await self._bot.send_message(chat, line)

    def _may_invite(self, chat: int) -> bool:
        now = self._now()
        if now - self._invited.get(chat, -GROUP_INTERVAL_S) < GROUP_INTERVAL_S:
            return False
        self._invited.keep(chat, now)
        return True

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(_unheard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _unheard(work: Coroutine[None, None, None]) -> None:
    """A courtesy that fails is only noted."""
    try:
        await work
    except (TelegramError, AttributeError, KeyError, TypeError, ValueError) as problem:
        log.info("courtesy not shown: %s", type(problem).__name__)
