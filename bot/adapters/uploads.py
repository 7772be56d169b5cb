"""What a platform calls the files that it was given before, so that each is uploaded once."""

from __future__ import annotations

import asyncio
import logging

import msgspec

from bot.core.ports import Tenants
from bot.errors import StoreUnavailable

KEPT_MAX = 1_000
"""Files of one bot in one workspace: every figure in two formats over three releases."""
SUFFIX = "-files"
"""Beside what a platform keeps of a workspace, never in a person's record."""

log = logging.getLogger("poised.uploads")
_DECODER = msgspec.msgpack.Decoder(dict[str, str])


class Uploads:
    """File ids by content, for each workspace or bot; whatever is lost is uploaded again.

    A note is written after the message was sent and beside it: it never stands between a send
    and its receipt, so that a death at that moment costs an upload and doubles no message.
    """

    def __init__(self, platform: str) -> None:
        self._platform = f"{platform}{SUFFIX}"
        self.tenants: Tenants | None = None
        """Where ids are noted for every process and every start; without it for this one alone."""
        self._known: dict[str, dict[str, str]] = {}
        self._wrong: set[str] = set()
        self._notes: set[asyncio.Task[None]] = set()

    async def find(self, tenant: str, content: str) -> str:
        """The id under which these bytes are known, or nothing."""
        known = self._known.get(tenant, {})
        if content not in known:
            known = self._known[tenant] = _newest({**await self._read(tenant), **known})
        return known.get(content, "")

    def keep(self, tenant: str, content: str, file: str) -> None:
        """Remember an id, here at once and in the database soon."""
        self._known[tenant] = _newest({**self._known.get(tenant, {}), content: file})
        note = asyncio.create_task(self._note(tenant))
        self._notes.add(note)
        note.add_done_callback(self._notes.discard)

    def forget(self, tenant: str, content: str) -> None:
        """Take out an id that the platform no longer knows."""
        if file := self._known.get(tenant, {}).pop(content, ""):
            self._wrong.add(file)

    async def close(self) -> None:
        """Finish the notes under way."""
        await asyncio.gather(*self._notes)

    async def _read(self, tenant: str) -> dict[str, str]:
        """What every process noted; a database that is silent costs an upload."""
        if self.tenants is None:
            return {}
        try:
            body = await self.tenants.tenant(self._platform, tenant)
        except StoreUnavailable:
            return {}
        noted = _DECODER.decode(body) if body else {}
        return {content: file for content, file in noted.items() if file not in self._wrong}

    async def _note(self, tenant: str) -> None:
        if self.tenants is None:
            return
        whole = _newest({**await self._read(tenant), **self._known[tenant]})
        try:
            body = msgspec.msgpack.encode(whole)
            await self.tenants.keep_tenant(self._platform, tenant, body)
        except StoreUnavailable:
            log.info("a file id was not noted; its file will be uploaded once more")


def _newest(files: dict[str, str]) -> dict[str, str]:
    """As many as are kept; the oldest go first."""
    return dict(list(files.items())[-KEPT_MAX:])
