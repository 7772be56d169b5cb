"""The webhook's front: secrets, limits, honest statuses."""

from __future__ import annotations

import asyncio
import logging
import random
import time

import pytest

from bot.adapters.telegram.channel import TelegramChannel
from bot.core.messages import Inbound
from flows.engine.events import Typed
from tests.bot.telegram.conftest import Recorder
from tests.e2e.telegram_driver import SECRET, connected
from tests.standins.telegram import SECRET_HEADER, TelegramServer

pytestmark = pytest.mark.asyncio

SOAK = pytest.mark.soak
BAD_BODIES = (500, pytest.param(5000, marks=SOAK))
WRONG_SECRETS = (200, pytest.param(1000, marks=SOAK))
ANSWER_S_MAX = 0.25
"""Of processor time."""


@pytest.mark.parametrize("count", WRONG_SECRETS)
async def test_s1_only_the_very_secret_opens(
    server: TelegramServer, channel: TelegramChannel, count: int
) -> None:
    """Missing, wrong, short, long and non-ASCII secrets are 403, without effect."""
    chance, person, intake = random.Random(1), server.person(7), Recorder()
    update = {"update_id": 1, "message": person.message(text="x")}
    async with connected(server, "webhook", intake, channel):
        assert await server.post(update, headers={}) == 403
        for i in range(count):
            cut = chance.randrange(len(SECRET))
            wrong = (SECRET[:cut], SECRET + "x", SECRET.swapcase(), "sécret", "")[i % 5]
            assert await server.post(update, headers={SECRET_HEADER: wrong}) == 403
        assert intake.tries == 0
        assert await server.post(update) == 200
    assert intake.events == [Typed("x")]


@pytest.mark.parametrize("count", BAD_BODIES)
async def test_s3_bad_bodies_are_refused_fast_and_quietly(
    server: TelegramServer, channel: TelegramChannel, caplog: pytest.LogCaptureFixture, count: int
) -> None:
    """Mutilated, deep, huge and odd bodies: only 4xx, or 200 where nothing can be done with it."""
    caplog.set_level(logging.INFO)
    chance, person, intake = random.Random(3), server.person(7), Recorder()
    async with connected(server, "webhook", intake, channel):
        for number in range(count):
            body = _bad_body(chance, person.message(text="canary"), number)
            began_s = time.thread_time()
            status = await server.post(body)
            assert time.thread_time() - began_s < ANSWER_S_MAX
            assert status == 200 or 400 <= status < 500
        await person.says("still there?")
        await server.settled()
    assert intake.events[-1] == Typed("still there?")
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR or r.exc_info]
    assert "canary" not in caplog.text


def _bad_body(chance: random.Random, message: dict[str, object], number: int) -> object:
    fixed: tuple[object, ...] = (
        b"",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"update_id":' + b"9" * 5000 + b"}",
        b'{"update_id":NaN}',
        b'{"update_id":1,"message":"\\ud800"}',
        b'{"update_id":"zz"}',
        {"update_id": -1},
        {"update_id": True},
        {"update_id": 5, "message": {"text": ["canary"]}},
        {"update_id": 5, "message": message | {"chat": 5}},
        {"update_id": 5, "message": message | {"date": 2**62}},
        {"update_id": 5, "message": message | {"entities": [[]]}},
        b'{"update_id":1,"message":"' + b"x" * 300_000 + b'"}',
    )
    if number % 2:
        return fixed[number // 2 % len(fixed)]
    whole = bytearray(b'{"update_id":6,"message":{"message_id":1,"date":1,"text":"canary"}}')
    for _ in range(chance.randint(1, 5)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return bytes(whole)


async def test_s3_a_compressed_body_is_not_unpacked(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """A small bomb stays packed."""
    async with connected(server, "webhook", Recorder(), channel):
        headers = {SECRET_HEADER: SECRET, "Content-Encoding": "gzip"}
        assert 400 <= await server.post(b"\x1f\x8b", headers=headers) < 500


async def test_d1_whatever_goes_wrong_inside_asks_for_the_update_again(
    server: TelegramServer, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    """Even a mistake of ours is a 503 without a traceback, and the update is not lost."""
    person, intake = server.person(7), Recorder()
    mistakes = iter([True, False])

    async def react(_: Inbound) -> None:
        if next(mistakes):
            raise RuntimeError("canary")

    intake.reaction = react
    async with connected(server, "webhook", intake, channel):
        await person.says("numb")
        await server.settled()
    assert [status for _, status in server.delivered] == [503, 200]
    assert intake.events == [Typed("numb")]
    assert "canary" not in caplog.text


async def test_d2_the_same_update_again_has_the_same_id_and_one_spinner_answer(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Ten deliveries, five of them at once: one id for the store, one answer for the spinner."""
    person, intake = server.person(7), Recorder()
    update = {"update_id": 77, **person.press("forged")}
    async with connected(server, "webhook", intake, channel):
        await asyncio.gather(*(server.post(update) for _ in range(5)))
        for _ in range(5):
            await server.post(update)
        lower = {"update_id": 3, "message": person.message(text="x")}
        statuses = await asyncio.gather(*(server.post(lower) for _ in range(2)))
        assert statuses == [200, 200]
        await server.answered()
    assert {inbound.id for inbound in intake.taken} == {"telegram||3"}
    assert len(server.sent("answerCallbackQuery")) == 1


async def test_d3_of_those_that_wait_the_older_message_goes_first(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Pairs delivered the wrong way round while a turn runs are put right."""
    person, intake, gate = server.person(7), Recorder(), asyncio.Event()

    async def wait(inbound: Inbound) -> None:
        if inbound.event == Typed("first"):
            await gate.wait()

    intake.reaction = wait
    messages = [person.message(text=f"{i}") for i in range(20)]
    async with connected(server, "webhook", intake, channel):
        await person.says("first")
        for message in reversed(messages):
            await server.push({"message": message})
            await asyncio.sleep(0.005)
        gate.set()
        await server.settled()
    assert intake.events == [Typed("first"), *(Typed(f"{i}") for i in range(20))]
