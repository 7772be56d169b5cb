"""The clock and the watch as services of a process: any number of them, nothing is a singleton."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from bot.app import App
from bot.core.ports import Metrics
from bot.errors import Misconfigured, StoreUnavailable

WATCH_EVERY_S = 10.0
REFERRAL_WAITS_S_MAX = 60.0
"""A referral that waits longer is an operator's business (D17)."""
ALERT_EVERY_S = 300.0
FORGET_EVERY_S = 3600.0
FRESH_S = 2 * 86_400.0
"""An erasure this young may still stand in the database's own log, which is rewritten daily."""

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


async def watch(app: App, metrics: Metrics, stop: asyncio.Event) -> None:
    """Look after the oldest referral, and say when it waits too long."""
    alerted_at = -ALERT_EVERY_S
    while not stop.is_set():
        age_s = await _oldest_referral_s(app)
        now = asyncio.get_running_loop().time()
        if age_s > REFERRAL_WAITS_S_MAX and now - alerted_at >= ALERT_EVERY_S:
            metrics.alert("referral_waits")
            log.error("referral_waits", oldest_s=round(age_s))
            alerted_at = now
        await _rest(stop, WATCH_EVERY_S)


async def forget(app: App, stop: asyncio.Event) -> None:
    """Let the database rewrite its log after erasures, at most once a day (S13)."""
    while not stop.is_set():
        try:
            since = app.time.now() - FRESH_S
            if any(at > since for _, at in await app.store.erased()):
                await app.store.rewrite_log()
        except StoreUnavailable:
            log.warning("log_not_rewritten_database_silent")
        except Misconfigured:  # The shipped ACL leaves it to an administrator.
            log.info("log_is_rewritten_by_an_administrator")
        await _rest(stop, FORGET_EVERY_S)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _oldest_referral_s(app: App) -> float:
    """Age of the oldest referral; a silent database is told by others."""
    try:
        backlog = await app.store.backlog(app.time.now())
    except StoreUnavailable:
        return 0.0
    return backlog.oldest_urgent_s if backlog.urgent else 0.0
