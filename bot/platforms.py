"""The platforms of the settings: which are configured, how to send, what they are called by."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.adapters.button_tokens import button_secret
from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.config import API_BASE, AUTHORIZE_URL, SlackConfig
from bot.adapters.slack.installations import Installations
from bot.adapters.telegram import TelegramChannel, TelegramConfig, read_config
from bot.adapters.telegram.config import Mode
from bot.adapters.telegram.pacing import Pacer, SharedBudget
from bot.adapters.telegram.texts import Texts
from bot.app import wordings
from bot.core.ports import Channel, Store
from bot.errors import Misconfigured

SLACK_NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_STATE_SECRET",
)
TELEGRAM_PUBLIC = "TELEGRAM_PUBLIC_URL"
SEE_TELEGRAM = "is not set; see docs/telegram.md"
SEE_SLACK = "is not set; see docs/slack.md"


@dataclass(frozen=True)
class Platforms:
    """What is configured; None for a platform that is not used."""

    telegram: TelegramConfig | None = None
    slack: SlackConfig | None = None

    def of_telegram(self) -> TelegramConfig:
        """The settings of Telegram. Raises Misconfigured where there are none."""
        if self.telegram is None:
            raise Misconfigured("TELEGRAM_TOKEN", SEE_TELEGRAM)
        return self.telegram

    def of_slack(self) -> SlackConfig:
        """The settings of Slack. Raises Misconfigured where there are none."""
        if self.slack is None:
            raise Misconfigured("SLACK_BOT_TOKEN", SEE_SLACK)
        return self.slack


def read_platforms(environment: Mapping[str, str], pepper: bytes, mode: Mode) -> Platforms:
    """Check the settings of both platforms. Raises Misconfigured for a half-configured one."""
    secret = button_secret(pepper)
    told = dict(environment)
    told.pop(TELEGRAM_PUBLIC, None)
    telegram = None
    if any(name.startswith("TELEGRAM_") for name in told):
        address = environment.get(TELEGRAM_PUBLIC) or environment.get("PUBLIC_URL", "")
        told |= {TELEGRAM_PUBLIC: address, "TELEGRAM_MODE": mode}
        telegram = read_config(told, secret)
    return Platforms(telegram, _slack(environment, secret))


def _slack(told: Mapping[str, str], secret: bytes) -> SlackConfig | None:
    if not any(told.get(name) for name in SLACK_NAMES):
        return None
    signing = told.get("SLACK_SIGNING_SECRET", "")
    return SlackConfig(
        signing_secrets=tuple(part.strip() for part in signing.split(",") if part.strip()),
        bot_token=told.get("SLACK_BOT_TOKEN", ""),
        app_token=told.get("SLACK_APP_TOKEN", ""),
        client_id=told.get("SLACK_CLIENT_ID", ""),
        client_secret=told.get("SLACK_CLIENT_SECRET", ""),
        state_secret=told.get("SLACK_STATE_SECRET", ""),
        button_secret=secret,
        api_base=told.get("SLACK_API_BASE", API_BASE),
        authorize_url=told.get("SLACK_AUTHORIZE_URL", AUTHORIZE_URL),
        public_url=told.get("PUBLIC_URL", ""),
    )


@asynccontextmanager
async def channels(
    platforms: Platforms, store: Store, installations: Installations
) -> AsyncIterator[dict[str, Channel]]:
    """A channel for every platform that is configured; closed at the end."""
    made: dict[str, Channel] = {}
    closing = []
    if config := platforms.telegram:
        budget = SharedBudget(store, per_second=config.sends_per_second)
        pacer = Pacer(
            budget=budget,
            chat_interval_s=config.chat_interval_s,
            per_second=config.sends_per_second,
        )
        telegram = TelegramChannel(config, pacer=pacer)
        made[telegram.platform] = telegram
        closing.append(telegram.close)
    if platforms.slack:
        slack = SlackChannel(platforms.slack, installations, speech)
        made[slack.platform] = slack
        closing.append(slack.close)
    try:
        yield made
    finally:
        for close in closing:
            await close()


def telegram_texts() -> Texts:
    """The words of every language, as the Telegram adapter asks for them."""
    return {language: partial(_text, language) for language in wordings()}


def speech(language: str, key: str) -> str:
    """The words of a message; a language that we lack is answered in the first one."""
    every = wordings()
    return every.get(language, next(iter(every.values()))).text(key)


def _text(language: str, key: str, **args: str) -> str:
    return wordings()[language].text(key, args)
