"""Settings of the platforms and of the process: whole, or refused by name with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.slack.installations import MemoryInstallations
from bot.adapters.telegram.config import Mode
from bot.errors import Misconfigured
from bot.platforms import channels, read_platforms, speech, telegram_texts
from bot.settings import environment, read
from bot.store.memory import MemoryStore

PEPPER = b"p" * 32
TOKEN = "4242:TEST-TOKEN-canary-AAAAAAAAAAAAAAAAAAAA"
SECRET = "webhook-secret-canary-0123456789-abcdef"


def test_nothing_configured_is_nothing() -> None:
    """Without settings there are no platforms, and asking for one names the setting."""
    none = read_platforms({"PUBLIC_URL": "https://x.example"}, PEPPER, "polling")
    assert (none.telegram, none.slack) == (None, None)
    with pytest.raises(Misconfigured, match="TELEGRAM_TOKEN"):
        none.of_telegram()
    with pytest.raises(Misconfigured, match="SLACK_BOT_TOKEN"):
        none.of_slack()


@pytest.mark.parametrize(
    ("told", "mode", "setting"),
    [
        ({"TELEGRAM_TOKEN": "no token"}, "polling", "TELEGRAM_TOKEN"),
        ({"TELEGRAM_SECRET": SECRET}, "polling", "TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": TOKEN}, "webhook", "TELEGRAM_PUBLIC_URL"),
        ({"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": "http://x.example"}, "webhook", "TELEGRAM_PUBLIC"),
        (
            {"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": "https://x.example"},
            "webhook",
            "TELEGRAM_SECRET",
        ),
    ],
)
def test_s1_a_half_configured_telegram_is_refused(
    told: dict[str, str], mode: Mode, setting: str
) -> None:
    """Each missing half is named."""
    with pytest.raises(Misconfigured, match=setting):
        read_platforms(told, PEPPER, mode)


def test_one_public_address_serves_both_platforms() -> None:
    """PUBLIC_URL gets each platform's own path; two signing secrets stand side by side."""
    told = {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SECRET": SECRET, "PUBLIC_URL": "https://x.example",
        "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "one, two",
    }  # fmt: skip
    found = read_platforms(told, PEPPER, "webhook")
    assert found.of_telegram().public_url == "https://x.example/telegram"
    assert found.of_slack().signing_secrets == ("one", "two")
    assert found.of_slack().public_url == "https://x.example"
    assert found.of_telegram().button_secret == found.of_slack().button_secret
    assert "canary" not in repr(found)


async def test_every_configured_platform_has_a_channel() -> None:
    """What is configured can be sent to."""
    told = {"TELEGRAM_TOKEN": TOKEN, "SLACK_BOT_TOKEN": "xoxb-1"}
    platforms = read_platforms(told, PEPPER, "polling")
    async with channels(platforms, MemoryStore(), MemoryInstallations()) as made:
        assert {name: channel.platform for name, channel in made.items()} == {
            "telegram": "telegram",
            "slack": "slack",
        }


def test_s17_secrets_come_from_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NAME_FILE stands for NAME; a file that cannot be read is named."""
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("TELEGRAM_TOKEN_FILE", str(file))
    monkeypatch.setenv("REDIS_URL_FILE", str(file))
    assert environment()["TELEGRAM_TOKEN"] == TOKEN
    with pytest.raises(Misconfigured, match="POISED_SEALING_KEYS"):
        read()
    monkeypatch.setenv("TELEGRAM_TOKEN_FILE", str(tmp_path / "none"))
    with pytest.raises(Misconfigured, match="TELEGRAM_TOKEN_FILE"):
        environment()


@pytest.mark.parametrize(("name", "value"), [("PORT", "high"), ("POISED_OPS_PORT", "70000")])
def test_a_wrong_setting_is_told_by_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the setting."""
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match=name):
        read()


def test_the_adapters_get_words_of_every_language() -> None:
    """Words by language; one that we lack is answered in the first."""
    assert "private chat" in telegram_texts()["en"]("telegram-group", link="x")
    assert speech("xx", "slack-choose") == speech("en", "slack-choose")
