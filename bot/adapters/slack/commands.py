"""The slash command: its sub-commands, and what is answered at once and in private."""

from __future__ import annotations

from bot.adapters.slack.incoming import DIRECT_PREFIX, Origin
from bot.adapters.slack.mrkdwn import unescape
from bot.adapters.slack.payloads import Slash
from bot.adapters.slack.tenancy import PLATFORM
from bot.core.messages import Address, Inbound
from flows.engine.events import AnyEvent, Command, Typed

SLASH = "/poised"
HELP = "help"
SUBCOMMANDS = (
    "start", "today", "checkin", "progress", "reminders", "settings", "pause", "resume", "stop",
    "menu", "back", "skip", "why", "language", "urgent", "privacy", "export", "delete", "link",
    "unlink", HELP,
)  # fmt: skip
URGENT_SHORTCUT = "urgent_signs"


def asked(text: str) -> AnyEvent | None:
    """What stands behind the slash command; None for nothing but help.

    Words that are no sub-command are read like a message, so that a red flag in them is heard.
    """
    words = unescape(text).strip()
    name, _, argument = words.partition(" ")
    if not words or words.lower() == HELP:
        return None
    if name.lower() in SUBCOMMANDS:
        return Command(name.lower(), argument.strip())
    return Typed(words)


def answer_key(slash: Slash) -> str:
    """The Fluent message that answers at once; it says nothing of the person."""
    event = asked(slash.text)
    if event is None:
        return "slack-slash-help"
    return "slack-slash-here" if _direct(slash) else "slack-slash-elsewhere"


def from_slash(slash: Slash, event: AnyEvent, chat: str, origin: Origin) -> Inbound:
    """Make the update of a slash command; its answer goes to the direct conversation."""
    address = Address(PLATFORM, origin.tenant, slash.user_id, chat)
    return Inbound(origin.id, address, event, "", origin.language)


def chat_of(slash: Slash) -> str:
    """The direct channel the command was given in, or empty."""
    return slash.channel_id if _direct(slash) else ""


def _direct(slash: Slash) -> bool:
    return slash.channel_id.startswith(DIRECT_PREFIX)
