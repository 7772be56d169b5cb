"""What every listener has at hand: the intake, the API, and people as Slack knows them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any

from bot.adapters.slack.accounts import People
from bot.adapters.slack.api import Api
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.incoming import Origin, Seal, update_id
from bot.adapters.slack.installations import Installation, Installations, workspaces
from bot.adapters.slack.layout import Phrases
from bot.adapters.slack.payloads import PLATFORM
from bot.adapters.slack.views import FormSource, HomeSource
from bot.core.lru import LRU
from bot.core.messages import Address, Inbound
from bot.core.ports import Intake, Translations
from bot.errors import PoisedError
from flows.engine.events import ZoneSeen

MARKS_MAX = 2000
LATER_S_MAX = 10.0

log = logging.getLogger("poised.slack")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the application fills in: words, Home tabs, forms, installations and the clock."""

    installations: Installations
    words: Translations
    home: HomeSource
    forms: FormSource
    clock: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An authentic update: the installation it came through, the typed payload, its id."""

    installation: Installation
    payload: Any
    event_id: str = ""


class SlackServices:
    """One process's Slack desk; it owns the HTTP session and the work done after an ack."""

    def __init__(self, config: SlackConfig, intake: Intake, sources: Sources) -> None:
        self.config = config
        self.intake = intake
        self.sources = sources
        self.api = Api(config.api_base)
        self.installations = workspaces(config, sources.installations, self.api, sources.clock)
        self.people = People(self.api, sources.clock)
        self._later: set[asyncio.Task[None]] = set()
        self._marks: LRU[Hashable, bool] = LRU(MARKS_MAX)

    def seal(self, tenant: str, user: str, place: str) -> Seal:
        """Open what this person's buttons in this place carry."""
        return Seal(self.config.button_secret, tenant, user, place)

    def phrases(self, language: str) -> Phrases:
        """The platform's own few words."""
        return phrases(self.sources.words, language)

    async def origin(self, incoming: Incoming, tenant: str, user: str, inbound_id: str) -> Origin:
        """Where an update comes from, with the person's language."""
        profile = await self.people.profile(incoming.installation, (tenant, user))
        return Origin(tenant, inbound_id, profile.language)

    async def take(self, inbound: Inbound) -> None:
        """Commit an update, and tell a changed time zone after it."""
        await self.intake(inbound)
        self.later(self._tell_zone(inbound))

    async def _tell_zone(self, inbound: Inbound) -> None:
        """The zone has an update of its own, named after the one that brought it to light."""
        address = inbound.address
        who = (address.tenant, address.user)
        if zone := self.people.news(who):
            seen = Inbound(f"{inbound.id}|zone", address, ZoneSeen(zone), language=inbound.language)
            await self.intake(seen)
            self.people.announced(who, zone)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after the ack; when it fails, nothing that was promised is lost."""
        task = asyncio.create_task(_watched(work))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    def first_time(self, mark: Hashable) -> bool:
        """Whether this was not said before (in this process, lately)."""
        if mark in self._marks:
            return False
        self._marks.keep(mark, True)
        return True

    async def settle(self) -> None:
        """Wait for what was put off, within a limit."""
        if self._later:
            await asyncio.wait(self._later, timeout=LATER_S_MAX)

    async def close(self) -> None:
        """Finish what was put off and close the HTTP session."""
        await self.settle()
        await self.api.close()


def phrases(words: Translations, language: str) -> Phrases:
    """The platform's own few words in a language."""
    return Phrases(words(language, "slack-notice"), words(language, "slack-choose"))


def address_of(tenant: str, user: str, chat: str) -> Address:
    """A person's address on Slack."""
    return Address(PLATFORM, tenant, user, chat)


def event_update(incoming: Incoming) -> str:
    """The id of an event's update; it names the installation, so two workspaces never meet."""
    return update_id(incoming.installation.tenant, incoming.event_id)


async def _watched(work: Awaitable[None]) -> None:
    try:
        await work
    except PoisedError as error:
        log.warning("work after an ack failed: %s", type(error).__name__)
    except Exception:
        log.exception("work after an ack failed by a mistake of ours")
