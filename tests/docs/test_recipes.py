"""The pages on how to add and change things: each is followed word by word, so none goes stale."""

import re
from pathlib import Path

import pytest

from tests.docs.recipe import ROOT, Step, changed, follow, steps

PAGES = sorted(path.name for path in (ROOT / "docs").glob("add-*.md"))
PAGES += ["change-a-threshold.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_leads_where_it_says(page: str, tmp_path: Path) -> None:
    """Each change can be made, and each command prints what the page says will be seen."""
    follow(page, tmp_path)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_short_and_has_steps_to_follow(page: str) -> None:
    """A recipe changes something, and shows how to see it."""
    kinds = {step.kind for step in steps(page)}
    assert "console" in kinds and kinds & {"append", "change"}
    assert len((ROOT / "docs" / page).read_text("utf-8").splitlines()) <= 120


def test_the_guide_to_content_names_files_that_are_there() -> None:
    """Each file and folder of content/ that its README sends somebody to exists."""
    guide = (ROOT / "content" / "README.md").read_text("utf-8")
    named = re.findall(r"`([\w/<>*-]+\.(?:toml|ftl))[`,]", guide)
    found = [re.sub(r"<\w+>", "*", name) for name in named]
    assert len(found) > 10
    assert [name for name in found if not any((ROOT / "content").glob(name))] == []


def test_a_change_that_does_not_fit_is_told() -> None:
    """A page whose lines are no longer in the file fails with the lines."""
    step = Step("change", "a.py", " one\n-two\n+three\n")
    assert changed("zero\none\ntwo\n", step) == "zero\none\nthree\n"
    with pytest.raises(AssertionError, match=r"a\.py has 0 times"):
        changed("one\n2\n", step)
