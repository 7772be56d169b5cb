"""Fails a test that leaves a key which bot/store/keys.py does not know."""

from bot.store.keys import is_known
from bot.store.redis import RedisStore


async def strangers(store: RedisStore) -> list[str]:
    """List the keys of a database that are not in the table of keys.py."""
    found: list[str] = []
    for server in store.database.servers():
        found += [name.decode() for name in await store.database.scan(server, "*")]
    return sorted(name for name in found if not is_known(name))


async def guard(store: RedisStore) -> None:
    """Fail if there is a stranger among the keys, then empty the database."""
    left = await strangers(store)
    for server in store.database.servers():
        await store.database.ask(server, "FLUSHALL")
    assert not left, f"keys unknown to bot/store/keys.py: {left}"
