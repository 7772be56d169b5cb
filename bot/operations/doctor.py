"""`poised doctor`: what must hold before a start, each with how to mend it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import aiohttp
from msgspec import Struct

from bot.adapters.slack.api import Api
from bot.adapters.slack.config import SlackConfig, check_http, check_socket
from bot.adapters.slack.manifest import EVENT_SCOPES
from bot.adapters.telegram import TelegramConfig, open_client
from bot.adapters.telegram.config import MODES
from bot.app import opened
from bot.errors import Misconfigured, NotDelivered, PoisedError
from bot.library import languages
from bot.operations.inspect import faults
from bot.platforms import read_platforms
from bot.settings import Settings, environment
from bot.store.checks import check_server
from bot.store.redis import RedisStore
from flows.catalog import BrokenContent

CLOCK_S_MAX = 5.0
"""How far the machine's clock may be from the platform's."""
ASK_S_MAX = 8.0
FAULTS_SHOWN_MAX = 5
MARKS = {"ok": "ok     ", "fault": "FAULT  ", "warning": "warning", "off": "off    "}


class Finding(Struct, frozen=True):
    """What one check found: `state` is ok | fault | warning | off."""

    what: str
    state: str
    found: str
    mend: str = ""

    @property
    def faulty(self) -> bool:
        """Whether a start would go wrong."""
        return self.state == "fault"

    @property
    def line(self) -> str:
        """The finding as it is printed."""
        mend = f"\n          mend: {self.mend}" if self.mend else ""
        return f"{MARKS[self.state]} {self.what}: {self.found}{mend}"


async def examine(settings: Settings) -> list[Finding]:
    """Make every check; one that cannot be made is a fault of its own."""
    findings = [*_content(), _zones()]
    try:
        async with opened(settings) as store:
            findings += await _database(store)
            findings += [each async for each in _platforms(environment(), store.secrets.pepper)]
    except Misconfigured as wrong:
        findings.append(Finding("settings", "fault", wrong.setting, wrong.mend))
    except PoisedError as problem:
        mend = "start the database, or mend REDIS_URL"
        findings.append(Finding("database", "fault", str(problem), mend))
    return findings


def _content() -> list[Finding]:
    try:
        found, left_out = faults(), languages().faults
    except BrokenContent as broken:
        found, left_out = list(broken.problems), {}
    others = [_language(code, wrong) for code, wrong in left_out.items()]
    known = {fault for wrong in left_out.values() for fault in wrong}
    if ours := [fault for fault in found if fault not in known]:
        shown = "; ".join(ours[:FAULTS_SHOWN_MAX])
        return [Finding("content", "fault", shown, "run `poised lint`"), *others]
    return [Finding("content", "ok", "content and flows are sound"), *others]


def _language(code: str, wrong: tuple[str, ...]) -> Finding:
    """A language that is left out: nobody is offered it until its files are whole."""
    found = f"not served, {len(wrong)} faults, the first: {wrong[0]}"
    return Finding(f"language {code}", "fault", found, "mend its files; `poised lint` lists all")


def _zones() -> Finding:
    return Finding("time zones", "ok", f"tzdata {version('tzdata')}")


async def _database(store: RedisStore) -> list[Finding]:
    problems = await check_server(store)
    found = [
        Finding("database", "warning" if one.warning else "fault", one.what, one.mend)
        for one in problems
    ]
    return found or [Finding("database", "ok", "durable, evicts nobody, written with our pepper")]


async def _platforms(told: Mapping[str, str], pepper: bytes) -> AsyncIterator[Finding]:
    mode = MODES.get(told.get("TELEGRAM_MODE", ""), "polling")
    platforms = read_platforms(told, pepper, mode)
    if platforms.telegram is None:
        yield Finding("Telegram", "off", "TELEGRAM_TOKEN is not set")
    else:
        for each in await _telegram(platforms.telegram):
            yield each
    if platforms.slack is None:
        yield Finding("Slack", "off", "SLACK_BOT_TOKEN is not set")
    else:
        for each in await _slack(platforms.slack):
            yield each


async def _telegram(config: TelegramConfig) -> list[Finding]:
    client = open_client(config)
    try:
        async with asyncio.timeout(ASK_S_MAX):
            me = await client.get_me()
            hook = await client.get_webhook_info()
    except Exception as problem:  # noqa: BLE001  (whatever the network or the library brings)
        mend = "compare TELEGRAM_TOKEN with @BotFather's; see that the server reaches Telegram"
        return [Finding("Telegram token", "fault", type(problem).__name__, mend)]
    finally:
        await client.close_connections()
    token = Finding("Telegram token", "ok", f"@{me.username}")
    return [token, _webhook(config, hook.url or ""), await _clock("Telegram", config.api_base)]


def _webhook(config: TelegramConfig, url: str) -> Finding:
    """Whether updates come the way that the settings say.

    A webhook that is not ours is a fault (T5); none yet is what the first release finds.
    """
    ours = config.public_url if config.secret else ""
    if url == ours:
        return Finding("Telegram webhook", "ok", url or "none: updates are polled")
    mend = "run `poised telegram setup` for a webhook, with --polling for none"
    found = f"Telegram has {url or 'none'}, the settings {ours or 'none'}"
    return Finding("Telegram webhook", "fault" if url else "warning", found, mend)


async def _slack(config: SlackConfig) -> list[Finding]:
    check = check_socket if config.app_token and not config.signing_secrets else check_http
    try:
        check(config)
    except Misconfigured as wrong:
        return [Finding("Slack settings", "fault", wrong.setting, wrong.mend)]
    found = [
        Finding("Slack manifest", "ok", f"{len(EVENT_SCOPES)} events; `poised slack manifest`")
    ]
    if not config.many_workspaces:
        found.append(await _slack_token(config))
    return [*found, await _clock("Slack", config.api_base)]


async def _slack_token(config: SlackConfig) -> Finding:
    api = Api(config.api_base)
    try:
        who = await api.call("auth.test", config.bot_token)
    except NotDelivered as problem:
        mend = "compare SLACK_BOT_TOKEN with OAuth & Permissions; reinstall the app"
        return Finding("Slack token", "fault", str(problem), mend)
    finally:
        await api.close()
    return Finding("Slack token", "ok", f"workspace {who.get('team', '')}")


async def _clock(platform: str, url: str, now: Callable[[], float] = time.time) -> Finding:
    """Compare the clock with the Date header of the platform."""
    what = f"clock against {platform}"
    try:
        theirs = await _date(url)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as problem:
        return Finding(what, "warning", f"not compared ({type(problem).__name__})")
    off = now() - theirs
    if abs(off) <= CLOCK_S_MAX:
        return Finding(what, "ok", f"{abs(off):.0f} s apart")
    return Finding(what, "fault", f"{off:+.0f} s off", "let the machine keep time by NTP")


async def _date(url: str) -> float:
    wait = aiohttp.ClientTimeout(total=ASK_S_MAX)
    async with (
        aiohttp.ClientSession(timeout=wait) as session,
        session.get(url, allow_redirects=False) as answer,
    ):
        return parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
