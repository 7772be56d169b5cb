"""The app's manifest, made from the code: scopes of the calls, events of the listeners.

`poised slack manifest` prints it; `manifest.yaml` in the repository is the one for Socket Mode.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.incoming import SLASH, URGENT_SHORTCUT
from bot.adapters.slack.install import RETURN_PATH, bot_scopes
from bot.adapters.slack.web import EVENTS_PATH

EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "message.im": "im:history",
    "tokens_revoked": None,
    "user_change": "users:read",
}
"""Events as a manifest names them, with the bot scope each takes."""

Speech = Callable[[str, str], str]
Tree = Mapping[str, Any]


def manifest(config: SlackConfig, speech: Speech) -> str:
    """Write the manifest: Socket Mode with an app token or no address, else signed HTTP."""
    return "\n".join(_yaml(tree(config, speech), 0)) + "\n"


def tree(config: SlackConfig, speech: Speech) -> dict[str, Any]:
    """The manifest as data."""
    base = config.public_url.rstrip("/")
    socket = bool(config.app_token) or not base
    address = {} if socket else {"request_url": f"{base}{EVENTS_PATH}"}
    returns = {"redirect_urls": [f"{base}{RETURN_PATH}"]} if config.many_workspaces else {}
    return {
        "display_information": _display(speech),
        "features": _features(speech, {} if socket else {"url": f"{base}{EVENTS_PATH}"}),
        "oauth_config": {**returns, "scopes": {"bot": bot_scopes()}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": sorted(EVENT_SCOPES)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": config.many_workspaces,
        },
    }


def _display(speech: Speech) -> Tree:
    return {
        "name": speech("", "slack-app-name"),
        "description": speech("", "slack-app-description"),
        "background_color": "#1f4e4a",
    }


def _features(speech: Speech, address: Tree) -> Tree:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": speech("", "slack-app-name"), "always_online": True},
        "shortcuts": [
            {
                "name": speech("", "slack-shortcut-urgent"),
                "type": "global",
                "callback_id": URGENT_SHORTCUT,
                "description": speech("", "slack-shortcut-urgent-description"),
            }
        ],
        "slash_commands": [
            {
                "command": SLASH,
                **address,
                "description": speech("", "slack-slash-description"),
                "usage_hint": speech("", "slack-slash-hint"),
                "should_escape": False,
            }
        ],
    }


def _yaml(value: object, depth: int) -> Iterator[str]:
    """Write plain data as block YAML; texts are quoted as JSON, which YAML also reads."""
    pad = "  " * depth
    items = value.items() if isinstance(value, Mapping) else enumerate(_listed(value))
    for key, item in items:
        lead = f"{pad}-" if isinstance(key, int) else f"{pad}{key}:"
        if isinstance(item, Mapping | list):
            yield lead
            yield from _yaml(item, depth + 1)
        else:
            yield f"{lead} {json.dumps(item, ensure_ascii=False)}"


def _listed(value: object) -> list[Any]:
    assert isinstance(value, list)
    return value
