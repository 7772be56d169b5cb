"""One connection for all turns: shared writes, replies that cannot be mixed up, bounded silence."""

import asyncio
from pathlib import Path

import pytest
from redis.asyncio import SSLConnection
from redis.exceptions import MovedError, NoScriptError

from bot.errors import Misconfigured, StoreUnavailable
from bot.store import batcher
from bot.store.batcher import Address, Batcher, read_address
from tests.bot.store.fake_server import HANG_UP, SILENCE, Answer, FakeServer, echo
from tests.stalled import StalledClock

pytestmark = pytest.mark.asyncio

HERE = {"host": "127.0.0.1", "port": 6379}


SHORT_S = 0.05
"""The patience of tests in which a server is silent for good."""


def to(server: FakeServer, silence_s: float = batcher.SILENCE_SECONDS_MAX) -> Batcher:
    return Batcher(read_address(server.url), silence_s=silence_s)


def telling(arrived: asyncio.Event, answer: Answer) -> Answer:
    """Answer as told, and tell when the first command is here."""

    def told(command: list[bytes]) -> bytes:
        arrived.set()
        return answer(command)

    return told


async def test_turns_at_the_same_time_share_one_write(tmp_path: Path) -> None:
    """Fifty commands of one moment travel together on one connection, each with its own reply."""
    async with FakeServer(tmp_path, echo) as server:
        line = to(server)
        await line.call("ECHO", "first")
        before = server.chunks
        replies = await asyncio.gather(*(line.call("ECHO", str(n)) for n in range(50)))
        assert replies == [str(n).encode() for n in range(50)]
        assert (server.chunks - before, server.connections) == (1, 1)
        await line.close()


async def test_turns_that_come_while_a_batch_is_away_share_the_next(tmp_path: Path) -> None:
    """Whatever is asked before the replies are here travels together, after them."""
    arrived = asyncio.Event()
    async with FakeServer(tmp_path, telling(arrived, echo)) as server:
        line = to(server)
        first = asyncio.create_task(line.call("ECHO", "first"))
        await arrived.wait()
        replies = await asyncio.gather(*(line.call("ECHO", str(n)) for n in range(50)))
        assert replies == [str(n).encode() for n in range(50)]
        assert (await first, server.chunks, server.connections) == (b"first", 2, 1)
        await line.close()


async def test_a_refused_command_does_not_spoil_its_batch(tmp_path: Path) -> None:
    """Refusals are values, so the other turns of the same moment get their replies."""
    answers = iter([b"+OK\r\n", b"-MOVED 7 there:7001\r\n", b"-NOSCRIPT none\r\n", b"+OK\r\n"])
    async with FakeServer(tmp_path, lambda _: next(answers)) as server:
        line = to(server)
        ok, moved, unknown, last = await asyncio.gather(*(line.call("PING") for _ in range(4)))
        assert (ok, last) == (b"OK", b"OK")
        assert isinstance(moved, MovedError)
        assert moved.node_addr == ("there", 7001)
        assert isinstance(unknown, NoScriptError)
        await line.close()


async def test_a_mistake_of_ours_reaches_its_turn(tmp_path: Path) -> None:
    """A command that cannot be written raises where it was asked for, and the next one works."""
    async with FakeServer(tmp_path, echo) as server:
        line = to(server)
        with pytest.raises(TypeError):
            await line.call("ECHO", None)
        assert await line.call("ECHO", "next") == b"next"
        await line.close()


async def test_d1_a_server_that_still_reads_its_data_is_unavailable(tmp_path: Path) -> None:
    """LOADING means 503, and later the same connection address works."""
    async with FakeServer(tmp_path, lambda _: b"-LOADING reading\r\n") as server:
        line = to(server)
        with pytest.raises(StoreUnavailable, match="reading"):
            await line.call("ECHO", "x")
        server.answer = echo
        assert await line.call("ECHO", "x") == b"x"
        await line.close()


