"""The processes that serve people: `poised web`, `poised work` and `poised <platform>`.

A process is put together from the settings: the database, every configured platform of the
registry, figures, and its services. A service is a coroutine that runs until an event is set.
Services start together; SIGTERM lets them finish, and leases do the rest. When one fails, all are
stopped and the failure is raised; a supervisor (Procfile, compose, systemd) starts the process
again.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import structlog
from aiohttp.web import RouteDef

from bot.adapters.button_tokens import button_secret
from bot.adapters.http_server import serve
from bot.adapters.platform import Environment, Host, Platform, Ready, Service
from bot.adapters.registry import ADAPTERS, PREFIXES, SETTINGS
from bot.app import App, assemble, opened, words
from bot.core.clock import SystemTime
from bot.core.ports import Channel
from bot.errors import Misconfigured
from bot.library import languages
from bot.metrics import PrometheusMetrics
from bot.picture_folder import PictureFolder
from bot.settings import Settings, environment, refuse_unknown
from bot.web import database_ready, operations
from bot.worker import clock, forget, watch

STOP_S_MAX = 9.0
"""SIGTERM to the end (D16 asks for ten seconds). What is not finished then is safe in the store:
leases run out and another process goes on."""
IDLE_S_MAX = 4.0
"""Of these, for messages whose turn was committed a moment ago."""
CONNECT_S_MAX = 60.0
"""How long a start waits for its database: a runner that starts both need not order them."""
NOTHING: Environment = {}
SIGNALS = (signal.SIGTERM, signal.SIGINT)

log = structlog.get_logger()


async def web(settings: Settings) -> None:
    """Serve the routes of every configured platform, health and metrics until SIGTERM."""
    async with process(settings, served=True) as this:
        routes = [route for platform in this.platforms.values() for route in platform.routes()]
        if not routes:
            raise unconfigured()
        routes += this.operations()
        await awake()
        await live(this.app, [partial(serve, routes, settings.host, settings.port)])


async def awake() -> None:
    """Load the second readers before the first word comes: an emergency must not wait for them."""
    readers = [state.reader for state in languages().second.values() if state.reader]
    for reader in readers:
        await asyncio.to_thread(reader.hear, "good morning")


async def work(settings: Settings) -> None:
    """Wake people and deliver what waits until SIGTERM; any number of these may run."""
    async with process(settings, served=False) as this:
        if not this.platforms:
            raise unconfigured()
        await live(this.app, [*this.workers(), *this.operated()])


async def listen(
    settings: Settings, name: str, said: Environment, say: Callable[[str], None]
) -> None:
    """Take a platform's updates, wake people and deliver, all in one process, until SIGTERM.

    `said` are settings given on the command line; they come before those of the environment.
    """
    adapter = ADAPTERS[name]
    async with process(settings, adapter.assumed, said, served=False) as this:
        if name not in this.platforms:
            raise Misconfigured(adapter.required, f"is not set; see {adapter.guide}")
        listener = this.platforms[name].listener()
        await awake()
        place = f" at {listener.place}" if listener.place else ""
        say(f"{adapter.title}: waiting for messages{place}. Stop with Ctrl-C.")
        parts = {name: listener.ready} if listener.ready else {}
        await live(this.app, [listener.run, *this.workers(), *this.operated(**parts)])


def unconfigured() -> Misconfigured:
    """The mistake of a process without any platform, with the setting of each."""
    each = [f"{adapter.title} ({adapter.required})" for adapter in ADAPTERS.values()]
    first = next(iter(ADAPTERS.values()))
    return Misconfigured(first.required, f"configure {' or '.join(each)}; one is enough")


@dataclass(frozen=True)
class Process:
    """What the services of one process share."""

    settings: Settings
    app: App
    platforms: Mapping[str, Platform]
    metrics: PrometheusMetrics

    def workers(self) -> list[Service]:
        """What every process with a clock does: wake people, watch referrals, forget the erased."""
        return [
            partial(clock, self.app),
            partial(watch, self.app, self.metrics),
            partial(forget, self.app),
        ]

    def operations(self, **parts: Ready) -> list[RouteDef]:
        """The routes for operators; `parts` are what must be ready beside the database."""
        token = self.settings.metrics_token
        store = self.app.store
        ready: dict[str, Ready] = {"database": database_ready(store), **parts}
        secret = token.get_secret_value() if token else ""
        return operations(store, self.metrics, ready, secret, self.app.time.now)

    def operated(self, **parts: Ready) -> list[Service]:
        """Serve the operators' routes on a port of their own, where one is set."""
        if not self.settings.ops_port:
            return []
        routes, settings = self.operations(**parts), self.settings
        return [partial(serve, routes, settings.host, settings.ops_port)]


@asynccontextmanager
async def process(
    settings: Settings, assumed: Environment = NOTHING, said: Environment = NOTHING, *, served: bool
) -> AsyncIterator[Process]:
    """Open the database and every configured platform. Raises Misconfigured.

    Settings of the environment come before those `assumed`, and those `said` before both.
    """
    given = environment(*PREFIXES)
    refuse_unknown(given, SETTINGS)
    async with opened(settings, CONNECT_S_MAX) as store:
        metrics, channels = PrometheusMetrics(), dict[str, Channel]()
        app = assemble(store, store.secrets.pepper, channels, SystemTime(), metrics)
        host = host_of(app, store.secrets.pepper)
        settled = {**assumed, **given, **said}
        with contextlib.closing(PictureFolder(settings.pictures_folder)) as pictures:
            app.outbox.pictures = pictures
            async with platforms(settled, host, served=served) as found:
                channels |= {name: platform.channel for name, platform in found.items()}
                yield Process(settings, app, found, metrics)


def host_of(app: App, pepper: bytes) -> Host:
    """What an application lends its platforms."""
    return Host(
        store=app.store,
        button_secret=button_secret(pepper),
        words=words(),
        engine=app.engine,
        now=app.time.now,
        intake=app.runner,
        known=app.runner.known,
        named=app.runner.named,
    )


@asynccontextmanager
async def platforms(
    environment: Environment, host: Host, *, served: bool
) -> AsyncIterator[dict[str, Platform]]:
    """Every platform that is configured; closed at the end. Raises Misconfigured."""
    async with contextlib.AsyncExitStack() as closing:
        found = {}
        for name, adapter in ADAPTERS.items():
            if platform := adapter.open(environment, host, served=served):
                closing.push_async_callback(platform.close)
                found[name] = platform
        yield found


async def live(app: App, services: Iterable[Service]) -> None:
    """Run services until a signal or the first failure, which is raised."""
    stop = asyncio.Event()
    with signals(stop):
        running = [asyncio.ensure_future(service(stop)) for service in services]
        second = {code: one.found for code, one in languages().second.items()}
        log.info("started", services=len(running), second_reader=second)
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
