"""The private server: found again, started again, never lost, never shared."""

import asyncio
import contextlib
import os
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.ports import CommitResult, PersonId, Write
from bot.errors import FolderInUse, Misconfigured, ServerFailed, StoreUnavailable
from bot.store import embedded
from bot.store.checks import check_server
from bot.store.embedded import SOCKET_PATH_BYTES_MAX, EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from tests.waits import HANG_S

pytestmark = pytest.mark.asyncio

ANNA = PersonId("0a" * 16)
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
TURNS = 120
KILL_EVERY = 40

OWNER = """
import asyncio, sys
from pathlib import Path
from bot.core.ports import PersonId, Write
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets

async def main():
    server = EmbeddedServer(Path(sys.argv[1]))
    await server.start()
    store = RedisStore(server.url, Secrets((b"s" * KEY_BYTES,), b"p" * 32))
    await store.open()
    for number in range(10_000):
        before = await store.load(PersonId("0a" * 16))
        await store.commit(before, Write(f"u{number}", 1.0, b"record", (b"%d" % number,)))
        print(number, flush=True)

asyncio.run(main())
"""


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[EmbeddedServer]:
    """Give a started server and end it."""
    server = EmbeddedServer(tmp_path / "data")
    await server.start()
    yield server
    await server.stop()


async def pid_of(store: RedisStore) -> int:
    info = (await store.database.call(0, "INFO", "server")).decode()
    return next(int(line[11:]) for line in info.splitlines() if line.startswith("process_id:"))


async def taken(store: RedisStore, write: Write) -> CommitResult:
    """Bring an update again and again, as a platform does, until it is acknowledged."""
    async with asyncio.timeout(HANG_S):
        while True:
            with contextlib.suppress(StoreUnavailable):
                return (await store.commit(await store.load(ANNA), write)).outcome


async def opened(server: EmbeddedServer) -> RedisStore:
    store = RedisStore(server.url, SECRETS, server.ensure)
    await store.open()
    return store


async def test_the_private_server_is_fit(server: EmbeddedServer) -> None:
    """What we start passes our own checks: durable, evicting nobody."""
    store = await opened(server)
    assert await check_server(store) == []
    policy = await store.database.call(0, "CONFIG", "GET", "appendfsync")
    assert policy == [b"appendfsync", b"always"]
    await store.close()


async def test_the_folder_is_for_our_eyes_only(server: EmbeddedServer) -> None:
    """Neither folder nor socket can be opened by another user."""
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


async def test_kill9_of_the_database_loses_no_acknowledged_turn(server: EmbeddedServer) -> None:
    """Killed again and again between and during turns, the server comes back with all of them."""
    store = await opened(server)
    for number in range(TURNS):
        write = Write(f"u{number}", float(number), b"record", (b"%d" % number,))
        pid = await pid_of(store)
        turn = asyncio.create_task(taken(store, write))
        if number % KILL_EVERY == KILL_EVERY // 2:
            await asyncio.sleep(0)
            os.kill(pid, signal.SIGKILL)
        assert await turn in {CommitResult.COMMITTED, CommitResult.DUPLICATE}
    assert await store.journal(ANNA) == [b"%d" % number for number in range(TURNS)]
    assert (await store.load(ANNA)).version == TURNS
    await store.close()


async def test_kill9_of_the_bot_leaves_a_server_to_go_on_with(tmp_path: Path) -> None:
    """The next start finds the living server of a killed bot and every turn it had acknowledged."""
    folder = tmp_path / "data"
    owner = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OWNER, str(folder), stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert owner.stdout is not None
    acknowledged = [int(await owner.stdout.readline()) for _ in range(50)]
    owner.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in (await owner.stdout.read()).splitlines()]
    await owner.wait()

    server = EmbeddedServer(folder)
    await server.start()
    store = await opened(server)
    kept = [int(line) for line in await store.journal(ANNA)]
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) <= len(acknowledged) + 1
    assert await pid_of(store) != os.getpid()
    await store.close()
    await server.stop()


async def test_one_owner_at_a_time(server: EmbeddedServer) -> None:
    """A second start on the folder is told who uses it and what to do."""
    second = EmbeddedServer(server.folder)
    with pytest.raises(FolderInUse, match=rf"process {os.getpid()}.*POISED_DATA"):
        await second.start()


