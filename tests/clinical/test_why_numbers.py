"""A threshold that changes changes the sentence that explains it."""

import copy
from typing import Any

import pytest

from bot.app import wordings
from bot.library import read_content
from flows.catalog import Catalog, build
from flows.clinical.decision import Decision
from flows.clinical.prescription.contraindications import contraindications_for, reasons
from flows.clinical.triage import FlagAnswer, TriageContext, triage
from flows.dialogues.why import why_word

FRACTURE = FlagAnswer("yes", items=("minor_trauma", "steroids"))


def catalog(file: str, change: Any) -> Catalog:
    """The content with one thing changed."""
    tree = copy.deepcopy(read_content())
    change(tree[file])
    return build(tree)


def said(decision: Decision) -> str:
    """The sentence of a decision."""
    return str(wordings()["en"].arg(why_word(decision)))


def flag(name: str, found: Catalog, answers: dict[str, FlagAnswer], **known: Any) -> str:
    """The sentence of the rule that fired."""
    hits = triage(found.red_flags, answers, TriageContext(**known)).hits
    return said(next(hit for hit in hits if hit.rule == f"flag.{name}"))


def threshold(name: str, value: float) -> Catalog:
    """The content with another threshold of the red flags."""

    def change(flags: dict[str, Any]) -> None:
        next(row for row in flags["threshold"] if row["id"] == name)["value"] = value

    return catalog("red_flags.toml", change)


def count(name: str, value: int) -> Catalog:
    """The content with another count of a rule of the red flags."""

    def change(flags: dict[str, Any]) -> None:
        next(row for row in flags["rule"] if row["id"] == name)["at_least"]["count"] = value

    return catalog("red_flags.toml", change)


def test_the_numbers_of_the_red_flags_are_those_of_the_content() -> None:
    """Weeks, years, an age and counts: another value, another sentence."""
    cancer = {"M1": FlagAnswer("yes", number=3.0)}
    weeks = threshold("long_standing_weeks", 16)
    assert "last 16 weeks" in flag("m1_not_long_cured", weeks, cancer, duration_weeks=2.0)
    years = threshold("cured_years", 5)
    assert "over 5 years" in flag("m1_not_long_cured", years, cancer, duration_weeks=2.0)
    assert "under 21" in flag("y1_under_age", threshold("adult_age", 21), {}, age=19)
    assert "at least 2 things" in flag("f2_two_elements", catalog_as_is(), {"F2": FRACTURE})
    ill = {"M2": FlagAnswer("yes", items=("weight_loss", "night_sweats", "unwell"))}
    assert "3 or more" in flag("m2_two_signs", count("m2_two_signs", 3), ill)


def catalog_as_is() -> Catalog:
    """The shipped content."""
    return build(read_content())


@pytest.mark.parametrize(
    ("key", "value", "row_id", "says"),
    [
        ("age_older", 70, "older", "From 70 on"),
        ("new_stage_days", 42, "unpractised", "6 weeks"),
        ("leg_quiet_days", 56, "leg", "8 weeks"),
    ],
)
def test_the_numbers_of_the_contraindications_are_those_of_the_content(
    key: str, value: int, row_id: str, says: str
) -> None:
    """An age and a span of weeks: another value, another sentence."""
    found = catalog("sessions.toml", lambda rules: rules["facts"].update({key: value})).sessions
    row = next(row for row in found.contraindications.contraindication if row.id == row_id)
    held = contraindications_for((row,), row.when)
    assert says in said(reasons(held, found.facts)[0])


def test_a_reason_that_an_older_version_stored_says_so_without_a_hole() -> None:
    """No variable of the sentence is shown by its name."""
    text = said(Decision("bar.older", "left_out", {"kinds": "x"}))
    assert "$" not in text and "before I was updated" in text
