"""Connect an intake to the stand-in by webhook or by polling, and play one script either way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from msgspec.structs import replace

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.config import WEBHOOK_PATH, Mode, TelegramConfig
from bot.adapters.telegram.incoming import telegram_routes
from bot.adapters.telegram.polling import poll
from bot.adapters.telegram.setup import setup
from bot.core.ports import Intake
from bot.core.render import Localization
from flows.engine.wording import FluentWording
from tests.standins.telegram import TelegramServer
from tests.standins.telegram_people import Person

WORDS = Path(__file__).parents[2] / "content/text/en/telegram.ftl"
SECRET = "webhook-secret-canary-0123456789-abcdef"
BUTTON_SECRET = bytes(range(32))
FAST_PER_SECOND = 10_000.0
FAST_INTERVAL_S = 0.001


def telegram_words(*languages: str) -> Localization:
    """The adapter's own English words, as the application hands them in, for every language."""
    wording = FluentWording("en", {WORDS.name: WORDS.read_text(encoding="utf-8")})
    return Localization(dict.fromkeys(("en", *languages), wording))


def config_for(server: TelegramServer, mode: Mode = "polling") -> TelegramConfig:
    """Settings that lead to the stand-in, without its real-time pace."""
    return TelegramConfig(
        token=server.token,
        button_secret=BUTTON_SECRET,
        mode=mode,
        api_base=server.base,
        file_base=f"{server.base}/file",
        secret=SECRET,
        sends_per_second=FAST_PER_SECOND,
        chat_interval_s=FAST_INTERVAL_S,
    )


@asynccontextmanager
async def connected(
    server: TelegramServer, mode: Mode, intake: Intake, channel: TelegramChannel
) -> AsyncIterator[None]:
    """Run the adapter's receiving side in one of its two modes."""
    receive = _by_webhook if mode == "webhook" else _by_polling
    async with receive(server, intake, channel):
        yield


@asynccontextmanager
async def _by_webhook(
    server: TelegramServer, intake: Intake, channel: TelegramChannel
) -> AsyncIterator[None]:
    words = telegram_words()
    config = replace(config_for(server, "webhook"), public_url="http://127.0.0.1/")
    app = web.Application()
    app.add_routes(telegram_routes(config, intake, words, channel.client))
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}{WEBHOOK_PATH}"
    await setup(replace(config, public_url=url), words)
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _by_polling(
    server: TelegramServer, intake: Intake, channel: TelegramChannel
) -> AsyncIterator[None]:
    stop, words = asyncio.Event(), telegram_words()
    polling = asyncio.create_task(poll(config_for(server), intake, words, channel.client, stop))
    try:
        yield
    finally:
        stop.set()
        await polling


async def play(person: Person, script: str) -> None:
    """Act a script out: `> words` are written, `[label]` is pressed, other lines must be seen."""
    for line in filter(None, map(str.strip, script.splitlines())):
        if line.startswith(">"):
            await person.says(line[1:].strip())
        elif line.startswith("["):
            label = line.strip("[]")
            await person.until_sees(label)
            await person.presses(label)
        else:
            await person.until_sees(line)
