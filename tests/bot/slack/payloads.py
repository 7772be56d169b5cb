"""Payloads as Slack sends them, and requests signed as Slack signs them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from bot.adapters.slack.signed_http import sign

SECRET = "s" * 32
TEAM, OTHER_TEAM = "T1", "T2"
BOT = "UBOT"


def message(user: str = "U1", text: str = "hello", **more: Any) -> dict[str, Any]:
    """A message event in a direct channel."""
    event = {
        "type": "message", "channel": f"D{user}", "channel_type": "im",
        "user": user, "text": text, "ts": "1700000001.000100",
    }  # fmt: skip
    return event | more


def event(inner: dict[str, Any], event_id: str = "Ev1", team: str = TEAM) -> dict[str, Any]:
    """An event as it is delivered."""
    bot = {"team_id": team, "enterprise_id": None, "user_id": BOT, "is_bot": True}
    return {
        "type": "event_callback", "team_id": team, "api_app_id": "A1", "event_id": event_id,
        "event_time": 1700000001, "event": inner,
        "authorizations": [bot | {"is_enterprise_install": False}],
    }  # fmt: skip


def press(
    action: dict[str, Any], user: str = "U1", team: str = TEAM, **more: Any
) -> dict[str, Any]:
    """A press in a direct channel."""
    channel = more.pop("channel", f"D{user}")
    return {
        "type": "block_actions", "user": {"id": user, "team_id": team}, "team": {"id": team},
        "enterprise": None, "is_enterprise_install": False, "trigger_id": "1.1.aa",
        "channel": {"id": channel}, "actions": [action],
        "container": {"type": "message", "message_ts": "1700000002.000100", "channel_id": channel},
    } | more  # fmt: skip


def on_home(action: dict[str, Any], user: str = "U1", team: str = TEAM) -> dict[str, Any]:
    """A press on the Home tab: there is no channel, but a view."""
    body = press(action, user, team, container={"type": "view"})
    del body["channel"]
    return body | {"view": {"id": "VH", "hash": "h1", "type": "home"}}


def slash(text: str, user: str = "U1", channel: str = "C9", team: str = TEAM) -> dict[str, str]:
    """A slash command; all fields are text."""
    return {
        "command": "/poised", "text": text, "user_id": user, "team_id": team,
        "channel_id": channel, "trigger_id": f"2.2.{text}", "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/x",
    }  # fmt: skip


def shortcut(user: str = "U1", team: str = TEAM) -> dict[str, Any]:
    """The global shortcut of the urgent signs."""
    return {
        "type": "shortcut", "callback_id": "urgent_signs", "trigger_id": "3.3.cc",
        "user": {"id": user, "team_id": team}, "team": {"id": team},
    }  # fmt: skip


def headers(body: bytes, now: float, secret: str = SECRET) -> dict[str, str]:
    """The two headers of a signed request."""
    stamp = str(int(now))
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": sign(secret, stamp, body).decode(),
    }


def as_json(body: dict[str, Any]) -> tuple[bytes, str]:
    """An event's bytes and content type."""
    return json.dumps(body).encode(), "application/json"


def as_form(body: dict[str, Any]) -> tuple[bytes, str]:
    """An interaction's bytes, or a command's, and content type."""
    fields = body if "command" in body else {"payload": json.dumps(body)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"
