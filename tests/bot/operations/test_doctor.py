"""`poised doctor`: each fault is named with its mend, and nothing secret is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.adapters.clock_skew import clock_skew
from bot.adapters.platform import CheckResult
from bot.library import Languages
from bot.media.figure_data import figures
from bot.operations import doctor
from bot.operations.doctor import examine, line
from bot.settings import read
from bot.settings import settings as remembered
from tests.drawn import drawn
from tests.standins.slack import SlackStandIn, Workspace
from tests.standins.telegram import TelegramServer

SECRET = "webhook-secret-canary-0123456789-abcdef"
Setenv = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own for every examination."""
    monkeypatch.setenv("POISED_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POISED_SECRETS", str(tmp_path / "secrets"))


def of(findings: list[CheckResult], what: str) -> CheckResult:
    """The finding of one check."""
    return next(one for one in findings if one.what == what)


async def test_a_sound_installation_has_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Content, time zones, database and a polled Telegram, all well."""
    async with TelegramServer() as server:
        monkeypatch.setenv("TELEGRAM_TOKEN", server.token)
        monkeypatch.setenv("TELEGRAM_API_BASE", server.base)
        findings = await examine(read())
    assert [line(one) for one in findings if one.faulty] == []
    assert of(findings, "Telegram token").found == "@poised_test_bot"
    assert of(findings, "time zones").found.startswith("tzdata 20")
    assert of(findings, "Slack").state == "off"


async def test_a_wrong_token_and_a_strange_webhook_are_faults(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T5: a webhook that is not ours is seen; neither line quotes a token."""
    async with TelegramServer() as server:
        monkeypatch.setenv("TELEGRAM_API_BASE", server.base)
        monkeypatch.setenv("TELEGRAM_TOKEN", server.token)
        server.webhook = {"url": "https://elsewhere.example/hook"}
        hook = of(await examine(read()), "Telegram webhook")
        assert hook.faulty
        assert "poised telegram setup" in line(hook)
        monkeypatch.setenv("TELEGRAM_TOKEN", "4242:WRONG-canary-AAAAAAAAAAAAAAAAAAAAA")
        token = of(await examine(read()), "Telegram token")
        assert token.faulty
        assert "canary" not in line(token)


async def test_slack_is_asked_whose_token_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good token names its workspace; a half-configured app is named with the mend."""
    async with SlackStandIn(Workspace("T1", "xoxb-1")) as server:
        monkeypatch.setenv("SLACK_API_BASE", server.base)
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
        half = of(await examine(read()), "Slack settings")
        assert (half.state, half.found) == ("fault", "SLACK_SIGNING_SECRET")
        monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
        findings = await examine(read())
    assert of(findings, "Slack manifest").state == "ok"
    assert of(findings, "Slack token").state == "ok"


async def test_pictures_that_are_not_made_are_counted_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing pictures stop no start: the warning says how many there are and how to make them."""
    monkeypatch.setenv("POISED_PICTURES", str(tmp_path))
    missing = of(await examine(read()), "pictures")
    assert (missing.state, missing.faulty) == ("warning", False)
    assert f"0 of {len(figures())} as gif" in missing.found
    assert f"poised pictures {tmp_path} --formats" in line(missing)
    drawn(tmp_path)
    whole = of(await examine(read()), "pictures")
    assert (whole.state, whole.mend) == ("ok", "")
    assert f"{len(figures())} of {len(figures())} as gif" in whole.found


async def test_a_clock_that_is_off_is_a_fault() -> None:
    """More than five seconds from the platform's Date header."""
    async with TelegramServer() as server:
        assert (await clock_skew("Telegram", server.base)).state == "ok"
        off = await clock_skew("Telegram", server.base, lambda: 1_900_000_000.0)
    assert off.faulty
    assert "NTP" in off.mend
    unknown = await clock_skew("Telegram", "http://127.0.0.1:1")
    assert unknown.state == "warning"


async def test_a_silent_database_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens at REDIS_URL: told with the mend, not with a traceback."""
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("POISED_SEALING_KEYS", "c" * 43 + "=")
    monkeypatch.setenv("POISED_PEPPER", "d" * 43 + "=")
    found = of(await examine(read()), "settings")
    assert found.faulty
    assert found.found == "REDIS_URL" and "start it" in found.mend


@pytest.mark.parametrize(("more", "code"), [({}, 0), ({"SLACK_BOT_TOKEN": "xoxb-1"}, 2)])
def test_the_command_exits_2_on_a_fault(
    more: dict[str, str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release step can rely on it."""
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    remembered.cache_clear()
    result = CliRunner().invoke(app, ["doctor"])
    remembered.cache_clear()
    assert result.exit_code == code, result.output
    assert "content and flows are sound" in result.output


def test_h12_a_language_that_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code, how many faults, the first of them and how to see all; the rest is sound."""
    wrong = ("text/de: urgent-signs is missing", "text/de: locked is missing")
    monkeypatch.setattr(doctor, "faults", lambda: list(wrong))
    monkeypatch.setattr(doctor, "languages", lambda: Languages({}, {}, {"de": wrong}))
    content, language = doctor._content()
    assert (content.state, language.what) == ("ok", "language de")
    assert "2 faults, the first: text/de: urgent-signs is missing" in line(language)
    assert language.faulty and "poised lint" in language.mend
