"""What only a real database can show: sealing, rotation, lost scripts, refusals, shared keys."""

import asyncio
from pathlib import Path

import pytest
from msgspec import structs

from bot.core.ports import CommitResult, Entry, Parked, PersonId, Write
from bot.errors import StoreUnavailable, Unreadable
from bot.store import keys
from bot.store.database import SHARD_SLOTS
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES
from tests.contract.conftest import SECRETS
from tests.contract.keyguard import guard, strangers
from tests.waits import HANG_S

pytestmark = pytest.mark.asyncio

NOW = 1_800_000_000.0
CANARY = b"canary-8f3a"
ANNA = keys.person_id(SECRETS.pepper, "telegram", "", "424242424242")
CARL = keys.person_id(SECRETS.pepper, "telegram", "", "171717171717")
HELLO = Entry("normal", "question", CANARY)


def with_keys(store: RedisStore, *sealing_keys: bytes) -> RedisStore:
    """Open the same database as a process with other sealing keys does."""
    secrets = structs.replace(SECRETS, sealing_keys=sealing_keys)
    return RedisStore(f"unix://{store.database.servers()[0].address['path']}", secrets)


async def live(store: RedisStore, person: PersonId) -> None:
    """Leave a trace in every field that holds a person's words."""
    write = Write("tg:424242424242:u1", NOW, CANARY, (CANARY,), (HELLO, HELLO, HELLO), wake=NOW)
    await store.commit(await store.load(person), write)
    claim = await store.claim_sends(person, NOW, 10_000)
    assert claim is not None
    claim = await store.delivered(claim, 1, NOW, CANARY)
    assert claim is not None
    await store.bury(claim, 2, NOW, "refused")
    await store.park(person, Parked("slack:424242424242", 0, NOW, CANARY), NOW)


async def test_s10_nothing_of_a_person_reaches_the_disk_in_the_clear(tmp_path: Path) -> None:
    """The log of the server holds neither words nor platform ids nor secrets."""
    server = EmbeddedServer(tmp_path / "data")
    await server.start()
    store = RedisStore(server.url, SECRETS, silence_s=HANG_S)
    await live(store, ANNA)
    await store.close()
    await server.stop()
    logs = [file.read_bytes() for file in server.folder.rglob("*") if file.is_file()]
    assert any(ANNA.encode() in log for log in logs), "the log was looked at"
    for secret in (CANARY, b"424242424242", SECRETS.pepper, *SECRETS.sealing_keys):
        assert not any(secret in log for log in logs)


async def test_s10_swapped_records_do_not_open(redis_store: RedisStore) -> None:
    """A record put into another person's place is refused, and the owner's still opens."""
    for person in (ANNA, CARL):
        await redis_store.commit(await redis_store.load(person), Write("u1", NOW, b"record"))
    slot, name = SHARD_SLOTS[keys.shard_of(ANNA)], keys.of_person(ANNA).person
    stolen = await redis_store.database.call(slot, "HGET", name, "rec")
    slot, name = SHARD_SLOTS[keys.shard_of(CARL)], keys.of_person(CARL).person
    await redis_store.database.call(slot, "HSET", name, "rec", stolen)
    with pytest.raises(Unreadable) as refusal:
        await redis_store.load(CARL)
    assert (refusal.value.person, refusal.value.field) == (CARL, "record")
    assert (await redis_store.load(ANNA)).record == b"record"


async def test_s12_the_sealing_key_rotates_while_people_talk(redis_store: RedisStore) -> None:
    """New people use the new key at once; after the sweep the old key is not needed any more."""
    old, new = SECRETS.sealing_keys[0], b"n" * KEY_BYTES
    await live(redis_store, ANNA)
    both, only_new = with_keys(redis_store, new, old), with_keys(redis_store, new)
    await both.commit(await both.load(CARL), Write("u1", NOW, b"carl"))
    assert (await only_new.load(CARL)).record == b"carl"
    with pytest.raises(Unreadable, match="is missing"):
        await only_new.load(ANNA)
    open_turn = await both.load(ANNA)
    assert await both.rotate_keys() == 1
    assert (await only_new.load(ANNA)).record == CANARY
    assert await only_new.journal(ANNA) == [CANARY]
    assert [parked.body for parked in await only_new.parked(ANNA)] == [CANARY]
    assert await both.rotate_keys() == 0
    write = Write("u2", NOW, b"a turn begun before the sweep")
    fresh = (await both.commit(open_turn, write)).fresh
    assert fresh is not None, "the turn is asked to look again"
    assert (await both.commit(fresh, write)).outcome is CommitResult.COMMITTED
    assert (await only_new.load(ANNA)).record == b"a turn begun before the sweep"
    await both.close()
    await only_new.close()


