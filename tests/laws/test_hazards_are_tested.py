"""Hazards and tests are traced to each other, both ways."""

import re

from tests.laws.sources import ROOT

ROW = re.compile(r"^\| (H\d+) \|", re.MULTILINE)
NAMED = re.compile(r"def test_(h\d+)_")


def test_every_hazard_of_the_log_is_named_by_a_test() -> None:
    """A row of docs/safety.md without a test fails."""
    log = ROW.findall((ROOT / "docs" / "safety.md").read_text("utf-8"))
    sources = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    tested = {name.upper() for source in sources for name in NAMED.findall(source)}
    assert [hazard for hazard in log if hazard not in tested] == []
