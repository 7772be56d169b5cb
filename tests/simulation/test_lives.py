"""Half a year and more of invented people: what must show in a life (progression 1)."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import engine
from bot.simulate.chart import picture
from bot.simulate.people import person
from bot.simulate.player import play
from tests.simulation.invented_lives import people as ours
from tests.simulation.score_lives import misses

SHARED = yaml.load(
    (Path(__file__).parent / "lives_dev.yaml").read_text("utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)["personas"]
EVERY = {each["id"]: each for each in (*SHARED, *ours())}
WHOLE = os.environ.get("POISED_LIVES") == "all"
PLAYED = tuple(EVERY) if WHOLE else ("LD3", "IL1")
"""The suite plays two short lives; `POISED_LIVES=all` plays all eighteen (some minutes)."""


@cache
def lived(name: str) -> dict[str, Any]:
    """The course of a life, played once."""
    return play(engine(), person(EVERY[name]), lambda _: None)


@pytest.mark.parametrize("name", PLAYED)
def test_every_expectation_of_a_life_is_met(name: str) -> None:
    """Loaded in time, strong for weeks, never stuck, nothing forbidden, promise is dose."""
    assert misses(EVERY[name], lived(name)) == []


@pytest.mark.parametrize("name", PLAYED[:1])
def test_a_life_is_drawn(name: str) -> None:
    """The picture shows pain, each main pattern by name and the phases."""
    patterns = engine().catalog.sessions.patterns.pattern
    drawn = picture(person(EVERY[name]), lived(name)["course"], patterns)
    assert drawn.startswith("<svg")
    for pattern in patterns:
        assert f">{pattern.id}<" in drawn
    assert "strength" in drawn


def test_the_first_day_is_told() -> None:
    """Prompts, words and taps before the first card are counted."""
    first = lived("LD3")["first_day"]
    assert all(isinstance(first[part], int) and first[part] > 0 for part in first)
