"""The settings of the Telegram adapter: whole, or refused by name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from bot.adapters.telegram.pacing import CHAT_INTERVAL_S, PER_SECOND_MAX
from bot.errors import Misconfigured

API_BASE = "https://api.telegram.org"
WEBHOOK_PATH = "/telegram"
SECRET_CHARS_MIN, SECRET_CHARS_MAX = 32, 256
BUTTON_SECRET_BYTES_MIN = 32
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{10,128}")
SECRET = re.compile(rf"[A-Za-z0-9_-]{{{SECRET_CHARS_MIN},{SECRET_CHARS_MAX}}}")
Mode = Literal["polling", "webhook"]
MODES: dict[str, Mode] = {"polling": "polling", "webhook": "webhook"}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
COMMANDS = (
    "today", "checkin", "progress", "urgent", "menu", "help", "back", "skip", "pause", "stop",
    "why", "reminders", "settings", "language", "privacy", "export", "delete",
)  # fmt: skip
"""What the menu button shows, most used first."""
PREFIX = "TELEGRAM_"
NAMES = (
    "TELEGRAM_TOKEN",
    "TELEGRAM_MODE",
    "TELEGRAM_PUBLIC_URL",
    "TELEGRAM_SECRET",
    "TELEGRAM_API_BASE",
    "TELEGRAM_FILE_BASE",
    "TELEGRAM_SENDS_PER_SECOND",
    "TELEGRAM_CHAT_INTERVAL_S",
)
"""Every setting of Telegram."""


class TelegramConfig(Struct, frozen=True, kw_only=True):
    """How to reach Telegram, and how Telegram reaches us.

    `public_url` is where Telegram posts updates and `secret` what it must show (webhook mode
    only); `button_secret` authenticates button data.
    """

    token: str
    button_secret: bytes
    mode: Mode = "polling"
    api_base: str = API_BASE
    file_base: str = f"{API_BASE}/file"
    public_url: str = ""
    secret: str = ""
    sends_per_second: float = PER_SECOND_MAX
    chat_interval_s: float = CHAT_INTERVAL_S

    def __repr__(self) -> str:
        return f"TelegramConfig(mode={self.mode!r})"


def mode_of(settings: Mapping[str, str], otherwise: Mode) -> Mode:
    """The mode of the settings, or the one that a process is made for. Raises Misconfigured."""
    name = settings.get("TELEGRAM_MODE") or otherwise
    if name not in MODES:
        raise Misconfigured("TELEGRAM_MODE", f"write {' or '.join(MODES)}")
    return MODES[name]


def public_address(settings: Mapping[str, str]) -> str:
    """Where Telegram may post updates: an address of its own, or that of the whole process."""
    return settings.get("TELEGRAM_PUBLIC_URL") or settings.get("PUBLIC_URL", "")


def read_config(
    settings: Mapping[str, str], button_secret: bytes, mode: Mode | None = None
) -> TelegramConfig | None:
    """Check the settings of Telegram; None when there are none. Raises Misconfigured.

    `mode` is how this process takes updates, where it has no choice.
    """
    if not any(name.startswith(PREFIX) for name in settings if name != f"{PREFIX}PUBLIC_URL"):
        return None
    asked = mode_of(settings, "polling")
    api_base = _base(settings, "TELEGRAM_API_BASE", API_BASE)
    config = TelegramConfig(
        token=settings.get("TELEGRAM_TOKEN", "").strip(),
        button_secret=button_secret,
        mode=mode or asked,
        api_base=api_base,
        file_base=_base(settings, "TELEGRAM_FILE_BASE", f"{api_base}/file"),
        public_url=webhook_url(public_address(settings).strip()),
        secret=settings.get("TELEGRAM_SECRET", "").strip(),
        sends_per_second=_number(settings, "TELEGRAM_SENDS_PER_SECOND", PER_SECOND_MAX),
        chat_interval_s=_number(settings, "TELEGRAM_CHAT_INTERVAL_S", CHAT_INTERVAL_S),
    )
    _check(config)
    return config


def webhook_url(public_url: str) -> str:
    """The address for setWebhook: a bare host gets our path, anything longer is taken as it is."""
    bare = public_url and urlsplit(public_url).path in ("", "/")
    return public_url.rstrip("/") + WEBHOOK_PATH if bare else public_url


def _check(config: TelegramConfig) -> None:
    if not TOKEN.fullmatch(config.token):
        raise Misconfigured("TELEGRAM_TOKEN", "write here the token that @BotFather gave you")
    if len(config.button_secret) < BUTTON_SECRET_BYTES_MIN:
        raise Misconfigured("button secret", f"needs {BUTTON_SECRET_BYTES_MIN} bytes or more")
    if config.mode == "webhook":
        check_webhook(config)


def check_webhook(config: TelegramConfig) -> None:
    """Refuse webhook mode without a public address and a strong secret. Raises Misconfigured."""
    if not config.public_url:
        raise Misconfigured(
            "TELEGRAM_PUBLIC_URL", "write the https address at which Telegram reaches this server"
        )
    address = urlsplit(config.public_url)
    official = config.api_base == API_BASE
    if address.scheme != "https" and (official or address.hostname not in LOOPBACK):
        raise Misconfigured("TELEGRAM_PUBLIC_URL", "must begin with https://")
    if not SECRET.fullmatch(config.secret):
        raise Misconfigured(
            "TELEGRAM_SECRET",
            f"write {SECRET_CHARS_MIN} to {SECRET_CHARS_MAX} random characters of A-Z a-z 0-9 _ -"
            ' (python -c "import secrets; print(secrets.token_urlsafe(32))")',
        )


def _number(settings: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(settings.get(name) or default)
    except ValueError:
        number = 0.0
    if not 0 < number < math.inf:
        raise Misconfigured(name, "write a number above 0")
    return number


def _base(settings: Mapping[str, str], name: str, default: str) -> str:
    """The address of a Bot API server, without the part that the library adds."""
    url = (settings.get(name) or default).strip().rstrip("/").removesuffix("/bot")
    if not url.startswith(("https://", "http://")):
        raise Misconfigured(name, "write the whole address, with https://")
    return url
