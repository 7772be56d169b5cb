"""Commands of `poised` as real processes, forked from one that has read the content already.

What starts, is killed and starts again is a process of its own with its own environment; only the
three seconds in which an interpreter imports everything are spent once. `forked` takes them from
multiprocessing's forkserver, one for each process of the test run.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.e2e.warm"])
LOOK_S = 0.01


class Forked:
    """One process, with as much of asyncio's interface of processes as the tests use."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code, None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it as the kernel would."""
        self._process.kill()

    async def wait(self) -> int:
        """Wait for its end and tell the exit code."""
        while self._process.exitcode is None:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)
        return self._process.exitcode


def forked(command: str, environment: Mapping[str, str], log: Path | None = None) -> Forked:
    """Start `poised <command>` with this environment, its errors in a file if one is given."""
    process = FORK.Process(target=_run, args=(command, dict(environment), log), daemon=True)
    process.start()
    return Forked(process)


def _run(command: str, environment: dict[str, str], log: Path | None) -> None:
    from bot.__main__ import app

    os.environ.clear()
    os.environ.update(environment)
    if log is not None:
        with log.open("ab") as errors:
            os.dup2(errors.fileno(), 2)
    sys.argv = ["poised", command]
    app([command])
