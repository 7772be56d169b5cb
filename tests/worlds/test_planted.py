"""The checks are worth what they catch: every planted bug is found within a few worlds."""

import pytest

from tests.worlds.many import STILLS, story
from tests.worlds.planted import BUGS, NoLeaseAge
from tests.worlds.process import Kit
from tests.worlds.world import Story, play

SEEDS_MAX = 40
STILL_SEEDS_MAX = 300
CAUGHT_BY = {
    "pop before commit": "acknowledged_is_kept",
    "mark sent before sending": "taken_out_is_over",
    "dedupe outside the script": "acknowledged_is_kept",
    "no version check": "nothing_is_overwritten",
    "no stale-button check": "answers_are_what_was_pressed",
    "send before commit": "all_was_written_first",
    "no fencing": "taken_out_is_over",
    "due popped before its run": "not empty",
    "red flag leaves the older": "red_flag_stops_the_older",
    "answers to the unseen": "answers_are_what_was_pressed",
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(bug: str) -> None:
    """A known bug breaks the promise that it should, and the same seed is clean without it."""
    for seed in range(SEEDS_MAX):
        found = [p for p in play(story(seed), BUGS[bug]).problems if CAUGHT_BY[bug] in p]
        if found:
            clean = play(story(seed)).problems
            assert clean == (), f"{bug}: first failing seed {seed}, which fails without it: {clean}"
            return
    pytest.fail(f"{bug}: not caught by {CAUGHT_BY[bug]} in {SEEDS_MAX} seeds")


def test_d5_a_sender_that_stood_still_is_caught() -> None:
    """Without the age of a claim a sender that stood still sends what is no longer its own."""
    kit = Kit(outbox=NoLeaseAge)
    for seed in range(STILL_SEEDS_MAX):
        found = play(Story(seed, STILLS), kit).problems
        if any("one_sender_at_a_time" in problem for problem in found):
            clean = play(Story(seed, STILLS)).problems
            assert clean == (), f"first failing seed {seed}, which fails without the bug: {clean}"
            return
    pytest.fail(f"not caught in {STILL_SEEDS_MAX} seeds")
