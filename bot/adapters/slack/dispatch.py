"""Bolt's place: routing of authentic, typed updates to listeners, and what Slack is answered.

Bolt runs with `process_before_response`, so its answer waits for the listener and the commit. It
trips over values of odd types and logs whole bodies (L4, L5). So it never sees one:
it is given a body made anew of the few fields that routing takes, and its logger is silent.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import Struct
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot.adapters.slack.api import quiet
from bot.adapters.slack.incoming import (
    FORM_OPTION,
    HOME_PLACE,
    SLASH,
    URGENT_SHORTCUT,
    Origin,
    answer_key,
    asked,
    chat_of,
    from_message,
    from_press,
    from_slash,
    happened,
    interaction_id,
    is_direct,
    marks_of,
    place_of,
    press_of,
)
from bot.adapters.slack.payloads import (
    Action,
    Envelope,
    HomeOpened,
    Ident,
    Interaction,
    MessageEvent,
    Slash,
    View,
    home_of,
    org_of,
    read,
    tenant_of_event,
    tenant_of_interaction,
    tenant_of_slash,
)
from bot.adapters.slack.services import Incoming, SlackServices, event_update, log
from bot.adapters.slack.surfaces import Screens
from bot.adapters.slack.views import FORM_CALLBACK
from bot.core.messages import Inbound
from flows.engine.events import AnyEvent, Command

Reply = dict[str, Any] | None
"""What the ack carries."""

URGENT = "urgent"


class Listeners:
    """Handlers of one desk; each returns what the ack carries, after the commit."""

    def __init__(self, services: SlackServices) -> None:
        self.services = services
        self.screens = Screens(services)

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
        self.services.people.meet((tenant, user), event.channel)
        origin = await self.services.origin(incoming, tenant, user, event_update(incoming))
        inbound = from_message(event, origin)
        assert inbound is not None
        await self.services.take(inbound)

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
        self.services.people.meet(who, event.channel)
        chat = await self.services.people.chat(installed, who)
        origin = await self.services.origin(incoming, installed.tenant, user, f"welcome:{user}")
        await self.screens.show_home(installed, origin, user, chat)
        return None

    async def account_changed(self, incoming: Incoming) -> Reply:
        """An account changed; its time zone matters if we know the person."""
        account, installed = incoming.payload.get("user"), incoming.installation.tenant
        ident = read(Ident, account)
        if ident is not None:
            tenant = home_of(installed, ident.team_id, account.get("enterprise_id"))
            self.services.people.moved((tenant, ident.id), account)
        return None

    async def gone(self, incoming: Incoming) -> Reply:
        """The workspace took the app away."""
        now = self.services.sources.clock()
        await self.services.installations.turn_off(incoming.installation.tenant, now)
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
        press = press_of(action, self.services.seal(tenant, interaction.user.id, place))
        event = happened(action, press)
        if event is None:
            return
        inbound = await self._pressed(incoming, interaction, tenant, event)
        if press.option == FORM_OPTION:
            await self.screens.open_form(incoming.installation, interaction, inbound)
            return
        await self.services.take(inbound)
        if place == HOME_PLACE:
            self.services.later(self.screens.refresh_home(incoming.installation, inbound))

    async def form_sent(self, incoming: Incoming) -> Reply:
        """A form came back."""
        interaction: Interaction = incoming.payload
        tenant = self._tenant(incoming, interaction)
        event = self.screens.submitted(tenant, interaction)
        inbound = await self._pressed(incoming, interaction, tenant, event)
        await self.services.take(inbound)
        return None

    async def shortcut(self, incoming: Incoming) -> Reply:
        """The shortcut of the urgent signs, from anywhere in Slack."""
        interaction: Interaction = incoming.payload
        tenant = self._tenant(incoming, interaction)
        await self.services.take(
            await self._pressed(incoming, interaction, tenant, Command(URGENT))
        )
        return None

    async def slash(self, incoming: Incoming) -> Reply:
        """The slash command; what is said of the person goes to the direct conversation."""
        slash: Slash = incoming.payload
        installed, event = incoming.installation, asked(slash.text)
        tenant = installed.tenant
        marks = slash.trigger_id or f"{slash.command} {slash.text}"
        origin = await self.services.origin(
            incoming, tenant, slash.user_id, interaction_id(tenant, marks)
        )
        if event is not None:
            who = (tenant, slash.user_id)
            chat = chat_of(slash) or await self.services.people.chat(installed, who)
            await self.services.take(from_slash(slash, event, chat, origin))
        text = self.services.sources.words(origin.language, answer_key(slash))
        return {"response_type": "ephemeral", "text": text}

    def _tenant(self, incoming: Incoming, interaction: Interaction) -> str:
        own = interaction.user.team_id
        return home_of(incoming.installation.tenant, own, org_of(interaction))

    async def _pressed(
        self, incoming: Incoming, interaction: Interaction, tenant: str, event: AnyEvent
    ) -> Inbound:
        user, place = interaction.user.id, place_of(interaction)
        direct = place if place != HOME_PLACE else ""
        chat = direct or await self.services.people.chat(incoming.installation, (tenant, user))
        origin = await self.services.origin(incoming, tenant, user, "")
        return from_press(interaction, event, chat, origin)

    def _elsewhere(self, incoming: Incoming, interaction: Interaction) -> None:
        channel = interaction.channel.id if interaction.channel else ""
        if channel:
            self._neutral(incoming, channel, interaction.user.id, "".join(marks_of(interaction)))

    def _neutral(self, incoming: Incoming, channel: str, user: str, mark: str) -> None:
        if self.services.first_time((incoming.installation.tenant, channel, mark)):
            self.services.later(self.screens.neutral(incoming.installation, channel, user))


OK, UNAVAILABLE = 200, 503
INCOMING = "poised_incoming"

Handler = Callable[[Incoming], Awaitable[Reply]]


class Ack(Struct, frozen=True):
    """What Slack is told: a status, and what the ack carries."""

    status: int = OK
    body: str = ""
    media: str = "text/plain"


IGNORED = Ack()


class Dispatch:
    """Takes parsed bodies, by HTTP or by socket alike."""

    def __init__(self, services: SlackServices) -> None:
        self.services = services
        listeners = Listeners(services)
        self.events = events_of(listeners)
        self._app = bolt_app(listeners)

    async def __call__(self, body: dict[str, Any]) -> Ack:
        """Handle one authentic body. 200 also for what is of no use; 503 when nothing was taken."""
        if body.get("type") == "url_verification":
            return Ack(OK, str(body.get("challenge", "")))
        try:
            incoming = await self._incoming(body)
            return IGNORED if incoming is None else await self._dispatch(incoming)
        except Exception as error:  # noqa: BLE001  (whatever happened, nothing was taken)
            return _unavailable(error)

    async def _incoming(self, body: dict[str, Any]) -> Incoming | None:
        """Type the body and match its tenant with an installation (L7). Raises PoisedError."""
        tenant, payload, event_id = self._typed(body)
        installation = await self.services.installations.find(tenant) if tenant else None
        if installation is None or installation.off is not None:
            return None
        return Incoming(installation, payload, event_id)

    def _typed(self, body: dict[str, Any]) -> tuple[str, Any, str]:
        if "command" in body:
            slash = read(Slash, body)
            return (tenant_of_slash(slash), slash, "") if slash else NOTHING
        if body.get("type") == "event_callback":
            return self._event(read(Envelope, body))
        interaction = read(Interaction, body)
        if interaction is None or (interaction.type == "block_actions" and not interaction.actions):
            return NOTHING
        return tenant_of_interaction(interaction), interaction, ""

    def _event(self, envelope: Envelope | None) -> tuple[str, Any, str]:
        if envelope is None or str(envelope.event.get("type")) not in self.events:
            return NOTHING
        if not envelope.event_id:
            return NOTHING
        return tenant_of_event(envelope), envelope.event, envelope.event_id

    async def _dispatch(self, incoming: Incoming) -> Ack:
        body, context = routing(incoming.payload), {INCOMING: incoming}
        request = AsyncBoltRequest(body=body, mode="socket_mode", context=context)
        response = await self._app.async_dispatch(request)
        if response.status == UNAVAILABLE:
            return Ack(UNAVAILABLE)
        media = response.headers.get("content-type", [""])[0].partition(";")[0]
        # What Bolt has no listener for is a 404 to Bolt; Slack would count that as our failure.
        return Ack(OK, response.body or "", media) if response.status == OK else IGNORED


NOTHING = ("", None, "")
EVENT_FIELDS = ("type", "user", "bot_id")


def routing(payload: dict[str, Any] | Interaction | Slash) -> dict[str, Any]:
    """What Bolt routes by, and knows our own messages by; all of it texts."""
    if isinstance(payload, Slash):
        return {"command": payload.command, "user_id": payload.user_id}
    if isinstance(payload, dict):
        event = {name: payload[name] for name in EVENT_FIELDS if isinstance(payload.get(name), str)}
        return {"type": "event_callback", "event": event}
    actions = [{"type": one.type, "action_id": one.action_id} for one in payload.actions]
    seen = payload.view or View()
    return {
        "type": payload.type,
        "callback_id": payload.callback_id,
        "user": {"id": payload.user.id},
        "actions": actions[:1],
        "view": {"type": seen.type, "callback_id": seen.callback_id},
    }


def events_of(listeners: Listeners) -> dict[str, Handler]:
    """The events that are listened to; the manifest subscribes to these and no others."""
    return {
        "message": listeners.message,
        "app_mention": listeners.mention,
        "app_home_opened": listeners.opened,
        "user_change": listeners.account_changed,
        "app_uninstalled": listeners.gone,
        "tokens_revoked": listeners.tokens_revoked,
    }


def bolt_app(listeners: Listeners) -> AsyncApp:
    """Bolt with our listeners, and without the checks that the front has done on raw bytes."""
    app = AsyncApp(
        logger=quiet,
        name="poised",
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        authorize=_authorize,
    )
    for event, handler in events_of(listeners).items():
        app.event(event)(_listener(handler))
    app.action(re.compile(".*"))(_listener(listeners.action))
    app.view(FORM_CALLBACK)(_listener(listeners.form_sent))
    app.shortcut(URGENT_SHORTCUT)(_listener(listeners.shortcut))
    app.command(SLASH)(_listener(listeners.slash))
    app.error(_failed)
    return app


def _listener(handler: Handler) -> Callable[..., Awaitable[None]]:
    async def listen(ack: Callable[..., Awaitable[Any]], context: AsyncBoltContext) -> None:
        reply = await handler(context[INCOMING])
        await ack(**reply) if reply else await ack()

    return listen


async def _authorize(context: AsyncBoltContext, team_id: str | None = None) -> AuthorizeResult:
    """The installation was found already; Bolt needs it to leave our own messages alone."""
    installation = context[INCOMING].installation
    return AuthorizeResult(
        enterprise_id=None,
        team_id=team_id,
        bot_token=installation.bot_token,
        bot_user_id=installation.bot_user,
        bot_id=installation.bot_id or None,
    )


async def _failed(error: Exception) -> BoltResponse:
    """Nothing was taken: Slack asks again (events), or the person sees that it failed."""
    return BoltResponse(status=_unavailable(error).status)


def _unavailable(error: Exception) -> Ack:
    log.error("an update was not taken: %s", type(error).__name__)
    return Ack(UNAVAILABLE)
