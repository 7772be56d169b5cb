"""Files: pictures with their words for a screen reader, and documents."""

from __future__ import annotations

from bot.adapters.slack.api import Api
from bot.adapters.slack.installations import Installation
from bot.messages import Document, Picture

ALT_CHARS_MAX = 1000
EXTENSIONS = {"image/png": "png", "image/gif": "gif", "image/jpeg": "jpg", "image/webp": "webp"}
PICTURE_NAME = "poised"
"""A neutral file name: Slack shows it in notices."""


class Files:
    """Uploads in Slack's three steps (address, bytes, completion)."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def picture(self, installation: Installation, chat: str, picture: Picture) -> None:
        """Send a picture to a direct channel. Raises NotDelivered."""
        name = f"{PICTURE_NAME}.{EXTENSIONS.get(picture.media, 'bin')}"
        alt = picture.alt[:ALT_CHARS_MAX]
        await self._send(installation, chat, Document(name, picture.body, picture.media), alt)

    async def document(self, installation: Installation, chat: str, document: Document) -> None:
        """Send a document to a direct channel. Raises NotDelivered."""
        await self._send(installation, chat, document, "")

    async def _send(self, installation: Installation, chat: str, file: Document, alt: str) -> None:
        token = installation.bot_token
        asked = {"filename": file.name, "length": str(len(file.body))}
        described = asked | ({"alt_txt": alt} if alt else {})
        place = await self._api.post("files.getUploadURLExternal", token, **described)
        await self._api.upload(str(place["upload_url"]), file.body)
        files = [{"id": place["file_id"], "title": file.name}]
        await self._api.call("files.completeUploadExternal", token, files=files, channel_id=chat)
