"""A web server of a process: serves routes until told to stop, quotes nothing when one fails."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from aiohttp import web

CLOSE_S_MAX = 5.0
"""How long requests under way may take when the process stops."""
HEADERS_BYTES_MAX = 8190

log = structlog.get_logger()


async def serve(
    routes: Iterable[web.RouteDef],
    host: str,
    port: int,
    stop: asyncio.Event,
    listening: Callable[[], object] = bool,
) -> None:
    """Serve routes until told to stop; what was begun is answered.

    `listening` is called once requests are taken.
    """
    site = web.Application(middlewares=[last_resort])
    site.add_routes(routes)
    runner = web.AppRunner(
        site, access_log=None, shutdown_timeout=CLOSE_S_MAX, max_field_size=HEADERS_BYTES_MAX
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, reuse_address=True).start()
        log.info("listening", port=runner.addresses[0][1])
        listening()
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
