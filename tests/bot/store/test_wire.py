"""One connection for all turns: shared writes, replies that cannot be mixed up, bounded silence."""

import asyncio
from pathlib import Path

import pytest

from bot.errors import Misconfigured, StoreUnavailable
from bot.store import wire
from bot.store.wire import Address, Wire
from tests.bot.store.fake_server import HANG_UP, SILENCE, FakeServer, echo

pytestmark = pytest.mark.asyncio


def to(server: FakeServer) -> Wire:
    return Wire(Address.parse(server.url))


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


async def test_t14_a_cancelled_turn_gives_its_reply_to_nobody(tmp_path: Path) -> None:
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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A silent server is given up in time; when it speaks again, the same command works."""
    monkeypatch.setattr(wire, "SILENCE_SECONDS_MAX", 0.05)
    async with FakeServer(tmp_path, echo) as server:
        line = to(server)
        assert await line.call("ECHO", "before") == b"before"
        server.answer = lambda _: SILENCE
        with pytest.raises(StoreUnavailable):
            await line.call("ECHO", "lost")
        server.answer = echo
        assert await line.call("ECHO", "again") == b"again"
        assert server.connections == 2
        await line.close()


async def test_d1_silence_from_the_first_moment_is_bounded_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that takes the connection and says nothing does not hold a turn."""
    monkeypatch.setattr(wire, "SILENCE_SECONDS_MAX", 0.05)
    async with FakeServer(tmp_path, lambda _: SILENCE) as server:
        line = to(server)
        with pytest.raises(StoreUnavailable):
            await line.call("ECHO", "lost")
        await line.close()


async def test_d1_nobody_listening_is_told_at_once(tmp_path: Path) -> None:
    """Without a server a command fails with the error that means 503."""
    line = Wire(Address.parse(f"unix://{tmp_path}/nobody.sock"))
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
    monkeypatch.setattr(wire, "WAITING_MAX", 2)
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
        line = Wire(Address(path=str(server.path), username="poised", password="word", db=3))
        await line.call("PING")
        assert said == [[b"AUTH", b"poised", b"word"], [b"SELECT", b"3"], [b"PING"]]
        await line.close()


async def test_a_refused_login_is_a_setting(tmp_path: Path) -> None:
    """A wrong password is reported as a wrong setting, without the password."""
    async with FakeServer(tmp_path, lambda _: b"-WRONGPASS invalid\r\n") as server:
        line = Wire(Address(path=str(server.path), password="hunter2"))
        with pytest.raises(Misconfigured) as refusal:
            await line.call("PING")
        assert refusal.value.setting == "REDIS_URL"
        assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("redis://db.example:7000/2", Address(host="db.example", port=7000, db=2)),
        ("redis://:word@db", Address(host="db", password="word")),
        ("rediss://me:word@db", Address(host="db", username="me", password="word", tls=True)),
        ("unix:///run/valkey.sock?db=1", Address(path="/run/valkey.sock", db=1)),
    ],
)
async def test_addresses_are_read(url: str, address: Address) -> None:
    """The usual forms of an address mean what they mean everywhere."""
    assert Address.parse(url) == address


@pytest.mark.parametrize("url", ["", "db.example:6379", "http://db"])
async def test_other_addresses_are_refused(url: str) -> None:
    """An address of another form names the setting and what to write there."""
    with pytest.raises(Misconfigured, match="REDIS_URL: write redis://"):
        Address.parse(url)
