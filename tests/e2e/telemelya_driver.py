"""Telemelya, a Telegram that nobody here wrote, and one person in it.

It sends no secret with its updates, so a small relay stands where a reverse proxy would and adds
it. `.ci/telemelya.sh` installs the server into a venv of its own and names it in POISED_TELEMELYA.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from tests.standins.telegram import SECRET_HEADER
from tests.waits import HANG_S

VENV = "POISED_TELEMELYA"
TOKEN = "123456789:telemelya-token-AAAAAAAAAAAAAAA"
POLL_S = 0.05
FAKE_REDIS = (
    "import sys; from fakeredis import TcpFakeServer;"
    " TcpFakeServer(('127.0.0.1', int(sys.argv[1]))).serve_forever()"
)


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def telemelya() -> AsyncIterator[str]:
    """Start the server with what it needs; gives its address."""
    venv = Path(os.environ[VENV])
    redis, s3, port = free_port(), free_port(), free_port()
    base = f"http://127.0.0.1:{port}"
    settings = {
        "MOCK_SERVER_HOST": "127.0.0.1",
        "MOCK_SERVER_PORT": str(port),
        "MOCK_SERVER_URL": base,
        "REDIS_URL": f"redis://127.0.0.1:{redis}/0",
        "MINIO_ENDPOINT": f"127.0.0.1:{s3}",
        "STRICT_EDIT": "true",
    }
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_process(venv / "python", "-c", FAKE_REDIS, str(redis)))
        await stack.enter_async_context(
            _process(venv / "moto_server", "-H", "127.0.0.1", "-p", str(s3))
        )
        await _listening(redis)
        await _listening(s3)
        await stack.enter_async_context(_process(venv / "telemelya-server", **settings))
        await _listening(port)
        yield base


@asynccontextmanager
async def _process(*command: object, **settings: str) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        env=os.environ | settings,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _listening(port: int) -> None:
    async with asyncio.timeout(HANG_S):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(POLL_S)
            else:
                writer.close()
                return


@asynccontextmanager
async def relay(target: str, secret: str) -> AsyncIterator[str]:
    """Pass updates on with the secret that telemelya leaves out; gives the relay's address."""

    async def passed_on(request: web.Request) -> web.Response:
        async with aiohttp.ClientSession() as http:
            headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
            async with http.post(target, data=await request.read(), headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())

    app = web.Application()
    app.router.add_post("/{path:.*}", passed_on)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/relay"
    finally:
        await runner.cleanup()


class Visitor:
    """One person, through telemelya's control interface."""

    def __init__(self, base: str, http: aiohttp.ClientSession, chat: int = 7) -> None:
        self._base, self._http, self._chat = f"{base}/api/v1/test", http, chat
        self._headers = {"Authorization": "Bearer none", "X-Test-Session": f"s{chat}"}

    async def says(self, text: str) -> None:
        """Write something."""
        await self._update({"text": text})

    async def presses(self, label: str) -> None:
        """Press the newest button with these words."""
        for message in reversed(await self.messages()):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        data = button["callback_data"]
                        number = message["message_id"]
                        await self._update({"callback_data": data, "callback_message_id": number})
                        return
        raise AssertionError(f"nobody sees a button {label!r}")

    async def until_sees(self, words: str) -> dict[str, Any]:
        """Wait for a message with some words."""
        return await self.until(lambda message: words in str(message.get("text")))

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for a message of some kind; gives the newest."""
        async with asyncio.timeout(HANG_S):
            while True:
                found = [message for message in await self.messages() if wanted(message)]
                if found:
                    return found[-1]
                await asyncio.sleep(POLL_S)

    async def messages(self) -> list[dict[str, Any]]:
        """What stands in the chat, edits taken into account."""
        standing: dict[int, dict[str, Any]] = {}
        for response in await self.responses():
            if response["method"].startswith(("send", "edit")) and "message_id" in response:
                standing[response["message_id"]] = response
        return list(standing.values())

    async def responses(self) -> list[dict[str, Any]]:
        """Every call of the bot."""
        async with self._http.get(f"{self._base}/responses", headers=self._headers) as answer:
            responses: list[dict[str, Any]] = (await answer.json())["responses"]
            return responses

    async def _update(self, content: dict[str, Any]) -> None:
        async with self._http.post(
            f"{self._base}/send_update",
            params={"bot_token": TOKEN},
            json={"chat_id": self._chat, **content},
            headers=self._headers,
        ) as answer:
            delivered = await answer.json()
            assert delivered["delivery"]["status_code"] == 200, delivered
