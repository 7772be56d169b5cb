"""Hazards and tests are traced to each other, both ways."""

import re

from tests.laws.sources import ROOT

ROW = re.compile(r"^\| (H\d+) \|", re.MULTILINE)
NAMED = re.compile(r"def test_((?:[a-z]\d+_)+)")
"""A test may name several rows: test_h9_h16_..."""


def test_every_hazard_of_the_log_is_named_by_a_test() -> None:
    """A row of docs/safety.md without a test fails."""
    log = ROW.findall((ROOT / "docs" / "safety.md").read_text("utf-8"))
    sources = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = "".join(found for source in sources for found in NAMED.findall(source))
    tested = {row.upper() for row in named.split("_")}
    assert [hazard for hazard in log if hazard not in tested] == []
