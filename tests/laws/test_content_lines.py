"""Law: content is written so that a change of it can be reviewed."""

from tests.laws.sources import ROOT

LINE_CHARS_MAX = 120


def test_lines_of_content_can_be_reviewed() -> None:
    """No line of a TOML file in content/ has more than 120 characters."""
    long = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)} characters"
        for path in sorted((ROOT / "content").rglob("*.toml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LINE_CHARS_MAX
    ]
    assert long == []
