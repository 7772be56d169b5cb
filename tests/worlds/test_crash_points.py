"""A process dies exactly before and after every call that it makes (D4)."""

import pytest

from tests.worlds.planted import PoisonedAtFirst
from tests.worlds.process import Kit
from tests.worlds.weather import Climate
from tests.worlds.world import Stage, Story, silent_logs

NEVER_S = 1e9
FAIR = Climate(
    lost_reply=0, crash_every_s=NEVER_S, stall_every_s=NEVER_S, silent_every_s=NEVER_S
)  # fmt: skip
CALLS = (
    "load", "commit", "claim_due", "claim_sends", "delivered", "retry", "bury", "erase",
    "park", "parked", "unpark", "send question", "send referral", "send reminder",
)  # fmt: skip
POINTS = [f"{call} {side}" for call in CALLS for side in ("before", "after")]
QUIET_S = 130.0
"""An update that failed by our own fault is tried for the last time after a minute (D13)."""
HITS = 3
SEEDS_MAX = 200


class Reaper:
    """Kills whoever comes to a point, once in a world."""

    def __init__(self, point: str) -> None:
        self.point = point
        self.hit = False

    def __call__(self, point: str) -> bool:
        """Whether to die here."""
        dies = point == self.point and not self.hit
        self.hit = self.hit or dies
        return dies


@pytest.mark.parametrize("point", POINTS)
def test_d4_a_death_at_any_call_breaks_no_promise(point: str) -> None:
    """Three worlds in which a process dies at this very point; nothing is lost, nothing doubled."""
    hits = 0
    for seed in range(SEEDS_MAX):
        reaper = Reaper(point)
        with silent_logs():
            stage = Stage(Story(seed, FAIR, quiet_s=QUIET_S), Kit(runner=PoisonedAtFirst))
            stage.failpoint = reaper
            try:
                report = stage.run()
            finally:
                stage.close()
        assert report.problems == (), f"seed {seed}: {report.problems}"
        hits += reaper.hit
        if hits == HITS:
            return
    pytest.fail(f"{point} was reached in {hits} worlds only")
