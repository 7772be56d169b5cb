"""Signed HTTP: raw bytes are checked for size and signature before anything reads them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.adapters.front import BadRequest, Limits, parse_json, read_body
from bot.adapters.slack.config import check_http
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.dispatch import IGNORED, Dispatch
from bot.adapters.slack.install import Install
from bot.adapters.slack.signature import signed

EVENTS_PATH = "/slack/events"
LIMITS = Limits(body_bytes_max=1024 * 1024)
FORM_FIELDS_MAX = 50
FORM_TYPE = "application/x-www-form-urlencoded"
UNAUTHORIZED = 401

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


def slack_routes(desk: Desk) -> list[web.RouteDef]:
    """Routes for events, interactivity, commands and the install flow. Raises Misconfigured."""
    check_http(desk.config)
    routes = [web.post(EVENTS_PATH, _events(desk, Dispatch(desk)))]
    return routes + (Install(desk).routes() if desk.config.many_workspaces else [])


def _events(desk: Desk, dispatch: Dispatch) -> Handle:
    async def handle(request: web.Request) -> web.Response:
        try:
            body = await read_body(request, LIMITS)
            authenticate(desk, request, body)
            tree = parse(body, request.content_type)
        except BadRequest as refused:
            return web.Response(status=refused.status)
        answer = await dispatch(tree) if tree else IGNORED
        media = answer.media or "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=media)

    return handle


def authenticate(desk: Desk, request: web.Request, body: bytes) -> None:
    """Check the signature over the raw bytes. Raises BadRequest (401)."""
    headers = (
        request.headers.get("X-Slack-Request-Timestamp", ""),
        request.headers.get("X-Slack-Signature", ""),
    )
    if not signed(desk.config.signing_secrets, headers, body, desk.sources.clock()):
        raise BadRequest(UNAUTHORIZED, "not signed by Slack")


def parse(body: bytes, media: str) -> dict[str, Any]:
    """Read an authentic body: JSON, a form with a JSON payload, or a plain form.

    Empty for Slack's own check of the certificate. Raises BadRequest (400).
    """
    if media != FORM_TYPE:
        return parse_json(body, LIMITS)
    form = parse_form(body)
    if "payload" in form:
        return parse_json(form["payload"].encode(), LIMITS)
    return {} if "ssl_check" in form else dict(form)


def parse_form(body: bytes) -> dict[str, str]:
    """Read a form strictly: UTF-8, few fields. Raises BadRequest (400)."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=FORM_FIELDS_MAX
        )
    except ValueError:
        raise BadRequest(400, "not a form") from None
    return dict(pairs)
