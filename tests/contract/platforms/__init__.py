"""Stand-ins for the contract of platforms: one module here for each in the registry.

A module `tests.contract.platforms.<name>` has a class `StandIn`: the platform as we play it, on
loopback, and one person who uses it; and a function `lay_out`, which lays a message out as the
adapter would and raises where a limit of the platform breaks. Both are found by the name.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol, Self

from bot.adapters.platform import Platform
from bot.core.messages import Address, Message


class Shown(NamedTuple):
    """One message as the person sees it."""

    text: str
    buttons: tuple[str, ...] = ()
    picture: bytes = b""


class StandIn(Protocol):
    """A platform on loopback and one person on it; `settings` lead an adapter to it."""

    settings: dict[str, str]
    address: Address

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None: ...

    async def connect(self, platform: Platform) -> None:
        """Serve the platform's routes, or run its listener, so that updates come."""

    async def says(self, text: str) -> bool:
        """Write something; whether the update was acknowledged (its first try)."""

    async def presses(self, label: str) -> bool:
        """Press the newest button with these words; whether that was acknowledged."""

    def sees(self) -> list[Shown]:
        """What stands in the person's chat, oldest first."""

    def fail(self, how: str) -> None:
        """Let the next call go wrong: gone | slow_down | refused | broken."""


class PictureStandIn(StandIn, Protocol):
    """What the stand-in of a platform that shows pictures does beside."""

    def fail_upload(self, how: str, times: int = 1) -> None:
        """Let the next calls that carry a file go wrong, as `fail` does."""

    def uploaded(self) -> list[bytes]:
        """Every file that was given to the platform, in order."""

    def forget_files(self) -> None:
        """Know none of the files any more."""


def stand_in(name: str) -> StandIn:
    """The stand-in of a platform."""
    made: StandIn = import_module(f"tests.contract.platforms.{name}").StandIn()
    return made


def layout_of(name: str) -> Callable[[Message], None]:
    """Lays a message out on a platform, within its limits."""
    found: Callable[[Message], None] = import_module(f"tests.contract.platforms.{name}").lay_out
    return found
