"""Installing the app in a workspace: OAuth v2 with a signed state that belongs to one visitor."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.adapters.slack.api import SCOPES
from bot.adapters.slack.installations import Installation
from bot.adapters.slack.services import SlackServices, log
from bot.errors import NotDelivered, PoisedError

INSTALL_PATH = "/slack/install"
RETURN_PATH = "/slack/oauth"
COOKIE = "poised_install"
STATE_S_MAX = 600
NONCE_BYTES = 16
REFUSED, UNAVAILABLE = 400, 503


class Install:
    """The two pages of the install flow."""

    def __init__(self, services: SlackServices) -> None:
        self.services = services
        self.config = services.config

    def routes(self) -> list[web.RouteDef]:
        """The routes of the flow."""
        return [web.get(INSTALL_PATH, self.begin), web.get(RETURN_PATH, self.end)]

    async def begin(self, _: web.Request) -> web.Response:
        """Send the visitor to Slack, with a state that only they can bring back."""
        nonce = secrets.token_hex(NONCE_BYTES)
        now = int(self.services.sources.clock())
        query = {
            "client_id": self.config.client_id,
            "scope": ",".join(bot_scopes()),
            "redirect_uri": self._return_url(),
            "state": make_state(self.config.state_secret, nonce, now),
        }
        response = web.Response(
            status=302, headers={"Location": f"{self.config.authorize_url}?{urlencode(query)}"}
        )
        response.set_cookie(
            COOKIE, nonce, max_age=STATE_S_MAX, httponly=True, samesite="Lax",
            secure=self.config.https, path=RETURN_PATH,
        )  # fmt: skip
        return response

    async def end(self, request: web.Request) -> web.Response:
        """Take the visitor back: check the state, exchange the code, keep the installation."""
        nonce, state = request.cookies.get(COOKIE, ""), request.query.get("state", "")
        code = request.query.get("code", "")
        if not code or not self._good(state, nonce):
            return self._page("slack-install-refused", REFUSED)
        if not self.services.first_time(("state", state)):
            return self._page("slack-install-refused", REFUSED)
        try:
            await self._keep(await self._exchange(code))
        except NotDelivered as error:
            log.warning("an installation failed: %s", type(error).__name__)
            return self._page("slack-install-refused", REFUSED)
        except PoisedError as error:
            log.error("an installation was not kept: %s", type(error).__name__)
            return self._page("slack-install-later", UNAVAILABLE)
        response = self._page("slack-install-done", 200)
        response.del_cookie(COOKIE, path=RETURN_PATH)
        return response

    def _good(self, state: str, nonce: str) -> bool:
        now = int(self.services.sources.clock())
        return good_state(self.config.state_secret, state, nonce, now)

    async def _exchange(self, code: str) -> dict[str, Any]:
        return await self.services.api.post(
            "oauth.v2.access",
            "",
            client_id=self.config.client_id,
            client_secret=self.config.client_secret,
            code=code,
            redirect_uri=self._return_url(),
        )

    async def _keep(self, answer: dict[str, Any]) -> None:
        installation = await self._with_bot_id(
            read_installation(answer, self.services.sources.clock())
        )
        await self.services.installations.save(installation)

    async def _with_bot_id(self, one: Installation) -> Installation:
        """The bot id tells our own messages apart; `oauth.v2.access` does not give it."""
        who = await self.services.api.call("auth.test", one.bot_token)
        return Installation(
            one.tenant, one.bot_user, one.bot_token, str(who.get("bot_id") or ""),
            one.refresh_token, one.expires,
        )  # fmt: skip

    def _return_url(self) -> str:
        return f"{self.config.public_url.rstrip('/')}{RETURN_PATH}"

    def _page(self, key: str, status: int) -> web.Response:
        return web.Response(status=status, text=self.services.sources.words("", key))


def bot_scopes() -> list[str]:
    """The least scopes: those of the methods that are called, and those of events and commands."""
    called = {scope for scope in SCOPES.values() if scope}
    return sorted(called | {"commands", "im:history", "app_mentions:read"})


def read_installation(answer: dict[str, Any], now: float) -> Installation:
    """What `oauth.v2.access` answers, as an installation. Raises NotDelivered."""
    team, org = answer.get("team") or {}, answer.get("enterprise") or {}
    whole = answer.get("is_enterprise_install") is True
    tenant = (org if whole else team).get("id")
    token, bot = answer.get("access_token"), answer.get("bot_user_id")
    if not (tenant and token and bot):
        raise NotDelivered("the answer names no workspace, token or bot")
    lasts = float(answer.get("expires_in") or 0.0)
    refresh = str(answer.get("refresh_token") or "")
    expires = now + lasts if lasts else 0.0
    return Installation(tenant, bot, token, "", refresh, expires)


def make_state(secret: str, nonce: str, now: int) -> str:
    """Sign when the flow began and by whom; the nonce itself stays in the cookie."""
    return f"{now}.{_mac(secret, nonce, now)}"


def good_state(secret: str, state: str, nonce: str, now: int) -> bool:
    """Whether a state is ours, recent, and of this visitor."""
    began, _, mac = state.partition(".")
    if not (nonce and began.isascii() and began.isdecimal() and len(began) <= len(str(now))):
        return False
    fresh = 0 <= now - int(began) <= STATE_S_MAX
    return fresh and hmac.compare_digest(mac.encode(), _mac(secret, nonce, int(began)).encode())


def _mac(secret: str, nonce: str, began: int) -> str:
    return hmac.new(secret.encode(), f"{nonce}.{began}".encode(), sha256).hexdigest()
