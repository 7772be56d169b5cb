"""Many worlds on every core, each in its own climate."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.worlds.weather import Climate
from tests.worlds.world import Report, Story, play

HOUR_S, DAY_S = 3_600.0, 86_400.0
CHUNK = 10
STORM = Climate(wait=0.5, wait_s=20, crash_every_s=15)
"""A storm of 429 (D14)."""
STILLS = Climate(stall_every_s=6, stall_s=40, crash_every_s=15)
"""Processes stand still for longer than a lease (D5)."""
AHEAD = Climate(jumps_s=(2 * HOUR_S, 3 * DAY_S))
THERE_AND_BACK = Climate(jumps_s=(-2 * HOUR_S, 2 * HOUR_S))
AWAY = Climate(think_s=60, crash_every_s=2, latency_s=0.25)
"""People who are only reminded, by processes that hardly live."""
SLOW = Climate(latency_s=0.25, silent_every_s=8)
CLIMATES = (
    Climate(), Climate(), Climate(), Climate(),
    STORM, STILLS, AHEAD, THERE_AND_BACK, SLOW, AWAY,
)  # fmt: skip


def story(seed: int) -> Story:
    """The world of a seed."""
    return Story(seed, CLIMATES[seed % len(CLIMATES)])


def play_many(seeds: Iterable[int]) -> Iterator[Report]:
    """Play the worlds of many seeds, in order, on all cores."""
    cores = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(cores, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_play, seeds, chunksize=CHUNK)


def _play(seed: int) -> Report:
    return play(story(seed))
