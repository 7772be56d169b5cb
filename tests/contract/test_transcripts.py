"""What every store promises about transcripts: once by name, in order, bounded, sealed, erased."""

import asyncio

import pytest

from bot.core.ports import NewEntry, PersonId, Store
from bot.errors import Unreadable
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.memory import MemoryStore
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from tests.contract.conftest import SECRETS

pytestmark = pytest.mark.asyncio

ANNA, CARL = PersonId("0a" * 16), PersonId("cc" * 16)
NOW = 1_800_000_000.0


async def test_entries_come_back_in_the_order_of_their_changes(store: Store) -> None:
    """A stranger has none; ids rise with time, also within a millisecond."""
    assert (await store.transcript(ANNA)).entries == ()
    first = await store.transcribe(ANNA, NewEntry(b"one"), NOW)
    second = await store.transcribe(ANNA, NewEntry(b"two"), NOW)
    third = await store.transcribe(ANNA, NewEntry(b"three"), NOW + 60)
    assert [first.message, second.message - first.message] == [round(NOW * 1000), 1]
    assert (third.message, third.before) == (round((NOW + 60) * 1000), second.change)
    found = await store.transcript(ANNA)
    assert [each.body for each in found.entries] == [b"one", b"two", b"three"]
    assert found.born == first.change
    after = await store.transcript(ANNA, second.change)
    assert [each.body for each in after.entries] == [b"three"]
    assert (await store.transcript(CARL)).entries == ()


async def test_d4_a_name_is_written_once(store: Store) -> None:
    """Whoever writes it again, at once or later, is told where it stands."""
    entry = NewEntry(b"one", "anna|7")
    done = await asyncio.gather(*(store.transcribe(ANNA, entry, NOW) for _ in range(9)))
    assert {each.message for each in done} == {round(NOW * 1000)}
    await store.transcribe(ANNA, NewEntry(b"two", "anna|8"), NOW)
    again = await store.transcribe(ANNA, entry, NOW + 5)
    assert again.message == done[0].message
    assert [each.body for each in (await store.transcript(ANNA)).entries] == [b"one", b"two"]


async def test_an_entry_in_place_of_another_is_a_new_change_of_the_same(store: Store) -> None:
    """It keeps its id and its name; one in place of nothing is a new entry."""
    first = await store.transcribe(ANNA, NewEntry(b"one", "a"), NOW)
    second = await store.transcribe(ANNA, NewEntry(b"two", "b"), NOW)
    again = await store.transcribe(ANNA, NewEntry(b"ONE", "c", first.message), NOW)
    assert (again.message, again.before) == (first.message, second.change)
    assert (await store.transcribe(ANNA, NewEntry(b"x", "a"), NOW)).message == first.message
    found = (await store.transcript(ANNA)).entries
    assert [(each.message, each.body) for each in found] == [
        (second.message, b"two"),
        (first.message, b"ONE"),
    ]
    lost = await store.transcribe(ANNA, NewEntry(b"three", "d", 7), NOW)
    assert lost.message == lost.change > again.change


async def test_the_oldest_entries_make_room(store: Store) -> None:
    """As many as are kept, and no more; the newest stay."""
    extra = 5
    for number in range(keys.TRANSCRIPT_ENTRIES_MAX + extra):
        await store.transcribe(ANNA, NewEntry(b"%d" % number, f"n{number}"), NOW)
    found = (await store.transcript(ANNA)).entries
    assert len(found) == keys.TRANSCRIPT_ENTRIES_MAX
    assert (found[0].body, found[-1].body) == (b"5", b"%d" % (keys.TRANSCRIPT_ENTRIES_MAX + 4))


async def test_s13_a_transcript_is_erased_with_its_person(store: Store) -> None:
    """Nothing of it is left, and what is written afterwards is newer and born anew."""
    before = await store.transcribe(ANNA, NewEntry(b"one"), NOW)
    await store.transcribe(CARL, NewEntry(b"his"), NOW)
    await store.erase(ANNA, NOW)
    assert (await store.transcript(ANNA)).born == 0
    assert len((await store.transcript(CARL)).entries) == 1
    after = await store.transcribe(ANNA, NewEntry(b"new"), NOW + 1)
    assert after.change > before.change
    assert (await store.transcript(ANNA, before.change)).born == after.change


async def test_a_transcript_goes_by_itself() -> None:
    """72 hours after it began, or as long after the last act as its owner's consent allows."""
    now = [0.0]
    store = MemoryStore(clock=lambda: now[0])
    await store.transcribe(ANNA, NewEntry(b"one"), NOW)
    await store.transcribe(CARL, NewEntry(b"his"), NOW)
    await store.keep_transcript(CARL, 100 * 3600.0)
    now[0] = 72 * 3600.0
    assert (await store.transcript(ANNA)).entries == ()
    assert len((await store.transcript(CARL)).entries) == 1
    now[0] = 100 * 3600.0
    assert (await store.transcript(CARL)).entries == ()


async def test_the_database_knows_the_end_of_a_transcript(redis_store: RedisStore) -> None:
    """A new one ends after 72 hours; an act sets its end anew, an entry does not."""
    await redis_store.transcribe(ANNA, NewEntry(b"one"), NOW)
    assert 0 < await _ttl_ms(redis_store) <= keys.TRANSCRIPT_NEW_MS
    await redis_store.keep_transcript(ANNA, 1000.0)
    await redis_store.transcribe(ANNA, NewEntry(b"two"), NOW)
    assert 0 < await _ttl_ms(redis_store) <= 1_000_000


async def test_s10_a_transcript_is_sealed_and_opens_nowhere_else(redis_store: RedisStore) -> None:
    """No word of it is readable in the database, and it opens under no other address."""
    await redis_store.transcribe(ANNA, NewEntry(b"canary", "name"), NOW)
    fields = await _call(redis_store, ANNA, "HGETALL")
    assert b"canary" not in b"".join(fields)
    await _call(redis_store, CARL, "HSET", *fields)
    with pytest.raises(Unreadable):
        await redis_store.transcript(CARL)


async def test_s12_a_transcript_opens_after_the_sealing_key_changed(
    redis_store: RedisStore, embedded_url: str
) -> None:
    """Rotation wraps its key anew; then the old sealing key may go."""
    await redis_store.transcribe(ANNA, NewEntry(b"one"), NOW)
    new = b"n" * KEY_BYTES
    both = RedisStore(embedded_url, Secrets((new, *SECRETS.sealing_keys), SECRETS.pepper))
    assert await both.rotate_keys() == 1
    alone = RedisStore(embedded_url, Secrets((new,), SECRETS.pepper))
    assert [each.body for each in (await alone.transcript(ANNA)).entries] == [b"one"]
    for store in (both, alone):
        await store.close()


async def _ttl_ms(store: RedisStore) -> int:
    return int(await _call(store, ANNA, "PTTL"))  # type: ignore[call-overload]


async def _call(store: RedisStore, person: PersonId, command: str, *args: bytes) -> list[bytes]:
    slot = SHARD_SLOTS[keys.shard_of(person)]
    found: list[bytes] = await store.database.call(slot, command, keys.transcript(person), *args)
    return found
