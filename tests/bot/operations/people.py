"""People with a plan in a store, and a channel that notes what reaches them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.ports import NoMetrics, PersonId, Store, Write
from bot.errors import NotDelivered
from bot.store.keys import person_id
from flows import record as records
from flows.engine.events import AnyEvent
from flows.record import Record
from tests.flows.person import NOON_S, settled

PEPPER = b"p" * 32
PLATFORM = "fake"
DAY_S = 86_400.0


class FakeChannel:
    """A platform on which everything arrives, unless `fault` says otherwise."""

    platform = PLATFORM

    def __init__(self) -> None:
        self.sent: list[tuple[str, Message]] = []
        self.tried = 0
        self.fault: Callable[[Address, Message], NotDelivered | None] = lambda _a, _m: None
        self.slow: asyncio.Event | None = None

    async def deliver(self, address: Address, message: Message) -> Receipt:
        self.tried += 1
        if self.slow is not None:
            await self.slow.wait()
        if problem := self.fault(address, message):
            raise problem
        self.sent.append((address.user, message))
        return Receipt(str(self.tried))

    def kinds(self, user: str) -> list[str]:
        """The kinds of message that reached somebody, in order."""
        return [message.kind for who, message in self.sent if who == user]


class Told(NoMetrics):
    """A meter that remembers."""

    def __init__(self) -> None:
        self.alerts: list[str] = []
        self.sends: list[tuple[str, str]] = []
        self.turns: list[tuple[str, str]] = []
        self.silences: list[str] = []

    def alert(self, name: str) -> None:
        self.alerts.append(name)

    def sent(self, kind: str, outcome: str, age_s: float) -> None:
        self.sends.append((kind, outcome))

    def turn(self, flow: str, outcome: str, seconds: float) -> None:
        self.turns.append((flow, outcome))

    def database_silent(self, where: str) -> None:
        self.silences.append(where)


def app_on(store: Store, channel: FakeChannel, time: SetTime, meter: Told | None = None) -> App:
    """One process of the application."""
    return assemble(store, PEPPER, {PLATFORM: channel}, time, meter)


def named(user: str, pepper: bytes = PEPPER) -> PersonId:
    """The pseudonym of somebody on the fake platform."""
    return person_id(pepper, PLATFORM, "", user)


def update(user: str, event: AnyEvent, name: str) -> Inbound:
    """Something that somebody does."""
    return Inbound(f"{PLATFORM}||{user}-{name}", Address(PLATFORM, "", user, user), event)


@cache
def planned() -> Record:
    """The record of somebody with a plan, at noon of their first day."""
    return settled().record


async def settle_in(store: Store, user: str, pepper: bytes = PEPPER) -> PersonId:
    """Put somebody with a plan into a store; they wake when their next reminder is due."""
    person = named(user, pepper)
    record = replace(planned(), addresses=((PLATFORM, "", user, user),))
    body = records.encode(record)
    before = await store.load(person)
    await store.commit(before, Write("settled", NOON_S, body, wake=record.wake_at))
    return person
