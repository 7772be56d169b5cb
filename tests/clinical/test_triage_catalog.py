"""Broken red-flag content is refused: every problem at once, each with file and key."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from flows.catalog.red_flags import parse
from tests.clinical.truth_table.table import CONTENT

Tree = dict[str, Any]


def tree() -> Tree:
    """A fresh copy of the content as shipped."""
    return tomllib.loads((CONTENT / "red_flags.toml").read_text())


def row(bank: Tree, table: str, name: str) -> Tree:
    """Return one row of a table by its id."""
    found: Tree = next(each for each in bank[table] if each["id"] == name)
    return found


def problems_of(bank: Tree) -> list[str]:
    """Return what is wrong with a bank."""
    problems: list[str] = []
    assert parse({"red_flags.toml": bank}, problems) is None
    return problems


BREAKS: dict[str, tuple[Callable[[Tree], object], str]] = {
    "unknown token": (
        lambda b: row(b, "rule", "c1_recent").update(all=["C9.recent"]),
        "rule.c1_recent: nothing is called C9.recent",
    ),
    "recency that is not asked": (
        lambda b: row(b, "rule", "c4_alone").update(all=["C4.recent"]),
        "rule.c4_alone: nothing is called C4.recent",
    ),
    "unknown item": (
        lambda b: row(b, "rule", "u1_blood").update(all=["U1.item.gold"]),
        "rule.u1_blood: nothing is called U1.item.gold",
    ),
    "fact used before it is made": (
        lambda b: row(b, "fact", "saddle_bladder_bowel").update(any=["thin_bones", "C1"]),
        "fact.saddle_bladder_bowel: nothing is called thin_bones",
    ),
    "unknown number": (
        lambda b: row(b, "rule", "f1_severe").update(all=["F1", "height >= severe_pain"]),
        "rule.f1_severe: there is no number height",
    ),
    "unknown threshold": (
        lambda b: row(b, "rule", "f1_severe").update(all=["F1", "pain >= awful"]),
        "rule.f1_severe: there is no threshold awful",
    ),
    "duplicated rule": (
        lambda b: b["rule"].append(b["rule"][0]),
        "rule.w1_crisis: the id stands twice",
    ),
    "duplicated question": (
        lambda b: b["question"].append(b["question"][0]),
        "question.C1: the id stands twice",
    ),
    "duplicated item": (
        lambda b: row(b, "question", "G1")["items"].append({"id": "blood_or_collapse"}),
        "question.G1.items.blood_or_collapse: twice",
    ),
    "unknown group": (
        lambda b: row(b, "question", "C1").update(group="nowhere"),
        "question.C1.group: there is no group nowhere",
    ),
    "crowded group": (
        lambda b: row(b, "question", "C5").update(group="saddle"),
        "group.saddle: needs 1 to 4 questions",
    ),
    "unknown need": (
        lambda b: row(b, "question", "F1").update(needs=["luck"]),
        "question.F1.needs: there is no context luck",
    ),
    "unknown tier": (lambda b: b["rule"][0].update(tier="later"), "rule.0.tier: "),
    "missing source": (lambda b: b["rule"][0].pop("source"), "rule.0.source: "),
    "missing mark": (lambda b: b["threshold"][0].pop("mark"), "threshold.0.mark: "),
    "strange key": (
        lambda b: b["question"][0].update(colour="red"),
        "question.0.colour: ",
    ),
    "condition that says nothing": (
        lambda b: row(b, "rule", "x1_exertion").pop("all"),
        "rule.x1_exertion: needs all, any or at_least",
    ),
    "lenient doubt in an emergency": (
        lambda b: row(b, "question", "N1").update(not_sure="no"),
        "rule.n1_both_legs_weak: question N1 must count not sure as yes",
    ),
    "lenient doubt in an emergency, through a fact": (
        lambda b: row(b, "question", "N3").update(not_sure="no"),
        "rule.c5_recent_with_sign: question N3 must count not sure as yes",
    ),
    "trouble that would lower the tier": (
        lambda b: row(b, "rule", "c2_old").update(none=["N1"]),
        "rule.c2_old.none: N1 does not reassure",
    ),
    "comfort that would raise the tier": (
        lambda b: row(b, "rule", "c2_old").update(all=["C2.item.long_before_known_cause"]),
        "rule.c2_old: C2.item.long_before_known_cause reassures",
    ),
}


@pytest.mark.parametrize(("damage", "complaint"), BREAKS.values(), ids=BREAKS)
def test_h19_broken_content_is_refused_with_file_and_key(
    damage: Callable[[Tree], object], complaint: str
) -> None:
    """Each kind of broken content is named with its file and key, and no bank comes out."""
    bank = tree()
    damage(bank)
    assert any(each.startswith(f"red_flags.toml: {complaint}") for each in problems_of(bank))


def test_h19_all_problems_are_reported_at_once() -> None:
    """Two unrelated mistakes give two problems in one go."""
    bank = tree()
    row(bank, "rule", "u1_blood").update(all=["U1.item.gold"])
    row(bank, "question", "F1").update(needs=["luck"])
    found = problems_of(bank)
    assert any("U1.item.gold" in each for each in found)
    assert any("luck" in each for each in found)


def test_h19_a_question_and_a_threshold_that_no_rule_uses_are_refused() -> None:
    """What is asked must be able to matter."""
    bank = tree()
    bank["rule"] = [each for each in bank["rule"] if each["id"] != "a2_pulsing"]
    bank["threshold"].append(bank["threshold"][0] | {"id": "spare"})
    found = problems_of(bank)
    assert "red_flags.toml: A2: no rule uses it" in found
    assert "red_flags.toml: spare: no rule uses it" in found


def test_h19_missing_content_is_refused() -> None:
    """No file, no bank."""
    problems: list[str] = []
    assert parse({}, problems) is None
    assert problems
