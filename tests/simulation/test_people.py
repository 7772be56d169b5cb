"""Simulated people through the real flows: what each gets is what the rules ask for."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app import engine
from bot.errors import Misconfigured
from bot.simulate import run, simulate, table
from bot.simulate.people import load, person
from bot.simulate.player import play
from tests.simulation.scoring import OURS, expectations, misses

ASSUMED = {f"{name} is unmapped" for name in ("onboarding.floor", "review.barrier")}
ASSUMED |= {"review.check_now is unmapped"}
"""Questions that the form of the files does not cover, answered neutrally and logged."""


PEOPLE = {str(tree["id"]): tree for tree in expectations()}


@cache
def played(name: str) -> tuple[dict[str, Any], list[str]]:
    """One person's result, and what was logged."""
    logged: list[str] = []
    return play(engine(), person(PEOPLE[name]), logged.append), logged


@pytest.mark.parametrize("name", PEOPLE)
def test_each_person_gets_what_the_rules_ask_for(name: str) -> None:
    """Screen, pain type, goal, stage, exercise kinds, weeks and events are all as expected."""
    got, _ = played(name)
    assert list(misses(PEOPLE[name], got)) == []


@pytest.mark.parametrize("name", PEOPLE)
def test_every_question_is_answered_from_the_file_or_logged(name: str) -> None:
    """Nothing is answered in silence that the file does not tell, and every answer is taken."""
    _, logged = played(name)
    assert {line.partition(": ")[2] for line in logged} <= ASSUMED


def test_the_same_person_twice_gets_the_same() -> None:
    """Playing is deterministic."""
    people = load(OURS)[:2]
    assert simulate(people, print) == simulate(people, print)


def test_json_is_read_as_well(tmp_path: Path) -> None:
    """A file of the same form in JSON plays the same."""
    tree = {"personas": expectations()[:1]}
    path = tmp_path / "people.json"
    path.write_text(json.dumps(tree), "utf-8")
    assert run(path, print) == simulate(load(OURS)[:1], print)


@pytest.mark.parametrize("text", ["{}", "personas: [{id: X}]", "personas: 3", "a: [", "- 1"])
def test_what_is_no_file_of_people_is_said_so(text: str, tmp_path: Path) -> None:
    """A broken file is an operator's mistake with a clear message."""
    path = tmp_path / "people.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Misconfigured, match="simulated people"):
        load(path)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    """So is a file that is not there."""
    with pytest.raises(Misconfigured):
        load(tmp_path / "nobody.yaml")


def test_truth_values_of_yaml_are_words() -> None:
    """An unquoted yes, and Norway, mean what was written."""
    tree = {
        "id": 1,
        "answers": {"country": False, "red_flags": {"C1": {"answer": True, "recent": True}}},
        "trajectory": [{"d": 1}],
    }
    read = person(tree)
    assert read.answers["country"] == "NO"
    assert read.red_flags["C1"].answer == "yes"


def test_the_table_has_a_line_a_person() -> None:
    """The result for reading names everybody."""
    shown = table(simulate(load(OURS)[4:5], print))
    assert [line.split()[0] for line in shown.splitlines()] == ["id", "S05"]
