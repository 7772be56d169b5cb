"""Every clinical threshold is pinned: a change of one is seen, named and meant."""

import copy
from pathlib import Path
from typing import Any

import pytest

from bot.library import read_content
from flows.catalog import programme
from tests.clinical.thresholds import FILE, changed, pinned, values


def test_no_threshold_has_changed_unseen() -> None:
    """Each value of content/*.toml is the pinned one; see docs/change-a-threshold.md."""
    assert changed(pinned(), values(read_content())) == []


def test_every_pinned_value_has_its_own_key() -> None:
    """No two rows share a key, so that no value hides behind another."""
    keys = [line.partition(" = ")[0] for line in FILE.read_text("utf-8").splitlines()]
    assert len(keys) == len(set(keys)) == len(pinned())


def test_every_threshold_has_the_mark_of_its_source() -> None:
    """Read, known in general or proposed: which of them is pinned with the value."""
    programme = {key: value for key, value in pinned().items() if key.startswith("programme.toml")}
    bare = [k for k, v in programme.items() if not v.endswith(("(read)", "(proposed)", "ledge)"))]
    assert [key for key in bare if "meta." not in key and "barriers" not in key] == []


def _with(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    tree = copy.deepcopy(read_content())
    node: Any = tree
    for name in path[:-1]:
        node = node[int(name)] if isinstance(node, list) else node[name]
    node[path[-1]] = value
    return tree


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("red_flags.toml", "threshold", "2", "value"), 6, "threshold[severe_pain]"),
        (("reminders.toml", "silence", "goodbye_after_days", "value"), 21, "goodbye_after_days"),
        (
            ("contraindications.toml", "contraindication", "0", "kinds"),
            [],
            "contraindications.toml: contraindication[",
        ),
        (("clinic.toml", "country", "0", "emergency"), "911", "clinic.toml: country["),
    ],
)
def test_a_changed_threshold_is_named(path: tuple[str, ...], value: Any, named: str) -> None:
    """A number, a list or a number to call that changes is told with file, key, was and is."""
    (line,) = changed(values(read_content()), values(_with(path, value)))
    assert named in line and "was " in line and f"is {value!r}".replace("'", '"') in line


def test_a_value_that_comes_or_goes_is_named() -> None:
    """A threshold that is new, and one that is gone, are changes too."""
    tree = copy.deepcopy(read_content())
    del tree["red_flags.toml"]["threshold"][2]
    found = changed(values(read_content()), values(tree))
    assert all(": was " in line for line in found)
    gone = [line for line in found if "is not there" in line]
    assert any("severe_pain" in line for line in gone)


@pytest.mark.parametrize(
    ("value", "fault"), [("2", "is no number"), (0, "is below its least"), (-1, "below its least")]
)
def test_a_value_that_can_be_no_threshold_is_refused(value: Any, fault: str) -> None:
    """A text where a number is meant, and no session at all, do not load."""
    path = ("programme.toml", "leg", "sessions_further_down_from", "value")
    problems: list[str] = []
    programme.parse(_with(path, value), problems)
    assert any("sessions_further_down_from" in p and fault in p for p in problems), problems


def test_the_page_on_rules_says_the_numbers_of_r1() -> None:
    """Whoever changes how many sessions R1 waits for finds the sentence that says so."""
    leg = read_content()["programme.toml"]["leg"]
    words = {2: "two", 3: "three", 4: "four"}[leg["sessions_further_down_from"]["value"]]
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith("| R1 |")]
    assert f" {words} sessions running" in row
    assert f"within {leg['again_within_days']['value']} days" in row
