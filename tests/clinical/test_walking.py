"""Walking: never more than a fifth longer, up to half an hour."""

from datetime import timedelta

import pytest

from flows.clinical.progression.walking import longer, next_walk, walk
from tests.clinical.course import START, plan_of
from tests.clinical.people import programme

WEEK = timedelta(days=7)


@pytest.mark.parametrize(("now", "then"), [(5, 6), (6, 7), (10, 12), (26, 30), (29, 30), (30, 30)])
def test_next_length(now: int, then: int) -> None:
    """Whole minutes, at most 20 % more, never past the target."""
    assert longer(programme(), now) == then


def test_h22_from_five_minutes_to_the_target_within_half_a_year() -> None:
    """The target is reached in at most 26 weeks and no week rises by more than a fifth."""
    minutes, weeks = programme().walking.start_minutes, 0
    while minutes < programme().walking.target_minutes:
        more = longer(programme(), minutes)
        assert minutes < more <= minutes * 1.2
        minutes, weeks = more, weeks + 1
    assert weeks <= 26


@pytest.mark.parametrize(
    ("action", "minutes"),
    [("progress", 12), ("hold", 12), ("maintenance", 12), ("regress", 10), ("flare_plan", 10)],
)
def test_walks_grow_only_after_weeks_that_did_not_go_down(action: str, minutes: int) -> None:
    """A step back or a flare keeps the walk as it is."""
    plan = plan_of(walk_minutes=10, walk_since=START)
    assert next_walk(programme(), plan, action, START + WEEK)[0].walk_minutes == minutes


def test_walks_grow_once_a_week() -> None:
    """Six days after the last change nothing grows."""
    plan = plan_of(walk_minutes=10, walk_since=START)
    assert next_walk(programme(), plan, "hold", START + timedelta(days=6))[0] == plan


def test_h25_stenosis_walks_in_short_bouts() -> None:
    """With stenosis the same minutes come in bouts of five."""
    plan = plan_of(walk_minutes=20, conditions=("spinal_stenosis",))
    assert (walk(programme(), plan).minutes, walk(programme(), plan).bout) == (20, 5)
    assert walk(programme(), plan_of(walk_minutes=20)).bout == 20
