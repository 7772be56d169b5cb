"""Presses, picks and forms as `Inbound`s: pure functions over typed payloads."""

from __future__ import annotations

from msgspec import Struct

from bot.adapters.slack.inbound import DIRECT_PREFIX, Origin, interaction_id
from bot.adapters.slack.payloads import Action, Interaction
from bot.adapters.slack.tenancy import PLATFORM
from bot.adapters.tokens import Press, open_press, seal_press
from bot.messages import Address, Inbound
from flows.engine.events import AnyEvent, Pressed, Typed

PRESS_ACTION = "press"
PICK_ACTION = "pick"
TIME_ACTION = "time"
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
