"""How far the machine's clock is from a platform's, by the Date header of its answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import aiohttp

from bot.adapters.platform import CheckResult

CLOCK_S_MAX = 5.0
"""How far the machine's clock may be from the platform's."""
ASK_S_MAX = 8.0
"""How long one question of `poised doctor` may take."""


async def clock_skew(platform: str, url: str, now: Callable[[], float] = time.time) -> CheckResult:
    """Compare the clock with the Date header of a platform."""
    what = f"clock against {platform}"
    try:
        theirs = await _date(url)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as problem:
        return CheckResult(what, "warning", f"not compared ({type(problem).__name__})")
    off = now() - theirs
    if abs(off) <= CLOCK_S_MAX:
        return CheckResult(what, "ok", f"{abs(off):.0f} s apart")
    return CheckResult(what, "fault", f"{off:+.0f} s off", "let the machine keep time by NTP")


async def _date(url: str) -> float:
    wait = aiohttp.ClientTimeout(total=ASK_S_MAX)
    async with (
        aiohttp.ClientSession(timeout=wait) as session,
        session.get(url, allow_redirects=False) as answer,
    ):
        return parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
