"""What is written is told at once to the pages that are open on it, each over its own stream."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from aiohttp import web

from bot.adapters.browser.entries import PageEntry, encode, shown
from bot.core.ports import NewEntry, PersonId, Transcript, TranscriptEntry, Transcripts
from bot.errors import StoreUnavailable

STREAMS_PER_PERSON_MAX = 8
"""Tabs of one person; one more closes the oldest, which is most often left over from a reload."""
STREAMS_MAX = 512
"""Open streams of one process."""
QUEUE_MAX = 64
"""Entries that a slow stream may lag behind; what it missed it reads from the store."""
BEAT_S = 15.0
"""Between two looks at the store: another process may have written, or everything is erased."""
WRITE_S_MAX = 10.0
"""A page that takes nothing for so long is asleep; it comes back and reads on."""
RETRY_MS = 2000


class TooManyStreams(Exception):
    """One more stream than may be open."""


class Announced(TranscriptEntry, frozen=True):
    """An entry with the change before it, so that a gap is seen; change 0: it is not stored."""

    before: int = 0


class Streams:
    """The open streams of one process, and everything that is written to their transcripts."""

    def __init__(self, store: Transcripts) -> None:
        self._store = store
        self._open: dict[PersonId, dict[asyncio.Queue[Announced | None], None]] = defaultdict(dict)

    async def write(self, page: PersonId, entry: NewEntry, now: float) -> int:
        """Store an entry and tell the open pages; gives its id. Raises StoreUnavailable."""
        done = await self._store.transcribe(page, entry, now)
        self._announce(page, Announced(done.message, done.change, entry.body, done.before))
        return done.message

    def say_unstored(self, page: PersonId, entry: PageEntry) -> bool:
        """Tell the open pages something while the store is silent; whether there are any."""
        self._announce(page, Announced(0, 0, encode(entry)))
        return bool(self._open.get(page))

    @contextmanager
    def opened(self, page: PersonId) -> Iterator[asyncio.Queue[Announced | None]]:
        """Listen to a transcript. Raises TooManyStreams."""
        mine = self._open[page]
        if len(mine) >= STREAMS_PER_PERSON_MAX:
            oldest = next(iter(mine))
            del mine[oldest]
            _put(oldest, None)
        elif sum(map(len, self._open.values())) >= STREAMS_MAX:
            raise TooManyStreams
        queue: asyncio.Queue[Announced | None] = asyncio.Queue(QUEUE_MAX)
        mine[queue] = None
        try:
            yield queue
        finally:
            mine.pop(queue, None)
            if not mine and self._open.get(page) is mine:
                del self._open[page]

    def close(self) -> None:
        """End every stream; the pages come back by themselves."""
        for queue in [each for mine in self._open.values() for each in mine]:
            _put(queue, None)

    def _announce(self, page: PersonId, entry: Announced) -> None:
        for queue in self._open.get(page, ()):
            _put(queue, entry)


class Stream:
    """One open stream: what the page has, and what it gets."""

    def __init__(self, store: Transcripts, page: PersonId, seen: int) -> None:
        self._store = store
        self._page = page
        self._seen = seen
        self._response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream",
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
                "Server": "",
            }
        )

    async def run(
        self, request: web.Request, queue: asyncio.Queue[Announced | None]
    ) -> web.StreamResponse:
        """Send what the page lacks, then whatever comes, until either side ends it.

        Raises StoreUnavailable before anything was sent.
        """
        missed = await self._store.transcript(self._page, self._seen)
        await self._response.prepare(request)
        with suppress(ConnectionError, TimeoutError):
            await self._write(f"retry: {RETRY_MS}\n\n")
            await self._caught_up(missed)
            await self._write("event: ready\ndata: \n\n")
            while await self._next(queue):
                pass
        return self._response

    async def _next(self, queue: asyncio.Queue[Announced | None]) -> bool:
        """Wait for one entry, or for the time to look; whether to go on."""
        try:
            entry = await asyncio.wait_for(queue.get(), BEAT_S)
        except TimeoutError:
            await self._look()
            await self._write("event: beat\ndata: \n\n")
            return True
        if entry is None:
            return False
        if not entry.change or entry.before == self._seen:
            await self._entry(entry)
        elif entry.change > self._seen:
            await self._look()
        return True

    async def _look(self) -> None:
        """Send what the store has and the page lacks; a silent store is asked at the next beat."""
        with suppress(StoreUnavailable):
            missed = await self._store.transcript(self._page, self._seen)
            await self._caught_up(missed)

    async def _caught_up(self, missed: Transcript) -> None:
        """Send what is missed; a page that is older than the transcript begins anew."""
        if self._seen and not 0 < missed.born <= self._seen:
            self._seen = 0
            await self._write("event: erased\nid: 0\ndata: \n\n")
        for entry in missed.entries:
            await self._entry(entry)

    async def _entry(self, entry: TranscriptEntry) -> None:
        data = json.dumps(shown(entry), ensure_ascii=False)
        name = f"id: {entry.change}\n" if entry.change else ""
        await self._write(f"{name}data: {data}\n\n")
        self._seen = max(self._seen, entry.change)

    async def _write(self, text: str) -> None:
        async with asyncio.timeout(WRITE_S_MAX):
            await self._response.write(text.encode())


def _put(queue: asyncio.Queue[Any], item: Announced | None) -> None:
    """A full queue loses its oldest entry; the gap is seen, and read from the store."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(item)
