"""The development people through the rules: each week states what is expected of it."""

from typing import Any

import pytest

from tests.clinical.course import play
from tests.clinical.people import personas

DERIVED: dict[str, tuple[str, ...]] = {
    "D01": ("flexion_intolerant", "acute_high_irritability"),
    "D02": ("flexion_intolerant",),
    "D03": ("flexion_intolerant", "acute_high_irritability"),
    "D08": ("extension_intolerant",),
    "D10": ("flexion_intolerant", "acute_high_irritability"),
}


@pytest.mark.parametrize("persona", personas(), ids=lambda p: str(p["id"]))
def test_each_week_states_what_is_expected(persona: dict[str, Any]) -> None:
    """Every week of every development person gets an expected action and none that is refused."""
    stated = play(persona, DERIVED.get(persona["id"], ()))
    assert len(stated) == len(persona["weeks"])
    for action, week in zip(stated, persona["weeks"], strict=True):
        assert action in week["expect"], stated
        assert action not in week["refused"], stated
