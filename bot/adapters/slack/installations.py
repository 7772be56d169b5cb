"""Which workspaces installed the app, and the tokens that serve them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.adapters.slack.api import Api
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.payloads import PLATFORM
from bot.core.ports import Tenants
from bot.errors import NotDelivered, Unknown


class Installation(Struct, frozen=True):
    """One workspace (T...) or organisation (E...) and the bot that serves it there.

    `expires` is application time in seconds, 0 for a token that does not rotate. `off` is when
    the workspace took the app away: nothing is sent, and the retention clock runs from there.
    """

    tenant: str
    bot_user: str
    bot_token: str
    bot_id: str = ""
    refresh_token: str = ""
    expires: float = 0.0
    off: float | None = None

    def __repr__(self) -> str:
        return "Installation(...)"


_DECODER = msgspec.msgpack.Decoder(Installation)


class Installations(Protocol):
    """A sealed store of installations. Raises StoreUnavailable."""

    async def find(self, tenant: str) -> Installation | None:
        """Read the installation of a workspace or organisation."""
        ...

    async def save(self, installation: Installation) -> None:
        """Write an installation; a later one of the same tenant replaces it."""
        ...

    async def turn_off(self, tenant: str, now: float) -> None:
        """Note that a workspace took the app away, and forget its tokens."""
        ...


class StoredInstallations:
    """Installations in the database (bot.core.ports.Tenants)."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants

    async def find(self, tenant: str) -> Installation | None:
        """Read the installation of a workspace or organisation."""
        body = await self._tenants.tenant(PLATFORM, tenant)
        return None if body is None else _DECODER.decode(body)

    async def save(self, installation: Installation) -> None:
        """Write an installation; a later one of the same tenant replaces it."""
        body = msgspec.msgpack.encode(installation)
        await self._tenants.keep_tenant(PLATFORM, installation.tenant, body)

    async def turn_off(self, tenant: str, now: float) -> None:
        """Note that a workspace took the app away, and forget its tokens."""
        if known := await self.find(tenant):
            await self.save(switched_off(known, now))


class MemoryInstallations:
    """Installations of this process alone: for one workspace from the settings, and for tests."""

    def __init__(self, *installations: Installation) -> None:
        self._by_tenant = {one.tenant: one for one in installations}

    async def find(self, tenant: str) -> Installation | None:
        """Read the installation of a workspace or organisation."""
        return self._by_tenant.get(tenant)

    async def save(self, installation: Installation) -> None:
        """Write an installation; a later one of the same tenant replaces it."""
        self._by_tenant[installation.tenant] = installation

    async def turn_off(self, tenant: str, now: float) -> None:
        """Note that a workspace took the app away, and forget its tokens."""
        if known := self._by_tenant.get(tenant):
            self._by_tenant[tenant] = switched_off(known, now)


def switched_off(installation: Installation, now: float) -> Installation:
    """The installation without its tokens, with the time it ended."""
    gone = installation
    return Installation(gone.tenant, gone.bot_user, "", gone.bot_id, off=now)


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
