"""What happens at each kind of update: read, take in, then answer what Slack itself expects."""

from __future__ import annotations

from typing import Any

from bot.adapters.slack.commands import answer_key, asked, chat_of, from_slash
from bot.adapters.slack.desk import Desk, Incoming, event_update
from bot.adapters.slack.inbound import Origin, from_message, interaction_id, is_direct
from bot.adapters.slack.payloads import (
    Action,
    HomeOpened,
    Ident,
    Interaction,
    MessageEvent,
    Slash,
    read,
)
from bot.adapters.slack.presses import (
    FORM_OPTION,
    HOME_PLACE,
    from_press,
    happened,
    marks_of,
    place_of,
    press_of,
)
from bot.adapters.slack.screens import Screens
from bot.adapters.slack.tenancy import home_of, org_of
from bot.messages import Inbound
from flows.engine.events import AnyEvent, Command

Reply = dict[str, Any] | None
"""What the ack carries."""

URGENT = "urgent"


class Listeners:
    """Handlers of one desk; each returns what the ack carries, after the commit."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.screens = Screens(desk)

    async def message(self, incoming: Incoming) -> Reply:
        """A person wrote to the app, or changed what they had written."""
        event = read(MessageEvent, incoming.payload)
        if event is None or not is_direct(event):
            return None
        inbound = from_message(event, Origin("", event_update(incoming)))
        if inbound is not None:
            await self._written(incoming, event, inbound.address.user)
        return None

    async def _written(self, incoming: Incoming, event: MessageEvent, user: str) -> None:
        installed = incoming.installation.tenant
        tenant = home_of(installed, event.user_team, None)
        self.desk.people.meet((tenant, user), event.channel)
        origin = await self.desk.origin(incoming, tenant, user, event_update(incoming))
        inbound = from_message(event, origin)
        assert inbound is not None
        await self.desk.take(inbound)

    async def mention(self, incoming: Incoming) -> Reply:
        """In a channel: one neutral line that only the author sees; nothing is read of it."""
        event = read(MessageEvent, incoming.payload)
        if event is not None and event.user and not event.bot_id and not is_direct(event):
            self._neutral(incoming, event.channel, event.user, event.ts)
        return None

    async def opened(self, incoming: Incoming) -> Reply:
        """Somebody opened the app: show the Home tab, and say hello the first time."""
        event = read(HomeOpened, incoming.payload)
        if event is None:
            return None
        installed, user = incoming.installation, event.user
        who = (installed.tenant, user)
        self.desk.people.meet(who, event.channel)
        chat = await self.desk.people.chat(installed, who)
        origin = await self.desk.origin(incoming, installed.tenant, user, f"welcome:{user}")
        await self.screens.show_home(installed, origin, user, chat)
        return None

    async def account_changed(self, incoming: Incoming) -> Reply:
        """An account changed; its time zone matters if we know the person."""
        account, installed = incoming.payload.get("user"), incoming.installation.tenant
        ident = read(Ident, account)
        if ident is not None:
            tenant = home_of(installed, ident.team_id, account.get("enterprise_id"))
            self.desk.people.moved((tenant, ident.id), account)
        return None

    async def gone(self, incoming: Incoming) -> Reply:
        """The workspace took the app away."""
        now = self.desk.sources.clock()
        await self.desk.installations.turn_off(incoming.installation.tenant, now)
        return None

    async def tokens_revoked(self, incoming: Incoming) -> Reply:
        """Tokens were revoked; only the bot's own matters."""
        tokens = incoming.payload.get("tokens")
        bots = tokens.get("bot") if isinstance(tokens, dict) else None
        return await self.gone(incoming) if bots else None

    async def action(self, incoming: Incoming) -> Reply:
        """A press or a pick."""
        interaction: Interaction = incoming.payload
        if not place_of(interaction):
            self._elsewhere(incoming, interaction)
        elif interaction.actions:
            await self._acted(incoming, interaction, interaction.actions[0])
        return None

    async def _acted(self, incoming: Incoming, interaction: Interaction, action: Action) -> None:
        tenant, place = self._tenant(incoming, interaction), place_of(interaction)
        press = press_of(action, self.desk.seal(tenant, interaction.user.id, place))
        event = happened(action, press)
        if event is None:
            return
        inbound = await self._pressed(incoming, interaction, tenant, event)
        if press.option == FORM_OPTION:
            await self.screens.open_form(incoming.installation, interaction, inbound)
            return
        await self.desk.take(inbound)
        if place == HOME_PLACE:
            self.desk.later(self.screens.refresh_home(incoming.installation, inbound))

    async def form_sent(self, incoming: Incoming) -> Reply:
        """A form came back."""
        interaction: Interaction = incoming.payload
        tenant = self._tenant(incoming, interaction)
        event = self.screens.submitted(tenant, interaction)
        inbound = await self._pressed(incoming, interaction, tenant, event)
        await self.desk.take(inbound)
        return None

    async def shortcut(self, incoming: Incoming) -> Reply:
        """The shortcut of the urgent signs, from anywhere in Slack."""
        interaction: Interaction = incoming.payload
        tenant = self._tenant(incoming, interaction)
        await self.desk.take(await self._pressed(incoming, interaction, tenant, Command(URGENT)))
        return None

    async def slash(self, incoming: Incoming) -> Reply:
        """The slash command; what is said of the person goes to the direct conversation."""
        slash: Slash = incoming.payload
        installed, event = incoming.installation, asked(slash.text)
        tenant = installed.tenant
        marks = slash.trigger_id or f"{slash.command} {slash.text}"
        origin = await self.desk.origin(
            incoming, tenant, slash.user_id, interaction_id(tenant, marks)
        )
        if event is not None:
            who = (tenant, slash.user_id)
            chat = chat_of(slash) or await self.desk.people.chat(installed, who)
            await self.desk.take(from_slash(slash, event, chat, origin))
        text = self.desk.sources.speech(origin.language, answer_key(slash))
        return {"response_type": "ephemeral", "text": text}

    def _tenant(self, incoming: Incoming, interaction: Interaction) -> str:
        own = interaction.user.team_id
        return home_of(incoming.installation.tenant, own, org_of(interaction))

    async def _pressed(
        self, incoming: Incoming, interaction: Interaction, tenant: str, event: AnyEvent
    ) -> Inbound:
        user, place = interaction.user.id, place_of(interaction)
        direct = place if place != HOME_PLACE else ""
        chat = direct or await self.desk.people.chat(incoming.installation, (tenant, user))
        origin = await self.desk.origin(incoming, tenant, user, "")
        return from_press(interaction, event, chat, origin)

    def _elsewhere(self, incoming: Incoming, interaction: Interaction) -> None:
        channel = interaction.channel.id if interaction.channel else ""
        if channel:
            self._neutral(incoming, channel, interaction.user.id, "".join(marks_of(interaction)))

    def _neutral(self, incoming: Incoming, channel: str, user: str, mark: str) -> None:
        if self.desk.first_time((incoming.installation.tenant, channel, mark)):
            self.desk.later(self.screens.neutral(incoming.installation, channel, user))
