"""One process of the swarm: the real application over a recording platform on loopback."""

import asyncio
import time
from functools import partial

import aiohttp
import msgspec
from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace

from bot.adapters.http_server import serve
from bot.app import App, assemble, engine, wordings
from bot.core.clock import ShiftedTime
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.core.ports import Claim, Committed, Pending, PersonId, Snapshot, Write
from bot.core.render import Bundle, decode
from bot.errors import Paused, PoisedError, Unknown
from bot.logs import configure
from bot.process import live
from bot.store.redis import RedisStore
from bot.store.seal import KEY_BYTES, Secrets
from bot.worker import clock

SECRETS = Secrets((b"s" * KEY_BYTES,), b"p" * 32)
PLATFORM = "swarm"
SEND_S_MAX = 8.0
engine()
wordings()
"""Ready before the fork: a process that was killed is back in a moment."""


class Sent(Struct):
    """A message as the recording platform gets it; `seq` is the number of its outbox entry."""

    user: str
    seq: int
    kind: str
    token: int
    options: list[str]


class Role(Struct, frozen=True):
    """What a process is told: where everything is, and how far its clock is ahead."""

    database: str
    api: int
    ahead_s: float
    port: int = 0
    """Above 0: receive updates there; else wake and deliver."""


class Stamping(RedisStore):
    """Writes the number of an entry into its address, so that the platform can tell the order."""

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write a turn."""
        done = await super().commit(before, write)
        return replace(done, claim=_stamped(done.claim))

    async def claim_sends(self, person: PersonId, now: float, lease_ms: int) -> Claim | None:
        """Take what may leave."""
        return _stamped(await super().claim_sends(person, now, lease_ms))

    async def delivered(
        self, claim: Claim, seq: int, now: float, prompts: bytes | None = None
    ) -> Claim | None:
        """Take an entry out."""
        return _stamped(await super().delivered(claim, seq, now, prompts))


def _stamped(claim: Claim | None) -> Claim | None:
    return claim and replace(claim, entries=tuple(_numbered(entry) for entry in claim.entries))


def _numbered(entry: Pending) -> Pending:
    bundle = decode(entry.body)
    where = replace(bundle.address, chat=str(entry.seq))
    body = msgspec.msgpack.encode(Bundle(where, bundle.language, bundle.effects))
    return replace(entry, body=body)


class Post:
    """The channel: one request a message."""

    platform = PLATFORM

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session, self._url = session, f"http://127.0.0.1:{port}/send"

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Send a message. Raises NotDelivered."""
        options = [button.option for button in message.buttons]
        sent = Sent(address.user, int(address.chat), message.kind, message.token, options)
        try:
            async with self._session.post(self._url, data=msgspec.json.encode(sent)) as answer:
                if answer.status == 429:
                    raise Paused(float(answer.headers["Retry-After"]))
                if answer.status != 200:
                    raise Unknown(str(answer.status))
                return Receipt(await answer.text())
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unknown(type(error).__name__) from error


def run(role: Role) -> None:
    """Live until killed."""
    configure("CRITICAL")
    asyncio.run(_run(role))


async def _run(role: Role) -> None:
    store = Stamping(role.database, SECRETS)
    await store.open()
    limit = aiohttp.ClientTimeout(total=SEND_S_MAX)
    async with aiohttp.ClientSession(timeout=limit) as session:
        source = ShiftedTime(time.time() + role.ahead_s)
        app = assemble(store, SECRETS.pepper, {PLATFORM: Post(session, role.api)}, source)
        service = partial(_receive, app, role.port) if role.port else partial(clock, app)
        await live(app, [service])


async def _receive(app: App, port: int, stop: asyncio.Event) -> None:
    async def take(request: web.Request) -> web.Response:
        try:
            await app.runner(msgspec.msgpack.decode(await request.read(), type=Inbound))
        except PoisedError:
            return web.Response(status=503)
        return web.Response()

    await serve([web.post("/update", take)], "127.0.0.1", port, stop)
