"""Which workspaces installed the app, and the tokens that serve them."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct


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
