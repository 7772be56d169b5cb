"""Slack's entry in the registry: settings, channel, signed HTTP or a socket, doctor, manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import typer

from bot.adapters.platform import Adapter, CheckResult, Environment, Host, Listener, Platform
from bot.adapters.preview import Preview
from bot.adapters.slack.config import ADDRESSES, NAMES, SlackConfig, check_http, read_config
from bot.core.ports import Translations

if TYPE_CHECKING:
    from aiohttp.web import RouteDef

    from bot.adapters.slack.services import SlackServices

NO_SECRET = b"\0" * 32
"""Stands in where settings are read but no button is made."""


class SlackPlatform(Platform):
    """Slack in one process: updates by signed HTTP or Socket Mode, messages as Block Kit."""

    def __init__(self, config: SlackConfig, host: Host) -> None:
        from bot.adapters.slack.channel import SlackChannel
        from bot.adapters.slack.installations import StoredInstallations

        self._config, self._host = config, host
        self._installations = StoredInstallations(host.store)
        self._services: SlackServices | None = None
        self.channel: SlackChannel = SlackChannel(config, self._installations, host.words)
        self.channel.uploads.tenants = host.store

    def routes(self) -> Sequence[RouteDef]:
        """Signed HTTP, where there is a signing secret. Raises Misconfigured for half of it."""
        from bot.adapters.slack.signed_http import slack_routes

        if self._config.signing_secrets or not self._config.app_token:
            check_http(self._config)
        return slack_routes(self.services()) if self._config.signing_secrets else ()

    def listener(self) -> Listener:
        """Socket Mode. Raises Misconfigured."""
        from bot.adapters.slack.socket_mode import SlackSocket

        socket = SlackSocket(self.services())

        async def ready() -> bool:
            return socket.ready

        return Listener(socket.run, ready)

    def services(self) -> SlackServices:
        """What the listeners share; made when the first of them asks."""
        from bot.adapters.slack.services import SlackServices, Sources
        from bot.adapters.slack.surfaces import HostSurfaces

        if self._services is None:
            host, shown = self._host, HostSurfaces(self._host)
            sources = Sources(self._installations, host.words, shown.home, shown.form, host.now)
            self._services = SlackServices(self._config, host.intake, sources)
        return self._services

    async def close(self) -> None:
        """Finish what was put off, and close the connections."""
        if self._services is not None:
            await self._services.close()
        await self.channel.close()


class SlackAdapter(Adapter):
    """Slack."""

    name = "slack"
    title = "Slack"
    required = "SLACK_BOT_TOKEN"
    guide = "docs/slack.md"
    settings = (*NAMES, *ADDRESSES)
    workplace = True
    libraries = ("slack_bolt", "slack_sdk")
    families: ClassVar[Mapping[str, Collection[str]]] = {
        "home-button-*": (
            "begin", "checkin_form", "today", "progress", "pause", "reminders", "settings",
            "export", "delete", "urgent",
        ),
    }  # fmt: skip
    tokens = r"xox[a-z]?[-.][A-Za-z0-9-.]{6,}|xapp-[A-Za-z0-9-]{6,}"

    def open(
        self,
        environment: Environment,
        host: Host,
        *,
        served: bool,  # noqa: ARG002  (its settings are the same either way)
    ) -> Platform | None:
        """Slack as configured."""
        config = read_config(environment, host.button_secret)
        return SlackPlatform(config, host) if config else None

    async def doctor(self, environment: Environment, button_secret: bytes) -> list[CheckResult]:
        """Whether the settings are whole, the token works, and the clocks agree."""
        from bot.adapters.slack.setup import examine

        config = read_config(environment, button_secret)
        return await examine(config) if config else [self.off()]

    def commands(
        self, environment: Callable[[], Environment], words: Callable[[], Translations]
    ) -> Mapping[str, Callable[..., Any]]:
        """`poised slack manifest`."""

        def manifest() -> None:
            """Print the manifest of the Slack app."""
            from bot.adapters.slack.setup import manifest as written

            config = read_config(environment(), NO_SECRET) or SlackConfig()
            typer.echo(written(config, words()), nl=False)

        return {"manifest": manifest}

    def preview(self, words: Translations) -> Preview:
        """A direct conversation as Slack shows it."""
        from bot.adapters.slack.preview import SlackPreview
        from bot.adapters.slack.services import phrases

        return SlackPreview(phrases(words, ""))


ADAPTER = SlackAdapter()
