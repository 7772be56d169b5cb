"""One door for every update, by webhook or by polling: limits, parser, order, intake."""

from __future__ import annotations

import logging
from typing import Any

from telegram import Bot, Update

from bot.adapters.front import Limits, parse_json
from bot.adapters.telegram.config import TelegramConfig
from bot.adapters.telegram.courtesy import Courtesy
from bot.adapters.telegram.incoming import NOTHING, Reading, read_update
from bot.adapters.telegram.shape import is_sound
from bot.adapters.telegram.turnstile import Turnstile
from bot.adapters.telegram.words import Texts
from bot.ports import Intake

log = logging.getLogger(__name__)

LIMITS = Limits(body_bytes_max=256 * 1024)


class Reception:
    """Takes raw updates; returns only when the intake has them."""

    def __init__(self, config: TelegramConfig, intake: Intake, texts: Texts, bot: Bot) -> None:
        self._secret, self._intake, self._bot = config.button_secret, intake, bot
        self._courtesy = Courtesy(bot, texts)
        self._turnstile = Turnstile()

    async def take(self, body: bytes) -> None:
        """Take one update. Raises BadRequest, or PoisedError when it must be sent again."""
        reading = self._read(parse_json(body, LIMITS))
        self._courtesy.show(reading)
        if inbound := reading.inbound:
            async with self._turnstile.turn(inbound.address.chat, reading.order):
                await self._intake(inbound)

    async def close(self) -> None:
        """Let courtesies come to their end."""
        await self._courtesy.close()

    def _read(self, tree: dict[str, Any]) -> Reading:
        """Authentic updates that cannot be used are acknowledged, or they would come for ever."""
        if not is_sound(tree):
            log.warning("update of unknown form ignored")
            return NOTHING
        try:
            update = Update.de_json(tree, self._bot)
            return read_update(update, self._secret) if update else NOTHING
        except Exception as problem:  # noqa: BLE001  (a library's parser over somebody's data)
            log.warning("update not readable: %s", type(problem).__name__)
            return NOTHING
