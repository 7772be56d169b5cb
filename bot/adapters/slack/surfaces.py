"""What Slack shows beside messages: the Home tab, the form, and the neutral line in channels."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.adapters.platform import Host
from bot.adapters.slack.incoming import FORM_OPTION, HOME_PLACE, Origin, update_id
from bot.adapters.slack.installations import Installation
from bot.adapters.slack.payloads import Interaction, View
from bot.adapters.slack.services import SlackServices, address_of
from bot.adapters.slack.views import (
    Field,
    Form,
    HomeView,
    home_view,
    loading,
    modal,
    submission,
)
from bot.core.messages import Address, Button, Inbound
from bot.errors import NotDelivered
from flows.dialogues.home import checked_in, trained
from flows.engine.context import Context, Wording
from flows.engine.events import Command, Submitted
from flows.engine.nodes import Ask, words_of
from flows.record import Record, Run
from flows.safety_locks import locked

FORM_PLACE = "form"
OPEN_S_MAX = 2.0
"""A trigger lives three seconds."""
CHECKIN = "checkin"
WELCOME = "start"


ASKED_LATER = ("below_knee",)
"""Questions that only follow from an answer; they are asked as messages where they arise."""
SETTLED = "settled"
ROWS = (
    (FORM_OPTION, "today", "progress"),
    ("pause", "reminders", "settings"),
    ("export", "delete", "urgent"),
)
EARLY_ROWS = (("begin",), ("export", "delete", "urgent"))
COMMAND_OF = {"begin": "menu"}
SOON_S = 14 * 86_400.0
"""A wake further away is housekeeping, not a reminder."""


class Screens:
    """Publishes and opens the views of one process."""

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
        title = self.services.sources.words("", "slack-form-title")
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
        text = self.services.sources.words("", "slack-only-direct")
        await self.services.api.call(
            "chat.postEphemeral", installed.bot_token, channel=channel, user=user, text=text
        )


class HostSurfaces:
    """What the application has for Home and the form: today's state, and open questions."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def home(self, address: Address) -> HomeView:
        """Today's state, the next reminder and the commands of a person."""
        record = await self._host.known(address)
        wording = self._wording(record)
        context = Context(record or Record(), self._host.engine.catalog, self._host.now())
        state = _state(context)
        rows = EARLY_ROWS if state in ("new", "outside", "locked") else ROWS
        return HomeView(
            title=wording.text("home-title"),
            state=wording.text("home-state", {"state": state}),
            reminder=_reminder(wording, context) if rows is ROWS else "",
            rows=tuple(tuple(_button(wording, name) for name in row) for row in rows),
            footer=wording.text("home-footer"),
            stranger=record is None,
        )

    async def form(self, inbound: Inbound) -> Form:
        """Begin the check-in and give its questions; without fields where there is none."""
        await self._host.intake(replace(inbound, event=Command(CHECKIN)))
        record = await self._host.known(inbound.address)
        wording = self._wording(record)
        top = record.conversation.top if record else None
        title = wording.text("slack-form-title")
        if top is None or top.flow != CHECKIN:
            return Form(0, title, wording.text("form-elsewhere"), close=wording.text("form-close"))
        return Form(
            top.token,
            title,
            fields=tuple(self._fields(wording, top)),
            submit=wording.text("form-submit"),
            close=wording.text("form-close"),
        )

    def _fields(self, wording: Wording, run: Run) -> Iterator[Field]:
        for node in self._host.engine.dialogues[CHECKIN].flow.nodes:
            if isinstance(node, Ask) and _in_form(node, run):
                options = self._host.engine.options[CHECKIN, node.id]
                buttons = (Button(one.id, str(wording.arg(one.label))) for one in options)
                label = wording.text(words_of(CHECKIN, node))
                reads, optional = node.kind.reads, node.optional
                yield Field(node.id, label, tuple(buttons), node.kind.several, reads, optional)

    def _wording(self, record: Record | None) -> Wording:
        return self._host.engine.wording(record.language if record else "")


def _in_form(node: Ask, run: Run) -> bool:
    """Warning signs are asked one by one, as messages: a form has no room for "not sure"."""
    if node.safety or node.id in ASKED_LATER or node.id in run.answers:
        return False
    return node.id != SETTLED or run.params.get("session_before") == "yes"


def _state(context: Context) -> str:
    record = context.record
    if locked(record):
        return "locked"
    if record.too_young or record.declined:
        return "outside"
    if record.plan is None:
        return "new"
    return "trained" if trained(context) else "checked" if checked_in(context) else "fresh"


def _reminder(wording: Wording, context: Context) -> str:
    record = context.record
    if record.wake_at is None or record.wake_at - context.now > SOON_S:
        return wording.text("home-no-reminder")
    at = datetime.fromtimestamp(record.wake_at, ZoneInfo(record.zone or "UTC"))
    day = wording.text(f"option-{at:%a}".lower())
    return wording.text("home-reminder", {"when": f"{day} {at:%H:%M}"})


def _button(wording: Wording, name: str) -> Button:
    label = wording.text(f"home-button-{name}".replace("_", "-"))
    return Button(COMMAND_OF.get(name, name), label)
