"""Telegram's entry in the registry: settings, channel, webhook or polling, doctor, setup."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from bot.adapters.platform import Adapter, CheckResult, Environment, Host, Listener, Platform
from bot.adapters.preview import Preview
from bot.adapters.telegram.config import (
    COMMANDS,
    NAMES,
    TelegramConfig,
    mode_of,
    public_address,
    read_config,
)
from bot.core.ports import Translations
from bot.errors import Misconfigured

if TYPE_CHECKING:
    from aiohttp.web import RouteDef


REQUIRED = "TELEGRAM_TOKEN"
GUIDE = "docs/telegram.md"
NO_SECRET = b"\0" * 32
"""Stands in where settings are read but no button is made."""


class TelegramPlatform(Platform):
    """Telegram in one process: updates by webhook or long polling, messages at its pace."""

    def __init__(self, config: TelegramConfig, host: Host) -> None:
        from bot.adapters.telegram.channel import TelegramChannel
        from bot.adapters.telegram.pacing import Pacer, SharedBudget

        self._config, self._host = config, host
        pacer = Pacer(
            budget=SharedBudget(host.store, per_second=config.sends_per_second),
            chat_interval_s=config.chat_interval_s,
            per_second=config.sends_per_second,
        )
        self.channel: TelegramChannel = TelegramChannel(config, pacer=pacer)
        self.channel.uploads.tenants = host.store

    def routes(self) -> Sequence[RouteDef]:
        """The webhook, unless the settings say that updates are polled. Raises Misconfigured."""
        from bot.adapters.telegram.incoming import telegram_routes

        if self._config.mode != "webhook":
            return ()
        client = self.channel.client
        return telegram_routes(self._config, self._host.intake, self._host.words, client)

    def listener(self) -> Listener:
        """Long polling."""
        from bot.adapters.telegram.polling import poll

        host, client = self._host, self.channel.client
        return Listener(partial(poll, self._config, host.intake, host.words, client))

    async def close(self) -> None:
        """Close the connections."""
        await self.channel.close()


class TelegramAdapter(Adapter):
    """Telegram."""

    name = "telegram"
    title = "Telegram"
    required = REQUIRED
    guide = GUIDE
    settings = NAMES
    libraries = ("telegram",)
    families: ClassVar[Mapping[str, Collection[str]]] = {"telegram-command-*": COMMANDS}
    tokens = r"(?<!\d)\d{1,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,128}"

    def open(self, environment: Environment, host: Host, *, served: bool) -> Platform | None:
        """Telegram as configured. Raises Misconfigured."""
        mode = mode_of(environment, "webhook") if served else "polling"
        config = read_config(environment, host.button_secret, mode)
        return TelegramPlatform(config, host) if config else None

    async def doctor(self, environment: Environment, button_secret: bytes) -> list[CheckResult]:
        """Whether the token works, updates come as the settings say, and the clocks agree."""
        from bot.adapters.telegram.setup import examine

        config = read_config(environment, button_secret)
        return await examine(config) if config else [self.off()]

    def commands(
        self, environment: Callable[[], Environment], words: Callable[[], Translations]
    ) -> Mapping[str, Callable[..., Any]]:
        """`poised telegram setup`."""

        async def setup(
            *,
            polling: Annotated[
                bool,
                typer.Option("--polling", help="Remove the webhook, so that updates can be polled"),
            ] = False,
        ) -> None:
            """Tell Telegram our commands, our words and how to reach us; print what it has now."""
            from bot.adapters.telegram.setup import setup as introduce

            settings = environment()
            config = read_config(settings, NO_SECRET, "polling")
            if config is None:
                raise Misconfigured(REQUIRED, f"is not set; see {GUIDE}")
            public_url = "" if polling else public_address(settings)
            for line in await introduce(config, words(), public_url):
                typer.echo(line)

        return {"setup": setup}

    def preview(self, words: Translations) -> Preview:  # noqa: ARG002  (it has no words of its own)
        """A chat as Telegram shows it."""
        from bot.adapters.telegram.preview import TelegramPreview

        return TelegramPreview()


ADAPTER = TelegramAdapter()
