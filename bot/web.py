"""The HTTP side of a process for operators: health, readiness, figures."""

from collections.abc import Callable, Mapping

from aiohttp import web

from bot.adapters.http_limits import same_secret
from bot.adapters.platform import Ready
from bot.core.ports import PersonId, Store
from bot.errors import StoreUnavailable
from bot.metrics import PrometheusMetrics

NOBODY = PersonId("0" * 32)
"""Reading this person tells whether the database answers; it costs one round trip."""


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
