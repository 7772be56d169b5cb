"""Thousands of small worlds in which everything goes wrong; see `python -m benchmarks.worlds`."""

import os
import subprocess
import sys

import pytest

from tests.worlds.many import CLIMATES, story
from tests.worlds.world import play

WORLDS = int(os.environ.get("POISED_WORLDS", "2000"))
PART = 100
"""Worlds in one test, so that the workers of a run share them."""
SEEDS_SHOWN = 5
REPLAY = "from tests.worlds.world import play; from tests.worlds.many import story; "


@pytest.mark.parametrize("first", range(0, WORLDS, PART))
def test_no_world_breaks_a_promise(first: int) -> None:
    """Every promise of delivery holds in every world; a seed that fails is named."""
    seeds = range(first, min(first + PART, WORLDS))
    reports = [play(story(seed)) for seed in seeds]
    bad = [f"seed {report.seed}: {report.problems}" for report in reports if report.problems]
    assert not bad, "\n".join(bad[:SEEDS_SHOWN])
    assert sum(report.faults for report in reports) > len(seeds)
    assert sum(report.sends for report in reports) > len(seeds)


@pytest.mark.parametrize("seed", range(len(CLIMATES)))
def test_a_seed_replays_its_world(seed: int) -> None:
    """The same seed gives the same history, event by event."""
    first, again = play(story(seed)), play(story(seed))
    assert first == again
    assert first.digest != play(story(seed + len(CLIMATES))).digest


def test_a_seed_replays_in_another_process() -> None:
    """A seed that failed elsewhere fails here: nothing hangs on the order of sets."""
    code = REPLAY + "print(play(story(3)).digest)"
    there = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert there.stdout.strip() == play(story(3)).digest
