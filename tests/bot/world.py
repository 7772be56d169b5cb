"""The whole program over a store in memory, with one platform that we hold in our hands."""

from datetime import UTC, datetime

from msgspec.structs import replace

from bot.app import App, assemble
from bot.core.clock import SetTime
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.ports import Write
from bot.errors import NotDelivered
from bot.store.keys import person_id
from bot.store.memory import MemoryStore
from flows.engine.events import AnyEvent, Command
from flows.record import Record, decode, encode
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all

NOON_S = 1_800_000_000.0
TURN_S = 1.0
PEPPER = b"p" * 32
HERE = Address("held", "", "u1", "c1")


class HeldChannel:
    """A platform that fails when it is told to; `sent` is what arrived."""

    platform = "held"

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.failing: list[NotDelivered] = []

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Take a message, or raise the next failure."""
        if self.failing:
            raise self.failing.pop(0)
        self.sent.append(message)
        return Receipt(str(len(self.sent)))

    @property
    def text(self) -> str:
        """All that arrived, on one line."""
        return " ".join(" ".join(m.text for m in self.sent).split())


class World:
    """One person, one platform, a clock that is set by hand."""

    def __init__(self) -> None:
        self.time = SetTime(NOON_S)
        self.fails = ""
        """The call of the store that gets no answer."""
        self.store = MemoryStore(lambda call: call == self.fails, self.time.now)
        self.channel = HeldChannel()
        self.app: App = assemble(self.store, PEPPER, {"held": self.channel}, self.time)
        self.person = person_id(PEPPER, "held", "", "u1")
        self.updates = 0

    async def get(self, event: AnyEvent, update: str = "", sent: str = "") -> None:
        """Hand an update in and wait for what is said."""
        self.updates += 1
        self.time.at += TURN_S
        name = update or f"held||{self.updates}"
        await self.app.runner(Inbound(name, HERE, event, sent))
        await self.app.runner.idle()

    async def wait(self, seconds: float) -> None:
        """Let time pass; the clock looks once."""
        self.time.at += seconds
        await self.app.clock.round()
        await self.app.runner.idle()

    async def settle(self) -> None:
        """Let the person come home with a plan, without a word through the platform."""
        talk = Conversation(datetime.fromtimestamp(self.time.at, UTC))
        talk.do(Command("start"))
        answer_all(talk, {})
        home = (self.channel.platform, "", HERE.user, HERE.chat)
        body = encode(replace(talk.record, addresses=(home,)))
        before = await self.store.load(self.person)
        await self.store.commit(before, Write("settled", self.time.at, body, wake=talk.wake))

    async def record(self) -> Record:
        """What is stored."""
        found = await self.store.load(self.person)
        assert found.record is not None
        return decode(found.record)

    @property
    def token(self) -> int:
        """The token of the last prompt that arrived."""
        return next(m.token for m in reversed(self.channel.sent) if m.token)
