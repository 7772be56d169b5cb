"""The data of the figures: whole, and possible for a human body."""

import tomllib
import warnings
from pathlib import Path

import pytest

from bot.media.figure_checks import problems
from bot.media.figure_data import build, figures, read_tables
from bot.media.figures import BrokenFigure, figure_for
from flows.dialogues.assessment import CHECKS

CONTENT = Path(__file__).parents[2] / "content"
BASE = {"stand": {"joint": "hip", "at": [0, 0.527], "feet": [0.07, 0, 0.06], "S": 3}}


def exercises() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for path in (CONTENT / "exercises").glob("*.toml"):
        found |= tomllib.loads(path.read_text("utf-8")).get("exercise", {})
    return found


def with_figure(**data: object) -> dict[str, dict[str, object]]:
    return {"bases": {"base": BASE}, "some": {"exercise": {"some": data}}}


def test_every_exercise_and_check_has_a_figure_that_a_body_can_do() -> None:
    """Nothing passes the floor, slides, bends beyond human ranges or forgets a side."""
    names = exercises()
    assert {each.id for each in figures().values() if each.kind == "exercise"} == names.keys()
    assert problems(figures(), names, CHECKS) == []


def test_every_rung_belongs_to_an_exercise() -> None:
    """A rung is one of an exercise; a step that the exercise no longer has is only warned of."""
    known = exercises()
    for figure in figures().values():
        if figure.kind == "rung":
            exercise, step = figure.id.split(".")
            kind, number = step.rsplit("_", 1)
            steps = [micro for micro in known[exercise]["micro"] if micro["kind"] == kind]  # type: ignore[attr-defined]
            if not 1 <= int(number) <= len(steps):
                warnings.warn(f"no step {figure.id}: its figure is never shown", stacklevel=1)


def test_a_step_without_a_figure_of_its_own_is_shown_by_its_exercise() -> None:
    """Heavier or slower looks the same; one foot in front of the other does not."""
    assert figure_for(figures(), "hip_hinge.tempo_1").id == "hip_hinge"
    assert figure_for(figures(), "band_row.stability_1").id == "band_row.stability_1"


def test_every_figure_is_told_in_words_too() -> None:
    """Each figure has one sentence in content/text/en/figures.ftl, and no sentence is left over."""
    text = (CONTENT / "text" / "en" / "figures.ftl").read_text("utf-8")
    told = {line.split(" = ")[0] for line in text.splitlines() if line.startswith("figure-")}
    assert told == {f"figure-{name}".replace(".", "-").replace("_", "-") for name in figures()}


def test_loops_are_calm_and_close() -> None:
    """A loop lasts 2 to 12 seconds, its times rise, and it ends in the pose it began with."""
    for figure in figures().values():
        times = [at for at, _ in figure.loop]
        assert times == sorted(set(times)), figure.id
        assert times[0] == 0
        assert 2 <= figure.seconds <= 12, figure.id
        assert figure.loop[-1][1] in (figure.loop[0][1], "onward"), figure.id


def test_lines_of_figure_data_can_be_read() -> None:
    """No line of content/figures is longer than 120 characters."""
    for path in (CONTENT / "figures").glob("*.toml"):
        long = [line for line in path.read_text("utf-8").splitlines() if len(line) > 120]
        assert long == [], path.name


def test_bird_dog_and_dead_bug_move_arm_and_leg_of_opposite_sides() -> None:
    """In each reach the lifted arm is not on the side of the lifted leg."""
    for name in ("bird_dog", "dead_bug"):
        figure = figures()[name]
        assert figure.alternates
        assert {pose for _, pose in figure.loop} >= {"reach", "other"}


def test_a_pose_inherits_from_its_base_and_letters_set_both_sides() -> None:
    """S of the base holds on the left when a pose changes the right alone."""
    made = build(with_figure(base="stand", loop=[[0, "a"], [2, "a"]], pose={"a": {"SR": 90}}))
    angles = made["some"].poses["a"].angles
    assert (angles["SR"], angles["SL"]) == (90.0, 3.0)


def test_a_mirrored_pose_swaps_right_and_left() -> None:
    """What the right foot and hand did, the left do; a turn goes the other way."""
    pose = {"SR": 90, "Tt": 20, "footR": [0.2, 0, 0.05]}
    data = with_figure(
        base="stand", loop=[[0, "a"], [1, "b"], [2, "a"]], pose={"a": pose, "b": {"mirror": "a"}}
    )
    mirrored = build(data)["some"].poses["b"]
    assert (mirrored.angles["SL"], mirrored.angles["SR"]) == (90.0, 3.0)
    assert mirrored.angles["Tt"] == -20.0
    assert mirrored.feet["L"].at == (0.2, 0.0, -0.05)


def test_a_figure_that_cannot_be_read_says_which_and_why() -> None:
    """An unknown base is told with the figure's name."""
    with pytest.raises(BrokenFigure, match="some: KeyError 'nowhere'"):
        build(with_figure(base="nowhere", loop=[[0, "a"], [2, "a"]], pose={"a": {}}))


def test_faults_are_found() -> None:
    """A knee under the floor, a bend no knee can do and a missing figure are told."""
    pose = {"foot": False, "footR": False, "footL": False, "at": [0, 0.30], "KR": 170}
    made = build(with_figure(base="stand", loop=[[0, "a"], [2, "a"]], pose={"a": pose}))
    told = problems(made, ["some", "other"], [])
    assert "figure other is missing" in told
    assert "figure some: ankleL passes the floor" in told
    assert any("kneeR bends to 170" in fault for fault in told)


def test_a_rung_changes_only_what_it_names() -> None:
    """The bag is new, the loop is the exercise's own."""
    rung, exercise = figures()["step_up.load_1"], figures()["step_up"]
    assert rung.loop == exercise.loop
    assert any(prop.item == "bag" for prop in rung.props)


def test_tables_of_content_are_all_read() -> None:
    """Every file of content/figures gives figures or bases."""
    assert set(read_tables()) == {path.stem for path in (CONTENT / "figures").glob("*.toml")}
