"""A three-node cluster of the bundled server on loopback, for tests."""

import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from bot.store.embedded import server_binary
from tests.waits import HANG_S

NODES = 3
SLOTS = 16_384
POLL_SECONDS = 0.05
PORT_MAX = 55_535  # The cluster bus listens 10 000 above.


class Cluster:
    """Starts the nodes, shares the slots out and waits until they agree."""

    def __init__(self, folder: Path) -> None:
        self.ports = [_free_port() for _ in range(NODES)]
        self.processes = [_launch(folder / str(port), port) for port in self.ports]
        self._clients: list[Any] = [Redis(port=port) for port in self.ports]
        try:
            self._join()
        except BaseException:
            self.stop()
            raise

    @property
    def url(self) -> str:
        """The address of one node; a client learns the others from it."""
        return f"redis://127.0.0.1:{self.ports[0]}"

    def stop(self) -> None:
        """End the nodes that we started."""
        for client in self._clients:
            client.close()
        for process in self.processes:
            process.kill()
            process.wait()

    def _join(self) -> None:
        _until(lambda: all(client.ping() for client in self._clients))
        share = -(-SLOTS // NODES)
        for index, client in enumerate(self._clients):
            last = min(SLOTS, (index + 1) * share) - 1
            client.execute_command("CLUSTER ADDSLOTSRANGE", index * share, last)
            client.execute_command("CLUSTER MEET", "127.0.0.1", self.ports[0])
        _until(lambda: all(self._agrees(client) for client in self._clients))

    def _agrees(self, client: Any) -> bool:
        info = client.execute_command("CLUSTER INFO")
        known = client.execute_command("CLUSTER SLOTS")
        return info["cluster_state"] == "ok" and len(known) == NODES


def _launch(folder: Path, port: int) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True)
    flags = ["--port", str(port), "--bind", "127.0.0.1", "--cluster-enabled", "yes", "--save", ""]
    flags += ["--appendonly", "yes", "--dir", str(folder), "--maxmemory-policy", "noeviction"]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([server_binary(), *flags], stdout=log, stderr=log)


def _free_port() -> int:
    """Find a port whose cluster bus port is a port, too."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        if port < PORT_MAX:
            return port


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + HANG_S
    while True:
        try:
            if holds():
                return
        except RedisError as problem:
            if time.monotonic() > deadline:
                raise TimeoutError("the cluster does not come up") from problem
        if time.monotonic() > deadline:
            raise TimeoutError("the cluster does not come up")
        time.sleep(POLL_SECONDS)
