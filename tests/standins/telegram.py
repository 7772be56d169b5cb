"""A Telegram on loopback: the Bot API as far as Poised needs it, with faults on demand.

    async with TelegramServer() as server:
        person = server.person(7)
        await person.says("/start")
        ...
        assert "Hello" in person.sees()

Every request is validated by aiogram's models; what fails is in `server.violations`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.standins.telegram_chats import BOT, Chats
from tests.standins.telegram_limits import RefusedError, checked
from tests.standins.telegram_people import Person
from tests.waits import HANG_S

TOKEN = "4242:TEST-TOKEN-canary-AAAAAAAAAAAAAAAAAAAA"
MORE = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)
ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one request: an error, or a reset before or after it took effect."""

    code: int = 0
    description: str = ""
    retry_after: int = 0
    reset: str = ""
    body: bytes = b""
    delay_s: float = 0.0


@dataclass(frozen=True)
class Called:
    """One request as it came."""

    method: str
    params: dict[str, Any]
    at: float
    ok: bool = True


class TelegramServer:
    """One bot's Telegram."""

    def __init__(self, token: str = TOKEN, redeliver_s: float = 0.05) -> None:
        self.token, self.redeliver_s = token, redeliver_s
        self.chats = Chats()
        self.calls: list[Called] = []
        self.violations: list[str] = []
        self.faults: Callable[[str, dict[str, Any]], Fault | None] = lambda _m, _p: None
        self.webhook: dict[str, Any] = {}
        self.delivered: list[tuple[int, int]] = []
        self.settings: dict[tuple[str, str], Any] = {}
        self._updates: dict[int, dict[str, Any]] = {}
        self._numbers = itertools.count(1000)
        self._news = asyncio.Condition()
        self.waiting = 0
        self._poller = 0
        self._pushes: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=HANG_S))
        return self

    async def __aexit__(self, *_: object) -> None:
        for push in self._pushes:
            push.cancel()
        await self._http.close()
        await self._runner.cleanup()

    def person(self, user: int, language: str = "en") -> Person:
        """Somebody who uses the bot in a private chat."""
        self.chats.open(user)
        return Person(self, user, language)

    def sent(self, method: str) -> list[Called]:
        """The requests of one method, in order."""
        return [call for call in self.calls if call.method == method]

    async def push(self, update: dict[str, Any], number: int | None = None) -> int:
        """Give the bot an update, under the next number or a given one."""
        number = next(self._numbers) if number is None else number
        whole = {"update_id": number, **update}
        if self.webhook.get("url"):
            self._push(whole)
        else:
            async with self._news:
                self._updates[number] = whole
                self._news.notify_all()
        return number

    async def settled(self) -> None:
        """Wait until every update was acknowledged."""
        while self._pushes or self._updates:
            if self._pushes:
                await asyncio.wait(self._pushes)
            else:
                async with self._news:
                    await self._news.wait_for(lambda: not self._updates)

    async def until(self, holds: Callable[[], object], seconds: float = HANG_S) -> None:
        """Wait until something holds; it is looked at after every request and update."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(holds)

    async def answered(self) -> None:
        """Wait until every press was answered."""
        await self.until(lambda: all(self.chats.queries.values()))

    # --- the HTTP side --------------------------------------------------------------------
    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            return await self._answer(request)
        finally:
            async with self._news:
                self._news.notify_all()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method, params = request.match_info["method"], await _params(request)
        now = asyncio.get_running_loop().time()
        fault = self.faults(method, params)
        if fault:
            await asyncio.sleep(fault.delay_s)
        if fault and fault.reset == "before":
            return _reset(request)
        try:
            result = await self._do(request.match_info["token"], method, params, fault)
        except RefusedError as refusal:
            self.calls.append(Called(method, params, now, ok=False))
            return _refused(refusal)
        self.calls.append(Called(method, params, now))
        if fault and fault.reset == "after":
            return _reset(request)
        if fault and fault.body:
            return web.Response(body=fault.body, content_type="application/json")
        return web.json_response({"ok": True, "result": result})

    async def _do(
        self, token: str, method: str, params: dict[str, Any], fault: Fault | None
    ) -> Any:
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        if fault and fault.code:
            more = {"retry_after": fault.retry_after} if fault.retry_after else {}
            raise RefusedError(fault.code, fault.description or f"Fault {fault.code}", **more)
        try:
            typed = checked(method, params)
        except ValueError as error:
            self.violations.append(str(error))
            raise RefusedError(400, "Bad Request: request does not fit the method") from None
        if method == "getUpdates":
            return await self._get_updates(typed)
        done = self.chats.do(method, typed)
        return done if done is not None else self._settings(method, typed)

    def _settings(self, method: str, params: dict[str, Any]) -> Any:
        if method == "getMe":
            return BOT
        if method in ("setWebhook", "deleteWebhook"):
            self.webhook = params if method == "setWebhook" else {}
            return True
        if method == "getWebhookInfo":
            waiting = len(self._updates) + len(self._pushes)
            return {
                "url": self.webhook.get("url", ""),
                "has_custom_certificate": False,
                "pending_update_count": waiting,
            }
        language = params.get("language_code") or ""
        if method.startswith("get"):
            return self.settings.get((method.removeprefix("get"), language), [])
        value = params.get("commands") or params
        self.settings[method.removeprefix("set"), language] = value
        return True

    async def _get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.get("url"):
            raise RefusedError(409, ACTIVE)
        offset, limit = params.get("offset") or 0, params.get("limit") or 100
        allowed = params.get("allowed_updates") or []
        async with self._news:
            self._poller += 1
            mine = self._poller
            self._news.notify_all()
            self.waiting += 1
            await self._waited(mine, offset, allowed, params.get("timeout") or 0)
            if mine != self._poller:
                raise RefusedError(409, MORE)
            return [self._updates[n] for n in sorted(self._updates)][:limit]

    async def _waited(self, mine: int, offset: int, allowed: list[str], seconds: int) -> None:
        """Forget what was confirmed or never asked for; wait until something is left."""

        def news() -> bool:
            for number, update in tuple(self._updates.items()):
                if number < offset or (allowed and not set(update) & set(allowed)):
                    del self._updates[number]
            self._news.notify_all()
            return bool(self._updates) or mine != self._poller

        self.waiting += 1
        self._news.notify_all()
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait_for(news)
        except TimeoutError:
            return
        finally:
            self.waiting -= 1

    # --- the webhook side -----------------------------------------------------------------
    def _push(self, update: dict[str, Any]) -> None:
        task = asyncio.create_task(self._until_taken(update))
        self._pushes.add(task)
        task.add_done_callback(self._pushes.discard)

    async def _until_taken(self, update: dict[str, Any]) -> None:
        """Post an update until the bot says 2xx, as Telegram does."""
        while True:
            status = await self.post(update)
            self.delivered.append((update["update_id"], status))
            if 200 <= status < 300:
                return
            await asyncio.sleep(self.redeliver_s)

    async def post(
        self, update: object, headers: dict[str, str] | None = None, url: str = ""
    ) -> int:
        """Post one body (raw, if bytes) to the webhook once; 0 when nobody answers."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        secret = {SECRET_HEADER: self.webhook.get("secret_token", "")}
        headers = {"Content-Type": "application/json"} | (secret if headers is None else headers)
        try:
            async with self._http.post(self.webhook["url"], data=body, headers=headers) as response:
                return response.status
        except (aiohttp.ClientError, OSError, TimeoutError):
            return 0


async def _params(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {**request.query, **(await request.post())}
    return {k: v.file.read() if isinstance(v, web.FileField) else v for k, v in form.items()}


def _refused(refusal: RefusedError) -> web.Response:
    answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return web.json_response(answer, status=refusal.code)


def _reset(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
