"""The composition root: the only module that knows every other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Protocol

import structlog

from bot.adapters.registry import WORKPLACES
from bot.core.clock import Clock, SystemTime, Time
from bot.core.outbox import Outbox
from bot.core.ports import Channel, Metrics, NoMetrics, Store
from bot.core.render import Localization, render
from bot.core.runner import Runner
from bot.errors import Misconfigured, StoreUnavailable
from bot.library import catalog, languages
from bot.operations.export import Exports
from bot.settings import Settings
from bot.store.checks import check_server
from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import Secrets, load_or_make
from flows.dialogues.companion import build
from flows.engine.engine import Engine
from flows.engine.wording import FluentWording

CONNECT_EVERY_S = 1.0
"""Between two attempts to reach a database that is not there yet."""

log = structlog.get_logger()


@dataclass(frozen=True)
class App:
    """Everything that a process runs on."""

    engine: Engine
    store: Store
    outbox: Outbox
    runner: Runner
    clock: Clock
    time: Time


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine over the shipped content. Raises BrokenContent."""
    return build(catalog(), languages().readers, languages().wordings, WORKPLACES)


def wordings() -> Mapping[str, FluentWording]:
    """The words of every language that is served, the default one first. Raises BrokenContent."""
    return languages().wordings


def words() -> Localization:
    """The words of every language, as platforms ask for them."""
    return Localization(wordings())


def assemble(
    store: Store,
    pepper: bytes,
    channels: Mapping[str, Channel],
    time: Time,
    metrics: Metrics | None = None,
) -> App:
    """Put the parts together over any store and any channels."""
    outbox = Outbox(store, channels, partial(render, wordings()), time)
    outbox.metrics = metrics or NoMetrics()
    outbox.document = Exports(store, engine(), time).document
    runner = Runner(store, engine(), outbox, pepper)
    clock = Clock(store, runner.wake, time, outbox.metrics)
    return App(engine(), store, outbox, runner, clock, time)


@asynccontextmanager
async def opened(settings: Settings, patience_s: float = 0.0) -> AsyncIterator[RedisStore]:
    """The database of the settings: a server by URL, or the private one. Raises Misconfigured.

    A server that does not answer yet is waited for, `patience_s` at most.
    """
    if settings.redis_url:
        url, secrets = settings.redis_url.get_secret_value(), _secrets(settings)
        store = RedisStore(url, secrets, silence_s=settings.silence_s)
        server = None
    else:
        server = EmbeddedServer(settings.data)
        await server.start()
        secrets = load_or_make(settings.secrets)
        store = RedisStore(server.url, secrets, server.ensure, settings.silence_s)
    await connected(store, patience_s)
    try:
        await _refuse_bad_server(store, force=settings.force)
        yield store
    finally:
        await store.close()
        if server:
            await server.stop()


@asynccontextmanager
async def running(
    settings: Settings, channels: Mapping[str, Channel], time: Time | None = None
) -> AsyncIterator[App]:
    """The application over the database of the settings."""
    async with opened(settings) as store:
        yield assemble(store, store.secrets.pepper, channels, time or SystemTime())


class LateDatabase(Protocol):
    """What can be reached, or not yet."""

    async def open(self) -> None:
        """Reach it. Raises StoreUnavailable."""


async def connected(store: LateDatabase, patience_s: float) -> None:
    """Reach a database, waiting for it at most so long. Raises Misconfigured."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while True:
        try:
            await store.open()
        except StoreUnavailable as silent:
            if loop.time() - begun >= patience_s:
                mend = "no database answers there; start it, or mend the address"
                raise Misconfigured("REDIS_URL", mend) from silent
            log.warning("waiting_for_the_database", at_most_s=patience_s)
        else:
            return
        await asyncio.sleep(CONNECT_EVERY_S)


def _secrets(settings: Settings) -> Secrets:
    assert settings.sealing_keys is not None and settings.pepper is not None
    return Secrets.parse(
        settings.sealing_keys.get_secret_value(), settings.pepper.get_secret_value()
    )


async def _refuse_bad_server(store: RedisStore, *, force: bool) -> None:
    """A database that may forget people is refused (`--force` overrides)."""
    problems = [problem for problem in await check_server(store) if not problem.warning]
    if problems and not force:
        first = problems[0]
        raise Misconfigured("REDIS_URL", f"{first.what}; {first.mend}")
