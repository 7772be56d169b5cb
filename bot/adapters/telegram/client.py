"""PTB's Bot as our client: on our transport, with updates as they came."""

from __future__ import annotations

from typing import Any

from telegram import Bot

from bot.adapters.telegram.config import TelegramConfig
from bot.adapters.telegram.request import HTTP_TIMEOUT_S, AiohttpRequest


class Client(Bot):
    """PTB's Bot, and raw updates: its own method fails whole on one update it cannot parse."""

    async def raw_updates(self, seconds: int, **wanted: Any) -> dict[int, dict[str, Any]]:
        """Long-poll for `seconds`; updates by number, unparsed. Raises TelegramError."""
        answer = await self._post(
            "getUpdates", {"timeout": seconds} | wanted, read_timeout=seconds + HTTP_TIMEOUT_S
        )
        return {number: update for update in _objects(answer) if (number := _number(update)) >= 0}

    async def close_connections(self) -> None:
        """Close the connections."""
        await self.request.shutdown()


def open_client(config: TelegramConfig) -> Client:
    """Make a client; its first request opens the connections."""
    request = AiohttpRequest()
    return Client(
        config.token,
        base_url=f"{config.api_base}/bot",
        base_file_url=f"{config.file_base}/bot",
        request=request,
        get_updates_request=request,
    )


def _objects(answer: Any) -> list[dict[str, Any]]:
    return [u for u in answer if isinstance(u, dict)] if isinstance(answer, list) else []


def _number(update: dict[str, Any]) -> int:
    number = update.get("update_id")
    return number if isinstance(number, int) else -1
