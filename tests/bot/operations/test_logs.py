"""Logs hold pseudonyms, kinds and places, and nothing of what people or secrets say (S9, L1-L5)."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.adapters.telegram.config import Mode
from bot.logs import MASK, configure, mask
from tests.e2e.telegram_companion import companion
from tests.standins.telegram import Fault, TelegramServer

WORDS = "canary-words about my back =cmd()"
BOTH = pytest.mark.parametrize("mode", ["webhook", "polling"])


@pytest.fixture
def debugging(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Logs at DEBUG, as an operator may set them; afterwards as they were."""
    root = logging.getLogger()
    before = root.level, root.handlers[:], logging.raiseExceptions
    configure("DEBUG")
    yield
    logging.raiseExceptions = before[2]
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    structlog.reset_defaults()


@BOTH
@pytest.mark.usefixtures("debugging")
async def test_s9_no_canary_is_in_the_logs_of_a_conversation_at_debug(
    mode: Mode, capfd: pytest.CaptureFixture[str]
) -> None:
    """Words, names, ids and tokens: none is in a log, whatever goes wrong meanwhile."""
    user = 777_333_111
    async with TelegramServer() as server, companion(server, mode, user=user) as life:
        await life.says("/start")
        await life.presses("I agree")
        server.faults = lambda m, _: Fault(500, "canary-description") if "send" in m else None
        await life.says(WORDS)
        server.faults = lambda m, _: Fault(reset="after") if "send" in m else None
        await life.says(WORDS)
        server.faults = lambda _m, _p: None
        life.app.outbox.document = _broken  # type: ignore[assignment]
        await life.says("/export")
        if mode == "webhook":
            assert await server.post(b'{"update_id": 1, "message": "canary"', {}) in (403, 400)
            assert await server.post({"update_id": "canary"}) == 400
        token = server.token
    logged = capfd.readouterr().err
    assert "not_delivered" in logged
    assert "message_failed" in logged
    for canary in ("canary", "Canary", str(user), token, token.partition(":")[2]):
        assert canary not in logged


@pytest.mark.usefixtures("debugging")
def test_s9_an_exception_is_told_by_kind_and_place(capfd: pytest.CaptureFixture[str]) -> None:
    """The text of an exception may quote a person, so it never reaches a line."""
    for log in (structlog.get_logger(), logging.getLogger("some.library")):
        try:
            int("canary words")
        except ValueError:
            log.exception("failed")
    logged = capfd.readouterr().err
    assert logged.count("error=ValueError") == 2
    assert "operations/test_logs.py" in logged
    assert "canary" not in logged


@pytest.mark.usefixtures("debugging")
def test_s9_nobody_can_write_a_line_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    """Line ends in a value are written out."""
    structlog.get_logger().warning("x", name="a\r\nlevel=error event=forged\u2028more")
    logging.getLogger("some.library").warning("a\r\nlevel=error event=forged")
    assert len(capfd.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    "secret",
    [
        "4242:TEST-TOKEN-canary-AAAAAAAAAAAAAAAAAAAA",
        "xoxb-123456789-abcdefghij",
        "xoxe.xoxb-1-abcdefgh",
        "xapp-1-A123-456-abcdef",
        "redis://user:password-canary@host:6379/0",
    ],
)
def test_s9_what_looks_like_a_secret_is_masked(secret: str) -> None:
    """Tokens of both platforms, and the login in an address, wherever they stand."""
    masked = mask(f"https://api/bot{secret}/getMe {secret}")
    assert MASK in masked
    assert not any(part in masked for part in ("canary", "abcdef"))


@pytest.mark.usefixtures("debugging")
def test_l3_payloads_that_libraries_log_are_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """PTB at CRITICAL and Bolt at INFO put whole bodies into their lines: neither is heard."""
    for name in ("telegram.ext", "slack_bolt.App", "slack_sdk", "aiohttp.access"):
        logging.getLogger(name).critical("whole canary body")
    assert capfd.readouterr().err == ""


async def _broken(_: object) -> None:
    raise ValueError("canary in our own mistake")
