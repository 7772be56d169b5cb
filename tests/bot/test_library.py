"""Content that is broken is told whole: every problem, with file and key."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.library import read_content
from flows.catalog import BrokenContent, build

ROOT = Path(__file__).parents[2]


def test_the_shipped_content_is_sound() -> None:
    """It loads, and nothing is wrong with it."""
    assert build(read_content()).exercises.by_id


def test_every_problem_is_told_at_once_with_file_and_key() -> None:
    """Three faults in two files: three lines, not the first one only."""
    tree = read_content()
    broken = {path: dict(data) for path, data in tree.items()}
    del broken["red_flags.toml"]["question"]
    broken["programme.toml"].pop(next(iter(broken["programme.toml"])))
    broken["clinic.toml"] = {}
    with pytest.raises(BrokenContent) as caught:
        build(broken)
    files = {problem.split(":")[0] for problem in caught.value.problems}
    assert {"red_flags.toml", "programme.toml", "clinic.toml"} <= files


def linted(tree: Path) -> subprocess.CompletedProcess[str]:
    """What `poised lint` says in a copy of the house."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "lint"],
        capture_output=True, text=True, cwd=tree, timeout=300, check=False,
        env={"PYTHONPATH": str(tree), "PATH": "", "HOME": str(tree)},
    )  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house."""
    for room in ("bot", "flows", "content"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_lint_of_broken_content_lists_it_and_exits_1(house: Path) -> None:
    """An editor sees file and place of each slip, and CI sees the exit code."""
    flags = house / "content" / "red_flags.toml"
    flags.write_text(flags.read_text("utf-8").replace('tier = "emergency"', 'tier = "soon"', 1))
    (house / "content" / "clinic.toml").write_text("not toml at all")
    done = linted(house)
    assert done.returncode == 1, done.stderr
    assert "clinic.toml" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_h12_lint_names_a_language_that_is_not_whole_and_exits_1(house: Path) -> None:
    """A folder with one file in it breaks nothing else: the other languages go on."""
    (house / "content" / "text" / "de").mkdir()
    (house / "content" / "text" / "de" / "menu.ftl").write_text("menu-next = Was nun?\n", "utf-8")
    (house / "content" / "language" / "de").mkdir()
    (house / "content" / "language" / "de" / "words.toml").write_text("no toml")
    done = linted(house)
    assert done.returncode == 1, done.stderr
    assert "text/de: urgent-signs is missing" in done.stdout
    assert "language/de/redflags.toml: is missing" in done.stdout
    assert "language/de/words.toml: Expected '='" in done.stdout
    assert "text/en" not in done.stdout
