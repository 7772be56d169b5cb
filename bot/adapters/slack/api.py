"""Calls of Slack's Web API: one session, no retries of its own, errors that say what to do."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import NotDelivered, Paused, Refused, Unknown, Unreachable

CALL_S_MAX = 8.0
"""Shorter than the send lease, so that nobody else sends meanwhile."""
PAUSE_S_DEFAULT = 30.0
"""When a 429 does not say how long."""
RECONNECT_S = 5.0
HTTP_TOO_MANY = 429
HTTP_SERVER_ERROR = 500

SCOPES = {
    "auth.test": None,
    "apps.connections.open": None,
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "conversations.history": "im:history",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "oauth.v2.access": None,
    "users.info": "users:read",
    "views.open": None,
    "views.update": None,
    "views.publish": None,
}
"""Every method that is called, with the bot scope it takes; the manifest is made from it."""

TENANT_GONE = frozenset({
    "account_inactive", "token_revoked", "app_uninstalled", "app_not_installed", "team_not_found",
})  # fmt: skip
TOKEN_WRONG = frozenset({"invalid_auth", "not_authed", "token_expired"})
"""Mostly the operator's slip or a rotation under way: messages wait for it to be mended."""
PERSON_GONE = frozenset({
    "channel_not_found", "user_not_found", "users_not_found", "user_disabled", "is_archived",
    "cannot_dm_bot", "user_not_visible", "not_in_channel", "messages_tab_disabled",
    "user_is_restricted", "restricted_action",
})  # fmt: skip
SLOW_DOWN = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
TROUBLE = frozenset({
    "internal_error", "fatal_error", "service_unavailable", "request_timeout",
    "team_added_to_org", "accesslimited",
})  # fmt: skip
NOT_THERE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""Errors of an edit whose message is gone: harmless, or a reason to send it anew."""

BROKEN = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, AttributeError)
"""What a call may end with. slack_sdk trips (AttributeError) over an answer that is not JSON."""

quiet = logging.getLogger("poised.slack.library")
"""The libraries' own logger: they log bodies and signatures, so it says nothing at all (L5)."""
quiet.setLevel(logging.CRITICAL + 1)
quiet.propagate = False


class TenantGone(Unreachable):
    """The workspace took the app away, or its token no longer works."""


class NoSuchMessage(Refused):
    """The message to edit is not there any more."""


class Api:
    """Slack's Web API over one HTTP session."""

    def __init__(self, base: str) -> None:
        self.base = base if base.endswith("/") else f"{base}/"
        self._session: aiohttp.ClientSession | None = None

    async def call(self, method: str, token: str, **body: Any) -> dict[str, Any]:
        """Call a method with a JSON body. Raises NotDelivered."""
        return await self._answer(self.client(token), method, {"json": body})

    async def post(self, method: str, token: str, **form: str) -> dict[str, Any]:
        """Call a method that takes a form (the older ones do). Raises NotDelivered."""
        return await self._answer(self.client(token or None), method, {"data": form})

    async def upload(self, url: str, body: bytes) -> None:
        """Send a file's bytes to the address Slack gave for them. Raises NotDelivered.

        Files have a server of their own: one that cannot be reached says nothing of the rest.
        """
        try:
            async with self._open().post(url, data=body, allow_redirects=False) as answer:
                raise_for_status(answer.status, answer.headers.get("Retry-After"))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unknown(type(error).__name__) from None

    def client(self, token: str | None) -> AsyncWebClient:
        """A client of slack_sdk on the shared session."""
        return AsyncWebClient(
            token, base_url=self.base, session=self._open(), retry_handlers=[], logger=quiet
        )

    async def close(self) -> None:
        """Close the HTTP session."""
        if self._session is not None:
            await self._session.close()

    async def _answer(
        self, client: AsyncWebClient, method: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        assert method in SCOPES, "a method without its scope is missing in the manifest"
        try:
            answer = await client.api_call(method, **body)
        except SlackApiError as error:
            raise from_answer(error) from None
        except BROKEN as error:
            raise from_transport(error) from None
        assert isinstance(answer.data, dict)
        return answer.data

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            traces = aiohttp.TraceConfig()
            traces.on_request_redirect.append(_no_redirect)
            wait = aiohttp.ClientTimeout(total=CALL_S_MAX)
            self._session = aiohttp.ClientSession(timeout=wait, trace_configs=[traces])
        return self._session


async def _no_redirect(*_: object) -> None:
    """Nothing that Slack's API serves moves elsewhere (S4)."""
    raise aiohttp.ClientError("redirect refused")


def from_answer(error: SlackApiError) -> NotDelivered:
    """What Slack's answer means for a message."""
    answer = error.response
    status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0))
    retry_after = answer.headers.get("Retry-After")
    try:
        raise_for_status(status, retry_after)
    except NotDelivered as known:
        return known
    data = getattr(answer, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return from_code(str(code), retry_after) if code else Unknown("not an answer of Slack's")


def from_code(code: str, retry_after: str | None) -> NotDelivered:
    """What an error code of Slack means for a message; the code is no secret."""
    if code in SLOW_DOWN or code in TOKEN_WRONG:
        return Paused(seconds(retry_after))
    kinds = (
        (TENANT_GONE, TenantGone), (PERSON_GONE, Unreachable),
        (NOT_THERE, NoSuchMessage), (TROUBLE, Unknown),
    )  # fmt: skip
    return next((kind(code) for codes, kind in kinds if code in codes), Refused(code))


def raise_for_status(status: int, retry_after: str | None) -> None:
    """Raise what an HTTP status alone says. Raises Paused, Unknown."""
    if status == HTTP_TOO_MANY:
        raise Paused(seconds(retry_after))
    if status >= HTTP_SERVER_ERROR or status == 0:
        raise Unknown(f"status {status}")


def from_transport(error: Exception) -> NotDelivered:
    """What a failed connection means: never connected is surely not sent, the rest is unknown."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return Paused(RECONNECT_S)
    return Unknown(type(error).__name__)


def seconds(retry_after: str | None) -> float:
    """How long Slack wants to wait."""
    wanted = retry_after or ""
    return float(wanted) if wanted.isdecimal() else PAUSE_S_DEFAULT
