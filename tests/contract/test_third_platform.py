"""A platform that nobody knew of needs one folder and one line, and keeps the whole contract."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
THIRD = Path(__file__).parent / "third_platform"
COPIED = ("bot", "flows", "content", "tests", "docs", "pyproject.toml", "README.md")
LAST = '    "slack",\n'
LINE = '    "pigeon",\n'
NOT_COPIED = shutil.ignore_patterns("__pycache__", "transcripts", "data", "golden")


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


def ran(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_third_platform_is_one_folder_and_one_line(tmp_path: Path) -> None:
    """The contract, the laws on imports, the command and doctor take it without another change."""
    house = house_with_pigeons(tmp_path)
    suite = ran(
        house, "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "tests/contract/test_platforms.py", "tests/laws/test_imports.py",
        "-k", "pigeon or platform_is_known or adapter_knows or rooms_of_bot",
    )  # fmt: skip
    assert suite.returncode == 0, suite.stdout[-3000:]
    assert " passed" in suite.stdout and "failed" not in suite.stdout
    own = {"POISED_DATA": str(tmp_path / "data"), "POISED_SECRETS": str(tmp_path / "secrets")}
    for command, setting in (("pigeon", "PIGEON_URL"), ("web", "Pigeon (PIGEON_URL)")):
        told = ran(house, "-m", "bot", command, **own)
        assert (told.returncode, setting in told.stderr) == (2, True), told.stderr
    doctor = ran(house, "-m", "bot", "doctor", **own, PIGEON_URL="http://loft", PIGEON_SECRET="coo")
    assert "Pigeon loft: http://loft" in doctor.stdout, doctor.stdout + doctor.stderr
