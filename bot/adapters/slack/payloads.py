"""Slack's payloads as far as we read them, typed; what does not fit is refused as a whole."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")


class Authorization(Struct, frozen=True):
    """For whom Slack delivers an event: the installation, not the author's workspace."""

    team_id: str | None = None
    enterprise_id: str | None = None
    is_enterprise_install: bool = False


class Envelope(Struct, frozen=True):
    """The outside of an event."""

    type: str
    event: dict[str, Any] = {}
    event_id: str = ""
    team_id: str | None = None
    enterprise_id: str | None = None
    authorizations: tuple[Authorization, ...] | None = None
    challenge: str = ""


class Written(Struct, frozen=True):
    """A message inside `message_changed`."""

    user: str = ""
    text: str = ""
    ts: str = ""
    bot_id: str | None = None
    subtype: str | None = None


class File(Struct, frozen=True):
    """A file somebody sent; its address is never read."""

    mimetype: str | None = None


class MessageEvent(Struct, frozen=True):
    """A message event; `user_team` is where a Slack Connect author comes from."""

    channel: str
    channel_type: str = ""
    user: str = ""
    text: str | None = None
    ts: str = ""
    subtype: str | None = None
    bot_id: str | None = None
    user_team: str | None = None
    message: Written | None = None
    previous_message: Written | None = None
    files: tuple[File, ...] = ()


class HomeOpened(Struct, frozen=True):
    """Somebody opened the app's Home or Messages tab."""

    user: str
    channel: str = ""
    tab: str = ""


class Ident(Struct, frozen=True):
    """Anything Slack names by an id."""

    id: str
    team_id: str | None = None


class Choice(Struct, frozen=True):
    """An option of a select or of check boxes."""

    value: str


class Action(Struct, frozen=True):
    """One press or pick; as input of a form, the state of one field."""

    type: str = ""
    action_id: str = ""
    block_id: str = ""
    value: str | None = None
    selected_option: Choice | None = None
    selected_options: tuple[Choice, ...] | None = None
    selected_time: str | None = None


class State(Struct, frozen=True):
    """What the fields of a form hold: block, then action."""

    values: dict[str, dict[str, Action]] = {}


class View(Struct, frozen=True):
    """A form or Home tab as it comes back."""

    id: str = ""
    hash: str = ""
    type: str = ""
    callback_id: str = ""
    private_metadata: str = ""
    state: State | None = None


class Container(Struct, frozen=True):
    """Where a press happened."""

    type: str = ""
    message_ts: str = ""
    is_ephemeral: bool = False


class Interaction(Struct, frozen=True):
    """A press, a submitted form or a shortcut."""

    type: str
    user: Ident
    team: Ident | None = None
    enterprise: Ident | None = None
    is_enterprise_install: bool = False
    trigger_id: str = ""
    callback_id: str = ""
    channel: Ident | None = None
    container: Container | None = None
    actions: tuple[Action, ...] = ()
    view: View | None = None


class Slash(Struct, frozen=True):
    """A slash command; all its fields are text."""

    command: str
    user_id: str
    team_id: str = ""
    enterprise_id: str = ""
    is_enterprise_install: str = "false"
    channel_id: str = ""
    text: str = ""
    trigger_id: str = ""


def read(kind: type[T], tree: object) -> T | None:
    """Read a payload as one of these shapes; None when it is not one."""
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError:
        return None
