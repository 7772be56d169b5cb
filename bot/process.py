"""A process put together from the settings: database, platforms, figures, and its services."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from bot.adapters.slack.installations import Installations, MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.sources import SlackSources
from bot.adapters.slack.teams import Teams
from bot.adapters.telegram import TelegramChannel
from bot.adapters.telegram.client import Client
from bot.adapters.telegram.config import Mode
from bot.app import App, assemble, opened
from bot.core.clock import SystemTime
from bot.core.ports import Channel
from bot.lifecycle import Service
from bot.metrics import Metrics
from bot.platforms import Platforms, channels, read_platforms, speech
from bot.settings import Settings, environment
from bot.web import Ready, database_ready, operations, serve
from bot.worker import clock, forget, watch


@dataclass(frozen=True)
class Process:
    """What the services of one process share."""

    settings: Settings
    app: App
    platforms: Platforms
    metrics: Metrics
    channels: Mapping[str, Channel]
    installations: Installations

    @property
    def client(self) -> Client:
        """The client of the Telegram channel, shared with the receiving side."""
        channel = self.channels["telegram"]
        assert isinstance(channel, TelegramChannel)
        return channel.client

    def services(self) -> SlackServices:
        """The Slack desk over this process's runner."""
        mine = SlackSources(self.app)
        now = self.app.time.now
        sources = Sources(self.installations, speech, mine.home, mine.form, now)
        return SlackServices(self.platforms.of_slack(), self.app.runner, sources)

    def workers(self) -> list[Service]:
        """What every process with a clock does: wake people, watch referrals, forget the erased."""
        return [
            partial(clock, self.app),
            partial(watch, self.app, self.metrics),
            partial(forget, self.app),
        ]

    def operations(self, **parts: Ready) -> list[web.RouteDef]:
        """The routes for operators; `parts` are what must be ready beside the database."""
        token = self.settings.metrics_token
        store = self.app.store
        ready: dict[str, Ready] = {"database": database_ready(store), **parts}
        told = token.get_secret_value() if token else ""
        return operations(store, self.metrics, ready, told, self.app.time.now)

    def operated(self, **parts: Ready) -> list[Service]:
        """Serve the operators' routes on a port of their own, where one is set."""
        if not self.settings.ops_port:
            return []
        routes, told = self.operations(**parts), self.settings
        return [partial(serve, routes, told.host, told.ops_port)]


@asynccontextmanager
async def process(settings: Settings, mode: Mode) -> AsyncIterator[Process]:
    """Open the database and every configured platform. Raises Misconfigured."""
    told = environment()
    async with opened(settings) as store:
        platforms = read_platforms(told, store.secrets.pepper, mode)
        several = platforms.slack is not None and platforms.slack.many_workspaces
        installations = Teams(store) if several else MemoryInstallations()
        metrics = Metrics()
        async with channels(platforms, store, installations) as made:
            app = assemble(store, store.secrets.pepper, made, SystemTime(), metrics)
            yield Process(settings, app, platforms, metrics, made, installations)
