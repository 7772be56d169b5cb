"""Files in Slack: pictures that stand in a message, and documents that stand beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable

from bot.adapters.slack.api import Api, TenantGone
from bot.adapters.slack.installations import Installation
from bot.adapters.slack.layout import ALT_CHARS_MAX, Block, image
from bot.adapters.slack.services import log
from bot.adapters.uploads import Uploads
from bot.core.messages import Document, Picture
from bot.errors import Refused, Unknown, Unreachable

EXTENSIONS = {"image/png": "png", "image/gif": "gif", "image/jpeg": "jpg", "image/webp": "webp"}
PICTURE_NAME = "poised"
"""A neutral file name: Slack shows it in notices."""
UPLOAD_S_MAX = 4.0
"""Longest upload of a picture: afterwards the words must still go under the same lease."""
PROCESSING_S = (0.0, 1.0, 2.0)
"""Pauses before a message is tried with a picture that was uploaded just now: Slack refuses the
message until it has looked at the file, and says nothing when it has."""


class Files:
    """Uploads in Slack's three steps (address, bytes, completion)."""

    def __init__(
        self, api: Api, uploads: Uploads, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._api = api
        self._uploads = uploads
        self._sleep = sleep

    async def tries(
        self, installation: Installation, picture: Picture | None
    ) -> AsyncGenerator[Block | None, None]:
        """What to show above the words, until a message with it is taken; at last the words alone.

        First the file that the workspace has, then one uploaded anew. Raises Paused.
        """
        if picture is not None and picture.body:
            tenant, content = installation.tenant, picture.content
            if known := await self._uploads.find(tenant, content):
                yield image(known, picture.alt)
                self._uploads.forget(tenant, content)
            if fresh := await self._uploaded(installation, picture):
                for pause_s in PROCESSING_S:
                    await self._sleep(pause_s)
                    yield image(fresh, picture.alt)
        yield None

    async def document(self, installation: Installation, chat: str, document: Document) -> None:
        """Send a document to a direct channel. Raises NotDelivered."""
        await self._upload(installation, document, channel_id=chat)

    async def close(self) -> None:
        """Finish what is noted."""
        await self._uploads.close()

    async def _uploaded(self, installation: Installation, picture: Picture) -> str:
        """Give a picture to the workspace, shared with nobody; no id where that fails."""
        name = f"{PICTURE_NAME}.{EXTENSIONS.get(picture.media, 'bin')}"
        file = Document(name, picture.body, picture.media)
        try:
            async with asyncio.timeout(UPLOAD_S_MAX):
                made = await self._upload(installation, file, picture.alt[:ALT_CHARS_MAX])
        except TenantGone:
            raise
        except (Refused, Unknown, Unreachable, TimeoutError) as failed:
            log.warning("a picture was not uploaded (%s); the words are sent", failed)
            return ""
        self._uploads.keep(installation.tenant, picture.content, made)
        return made

    async def _upload(
        self, installation: Installation, file: Document, alt: str = "", **where: str
    ) -> str:
        token = installation.bot_token
        asked = {"filename": file.name, "length": str(len(file.body))}
        described = asked | ({"alt_txt": alt} if alt else {})
        place = await self._api.post("files.getUploadURLExternal", token, **described)
        await self._api.upload(str(place["upload_url"]), file.body)
        files = [{"id": place["file_id"], "title": file.name}]
        await self._api.call("files.completeUploadExternal", token, files=files, **where)
        return str(place["file_id"])
