"""Real processes on a real database, killed without warning, with and without latency."""

import logging
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.swarm.city import City, Plan

SMALL = Plan(people=120, updates_a_second=15, kills=10)
FULL = Plan(people=2_000, updates_a_second=100, kills=300)
REMINDED_SHARE_MIN = 0.7
"""A reminder may be lost with its sender, and goes to nobody who is referred or is there."""


async def _live(plan: Plan, folder: Path) -> City:
    city = City(plan, folder)
    await city.live()
    logging.getLogger(__name__).warning(city.told())
    return city


def judge(city: City) -> None:
    """Tell every promise that was broken."""
    reminded = 0
    for user, shown in city.shown.items():
        reminders = Counter(sent.seq for sent in shown if sent.kind == "reminder")
        assert sum(reminders.values()) <= 1, f"{user} was reminded {reminders}"
        reminded += len(reminders)
        first_seen = list(dict.fromkeys(sent.seq for sent in shown))
        assert first_seen == sorted(first_seen), f"{user}: {first_seen}"
    referred = {
        user for user, shown in city.shown.items() if any(s.kind == "referral" for s in shown)
    }
    lost = {user for user, count in city.taken.items() if city.turns[user] < count}
    assert not lost, f"updates were acknowledged and are lost: {lost}"
    assert city.urgent <= referred, f"no referral for {city.urgent - referred}"
    assert reminded >= REMINDED_SHARE_MIN * (city.plan.people - len(city.urgent))


@pytest.mark.parametrize("proxied", [False, True], ids=["loopback", "slow"])
async def test_d4_killed_processes_lose_nothing_and_double_nothing(
    tmp_path: Path, *, proxied: bool
) -> None:
    """Everybody due at once, updates arriving, a process killed every second."""
    plan = Plan(SMALL.people, SMALL.updates_a_second, SMALL.kills, proxied=proxied)
    city = await _live(plan, tmp_path)
    judge(city)
    assert city.kills == plan.kills


@pytest.mark.soak
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("proxied", [False, True], ids=["loopback", "slow"])
async def test_d4_two_thousand_people_and_five_minutes_of_kills(
    tmp_path: Path, *, proxied: bool
) -> None:
    """The full figures: 2 000 people due in one minute, 100 updates a second, 300 kills."""
    plan = Plan(FULL.people, FULL.updates_a_second, FULL.kills, proxied=proxied)
    city = await _live(plan, tmp_path)
    judge(city)
