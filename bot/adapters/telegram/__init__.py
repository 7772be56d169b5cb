"""Telegram: updates in by webhook or long polling, messages out at its pace.

incoming (Update -> Inbound) and outgoing (Message -> calls) are pure; reception, webhook, polling
and channel are the thin shell around them.
"""

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.client import open_client
from bot.adapters.telegram.config import TelegramConfig, read_config
from bot.adapters.telegram.polling import poll
from bot.adapters.telegram.setup import setup
from bot.adapters.telegram.webhook import telegram_routes

__all__ = [
    "TelegramChannel",
    "TelegramConfig",
    "open_client",
    "poll",
    "read_config",
    "setup",
    "telegram_routes",
]
