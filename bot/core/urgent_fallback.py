"""When the database is silent: urgent signs are answered all the same (decision 13, H2)."""

from bot.core.lru import LRU
from bot.core.messages import Address, Inbound
from bot.core.outbox import Outbox
from bot.core.render import Bundle
from bot.errors import NotDelivered
from flows.engine.context import Reader
from flows.engine.effects import Arg, Say, Word
from flows.engine.engine import Engine
from flows.engine.events import AnyEvent, Command, Typed

EVERY_S = 60.0
"""Once an address and minute."""
ADDRESSES_MAX = 10_000
UNKNOWN: dict[str, Arg] = {
    "number": Word("emergency-number-unknown"),
    "line": Word("urgent-line-unknown"),
    "crisis": Word("crisis-line-unknown"),
}


class UrgentFallback:
    """Says the urgent signs with no state at all; the platform still gets its 503."""

    def __init__(self, engine: Engine, outbox: Outbox) -> None:
        self._engine = engine
        self._outbox = outbox
        self._answered: LRU[Address, float] = LRU(ADDRESSES_MAX)

    async def answer(self, inbound: Inbound) -> None:
        """Answer an emergency without the database; anything else is left to the next try."""
        heard_in = self._emergency_in(inbound.event)
        if not heard_in or self._was_answered(inbound.address):
            return
        language = inbound.language if inbound.language in self._engine.wordings else heard_in
        bundle = Bundle(inbound.address, language, (Say("urgent-signs", UNKNOWN),))
        try:
            await self._outbox.say(bundle)
        except NotDelivered:
            self._answered.pop(inbound.address, None)

    def _emergency_in(self, event: AnyEvent) -> str:
        """Give the language in which an event tells of an emergency, or ""; all are listened to."""
        readers = self._engine.readers
        if isinstance(event, Command):
            return next(iter(readers)) if event.name == "urgent" else ""
        text = event.text if isinstance(event, Typed) else ""
        return next((code for code, reader in readers.items() if _is_urgent(reader, text)), "")

    def _was_answered(self, address: Address) -> bool:
        now = self._outbox.time.now()
        if now - self._answered.get(address, 0.0) < EVERY_S:
            return True
        self._answered.keep(address, now)
        return False


def _is_urgent(reader: Reader, text: str) -> bool:
    return bool(text) and (
        reader.command(text) == "urgent" or reader.detect(text).tier == "emergency"
    )
