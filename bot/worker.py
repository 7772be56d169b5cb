"""The clock and the watch as services of a process: any number of them, nothing is a singleton."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from bot.app import App
from bot.errors import StoreUnavailable
from bot.meter import Meter

WATCH_EVERY_S = 10.0
REFERRAL_WAITS_S_MAX = 60.0
"""A referral that waits longer is an operator's business (D17)."""
TOLD_EVERY_S = 300.0

log = structlog.get_logger()


async def clock(app: App, stop: asyncio.Event) -> None:
    """Wake people who are due until told to stop; then claim nothing more and finish."""
    serving = asyncio.create_task(app.clock.serve())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        app.clock.stop()
        await serving
    finally:
        serving.cancel()
        stopped.cancel()


async def watch(app: App, meter: Meter, stop: asyncio.Event) -> None:
    """Look after the oldest referral, and say when it waits too long."""
    told_at = -TOLD_EVERY_S
    while not stop.is_set():
        age_s = await _oldest_referral_s(app)
        now = asyncio.get_running_loop().time()
        if age_s > REFERRAL_WAITS_S_MAX and now - told_at >= TOLD_EVERY_S:
            meter.alert("referral_waits")
            log.error("referral_waits", oldest_s=round(age_s))
            told_at = now
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), WATCH_EVERY_S)


async def _oldest_referral_s(app: App) -> float:
    """Age of the oldest referral; a silent database is told by others."""
    try:
        backlog = await app.store.backlog(app.time.now())
    except StoreUnavailable:
        return 0.0
    return backlog.oldest_urgent_s if backlog.urgent else 0.0
