"""People on the stand-in: they write, press, edit, send, block, and see."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING, Any

from tests.standins.telegram_chats import Shown
from tests.waits import HANG_S

if TYPE_CHECKING:
    from tests.standins.telegram import TelegramServer

QUERIES = itertools.count(1)
SENT: dict[str, Any] = {
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}],
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 1},
    "document": {"file_id": "d", "file_unique_id": "d"},
    "sticker": {
        "file_id": "s", "file_unique_id": "s", "width": 1, "height": 1,
        "is_animated": False, "is_video": False, "type": "regular",
    },
    "location": {"latitude": 51.5, "longitude": -0.12},
}  # fmt: skip


class Person:
    """One person in their private chat with the bot."""

    def __init__(self, server: TelegramServer, user: int, language: str) -> None:
        self.server, self.id, self.language = server, user, language

    @property
    def user(self) -> dict[str, Any]:
        """The person as Telegram describes them."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": "Canary-Name",
            "language_code": self.language,
        }

    @property
    def shown(self) -> list[Shown]:
        """The bot's messages in the chat."""
        return self.server.chats.shown[self.id]

    @property
    def last(self) -> Shown:
        """The newest message of the bot."""
        return self.shown[-1]

    def sees(self) -> str:
        """Everything that stands in the chat, with the buttons."""
        return "\n".join(f"{s.text} {' '.join(f'[{b}]' for b in s.buttons)}" for s in self.shown)

    async def until_sees(self, words: str, *, seconds: float = HANG_S) -> Shown:
        """Wait for a message or button with some words; gives the newest such message."""
        found: list[Shown] = []

        def seen() -> bool:
            found[:] = [s for s in self.shown if words in f"{s.text}\n{' '.join(s.buttons)}"]
            return bool(found)

        await self.server.until(seen, seconds)
        return found[-1]

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of the person, as an update holds it."""
        return {
            "message_id": next(self.server.chats.numbers),
            "date": int(time.time()),
            "chat": {"id": self.id, "type": "private", "first_name": "Canary-Name"},
            "from": self.user,
            **content,
        }

    async def says(self, text: str) -> dict[str, Any]:
        """Write something; gives the message."""
        message = self.message(text=text)
        await self.server.push({"message": message})
        return message

    async def sends(self, what: str, **more: Any) -> None:
        """Send a photo, a voice message, a sticker, a document or a place."""
        await self.server.push({"message": self.message(**{what: SENT[what]}, **more)})

    async def edits(self, message: dict[str, Any], text: str) -> None:
        """Change a message."""
        edited = message | {"text": text, "edit_date": int(time.time())}
        await self.server.push({"edited_message": edited})

    async def presses(self, label: str) -> str:
        """Press the newest button with these words; gives the callback query's id."""
        for shown in reversed(self.shown):
            for text, data in shown.buttons.items():
                if text in (label, f"✓ {label}"):
                    return await self.presses_data(data, shown.id)
        raise AssertionError(f"nobody sees a button {label!r}:\n{self.sees()}")

    async def presses_data(self, data: str | None, message_id: int = 1) -> str:
        """Send a press with any data, as a crafty client can."""
        update = self.press(data, message_id)
        await self.server.push(update)
        return str(update["callback_query"]["id"])

    def press(self, data: str | None, message_id: int = 1) -> dict[str, Any]:
        """The update of a press."""
        query = f"q{self.id}-{next(QUERIES)}"
        self.server.chats.queries[query] = []
        carrier = self.message() | {"message_id": message_id, "text": "?"}
        pressed = {"id": query, "from": self.user, "message": carrier, "chat_instance": "1"}
        return {"callback_query": pressed | ({"data": data} if data is not None else {})}

    async def blocks(self) -> None:
        """Block the bot."""
        self.server.chats.blocked.add(self.id)
        await self._member("member", "kicked")

    async def returns(self) -> None:
        """Unblock the bot."""
        self.server.chats.blocked.discard(self.id)
        await self._member("kicked", "member")

    async def _member(self, before: str, after: str) -> None:
        bot = {"id": 4242, "is_bot": True, "first_name": "Poised"}
        change = {
            "chat": {"id": self.id, "type": "private"},
            "from": self.user,
            "date": int(time.time()),
            "old_chat_member": {"user": bot, "status": before, "until_date": 0},
            "new_chat_member": {"user": bot, "status": after, "until_date": 0},
        }
        await self.server.push({"my_chat_member": change})
