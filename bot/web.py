"""The HTTP side of a process: health, readiness, figures, and the platforms' own routes."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.adapters.http_limits import same_secret
from bot.adapters.platform import Ready
from bot.core.ports import PersonId, Store
from bot.errors import StoreUnavailable
from bot.metrics import PrometheusMetrics

CLOSE_S_MAX = 5.0
"""How long requests under way may take when the process stops."""
NOBODY = PersonId("0" * 32)
"""Reading this person tells whether the database answers; it costs one round trip."""
HEADERS_BYTES_MAX = 8190

log = structlog.get_logger()


def database_ready(store: Store) -> Ready:
    """Whether the database answers."""

    async def ask() -> bool:
        try:
            await store.load(NOBODY)
        except StoreUnavailable:
            return False
        return True

    return ask


def operations(
    store: Store,
    metrics: PrometheusMetrics,
    parts: Mapping[str, Ready],
    token: str,
    now: Callable[[], float],
) -> list[web.RouteDef]:
    """Routes for whoever looks after the process. /metrics asks for the token, if there is one."""

    async def health(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def readiness(_: web.Request) -> web.Response:
        states = {name: await ready() for name, ready in parts.items()}
        return web.json_response(states, status=200 if all(states.values()) else 503)

    async def figures(request: web.Request) -> web.Response:
        shown = request.headers.get("Authorization", "")
        if token and not same_secret(shown, f"Bearer {token}"):
            return web.Response(status=403)
        try:
            page = metrics.page(await store.backlog(now()), len(await store.dead_letters()))
        except StoreUnavailable:
            metrics.database_silent("metrics")
            page = metrics.page(None, None)
        return web.Response(body=page, content_type="text/plain", charset="utf-8")

    return [
        web.get("/healthz", health),
        web.get("/readyz", readiness),
        web.get("/metrics", figures),
    ]


async def serve(routes: Iterable[web.RouteDef], host: str, port: int, stop: asyncio.Event) -> None:
    """Serve routes until told to stop; what was begun is answered."""
    site = web.Application(middlewares=[last_resort])
    site.add_routes(routes)
    runner = web.AppRunner(
        site, access_log=None, shutdown_timeout=CLOSE_S_MAX, max_field_size=HEADERS_BYTES_MAX
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, reuse_address=True).start()
        log.info("listening", port=runner.addresses[0][1])
        await stop.wait()
    finally:
        await runner.cleanup()


@web.middleware
async def last_resort(request: web.Request, handler: Any) -> web.StreamResponse:
    """Answer whatever goes wrong without quoting anything; nothing was taken, so ask again."""
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPException as refused:
        response = web.Response(status=refused.status)
    except Exception:
        log.exception("request_failed")
        response = web.Response(status=503)
    response.headers["Server"] = ""
    return response