async def test_a_restarted_server_that_forgot_the_scripts_is_no_error(
    redis_store: RedisStore,
) -> None:
    """Scripts are sent again when a restart or a failover has lost them."""
    await redis_store.commit(await redis_store.load(ANNA), Write("u1", NOW, b"one"))
    await redis_store.database.call(0, "SCRIPT", "FLUSH")
    answer = await redis_store.commit(await redis_store.load(ANNA), Write("u2", NOW, b"two"))
    assert answer.outcome is CommitResult.COMMITTED


async def test_l10_a_full_server_refuses_the_turn_whole(redis_store: RedisStore) -> None:
    """Out of memory means 503: nothing of the turn is written, reading and erasing still work."""
    await redis_store.commit(await redis_store.load(ANNA), Write("u1", NOW, b"one"))
    before = await redis_store.load(ANNA)
    await redis_store.database.call(0, "CONFIG", "SET", "maxmemory", "1mb")
    try:
        write = Write("u2", NOW, b"two", (b"line",), (HELLO,))
        with pytest.raises(StoreUnavailable, match="OOM"):
            await redis_store.commit(before, write)
        assert await redis_store.load(ANNA) == before
        assert await redis_store.journal(ANNA) == []
    finally:
        await redis_store.database.call(0, "CONFIG", "SET", "maxmemory", "0")
    assert (await redis_store.commit(before, write)).outcome is CommitResult.COMMITTED


async def test_a_turn_costs_two_commands(redis_store: RedisStore) -> None:
    """Loading and committing a turn with everything in it are one command each."""
    await live(redis_store, ANNA)
    await redis_store.database.call(0, "CONFIG", "RESETSTAT")
    before = await redis_store.load(ANNA)
    write = Write("u9", NOW, b"record", (b"line",), (HELLO,), red_flag=True, lease_ms=100)
    await redis_store.commit(before, write)
    stats = (await redis_store.database.call(0, "INFO", "commandstats")).decode()
    calls = {line.split(":")[0]: line for line in stats.splitlines() if ":" in line}
    assert "calls=1," in calls["cmdstat_evalsha"]
    assert "cmdstat_eval" not in calls


async def test_seen_ids_and_dead_letters_have_an_end(redis_store: RedisStore) -> None:
    """Seen ids live 48 hours and dead letters 14 days; people and their outbox have no end."""
    await live(redis_store, ANNA)
    k, slot = keys.of_person(ANNA), SHARD_SLOTS[keys.shard_of(ANNA)]
    ttl = {name: await redis_store.database.call(slot, "PTTL", name) for name in k}
    assert 0 < ttl[k.seen] <= keys.SEEN_KEPT_MS
    assert 0 < ttl[k.dead] <= keys.DEAD_KEPT_MS
    assert {ttl[name] for name in (k.person, k.journal, k.out, k.parked)} == {-1}


def _bytes(log: Path) -> bytes:
    """The server renames and drops its logs while we look."""
    try:
        return log.read_bytes()
    except FileNotFoundError:
        return b""


async def test_s13_erased_words_leave_the_log(tmp_path: Path) -> None:
    """Rewriting the log, once a day, drops what was erased."""
    server = EmbeddedServer(tmp_path / "data")
    await server.start()
    store = RedisStore(server.url, SECRETS, silence_s=HANG_S)
    await live(store, ANNA)
    await store.erase(ANNA, NOW)
    assert await store.rewrite_log()
    assert not await store.rewrite_log(), "not twice a day"
    name = keys.of_person(ANNA).journal.encode()
    async with asyncio.timeout(HANG_S):
        while any(name in _bytes(log) for log in server.folder.rglob("*.aof")):
            await store.load(ANNA)
    await store.close()
    await server.stop()


async def test_the_guard_finds_a_stranger(redis_store: RedisStore) -> None:
    """The fixture that fails a test leaving an unknown key does so."""
    await redis_store.database.call(0, "SET", "state:4711", "1")
    assert await strangers(redis_store) == ["state:4711"]
    with pytest.raises(AssertionError, match="state:4711"):
        await guard(redis_store)
    assert await strangers(redis_store) == []