async def test_a_slow_server_gets_no_second_one_beside_it(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two servers on one log would spoil it, so a start waits for the one that only hangs."""
    monkeypatch.setattr(embedded, "ANSWER_SECONDS_MAX", 0.05)
    store = await opened(server)
    pid = await pid_of(store)
    os.kill(pid, signal.SIGSTOP)
    again = asyncio.create_task(server.ensure())
    _, unfinished = await asyncio.wait([again], timeout=0.2)
    os.kill(pid, signal.SIGCONT)
    assert unfinished, "it waits"
    await again
    assert await pid_of(store) == pid
    await store.close()


async def test_a_server_that_does_not_listen_yet_gets_no_second_one(
    server: EmbeddedServer,
) -> None:
    """A bot killed while its server was starting leaves one server, which the next start awaits."""
    store = await opened(server)
    pid = await pid_of(store)
    hidden = server.socket.rename(server.folder / "hidden.sock")
    again = asyncio.create_task(server.ensure())
    _, unfinished = await asyncio.wait([again], timeout=0.2)
    assert not server.socket.exists(), "nobody else has begun to listen"
    hidden.rename(server.socket)
    assert unfinished, "it waits"
    await again
    assert await pid_of(store) == pid
    await store.close()


async def test_a_stopped_server_stays_down(tmp_path: Path) -> None:
    """A late command of a program that is ending does not bring the server back."""
    server = EmbeddedServer(tmp_path)
    await server.start()
    store = await opened(server)
    await server.stop()
    with pytest.raises(StoreUnavailable, match="was stopped"):
        await store.load(ANNA)
    await store.close()


async def test_a_stopped_server_frees_the_folder(tmp_path: Path) -> None:
    """After a stop no server is left, and the next start reads what the last one wrote."""
    for version in range(3):
        server = EmbeddedServer(tmp_path)
        await server.start()
        store = await opened(server)
        before = await store.load(ANNA)
        assert before.version == version
        await store.commit(before, Write(f"u{version}", 1.0, b"record"))
        pid = await pid_of(store)
        await store.close()
        await server.stop()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


async def test_a_torn_log_is_mended(tmp_path: Path) -> None:
    """A log cut in the middle of its last command, as by power loss, still starts."""
    server = EmbeddedServer(tmp_path)
    await server.start()
    store = await opened(server)
    for number in range(5):
        before = await store.load(ANNA)
        await store.commit(before, Write(f"u{number}", 1.0, b"record"))
    await store.close()
    await server.stop()
    (log,) = (tmp_path / "appendonlydir").glob("*.incr.aof")
    os.truncate(log, log.stat().st_size - 7)
    await server.start()
    store = await opened(server)
    assert (await store.load(ANNA)).version == 4
    await store.close()
    await server.stop()


@pytest.mark.parametrize(
    ("name", "version"), [("valkey", "99.0.0"), ("redis", "7.0.15")], ids=["newer", "another"]
)
async def test_a_folder_of_another_server_is_refused(
    tmp_path: Path, name: str, version: str
) -> None:
    """What a newer or another server wrote is not opened, because it might start empty."""
    (tmp_path / "server.json").write_text(f'{{"name": "{name}", "version": "{version}"}}')
    server = EmbeddedServer(tmp_path)
    with pytest.raises(Misconfigured, match=f"POISED_DATA: written by {name} {version}"):
        await server.start()


async def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    """When the data does not load, the error ends with the server's own last words."""
    (tmp_path / "appendonlydir").mkdir()
    (tmp_path / "appendonlydir" / "appendonly.aof.manifest").write_text("not a manifest\n")
    server = EmbeddedServer(tmp_path)
    with pytest.raises(ServerFailed, match=r"(?s)did not start.*not a manifest"):
        await server.start()
    other = EmbeddedServer(tmp_path)
    with pytest.raises(ServerFailed):  # And not FolderInUse: the first one let go.
        await other.start()


async def test_a_long_folder_has_a_short_socket(tmp_path: Path) -> None:
    """Where the socket's path would be too long, it lies in a private temporary folder."""
    folder = tmp_path / ("x" * SOCKET_PATH_BYTES_MAX)
    server = EmbeddedServer(folder)
    assert len(str(server.socket)) <= SOCKET_PATH_BYTES_MAX
    assert server.socket == EmbeddedServer(folder).socket
    assert server.socket != EmbeddedServer(tmp_path / ("y" * SOCKET_PATH_BYTES_MAX)).socket
    await server.start()
    assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
    await server.stop()
    server.socket.parent.rmdir()
