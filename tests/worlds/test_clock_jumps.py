"""The application's clock jumps while everything runs (D12)."""

import pytest

from tests.worlds.many import DAY_S, HOUR_S
from tests.worlds.weather import Climate
from tests.worlds.world import Story, play

SEEDS = 30
JUMPS = ((2 * HOUR_S,), (3 * DAY_S,), (-2 * HOUR_S, 2 * HOUR_S), (-3 * DAY_S, 3 * DAY_S))
WAITS = ("all_is_said", "not empty", "nobody_is_forgotten")
"""While the clock stands behind, what was to be tried again waits until that time comes."""


@pytest.mark.parametrize("jumps", JUMPS)
def test_d12_a_jump_repeats_nothing_and_loses_nothing(jumps: tuple[float, ...]) -> None:
    """Forwards, or back and mended: no duplicate, no burst, and all is delivered."""
    for seed in range(SEEDS):
        found = play(Story(seed, Climate(jumps_s=jumps))).problems
        assert found == (), f"seed {seed}: {found}"


@pytest.mark.parametrize("jump", [-2 * HOUR_S, -3 * DAY_S])
def test_d12_a_clock_that_stays_behind_repeats_nothing(jump: float) -> None:
    """Back and not mended: nothing is said twice, though what failed before is tried later."""
    for seed in range(SEEDS):
        report = play(Story(seed, Climate(jumps_s=(jump,))))
        found = [problem for problem in report.problems if not problem.startswith(WAITS)]
        assert found == [], f"seed {seed}: {found}"
