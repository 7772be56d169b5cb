"""A web process for Telegram alone, to be killed: `python -m tests.e2e.telegram_process PORT`."""

from __future__ import annotations

import asyncio
import os
import sys

from aiohttp import web

from bot.adapters.telegram import TelegramChannel, read_config, telegram_routes
from bot.app import running
from bot.logs import configure
from bot.settings import read
from tests.e2e.telegram_driver import BUTTON_SECRET, telegram_texts


async def serve(port: int) -> None:
    """Serve the webhook and the clock until killed."""
    config = read_config(os.environ, BUTTON_SECRET)
    assert config is not None
    channel = TelegramChannel(config)
    async with running(read(), {channel.platform: channel}) as app:
        site = web.Application()
        site.add_routes(telegram_routes(config, app.runner, telegram_texts(), channel.client))
        runner = web.AppRunner(site, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await app.clock.serve()


if __name__ == "__main__":
    configure("ERROR")
    asyncio.run(serve(int(sys.argv[1])))
