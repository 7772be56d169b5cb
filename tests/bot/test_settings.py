"""An operator's mistake: one message that names the setting and the mend, and exit code 2."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from bot import settings
from bot.__main__ import MISTAKE, app
from bot.adapters.registry import PREFIXES
from bot.app import connected
from bot.errors import Misconfigured, StoreUnavailable
from bot.store.batcher import SILENCE_SECONDS_MAX
from tests.waits import HANG_S

KEY = base64.b64encode(b"k" * 32).decode()
PEPPER = base64.b64encode(b"p" * 32).decode()
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting from outside, folders of our own, and nothing remembered."""
    for name in [*settings.environment(*PREFIXES), "REDIS_URL"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POISED_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POISED_SECRETS", str(tmp_path / "secrets"))
    settings.settings.cache_clear()
    yield
    settings.settings.cache_clear()


@pytest.mark.parametrize(
    ("given", "named", "mend"),
    [
        ({"PORT": "eighty"}, "PORT", "integer"),
        ({"PORT": "70000"}, "PORT", "65535"),
        ({"POISED_FORCE": "perhaps"}, "POISED_FORCE", "boolean"),
        ({"REDIS_URL": NOBODY}, "POISED_SEALING_KEYS", "poised secret"),
        ({"REDIS_URL": NOBODY, "POISED_SEALING_KEYS": KEY}, "POISED_PEPPER", "poised secret"),
        (
            {"REDIS_URL": NOBODY, "POISED_SEALING_KEYS": "rubbish", "POISED_PEPPER": KEY},
            "POISED_SEALING_KEYS",
            "base64",
        ),
        ({"POISED_PEPPER_FILE": "/no/such/file"}, "POISED_PEPPER_FILE", "cannot be read"),
        ({"POISED_LOG": "LOUD"}, "POISED_LOG", "'INFO'"),
        ({"POISED_SEALING_KEY": KEY}, "POISED_SEALING_KEY", "POISED_SEALING_KEYS"),
        ({"POISED_PEPER_FILE": __file__}, "POISED_PEPER_FILE", "POISED_PEPPER"),
        ({"TELEGRAM_TOKN": "x"}, "TELEGRAM_TOKN", "TELEGRAM_TOKEN"),
        ({"SLACK_BOTTOKEN": "x"}, "SLACK_BOTTOKEN", "SLACK_BOT_TOKEN"),
        ({"POISED_XYZZY_QWKJ": "x"}, "POISED_XYZZY_QWKJ", "docs/operations.md"),
        ({"REDIS_URL": "127.0.0.1:6379"}, "REDIS_URL", "redis://"),
        ({"PUBLIC_URL": "bot.example.org"}, "PUBLIC_URL", "https://"),
        ({"POISED_DATABASE_SILENCE_S": "600"}, "POISED_DATABASE_SILENCE_S", "60"),
        ({"POISED_DATABASE_SILENCE_S": "nan"}, "POISED_DATABASE_SILENCE_S", "0"),
    ],
)
def test_s17_a_wrong_setting_is_named_with_its_mend(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], named: str, mend: str
) -> None:
    """Nothing starts, no traceback, no secret in the message."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, ["chat"], input=":quit\n")
    assert done.exit_code == MISTAKE, done.output
    assert named in done.output and mend in done.output
    assert "Traceback" not in done.output and KEY not in done.output


@pytest.mark.parametrize(
    ("command", "name", "value", "mend"),
    [
        ("web", "TELEGRAM_MODE", "pooling", "polling or webhook"),
        ("work", "SLACK_APP_TOKN", "x", "SLACK_APP_TOKEN"),
        ("telegram", "TELEGRAM_MODE", "pooling", "polling or webhook"),
        ("slack", "TELEGRAM_TOKENS", "x", "TELEGRAM_TOKEN"),
        ("doctor", "SLACK_APP_TOKN", "x", "SLACK_APP_TOKEN"),
    ],
)
def test_every_start_refuses_what_it_does_not_understand(
    monkeypatch: pytest.MonkeyPatch, command: str, name: str, value: str, mend: str
) -> None:
    """A misspelt name and a bad value of a platform are told by whatever begins."""
    monkeypatch.setenv("TELEGRAM_TOKEN", f"1:{'t' * 35}")
    monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, [command])
    assert done.exit_code == MISTAKE, done.output
    assert name in done.output and mend in done.output
    assert "Traceback" not in done.output


class LateStore:
    """A database that answers at the third attempt."""

    attempts = 0

    async def open(self) -> None:
        """Fail twice."""
        self.attempts += 1
        if self.attempts < 3:
            raise StoreUnavailable


@pytest.mark.asyncio
async def test_a_start_waits_for_its_database_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A runner starts everything at once; who is not patient gets the setting and the mend."""
    monkeypatch.setattr("bot.app.CONNECT_EVERY_S", 0)
    with structlog.testing.capture_logs() as said:
        await connected(LateStore(), HANG_S)
    assert [each["event"] for each in said] == ["waiting_for_the_database"] * 2
    with pytest.raises(Misconfigured, match=r"REDIS_URL: .*start it"):
        await connected(LateStore(), 0)


def test_a_server_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is wrong or the server is down: no traceback, exit code 2."""
    for name, value in {
        "REDIS_URL": NOBODY, "POISED_SEALING_KEYS": KEY, "POISED_PEPPER": PEPPER,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, ["chat"], input=":quit\n")
    assert done.exit_code == MISTAKE, done.output
    assert done.output.startswith("poised: REDIS_URL: ") and "Traceback" not in done.output


def test_secrets_never_show_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printed settings object hides what must be hidden."""
    monkeypatch.setenv("POISED_PEPPER", KEY)
    assert KEY not in repr(settings.read())


def test_a_secret_can_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """POISED_PEPPER_FILE stands for the content of that file."""
    (tmp_path / "pepper").write_text(f"{KEY}\n")
    monkeypatch.setenv("POISED_PEPPER_FILE", str(tmp_path / "pepper"))
    pepper = settings.read().pepper
    assert pepper is not None and pepper.get_secret_value() == KEY


def test_d1_the_patience_with_the_database_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the 1.5 s of the duty unless an operator says otherwise."""
    assert settings.read().silence_s == SILENCE_SECONDS_MAX
    monkeypatch.setenv("POISED_DATABASE_SILENCE_S", "4")
    assert settings.read().silence_s == 4.0
