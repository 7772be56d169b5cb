"""Health, readiness and figures over real HTTP; what goes wrong quotes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.adapters.http_server import serve
from bot.app import assemble
from bot.core.clock import SetTime
from bot.errors import Unreachable
from bot.metrics import PrometheusMetrics
from bot.store.memory import MemoryStore
from bot.web import Ready, database_ready, operations
from flows.engine.events import Typed
from tests.bot.operations.people import (
    PEPPER,
    PLATFORM,
    FakeChannel,
    planned,
    settle_in,
    update,
)
from tests.e2e.slack_driver import free_port
from tests.flows.person import NOON_S

RED = "I cannot feel it when I wipe, and my legs are weak"


@asynccontextmanager
async def served(routes: Iterable[web.RouteDef]) -> AsyncIterator[aiohttp.ClientSession]:
    """Serve routes on loopback."""
    port, stop = free_port(), asyncio.Event()
    serving = asyncio.create_task(serve(routes, "127.0.0.1", port, stop))
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        while True:
            try:
                async with client.get("/healthz"):
                    break
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0)
        yield client
    stop.set()
    await serving


def routes(
    store: MemoryStore, metrics: PrometheusMetrics, token: str = "", **parts: Ready
) -> list[web.RouteDef]:
    """The operators' routes over a store in memory."""
    ready = {"database": database_ready(store), **parts}
    return operations(store, metrics, ready, token, lambda: NOON_S)


async def test_readiness_tells_the_database_and_every_part() -> None:
    """200 while all is well, 503 with the culprit's name when it is not; health stays 200."""
    store, hears = MemoryStore(), True

    async def slack() -> bool:
        return hears

    async with served(routes(store, PrometheusMetrics(), slack=slack)) as client:
        async with client.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (200, {"database": True, "slack": True})
        hears = False
        async with client.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (503, {"database": True, "slack": False})
        hears, store.down = True, True
        async with client.get("/readyz") as answer:
            assert (answer.status, await answer.json()) == (503, {"database": False, "slack": True})
        async with client.get("/healthz") as answer:
            assert answer.status == 200


async def test_d17_the_figures_tell_turns_sends_backlog_and_alerts() -> None:
    """A reminder, a referral that cannot reach, a dead letter: each moves its figure."""
    store, channel, metrics, wake = (
        MemoryStore(),
        FakeChannel(),
        PrometheusMetrics(),
        planned().wake_at,
    )
    assert wake is not None
    await settle_in(store, "7")
    await settle_in(store, "8")
    time = SetTime(wake + 30)
    app = assemble(store, PEPPER, {PLATFORM: channel}, time, metrics)
    await app.clock.round()
    channel.fault = lambda a, _m: Unreachable("blocked") if a.user == "7" else None
    await app.runner(update("7", Typed(RED), "red"))
    await app.runner.idle()
    time.at += 90
    listed = operations(store, metrics, {}, "", time.now)
    async with served(listed) as client, client.get("/metrics") as answer:
        figures = await answer.text()
    for line in (
        'poised_sends_total{kind="reminder",outcome="delivered"} 2.0',
        'poised_sends_total{kind="referral",outcome="unreachable"} 1.0',
        'poised_alerts_total{name="referral_cannot_reach"} 1.0',
        "poised_referrals_waiting 1.0",
        "poised_oldest_referral_seconds 90.0",
        'poised_wake_late_seconds_bucket{le="30.0"} 2.0',
        "poised_reminders_missed_total 0.0",
        "poised_dead_letters 0.0",
        "poised_due 1.0",
    ):
        assert line in figures
    assert 'outcome="referred"' in figures
    assert PLATFORM not in figures


async def test_s9_the_figures_can_ask_for_a_token() -> None:
    """Without the token there are no figures; with it there are."""
    async with served(routes(MemoryStore(), PrometheusMetrics(), "t0ken")) as client:
        async with client.get("/metrics") as answer:
            assert (answer.status, await answer.text()) == (403, "")
        headers = {"Authorization": "Bearer t0ken"}
        async with client.get("/metrics", headers=headers) as answer:
            assert answer.status == 200


async def test_figures_outlive_the_database() -> None:
    """A silent database leaves the backlog as it was and counts the silence."""
    store, metrics = MemoryStore(), PrometheusMetrics()
    store.down = True
    async with served(routes(store, metrics)) as client, client.get("/metrics") as answer:
        assert 'poised_database_errors_total{where="metrics"} 1.0' in await answer.text()


async def test_s22_what_goes_wrong_is_503_and_quotes_nothing() -> None:
    """A handler that breaks, a path that is not there: no banner, no words of the request."""

    async def broken(_: web.Request) -> web.Response:
        raise ValueError("canary")

    more = [web.get("/broken", broken)]
    async with served([*routes(MemoryStore(), PrometheusMetrics()), *more]) as client:
        for path, status in (("/broken", 503), ("/canary", 404)):
            async with client.get(path) as answer:
                assert answer.status == status
                assert "canary" not in await answer.text()
                assert not answer.headers.get("Server")
