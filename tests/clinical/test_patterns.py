"""Life patterns from the person's own words, buffers and new demands."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows.clinical.history import History
from flows.clinical.plan import Task
from flows.clinical.prescription.eligibility import buffer_share, grams_wanted
from flows.clinical.prescription.life_patterns import life_patterns, life_regions, prepare
from flows.clinical.profile import Activity
from flows.clinical.progression.decide import decide
from tests.clinical.course import SHELF, START, plan_of
from tests.clinical.people import personas, profile_of, programme


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("lift the grandchild", "lifting"),
        ("Carry trays", "carrying"),
        ("climb a ladder", "stairs"),
        ("sit at the desk for two hours", "sitting"),
        ("paint overhead for an hour", "reaching"),
        ("put on shoes and socks", "bending"),
        ("run ten kilometres", "running"),
        ("knit", None),
    ],
)
def test_an_activity_names_its_pattern(name: str, pattern: str | None) -> None:
    """A word of the activity leads to the pattern that prepares for it; unknown words to none."""
    found = life_patterns(programme(), [Activity(name, 3)])
    assert (found[0] if found else None) == pattern


def test_the_hardest_activity_comes_first() -> None:
    """Patterns follow the person's own ratings, at most three."""
    chosen = [Activity("walk", 8), Activity("lift a bag", 2), Activity("stand", 5)]
    assert life_patterns(programme(), chosen) == ("lifting", "carrying", "standing")


def test_most_development_people_have_a_pattern() -> None:
    """The words cover the activities of every development person but pure sleep and whole weeks."""
    for persona in personas():
        assert life_patterns(programme(), profile_of(persona).activities), persona["id"]


def test_a_new_demand_comes_before_everyday_patterns_and_ends() -> None:
    """A trip puts its regions first for its weeks, and the plan forgets it afterwards."""
    plan, _ = prepare(programme(), plan_of(), "travel", START)
    regions = life_regions(programme(), plan, [Activity("run", 3)])
    assert regions[0] == programme().patterns["carrying"][0]
    last = START + timedelta(days=13)
    assert decide(programme(), plan, History(), last, SHELF).plan.demand == "travel"
    over = last + timedelta(days=1)
    assert decide(programme(), plan, History(), over, SHELF).plan.demand == ""
    assert replace(plan, demand="", demand_until=None) == plan_of()


def test_rehearsal_works_up_to_more_than_the_real_demand() -> None:
    """Ten kilos of daily life begin at six and end at twelve and a half."""
    task = Task("lift my child", "lift", grams=10_000)
    assert grams_wanted(programme().integration, task) == (6_000, 12_500)
    assert buffer_share(task, 12_500) == 125
    assert buffer_share(Task("knit", "sit"), 5_000) == 0


def test_every_demand_has_patterns_and_every_pattern_regions() -> None:
    """Nothing that can be chosen leads nowhere."""
    rules = programme()
    assert set(rules.demand.days) == set(rules.demand_patterns)
    for patterns in rules.demand_patterns.values():
        assert set(patterns) <= set(rules.patterns)
    assert set(rules.pattern_words) == set(rules.patterns)
