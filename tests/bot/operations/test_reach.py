"""Unreachable and back again; referrals that a platform will not take (D8, D14)."""

from __future__ import annotations

from bot.core.clock import SetTime
from bot.core.outbox import UNREACHABLE_AGAIN_S
from bot.errors import Refused, Unreachable
from bot.store.memory import MemoryStore
from flows import record as records
from flows.engine.events import Command, Reachable, Typed
from tests.bot.operations.people import FakeChannel, Told, app_on, named, planned, settle_in, update
from tests.flows.person import NOON_S

RED = "I cannot feel it when I wipe, and my legs are weak"


async def test_d14_somebody_who_blocked_the_bot_is_tried_once_and_reminded_no_more() -> None:
    """One attempt; their record says so; two weeks later nothing else was tried."""
    store, channel, meter, wake = MemoryStore(), FakeChannel(), Told(), planned().wake_at
    assert wake is not None
    person, time = await settle_in(store, "7"), SetTime(wake)
    channel.fault = lambda _a, _m: Unreachable("blocked")
    app = app_on(store, channel, time, meter)
    await app.clock.round()
    await app.runner.idle()
    found = await store.load(person)
    assert found.record is not None
    assert records.decode(found.record).unreachable
    assert channel.tried == 1
    for _ in range(14):
        time.at += 86_400.0
        await app.clock.round()
        await app.runner.idle()
    assert channel.tried == 1


async def test_h7_a_referral_that_cannot_reach_is_told_to_operators_and_said_on_return() -> None:
    """403: one attempt, an alert, kept pending; the moment they come back it is said first."""
    store, channel, meter = MemoryStore(), FakeChannel(), Told()
    await settle_in(store, "7")
    channel.fault = lambda _a, _m: Unreachable("blocked")
    time = SetTime(NOON_S + 60)
    app = app_on(store, channel, time, meter)
    await app.runner(update("7", Typed(RED), "red"))
    await app.runner.idle()
    await app.clock.round()
    assert (channel.tried, meter.alerts) == (1, ["referral_cannot_reach"])
    assert ("none", "referred") not in meter.turns
    assert any(outcome == "referred" for _, outcome in meter.turns)
    time.at += UNREACHABLE_AGAIN_S / 2
    channel.fault = lambda _a, _m: None
    await app.runner(update("7", Reachable(yes=True), "back"))
    await app.runner.idle()
    assert channel.kinds("7")[0] == "referral"


async def test_h7_a_referral_that_the_platform_refuses_is_never_given_up() -> None:
    """400: the operators are told at every try, and the referral stays until it is taken."""
    store, channel, meter = MemoryStore(), FakeChannel(), Told()
    await settle_in(store, "7")
    channel.fault = lambda _a, m: Refused("400") if m.kind == "referral" else None
    time = SetTime(NOON_S + 60)
    app = app_on(store, channel, time, meter)
    await app.runner(update("7", Typed(RED), "red"))
    await app.runner.idle()
    assert meter.alerts == ["referral_cannot_reach"]
    channel.fault = lambda _a, _m: None
    time.at += 2
    await app.clock.round()
    assert channel.kinds("7")[0] == "referral"
    assert await store.dead_letters() == []


async def test_a_message_that_breaks_while_it_is_made_blocks_nothing_behind_it() -> None:
    """Our own mistake in one message goes to the dead letters; the next one arrives."""
    store, channel = MemoryStore(), FakeChannel()
    await settle_in(store, "7")
    app = app_on(store, channel, SetTime(NOON_S + 60))

    async def broken(_: object) -> None:
        raise KeyError("bug")

    app.outbox.document = broken  # type: ignore[assignment]
    await app.runner(update("7", Command("export"), "export"))
    await app.runner.idle()
    await app.runner(update("7", Command("help"), "help"))
    await app.runner.idle()
    assert channel.kinds("7") == ["question"]
    (letter,) = await store.dead_letters()
    assert (letter.person, letter.reason) == (named("7"), "KeyError")