async def test_closing_leaves_nobody_waiting(tmp_path: Path) -> None:
    """Turns on their way and turns in the queue hear that the database is gone."""
    arrived = asyncio.Event()
    async with FakeServer(tmp_path, telling(arrived, lambda _: SILENCE)) as server:
        line = to(server)
        away = asyncio.create_task(line.call("ECHO", "away"))
        await arrived.wait()
        queued = asyncio.create_task(line.call("ECHO", "queued"))
        await asyncio.sleep(0)
        await line.close()
        outcomes = await asyncio.gather(away, queued, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 2


async def test_d1_a_slow_revival_is_awaited_by_later_turns(
    tmp_path: Path,
) -> None:
    """The server is started once, however many turns give up while it starts."""
    server, started, revivals = FakeServer(tmp_path, echo), asyncio.Event(), []

    async def revive() -> None:
        revivals.append(1)
        await started.wait()

    line = Batcher(read_address(server.url), revive, SHORT_S)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="silence"):
            await line.call("ECHO", "too early")
    async with server:
        started.set()
        assert await line.call("ECHO", "now") == b"now"
        assert len(revivals) == 1
        await line.close()


async def test_t14_h9_a_cancelled_turn_gives_its_reply_to_nobody(tmp_path: Path) -> None:
    """When a turn is cancelled while it waits, the next one still gets its own reply."""
    async with FakeServer(tmp_path, echo) as server:
        line = to(server)
        await line.call("ECHO", "first")
        cancelled = asyncio.create_task(line.call("ECHO", "anna's"))
        await asyncio.sleep(0)
        cancelled.cancel()
        assert await line.call("ECHO", "carl's") == b"carl's"
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        await line.close()


async def test_d1_silence_ends_in_an_error_and_then_all_is_well(
    tmp_path: Path,
) -> None:
    """A silent server is given up in time; when it speaks again, the same command works."""
    async with FakeServer(tmp_path, echo) as server:
        line = to(server, SHORT_S)
        assert await line.call("ECHO", "before") == b"before"
        server.answer = lambda _: SILENCE
        with pytest.raises(StoreUnavailable):
            await line.call("ECHO", "lost")
        server.answer = echo
        assert await line.call("ECHO", "again") == b"again"
        assert server.connections == 2
        await line.close()


async def test_d1_silence_from_the_first_moment_is_bounded_too(
    tmp_path: Path,
) -> None:
    """A server that takes the connection and says nothing does not hold a turn."""
    async with FakeServer(tmp_path, lambda _: SILENCE) as server:
        line = to(server, SHORT_S)
        with pytest.raises(StoreUnavailable):
            await line.call("ECHO", "lost")
        await line.close()


async def test_d1_a_stall_of_our_own_loop_is_no_silence_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply that came while our loop stood still for a minute is taken, not given up."""
    arrived = asyncio.Event()
    async with FakeServer(tmp_path, telling(arrived, lambda _: SILENCE)) as server:
        line, clock = to(server), StalledClock(monkeypatch)
        away = asyncio.create_task(line.call("ECHO", "x"))
        await arrived.wait()
        await clock.stall(60)
        assert not away.done()
        server.tell(b"$1\r\nx\r\n")
        assert await away == b"x"
        await line.close()


async def test_d1_silence_is_counted_from_when_a_batch_was_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that waited behind a slow batch has the whole patience once it is sent."""
    arrived = asyncio.Event()
    async with FakeServer(tmp_path, telling(arrived, lambda _: SILENCE)) as server:
        line, clock = to(server), StalledClock(monkeypatch)
        slow = asyncio.create_task(line.call("ECHO", "slow"))
        await arrived.wait()
        behind = asyncio.create_task(line.call("ECHO", "behind"))
        for batch in (slow, behind):
            for _ in range(batcher.SILENCE_LOOKS - 1):
                await clock.stall(batcher.SILENCE_SECONDS_MAX / batcher.SILENCE_LOOKS)
            arrived.clear()
            server.tell(b"$1\r\nx\r\n")
            assert await batch == b"x"
            if batch is slow:
                await arrived.wait()
        await line.close()


