"""Settings, set-up, and logs that keep secrets."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters.telegram.client import open_client
from bot.adapters.telegram.config import COMMANDS, TelegramConfig, read_config
from bot.adapters.telegram.setup import SetupFailed, setup
from bot.errors import Misconfigured
from tests.e2e.telegram_driver import BUTTON_SECRET, SECRET, config_for, telegram_words
from tests.standins.telegram import TOKEN, Fault, TelegramServer

WHOLE = {
    "TELEGRAM_TOKEN": TOKEN,
    "TELEGRAM_MODE": "webhook",
    "TELEGRAM_PUBLIC_URL": "https://bot.example.org",
    "TELEGRAM_SECRET": SECRET,
}


def test_settings_are_whole_or_absent() -> None:
    """Without any Telegram setting there is no Telegram; with all of them there is."""
    assert (
        read_config({"REDIS_URL": "x", "TELEGRAM_PUBLIC_URL": "https://h"}, BUTTON_SECRET) is None
    )
    config = read_config(WHOLE, BUTTON_SECRET)
    assert config is not None
    assert config.public_url == "https://bot.example.org/telegram"
    polling = read_config({"TELEGRAM_TOKEN": TOKEN}, BUTTON_SECRET)
    assert polling is not None
    assert (polling.mode, polling.api_base) == ("polling", "https://api.telegram.org")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"TELEGRAM_TOKEN": ""}, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": "no token"}, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_MODE": "push"}, "TELEGRAM_MODE"),
        ({"TELEGRAM_API_BASE": "127.0.0.1:8081"}, "TELEGRAM_API_BASE"),
        ({"TELEGRAM_PUBLIC_URL": ""}, "TELEGRAM_PUBLIC_URL"),
        ({"TELEGRAM_PUBLIC_URL": "http://bot.example.org"}, "TELEGRAM_PUBLIC_URL"),
        ({"TELEGRAM_PUBLIC_URL": "http://127.0.0.1"}, "TELEGRAM_PUBLIC_URL"),
        ({"TELEGRAM_SECRET": ""}, "TELEGRAM_SECRET"),
        ({"TELEGRAM_SECRET": "x" * 31}, "TELEGRAM_SECRET"),
        ({"TELEGRAM_SECRET": "é" * 40}, "TELEGRAM_SECRET"),
        ({"TELEGRAM_SECRET": "x" * 257}, "TELEGRAM_SECRET"),
        ({"TELEGRAM_SENDS_PER_SECOND": "0"}, "TELEGRAM_SENDS_PER_SECOND"),
        ({"TELEGRAM_CHAT_INTERVAL_S": "nan"}, "TELEGRAM_CHAT_INTERVAL_S"),
    ],
)
def test_s1_half_configured_refuses_by_name(change: dict[str, str], named: str) -> None:
    """What is missing or weak is named, with what to write there, and shows no secret."""
    with pytest.raises(Misconfigured) as refusal:
        read_config(WHOLE | change, BUTTON_SECRET)
    assert refusal.value.setting == named
    assert "canary" not in str(refusal.value)


def test_s5_buttons_need_a_strong_secret() -> None:
    """A short button secret is refused."""
    with pytest.raises(Misconfigured):
        read_config(WHOLE, b"short")


def test_a_base_may_end_in_bot_or_a_slash() -> None:
    """The addresses are those that the library takes."""
    settings = {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": "http://127.0.0.1:8081/bot/",
    }
    config = read_config(settings, BUTTON_SECRET)
    assert config is not None
    assert (config.api_base, config.file_base) == (
        "http://127.0.0.1:8081",
        "http://127.0.0.1:8081/file",
    )


def test_s17_a_config_does_not_show_its_secrets() -> None:
    """Printing the settings shows the mode alone."""
    config = read_config(WHOLE, BUTTON_SECRET)
    assert repr(config) == str(config) == "TelegramConfig(mode='webhook')"


@pytest.mark.asyncio
async def test_setup_tells_telegram_who_we_are(server: TelegramServer) -> None:
    """Commands, descriptions and menu button in every language; then what Telegram has."""
    lines = await setup(config_for(server), telegram_words("pt"), "")
    assert lines[:2] == ["Bot: @poised_test_bot", "Updates: long polling (no webhook), 0 waiting"]
    for language in ("", "en", "pt"):
        commands = server.settings["MyCommands", language]
        assert [command["command"] for command in commands] == list(COMMANDS)
        assert all(len(command["description"]) <= 256 for command in commands)
        assert len(server.settings["MyDescription", language]["description"]) <= 512
        short = server.settings["MyShortDescription", language]["short_description"]
        assert len(short) <= 120
    assert server.settings["ChatMenuButton", ""]["menu_button"] == {"type": "commands"}
    assert f"commands (pt): /{', /'.join(COMMANDS)}" in lines
    assert not any("not set" in line for line in lines)


@pytest.mark.asyncio
async def test_setup_sets_and_removes_the_webhook(server: TelegramServer) -> None:
    """The webhook gets our secret and our kinds of updates; polling takes it away."""
    config, words = config_for(server, "webhook"), telegram_words()
    lines = await setup(config, words, "http://localhost:8080")
    assert server.webhook["url"] == "http://localhost:8080/telegram"
    assert server.webhook["secret_token"] == SECRET
    assert "my_chat_member" in server.webhook["allowed_updates"]
    assert "Updates: webhook http://localhost:8080/telegram, 0 waiting" in lines
    await setup(config, words, "")
    assert server.webhook == {}
    assert not any(call.params.get("drop_pending_updates") == "true" for call in server.calls)
    assert not any(SECRET in line or TOKEN in line for line in lines)


@pytest.mark.asyncio
async def test_setup_names_what_is_wrong(server: TelegramServer) -> None:
    """A weak secret, an unknown token and a silent server are told apart."""
    config, words = config_for(server), telegram_words()
    weak = TelegramConfig(token=TOKEN, button_secret=BUTTON_SECRET, api_base=server.base)
    with pytest.raises(Misconfigured, match="TELEGRAM_SECRET"):
        await setup(weak, words, "http://localhost:8080")
    server.faults = lambda _m, _p: Fault(500)
    with pytest.raises(SetupFailed):
        await setup(config, words)
    server.faults = lambda m, _p: Fault(404, "Not Found") if m == "setMyDescription" else None
    assert "description (en): not set (InvalidToken)" in await setup(config, words)
    server.faults = lambda _m, _p: None
    server.token = "1:changed"
    with pytest.raises(Misconfigured, match="TELEGRAM_TOKEN"):
        await setup(config, words)


def test_l1_the_client_never_shows_its_token_in_a_transport_error() -> None:
    """Nothing listens: the error names its kind and no address."""

    async def refused() -> str:
        config = TelegramConfig(
            token=TOKEN, button_secret=BUTTON_SECRET, api_base="http://127.0.0.1:9"
        )
        client = open_client(config)
        try:
            await client.get_me()
        except Exception as problem:  # noqa: BLE001
            return f"{problem!r} {problem.__cause__!r}"
        finally:
            await client.close_connections()
        return ""

    text = asyncio.run(refused())
    assert "NetworkError" in text
    assert TOKEN not in text
