"""The conversation through telemelya, a server nobody here wrote (run by `.ci/telemelya.sh`)."""

from __future__ import annotations

import aiohttp
import pytest
from aiohttp import web
from msgspec.structs import replace

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.config import WEBHOOK_PATH, TelegramConfig
from bot.adapters.telegram.incoming import telegram_routes
from bot.adapters.telegram.setup import setup
from bot.app import assemble
from bot.core.clock import SetTime
from bot.store.memory import MemoryStore
from tests.e2e.telegram_companion import MONDAY_MORNING, PEPPER, PREFERRED, TYPED
from tests.e2e.telegram_driver import BUTTON_SECRET, SECRET, telegram_words
from tests.e2e.telemelya_driver import TOKEN, Visitor, free_port, relay, telemelya

pytestmark = pytest.mark.telemelya

ANSWERS_MAX = 120
HOME = "What would you like to do?"


async def test_onboarding_session_and_referral_through_a_foreign_server() -> None:
    """Webhook, messages, buttons and edits work on a server that shares no line with ours."""
    async with telemelya() as base, aiohttp.ClientSession() as http:
        port = free_port()
        config = TelegramConfig(
            token=TOKEN,
            button_secret=BUTTON_SECRET,
            mode="webhook",
            api_base=base,
            file_base=f"{base}/file",
            public_url=f"http://127.0.0.1:{port}{WEBHOOK_PATH}",
            secret=SECRET,
            sends_per_second=1000,
            chat_interval_s=0.001,
        )
        channel = TelegramChannel(config)
        time = SetTime(MONDAY_MORNING)
        app = assemble(MemoryStore(), PEPPER, {channel.platform: channel}, time)
        site = web.Application()
        site.add_routes(telegram_routes(config, app.runner, telegram_words(), channel.client))
        runner = web.AppRunner(site, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            async with relay(config.public_url, SECRET) as address:
                lines = await setup(replace(config, public_url=address), telegram_words())
                assert f"Updates: webhook {address}, 0 waiting" in lines
                await _converse(Visitor(base, http))
        finally:
            await runner.cleanup()
            await app.runner.idle()
            await channel.close()


async def _converse(visitor: Visitor) -> None:
    await visitor.says("/start")
    await visitor.until_sees("Do you agree")
    await _answer_until(visitor, HOME)
    await visitor.presses("Today's session")
    await visitor.until_sees("strong is the pain now")
    await visitor.says("I cannot feel it when I wipe, and my legs are weak")
    await visitor.until_sees("999")
    responses = await visitor.responses()
    pressed = [r for r in responses if r["method"] == "answerCallbackQuery"]
    assert len({r["callback_query_id"] for r in pressed}) == len(pressed) > len(PREFERRED)
    shown = [m for m in await visitor.messages() if "\n\n✓ " in str(m.get("text"))]
    assert len(shown) > len(pressed) // 2, "the choice stays visible"


async def _answer_until(visitor: Visitor, words: str) -> None:
    """Answer question after question until some words are said."""
    answered: set[int] = set()
    for _ in range(ANSWERS_MAX):
        message = await visitor.until(
            lambda m: m["message_id"] not in answered and "\n\n✓ " not in str(m["text"])
        )
        text = str(message["text"])
        if words in text:
            return
        answered.add(message["message_id"])
        rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
        labels = [button["text"] for row in rows for button in row]
        typed = next((reply for asked, reply in TYPED.items() if asked in text), None)
        if typed:
            await visitor.says(typed)
        else:
            await visitor.presses(next((p for p in PREFERRED if p in labels), labels[0]))
    raise AssertionError(f"{words!r} was never said")