async def test_d1_whoever_waits_behind_a_silent_batch_is_told_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many parts of silence all who wait hear of it: nobody waits for it twice."""
    arrived = asyncio.Event()
    async with FakeServer(tmp_path, telling(arrived, lambda _: SILENCE)) as server:
        line, clock = to(server), StalledClock(monkeypatch)
        waiting = [asyncio.create_task(line.call("ECHO", "away"))]
        await arrived.wait()
        waiting.append(asyncio.create_task(line.call("ECHO", "behind")))
        for _ in range(batcher.SILENCE_LOOKS):
            await clock.stall(batcher.SILENCE_SECONDS_MAX / batcher.SILENCE_LOOKS)
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [StoreUnavailable] * 2
        assert server.chunks == 1
        await line.close()


async def test_d1_nobody_listening_is_told_at_once(tmp_path: Path) -> None:
    """Without a server a command fails with the error that means 503."""
    line = Batcher(read_address(f"unix://{tmp_path}/nobody.sock"))
    with pytest.raises(StoreUnavailable, match="does not answer"):
        await line.call("PING")


async def test_a_command_lost_with_its_connection_is_sent_again(tmp_path: Path) -> None:
    """When the server hangs up on a command, it is repeated once on a new connection."""
    answers = iter([b"+OK\r\n", HANG_UP, b"+OK\r\n"])
    async with FakeServer(tmp_path, lambda _: next(answers)) as server:
        line = to(server)
        assert await line.call("PING") == b"OK"
        assert await line.call("PING") == b"OK"
        assert server.connections == 2
        await line.close()


async def test_a_server_that_keeps_hanging_up_is_unavailable(tmp_path: Path) -> None:
    """A command is not repeated for ever."""
    async with FakeServer(tmp_path, lambda _: HANG_UP) as server:
        line = to(server)
        with pytest.raises(StoreUnavailable):
            await line.call("PING")
        assert server.connections <= 2


async def test_waiting_commands_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit a command is refused at once instead of queueing."""
    monkeypatch.setattr(batcher, "WAITING_MAX", 2)
    async with FakeServer(tmp_path, echo) as server:
        line = to(server)
        await line.call("ECHO", "first")
        server.answer = lambda _: SILENCE
        waiting = [asyncio.create_task(line.call("ECHO", "x")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(StoreUnavailable, match="too much"):
            await line.call("ECHO", "one more")
        for task in waiting:
            task.cancel()
        await line.close()


async def test_a_login_comes_before_the_first_command(tmp_path: Path) -> None:
    """Name, password and database of the address are used before anything else."""
    said: list[list[bytes]] = []

    def answer(command: list[bytes]) -> bytes:
        said.append(command)
        return b"+OK\r\n"

    async with FakeServer(tmp_path, answer) as server:
        line = Batcher(read_address(f"unix://poised:word@{server.path}?db=3"))
        await line.call("PING")
        assert said == [[b"AUTH", b"poised", b"word"], [b"SELECT", b"3"], [b"PING"]]
        await line.close()


async def test_a_refused_login_is_a_setting(tmp_path: Path) -> None:
    """A wrong password is reported as a wrong setting, without the password."""
    async with FakeServer(tmp_path, lambda _: b"-WRONGPASS invalid\r\n") as server:
        line = Batcher(read_address(f"unix://:hunter2@{server.path}"))
        with pytest.raises(Misconfigured) as refusal:
            await line.call("PING")
        assert refusal.value.setting == "REDIS_URL"
        assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("redis://db.example:7000/2", {"host": "db.example", "port": 7000, "db": 2}),
        ("redis://:word@db", {"host": "db", "port": 6379, "password": "word"}),
        ("rediss://me:word@", {**HERE, "username": "me", "password": "word"}),
        ("unix:///run/valkey.sock?db=1", {"path": "/run/valkey.sock", "db": 1}),
    ],
)
async def test_addresses_are_read(url: str, address: Address) -> None:
    """The usual forms of an address mean what they mean everywhere."""
    read = read_address(url)
    assert issubclass(read.pop("connection_class"), SSLConnection) is url.startswith("rediss")
    assert read == address


@pytest.mark.parametrize("url", ["", "db.example:6379", "http://db", "redis://db?colour=7"])
async def test_other_addresses_are_refused(url: str) -> None:
    """An address of another form, or with an unknown option, names the setting."""
    with pytest.raises(Misconfigured, match="REDIS_URL: write redis://"):
        read_address(url)
