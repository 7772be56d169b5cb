"""Socket Mode: the same updates over a socket, acknowledged after the commit, and watched."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from enum import Enum
from typing import Any

import aiohttp
from msgspec import Struct
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.adapters.slack.api import quiet
from bot.adapters.slack.config import check_socket
from bot.adapters.slack.dispatch import OK, Ack, Dispatch
from bot.adapters.slack.services import SlackServices, log
from bot.errors import NotDelivered

PONG_S_MAX = 30.0
"""Three pings without an answer: the connection is dead, whatever the socket says."""
HELLO_S_MAX = 15.0
"""Slack greets a new connection at once."""
SILENCE_S_MAX = 600.0
"""So long without any update, a connection is changed for a new one: it may be deaf."""


class Health(Enum):
    """What is known of a connection."""

    HEARS = "hears"
    WAITS = "waits"
    DEAD = "dead"
    DEAF = "deaf"


class Hearing(Struct):
    """Times of one connection, in seconds of a monotonic clock."""

    connected: float
    hello: float | None = None
    pong: float | None = None
    heard: float | None = None

    def health(self, now: float) -> Health:
        """Judge the connection as of now."""
        if self.hello is None:
            return Health.WAITS if now - self.connected < HELLO_S_MAX else Health.DEAD
        if now - max(self.pong or self.connected, self.hello) > PONG_S_MAX:
            return Health.DEAD
        lately = max(self.heard or self.connected, self.connected)
        return Health.DEAF if now - lately > SILENCE_S_MAX else Health.HEARS


PING_S = 10.0
WATCH_S = 5.0
CONNECT_S_MAX = 15.0
STOP_S_MAX = 10.0
HELLO, DISCONNECT = "hello", "disconnect"


class SlackSocket:
    """One Socket Mode connection after another; `ready` says whether it hears."""

    def __init__(self, services: SlackServices, tick: Callable[[], float] = time.monotonic) -> None:
        check_socket(services.config)
        self.services = services
        self._dispatch = Dispatch(services)
        self._tick = tick
        self._hearing: Hearing | None = None
        self._client: SocketModeClient | None = None
        self._last_pong: float | None = None
        self._token_works = True
        self._busy: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether the connection was greeted, answers pings, and the bot token works."""
        if self._hearing is None:
            return False
        return self._hearing.health(self._tick()) is Health.HEARS and self._token_works

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until told to stop; then finish what was begun."""
        watch = asyncio.create_task(self._watch())
        await stop.wait()
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)
        if self._busy:
            await asyncio.wait(self._busy, timeout=STOP_S_MAX)
        await _closed(self._client)
        await self.services.close()

    async def _connect(self) -> None:
        """Open a connection of its own and drop the one before, so that nothing lingers in it."""
        before, self._client = self._client, self._new_client()
        self._hearing = Hearing(self._tick())
        self._last_pong = None
        try:
            async with asyncio.timeout(CONNECT_S_MAX):
                await self._client.connect_to_new_endpoint(force=True)
        except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("the socket did not open: %s", type(error).__name__)
        await _closed(before)

    def _new_client(self) -> SocketModeClient:
        client = SocketModeClient(
            self.services.config.app_token,
            logger=quiet,
            web_client=self.services.api.client(None),
            ping_interval=PING_S,
        )
        client.message_listeners.append(self._message)
        client.socket_mode_request_listeners.append(self._request)
        return client

    async def _message(self, _: object, message: dict[str, Any], __: str | None = None) -> None:
        """Note what the connection itself says."""
        now = self._tick()
        if message.get("type") == HELLO:
            self._hearing = Hearing(now, hello=now)
        elif self._hearing is not None:
            self._hearing.heard = now

    async def _request(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Take one update in; only what was committed is acknowledged."""
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        try:
            answer = await self._dispatch(request.payload)
            if answer.status == OK:
                await client.send_socket_mode_response(envelope(request.envelope_id, answer))
        except (OSError, SlackClientError, aiohttp.ClientError) as error:
            log.warning("an ack was not sent: %s", type(error).__name__)
        finally:
            self._busy.discard(task)

    async def _watch(self) -> None:
        while True:
            try:
                await self.look()
            except Exception:  # noqa: BLE001  (the watch outlives whatever the library raises)
                log.exception("looking after the socket failed")
            await asyncio.sleep(WATCH_S)

    async def look(self) -> None:
        """Look after the connection once: open one, or another when it is dead or deaf."""
        if self._hearing is None:
            await self._connect()
            return
        self._note_pong()
        health = self._hearing.health(self._tick())
        if health is Health.DEAF:
            await self._test_token()
        if health in (Health.DEAD, Health.DEAF):
            log.warning("the socket is %s; opening another", health.value)
            await self._connect()

    def _note_pong(self) -> None:
        assert self._client is not None and self._hearing is not None
        last = self._client.last_ping_pong_time
        if last != self._last_pong:
            self._last_pong = last
            self._hearing.pong = self._tick()

    async def _test_token(self) -> None:
        """A silent socket may also be a token that no longer works; readiness shows it."""
        if self.services.config.many_workspaces:
            return
        try:
            await self.services.api.call("auth.test", self.services.config.bot_token)
            self._token_works = True
        except NotDelivered:
            self._token_works = False


def envelope(envelope_id: str, answer: Ack) -> SocketModeResponse:
    """The ack of one update, with what it carries."""
    if not answer.body:
        return SocketModeResponse(envelope_id)
    if answer.media == "application/json":
        return SocketModeResponse(envelope_id, json.loads(answer.body))
    return SocketModeResponse(envelope_id, {"text": answer.body})


async def _closed(client: SocketModeClient | None) -> None:
    if client is not None:
        await client.close()  # type: ignore[no-untyped-call]
