"""The chats of the stand-in: what was sent, edited and answered, and what people see of it."""

from __future__ import annotations

import hashlib
import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.standins.telegram_limits import (
    CAPTION_UNITS_MAX,
    TOAST_CHARS_MAX,
    RefusedError,
    bad,
    check_keyboard,
    shown_text,
)

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
BOT = {"id": 4242, "is_bot": True, "first_name": "Poised", "username": "poised_test_bot"}
EDITS = ("editMessageText", "editMessageCaption", "editMessageReplyMarkup")
FILES = {"sendPhoto": "photo", "sendAnimation": "animation", "sendDocument": "document"}


@dataclass
class Shown:
    """A message of the bot as it stands in the chat."""

    id: int
    text: str
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    file: str = ""
    body: bytes = b""
    edits: int = 0

    @property
    def buttons(self) -> dict[str, str]:
        """Label to data."""
        return {b["text"]: b["callback_data"] for row in self.rows for b in row}


class Chats:
    """All chats of one bot; `known` chats are those that a person opened."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}
        self.blocked: set[int] = set()
        self.shown: dict[int, list[Shown]] = {}
        self.files: dict[str, bytes] = {}
        self.queries: dict[str, list[str]] = {}
        self.actions: list[tuple[int, str]] = []
        self.numbers = itertools.count(1)

    def open(self, chat: int, kind: str = "private") -> None:
        """Let the bot write to a chat."""
        self.known[chat] = kind
        self.shown.setdefault(chat, [])

    def do(self, method: str, params: dict[str, Any]) -> Any:
        """Run one method on the chats; None where it is not one of theirs. Raises RefusedError."""
        if method == "sendMessage":
            return self._send(params, shown_text(params))
        if method in FILES:
            return self._send_file(method, params)
        if method in EDITS:
            return self._edit(method, params)
        if method == "answerCallbackQuery":
            return self._answer(params)
        if method == "sendChatAction":
            self.actions.append((self._chat(params), params["action"]))
            return True
        return None

    def _chat(self, params: dict[str, Any]) -> int:
        chat = int(params["chat_id"])
        if chat not in self.known:
            raise bad("chat not found")
        if chat in self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _send(self, params: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
        chat, rows = self._chat(params), check_keyboard(params.get("reply_markup"))
        shown = Shown(next(self.numbers), text, rows, **more)
        self.shown[chat].append(shown)
        return self._message(chat, shown)

    def _send_file(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        kind = FILES[method]
        body, caption = params[kind], shown_text(params, "caption", CAPTION_UNITS_MAX)
        if isinstance(body, str):
            if body not in self.files:
                raise bad("wrong file identifier/HTTP URL specified")
            file_id, body = body, self.files[body]
        elif not body:
            raise bad("file must be non-empty")
        else:
            file_id = f"{kind}-{hashlib.sha256(body).hexdigest()[:24]}"
            self.files[file_id] = body
        message = self._send(params, caption, file=kind, body=body)
        file = {"file_id": file_id, "file_unique_id": file_id[-12:]}
        size = file | {"width": 9, "height": 9}
        more = {"photo": [size], "animation": size | {"duration": 1}, "document": file}
        return message | {kind: more[kind]}

    def _edit(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(params)
        found = [s for s in self.shown[chat] if s.id == params.get("message_id")]
        if not found:
            raise bad("message to edit not found")
        shown, rows = found[0], check_keyboard(params.get("reply_markup"))
        if method == "editMessageText" and shown.file:
            raise bad("there is no text in the message to edit")
        if method == "editMessageCaption" and not shown.file:
            raise bad("there is no caption in the message to edit")
        text = shown.text
        if method == "editMessageText":
            text = shown_text(params)
        if method == "editMessageCaption":
            text = shown_text(params, "caption", CAPTION_UNITS_MAX)
        if (text, rows) == (shown.text, shown.rows):
            raise bad(NOT_MODIFIED)
        shown.text, shown.rows, shown.edits = text, rows, shown.edits + 1
        return self._message(chat, shown)

    def _answer(self, params: dict[str, Any]) -> bool:
        query, text = params["callback_query_id"], params.get("text") or ""
        if self.queries.get(query) != []:
            raise bad(QUERY_TOO_OLD)
        if len(text) > TOAST_CHARS_MAX:
            raise bad("MESSAGE_TOO_LONG")
        self.queries[query].append(text)
        return True

    def _message(self, chat: int, shown: Shown) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": shown.id,
            "date": int(time.time()),
            "chat": {"id": chat, "type": self.known[chat]},
            "from": BOT,
        }
        if shown.rows:
            message["reply_markup"] = {"inline_keyboard": shown.rows}
        return message | ({"caption": shown.text} if shown.file else {"text": shown.text})
