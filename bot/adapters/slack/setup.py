"""What an operator does once: the app's manifest (`poised slack manifest`), and a check of it.

The manifest is made from the code: scopes of the calls, events of the listeners. `manifest.yaml`
in the repository is the one for Socket Mode.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.adapters.clock_skew import clock_skew
from bot.adapters.platform import CheckResult
from bot.adapters.slack.api import Api
from bot.adapters.slack.config import SlackConfig, check_http, check_socket
from bot.adapters.slack.incoming import SLASH, URGENT_SHORTCUT
from bot.adapters.slack.install import RETURN_PATH, bot_scopes
from bot.adapters.slack.signed_http import EVENTS_PATH
from bot.core.ports import Translations
from bot.errors import Misconfigured, NotDelivered

EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "message.im": "im:history",
    "tokens_revoked": None,
    "user_change": "users:read",
}
"""Events as a manifest names them, with the bot scope each takes."""

Tree = Mapping[str, Any]


def manifest(config: SlackConfig, words: Translations) -> str:
    """Write the manifest: Socket Mode with an app token or no address, else signed HTTP."""
    return "\n".join(_yaml(tree(config, words), 0)) + "\n"


def tree(config: SlackConfig, words: Translations) -> dict[str, Any]:
    """The manifest as data."""
    base = config.public_url.rstrip("/")
    socket = bool(config.app_token) or not base
    address = {} if socket else {"request_url": f"{base}{EVENTS_PATH}"}
    returns = {"redirect_urls": [f"{base}{RETURN_PATH}"]} if config.many_workspaces else {}
    return {
        "display_information": _display(words),
        "features": _features(words, {} if socket else {"url": f"{base}{EVENTS_PATH}"}),
        "oauth_config": {**returns, "scopes": {"bot": bot_scopes()}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": sorted(EVENT_SCOPES)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": config.many_workspaces,
        },
    }


def _display(words: Translations) -> Tree:
    return {
        "name": words("", "slack-app-name"),
        "description": words("", "slack-app-description"),
        "background_color": "#1f4e4a",
    }


def _features(words: Translations, address: Tree) -> Tree:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": words("", "slack-app-name"), "always_online": True},
        "shortcuts": [
            {
                "name": words("", "slack-shortcut-urgent"),
                "type": "global",
                "callback_id": URGENT_SHORTCUT,
                "description": words("", "slack-shortcut-urgent-description"),
            }
        ],
        "slash_commands": [
            {
                "command": SLASH,
                **address,
                "description": words("", "slack-slash-description"),
                "usage_hint": words("", "slack-slash-hint"),
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


async def examine(config: SlackConfig) -> list[CheckResult]:
    """Whether the settings are whole, the token works, and the clocks agree."""
    check = check_socket if config.app_token and not config.signing_secrets else check_http
    try:
        check(config)
    except Misconfigured as wrong:
        return [CheckResult("Slack settings", "fault", wrong.setting, wrong.mend)]
    found = [
        CheckResult("Slack manifest", "ok", f"{len(EVENT_SCOPES)} events; `poised slack manifest`")
    ]
    if not config.many_workspaces:
        found.append(await _token(config))
    return [*found, await clock_skew("Slack", config.api_base)]


async def _token(config: SlackConfig) -> CheckResult:
    api = Api(config.api_base)
    try:
        who = await api.call("auth.test", config.bot_token)
    except NotDelivered as problem:
        mend = "compare SLACK_BOT_TOKEN with OAuth & Permissions; reinstall the app"
        return CheckResult("Slack token", "fault", str(problem), mend)
    finally:
        await api.close()
    return CheckResult("Slack token", "ok", f"workspace {who.get('team', '')}")
