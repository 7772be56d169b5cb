"""Law: what is tested is what runs."""

import re

from tests.laws.sources import ROOT

PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;]+)", re.MULTILINE)


def pins(file: str) -> dict[str, str]:
    """Package -> version of a lock file."""
    return dict(PIN.findall((ROOT / "requirements" / file).read_text("utf-8")))


def test_what_runs_is_part_of_what_is_tested_in_the_same_versions() -> None:
    """Each package of run.txt stands in dev.txt with the same version (`make lock`)."""
    tested = pins("dev.txt")
    runs = pins("run.txt")
    assert len(runs) > len(tested) / 3
    assert {name: (v, tested.get(name)) for name, v in runs.items() if tested.get(name) != v} == {}


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    """Every pin has a hash, and no line names an index."""
    for file in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / file).read_text("utf-8")
        assert all("--hash=sha256:" in part for part in re.split(r"\n(?=[a-z])", text))
        assert "://" not in text and "--index" not in text and "--find-links" not in text
