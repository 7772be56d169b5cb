"""A proxy in front of local-slack that is as strict as Slack: tokens, limits, types, rates."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Any, Self
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from tests.standins.slack_limits import problems_of
from tests.standins.slack_schema import SlackSchema

JSON_FIELDS = ("blocks", "view", "files")
POST = "chat.postMessage"
GAP_S_MIN = 0.9
"""Slack tolerates small bursts; two messages closer than this in one channel are not."""


class StrictProxy:
    """Passes calls on to local-slack, and writes down whatever Slack would have refused."""

    def __init__(self, upstream: str, tokens: set[str], schema: SlackSchema) -> None:
        self.upstream = upstream
        self.tokens = tokens
        self.schema = schema
        self.problems: list[str] = []
        self.methods: Counter[str] = Counter()
        self.slow_down: Counter[str] = Counter()
        self.base = ""
        self._posted: dict[str, float] = {}
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/api/{method}", self._pass)
        self._session = aiohttp.ClientSession()
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None and self._session is not None
        await self._runner.cleanup()
        await self._session.close()

    async def _pass(self, request: web.Request) -> web.Response:
        method, raw = request.match_info["method"], await request.read()
        self.methods[method] += 1
        if self.slow_down[method] > 0:
            self.slow_down[method] -= 1
            limited = {"ok": False, "error": "ratelimited"}
            return web.json_response(limited, status=429, headers={"Retry-After": "1"})
        self._check(method, request, raw)
        assert self._session is not None
        headers = {k: request.headers[k] for k in ("Authorization", "Content-Type")}
        url = f"{self.upstream}/api/{method}"
        async with self._session.post(url, data=raw, headers=headers) as answer:
            return web.Response(
                status=answer.status, body=await answer.read(), content_type="application/json"
            )

    def _check(self, method: str, request: web.Request, raw: bytes) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        found = [] if token in self.tokens else [f"token {token[:5]}... is nobody's"]
        body = read_call(request.content_type, raw)
        found += problems_of(method, body) + self.schema.problems_of(body)
        if method == POST:
            found += self._too_soon(body["channel"])
        self.problems += [f"{method}: {problem}" for problem in found]

    def _too_soon(self, channel: str) -> list[str]:
        now = time.monotonic()
        gap = now - self._posted.get(channel, 0.0)
        self._posted[channel] = now
        return [f"only {gap:.2f} s after the message before"] if gap < GAP_S_MIN else []


def read_call(media: str, raw: bytes) -> dict[str, Any]:
    """The arguments of a call, sent as JSON or as a form."""
    if media == "application/json":
        return dict(json.loads(raw))
    form = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    return {k: json.loads(v) if k in JSON_FIELDS else v for k, v in form.items()}
