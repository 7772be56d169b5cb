"""The registry of platforms: a new one is its folder and its line here (docs/add-a-platform.md)."""

from collections.abc import Mapping

from bot.adapters.platform import Adapter
from bot.adapters.slack.adapter import SlackAdapter
from bot.adapters.telegram.adapter import TelegramAdapter

ADAPTERS: Mapping[str, Adapter] = {
    adapter.name: adapter
    for adapter in (
        TelegramAdapter(),
        SlackAdapter(),
    )
}
PREFIXES = tuple(f"{name.upper()}_" for name in ADAPTERS)
"""How the names of the platforms' settings begin."""
WORKPLACES = frozenset(adapter.name for adapter in ADAPTERS.values() if adapter.workplace)
"""Platforms on which an employer may read along."""
