"""From the effects of a turn to outbox entries, and back when they are sent."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from bot.core.messages import Address
from bot.core.ports import Entry
from flows.engine.effects import Effect, Errand, Refer, Remind
from flows.record import Record


class Bundle(Struct, frozen=True):
    """What one outbox entry holds: effects in order, for one address, in one language."""

    address: Address
    language: str
    effects: tuple[Effect, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Bundle)


def entries(record: Record, effects: Iterable[Effect]) -> tuple[Entry, ...]:
    """Bundle effects in their order: a referral and a reminder each alone, the rest together.

    Errands are not said.
    """
    bundles: list[tuple[str, list[Effect]]] = []
    for effect in effects:
        if isinstance(effect, Errand):
            continue
        kind = _kind(effect)
        if bundles and kind == "question" == bundles[-1][0]:
            bundles[-1][1].append(effect)
        else:
            bundles.append((kind, [effect]))
    address = Address(*record.addresses[0])
    return tuple(_entry(kind, Bundle(address, record.language, tuple(b))) for kind, b in bundles)


def decode(body: bytes) -> Bundle:
    """Read an outbox entry."""
    return _DECODER.decode(body)


def _kind(effect: Effect) -> str:
    if isinstance(effect, Refer):
        return "referral"
    return "reminder" if isinstance(effect, Remind) else "question"


def _entry(kind: str, bundle: Bundle) -> Entry:
    first = bundle.effects[0]
    lane = "urgent" if kind == "referral" else "normal"
    not_after = first.not_after if isinstance(first, Remind) else None
    return Entry(lane, kind, _ENCODER.encode(bundle), not_after)
