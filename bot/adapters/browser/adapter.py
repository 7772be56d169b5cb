"""The page's entry in the registry: its settings, its server on loopback, its doctor."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from bot.adapters.browser.config import (
    ASSUMED,
    NAMES,
    OPENS,
    ORIGIN,
    PLATFORM,
    PORT,
    WORDS,
    BrowserConfig,
    origin_of,
    read_config,
)
from bot.adapters.platform import Adapter, CheckResult, Environment, Host, Listener, Platform

if TYPE_CHECKING:
    from aiohttp.web import RouteDef


class BrowserPlatform(Platform):
    """The page in one process."""

    def __init__(self, config: BrowserConfig, host: Host) -> None:
        from bot.adapters.browser.channel import BrowserChannel
        from bot.adapters.browser.site import Site
        from bot.adapters.browser.streams import Streams

        self._config = config
        self._streams = Streams(host.store)
        self.channel: BrowserChannel = BrowserChannel(host, self._streams)
        self._site = Site(config, host, self.channel, self._streams)

    def routes(self) -> Sequence[RouteDef]:
        """The page, its files, its stream and what is sent from it."""
        return self._site.routes()

    def listener(self) -> Listener:
        """Serve the page by itself."""
        return Listener(self._serve, place=self._config.page)

    async def close(self) -> None:
        """End every stream."""
        self._streams.close()

    async def _serve(self, stop: asyncio.Event) -> None:
        from bot.adapters.http_server import serve

        config, routes = self._config, [*self.routes(), self._site.home()]
        ending = asyncio.create_task(self._ending(stop))
        try:
            await serve(routes, config.host, config.port, stop, self._open)
        finally:
            ending.cancel()

    def _open(self) -> None:
        """Open the page, beside; on a machine without a screen nothing happens."""
        if self._config.opens:
            loop = asyncio.get_running_loop()
            loop.run_in_executor(None, webbrowser.open, self._config.page)

    async def _ending(self, stop: asyncio.Event) -> None:
        """Let go of the streams when the process stops; a server waits for what is open."""
        await stop.wait()
        self._streams.close()


class BrowserAdapter(Adapter):
    """A chat in a page on this machine."""

    name = PLATFORM
    title = "Browser"
    required = ORIGIN
    guide = "docs/browser.md"
    settings = NAMES
    assumed: ClassVar[Environment] = ASSUMED
    families: ClassVar[Mapping[str, Collection[str]]] = {"browser-page-*": WORDS}

    def open(self, environment: Environment, host: Host, *, served: bool) -> Platform | None:  # noqa: ARG002
        """The page as configured. Raises Misconfigured."""
        config = read_config(environment)
        return BrowserPlatform(config, host) if config else None

    async def doctor(self, environment: Environment, button_secret: bytes) -> list[CheckResult]:  # noqa: ARG002
        """Whether the settings are whole, and whether the port is free."""
        config = read_config(environment)
        if config is None:
            return [self.off()]
        taken = _is_taken(config)
        found = f"{config.origin} is in use" if taken else config.origin
        mend = "stop what listens there, or name another port" if taken else ""
        return [CheckResult("Browser page", "warning" if taken else "ok", found, mend)]

    def options(self) -> Callable[..., Environment]:
        """`--port N` and `--no-open`."""

        def given(
            context: typer.Context,  # noqa: ARG001
            port: Annotated[
                int, typer.Option(help=f"Where the page is; {PORT} unless set", min=0, max=65535)
            ] = 0,
            *,
            no_open: Annotated[
                bool, typer.Option("--no-open", help="Do not open the page")
            ] = False,
        ) -> Environment:
            return {
                **({ORIGIN: origin_of(port)} if port else {}),
                **({OPENS: "no"} if no_open else {}),
            }

        return given


def _is_taken(config: BrowserConfig) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET) as tried:
        return tried.connect_ex((config.host, config.port)) == 0


ADAPTER = BrowserAdapter()
