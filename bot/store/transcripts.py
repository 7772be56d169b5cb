"""Transcripts of platforms that keep none themselves: in Redis and in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.ports import NewEntry, PersonId, Transcribed, Transcript, TranscriptEntry
from bot.store import keys
from bot.store.database import SHARD_SLOTS, Database, Script
from bot.store.seal import Sealer

FIELD = b"transcript"
TRANSCRIBE = Script.read("transcribe", lib=False)
TRANSCRIPT = Script.read("transcript", lib=False)


class RedisTranscripts:
    """The part of RedisStore that keeps transcripts, each sealed with a key of its own."""

    database: Database
    _sealer: Sealer

    async def transcribe(self, person: PersonId, entry: NewEntry, now: float) -> Transcribed:
        """Write an entry, once for its name."""
        slot, name = SHARD_SLOTS[keys.shard_of(person)], keys.transcript(person)
        wrapped = await self.database.call(slot, "HGET", name, "key")
        while True:
            key = self._sealer.data_key(person, wrapped) if wrapped else None
            key = key or self._sealer.new_key(person)
            reply = await self.database.run(
                TRANSCRIBE,
                slot,
                (name,),
                *(key.wrapped, round(now * 1000), entry.name, key.seal(FIELD, entry.body)),
                *(entry.replaces or "", keys.TRANSCRIPT_ENTRIES_MAX, keys.TRANSCRIPT_NEW_MS),
            )
            if reply[0] != b"key":
                return Transcribed(*reply[1:])
            wrapped = reply[1]

    async def transcript(self, person: PersonId, seen: int = 0) -> Transcript:
        """Read what changed after a change, oldest change first."""
        slot = SHARD_SLOTS[keys.shard_of(person)]
        names = (keys.transcript(person),)
        wrapped, born, found = await self.database.run(TRANSCRIPT, slot, names, seen)
        if not found:
            return Transcript(born)
        key = self._sealer.data_key(person, wrapped)
        read = [TranscriptEntry(id_, at, key.open(FIELD, body)) for id_, at, body in found]
        return Transcript(born, tuple(sorted(read, key=lambda each: each.change)))

    async def keep_transcript(self, person: PersonId, life_s: float) -> None:
        """Let a transcript live this long from now on."""
        slot, name = SHARD_SLOTS[keys.shard_of(person)], keys.transcript(person)
        await self.database.call(slot, "PEXPIRE", name, round(life_s * 1000))


@dataclass(slots=True)
class StoredTranscript:
    """A transcript in this process: entries by id, with the name of each."""

    until: float
    born: int = 0
    last: int = 0
    names: dict[str, int] = field(default_factory=dict)
    entries: dict[int, TranscriptEntry] = field(default_factory=dict)

    def write(self, entry: NewEntry, now_ms: int) -> Transcribed:
        """Write an entry: the same rule as in transcribe.lua."""
        before, change = self.last, max(self.last + 1, now_ms)
        message = entry.replaces if entry.replaces in self.entries else 0
        if not message and entry.name in self.names:
            known = self.entries[self.names[entry.name]]
            return Transcribed(known.message, known.change, known.change)
        if entry.name and not message:
            self.names[entry.name] = change
        message = message or change
        self.last, self.born = change, self.born or change
        self.entries[message] = TranscriptEntry(message, change, entry.body)
        for oldest in sorted(self.entries)[: -keys.TRANSCRIPT_ENTRIES_MAX]:
            del self.entries[oldest]
        self.names = {name: at for name, at in self.names.items() if at in self.entries}
        return Transcribed(message, change, before)


class MemoryTranscripts:
    """The part of MemoryStore that keeps transcripts."""

    _clock: Callable[[], float]
    _try: Callable[[str], None]
    _transcripts: dict[PersonId, StoredTranscript]

    async def transcribe(self, person: PersonId, entry: NewEntry, now: float) -> Transcribed:
        """Write an entry, once for its name."""
        self._try("transcribe")
        stored = self._alive(person)
        if stored is None:
            stored = StoredTranscript(self._clock() + keys.TRANSCRIPT_NEW_MS / 1000)
            self._transcripts[person] = stored
        return stored.write(entry, round(now * 1000))

    async def transcript(self, person: PersonId, seen: int = 0) -> Transcript:
        """Read what changed after a change, oldest change first."""
        self._try("transcript")
        stored = self._alive(person)
        if stored is None:
            return Transcript()
        found = (each for each in stored.entries.values() if each.change > seen)
        return Transcript(stored.born, tuple(sorted(found, key=lambda each: each.change)))

    async def keep_transcript(self, person: PersonId, life_s: float) -> None:
        """Let a transcript live this long from now on."""
        self._try("keep_transcript")
        if stored := self._alive(person):
            stored.until = self._clock() + life_s

    def _alive(self, person: PersonId) -> StoredTranscript | None:
        stored = self._transcripts.get(person)
        return stored if stored and stored.until > self._clock() else None
