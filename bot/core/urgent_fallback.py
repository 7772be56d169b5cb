"""When the database is silent: urgent signs are answered all the same (decision 13, H2)."""

from bot.core.lru import LRU
from bot.core.messages import Address, Inbound
from bot.core.outbox import Outbox
from bot.core.render import Bundle
from bot.errors import NotDelivered
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
        if not self._is_emergency(inbound.event) or self._was_answered(inbound.address):
            return
        bundle = Bundle(inbound.address, inbound.language, (Say("urgent-signs", UNKNOWN),))
        try:
            await self._outbox.say(bundle)
        except NotDelivered:
            self._answered.pop(inbound.address, None)

    def _is_emergency(self, event: AnyEvent) -> bool:
        """Read in every language: nothing is known of whoever writes."""
        if isinstance(event, Command):
            return event.name == "urgent"
        return isinstance(event, Typed) and any(
            reader.command(event.text) == "urgent" or reader.detect(event.text).tier == "emergency"
            for reader in self._engine.readers.values()
        )

    def _was_answered(self, address: Address) -> bool:
        now = self._outbox.time.now()
        if now - self._answered.get(address, 0.0) < EVERY_S:
            return True
        self._answered.keep(address, now)
        return False
