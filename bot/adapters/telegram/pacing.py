"""When a message may leave: one a second to a chat, thirty a second in all, referrals first."""

from __future__ import annotations

import asyncio
import itertools
import time
from bisect import bisect_left, insort
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.ports import Sends
from bot.errors import Paused, StoreUnavailable

CHAT_INTERVAL_S = 1.0
PER_SECOND_MAX = 30.0
BURST_SHARE = 1 / 6
"""Part of a second's sends that may leave at once; the rest is spread, so that no second ever
holds more than the limit."""
WAIT_S_MAX = 5.0
"""Longest wait inside one delivery; more is given back as Paused, so that no lease runs out."""
CHATS_KEPT_MAX = 10_000
TICK_S = 0.001


class Budget(Protocol):
    """What all processes of a bot share (decision 5); the store can stand behind it."""

    async def take(self) -> float:
        """Take one send; seconds to wait first, 0 when it was taken."""
        ...

    async def block(self, seconds: float) -> None:
        """Tell the other processes that the whole bot must be silent."""
        ...


@dataclass(order=True, slots=True)
class _Waiter:
    """Someone in the queue: referrals before the rest, then first come first served."""

    normal: bool
    number: int
    chat: str = field(compare=False)
    go: bool = field(compare=False, default=False)


class Pacer:
    """Per-chat and per-bot pace of one process, and the silences that Telegram asked for."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        budget: Budget | None = None,
        chat_interval_s: float = CHAT_INTERVAL_S,
        per_second: float = PER_SECOND_MAX,
    ) -> None:
        self._now, self._sleep, self._budget = now, sleep, budget
        self._interval_s = chat_interval_s
        self._numbers = itertools.count()
        self._waiting: list[_Waiter] = []
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._burst = max(per_second * BURST_SHARE, 1.0)
        self._rate = per_second - self._burst
        self._tokens, self._filled = self._burst, now()

    def wait_s(self, chat: str) -> float:
        """Seconds until the next message to a chat, as far as its own pace goes."""
        return max(self._next.get(chat, 0.0) - self._now(), 0.0)

    def silent(self, chat: str) -> bool:
        """Whether Telegram asked for silence, in this chat or everywhere."""
        return self._silence(chat) > self._now()

    async def turn(self, chat: str, *, urgent: bool = False, spaced: bool = True) -> None:
        """Wait for the right to make one call; an edit is not `spaced` from the message before.

        Raises Paused where the wait would be long.
        """
        self._refuse_silence(chat)
        self._refuse_long(0.0 if urgent else len(self._waiting) / self._rate)
        self._refuse_long(self.wait_s(chat) if spaced else 0.0)
        waiter = _Waiter(not urgent, next(self._numbers), chat if spaced else "")
        insort(self._waiting, waiter)
        try:
            while not self._granted(waiter):
                await self._sleep(max(self._delay(waiter), TICK_S))
        finally:
            if not waiter.go:
                self._waiting.remove(waiter)
        while self._budget and (wait := await self._budget.take()) > 0:
            self._refuse_long(wait)
            await self._sleep(wait)

    async def hold(self, chat: str, seconds: float) -> Paused:
        """Take note of a 429. A second chat that is told to wait means that the bot must."""
        now = self._now()
        others = [until for held, until in self._held.items() if until > now and held != chat]
        self._held = {held: until for held, until in self._held.items() if until > now}
        self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)
        if not others:
            return Paused(seconds)
        self._held[""] = max(*others, self._held[chat])
        if self._budget:
            await self._budget.block(self._held[""] - now)
        return Paused(self._held[""] - now, everyone=True)

    def _silence(self, chat: str) -> float:
        return max(self._held.get(chat, 0.0), self._held.get("", 0.0))

    def _refuse_silence(self, chat: str) -> None:
        if self.silent(chat):
            silence = self._silence(chat)
            raise Paused(silence - self._now(), everyone=self._held.get("", 0.0) >= silence)

    def _refuse_long(self, wait_s: float) -> None:
        if wait_s > WAIT_S_MAX:
            raise Paused(wait_s)

    def _granted(self, waiter: _Waiter) -> bool:
        """Hand out what may leave now, in the order of the queue."""
        now = self._now()
        elapsed = max(now - self._filled, 0.0)
        self._tokens = min(self._tokens + elapsed * self._rate, self._burst)
        self._filled = now
        for other in tuple(self._waiting):
            if self._tokens < 1:
                break
            if self._next.get(other.chat, 0.0) <= now:
                self._let_go(other, now)
        return waiter.go

    def _let_go(self, waiter: _Waiter, now: float) -> None:
        waiter.go = True
        self._waiting.remove(waiter)
        self._tokens -= 1
        if waiter.chat:
            self._next[waiter.chat] = now + self._interval_s
            if len(self._next) > CHATS_KEPT_MAX:
                self._next = {chat: at for chat, at in self._next.items() if at > now}

    def _delay(self, waiter: _Waiter) -> float:
        """The least time until it can be this one's turn."""
        ahead = bisect_left(self._waiting, waiter)
        bot = (ahead + 1 - self._tokens) / self._rate
        return max(self._next.get(waiter.chat, 0.0) - self._now(), bot)


SLICE_SENDS = 5
SLICE_S = 1.0
BOT = "telegram"


class SharedBudget:
    """A pacing budget behind which the store stands (decision 5).

    Without the database every process goes on at its own pace: urgent signs must still be said.
    """

    def __init__(
        self,
        store: Sends,
        now: Callable[[], float] = time.monotonic,
        per_second: float = PER_SECOND_MAX,
    ) -> None:
        self._store, self._now, self._most = store, now, int(per_second)
        self._left, self._until = 0, 0.0

    async def take(self) -> float:
        """Take one send; seconds to wait first, 0 when it was taken."""
        if self._left == 0 or self._now() >= self._until:
            try:
                grant = await self._store.take_budget(BOT, SLICE_SENDS, self._most)
            except StoreUnavailable:
                return 0.0
            if not grant.sends:
                return grant.wait_s
            self._left, self._until = grant.sends, self._now() + SLICE_S
        self._left -= 1
        return 0.0

    async def block(self, seconds: float) -> None:
        """Tell the other processes that the whole bot must be silent."""
        try:
            await self._store.block_bot(BOT, seconds)
        except StoreUnavailable:
            return
