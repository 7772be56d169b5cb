"""Follows a page of docs/: makes its changes in a copy of the house, and runs what it says to run.

A fenced block says what it is. `append <file>` adds it to a file, `change <file>` replaces the
lines with "-" by those with "+", `console` runs each line with "$", and what stands below must be
in what that prints. A command without anything below, or tests that "passed", must succeed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("bot", "flows", "content", "docs", "tests")
FILES = ("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "data", "worlds")
BLOCK = re.compile(r"^```(\w+)(?: (append|change) (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = {
    "poised": (sys.executable, "-m", "bot"),
    "python": (sys.executable,),
    "pytest": (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
    "cp": ("cp",),
}
"""The commands that a page may use."""
PASSED = "passed"
"""Tests that a page says pass, all do."""


@dataclass(frozen=True)
class Step:
    """One block of a page."""

    kind: str
    file: str
    text: str


def steps(page: str) -> Iterator[Step]:
    """Give the blocks of a page in order."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    for language, kind, file, body in BLOCK.findall(text):
        assert kind or language == "console", f"{page}: a block that nobody can follow: {body}"
        yield Step(kind or language, file, body)


def copy_house(folder: Path) -> Path:
    """Copy what a page may change or run."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def follow(page: str, folder: Path) -> None:
    """Follow a page in a copy; a step that does not come out as it says fails."""
    house = copy_house(folder / "house")
    for step in steps(page):
        file = house / step.file
        if step.kind == "append":
            file.write_text(file.read_text("utf-8") + step.text, "utf-8")
        elif step.kind == "change":
            file.write_text(changed(file.read_text("utf-8"), step), "utf-8")
        else:
            _run(step.text, house)


def changed(text: str, step: Step) -> str:
    """Put the lines with "+" where those with "-" are, once; a line with neither stays."""
    lines = step.text.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(before) == 1, f"{step.file} has {text.count(before)} times:\n{before}"
    return text.replace(before, after)


def _run(block: str, house: Path) -> None:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *seen = part.splitlines()
        name, *words = shlex.split(command)
        done = subprocess.run(
            [*PYTHON[name], *words],
            cwd=house,
            env={**os.environ, "PYTHONPATH": str(house), "HOME": str(house)},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = done.stdout + done.stderr
        for line in seen:
            assert line in printed, f"$ {command}\nprints no {line!r}:\n{printed[-3000:]}"
        if not seen or PASSED in seen:
            assert done.returncode == 0, f"$ {command}\n{printed[-3000:]}"
