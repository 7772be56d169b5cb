"""Signed HTTP: raw bytes are checked for size and signature before anything reads them."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.adapters.http_limits import BadRequest, Limits, parse_json, read_body
from bot.adapters.slack.config import check_http
from bot.adapters.slack.dispatch import IGNORED, Dispatch
from bot.adapters.slack.install import Install
from bot.adapters.slack.services import SlackServices

WINDOW_S = 300
"""Slack's own window against replays, either way."""
TIMESTAMP = re.compile(r"[0-9]{1,12}")


def signed(secrets: Iterable[str], headers: tuple[str, str], body: bytes, now: float) -> bool:
    """Check timestamp and v0 signature over the raw bytes, before anything is parsed.

    `headers` are X-Slack-Request-Timestamp and X-Slack-Signature as they came; `now` is in
    seconds. Every secret is tried, so that two are valid while one rotates.
    """
    timestamp, signature = headers
    if not TIMESTAMP.fullmatch(timestamp) or abs(now - int(timestamp)) > WINDOW_S:
        return False
    given = signature.encode(errors="surrogateescape")
    matches = [hmac.compare_digest(sign(s, timestamp, body), given) for s in secrets if s]
    return any(matches)


def sign(secret: str, timestamp: str, body: bytes) -> bytes:
    """Make the v0 signature of a request."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return b"v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest().encode()


EVENTS_PATH = "/slack/events"
LIMITS = Limits(body_bytes_max=1024 * 1024)
FORM_FIELDS_MAX = 50
FORM_TYPE = "application/x-www-form-urlencoded"
UNAUTHORIZED = 401

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]


def slack_routes(services: SlackServices) -> list[web.RouteDef]:
    """Routes for events, interactivity, commands and the install flow. Raises Misconfigured."""
    check_http(services.config)
    routes = [web.post(EVENTS_PATH, _events(services, Dispatch(services)))]
    return routes + (Install(services).routes() if services.config.many_workspaces else [])


def _events(services: SlackServices, dispatch: Dispatch) -> Handle:
    async def handle(request: web.Request) -> web.Response:
        try:
            body = await read_body(request, LIMITS)
            authenticate(services, request, body)
            tree = parse(body, request.content_type)
        except BadRequest as refused:
            return web.Response(status=refused.status)
        answer = await dispatch(tree) if tree else IGNORED
        media = answer.media or "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=media)

    return handle


def authenticate(services: SlackServices, request: web.Request, body: bytes) -> None:
    """Check the signature over the raw bytes. Raises BadRequest (401)."""
    headers = (
        request.headers.get("X-Slack-Request-Timestamp", ""),
        request.headers.get("X-Slack-Signature", ""),
    )
    if not signed(services.config.signing_secrets, headers, body, services.sources.clock()):
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
