"""What Slack knows of a person that we need: their direct channel, time zone and language."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from bot.adapters.slack.api import Api
from bot.adapters.slack.incoming import DIRECT_PREFIX
from bot.adapters.slack.installations import Installation
from bot.adapters.slack.payloads import read
from bot.core.lru import LRU
from bot.errors import NotDelivered

PEOPLE_KEPT_MAX = 10_000
FRESH_S = 6 * 3600
"""How long a time zone is believed before it is read again."""
ASK_S_MAX = 0.6
"""Slack is asked before the ack, which is due in three seconds; twice this and a silent database
(1.5 s) still fit."""
UNREAD_S = 60
"""How long nothing is asked of Slack again after it gave no answer."""


class AccountProfile(Struct, frozen=True):
    """A person's IANA time zone and language, as far as Slack tells them."""

    zone: str = ""
    language: str = ""


class Account(Struct, frozen=True):
    """The part of `users.info` that is read; never `tz_offset`, which knows no summer time."""

    tz: str | None = None
    locale: str | None = None


class Known(Struct):
    """One person as remembered: when to read again, and the zone that was last told onwards."""

    profile: AccountProfile = AccountProfile()
    until: float = 0.0
    announced: str = ""
    chat: str = ""


Who = tuple[str, str]
"""A person: their own tenant and their user id."""


class People:
    """Remembers people for a while, in this process alone; nothing of it is stored or logged."""

    def __init__(self, api: Api, clock: Callable[[], float]) -> None:
        self._api = api
        self._clock = clock
        self._known: LRU[Who, Known] = LRU(PEOPLE_KEPT_MAX)

    async def profile(self, installation: Installation, who: Who) -> AccountProfile:
        """Read zone and language, from Slack where they are not fresh; empty when it is silent."""
        known = self._of(who)
        if known.until <= self._clock():
            await self._read(installation, who[1], known)
        return known.profile

    async def chat(self, installation: Installation, who: Who) -> str:
        """The direct channel with a person, or their id (Slack takes it too) if it is silent."""
        known = self._of(who)
        if not known.chat:
            known.chat = await self._open(installation, who[1])
        return known.chat or who[1]

    def meet(self, who: Who, chat: str) -> None:
        """Remember the direct channel that an update named."""
        if chat.startswith(DIRECT_PREFIX):
            self._of(who).chat = chat

    def moved(self, who: Who, account: dict[str, Any]) -> None:
        """Take over a changed account of somebody we know; strangers are none of our business."""
        if who in self._known:
            self._take(self._known[who], account)

    def news(self, who: Who) -> str:
        """The zone to tell onwards: empty unless it differs from what was told before."""
        known = self._known.get(who)
        if known is None or known.profile.zone == known.announced:
            return ""
        return known.profile.zone

    def announced(self, who: Who, zone: str) -> None:
        """Note that the zone was told onwards."""
        self._of(who).announced = zone

    async def _read(self, installation: Installation, user: str, known: Known) -> None:
        known.until = self._clock() + UNREAD_S
        try:
            async with asyncio.timeout(ASK_S_MAX):
                answer = await self._api.post(
                    "users.info", installation.bot_token, user=user, include_locale="true"
                )
        except (NotDelivered, TimeoutError):
            return
        self._take(known, answer.get("user"))

    def _take(self, known: Known, account: object) -> None:
        seen = read(Account, account)
        if seen is not None:
            language = (seen.locale or "").partition("-")[0]
            known.profile = AccountProfile(seen.tz or "", language or known.profile.language)
            known.until = self._clock() + FRESH_S

    async def _open(self, installation: Installation, user: str) -> str:
        try:
            async with asyncio.timeout(ASK_S_MAX):
                answer = await self._api.call(
                    "conversations.open", installation.bot_token, users=user
                )
        except (NotDelivered, TimeoutError):
            return ""
        return str(answer.get("channel", {}).get("id", ""))

    def _of(self, who: Who) -> Known:
        known = self._known.get(who) or Known()
        self._known.keep(who, known)
        return known
