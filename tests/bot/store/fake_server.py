"""A server that says what a test wants, or nothing at all."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Self

import hiredis

HANG_UP = b"hang up"
SILENCE = b""

Answer = Callable[[list[bytes]], bytes]


class FakeServer:
    """Listens on a unix socket and counts connections and the chunks that arrive."""

    def __init__(self, path: Path, answer: Answer) -> None:
        self.path = path / "fake.sock"
        self.url = f"unix://{self.path}"
        self.answer = answer
        self.connections = 0
        self.chunks = 0
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_unix_server(self._serve, self.path)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def tell(self, reply: bytes) -> None:
        """Say something on the newest connection, long after it was asked."""
        self._writers[-1].write(reply)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.append(writer)
        commands = hiredis.Reader()
        while data := await reader.read(1_000_000):
            self.chunks += 1
            commands.feed(data)
            while (command := commands.gets()) is not False:
                reply = self.answer(command)
                if reply == HANG_UP:
                    writer.close()
                    return
                writer.write(reply)


def bulk(text: str) -> bytes:
    """Write a reply of one string."""
    return f"${len(text)}\r\n{text}\r\n".encode()


def echo(command: list[bytes]) -> bytes:
    """Answer a command with its last word."""
    return bulk(command[-1].decode())
