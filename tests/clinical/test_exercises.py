"""The exercise library: complete, consistent, and loud about every fault."""

from collections import Counter
from typing import Any

import pytest

from flows.catalog import exercises, sessions
from flows.catalog.exercises import AXES, BLOCKS, STAGES, kinds_of
from flows.catalog.sessions import Library
from tests.clinical.shelf import by_id, library, tree

ALL = tuple(library().exercises.by_id.values())


def test_every_block_and_every_stage_has_exercises() -> None:
    """No block of a session and no stage of a person is left with nothing to choose from."""
    for block in BLOCKS:
        stages = Counter(s for e in library().exercises.by_block[block] for s in e.stages)
        assert all(stages[stage] for stage in STAGES), (block, stages)


def test_every_exercise_has_micro_steps_of_known_axes() -> None:
    """Each can be made a little harder in more than one way, along an axis that has an order."""
    for exercise in ALL:
        assert len({micro.kind for micro in exercise.micro}) >= 2, exercise.id
        assert {micro.kind for micro in exercise.micro} <= set(AXES), exercise.id


def test_every_exercise_of_a_main_pattern_has_room_on_every_axis() -> None:
    """Three steps of load and tempo (kilograms and bands are many), two of each other axis."""
    for name in {name for p in library().rules.patterns.pattern for name in p.ladder}:
        exercise = by_id(name)
        count = Counter(micro.kind for micro in exercise.micro)
        weighted = exercise.load is not None or exercise.band
        assert weighted or count["load"] + count["tempo"] >= 3, name
        assert all(count[axis] >= 2 for axis in ("range", "stability", "context")), name


def test_ladders_stay_in_their_block_and_are_short() -> None:
    """Easier and harder make ladders of two to four steps."""
    for bottom in (e for e in ALL if e.harder and not e.easier):
        rungs = [bottom]
        while rungs[-1].harder:
            rungs.append(by_id(rungs[-1].harder))
        assert 2 <= len(rungs) <= 4, bottom.id
        assert {rung.block for rung in rungs} == {bottom.block}


def test_filters_never_overlap() -> None:
    """avoid_if, caution_if and suits share nothing within an exercise."""
    for e in ALL:
        assert not (e.avoid_if & e.caution_if)
        assert not (e.avoid_if & e.suits)
        assert not (e.caution_if & e.suits)


def test_content_holds_together() -> None:
    """The shipped library and session rules have no problem, alone or together."""
    assert sessions.check(library()) == []


def test_h25_nobody_late_in_pregnancy_lies_on_back_or_front() -> None:
    """Every exercise lying face up or face down is filtered in late pregnancy."""
    lying = [e for e in ALL if e.position in ("supine", "prone") and e.id != "stability_ball_plank"]
    assert all("pregnancy_late" in e.avoid_if for e in lying)


def _broken(file: str, exercise: str, **changed: Any) -> list[str]:
    content, problems = tree(), []  # type: tuple[dict[str, Any], list[str]]
    content[file]["exercise"][exercise] |= changed
    assert exercises.parse(content, problems) is None
    return problems


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"avoid_if": ["flat_feet"]}, "avoid_if: unknown condition flat_feet"),
        ({"equipment": ["trampoline"]}, "equipment: unknown item trampoline"),
        ({"harder": "bird_dog"}, "harder: bird_dog does not lead back"),
        ({"harder": "nowhere"}, "harder: no exercise nowhere"),
        ({"seconds": 30}, "seconds: the dose takes 170 s"),
        ({"sources": ["hearsay"]}, "sources: unknown source hearsay"),
        ({"caution_if": ["pregnancy_late"]}, "caution_if: also in avoid_if pregnancy_late"),
        ({"stages": ["novice"]}, "stages.0: Input should be"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
    ],
)
def test_a_fault_is_named_with_file_and_key(changed: dict[str, Any], fault: str) -> None:
    """Each kind of broken exercise is reported where it stands."""
    problems = _broken("exercises/strength.toml", "glute_bridge", **changed)
    assert any(p.startswith("exercises/strength.toml: exercise.glute_bridge.") for p in problems)
    assert any(fault in problem for problem in problems), problems


def test_all_faults_are_reported_at_once() -> None:
    """Two broken exercises in two files give both problems, and no library."""
    content, problems = tree(), []  # type: tuple[dict[str, Any], list[str]]
    content["exercises/strength.toml"]["exercise"]["hip_hinge"]["seconds"] = 1
    content["exercises/mobility.toml"]["exercise"]["cat_cow"]["seconds"] = 1
    del content["exercises/regulation.toml"]
    assert exercises.parse(content, problems) is None
    assert {p.split(":")[0].split("/")[1] for p in problems} == {
        "strength.toml", "mobility.toml", "regulation.toml",
    }  # fmt: skip


def test_rules_that_name_strangers_are_reported() -> None:
    """A bar on an unknown kind or fact, and a pack of an unknown exercise, are named."""
    content, problems = tree(), []  # type: tuple[dict[str, Any], list[str]]
    content["contraindications.toml"]["contraindication"][0] |= {
        "kinds": ["flying"],
        "when": ["mood:low"],
    }
    content["sessions.toml"]["pack"][0]["prefer"] = ["cartwheel"]
    rules = sessions.parse(content, problems)
    assert rules is not None
    assert not problems
    assert sessions.check(Library(library().exercises, rules)) == [
        "contraindications.toml: contraindication.beginner.kinds: unknown flying",
        "contraindications.toml: contraindication.beginner: unknown fact mood:low",
        "sessions.toml: pack.osteoporosis.prefer: unknown cartwheel",
    ]


WEIGHT, BAND = "kettlebell_or_dumbbell", "resistance_band"
KINDS = [
    ("kettlebell_deadlift", ("kettlebell",), (), {"loaded_hinge", "heavy_strength", WEIGHT}),
    ("kettlebell_deadlift", (), (), {"loaded_hinge", "heavy_strength"}),
    ("supine_hamstring_stretch", ("mat", "towel"), (), {"aggressive_neural_stretch"}),
    ("supine_hamstring_stretch", ("mat", "band"), (), {"aggressive_neural_stretch", BAND}),
    ("hip_hinge", (), (), set()),
    ("quadruped_rock_back", ("mat",), ("range-1",), set()),
    ("quadruped_rock_back", ("mat",), ("range-2",), {"loaded_or_repeated_end_range_flexion"}),
    ("pallof_press", ("band",), (), {"resistance_band"}),
    ("side_plank_knees", ("mat",), (), set()),
    ("suitcase_car_load", ("chair",), (), {"loaded_hinge", "loaded_spinal_rotation"}),
    ("eccentric_back_extension", ("stability_ball",), (),
     {"loaded_or_repeated_end_range_flexion", "unstable_surface", "high_load_core"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "used", "steps", "expected"), KINDS)
def test_kinds_follow_the_exercise_its_items_and_its_steps(
    name: str, used: tuple[str, ...], steps: tuple[str, ...], expected: set[str]
) -> None:
    """An exercise has its own kinds, those of items really used and those a micro-step adds."""
    assert kinds_of(by_id(name), used, steps) == expected


def test_every_step_that_uses_an_asked_for_item_needs_it() -> None:
    """A micro-step that adds the kind of an item can only be taken by someone who owns one."""
    items = library().exercises.kinds.equipment
    for exercise in ALL:
        for micro in exercise.micro:
            if micro.adds & set(items.values()):
                assert {items[need] for need in micro.needs} >= micro.adds & set(items.values())
