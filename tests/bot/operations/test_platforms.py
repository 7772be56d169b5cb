"""Settings of the platforms and of the process: whole, or refused by name with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.platform import Host, Platform
from bot.adapters.registry import ADAPTERS, PREFIXES
from bot.adapters.slack.config import read_config as slack_config
from bot.adapters.telegram.config import read_config as telegram_config
from bot.app import assemble, words
from bot.core.clock import SetTime
from bot.core.render import Localization
from bot.errors import Misconfigured
from bot.process import host_of, platforms, unconfigured
from bot.settings import environment, read
from bot.store.memory import MemoryStore
from flows.engine.wording import FluentWording

PEPPER = b"p" * 32
TOKEN = "4242:TEST-TOKEN-canary-AAAAAAAAAAAAAAAAAAAA"
SECRET = "webhook-secret-canary-0123456789-abcdef"


def host() -> Host:
    """What an application over a store in memory lends."""
    return host_of(assemble(MemoryStore(), PEPPER, {}, SetTime(0.0)), PEPPER)


def opened(told: dict[str, str], *, served: bool = False) -> dict[str, Platform]:
    """The platforms of some settings."""
    lent = host()
    found = {name: one.open(told, lent, served=served) for name, one in ADAPTERS.items()}
    return {name: platform for name, platform in found.items() if platform}


def test_nothing_configured_is_nothing() -> None:
    """Without settings there are no platforms, and the mistake names the setting of each."""
    assert opened({"PUBLIC_URL": "https://x.example"}) == {}
    told = str(unconfigured())
    assert [one.required in told for one in ADAPTERS.values()] == [True] * len(ADAPTERS)


@pytest.mark.parametrize(
    ("told", "served", "setting"),
    [
        ({"TELEGRAM_TOKEN": "no token"}, False, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_SECRET": SECRET}, False, "TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": TOKEN}, True, "TELEGRAM_PUBLIC_URL"),
        ({"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": "http://x.example"}, True, "TELEGRAM_PUBLIC"),
        ({"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": "https://x.example"}, True, "TELEGRAM_SECRET"),
        ({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_MODE": "push"}, True, "TELEGRAM_MODE"),
    ],
)
def test_s1_a_half_configured_telegram_is_refused(
    told: dict[str, str], *, served: bool, setting: str
) -> None:
    """Each missing half is named."""
    with pytest.raises(Misconfigured, match=setting):
        opened(told, served=served)


async def test_one_public_address_serves_the_routes_of_every_platform() -> None:
    """PUBLIC_URL gets each platform's own path; what is polled or on a socket has no route."""
    told = {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SECRET": SECRET, "PUBLIC_URL": "https://x.example",
        "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "one, two",
    }  # fmt: skip
    found = opened(told, served=True)
    paths = [route.path for platform in found.values() for route in platform.routes()]
    assert paths == ["/telegram", "/slack/events"]
    apart = told | {"TELEGRAM_MODE": "polling", "SLACK_SIGNING_SECRET": "", "SLACK_APP_TOKEN": "x"}
    closed = opened(apart, served=True)
    assert [list(platform.routes()) for platform in closed.values()] == [[], []]
    for platform in [*found.values(), *closed.values()]:
        await platform.close()


def test_two_signing_secrets_stand_side_by_side_and_nothing_secret_shows() -> None:
    """One rotates while the other still holds; settings print without their secrets."""
    slack = slack_config({"SLACK_SIGNING_SECRET": "canary-1, canary-2"}, b"b" * 32)
    told = {"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": "https://x.example"}
    telegram = telegram_config(told, b"b" * 32, "polling")
    assert slack is not None and telegram is not None
    assert slack.signing_secrets == ("canary-1", "canary-2")
    assert telegram.public_url == "https://x.example/telegram"
    assert "canary" not in repr((slack, telegram))


async def test_every_configured_platform_has_a_channel() -> None:
    """What is configured can be sent to, under the name that stands in addresses."""
    told = {"TELEGRAM_TOKEN": TOKEN, "SLACK_BOT_TOKEN": "xoxb-1"}
    async with platforms(told, host(), served=False) as made:
        assert {name: platform.channel.platform for name, platform in made.items()} == {
            "telegram": "telegram",
            "slack": "slack",
        }


def test_s17_secrets_come_from_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NAME_FILE stands for NAME; a file that cannot be read is named."""
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("TELEGRAM_TOKEN_FILE", str(file))
    address = tmp_path / "address"
    address.write_text("redis://127.0.0.1:1\n")
    monkeypatch.setenv("REDIS_URL_FILE", str(address))
    assert environment(*PREFIXES)["TELEGRAM_TOKEN"] == TOKEN
    with pytest.raises(Misconfigured, match="POISED_SEALING_KEYS"):
        read()
    monkeypatch.setenv("TELEGRAM_TOKEN_FILE", str(tmp_path / "none"))
    with pytest.raises(Misconfigured, match="TELEGRAM_TOKEN_FILE"):
        environment(*PREFIXES)


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
    assert "private chat" in words()("en", "telegram-group", link="x")
    assert words()("xx", "slack-choose") == words()("en", "slack-choose")


def test_the_nearest_language_is_spoken() -> None:
    """A region falls back to its language, and an unknown language to the first."""
    english, portuguese = (FluentWording(code, {"x": f"x = {code}"}) for code in ("en", "pt"))
    known = Localization({"en": english, "pt": portuguese})
    assert [known(code, "x") for code in ("pt", "pt-BR", "de", "")] == ["pt", "pt", "en", "en"]
    assert known.languages == ("en", "pt")
