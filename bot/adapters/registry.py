"""The registry of platforms: a new one is its folder and its line here (docs/add-a-platform.md)."""

from collections.abc import Mapping
from importlib import import_module

from bot.adapters.platform import Adapter

FOLDERS = (
    "telegram",
    "slack",
    "browser",
)
"""Each folder of bot/adapters that is a platform; its `adapter` module holds an ADAPTER."""
ADAPTERS: Mapping[str, Adapter] = {
    name: import_module(f"bot.adapters.{name}.adapter").ADAPTER for name in FOLDERS
}
PREFIXES = tuple(f"{name.upper()}_" for name in ADAPTERS)
"""How the names of the platforms' settings begin."""
SETTINGS = frozenset(setting for adapter in ADAPTERS.values() for setting in adapter.settings)
"""The names of the platforms' settings."""
WORKPLACES = frozenset(name for name, adapter in ADAPTERS.items() if adapter.workplace)
"""Platforms on which an employer may read along."""
