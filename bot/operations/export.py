"""Everything that is stored about one person, for that person alone (S14)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.core.clock import Time
from bot.core.messages import Document
from bot.core.ports import PersonId, Store
from flows import record as records
from flows.dialogues.why import why_word
from flows.engine.engine import Engine
from flows.engine.nodes import Ask, words_of
from flows.record import Note, Record

NAME = "poised-export.json"
FORMAT = "poised export 1"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a cell."""
SETTINGS = ("language", "country", "zone", "units", "minutes", "equipment", "preferences")
HIDDEN = frozenset({"link", "link_until", "errands"})
"""Fields of the record that are a secret of the moment, not a fact about the person."""

_NOTES = msgspec.msgpack.Decoder(Note)


class Exports:
    """Builds the documents of people."""

    def __init__(self, store: Store, engine: Engine, time: Time) -> None:
        self._store = store
        self._engine = engine
        self._time = time

    async def document(self, person: PersonId) -> Document:
        """The whole export of one person as a file. Raises StoreUnavailable."""
        body = json.dumps(await self.tree(person), ensure_ascii=False, indent=1)
        return Document(NAME, body.encode())

    async def tree(self, person: PersonId) -> dict[str, Any]:
        """The export as data: answers, decisions, other acts, and what follows from them."""
        found = await self._store.load(person)
        record = records.decode(found.record) if found.record else Record()
        notes = await self.notes(person)
        stored = msgspec.to_builtins(record)
        tree: dict[str, Any] = {
            "format": FORMAT,
            "made": written_time(self._time.now()),
            "person": person,
            "answers": [self._answer(record, one) for one in _of(notes, "answer")],
            "decisions": [self.decided(record, one) for one in _of(notes, "decision")],
            "events": [_event(one) for one in notes if one.kind not in ("answer", "decision")],
            "settings": {n: msgspec.to_builtins(getattr(record, n)) for n in SETTINGS},
            "stored": {k: v for k, v in stored.items() if k not in HIDDEN},
        }
        return {name: neutral(value) for name, value in tree.items()}

    async def notes(self, person: PersonId) -> list[Note]:
        """The journal of a person, oldest first. Raises StoreUnavailable."""
        return [_NOTES.decode(line) for line in await self._store.journal(person)]

    def decided(self, record: Record, note: Note) -> dict[str, Any]:
        """One decision with its rule, its inputs, its result and the reason in words."""
        decision = note.decision
        assert decision is not None
        wording = self._engine.wordings[self._language(record)]
        return {
            "time": written_time(note.at),
            "rule": decision.rule,
            "result": decision.result,
            "inputs": decision.inputs,
            "why": str(wording.arg(why_word(decision))),
        }

    def _answer(self, record: Record, note: Note) -> dict[str, Any]:
        flow, _, question = note.name.partition(".")
        return {
            "time": written_time(note.at),
            "source": flow,
            "question": question,
            "asked": self._asked(record, flow, question),
            "answer": note.value,
        }

    def _asked(self, record: Record, flow: str, question: str) -> str:
        """The words of a question that has no variables; its name alone says enough otherwise."""
        dialogue = self._engine.dialogues.get(flow)
        node = dialogue.flow.by_id.get(question) if dialogue else None
        wording = self._engine.wordings[self._language(record)]
        if not isinstance(node, Ask) or node.args or not wording.has(words_of(flow, node)):
            return ""
        return wording.text(words_of(flow, node))

    def _language(self, record: Record) -> str:
        known = self._engine.wordings
        return record.language if record.language in known else next(iter(known))


def written_time(at: float) -> str:
    """A second of the application's clock as a date and time (UTC)."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def neutral(value: Any) -> Any:
    """The same data with no text in it that a spreadsheet would calculate."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if isinstance(value, dict):
        return {name: neutral(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [neutral(inner) for inner in value]
    return value


def _of(notes: Iterable[Note], kind: str) -> list[Note]:
    return [note for note in notes if note.kind == kind]


def _event(note: Note) -> dict[str, Any]:
    return {
        "time": written_time(note.at),
        "kind": note.kind,
        "name": note.name,
        "value": note.value,
    }
