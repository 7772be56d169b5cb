"""What goes wrong in a world, and when: every decision is drawn from the seed."""

import asyncio
from collections.abc import Callable
from random import Random

from msgspec import Struct

from tests.worlds.history import Fault, History


class Climate(Struct, frozen=True):
    """How often things go wrong. Shares of calls; times in seconds."""

    latency_s: float = 0.04
    """A network trip takes up to this; one in ten takes up to ten times as long."""
    lost_reply: float = 0.02
    """The database did it, and the answer was lost."""
    wait: float = 0.06
    """429."""
    wait_s: float = 12.0
    broken: float = 0.05
    """5xx, or a reset before the platform did it."""
    reset: float = 0.05
    """The platform did it, and the answer was lost."""
    duplicate: float = 0.15
    crash_every_s: float = 6.0
    stall_every_s: float = 20.0
    stall_s: float = 26.0
    silent_every_s: float = 20.0
    silent_s: float = 5.0
    think_s: float = 2.5
    """Mean time between two things that somebody does."""
    jumps_s: tuple[float, ...] = ()


class Weather:
    """Draws faults until it is calm."""

    def __init__(self, climate: Climate, chance: Random, history: History) -> None:
        self.climate = climate
        self.chance = chance
        self.history = history
        self.calm = False
        self.silent_until = 0.0

    def now(self) -> float:
        """Seconds since the world began."""
        return asyncio.get_running_loop().time()

    def draw(self, share: float) -> bool:
        """Whether something goes wrong this time."""
        return not self.calm and self.chance.random() < share

    def trip_s(self) -> float:
        """How long a message takes from one machine to another."""
        longest = self.climate.latency_s * (10 if self.draw(0.1) else 1)
        return self.chance.random() * longest

    def note(self, what: str, whom: str = "") -> None:
        """Write a fault down."""
        self.history.add(Fault(self.now(), what, whom))

    @property
    def silent(self) -> bool:
        """Whether the database is silent."""
        return self.now() < self.silent_until and not self.calm

    async def brew(self, every_s: float, strike: Callable[[], None]) -> None:
        """Let something strike again and again, until it is calm."""
        while not self.calm:
            await asyncio.sleep(self.chance.expovariate(1 / every_s))
            if not self.calm:
                strike()

    def silence(self) -> None:
        """Let the database be silent for a while."""
        self.silent_until = self.now() + self.chance.uniform(0.2, 1) * self.climate.silent_s
        self.note("silent")
