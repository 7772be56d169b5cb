"""A year of invented people: no dead end, no exercise under a lock, no record out of bounds."""

import pytest

from benchmarks.year import PEOPLE, citizens, months
from bot.simulate.lives import YEAR_DAYS
from flows.record import RECORD_BYTES_MAX


def test_some_people_live_a_season() -> None:
    """Every turn of four people over ninety days keeps the promises (the watch asserts them)."""
    people = citizens(4)
    assert len(list(months(people, 90))) == 3
    assert max(person.talk.bytes_most for person in people) < RECORD_BYTES_MAX
    assert sum(person.actions["hold"] for person in people) > 0


@pytest.mark.soak
def test_soak_a_hundred_people_live_a_year() -> None:
    """The same for everybody over the whole year."""
    people = citizens(PEOPLE)
    assert len(list(months(people))) == YEAR_DAYS // 30 + 1
    assert max(person.talk.bytes_most for person in people) < RECORD_BYTES_MAX
