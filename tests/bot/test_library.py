"""Content that is broken is told whole: every problem, with file and key."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.library import read_content
from flows.catalog import BrokenContent, build
from tests.waits import HANG_S

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


def test_lint_of_broken_content_lists_it_and_exits_1(tmp_path: Path) -> None:
    """An editor sees file and place of each slip, and CI sees the exit code."""
    for room in ("bot", "flows", "content"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    flags = tmp_path / "content" / "red_flags.toml"
    flags.write_text(flags.read_text("utf-8").replace('tier = "emergency"', 'tier = "soon"', 1))
    (tmp_path / "content" / "clinic.toml").write_text("not toml at all")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "lint"],
        capture_output=True, text=True, cwd=tmp_path, timeout=HANG_S, check=False,
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "clinic.toml" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
