"""The manifest and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bot.adapters.slack import dispatch
from bot.adapters.slack.api import SCOPES
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.dispatch import Listeners
from bot.adapters.slack.incoming import SLASH, SUBCOMMANDS, URGENT_SHORTCUT
from bot.adapters.slack.install import bot_scopes
from bot.adapters.slack.setup import EVENT_SCOPES, manifest
from tests.bot.slack.conftest import CONFIG, slack_words

SOURCE = Path("bot/adapters/slack")
METHOD = re.compile(r'"((?:[a-z0-9]+\.){1,2}[a-zA-Z0-9]+)"')
FAMILIES = ("auth", "apps", "chat", "conversations", "files", "oauth", "users", "views")


def kept() -> dict[str, Any]:
    """The manifest in the repository."""
    return dict(yaml.safe_load(Path("manifest.yaml").read_text()))


def test_manifest_in_the_repository_is_the_one_the_code_makes() -> None:
    """`manifest.yaml` is what `poised slack manifest` prints without settings."""
    assert Path("manifest.yaml").read_text() == manifest(SlackConfig(), slack_words)


def test_scopes_are_those_of_the_calls_and_events() -> None:
    """Every scope is needed by a call, an event or the command; and none is missing."""
    needed = {scope for scope in (*SCOPES.values(), *EVENT_SCOPES.values()) if scope}
    assert set(kept()["oauth_config"]["scopes"]["bot"]) == needed | {"commands"}
    assert bot_scopes() == kept()["oauth_config"]["scopes"]["bot"]


def test_every_call_in_the_code_has_its_scope() -> None:
    """The methods named in the source are those of the table, no more and no fewer."""
    text = "".join(path.read_text() for path in SOURCE.glob("*.py") if path.name != "api.py")
    called = {name for name in METHOD.findall(text) if name.partition(".")[0] in FAMILIES}
    assert called | {"apps.connections.open"} == set(SCOPES)


def test_events_are_those_that_are_listened_to() -> None:
    """The app subscribes to what has a listener, and listens to nothing else."""
    subscribed = kept()["settings"]["event_subscriptions"]["bot_events"]
    heard = dispatch.events_of(Listeners.__new__(Listeners))
    assert {name.partition(".")[0] for name in subscribed} == set(heard)


def test_nobody_is_kept_from_writing_to_the_app() -> None:
    """The Home and Messages tabs are on and people may write; command and shortcut are there."""
    features = kept()["features"]
    assert features["app_home"] == {
        "home_tab_enabled": True, "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }  # fmt: skip
    assert [one["command"] for one in features["slash_commands"]] == [SLASH]
    assert [one["callback_id"] for one in features["shortcuts"]] == [URGENT_SHORTCUT]


def test_a_public_address_makes_it_signed_http() -> None:
    """With an address and no app token, requests go there; for many workspaces tokens rotate."""
    config = SlackConfig(**(CONFIG | {"app_token": ""}))
    made = yaml.safe_load(manifest(config, slack_words))
    url = "https://bot.example/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": url}
    assert made["features"]["slash_commands"][0]["url"] == url
    assert made["oauth_config"]["redirect_urls"] == ["https://bot.example/slack/oauth"]
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["token_rotation_enabled"] is True


def test_slacks_limits_of_a_manifest() -> None:
    """Names and descriptions fit where Slack shows them."""
    made = kept()
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    shortcut, slash = made["features"]["shortcuts"][0], made["features"]["slash_commands"][0]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
    assert len(slash["description"]) <= 2000
    assert len(slash["usage_hint"]) <= 1000


def test_help_names_every_sub_command() -> None:
    """The private help lists what the slash command takes."""
    listed = set(re.findall(r"[a-z]+", slack_words("", "slack-slash-help").lower()))
    assert set(SUBCOMMANDS) - {"start"} <= listed
