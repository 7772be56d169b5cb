"""What is shipped for deployment holds: processes, ACL of the database, hardening (S18, S22)."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.__main__ import app
from bot.app import assemble
from bot.core.clock import SetTime
from bot.operations.backup import write
from bot.store.checks import check_server
from bot.store.embedded import server_binary
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from flows.engine.events import Command
from tests.bot.operations.people import PLATFORM, FakeChannel, settle_in, update
from tests.e2e.slack_driver import free_port
from tests.flows.person import NOON_S
from tests.waits import HANG_S

ROOT = Path(__file__).parents[3]
SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
FORBIDDEN = (
    "GET other:x", "FLUSHALL", "CONFIG SET appendonly no", "DEBUG SLEEP 0", "KEYS *", "MONITOR",
    "MIGRATE 127.0.0.1 1 k 0 1", "REPLICAOF NO ONE", "SHUTDOWN", "ACL LIST", "SORT {s000}:dead",
)  # fmt: skip


def commands() -> set[str]:
    """The commands that `poised` has."""
    shown = CliRunner().invoke(app, ["--help"]).output
    return set(re.findall(r"^│ (\w+) ", shown, re.MULTILINE))


def test_every_process_that_is_shipped_is_a_command() -> None:
    """Procfile, compose and systemd name nothing that is not there."""
    procfile = (ROOT / "Procfile").read_text().splitlines()
    named = {re.split(r"poised ", line)[1].split()[0] for line in procfile}
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    named |= {one["command"] for one in compose["services"].values() if "build" in one}
    assert named == {"doctor", "web", "work"}
    assert named <= commands()


def test_s22_containers_are_read_only_and_without_rights() -> None:
    """Not root, nothing writable but /tmp, no capability, and time enough to finish."""
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    for name in ("web", "worker", "release"):
        service = compose["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["stop_grace_period"] == "12s"
    assert re.search(r"^USER 65534", (ROOT / "deploy/Dockerfile").read_text(), re.MULTILINE)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[str]:
    """A server with the shipped ACL; gives the address for the application's user."""
    acl, port = (ROOT / "deploy/users.acl").read_text(), free_port()
    rules = [line for line in acl.splitlines() if line.startswith("user ")]
    (tmp_path / "users.acl").write_text("\n".join(rules) + "\n")
    flags = ["--port", str(port), "--bind", "127.0.0.1", "--aclfile", str(tmp_path / "users.acl")]
    flags += ["--dir", str(tmp_path), "--appendonly", "yes", "--maxmemory-policy", "noeviction"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([server_binary(), *flags], stdout=log, stderr=log)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except ConnectionRefusedError:
            time.sleep(0.01)
    yield f"redis://poised:REPLACE-1@127.0.0.1:{port}/0"
    process.kill()
    process.wait()


async def test_s18_the_shipped_acl_lets_poised_do_all_it_needs_and_no_more(
    guarded: str, tmp_path: Path
) -> None:
    """Turns, reminders, checks and backup work; what an intruder would want is refused."""
    store = RedisStore(guarded, SECRETS, silence_s=HANG_S)
    await store.open()
    assert [one for one in await check_server(store) if not one.warning] == []
    person = await settle_in(store, "7", SECRETS.pepper)
    channel, clock = FakeChannel(), SetTime(NOON_S + 60)
    running = assemble(store, SECRETS.pepper, {PLATFORM: channel}, clock)
    await running.runner(update("7", Command("help"), "help"))
    await running.runner.idle()
    clock.at += 86_400.0
    await running.clock.round()
    await store.backlog(clock.at)
    await store.dead_letters()
    await store.take_budget("bot", 1, 1)
    await write(store, tmp_path / "backup")
    assert await store.erase(person, clock.at)
    await store.close()
    assert [command for command in FORBIDDEN if not _is_refused(guarded, command)] == []


def _is_refused(url: str, command: str) -> bool:
    port = int(re.search(r":(\d+)/", url)[1])  # type: ignore[index]
    with socket.create_connection(("127.0.0.1", port), timeout=HANG_S) as line:
        line.sendall(f"AUTH poised REPLACE-1\r\n{command}\r\n".encode())
        answers = b""
        while answers.count(b"\r\n") < 2:
            answers += line.recv(4096)
    return answers.startswith(b"+OK\r\n-")
