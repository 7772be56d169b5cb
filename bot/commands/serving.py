"""The processes: `poised web`, `work`, `telegram` and `slack`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web as http

from bot.adapters.slack.config import SlackConfig, check_http
from bot.adapters.slack.manifest import manifest
from bot.adapters.slack.socket_mode import SlackSocket
from bot.adapters.slack.web import slack_routes
from bot.adapters.telegram import poll, setup, telegram_routes
from bot.adapters.telegram.config import MODES, Mode
from bot.errors import Misconfigured
from bot.lifecycle import live
from bot.platforms import Platforms, read_platforms, speech, telegram_texts
from bot.process import Process, process
from bot.settings import Settings, environment
from bot.web import serve

CONFIGURE = "configure Telegram (TELEGRAM_TOKEN) or Slack (SLACK_BOT_TOKEN), or both"
NO_PEPPER = b"\0" * 32
"""Stands in where settings are read but no button is made."""


async def web(settings: Settings) -> None:
    """Serve webhooks, signed events, health and metrics until SIGTERM."""
    async with process(settings, _mode("webhook")) as this:
        services = this.services() if this.platforms.slack and _signed(this.platforms) else None
        routes = [*_telegram(this), *(slack_routes(services) if services else [])]
        if not routes:
            raise Misconfigured("TELEGRAM_TOKEN", CONFIGURE)
        routes += this.operations()
        listening = partial(serve, routes, settings.host, settings.port)
        try:
            await live(this.app, [listening])
        finally:
            if services:
                await services.close()


async def work(settings: Settings) -> None:
    """Wake people and deliver what waits until SIGTERM; any number of these may run."""
    async with process(settings, "polling") as this:
        if not this.channels:
            raise Misconfigured("TELEGRAM_TOKEN", CONFIGURE)
        await live(this.app, [*this.workers(), *this.operated()])


async def telegram(settings: Settings) -> None:
    """Poll Telegram, wake people and deliver, all in one process, until SIGTERM."""
    async with process(settings, "polling") as this:
        config = this.platforms.of_telegram()
        polling = partial(poll, config, this.app.runner, telegram_texts(), this.client)
        await live(this.app, [polling, *this.workers(), *this.operated()])


async def slack(settings: Settings) -> None:
    """Listen to Slack on a socket, wake people and deliver, in one process, until SIGTERM."""
    async with process(settings, "polling") as this:
        this.platforms.of_slack()
        socket = SlackSocket(this.services())
        services = [socket.run, *this.workers(), *this.operated(slack=_ready(socket))]
        await live(this.app, services)


async def telegram_setup(*, polling: bool) -> list[str]:
    """Tell Telegram who we are and how to reach us; lines to print. Raises PoisedError."""
    told = environment()
    public = told.get("TELEGRAM_PUBLIC_URL") or told.get("PUBLIC_URL", "")
    config = read_platforms(told, NO_PEPPER, "polling").of_telegram()
    return await setup(config, telegram_texts(), "" if polling else public)


def slack_manifest() -> str:
    """The manifest of the Slack app for the settings, or for Socket Mode where there are none."""
    config = read_platforms(environment(), NO_PEPPER, "polling").slack
    return manifest(config or SlackConfig(), speech)


def _telegram(this: Process) -> list[http.RouteDef]:
    """The webhook, unless the settings say that updates are polled."""
    config = this.platforms.telegram
    if config is None or config.mode != "webhook":
        return []
    return telegram_routes(config, this.app.runner, telegram_texts(), this.client)


def _mode(otherwise: Mode) -> Mode:
    """The mode of Telegram's settings, or the one that a process is made for."""
    told = environment().get("TELEGRAM_MODE")
    return MODES.get(told, otherwise) if told else otherwise


def _signed(platforms: Platforms) -> bool:
    """Whether Slack comes by signed HTTP: with a signing secret; a half-set one is refused."""
    config = platforms.of_slack()
    if config.signing_secrets or not config.app_token:
        check_http(config)
    return bool(config.signing_secrets)


def _ready(socket: SlackSocket) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        return socket.ready

    return ask
