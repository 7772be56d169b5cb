"""A loop whose clock stands until a test moves it: stalls and limits of time without waiting."""

import asyncio

import pytest

SETTLE_TURNS = 20
"""Iterations of the loop in which all that became due is done."""


class StalledClock:
    """The clock of the running loop: it stands, and a test sets it forward as a stall would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        loop, self.ahead_s = asyncio.get_running_loop(), 0.0
        began = loop.time()
        monkeypatch.setattr(loop, "time", lambda: began + self.ahead_s)

    async def stall(self, seconds: float) -> None:
        """Let so many seconds pass at once, and the loop do what is due then."""
        self.ahead_s += seconds
        for _ in range(SETTLE_TURNS):
            await asyncio.sleep(0)
