"""What a chat platform is to the rest of the house: an `Adapter` in the registry, opened once.

A platform is one folder here and one line in the registry. Its `Adapter` says what it is called
and which settings it reads; `open` gives the `Platform` of one process, which sends, and takes
updates by HTTP routes or by a listener of its own. Whatever it needs of the application is lent
by the `Host`. Nothing else of the house knows a platform by name.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import typer

from bot.adapters.preview import Preview
from bot.core.messages import Address
from bot.core.ports import Channel, Intake, PersonId, Store, Translations
from flows.engine.engine import Engine
from flows.record import Record

if TYPE_CHECKING:  # The command line reads the registry, and must not wait for a web server.
    from aiohttp.web import RouteDef

Service = Callable[[asyncio.Event], Awaitable[None]]
"""Runs until the event is set."""
Ready = Callable[[], Awaitable[bool]]
"""Whether a part of the process works, for /readyz."""
Environment = Mapping[str, str]
"""The settings, by name."""


@dataclass(frozen=True, slots=True)
class Host:
    """What the application lends a platform.

    `intake` takes updates, `known` reads who has an address, `named` gives the id of an address,
    `now` is the application's clock; `button_secret` authenticates what buttons carry.
    """

    store: Store
    button_secret: bytes
    words: Translations
    engine: Engine
    now: Callable[[], float]
    intake: Intake
    known: Callable[[Address], Awaitable[Record | None]]
    named: Callable[[Address], PersonId]


@dataclass(frozen=True, slots=True)
class Listener:
    """How updates come by a connection of our own; `ready` says whether they would come now.

    `place` is where people come to, for the operator who started it.
    """

    run: Service
    ready: Ready | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check of `poised doctor` found: `state` is ok | fault | warning | off."""

    what: str
    state: str
    found: str
    mend: str = ""

    @property
    def faulty(self) -> bool:
        """Whether a start would go wrong."""
        return self.state == "fault"


class Platform(ABC):
    """A platform that is configured, in one process."""

    channel: Channel

    def routes(self) -> Sequence[RouteDef]:
        """HTTP routes that take updates; none where they do not come by HTTP.

        An answer of 2xx follows the intake's commit. Raises Misconfigured.
        """
        return ()

    @abstractmethod
    def listener(self) -> Listener:
        """Take updates by a connection of our own. Raises Misconfigured."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what was begun, and close the connections."""


class Adapter(ABC):
    """The entry of a platform in the registry.

    `name` stands in addresses, in the command `poised <name>` and before each of the platform's
    settings (`<NAME>_...`); `title` is for operators, `required` the setting without which it is
    off, `guide` the page about it, `settings` the names of all. `workplace` says that an employer
    may read along, so that people are told before the consent. `libraries` log whole requests, so
    they never log; `tokens` is a pattern of its secrets, which are masked in every log.
    `assumed` are settings that `poised <name>` takes as written down where they are not.
    `families` are message ids that the adapter makes from a name, with the names for the `*`.
    """

    name: str
    title: str
    required: str
    guide: str
    settings: Collection[str]
    workplace: bool = False
    libraries: tuple[str, ...] = ()
    tokens: str = ""
    assumed: ClassVar[Environment] = {}
    families: ClassVar[Mapping[str, Collection[str]]] = {}

    @abstractmethod
    def open(self, environment: Environment, host: Host, *, served: bool) -> Platform | None:
        """The platform of one process, or None where it is not configured.

        `served` says that the process has a web server. Raises Misconfigured for half a
        configuration.
        """

    @abstractmethod
    async def doctor(self, environment: Environment, button_secret: bytes) -> list[CheckResult]:
        """Ask the platform whether our settings work; `off` where there are none."""

    def commands(
        self,
        environment: Callable[[], Environment],  # noqa: ARG002  (a platform need not have any)
        words: Callable[[], Translations],  # noqa: ARG002
    ) -> Mapping[str, Callable[..., Any]]:
        """Commands of `poised <name>` beside listening, by name, as typer takes them."""
        return {}

    def preview(self, words: Translations) -> Preview | None:  # noqa: ARG002  (as above)
        """A chat as the platform shows it, laid out as it would be sent; None: it is not drawn."""
        return None

    def options(self) -> Callable[..., Environment]:
        """The options of `poised <name>` as typer takes them; called, it gives their settings."""
        return no_options

    def off(self) -> CheckResult:
        """The finding of a platform that is not configured."""
        return CheckResult(self.title, "off", f"{self.required} is not set")


def no_options(context: typer.Context) -> Environment:  # noqa: ARG001  (typer gives it by name)
    """Take no option but --help."""
    return {}
