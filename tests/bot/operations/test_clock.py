"""The clock: many hands, no more than can be sent, nobody held up by another."""

from __future__ import annotations

import asyncio

from bot.core.clock import CLAIM_MAX, HANDS, Clock, SetTime
from bot.core.ports import PersonId
from bot.store.memory import MemoryStore
from tests.bot.operations.people import FakeChannel, Told, app_on, named, planned, settle_in
from tests.flows.person import NOON_S

PEOPLE = 40


async def test_two_clocks_on_one_store_wake_everybody_once() -> None:
    """Whoever is due is reminded once, however many workers look at the same moment."""
    store, wake = MemoryStore(), planned().wake_at
    assert wake is not None and wake > NOON_S
    for number in range(PEOPLE):
        await settle_in(store, str(number))
    time, channels = SetTime(wake), [FakeChannel(), FakeChannel(), FakeChannel()]
    apps = [app_on(store, channel, time) for channel in channels]
    await asyncio.gather(*(app.clock.round() for app in apps))
    await asyncio.gather(*(app.runner.idle() for app in apps))
    for number in range(PEOPLE):
        kinds = [kind for channel in channels for kind in channel.kinds(str(number))]
        assert kinds == ["reminder"]


async def test_no_more_people_are_claimed_than_hands_can_serve() -> None:
    """While every hand is busy nobody else is claimed, so that other workers can take them."""
    store, wake = MemoryStore(), planned().wake_at
    assert wake is not None
    for number in range(HANDS * CLAIM_MAX * 2):
        await settle_in(store, str(number))
    busy, full, go = 0, asyncio.Event(), asyncio.Event()

    async def run(_: PersonId) -> None:
        nonlocal busy
        busy += 1
        if busy >= HANDS:
            full.set()
        await go.wait()

    clock = Clock(store, run, SetTime(wake))
    serving = asyncio.create_task(clock.serve())
    await full.wait()
    await asyncio.sleep(0)
    assert busy == HANDS
    assert (await store.backlog(wake)).due == HANDS * CLAIM_MAX
    clock.stop()
    go.set()
    await serving


async def test_a_person_who_fails_holds_nobody_up() -> None:
    """One person's failure is told, and everybody else is woken."""
    store, wake, meter, seen = MemoryStore(), planned().wake_at, Told(), set()
    assert wake is not None
    for number in range(PEOPLE):
        await settle_in(store, str(number))

    async def run(person: PersonId) -> None:
        seen.add(person)
        if person == named("7"):
            raise ValueError("a bug")

    await Clock(store, run, SetTime(wake), meter).round()
    assert len(seen) == PEOPLE
    assert meter.alerts == ["wake_failed"]


async def test_d16_a_stopped_clock_claims_nobody_more() -> None:
    """After stop() what runs is finished and nothing new is begun."""
    store, wake = MemoryStore(), planned().wake_at
    assert wake is not None
    for number in range(PEOPLE):
        await settle_in(store, str(number))
    ran = 0

    async def run(_: PersonId) -> None:
        nonlocal ran
        ran += 1
        clock.stop()

    clock = Clock(store, run, SetTime(wake))
    await clock.serve()
    assert ran == 1
    assert (await store.backlog(wake)).due == PEOPLE - 1


async def test_a_silent_database_is_waited_for() -> None:
    """The clock survives a database that does not answer, and counts it."""
    store, meter, silent = MemoryStore(), Told(), asyncio.Event()
    store.down = True
    meter.database_silent = lambda _: silent.set()  # type: ignore[method-assign]

    async def run(_: PersonId) -> None:
        raise AssertionError

    clock = Clock(store, run, SetTime(NOON_S), meter)
    serving = asyncio.create_task(clock.serve())
    await silent.wait()
    assert not serving.done()
    clock.stop()
    await serving
