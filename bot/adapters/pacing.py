"""Pacing: how long to wait before the next message, per chat and for the whole bot.

Nothing sleeps here; the clock is an argument (monotonic seconds).
"""

from __future__ import annotations

from collections.abc import Callable

CHATS_KEPT_MAX = 10_000


class Pacer:
    """Spaces messages out: so many seconds apart in one chat, so many a second in all."""

    def __init__(
        self, clock: Callable[[], float], *, chat_gap_s: float, overall_per_s: float | None = None
    ) -> None:
        self._clock = clock
        self._chat_gap_s = chat_gap_s
        self._gap_s = 1 / overall_per_s if overall_per_s else 0.0
        self._free: dict[str, float] = {}
        self._all_free = 0.0

    def reserve(self, chat: str) -> float:
        """Take the chat's next slot; tells how many seconds to wait for it."""
        now = self._clock()
        at = max(now, self._free.get(chat, now), self._all_free)
        self._free[chat] = at + self._chat_gap_s
        self._all_free = at + self._gap_s if self._gap_s else self._all_free
        self._forget(now)
        return at - now

    def busy_s(self, chat: str) -> float:
        """How many seconds the chat is not to be written to; takes no slot."""
        now = self._clock()
        return max(self._free.get(chat, now), self._all_free, now) - now

    def hold(self, chat: str, seconds: float) -> None:
        """Obey a platform that asks to wait in one chat."""
        self._free[chat] = max(self._free.get(chat, 0.0), self._clock() + seconds)

    def hold_all(self, seconds: float) -> None:
        """Obey a platform that asks the whole bot to wait."""
        self._all_free = max(self._all_free, self._clock() + seconds)

    def _forget(self, now: float) -> None:
        """Drop chats whose slot has passed, so that memory stays bounded."""
        if len(self._free) > CHATS_KEPT_MAX:
            self._free = {chat: at for chat, at in self._free.items() if at > now}
