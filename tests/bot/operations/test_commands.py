"""The operators' commands over a private database, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.settings import settings

SCRIPT = "I agree\n44\n"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of its own."""
    monkeypatch.setenv("POISED_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("POISED_SECRETS", str(tmp_path / "secrets"))
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*words: str, code: int = 0, typed: str = "") -> str:
    """Run a command; gives what it printed."""
    result = CliRunner().invoke(app, words, input=typed)
    assert result.exit_code == code, result.output
    return result.output


def test_a_console_person_is_exported_backed_up_and_unstuck(tmp_path: Path) -> None:
    """Talk, then export, explain, unstick, back up, restore elsewhere: one story."""
    run("chat", typed=SCRIPT)
    exported = json.loads(run("export", "me"))
    assert [one["answer"] for one in exported["answers"]] == ["agree", 44]
    assert exported["person"] in run("unstick", "me")
    assert "no dead letters" in run("deadletters")
    run("explain", exported["person"])
    backup, erasures = str(tmp_path / "backup"), str(tmp_path / "list")
    assert "1 people" in run("backup", backup)
    run("erasures", erasures)
    assert "not empty" in run("restore", backup, code=2)
    assert "0 keys" in run("rotate")


@pytest.mark.parametrize("command", ["export", "explain", "unstick"])
def test_nobody_is_told_in_one_line(command: str) -> None:
    """A name that nothing is stored under: one message, exit code 2."""
    assert "nothing is stored of nobody" in run(command, "nobody", code=2)


@pytest.mark.parametrize("command", ["work", "web", "telegram", "slack"])
def test_a_process_without_a_platform_says_which_setting_is_missing(command: str) -> None:
    """Exit code 2 and the name of the setting."""
    assert "_TOKEN" in run(command, code=2)


def test_the_manifest_for_socket_mode_is_the_one_in_the_repository() -> None:
    """`poised slack manifest` without settings prints manifest.yaml."""
    root = Path(__file__).parents[3]
    assert run("slack", "manifest") == (root / "manifest.yaml").read_text()


def test_drawings_are_compared_wherever_the_command_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of the repository they are as up to date as inside; a folder of none is told."""
    monkeypatch.chdir(tmp_path)
    assert run("draw", "--check") == ""
    assert "no folder of drawings" in run("draw", "--check", "nowhere", code=2)
    run("draw", "here")
    assert run("draw", "--check", "here") == ""
    (tmp_path / "here" / "menu.md").write_text("old")
    assert "out of date: menu.md" in run("draw", "--check", "here", code=1)


def test_pictures_are_made_and_old_ones_removed(tmp_path: Path) -> None:
    """A step without a figure of its own is drawn as its exercise; half of a file never stays."""
    old = tmp_path / f"hip_hinge-{'0' * 20}.png"
    old.write_bytes(b"old")
    said = run("pictures", str(tmp_path), "--figure", "hip_hinge.tempo_1", "--formats", "png,svg")
    assert "2 files" in said and "1 old" in said
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.is_file()) == [".png", ".svg"]


@pytest.mark.parametrize(
    ("words", "mistake"),
    [
        ((), "folder:"),
        (("here", "--formats", "bmp"), "'bmp' is none of mp4, gif, png, svg"),
        (("here", "--ground", "pink"), "'pink' is none of light, dark"),
        (("here", "--figure", "handstand"), "no figure of handstand"),
        (("--sheet", __file__), "is no folder"),
    ],
)
def test_a_mistake_about_pictures_is_told_in_one_line(words: tuple[str, ...], mistake: str) -> None:
    """Nothing is drawn, the option is named, exit code 2."""
    assert mistake in run("pictures", *words, code=2)
