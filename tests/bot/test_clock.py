"""The clock: everybody who is due, nobody twice, and a silent database is waited for."""

import asyncio
from types import SimpleNamespace

import pytest

from bot.core.clock import Clock, SetTime, ShiftedTime
from bot.core.ports import PersonId
from bot.errors import StoreUnavailable
from flows.engine.events import Typed
from tests.bot.world import World
from tests.waits import HANG_S


async def test_d9_a_person_is_woken_once_when_due() -> None:
    """The follow-up of what was heard comes a day later, once."""
    world = World()
    await world.get(Typed("I have chest pain and cannot breathe"))
    world.channel.sent.clear()
    await world.wait(24 * 3600.0 + 60)
    asked = sum("Have you been seen" in message.text for message in world.channel.sent)
    await world.wait(60.0)
    assert asked == 1
    assert sum("Have you been seen" in message.text for message in world.channel.sent) == 1


async def test_d10_nobody_is_due_before_their_time() -> None:
    """A round over an idle world runs nobody."""
    world = World()
    await world.get(Typed("hello"))
    assert await world.app.clock.round() == 0


async def test_d11_a_silent_database_does_not_end_the_clock() -> None:
    """It goes on with the next round, and stops when it is told to."""
    rounds = []

    class Store:
        async def claim_due(self, shard: int, *_: object) -> list[PersonId]:
            if shard == 0:
                rounds.append(shard)
                clock.stop()
                raise StoreUnavailable
            return []

    async def run(_: PersonId) -> None:
        raise AssertionError("nobody is due")

    clock = Clock(Store(), run, SetTime(0.0))  # type: ignore[arg-type]
    await asyncio.wait_for(clock.serve(), HANG_S)
    assert rounds == [0]


def test_travelling_moves_the_clock_forward_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """:tomorrow adds to the machine's own time."""
    monkeypatch.setattr("bot.core.clock.time", SimpleNamespace(time=lambda: 5.0))
    time = ShiftedTime(start=1000.0)
    time.travel(3600.0)
    assert time.now() == 4600.0
