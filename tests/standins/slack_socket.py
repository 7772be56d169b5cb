"""A stand-in for Socket Mode: greets, sends envelopes, keeps acks; can be dead, or close."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Self

from aiohttp import WSMsgType, web


class SocketStandIn:
    """Gives out socket addresses and serves the sockets behind them, on loopback."""

    def __init__(self) -> None:
        self.base = ""
        self.opened = 0
        self.greets = True
        self.pongs = True
        self.sockets: list[web.WebSocketResponse] = []
        self.acks: dict[str, Any] = {}
        self.acked = asyncio.Event()
        self.greeted = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/api/apps.connections.open", self._open)
        app.router.add_post("/api/auth.test", self._test)
        app.router.add_get("/socket", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        for socket in self.sockets:
            await socket.close()
        await self._runner.cleanup()

    async def send(self, envelope_id: str, kind: str, payload: dict[str, Any]) -> None:
        """Send an update to the newest connection."""
        body = {"envelope_id": envelope_id, "type": kind, "payload": payload}
        await self.sockets[-1].send_json(body | {"accepts_response_payload": True})

    async def disconnect(self, reason: str) -> None:
        """Tell the newest connection that it is to be replaced."""
        await self.sockets[-1].send_json({"type": "disconnect", "reason": reason})

    async def _open(self, request: web.Request) -> web.Response:
        if not request.headers.get("Authorization", "").startswith("Bearer xapp-"):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        self.opened += 1
        url = self.base.replace("http://", "ws://").replace("/api/", f"/socket?n={self.opened}")
        return web.json_response({"ok": True, "url": url})

    async def _test(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "team_id": "T1", "user_id": "UBOT"})

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.sockets.append(socket)
        if self.greets:
            await socket.send_json({"type": "hello", "num_connections": 1})
            self.greeted.set()
        async for message in socket:
            await self._heard(socket, message)
        return socket

    async def _heard(self, socket: web.WebSocketResponse, message: Any) -> None:
        if message.type is WSMsgType.PING and self.pongs:
            await socket.pong(message.data)
        elif message.type is WSMsgType.TEXT:
            body = json.loads(message.data)
            self.acks[body["envelope_id"]] = body.get("payload")
            self.acked.set()
