"""Pigeon's entry in the registry, its channel and its route: a whole platform in one module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import aiohttp
from aiohttp import web
from msgspec import Struct

from bot.adapters.button_tokens import Press as Pressing
from bot.adapters.button_tokens import open_press, seal_press
from bot.adapters.http_limits import BadRequest, Limits, parse_json, read_body, same_secret
from bot.adapters.platform import Adapter, CheckResult, Environment, Host, Listener, Platform
from bot.core.messages import Address, Inbound, Message, Receipt
from bot.errors import (
    Misconfigured,
    NotDelivered,
    Paused,
    PoisedError,
    Refused,
    Unknown,
    Unreachable,
)
from flows.engine.events import AnyEvent, Pressed, Typed

NAME = "pigeon"
PATH = "/pigeon"
LIMITS = Limits(body_bytes_max=64 * 1024)
ERRORS = {404: Unreachable, 400: Refused}


class Config(Struct, frozen=True):
    """Where the loft is, and the secret that both sides show."""

    url: str
    secret: str


class PigeonChannel:
    """Pigeon, for sending (bot.core.ports.Channel)."""

    platform = NAME

    def __init__(self, config: Config, button_secret: bytes) -> None:
        self._config, self._secret = config, button_secret
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Send or edit one message. Raises NotDelivered."""
        if message.answered and message.edits:
            await self._fly(address, edits=message.edits, choice=message.answered[1])
        buttons = [self._button(address, message, each.option) for each in message.buttons]
        labels = [f"{'✓ ' if each.picked else ''}{each.label}" for each in message.buttons]
        edits = message.edits if message.redraw else ""
        pairs = list(zip(buttons, labels, strict=True))
        return Receipt(await self._fly(address, text=message.text, buttons=pairs, edits=edits))

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    def _button(self, address: Address, message: Message, option: str) -> str:
        pressing = Pressing(message.token, option)
        return seal_press(self._secret, address.user, address.chat, pressing)

    async def _fly(self, address: Address, **letter: Any) -> str:
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(
                f"{self._config.url}/letters", json={"to": address.user, **letter}
            ) as answer:
                if answer.status != 200:
                    raise _error(answer)
                return str((await answer.json())["id"])
        except (aiohttp.ClientError, TimeoutError) as problem:
            raise Unknown(type(problem).__name__) from None


class PigeonPlatform(Platform):
    """Pigeon in one process."""

    def __init__(self, config: Config, host: Host) -> None:
        self._config, self._host = config, host
        self.channel: PigeonChannel = PigeonChannel(config, host.button_secret)

    def routes(self) -> Sequence[web.RouteDef]:
        """The one route of the loft."""
        return (web.post(PATH, self._arrived),)

    def listener(self) -> Listener:
        """Pigeons come by HTTP alone."""
        raise Misconfigured("PIGEON_URL", "pigeons come by `poised web`")

    async def close(self) -> None:
        """Close the connections."""
        await self.channel.close()

    async def _arrived(self, request: web.Request) -> web.Response:
        try:
            if not same_secret(request.headers.get("X-Pigeon", ""), self._config.secret):
                return web.Response(status=403)
            letter = parse_json(await read_body(request, LIMITS), LIMITS)
            await self._host.intake(self._inbound(letter))
        except BadRequest as refusal:
            return web.Response(status=refusal.status)
        except PoisedError:
            return web.Response(status=503)
        return web.Response()

    def _inbound(self, letter: dict[str, Any]) -> Inbound:
        user, number = str(letter["from"]), str(letter["id"])
        address = Address(NAME, "", user, user)
        return Inbound(f"{NAME}||{number}", address, self._event(user, letter), number)

    def _event(self, user: str, letter: dict[str, Any]) -> AnyEvent:
        press = open_press(self._host.button_secret, user, user, str(letter.get("data", "")))
        return Pressed(press.token, press.option) if press else Typed(str(letter.get("text", "")))


class PigeonAdapter(Adapter):
    """Pigeon."""

    name = NAME
    title = "Pigeon"
    required = "PIGEON_URL"
    guide = "README.md"
    settings = ("PIGEON_URL", "PIGEON_SECRET")

    def open(self, environment: Environment, host: Host, *, served: bool) -> Platform | None:
        """Pigeon as configured. Raises Misconfigured."""
        config = _config(environment)
        return PigeonPlatform(config, host) if config else None

    async def doctor(self, environment: Environment, button_secret: bytes) -> list[CheckResult]:
        """Whether there is a loft."""
        config = _config(environment)
        return [CheckResult("Pigeon loft", "ok", config.url) if config else self.off()]


def _config(environment: Environment) -> Config | None:
    url, secret = environment.get("PIGEON_URL", ""), environment.get("PIGEON_SECRET", "")
    if not url and not secret:
        return None
    for name, value in (("PIGEON_URL", url), ("PIGEON_SECRET", secret)):
        if not value:
            raise Misconfigured(name, "write it down")
    return Config(url, secret)


def _error(answer: aiohttp.ClientResponse) -> NotDelivered:
    if answer.status == 429:
        return Paused(float(answer.headers["Retry-After"]))
    return ERRORS.get(answer.status, Unknown)(str(answer.status))


ADAPTER = PigeonAdapter()
