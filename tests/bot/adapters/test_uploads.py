"""File ids of a platform: noted beside the sending, never lost by two processes, never revived."""

import pytest

from bot.adapters.uploads import KEPT_MAX, Uploads
from bot.store.memory import MemoryStore

pytestmark = pytest.mark.asyncio


def uploads(store: MemoryStore | None) -> Uploads:
    made = Uploads("held")
    made.tenants = store
    return made


async def test_an_id_is_known_to_every_process_of_the_same_bot_alone() -> None:
    """Another process reads it; another bot or workspace does not."""
    store = MemoryStore()
    first, second = uploads(store), uploads(store)
    first.keep("bot", "content", "file-1")
    await first.close()
    assert await second.find("bot", "content") == "file-1"
    assert await second.find("other", "content") == ""


async def test_two_processes_lose_none_of_each_others_ids() -> None:
    """What both noted is known to a third, in whatever order they wrote."""
    store = MemoryStore()
    first, second = uploads(store), uploads(store)
    first.keep("bot", "a", "1")
    await first.close()
    second.keep("bot", "b", "2")
    await second.close()
    third = uploads(store)
    assert [await third.find("bot", content) for content in "ab"] == ["1", "2"]


async def test_an_id_that_the_platform_lost_is_not_read_again() -> None:
    """What is forgotten stays forgotten, also in the note of the next."""
    store = MemoryStore()
    first = uploads(store)
    first.keep("bot", "a", "1")
    await first.close()
    first.forget("bot", "a")
    assert await first.find("bot", "a") == ""
    first.keep("bot", "b", "2")
    await first.close()
    assert await uploads(store).find("bot", "a") == ""


async def test_without_its_database_a_process_remembers_for_itself() -> None:
    """A silent database costs an upload, never a message."""
    silent = uploads(MemoryStore(lambda _: True))
    assert await silent.find("bot", "a") == ""
    silent.keep("bot", "a", "1")
    await silent.close()
    alone = uploads(None)
    alone.keep("bot", "a", "1")
    await alone.close()
    assert await silent.find("bot", "a") == await alone.find("bot", "a") == "1"


async def test_what_is_noted_has_a_limit() -> None:
    """The oldest ids go first."""
    store = MemoryStore()
    first = uploads(store)
    for number in range(KEPT_MAX + 5):
        first.keep("bot", str(number), f"file-{number}")
    await first.close()
    other = uploads(store)
    assert await other.find("bot", str(KEPT_MAX + 4)) == f"file-{KEPT_MAX + 4}"
    assert await other.find("bot", "4") == ""
