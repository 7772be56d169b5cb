"""Structured logs with pseudonyms only: no words, names, platform ids or tokens (S9)."""

import logging
import sys

import structlog

QUIET = ("transitions", "httpx", "httpcore", "telegram", "slack_bolt", "slack_sdk", "aiohttp")


def configure(level: str) -> None:
    """Send logs to standard error as key=value lines; quiet what might log a body or a token."""
    logging.basicConfig(level=level.upper(), stream=sys.stderr, format="%(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.LogfmtRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
