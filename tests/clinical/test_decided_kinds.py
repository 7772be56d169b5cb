"""An exercise that is in no kind is so by decision, never by oversight."""

from typing import Any

import pytest

from flows.catalog import exercises, sessions
from flows.catalog.sessions import Library
from tests.clinical.shelf import tree

STRENGTH, KINDS = "exercises/strength.toml", "exercises/kinds.toml"
DUMBBELL_DEADLIFT = {
    "regions": ["hinge", "glutes"], "equipment": ["dumbbell"], "equipment_alt": [],
    "risks": [], "micro": [{"kind": "range"}, {"kind": "tempo"}],
}  # fmt: skip


def _faults(content: dict[str, Any]) -> list[str]:
    """What lint says of changed content."""
    problems: list[str] = []
    library, rules = exercises.parse(content, problems), sessions.parse(content, problems)
    assert library is not None and rules is not None, problems
    return sessions.check(Library(library, rules))


def _with_new(**facts: Any) -> dict[str, Any]:
    """The library with one more exercise of strength that stands in no list."""
    content = tree()
    like = content[STRENGTH]["exercise"]["kettlebell_deadlift"]
    bare = {key: value for key, value in like.items() if key not in ("easier", "harder", "load")}
    content[STRENGTH]["exercise"]["new_one"] = {**bare, **DUMBBELL_DEADLIFT, **facts}
    return content


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "loaded_hinge"),
        ({}, "heavy_strength"),
        ({"equipment": [], "risks": ["loaded_strength"]}, "loaded_hinge"),
        ({"equipment": ["band"], "band": True}, "loaded_hinge"),
        ({"equipment": [], "load": {"items": ["bag"], "share": 0.5, "always": True}}, "heavy"),
        ({"regions": ["lift"]}, "loaded_hinge"),
        ({"regions": ["hinge", "balance"], "equipment": []}, "single_leg_deadlift"),
        ({"regions": ["rotation"], "equipment": ["band"]}, "loaded_spinal_rotation"),
        ({"regions": ["glutes"], "equipment": ["stability_ball"]}, "unstable_surface"),
        ({"regions": ["lumbar_flexion"], "equipment": []}, "end_range_flexion"),
        ({"regions": ["lumbar_extension"], "equipment": []}, "end_range_extension"),
        ({"regions": ["neural"], "equipment": []}, "aggressive_neural_stretch"),
    ],
)
def test_an_exercise_with_the_signs_of_a_kind_must_be_decided(
    facts: dict[str, Any], kind: str
) -> None:
    """A deadlift with dumbbells that nobody listed is named, not let through every bar."""
    found = [fault for fault in _faults(_with_new(**facts)) if " new_one has " in fault]
    assert any(kind in fault for fault in found), found


def test_every_shipped_decision_is_needed_to_be_sound() -> None:
    """Whatever is taken out of a kind or of the reasons is named by lint, each by itself."""
    base = tree()
    by_load = {
        name for row in base[STRENGTH]["exercise"].items() for name in [row[0]]
        if "adds" in row[1].get("load", {})
    }  # fmt: skip
    for number, row in enumerate(base[KINDS]["counted_as_none"]):
        for name in row["exercises"]:
            content = tree()
            content[KINDS]["counted_as_none"][number]["exercises"].remove(name)
            assert any(f" {name} has " in fault for fault in _faults(content)), name
    for name in set(base[KINDS]["kind"]["loaded_hinge"]) - by_load:
        content = tree()
        content[KINDS]["kind"]["loaded_hinge"].remove(name)
        assert any(f" {name} has " in fault for fault in _faults(content)), name


def test_a_reason_that_nothing_needs_or_that_says_nothing_is_named() -> None:
    """A list of exceptions does not outlive what it was for, and none comes without a reason."""
    content = tree()
    content[KINDS]["counted_as_none"] += [
        {"exercises": ["walking_practice"], "kinds": ["loaded_hinge"], "reason": "walks"},
        {"exercises": ["nobody"], "kinds": ["loaded_hinge"], "reason": " "},
    ]
    found = _faults(content)
    assert f"{KINDS}: counted_as_none: walking_practice needs no reason for loaded_hinge" in found
    assert f"{KINDS}: counted_as_none: no exercise nobody" in found
    assert f"{KINDS}: counted_as_none: no reason for nobody" in found


def test_a_load_that_may_be_left_away_brings_its_kind_and_one_that_may_not_does_not() -> None:
    """`adds` of a load bars the load alone: it decides nothing where the load always is there."""
    load = {"items": ["bag"], "share": 0.5, "adds": ["loaded_hinge"]}
    facts = {"equipment": [], "load": load}
    assert not [f for f in _faults(_with_new(**facts)) if " new_one has " in f]
    facts["load"] = {**load, "always": True}
    assert [f for f in _faults(_with_new(**facts)) if " new_one has " in f]


def test_kinds_that_follow_from_items_cannot_be_listed_or_forgotten() -> None:
    """A listed kind of an item would bar nobody; a step that needs an item adds its kind."""
    content = _with_new(
        regions=["glutes"], equipment=[], micro=[{"kind": "load", "needs": ["band"]}]
    )
    content[KINDS]["kind"]["resistance_band"] = ["new_one"]
    content[KINDS]["demand"].append({"when": ["colour:red"], "kinds": ["flying"]})
    found = _faults(content)
    assert (
        f"{KINDS}: kind.resistance_band: follows from the equipment; no exercise is listed" in found
    )
    assert f"{STRENGTH}: exercise.new_one.micro: needs an item, adds no resistance_band" in found
    assert f"{KINDS}: demand: unknown sign colour:red" in found
    assert f"{KINDS}: no kind flying" in found
