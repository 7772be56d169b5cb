"""Slack's events as `Inbound`s: pure functions over typed payloads."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from bot.adapters.button_tokens import Press, open_press, seal_press
from bot.adapters.slack.layout import TIME_ACTION, unescape
from bot.adapters.slack.payloads import PLATFORM, Action, Interaction, MessageEvent, Slash, Written
from bot.core.messages import Address, Inbound
from flows.engine.events import AnyEvent, Attached, Command, Edited, Pressed, Typed

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


DIRECT = "im"
EDITED = "message_changed"
BY_HAND = frozenset({None, "", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of what a person wrote or sent; of the others only edits are read."""
DIRECT_PREFIX = "D"
SLACKBOT = "USLACKBOT"
INTERACTION_HASH_CHARS = 32


class Origin(Struct, frozen=True):
    """Where an update comes from: the person's tenant, its id, and the person's language."""

    tenant: str
    id: str
    language: str = ""


def update_id(tenant: str, event_id: str) -> str:
    """Name an event for good; a retry and a replay carry the same name."""
    return f"{PLATFORM}|{tenant}|{event_id}"


def interaction_id(tenant: str, *marks: str) -> str:
    """Name an interaction by what Slack makes unique about it (trigger, or view and hash)."""
    digest = hashlib.sha256("\0".join(marks).encode()).hexdigest()[:INTERACTION_HASH_CHARS]
    return update_id(tenant, f"i:{digest}")


def is_direct(event: MessageEvent) -> bool:
    """Whether a message stands in a direct conversation; edits do not always name its kind."""
    return event.channel.startswith(DIRECT_PREFIX) and event.channel_type in (DIRECT, "")


def author(event: MessageEvent) -> str:
    """The person who wrote or edited; empty for bots, ourselves included, and for notices."""
    written = event.message if event.subtype == EDITED else event
    if written is None or written.bot_id or written.subtype not in BY_HAND:
        return ""
    return "" if written.user == SLACKBOT else written.user


def from_message(event: MessageEvent, origin: Origin) -> Inbound | None:
    """Read a direct message; None for what no person did."""
    user = author(event)
    if not user or not is_direct(event):
        return None
    address = Address(PLATFORM, origin.tenant, user, event.channel)
    if event.subtype == EDITED:
        return _edit(event, address, origin)
    happened = Typed(unescape(event.text)) if event.text else Attached(_what(event))
    return Inbound(origin.id, address, happened, event.ts, origin.language)


def _edit(event: MessageEvent, address: Address, origin: Origin) -> Inbound | None:
    """A link preview also changes a message; only new words are an edit."""
    new, old = event.message, event.previous_message
    assert new is not None
    if old is not None and _words(old) == _words(new):
        return None
    return Inbound(origin.id, address, Edited(_words(new)), new.ts, origin.language)


def _words(written: Written) -> str:
    return unescape(written.text)


def _what(event: MessageEvent) -> str:
    kind = event.files[0].mimetype if event.files else None
    return (kind or "document").partition("/")[0]


HOME_VIEW = "home"
HOME_PLACE = "home"
"""Buttons of the Home tab belong to no conversation, so they are sealed for this place."""
FORM_OPTION = "checkin_form"
"""A button of this option opens the check-in as one form."""
FORGED = Press(-1, "")
"""What an altered or foreign button stands for: a prompt that never is; it gets the calm line."""


class Seal(Struct, frozen=True):
    """Authenticates what buttons carry, for one person in one place (S5, S6)."""

    secret: bytes
    tenant: str
    user: str
    place: str

    def close(self, token: int, option: str) -> str:
        """Make the data of one button."""
        return seal_press(self.secret, self._person, self.place, Press(token, option))

    def open(self, data: str | None) -> Press:
        """Read the data of one button; FORGED for whatever was not made for them here."""
        return open_press(self.secret, self._person, self.place, data or "") or FORGED

    @property
    def _person(self) -> str:
        return f"{self.tenant}|{self.user}"


def place_of(interaction: Interaction) -> str:
    """Where a button was pressed: a direct channel, the Home tab, or nowhere of ours."""
    if interaction.view is not None and interaction.view.type == HOME_VIEW:
        return HOME_PLACE
    channel = interaction.channel.id if interaction.channel else ""
    return channel if channel.startswith(DIRECT_PREFIX) else ""


def press_of(action: Action, seal: Seal) -> Press:
    """What a press or pick stands for."""
    if action.action_id.startswith(TIME_ACTION):
        return seal.open(action.block_id)
    if action.selected_option is not None:
        return seal.open(action.selected_option.value)
    return seal.open(action.value)


def happened(action: Action, press: Press) -> AnyEvent | None:
    """The event behind an action; a picked time is read like a typed one.

    None for a picker that was emptied: nothing happened.
    """
    if not action.action_id.startswith(TIME_ACTION) or press is FORGED:
        return Pressed(press.token, press.option)
    return Typed(action.selected_time) if action.selected_time else None


def marks_of(interaction: Interaction) -> tuple[str, ...]:
    """What makes an interaction unique."""
    if interaction.trigger_id:
        return (interaction.trigger_id,)
    view = interaction.view
    return (view.id, view.hash) if view else (interaction.type, interaction.callback_id)


def from_press(interaction: Interaction, event: AnyEvent, chat: str, origin: Origin) -> Inbound:
    """Make the update of an interaction; a time stands where its picker stood (D3)."""
    address = Address(PLATFORM, origin.tenant, interaction.user.id, chat)
    sent = interaction.container.message_ts if interaction.container else ""
    marks = (*marks_of(interaction), *(a.action_id for a in interaction.actions))
    return Inbound(interaction_id(origin.tenant, *marks), address, event, sent, origin.language)
