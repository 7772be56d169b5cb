"""How a process lives: its services start together, SIGTERM lets them finish, leases do the rest.

A service is a coroutine that runs until an event is set. When one fails, all are told to stop and
the failure is told; a supervisor (Procfile, compose, systemd) starts the process again.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence

import structlog

from bot.app import App

STOP_S_MAX = 9.0
"""SIGTERM to the end (D16 asks for ten seconds). What is not finished then is safe in the store:
leases run out and another process goes on."""
IDLE_S_MAX = 4.0
"""Of these, for messages whose turn was committed a moment ago."""
SIGNALS = (signal.SIGTERM, signal.SIGINT)

Service = Callable[[asyncio.Event], Awaitable[None]]
log = structlog.get_logger()


async def live(app: App, services: Iterable[Service]) -> None:
    """Run services until a signal or the first failure, which is raised."""
    stop = asyncio.Event()
    with signals(stop):
        running = [asyncio.ensure_future(service(stop)) for service in services]
        log.info("started", services=len(running))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({*running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await _finish(app, running)
    for task in running:
        if not task.cancelled() and (failure := task.exception()):
            raise failure
    log.info("stopped")


@contextlib.contextmanager
def signals(stop: asyncio.Event) -> Iterator[None]:
    """Set an event at SIGTERM or Ctrl-C."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        loop.add_signal_handler(name, stop.set)
    try:
        yield
    finally:
        for name in SIGNALS:
            loop.remove_signal_handler(name)


async def _finish(app: App, running: Sequence[asyncio.Future[None]]) -> None:
    """Let services and sends come to their end, within the limit."""
    log.info("stopping")
    try:
        async with asyncio.timeout(STOP_S_MAX):
            await asyncio.wait(running, timeout=STOP_S_MAX - IDLE_S_MAX)
            await app.runner.idle()
    except TimeoutError:
        log.warning("stopped_before_all_was_sent")
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
