"""A proxy that makes every chunk late: kill tests without latency find nothing (reliability 4)."""

import asyncio
import random
from contextlib import suppress
from pathlib import Path

DELAY_S = (0.015, 0.030)
CHUNK_BYTES = 65_536

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Proxy:
    """Stands before a server on a unix socket or a loopback port: by default on `port`."""

    def __init__(self, upstream: Path | int, where: Path | None = None) -> None:
        self.port = 0
        self._where = where
        self._upstream = upstream
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen."""
        if self._where:
            self._server = await asyncio.start_unix_server(self._join, self._where)
            return
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening."""
        assert self._server is not None
        self._server.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await self._reach()
        await asyncio.gather(_late(reader, far_writer), _late(far_reader, writer))

    async def _reach(self) -> Streams:
        if isinstance(self._upstream, Path):
            return await asyncio.open_unix_connection(self._upstream)
        return await asyncio.open_connection("127.0.0.1", self._upstream)


async def _late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, asyncio.CancelledError):
        while chunk := await reader.read(CHUNK_BYTES):
            await asyncio.sleep(random.uniform(*DELAY_S))
            writer.write(chunk)
            await writer.drain()
    writer.close()
