"""An operator's mistake: one message that names the setting and the mend, and exit code 2."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import settings
from bot.__main__ import MISTAKE, app
from bot.store.batcher import SILENCE_SECONDS_MAX

KEY = base64.b64encode(b"k" * 32).decode()
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting from outside, folders of our own, and nothing remembered."""
    for name in [*settings.environment(), "REDIS_URL"]:
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


def test_a_server_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is wrong or the server is down: no traceback, exit code 2."""
    for name, value in {
        "REDIS_URL": NOBODY, "POISED_SEALING_KEYS": f"1:{KEY}", "POISED_PEPPER": KEY,
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, ["chat"], input=":quit\n")
    assert done.exit_code == MISTAKE, done.output
    assert done.output.startswith("poised: ") and "Traceback" not in done.output


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
