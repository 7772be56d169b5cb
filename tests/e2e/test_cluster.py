"""The application on a real three-node cluster: a conversation, reminders, workers, a backup."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.core.urgent_fallback import UNKNOWN
from bot.operations.backup import read, write
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from flows.engine.effects import Say
from flows.engine.events import Command, Typed
from tests.bot.operations.people import PLATFORM, FakeChannel, named, planned, settle_in, update
from tests.contract.cluster import Cluster
from tests.e2e.processes import house
from tests.e2e.test_worker import leave, said
from tests.flows.person import NOON_S
from tests.waits import HANG_S

pytestmark = pytest.mark.cluster
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
PEOPLE = 100


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three nodes on loopback."""
    nodes = Cluster(tmp_path_factory.mktemp("cluster"))
    yield nodes
    nodes.stop()


@pytest_asyncio.fixture
async def store(cluster: Cluster) -> AsyncIterator[RedisStore]:
    """A store on the cluster."""
    opened = RedisStore(cluster.url, SECRETS, silence_s=HANG_S)
    await opened.open()
    yield opened
    await opened.close()


def process(store: RedisStore, channel: FakeChannel, time: SetTime) -> App:
    """One process on the cluster."""
    return assemble(store, SECRETS.pepper, {PLATFORM: channel}, time)


async def test_a_conversation_runs_on_a_cluster(store: RedisStore) -> None:
    """A newcomer's answers are kept, and every prompt arrives."""
    channel = FakeChannel()
    app = process(store, channel, SetTime(NOON_S))
    for number, event in enumerate((Command("start"), Typed("I agree"), Typed("44"))):
        await app.runner(update("talker", event, str(number)))
        await app.runner.idle()
    assert len(await store.journal(named("talker"))) == 3
    assert channel.kinds("talker") == ["question"] * 3


async def test_workers_on_a_cluster_remind_everybody_once(
    store: RedisStore, cluster: Cluster
) -> None:
    """Three workers, people on all three nodes: each is reminded exactly once."""
    wake = planned().wake_at
    assert wake is not None
    for number in range(PEOPLE):
        await settle_in(store, f"due{number}", SECRETS.pepper)
    others = [RedisStore(cluster.url, SECRETS, silence_s=HANG_S) for _ in range(2)]
    stores = [store, *others]
    for more in others:
        await more.open()
    channels = [FakeChannel() for _ in stores]
    pairs = zip(stores, channels, strict=True)
    apps = [process(each, channel, SetTime(wake)) for each, channel in pairs]
    await asyncio.gather(*(app.clock.round() for app in apps))
    await asyncio.gather(*(app.runner.idle() for app in apps))
    sent = Counter(user for channel in channels for user, _ in channel.sent)
    assert {sent[f"due{number}"] for number in range(PEOPLE)} == {1}
    for more in others:
        await more.close()


async def test_a_backup_of_a_cluster_restores_into_one_server(
    store: RedisStore, tmp_path: Path
) -> None:
    """Everybody on three nodes goes into one file, and from there into a single server."""
    person = await settle_in(store, "moved", SECRETS.pepper)
    before = await store.load(person)
    await write(store, tmp_path / "backup")
    server = EmbeddedServer(tmp_path / "data")
    await server.start()
    single = RedisStore(server.url, SECRETS, silence_s=HANG_S)
    await single.open()
    await read(single, tmp_path / "backup")
    assert await single.load(person) == before
    await single.close()
    await server.stop()


async def test_real_workers_run_on_a_cluster(tmp_path: Path) -> None:
    """Two `poised work` on three nodes deliver what waits, each message once."""
    nodes = Cluster(tmp_path / "cluster")
    try:
        async with house(tmp_path, nodes.url) as mine:
            for user in range(1, PEOPLE + 1):
                await leave(mine, user, Say("urgent-signs", UNKNOWN))
            workers = [await mine.start("work"), await mine.start("work")]
            await mine.telegram.until(lambda: sum(said(mine).values()) >= PEOPLE)
            assert [await worker.terminate() for worker in workers] == [0, 0]
            assert set(said(mine).values()) == {1}
    finally:
        nodes.stop()
