"""The pace, on a clock that costs no time."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import cast

import pytest

from bot.adapters.telegram.pacing import WAIT_S_MAX, Pacer, SharedBudget
from bot.core.ports import Grant, Sends
from bot.errors import Paused, StoreUnavailable
from tests.bot.telegram.fake_time import FakeTime

pytestmark = pytest.mark.asyncio


async def _timed(time: FakeTime, pacer: Pacer, chat: str, *, urgent: bool = False) -> float:
    await pacer.turn(chat, urgent=urgent)
    return time.now()


async def test_one_message_a_second_to_a_chat() -> None:
    """Four messages to one chat leave at 0, 1, 2 and 3 seconds."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep)
    sends = [asyncio.create_task(_timed(time, pacer, "7")) for _ in range(4)]
    await time.run()
    assert [round(task.result(), 2) for task in sends] == [0, 1, 2, 3]


async def test_thirty_messages_a_second_in_all() -> None:
    """A hundred chats at once: no window of a second holds more than thirty sends."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep)
    sends = [asyncio.create_task(_timed(time, pacer, f"{i}")) for i in range(100)]
    await time.run()
    times = sorted(task.result() for task in sends)
    most = max(sum(start <= t < start + 1 for t in times) for start in times)
    assert most <= 30
    assert times[-1] < 4.5


async def test_h8_a_referral_goes_before_everything_that_waits() -> None:
    """With a hundred waiting, a referral that comes last is the next to leave."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep)
    order: list[str] = []

    async def send(name: str, *, urgent: bool = False) -> None:
        await pacer.turn(name, urgent=urgent)
        order.append(name)

    tasks = [asyncio.create_task(send(f"{i}")) for i in range(100)]
    await time.run(until=1.0)
    before = len(order)
    tasks.append(asyncio.create_task(send("referral", urgent=True)))
    await time.run()
    assert order.index("referral") == before
    assert Counter(order) == Counter([*(f"{i}" for i in range(100)), "referral"])
    assert all(task.done() for task in tasks)


async def test_an_edit_does_not_wait_for_its_chat() -> None:
    """The choice is shown at once, and the next question a second after the last message."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep)
    await pacer.turn("7")
    await pacer.turn("7", spaced=False)
    assert time.now() == 0
    last = asyncio.create_task(_timed(time, pacer, "7"))
    await time.run()
    assert last.result() == 1


async def test_a_long_wait_is_given_back() -> None:
    """Rather than hold a lease, a delivery that would wait long says how long; urgent ones wait."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep)
    tasks = [asyncio.create_task(pacer.turn(f"{i}")) for i in range(131)]
    await asyncio.sleep(0)
    with pytest.raises(Paused) as paused:
        await pacer.turn("late")
    assert paused.value.seconds > WAIT_S_MAX
    urgent = asyncio.create_task(pacer.turn("urgent", urgent=True))
    await time.run()
    assert urgent.done()
    assert all(task.exception() is None for task in tasks)


async def test_a_cancelled_wait_leaves_no_trace() -> None:
    """Whoever gives up leaves the queue, and the others go on."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep)
    await pacer.turn("7")
    waiting = asyncio.create_task(pacer.turn("7"))
    other = asyncio.create_task(_timed(time, pacer, "7"))
    await asyncio.sleep(0)
    waiting.cancel()
    await time.run()
    assert waiting.cancelled()
    assert other.result() == 1


class Shared:
    """The store's side of a shared budget, with given answers."""

    def __init__(self, *answers: Grant | StoreUnavailable) -> None:
        self.answers = list(answers)
        self.blocked: list[float] = []

    async def take_budget(self, _bot: str, _want: int, _most: int) -> Grant:
        answer = self.answers.pop(0)
        if isinstance(answer, StoreUnavailable):
            raise answer
        return answer

    async def block_bot(self, _bot: str, seconds: float) -> None:
        self.blocked.append(seconds)


async def test_what_other_processes_spent_is_waited_for() -> None:
    """A slice is used up before the next is asked for; a long silence is given back."""
    time = FakeTime()
    store = Shared(Grant(2), Grant(0, 0.5), Grant(1), Grant(0, 60.0))
    pacer = Pacer(time.now, time.sleep, SharedBudget(cast("Sends", store), time.now))
    await pacer.turn("1")
    await pacer.turn("2")
    third = asyncio.create_task(_timed(time, pacer, "3"))
    await time.run()
    assert third.result() == 0.5
    with pytest.raises(Paused):
        await pacer.turn("4")
    assert store.answers == []


async def test_without_the_database_urgent_signs_can_still_be_said() -> None:
    """A silent store does not silence the bot."""
    time = FakeTime()
    budget = SharedBudget(cast("Sends", Shared(StoreUnavailable())), time.now)
    pacer = Pacer(time.now, time.sleep, budget)
    await pacer.turn("1", urgent=True)
    assert time.now() == 0
