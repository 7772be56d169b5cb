"""One person for an operator: named, exported, explained, unstuck."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.adapters.console import PLATFORM
from bot.core.clock import Time
from bot.core.ports import PersonId, Store
from bot.errors import PoisedError
from bot.operations.export import Exports
from bot.store.keys import person_id
from flows import record as records
from flows.engine.engine import Engine
from flows.record import Note, Record

PSEUDONYM = re.compile(r"[0-9a-f]{32}")
UTC = "UTC"


class Nobody(PoisedError):
    """Nothing is stored under this name; a pseudonym has 32 hexadecimal digits."""


async def find(store: Store, pepper: bytes, name: str) -> PersonId:
    """The person of a pseudonym, or of a name in `poised chat`. Raises Nobody."""
    known = PSEUDONYM.fullmatch(name)
    person = PersonId(name) if known else person_id(pepper, PLATFORM, "", name)
    found = await store.load(person)
    if found.moved_to is not None:
        return found.moved_to
    if found.record is None and not await store.journal(person):
        raise Nobody(f"nothing is stored of {name}")
    return person


async def explain(store: Store, engine: Engine, time: Time, person: PersonId) -> list[str]:
    """Every decision about a person, oldest first: when, which rule, on what, what came of it."""
    found = await store.load(person)
    record = records.decode(found.record) if found.record else Record()
    exports = Exports(store, engine, time)
    notes = await exports.notes(person)
    lines = [_line(exports, record, note) for note in notes if note.decision is not None]
    locks = [_lock(record, note) for note in notes if note.kind == "lock"]
    return [text for _, text in sorted(lines + locks, key=lambda pair: pair[0])]


def _line(exports: Exports, record: Record, note: Note) -> tuple[float, str]:
    decision = exports.decided(record, note)
    inputs = ", ".join(_inputs(decision["inputs"])) or "nothing further"
    head = f"{_local(record, note.at)}  {decision['rule']} -> {decision['result']}"
    return note.at, f"{head}\n    from: {inputs}\n    why:  {decision['why']}"


def _lock(record: Record, note: Note) -> tuple[float, str]:
    value = f" ({note.value})" if note.value else ""
    return note.at, f"{_local(record, note.at)}  lock: {note.name}{value}"


def _inputs(inputs: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name}={value}" for name, value in inputs.items())


def _local(record: Record, at: float) -> str:
    zone = ZoneInfo(record.zone or UTC)
    return f"{datetime.fromtimestamp(at, zone):%Y-%m-%d %H:%M} {record.zone or UTC}"
