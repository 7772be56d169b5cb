"""The last line against secrets in a log: tokens, addresses of the Bot API, silent libraries."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Sequence

TOKEN = re.compile(r"(?<!\d)\d{1,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,128}")
MASK = "[token]"
QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    # PTB puts whole payloads into its debug, error and critical lines (RELIABILITY L2, L3).
    "telegram": logging.CRITICAL + 1,
    "aiohttp.access": logging.WARNING,
    "aiohttp.client": logging.WARNING,
    "aiohttp.internal": logging.WARNING,
    "asyncio": logging.WARNING,
}
"""Loggers that would write requests down, and the least level that they may."""


class Redact(logging.Filter):
    """Masks tokens and given secrets in a record's text and traceback.

    Put it on handlers: filters of a logger do not see what its children log.
    """

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        words = sorted((re.escape(s) for s in secrets if s), key=len, reverse=True)
        self._secret = re.compile("|".join([TOKEN.pattern, *words]))

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is never dropped."""
        record.msg, record.args = self.mask(_text(record)), ()
        if record.exc_info and record.exc_info[0]:
            record.exc_text = self.mask("".join(traceback.format_exception(*record.exc_info)))
            record.exc_info = None
        elif record.exc_text:
            record.exc_text = self.mask(record.exc_text)
        return True

    def mask(self, text: str) -> str:
        """A text without secrets."""
        return self._secret.sub(MASK, text)


def quiet_libraries() -> None:
    """Keep the libraries below us from writing requests, payloads and texts."""
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)


def _text(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
