"""What Slack shows beside messages: the Home tab, the form, and the neutral line in channels."""

from __future__ import annotations

import asyncio

from bot.adapters.slack.incoming import FORM_OPTION, HOME_PLACE, Origin, update_id
from bot.adapters.slack.installations import Installation
from bot.adapters.slack.payloads import Interaction, View
from bot.adapters.slack.services import SlackServices, address_of
from bot.adapters.slack.views import Form, HomeView, home_view, loading, modal, submission
from bot.core.messages import Inbound
from bot.errors import NotDelivered
from flows.engine.events import Command, Submitted

FORM_PLACE = "form"
OPEN_S_MAX = 2.0
"""A trigger lives three seconds."""
CHECKIN = "checkin"
WELCOME = "start"


class Screens:
    """Views of one desk."""

    def __init__(self, services: SlackServices) -> None:
        self.services = services

    async def show_home(
        self, installed: Installation, origin: Origin, user: str, chat: str
    ) -> None:
        """Publish the Home tab; greet somebody new, once, however often they open it."""
        address = address_of(origin.tenant, user, chat)
        home = await self.services.sources.home(address)
        if home.stranger:
            hello = update_id(installed.tenant, origin.id)
            await self.services.take(Inbound(hello, address, Command(WELCOME), "", origin.language))
        self.services.later(self._publish(installed, user, home, origin.tenant))

    async def refresh_home(self, installed: Installation, inbound: Inbound) -> None:
        """Publish the Home tab anew after something was done on it."""
        address = inbound.address
        home = await self.services.sources.home(address)
        await self._publish(installed, address.user, home, address.tenant)

    async def _publish(
        self, installed: Installation, user: str, home: HomeView, tenant: str
    ) -> None:
        seal = self.services.seal(tenant, user, HOME_PLACE)
        view = home_view(home, seal.close, self.services.phrases(""))
        await self.services.api.call("views.publish", installed.bot_token, user_id=user, view=view)

    async def open_form(
        self, installed: Installation, interaction: Interaction, inbound: Inbound
    ) -> None:
        """Open an empty form while the trigger lives, then fill it; else ask by messages."""
        view_id = await self._open(installed, interaction.trigger_id)
        if not view_id:
            asked = Inbound(inbound.id, inbound.address, Command(CHECKIN), "", inbound.language)
            await self.services.take(asked)
            return
        opened = Inbound(inbound.id, inbound.address, Command(FORM_OPTION), "", inbound.language)
        form = await self.services.sources.forms(opened)
        self.services.later(self._fill(installed, view_id, form, inbound))

    async def _open(self, installed: Installation, trigger: str) -> str:
        title = self.services.sources.speech("", "slack-form-title")
        view = loading(title, self.services.phrases(""))
        try:
            async with asyncio.timeout(OPEN_S_MAX):
                answer = await self.services.api.call(
                    "views.open", installed.bot_token, trigger_id=trigger, view=view
                )
        except (NotDelivered, TimeoutError):
            return ""
        return str(answer.get("view", {}).get("id", ""))

    async def _fill(
        self, installed: Installation, view_id: str, form: Form, inbound: Inbound
    ) -> None:
        seal = self.services.seal(inbound.address.tenant, inbound.address.user, FORM_PLACE)
        view = modal(form, seal.close(form.token, FORM_OPTION))
        await self.services.api.call(
            "views.update", installed.bot_token, view_id=view_id, view=view
        )

    def submitted(self, tenant: str, interaction: Interaction) -> Submitted:
        """The answers of a form; a form not made for this person answers nothing."""
        view = interaction.view or View()
        seal = self.services.seal(tenant, interaction.user.id, FORM_PLACE)
        return submission(view, seal.open(view.private_metadata).token)

    async def neutral(self, installed: Installation, channel: str, user: str) -> None:
        """Say in a channel, to one person alone, that talking is for the direct conversation."""
        text = self.services.sources.speech("", "slack-only-direct")
        await self.services.api.call(
            "chat.postEphemeral", installed.bot_token, channel=channel, user=user, text=text
        )
