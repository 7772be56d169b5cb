"""The programme's thresholds: each with a source and a mark, and every fault named."""

import copy
import tomllib
from typing import Any

import pytest

from flows.catalog.programme import Programme, parse
from tests.clinical.people import CONTENT, programme


@pytest.fixture
def tree() -> dict[str, Any]:
    return {"programme.toml": tomllib.loads((CONTENT / "programme.toml").read_text())}


def test_every_value_has_a_source_and_a_mark(tree: dict[str, Any]) -> None:
    """As many provenances as values, none of them empty."""
    known = programme().provenance
    assert len(known) > 100
    assert all(found.source and found.mark for found in known.values())


FAULTS = [
    (("flare", "volume"), 0.5, "programme.toml: flare.volume: a value needs a mark and a source"),
    (("flare", "volume"), {"value": "x", "mark": "read", "source": "s"}, "flare.volume"),
    (("flare", "volume"), {"value": 1, "mark": "guess", "source": "s"}, "flare.volume.mark"),
    (("flare", "volume"), {"value": 1, "mark": "read"}, "flare.volume.source"),
    (("flare", "unknown"), {"value": 1, "mark": "read", "source": "s"}, "flare.unknown"),
]


@pytest.mark.parametrize(("path", "value", "said"), FAULTS)
def test_broken_content_names_file_and_key(
    tree: dict[str, Any], path: tuple[str, str], value: object, said: str
) -> None:
    """A fault in a value, its mark or its name is told with the file and the key."""
    broken = copy.deepcopy(tree)
    broken["programme.toml"][path[0]][path[1]] = value
    problems: list[str] = []
    parse(broken, problems)
    assert any(said in problem and "programme.toml" in problem for problem in problems)


def test_a_missing_file_is_told() -> None:
    """Without the file there is no programme, and the reader is told which file."""
    problems: list[str] = []
    assert parse({}, problems) is None
    assert problems == ["programme.toml: the file is missing"]


def test_caps_of_the_clinical_rules_hold() -> None:
    """Whoever edits the content cannot loosen the caps that protect people."""
    rules: Programme = programme()
    assert rules.progress.load_step_max <= 0.10
    assert rules.progress.load_step_grams <= 1000
    assert rules.progress.exercises_max <= 2
    assert rules.pain.peak_to <= 5
    assert rules.pain.strict_peak_to <= 3
    assert rules.walking.rise_share_max <= 0.20
    assert set(rules.progress.axis_order) == {"beginner", "intermediate", "advanced", "strength"}
    axes = ["context", "load", "range", "reps", "sets", "stability", "tempo"]
    for order in rules.progress.axis_order.values():
        assert sorted(order) == axes


def test_thresholds_of_the_second_edition_are_pinned() -> None:
    """Each clinical threshold of progression has the value that its page gives."""
    rules: Programme = programme()
    assert rules.progress.settled_days_max == 4
    assert (rules.regress.steps_max, rules.regress.steps_within_days) == (2, 14)
    assert (rules.regress.volume, rules.regress.volume_days) == (0.8, 3)
    assert (rules.deload.volume, rules.deload.days) == (0.6, 7)
    assert rules.hold.effort_from == 8
    assert rules.progress.effort_to == 7
    assert rules.gates.long_days == {"mobility": 29}
    assert (rules.gates.strength_days_min, rules.gates.loaded_sessions_min) == (42, 12)
    assert (rules.gates.strength_steps_min, rules.gates.strength_patterns_min) == (3, 2)
    assert (rules.gates.down_advanced_above, rules.gates.down_intermediate_from) == (3, 6)
    assert rules.flare.believed_pain_to == 6
    assert (rules.integration.share_from, rules.integration.share_to) == (0.6, 1.25)
