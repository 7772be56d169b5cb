"""A turn that fails for its own reason: kept, tried again, given up kindly (D13)."""

from collections.abc import Callable

import pytest
import structlog

from bot.core import retry_queue as parking
from bot.core import runner
from flows.engine.events import AnyEvent, Command, Failed, Pressed, Typed
from flows.engine.step import Turn
from flows.safety_locks import most_urgent_lock
from tests.bot.world import World

PAUSES_S = (2.0, 11.0, 61.0)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make so many turns of typed words fail."""
    left = [0]
    step = runner.step

    def failing(engine: object, record: object, event: AnyEvent, now: float, heard: object) -> Turn:
        if left[0] and not isinstance(event, Failed):
            left[0] -= 1
            raise RuntimeError("a bug of ours")
        return step(engine, record, event, now, heard)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "step", failing)
    monkeypatch.setattr(runner, "log", structlog.testing.CapturingLogger())
    monkeypatch.setattr(parking, "log", structlog.testing.CapturingLogger())

    def break_(times: int) -> None:
        left[0] = times

    return break_


async def test_d13_a_turn_that_fails_is_taken_at_its_next_try(
    broken: Callable[[int], None],
) -> None:
    """The platform got its 2xx; a second later the answer counts, once."""
    world = World()
    await world.get(Command("start"))
    token = world.token
    broken(1)
    await world.get(Pressed(token, "agree"))
    assert (await world.record()).consent is None
    await world.wait(PAUSES_S[0])
    assert (await world.record()).consent is not None


async def test_d13_what_fails_to_the_end_is_a_dead_letter_and_one_kind_line(
    broken: Callable[[int], None],
) -> None:
    """Three more tries, then the person is told, and others were never held up."""
    world = World()
    await world.get(Command("start"))
    broken(9)
    await world.get(Pressed(world.token, "agree"))
    for pause in PAUSES_S:
        await world.wait(pause)
    broken(0)
    assert [letter.kind for letter in await world.store.dead_letters()] == ["update"]
    assert await world.store.parked(world.person) == []


async def test_d13_on_a_red_flag_question_the_safe_side_is_taken(
    broken: Callable[[int], None],
) -> None:
    """An answer in the screen that cannot be handled ends in a referral."""
    world = World()
    await world.get(Typed("I have a fever and shivering and my back is killing me"))
    await world.get(Command("start"))
    broken(9)
    await world.get(Typed("yes"))
    for pause in PAUSES_S:
        await world.wait(pause)
    broken(0)
    lock = most_urgent_lock(await world.record())
    assert lock is not None and lock.tier in ("urgent", "emergency")
    assert any(message.kind == "referral" for message in world.channel.sent)
