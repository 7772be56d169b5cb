"""Real processes of `poised` on one private server, with the stand-in Telegram behind them."""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.store.embedded import EmbeddedServer
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from tests.e2e.forked import Forked, forked
from tests.e2e.slack_driver import free_port
from tests.standins.telegram import TelegramServer
from tests.waits import HANG_S

ROOT = Path(__file__).parents[2]
SEALING, PEPPER = b"s" * KEY_BYTES, b"p" * 32
SECRET = "webhook-secret-canary-0123456789-abcdef"
LOOK_S = 0.02


@dataclass
class Running:
    """One process, and the port on which it tells how it is."""

    process: asyncio.subprocess.Process | Forked
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def ready(self) -> float:
        """Wait until it is ready; tells the seconds since its start, as a free processor has them.

        Other tests share the machine, so the processor time of the process itself is what counts.
        """
        async with asyncio.timeout(HANG_S), aiohttp.ClientSession() as client:
            while True:
                assert self.process.returncode is None, self.log.read_text()
                try:
                    async with client.get(f"{self.url}/readyz") as answer:
                        if answer.status == 200:
                            return self._processor_s()
                except aiohttp.ClientConnectionError:
                    pass
                await asyncio.sleep(LOOK_S)

    def _processor_s(self) -> float:
        stat = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    async def figures(self) -> dict[str, float]:
        """The figures of /metrics by name and labels."""
        async with aiohttp.ClientSession() as client, client.get(f"{self.url}/metrics") as answer:
            lines = (await answer.text()).splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    async def terminate(self) -> int:
        """Send SIGTERM, wait for the end and tell the exit code."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(HANG_S):
            return await self.process.wait()

    async def kill(self) -> None:
        """Kill -9, if it still runs."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


@dataclass
class House:
    """A database, a Telegram, and the processes started on them."""

    folder: Path
    server: EmbeddedServer
    store: RedisStore
    telegram: TelegramServer
    running: list[Running]
    redis_url: str

    async def start(self, command: str, **more: str) -> Running:
        """Start `poised <command>`, forked from an interpreter that is warm."""
        port, log, told = self._place(command)
        self.running.append(Running(forked(command, told | more, log), port, log))
        return self.running[-1]

    async def start_cold(self, command: str) -> Running:
        """Start `poised <command>` in a new interpreter, as an operator does."""
        port, log, told = self._place(command)
        with log.open("wb") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", command, env=told, cwd=ROOT, stderr=errors
            )
        self.running.append(Running(process, port, log))
        return self.running[-1]

    def _place(self, command: str) -> tuple[int, Path, dict[str, str]]:
        """A port, a file for its log and the environment of the next process."""
        port = free_port()
        log = self.folder / f"{command}-{len(self.running)}.log"
        ports = {"PORT": str(port), "POISED_OPS_PORT": str(port)}
        return port, log, self._environment() | ports

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "REDIS_URL": self.redis_url,
            "POISED_SEALING_KEYS": base64.b64encode(SEALING).decode(),
            "POISED_PEPPER": base64.b64encode(PEPPER).decode(),
            "POISED_LOG": "INFO",
            "POISED_DATABASE_SILENCE_S": "30",
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_BASE": self.telegram.base,
            "TELEGRAM_SECRET": SECRET,
            "TELEGRAM_SENDS_PER_SECOND": "1000",
            "TELEGRAM_CHAT_INTERVAL_S": "0.001",
            "PUBLIC_URL": "http://127.0.0.1",
        }


@asynccontextmanager
async def house(folder: Path, redis_url: str = "") -> AsyncIterator[House]:
    """Have a database (a private one, or that of a URL) and a Telegram; at the end nothing runs."""
    server = EmbeddedServer(folder / "data")
    if not redis_url:
        await server.start()
    url = redis_url or server.url
    store = RedisStore(url, Secrets((SEALING,), PEPPER), silence_s=HANG_S)
    await store.open()
    async with TelegramServer() as telegram:
        mine = House(folder, server, store, telegram, [], url)
        try:
            yield mine
        finally:
            for one in mine.running:
                await one.kill()
            await store.close()
            if not redis_url:
                await server.stop()
