"""Linked people on every store: the whole life of one, and nothing left of it at the end."""

import pytest

from bot.core.ports import Store
from flows.safety_locks import locked
from tests.bot.linked import RED_FLAG, Door, Town, joined, planned

pytestmark = pytest.mark.asyncio


async def test_two_chats_are_joined_and_deleted_as_one(store: Store) -> None:
    """Join, lock on one side, find the lock on the other, delete there: nobody is left."""
    doors = await joined(Town(store))
    await doors[1].type(RED_FLAG)
    for door in doors:
        assert locked(await door.record())
    await doors[1].command("delete")
    await doors[1].press("yes")
    erased = dict(await store.erased())
    for door in doors:
        found = await store.load(door.name)
        assert (found.record, found.moved_to, door.name in erased) == (None, None, True)


async def test_the_record_moves_from_address_to_address(store: Store) -> None:
    """Unlinking the first address re-keys plan and journal; linking it again finds them."""
    first, second = await joined(Town(store))
    lines = await store.journal(first.name)
    await first.command("unlink")
    assert (await store.load(first.name)).moved_to is None
    assert (await store.journal(second.name))[: len(lines)] == lines
    assert (await second.record()).addresses == (second.where,)
    await first.command("link", await second.code())
    assert (await store.load(first.name)).moved_to == second.name
    assert (await first.record()).plan == planned().plan


async def test_s6_namesakes_in_two_workspaces_stay_apart(store: Store) -> None:
    """Who joins one workspace is a stranger in the other, under the same user id."""
    town = Town(store)
    _, ours = await joined(town, "7")
    theirs = Door(town, "slack", "U7", "T2")
    await theirs.command("start")
    assert (await ours.record()).plan == planned().plan
    assert ((await theirs.record()).plan, (await store.load(theirs.name)).moved_to) == (None, None)
