"""The sends that all processes of a bot share, leased from the store in slices of a second."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.adapters.telegram.pacing import PER_SECOND_MAX
from bot.errors import StoreUnavailable
from bot.ports import Sends

SLICE_SENDS = 5
SLICE_S = 1.0
BOT = "telegram"


class SharedBudget:
    """A pacing budget behind which the store stands (DECISIONS 5).

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
