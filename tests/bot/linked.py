"""A world of two chat platforms over one store, and people who are in both."""

from __future__ import annotations

import re
from functools import cache

from msgspec.structs import replace

from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.ports import PersonId, Store, Write
from bot.store.keys import person_id
from bot.store.memory import MemoryStore
from flows import record as records
from flows.engine.events import AnyEvent, Command, Pressed, Typed
from flows.record import Record
from tests.flows.person import NOON_S, settled

PEPPER = b"p" * 32
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
RED_FLAG = "I have lost control of my bladder and I am numb between my legs"


class Chat:
    """A platform on which everything arrives."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.sent: list[tuple[Address, Message]] = []

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Take a message."""
        self.sent.append((address, message))
        return Receipt(str(len(self.sent)))


class Town:
    """Everybody and everything; `fails` names a call of the store that is silent for now."""

    def __init__(self, store: Store | None = None) -> None:
        self.time = SetTime(NOON_S)
        self.fails = ""
        self.store = store or MemoryStore(lambda call: call == self.fails, self.time.now)
        self.chats = {name: Chat(name) for name in ("telegram", "slack")}
        self.app: App = assemble(self.store, PEPPER, self.chats, self.time)
        self.updates = 0

    def restart(self) -> None:
        """Let another process go on with what is stored."""
        self.fails = ""
        self.app = assemble(self.store, PEPPER, self.chats, self.time)

    async def pass_time(self, seconds: float) -> None:
        """Let the clock bring what falls due."""
        self.time.at += seconds
        await self.app.clock.round()
        await self.app.runner.idle()


class Door:
    """One person's chat on one platform."""

    def __init__(self, town: Town, platform: str, user: str, tenant: str = "") -> None:
        self.town = town
        self.address = Address(platform, tenant, user, f"chat of {user}")

    @property
    def name(self) -> PersonId:
        """Whom this address names."""
        return person_id(PEPPER, self.address.platform, self.address.tenant, self.address.user)

    @property
    def where(self) -> tuple[str, str, str, str]:
        """The address as records keep it."""
        address = self.address
        return (address.platform, address.tenant, address.user, address.chat)

    async def do(self, event: AnyEvent) -> str:
        """Let something happen here; gives what is said here then."""
        town, before = self.town, len(self.heard)
        town.updates += 1
        name = f"{self.address.platform}|{self.address.tenant}|{town.updates}"
        await town.app.runner(Inbound(name, self.address, event))
        await town.app.runner.idle()
        return "\n".join(message.text for message in self.heard[before:])

    async def command(self, name: str, argument: str = "") -> str:
        """Ask for something by name."""
        return await self.do(Command(name, argument))

    async def type(self, text: str) -> str:
        """Write a message."""
        return await self.do(Typed(text))

    async def press(self, option: str) -> str:
        """Press a button of the open question."""
        top = (await self.record()).conversation.top
        assert top is not None
        return await self.do(Pressed(top.token, option))

    async def code(self) -> str:
        """Ask for a code and read it."""
        found = CODE.search(await self.command("link"))
        assert found
        return found[0]

    async def record(self) -> Record:
        """What is known of whoever has this address."""
        return await self.town.app.runner.known(self.address) or Record()

    @property
    def heard(self) -> list[Message]:
        """Every message that came here."""
        sent = self.town.chats[self.address.platform].sent
        return [message for address, message in sent if address == self.address]

    async def settle_in(self) -> None:
        """Be somebody with a plan."""
        record = replace(planned(), addresses=(self.where,))
        before = await self.town.store.load(self.name)
        body = records.encode(record)
        write = Write("settled", self.town.time.now(), body, wake=record.wake_at)
        await self.town.store.commit(before, write)


@cache
def planned() -> Record:
    """The record of somebody with a plan, at noon of their first day."""
    return settled().record


async def joined(town: Town, user: str = "7") -> tuple[Door, Door]:
    """Somebody with a plan at Telegram, who has joined Slack to it."""
    first, second = Door(town, "telegram", user), Door(town, "slack", f"U{user}", "T1")
    await first.settle_in()
    await second.command("link", await first.code())
    return first, second
