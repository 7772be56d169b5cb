"""reminders.toml: every value has its source, and what cannot hold is reported with its key."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from flows.catalog.reminders import FILE, parse
from tests.clinical.reminding import rules, tree


def problems_after(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Parse the content with one change and give the problems."""
    changed: dict[str, Any] = deepcopy(tree())
    change(changed[FILE])
    problems: list[str] = []
    assert (parse(changed, problems) is None) is bool(problems)
    return problems


def test_every_value_has_a_source_and_a_mark() -> None:
    """The numbers can be traced one by one."""
    marks = {one.mark for one in rules().provenance.values()}
    assert marks <= {"read", "general_knowledge", "proposed"}
    assert {"quiet.from", "window.minutes", "silence.steps.1.every_days"} <= set(rules().provenance)
    assert all(one.source for one in rules().provenance.values())


def test_a_missing_file_is_one_problem() -> None:
    """Without the file there are no rules, and it is said once."""
    problems: list[str] = []
    assert parse({}, problems) is None
    assert problems == [f"{FILE}: file is missing"]


BROKEN: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("quiet.from", lambda t: t["quiet"]["from"].update(value="24:00")),
    ("window.minutes", lambda t: t["window"]["minutes"].update(value=0)),
    ("window.minutes", lambda t: t["window"].pop("minutes")),
    ("window.extra", lambda t: t["window"].update(extra=t["window"]["minutes"])),
    ("nudge.after_minutes", lambda t: t["nudge"].update(after_minutes=180)),
    ("provenance.window.minutes.source", lambda t: t["window"]["minutes"].pop("source")),
    ("provenance.window.minutes.mark", lambda t: t["window"]["minutes"].update(mark="sure")),
    ("silence.steps", lambda t: t["silence"]["steps"].reverse()),
    ("silence.steps", lambda t: t["silence"]["goodbye_after_days"].update(value=10)),
    ("usual.time", lambda t: t["usual"]["time"].update(value="07:59")),
    ("digest.time", lambda t: t["digest"]["time"].update(value="21:00")),
    ("snooze.evening", lambda t: t["snooze"]["evening"].update(value="23:00")),
    ("variants.nudge", lambda t: t["variants"]["nudge"].update(value=4)),
    ("variants.nudge", lambda t: t["variants"]["nudge"].update(value=7)),
    (
        "follow_ups.referral.passes.0",
        lambda t: t["follow_ups"]["referral"]["passes"].update(value=["anything"]),
    ),
]


@pytest.mark.parametrize(("key", "change"), BROKEN)
def test_a_broken_value_is_named_by_file_and_key(
    key: str, change: Callable[[dict[str, Any]], object]
) -> None:
    """Whoever edits the content is told where it is wrong."""
    problems = problems_after(change)
    assert any(line.startswith(f"{FILE}: {key}") for line in problems), problems


def test_the_content_as_it_is_has_no_problems() -> None:
    """No change, no problem."""
    assert problems_after(lambda t: None) == []
