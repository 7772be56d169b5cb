"""Installations as they are used: the one of the settings, or the store's with fresh tokens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec.structs import replace

from bot.adapters.slack.api import Api
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import Installation, Installations, switched_off
from bot.errors import NotDelivered, Unknown

ROTATE_AHEAD_S = 3600
"""A rotating token lives twelve hours; it is renewed an hour before its end."""


def workspaces(
    config: SlackConfig, stored: Installations, api: Api, clock: Callable[[], float]
) -> Installations:
    """The installations to work with."""
    if config.many_workspaces:
        return FreshTokens(config, stored, api, clock)
    return OneWorkspace(config, api)


class OneWorkspace:
    """The workspace of the bot token in the settings; Slack says which one that is."""

    def __init__(self, config: SlackConfig, api: Api) -> None:
        self._config = config
        self._api = api
        self._own: Installation | None = None

    async def find(self, tenant: str) -> Installation | None:
        """Give the installation if it is this workspace's. Raises NotDelivered."""
        own = self._own or await self.own()
        return own if own.tenant == tenant else None

    async def own(self) -> Installation:
        """Ask Slack whose token this is. Raises NotDelivered."""
        token = self._config.bot_token
        who = await self._api.call("auth.test", token)
        whole = who.get("is_enterprise_install") is True
        tenant, bot = who.get("enterprise_id" if whole else "team_id"), who.get("user_id")
        if not (tenant and bot):
            raise Unknown("auth.test names no workspace or bot")
        self._own = Installation(str(tenant), str(bot), token, str(who.get("bot_id") or ""))
        return self._own

    async def save(self, installation: Installation) -> None:
        """Keep a changed installation in this process."""
        self._own = installation

    async def turn_off(self, tenant: str, now: float) -> None:
        """Note that the workspace took the app away."""
        own = await self.find(tenant)
        if own is not None:
            self._own = switched_off(own, now)


class FreshTokens:
    """Stored installations; a token near its end is renewed before it is used."""

    def __init__(
        self, config: SlackConfig, stored: Installations, api: Api, clock: Callable[[], float]
    ) -> None:
        self._config = config
        self._stored = stored
        self._api = api
        self._clock = clock
        self._turn = asyncio.Lock()

    async def find(self, tenant: str) -> Installation | None:
        """Read an installation with a token that is good for a while yet."""
        found = await self._stored.find(tenant)
        if found is None or not self._stale(found):
            return found
        async with self._turn:
            again = await self._stored.find(tenant)
            return await self._renew(again) if again and self._stale(again) else again

    async def save(self, installation: Installation) -> None:
        """Write an installation."""
        await self._stored.save(installation)

    async def turn_off(self, tenant: str, now: float) -> None:
        """Note that a workspace took the app away."""
        await self._stored.turn_off(tenant, now)

    def _stale(self, one: Installation) -> bool:
        return bool(one.refresh_token) and one.expires - self._clock() < ROTATE_AHEAD_S

    async def _renew(self, one: Installation) -> Installation:
        """Exchange the refresh token; while that fails, an old token may still work."""
        try:
            answer = await self._api.post(
                "oauth.v2.access",
                "",
                client_id=self._config.client_id,
                client_secret=self._config.client_secret,
                grant_type="refresh_token",
                refresh_token=one.refresh_token,
            )
        except NotDelivered:
            return await self._stored.find(one.tenant) or one
        fresh = replace(
            one,
            bot_token=str(answer["access_token"]),
            refresh_token=str(answer["refresh_token"]),
            expires=self._clock() + float(answer["expires_in"]),
        )
        await self._stored.save(fresh)
        return fresh
