"""What an operator does once: tell Telegram who we are (`poised telegram setup`), and check it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.adapters.clock_skew import ASK_S_MAX, clock_skew
from bot.adapters.platform import CheckResult
from bot.adapters.telegram.client import open_client
from bot.adapters.telegram.config import COMMANDS, TelegramConfig, check_webhook, webhook_url
from bot.adapters.telegram.incoming import ALLOWED_UPDATES
from bot.core.ports import Translations
from bot.errors import Misconfigured, PoisedError

DELIVERIES_MAX = 40
PRIVATE = BotCommandScopeAllPrivateChats()
"""Commands are offered where they work: in the private chat."""


class SetupFailed(PoisedError):
    """Telegram did not answer, or refused; nothing else was changed."""


async def setup(
    config: TelegramConfig, words: Translations, public_url: str | None = None
) -> list[str]:
    """Set webhook or polling, commands, descriptions and menu button; lines to print.

    `public_url` None keeps the mode of the settings, "" means polling, anything else is where
    Telegram shall post updates. Raises Misconfigured, SetupFailed.
    """
    if public_url is not None:
        config = replace(
            config,
            mode="webhook" if public_url else "polling",
            public_url=webhook_url(public_url),
        )
    if config.mode == "webhook":
        check_webhook(config)
    bot = open_client(config)
    try:
        return [line async for line in _steps(bot, config, words)]
    except InvalidToken:
        raise Misconfigured("TELEGRAM_TOKEN", "Telegram does not know it") from None
    except TelegramError as problem:
        raise SetupFailed(f"Telegram: {_kind(problem)}; try again") from None
    finally:
        await bot.close_connections()


async def _steps(bot: Bot, config: TelegramConfig, words: Translations) -> AsyncIterator[str]:
    me = await bot.get_me()
    yield f"Bot: @{me.username}"
    await _receive(bot, config)
    yield await _webhook_line(bot)
    for language in ("", *words.languages):  # Everybody else sees the first language.
        async for line in _introduce(bot, partial(words, language), language):
            yield line
    yield await _tried("menu button", bot.set_chat_menu_button(menu_button=MenuButtonCommands()))
    for language in words.languages:
        yield await _tried(f"commands ({language})", bot.get_my_commands(PRIVATE, language), _menu)


async def _receive(bot: Bot, config: TelegramConfig) -> None:
    """Choose how updates come; what waits at Telegram is never dropped."""
    if config.mode == "polling":
        await bot.delete_webhook(drop_pending_updates=False)
        return
    await bot.set_webhook(
        config.public_url,
        secret_token=config.secret,
        allowed_updates=list(ALLOWED_UPDATES),
        max_connections=DELIVERIES_MAX,
        drop_pending_updates=False,
    )


async def _introduce(bot: Bot, text: Callable[[str], str], language: str) -> AsyncIterator[str]:
    """Commands and descriptions in one language."""
    commands = [BotCommand(name, text(f"telegram-command-{name}")) for name in COMMANDS]
    code: dict[str, Any] = {"language_code": language or None}
    steps: Mapping[str, Awaitable[Any]] = {
        "commands": bot.set_my_commands(commands, scope=PRIVATE, **code),
        "description": bot.set_my_description(text("telegram-description"), **code),
        "short description": bot.set_my_short_description(
            text("telegram-short-description"), **code
        ),
    }
    for name, step in steps.items():
        yield await _tried(f"{name} ({language or 'everybody'})", step)


async def _webhook_line(bot: Bot) -> str:
    info = await bot.get_webhook_info()
    where = f"webhook {info.url}" if info.url else "long polling (no webhook)"
    trouble = f", last error: {info.last_error_message}" if info.last_error_message else ""
    return f"Updates: {where}, {info.pending_update_count} waiting{trouble}"


async def _tried(
    what: str, step: Awaitable[Any], shown: Callable[[Any], str] = lambda _: "set"
) -> str:
    """A step that may fail alone: a server that lacks it is still a server."""
    try:
        return f"{what}: {shown(await step)}"
    except TelegramError as problem:
        return f"{what}: not set ({_kind(problem)})"


def _menu(commands: tuple[BotCommand, ...]) -> str:
    return ", ".join(f"/{command.command}" for command in commands)


def _kind(problem: TelegramError) -> str:
    """Our own kind of transport error says more than its class; neither holds the token."""
    return str(problem) if type(problem) is NetworkError else type(problem).__name__


async def examine(config: TelegramConfig) -> list[CheckResult]:
    """Whether the token works, updates come as the settings say, and the clocks agree."""
    client = open_client(config)
    try:
        async with asyncio.timeout(ASK_S_MAX):
            me = await client.get_me()
            hook = await client.get_webhook_info()
    except Exception as problem:  # noqa: BLE001  (whatever the network or the library brings)
        mend = "compare TELEGRAM_TOKEN with @BotFather's; see that the server reaches Telegram"
        return [CheckResult("Telegram token", "fault", type(problem).__name__, mend)]
    finally:
        await client.close_connections()
    token = CheckResult("Telegram token", "ok", f"@{me.username}")
    return [token, _webhook(config, hook.url or ""), await clock_skew("Telegram", config.api_base)]


def _webhook(config: TelegramConfig, url: str) -> CheckResult:
    """Whether updates come the way that the settings say.

    A webhook that is not ours is a fault (T5); none yet is what the first release finds.
    """
    ours = config.public_url if config.secret else ""
    if url == ours:
        return CheckResult("Telegram webhook", "ok", url or "none: updates are polled")
    mend = "run `poised telegram setup` for a webhook, with --polling for none"
    found = f"Telegram has {url or 'none'}, the settings {ours or 'none'}"
    return CheckResult("Telegram webhook", "fault" if url else "warning", found, mend)
