"""What a server must be before people's answers are trusted to it."""

import re

from msgspec import Struct

from bot.errors import Misconfigured
from bot.store import keys
from bot.store.batcher import Batcher
from bot.store.redis import RedisStore

REDIS_MIN = (6, 2)
VALKEY_MIN = (7, 2)
POLICIES = {
    "appendonly": ("yes", "it forgets on restart", "set `appendonly yes`"),
    "maxmemory-policy": ("noeviction", "it may drop people", "set `maxmemory-policy noeviction`"),
}


class Problem(Struct, frozen=True):
    """One thing that is wrong with the server, and how to mend it; a warning does not stop us."""

    what: str
    mend: str
    warning: bool = False


async def check_server(store: RedisStore) -> list[Problem]:
    """Look at every server of the database: version, log, eviction, and whose data it holds.

    Signs an empty database with our number of shards and pepper. Raises StoreUnavailable.
    """
    problems: list[Problem] = []
    for server in store.database.servers():
        problems += await _version(store, server)
        problems += await _policies(store, server)
    return problems + await _identity(store)


async def _version(store: RedisStore, server: Batcher) -> list[Problem]:
    info = (await store.database.ask(server, "INFO", "server")).decode()
    valkey = re.search(r"^valkey_version:(\d+)\.(\d+)", info, re.MULTILINE)
    redis = re.search(r"^redis_version:(\d+)\.(\d+)", info, re.MULTILINE)
    found, least, name = (valkey, VALKEY_MIN, "Valkey") if valkey else (redis, REDIS_MIN, "Redis")
    version = (int(found[1]), int(found[2])) if found else (0, 0)
    if version >= least:
        return []
    what = f"{name} {version[0]}.{version[1]} is too old"
    return [Problem(what, f"update it to {name} {least[0]}.{least[1]} or newer")]


async def _policies(store: RedisStore, server: Batcher) -> list[Problem]:
    problems = []
    for setting, (wanted, harm, mend) in POLICIES.items():
        try:
            reply = await store.database.ask(server, "CONFIG", "GET", setting)
        except (Misconfigured, AssertionError):  # A managed server may not have the command.
            what = f"{setting} cannot be read on this server"
            problems.append(Problem(what, f"make sure that it is {wanted}", warning=True))
            continue
        value = reply[1].decode() if reply else ""
        if value != wanted:
            problems.append(Problem(f"{setting} is {value or 'unknown'}: {harm}", mend))
    return problems


async def _identity(store: RedisStore) -> list[Problem]:
    """Compare shards and pepper: with others than the data's, every person would be a stranger."""
    try:
        await store.sign()
        meta = await store.meta()
    except Misconfigured as problem:
        return [Problem(str(problem), problem.mend)]
    problems = []
    if meta["shards"] != str(keys.SHARDS):
        what = f"the data is spread over {meta['shards']} shards, this program over {keys.SHARDS}"
        problems.append(Problem(what, "use the version of Poised that wrote the data"))
    if meta["pepper"] != keys.fingerprint(store.secrets.pepper):
        what = "the pepper is not the one this data was written with; nobody would be recognised"
        problems.append(Problem(what, "restore the pepper (POISED_PEPPER, or its file)"))
    return problems
