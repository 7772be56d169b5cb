"""What Telegram's errors mean for a message (DECISIONS 5, RELIABILITY D6)."""

from __future__ import annotations

from telegram import error

from bot.adapters.telegram.request import Flooded
from bot.errors import NotDelivered, Paused, Refused, Unknown, Unreachable

UNAUTHORISED_PAUSE_S = 300.0
"""A wrong token is an operator's matter; nothing is lost meanwhile."""
BENIGN = ("message is not modified", "query is too old", "query id is invalid")
GONE = (
    "chat not found", "user not found", "user is deactivated", "peer_id_invalid",
    "bot was blocked", "bot was kicked", "can't initiate conversation", "chat_write_forbidden",
)  # fmt: skip
NOTHING_TO_EDIT = (
    "message to edit not found", "message can't be edited", "message_id_invalid",
    "there is no text in the message to edit", "message identifier is not specified",
)  # fmt: skip
UNREADABLE_MARKUP = ("can't parse entities", "can't find end", "unsupported start tag")
UNKNOWN_FILE = ("wrong file identifier", "wrong remote file", "file_reference", "invalid file_id")


def says(problem: Exception, phrases: tuple[str, ...]) -> bool:
    """Whether Telegram refused a request (400) in one of these words."""
    text = str(problem).lower()
    return isinstance(problem, error.BadRequest) and any(phrase in text for phrase in phrases)


def not_delivered(problem: Exception, *, upload: bool) -> NotDelivered:
    """The delivery error for an error of the Bot API; its text quotes nothing of the request."""
    match problem:
        case error.InvalidToken() if "not found" in str(problem).lower():
            # A server without this method: a file is given up, words are tried again.
            return Refused("404") if upload else Unknown("404")
        case Flooded(seconds=seconds):
            return Paused(seconds)
        case error.InvalidToken():
            return Paused(UNAUTHORISED_PAUSE_S, everyone=True)
        case error.Forbidden() | error.ChatMigrated():
            return Unreachable(type(problem).__name__)
        case error.BadRequest() if says(problem, GONE):
            return Unreachable("chat not found")
        case error.BadRequest():
            return Refused("400")
        case _:
            return Unknown(type(problem).__name__)
