"""A server that might lose or mistake people is not trusted with them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.ports import Entry, PersonId, Write
from bot.store.checks import check_server
from bot.store.embedded import EmbeddedServer
from bot.store.keys import META
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from tests.bot.store.fake_server import FakeServer, bulk
from tests.waits import HANG_S

pytestmark = pytest.mark.asyncio

KEY = b"s" * KEY_BYTES
SECRETS = Secrets((KEY,), b"p" * 32)
ANNA = PersonId("0a" * 16)
FIT = {"appendonly": "yes", "maxmemory-policy": "noeviction"}


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[RedisStore]:
    """Give a store on a private server of its own."""
    server = EmbeddedServer(tmp_path / "data")
    await server.start()
    store = RedisStore(server.url, SECRETS, silence_s=HANG_S)
    await store.open()
    yield store
    await store.close()
    await server.stop()


async def test_l10_a_server_that_evicts_is_found_out(store: RedisStore) -> None:
    """Eviction and a missing log are named, each with its mend, and neither is a warning."""
    await store.database.call(0, "CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    await store.database.call(0, "CONFIG", "SET", "appendonly", "no")
    problems = await check_server(store)
    assert [problem.mend for problem in problems] == [
        "set `appendonly yes`",
        "set `maxmemory-policy noeviction`",
    ]
    assert not any(problem.warning for problem in problems)


async def test_another_pepper_is_refused(store: RedisStore) -> None:
    """With a pepper that is not the data's everybody would be a stranger without locks."""
    assert await check_server(store) == []
    other = RedisStore(
        f"unix://{store.database.servers()[0].address['path']}", Secrets((KEY,), KEY)
    )
    await other.open()
    (problem,) = await check_server(other)
    assert "pepper" in problem.what
    assert not problem.warning
    await other.close()
    assert await check_server(store) == [], "the refused one has not signed the data"


async def test_another_number_of_shards_is_refused(store: RedisStore) -> None:
    """Data spread over another number of shards is not looked for in the wrong ones."""
    await store.database.call(0, "HSET", META, "shards", "64")
    (problem,) = await check_server(store)
    assert "64 shards" in problem.what


class Answers:
    """A managed server of some version, with or without a readable configuration."""

    def __init__(self, version: str, config: dict[str, str] | None) -> None:
        self.version = version
        self.config = config
        self.meta: dict[str, str] = {}

    def __call__(self, command: list[bytes]) -> bytes:
        """Answer one command."""
        name, *words = (word.decode() for word in command)
        if name == "INFO":
            return bulk(f"cluster_enabled:0\r\n{self.version}\r\n")
        if name == "HSETNX":
            self.meta.setdefault(words[1], words[2])
            return b":1\r\n"
        if name == "HGETALL":
            return array([text for pair in self.meta.items() for text in pair])
        if self.config is None:
            return b"-ERR unknown command 'CONFIG'\r\n"
        return array([words[1], self.config[words[1]]])


def array(texts: list[str]) -> bytes:
    return f"*{len(texts)}\r\n".encode() + b"".join(bulk(text) for text in texts)


@pytest.mark.parametrize(
    ("version", "mends"),
    [
        ("redis_version:6.2.0", []),
        ("redis_version:7.0.15", []),
        ("redis_version:7.2.4\r\nvalkey_version:7.2.0", []),
        ("redis_version:7.2.4\r\nvalkey_version:9.1.2", []),
        ("redis_version:6.0.16", ["update it to Redis 6.2 or newer"]),
        ("redis_version:5.0.7", ["update it to Redis 6.2 or newer"]),
    ],
)
async def test_l11_old_servers_are_refused(tmp_path: Path, version: str, mends: list[str]) -> None:
    """Redis from 6.2 and Valkey from 7.2 will do; older ones are named with the mend."""
    async with FakeServer(tmp_path, Answers(version, FIT)) as server:
        store = RedisStore(server.url, SECRETS, silence_s=HANG_S)
        await store.open()
        assert [problem.mend for problem in await check_server(store)] == mends
        await store.close()


async def test_an_unreadable_configuration_is_a_warning(tmp_path: Path) -> None:
    """On a managed server that hides CONFIG we say what to make sure of, and start."""
    async with FakeServer(tmp_path, Answers("redis_version:7.0.15", None)) as server:
        store = RedisStore(server.url, SECRETS, silence_s=HANG_S)
        await store.open()
        problems = await check_server(store)
        assert [problem.warning for problem in problems] == [True, True]
        assert problems[1].mend == "make sure that it is noeviction"
        await store.close()


async def test_s18_the_recommended_user_can_do_all_it_needs(store: RedisStore) -> None:
    """A user with our keys only and no dangerous command runs checks, turns and upkeep."""
    rights = ("~{s*", "+@all", "-@dangerous", "-@admin", "+info", "+config|get", "+cluster|slots")
    await store.database.call(0, "ACL", "SETUSER", "poised", "on", ">word", *rights)
    path = store.database.servers()[0].address["path"]
    limited = RedisStore(f"unix://poised:word@{path}", SECRETS)
    await limited.open()
    assert await check_server(limited) == []
    hello = Entry("normal", "question", b"hello")
    write = Write("u1", 1.0, b"record", (b"line",), (hello,), wake=9.0, lease_ms=1000)
    claim = (await limited.commit(await limited.load(ANNA), write)).claim
    assert claim is not None
    await limited.delivered(claim, 1, 2.0)
    assert await limited.claim_due(0x0A, 9.0, 60, 1) == [ANNA]
    assert await limited.rotate_keys() == 0
    assert await limited.erase(ANNA, 10.0)
    await limited.close()
