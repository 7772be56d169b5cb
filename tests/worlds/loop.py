"""An event loop whose clock jumps to the next timer and whose ready queue is shuffled by a seed."""

import asyncio
from collections import deque
from heapq import heappop
from random import Random
from selectors import SelectorKey, SelectSelector


class Stuck(Exception):
    """Nothing is ready, no timer is set: the world would stand still for ever."""


class _Waiting(SelectSelector):
    """Waits by moving the clock; nothing in a world comes from outside of it."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None:
            raise Stuck
        self.now += max(timeout, 0.0)
        return []


class _Shuffled(deque[asyncio.Handle]):
    """Gives out any of what is ready, not the oldest."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance

    def popleft(self) -> asyncio.Handle:
        if len(self) > 1:
            self.rotate(-int(self._chance.random() * len(self)))
        return super().popleft()


class VirtualLoop(asyncio.SelectorEventLoop):
    """The same seed gives the same order of events; time costs nothing."""

    def __init__(self, chance: Random) -> None:
        self._waiting = _Waiting()
        super().__init__(self._waiting)
        self._ready = _Shuffled(chance)

    def time(self) -> float:
        """Give the seconds since the world began."""
        return self._waiting.now

    def _run_once(self) -> None:
        """Run what is ready, as asyncio's own loop does, without sockets to look at."""
        timers, ready = self._scheduled, self._ready
        while timers and timers[0]._cancelled:
            heappop(timers)._scheduled = False
        if not ready and not self._stopping:
            if not timers:
                raise Stuck
            self._waiting.now = max(self._waiting.now, timers[0]._when)
        now = self._waiting.now
        while timers and timers[0]._when <= now:
            timer = heappop(timers)
            timer._scheduled = False
            ready.append(timer)
        for _ in range(len(ready)):
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()
