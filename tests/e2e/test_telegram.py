"""A person lives with Poised on Telegram: the real application over real HTTP on loopback."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.config import Mode
from bot.app import assemble
from bot.store.keys import person_id
from bot.store.memory import MemoryStore
from tests.e2e.telegram_companion import PEPPER, Companion, companion
from tests.e2e.telegram_driver import config_for, connected
from tests.standins.telegram import TelegramServer

pytestmark = pytest.mark.asyncio

HOME = "What would you like to do?"
LINK = "https://t.me/poised_test_bot?start=hello"
DAY_S = 24 * 3600.0
BOTH = pytest.mark.parametrize("mode", ["webhook", "polling"])


async def _life(mode: Mode) -> list[tuple[str, list[list[str]]]]:
    """Onboarding, a session, the next day's check-in, a warning sign; what the chat shows."""
    async with TelegramServer() as server, companion(server, mode) as life:
        await life.says("/start")
        await life.answers_until(HOME)
        await life.presses("Today's session")
        await life.answers_until(HOME)
        await life.sleeps(DAY_S)
        await life.says("/checkin")
        await life.answers_until(HOME)
        await life.says("I cannot feel it when I wipe, and my legs are weak")
        await _checked(life)
        return [(s.text, [[b["text"] for b in row] for row in s.rows]) for s in life.person.shown]


async def _checked(life: Companion) -> None:
    server, shown = life.server, life.person.shown
    assert server.violations == []
    assert [call.method for call in server.calls if not call.ok] == []
    await server.answered()
    assert all(len(answers) == 1 for answers in server.chats.queries.values())
    answered = [s for s in shown if "\n\n✓ " in s.text]
    assert len(answered) > len(life.asked) * 0.9, "the choice stays visible"
    assert not any(s.rows for s in answered), "an answered question has no buttons left"
    assert any("check-in is ready" in s.text for s in shown), "the reminder came"
    assert any("999" in s.text for s in shown[-2:]), "the referral is said at once"


async def test_the_whole_conversation_is_the_same_by_webhook_and_by_polling() -> None:
    """Onboarding, session, check-in and referral: both modes show the very same chat."""
    by_webhook = await _life("webhook")
    assert await _life("polling") == by_webhook
    assert len(by_webhook) > 60


async def test_h17_d2_the_same_press_ten_times_in_two_processes_is_one_answer() -> None:
    """Ten deliveries at once, to two processes in turn: one note, and the next question once."""
    store = MemoryStore()
    async with TelegramServer() as server, companion(server, "webhook", store=store) as life:
        second = TelegramChannel(config_for(server))
        other = assemble(store, PEPPER, {second.platform: second}, life.time)
        await life.says("/start")
        urls = [server.webhook["url"]]
        async with connected(server, "webhook", other.runner, second):
            urls.append(server.webhook["url"])
            press = life.person.press(life.person.last.buttons["I agree"], life.person.last.id)
            update = {"update_id": 555, **press}
            posts = (server.post(update, url=url) for url in urls * 5)
            assert await asyncio.gather(*posts) == [200] * 10
            await life.settle()
            await other.runner.idle()
            # A tap that Telegram sends again under a new number changes nothing either.
            again = {"update_id": 556, **press}
            assert await server.post(again) == 200
            await other.runner.idle()
        await second.close()
        person = person_id(PEPPER, "telegram", "", "7")
        notes = await store.journal(person)
        assert len([note for note in notes if b"onboarding.consent" in note]) == 1
        asked = [s.text for s in life.person.shown if "How old are you" in s.text]
        assert len(asked) == 2, "once as the next question, once below the late tap's answer"


@BOTH
async def test_h3_late_and_reordered_words_answer_no_newer_question(mode: Mode) -> None:
    """Words written before a question was shown are not its answer, in whatever order they come."""
    chance = random.Random(11)
    async with TelegramServer() as server, companion(server, mode) as life:
        await life.says("/start")
        early = [life.person.message(text=str(chance.randint(18, 90))) for _ in range(5)]
        await life.presses("I agree")
        assert "How old are you" in life.person.last.text
        for message in reversed(early):
            await server.push({"message": message})
        await life.settle()
        assert "How old are you" in life.person.last.text


@BOTH
async def test_s5_forged_and_old_presses_leave_the_record_as_it_is(mode: Mode) -> None:
    """Nothing forged is stored; an old button gets one calm line and the open question again."""
    chance, store = random.Random(5), MemoryStore()
    async with TelegramServer() as server, companion(server, mode, store=store) as life:
        await life.says("/start")
        agree = life.person.last.buttons["I agree"]
        await life.presses("I agree")
        person = person_id(PEPPER, "telegram", "", "7")
        before = await store.load(person)
        for _ in range(100):
            at = chance.randrange(len(agree))
            other = chance.choice([letter for letter in "-_09azAZ" if letter != agree[at]])
            await life.person.presses_data(agree[:at] + other + agree[at + 1 :])
        stranger = server.person(8)
        await stranger.presses_data(agree)
        await life.settle()
        await server.answered()
        assert await store.load(person) == before
        assert (await store.load(person_id(PEPPER, "telegram", "", "8"))).record is None
        await life.person.presses_data(agree)
        await life.settle()
        assert "How old are you" in life.person.last.text


@BOTH
async def test_s7_h26_a_group_learns_nothing_of_a_person_with_a_red_flag(mode: Mode) -> None:
    """After a referral too, a group hears the neutral line alone."""
    async with TelegramServer() as server, companion(server, mode) as life:
        await life.says("I cannot feel my legs and I wet myself")
        server.chats.open(-5, "supergroup")
        group = {"chat": {"id": -5, "type": "supergroup", "title": "Work"}}
        for text in ("/start", "/progress", "how is my back?", "/urgent"):
            await server.push({"message": life.person.message(text=text) | group})
        await life.settle()
        await server.until(lambda: server.chats.shown[-5])
        assert [s.text for s in server.chats.shown[-5]] == [
            "Hello! I only talk in a private chat. Tap here to write to me: " + LINK
        ]
