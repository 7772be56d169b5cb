"""What every store promises about the budgets that platforms give a bot."""

import pytest

from bot.core.ports import Store

pytestmark = pytest.mark.asyncio


async def test_d18_a_budget_is_shared(store: Store) -> None:
    """All processes together take no more sends in a second than the platform allows."""
    grants = [await store.take_budget("telegram", 10, 25) for _ in range(4)]
    assert [grant.sends for grant in grants] == [10, 10, 5, 0]
    assert 0 < grants[-1].wait_s <= 1
    assert (await store.take_budget("slack", 1, 25)).sends == 1


async def test_d14_a_block_is_known_to_all(store: Store) -> None:
    """While the platform wants silence from a bot, nobody gets a send, and all know how long."""
    await store.block_bot("telegram", 30)
    grant = await store.take_budget("telegram", 1, 25)
    assert grant.sends == 0
    assert 29 < grant.wait_s <= 30
