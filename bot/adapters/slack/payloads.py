"""Slack's payloads as far as we read them, typed; what does not fit is refused as a whole.

Beside them: which workspace a signed payload belongs to, and which one a person does (S6, L7).
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")
PLATFORM = "slack"
FOREIGN_MARK = ":"
"""Stands between the installation and a Slack Connect author's own workspace."""


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


class PickedOption(Struct, frozen=True):
    """An option of a select or of check boxes."""

    value: str


class Action(Struct, frozen=True):
    """One press or pick; as input of a form, the state of one field."""

    type: str = ""
    action_id: str = ""
    block_id: str = ""
    value: str | None = None
    selected_option: PickedOption | None = None
    selected_options: tuple[PickedOption, ...] | None = None
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


def tenant_of_event(envelope: Envelope) -> str:
    """The installation an event is for; empty when the body names none."""
    outside = Authorization(envelope.team_id, envelope.enterprise_id)
    first = envelope.authorizations[0] if envelope.authorizations else outside
    return _choose(first.team_id, first.enterprise_id, whole=first.is_enterprise_install)


def tenant_of_interaction(interaction: Interaction) -> str:
    """The installation an interaction is for."""
    team = interaction.team.id if interaction.team else interaction.user.team_id
    return _choose(team, org_of(interaction), whole=interaction.is_enterprise_install)


def org_of(interaction: Interaction) -> str | None:
    """The organisation an interaction comes from, if any."""
    return interaction.enterprise.id if interaction.enterprise else None


def tenant_of_slash(slash: Slash) -> str:
    """The installation a slash command is for."""
    whole = slash.is_enterprise_install == "true"
    return _choose(slash.team_id, slash.enterprise_id, whole=whole)


def home_of(tenant: str, own_team: str | None, org: str | None) -> str:
    """The tenant of a person: a foreign Slack Connect user is a tenant of their own.

    Inside an organisation (Enterprise Grid) people keep one id over all its workspaces, so their
    own workspace says nothing.
    """
    if org or not own_team or own_team == tenant:
        return tenant
    return f"{tenant}{FOREIGN_MARK}{own_team}"


def installation_of(tenant: str) -> str:
    """The installation that serves a tenant."""
    return tenant.partition(FOREIGN_MARK)[0]


def _choose(team: str | None, org: str | None, *, whole: bool) -> str:
    return (org if whole else team) or ""
