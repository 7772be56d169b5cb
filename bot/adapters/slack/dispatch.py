"""Bolt's place: routing of authentic, typed updates to listeners, and what Slack is answered.

Bolt runs with `process_before_response`, so its answer waits for the listener and the commit. It
trips over values of odd types and logs whole bodies (RELIABILITY L4, L5). So it never sees one:
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
from bot.adapters.slack.commands import SLASH, URGENT_SHORTCUT
from bot.adapters.slack.desk import Desk, Incoming, log
from bot.adapters.slack.form import FORM_CALLBACK
from bot.adapters.slack.listeners import Listeners, Reply
from bot.adapters.slack.payloads import Envelope, Interaction, Slash, View, read
from bot.adapters.slack.tenancy import tenant_of_event, tenant_of_interaction, tenant_of_slash

OK, UNAVAILABLE = 200, 503
INCOMING = "poised_incoming"

Handler = Callable[[Incoming], Awaitable[Reply]]


class Answer(Struct, frozen=True):
    """What Slack is told: a status, and what the ack carries."""

    status: int = OK
    body: str = ""
    media: str = "text/plain"


IGNORED = Answer()


class Dispatch:
    """Takes parsed bodies, by HTTP or by socket alike."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        listeners = Listeners(desk)
        self.events = events_of(listeners)
        self._app = bolt_app(listeners)

    async def __call__(self, body: dict[str, Any]) -> Answer:
        """Handle one authentic body. 200 also for what is of no use; 503 when nothing was taken."""
        if body.get("type") == "url_verification":
            return Answer(OK, str(body.get("challenge", "")))
        try:
            incoming = await self._incoming(body)
            return IGNORED if incoming is None else await self._dispatch(incoming)
        except Exception as error:  # noqa: BLE001  (whatever happened, nothing was taken)
            return _unavailable(error)

    async def _incoming(self, body: dict[str, Any]) -> Incoming | None:
        """Type the body and match its tenant with an installation (L7). Raises PoisedError."""
        tenant, payload, event_id = self._typed(body)
        installation = await self.desk.installations.find(tenant) if tenant else None
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

    async def _dispatch(self, incoming: Incoming) -> Answer:
        body, context = routing(incoming.payload), {INCOMING: incoming}
        request = AsyncBoltRequest(body=body, mode="socket_mode", context=context)
        response = await self._app.async_dispatch(request)
        if response.status == UNAVAILABLE:
            return Answer(UNAVAILABLE)
        media = response.headers.get("content-type", [""])[0].partition(";")[0]
        # What Bolt has no listener for is a 404 to Bolt; Slack would count that as our failure.
        return Answer(OK, response.body or "", media) if response.status == OK else IGNORED


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


def _unavailable(error: Exception) -> Answer:
    log.error("an update was not taken: %s", type(error).__name__)
    return Answer(UNAVAILABLE)
