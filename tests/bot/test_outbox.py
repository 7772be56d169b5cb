"""Delivery: in order, one sender, each failure with its own consequence."""

import pytest

from bot.errors import NotDelivered, Paused, Refused, Unknown, Unreachable
from flows.engine.events import Command, Pressed, Typed
from tests.bot.world import World

FLAG = "I am numb between my legs and I can't pee since last night"
LEASE_OVER_S = 30.0


async def test_d6_messages_leave_in_the_order_of_their_turns() -> None:
    """Three turns, three prompts, in order."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"))
    await world.get(Typed("35"))
    tokens = [message.token for message in world.channel.sent]
    assert tokens == sorted(tokens) and len(set(tokens)) == 3


@pytest.mark.parametrize("failure", [Unknown("reset"), Paused(5.0)])
async def test_d8_what_may_not_have_arrived_is_said_again(failure: NotDelivered) -> None:
    """A question is repeated until it arrives."""
    world = World()
    world.channel.failing = [failure]
    await world.get(Command("start"))
    assert world.channel.sent == []
    await world.wait(LEASE_OVER_S)
    assert "Do you agree" in world.channel.text


async def test_d8_a_pause_that_the_platform_asks_for_is_kept() -> None:
    """429 for a minute: nothing leaves before it is over."""
    world = World()
    world.channel.failing = [Paused(60.0)]
    await world.get(Command("start"))
    await world.wait(59.0)
    assert world.channel.sent == []
    await world.wait(2.0)
    assert len(world.channel.sent) == 1


@pytest.mark.parametrize("failure", [Refused("400"), Unreachable("blocked")])
async def test_d8_what_never_arrives_goes_to_the_dead_letters(failure: NotDelivered) -> None:
    """It is written down and not tried again."""
    world = World()
    world.channel.failing = [failure]
    await world.get(Command("start"))
    await world.wait(LEASE_OVER_S)
    assert world.channel.sent == []
    assert [letter.kind for letter in await world.store.dead_letters()] == ["question"]


async def test_d8_a_referral_to_somebody_who_blocked_the_bot_waits_for_them() -> None:
    """It is kept, and is the first thing they hear when they are back."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"))
    world.channel.failing = [Unreachable("blocked")] * 3
    await world.get(Typed(FLAG))
    world.channel.failing = []
    world.channel.sent.clear()
    await world.wait(7 * 3600.0)
    assert world.channel.sent[0].kind == "referral"


async def test_d7_a_red_flag_drops_what_was_waiting_and_the_referral_comes_first() -> None:
    """The older question never leaves; nothing stands before the referral."""
    world = World()
    await world.get(Command("start"))
    await world.get(Pressed(world.token, "agree"))
    world.channel.failing = [Unknown("down")]
    await world.get(Typed("35"))
    world.channel.sent.clear()
    await world.get(Typed(FLAG))
    await world.wait(LEASE_OVER_S)
    assert world.channel.sent[0].kind == "referral"
    assert all("Which fits you" not in message.text for message in world.channel.sent)


async def test_d9_a_reminder_that_may_have_arrived_is_not_said_again() -> None:
    """It may be lost; nobody is nudged twice."""
    world = World()
    await world.settle()
    world.channel.failing = [Unknown("reset")]
    await world.wait(3660.0)
    assert world.channel.failing == [], "the reminder was tried"
    await world.wait(120.0)
    assert world.channel.sent == []
