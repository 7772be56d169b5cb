"""A platform that nobody knew of needs one folder and one line, and keeps the whole contract."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
THIRD = Path(__file__).parent / "third_platform"
COPIED = ("bot", "flows", "content", "tests", "docs", "pyproject.toml", "README.md")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "transcripts", "data", "golden")
LAST, LINE = '    "browser",\n', '    "pigeon",\n'
ENTRY = """
from bot.__main__ import app
from bot.adapters.registry import PREFIXES
from bot.process import unconfigured
print([group.name for group in app.registered_groups], PREFIXES, unconfigured())
"""


def house_with_pigeons(folder: Path) -> Path:
    """A copy of the house with a third platform: one folder, one line, and its stand-in."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=NOT_COPIED)
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.copytree(THIRD / "pigeon", folder / "bot/adapters/pigeon", ignore=NOT_COPIED)
    shutil.copy(THIRD / "stand_in.py", folder / "tests/contract/platforms/pigeon.py")
    registry = folder / "bot/adapters/registry.py"
    before = registry.read_text("utf-8")
    assert LAST in before
    registry.write_text(before.replace(LAST, LAST + LINE), "utf-8")
    return folder


def ran(folder: Path, *words: str) -> str:
    """What Python says in the copy."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


def test_a_third_platform_is_one_folder_and_one_line(tmp_path: Path) -> None:
    """The contract, the laws, the command line and the settings take it without another change."""
    house = house_with_pigeons(tmp_path)
    suite = ran(
        house, "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "tests/contract/test_platforms.py", "tests/laws/test_imports.py",
        "-k", "pigeon or platform_is_known or adapter_knows or rooms_of_bot",
    )  # fmt: skip
    assert " passed" in suite and "failed" not in suite
    entry = ran(house, "-c", ENTRY)
    for known in ("'browser', 'pigeon'", "'BROWSER_', 'PIGEON_'", "Pigeon (PIGEON_URL)"):
        assert known in entry
