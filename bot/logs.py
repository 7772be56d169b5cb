"""Structured logs with pseudonyms only: no words, names, platform ids or tokens (S9).

Every line, ours and the libraries', passes the same processors: an exception is named by its kind
and place alone, because its text may quote a person; at last whatever looks like a token is
masked and line ends are written out, so that nobody can write a line of their own.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

from bot.adapters.registry import ADAPTERS

QUIET = {
    "transitions": logging.WARNING,
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "asyncio": logging.WARNING,
    "aiohttp": logging.WARNING,
    "aiohttp.access": logging.CRITICAL + 1,
    "markdown_it": logging.WARNING,
    # The platforms' own put whole payloads, signatures and tokens into their lines (L1-L5).
    **{name: logging.CRITICAL + 1 for one in ADAPTERS.values() for name in one.libraries},
}
"""Libraries that would write requests down, and the least level that they may."""
CREDENTIALS = r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
"""User and password of an address."""
TOKENS = [adapter.tokens for adapter in ADAPTERS.values() if adapter.tokens]
SECRET = re.compile("|".join([*TOKENS, CREDENTIALS]))
MASK = "[secret]"
FRAMES_MAX = 6
"""The innermost frames of an exception that are named."""

Line = MutableMapping[str, Any]


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to standard error, whatever that is at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        self.stream = sys.stderr
        super().emit(record)


def configure(level: str) -> None:
    """Send all logs to standard error as key=value lines."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.WARNING)
    logging.raiseExceptions = False  # A handler in trouble prints the arguments of the call.
    handler = StandardError()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_log_level, stamp, _foreign],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *LAST],
        )
    )
    logging.basicConfig(level=number, handlers=[handler], force=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(number, least))
    structlog.configure(
        processors=[structlog.processors.add_log_level, stamp, *LAST],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def fault(_: object, __: str, line: Line) -> Line:
    """Name an exception by its kind and where it was raised; never by its text."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
        line["at"] = _place(error.__traceback__)
    line.pop("stack_info", None)
    return line


def redact(_: object, __: str, line: Line) -> Line:
    """Mask what looks like a secret and write line ends out: the last thing before a line."""
    return {_safe(str(name)): _clean(value) for name, value in line.items()}


def mask(text: str) -> str:
    """A text without secrets, on one line."""
    return SECRET.sub(MASK, text).translate(CONTROLS)


CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127, 0x85, 0x2028, 0x2029)}
stamp = structlog.processors.TimeStamper(fmt="iso")
LAST = (fault, redact, structlog.processors.LogfmtRenderer())


def _foreign(_: object, __: str, line: Line) -> Line:
    """Keep a library's exception for `fault`, and the text that it formatted."""
    record = line.get("_record")
    if record is not None and record.exc_info:
        line["exc_info"] = record.exc_info
        record.exc_info = record.exc_text = None
    return line


def _clean(value: object) -> object:
    return value if isinstance(value, bool | int | float | None) else mask(str(value))


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.]", "_", name)


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-FRAMES_MAX:]
    return " < ".join(
        f"{Path(f.filename).parent.name}/{Path(f.filename).name}:{f.lineno}"
        for f in reversed(frames)
    )
