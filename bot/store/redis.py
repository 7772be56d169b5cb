"""The store on Redis or Valkey: one server, a managed one or a cluster, by the same scripts.

A turn is two round trips: HMGET, then commit.lua. Bodies are sealed here and nowhere else.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from bot.core.ports import (
    Claim,
    CommitResult,
    Committed,
    Grant,
    Parked,
    Pending,
    PersonId,
    Snapshot,
    Write,
)
from bot.store import keys
from bot.store.batcher import SILENCE_SECONDS_MAX
from bot.store.database import SENDS_SLOT, SHARD_SLOTS, Database, Script
from bot.store.keys import (
    BUDGET_SECONDS,
    JOURNAL_LINES_MAX,
    OUTBOX_MAX,
    PARKED_MAX,
    PARKED_TRIES_MAX,
)
from bot.store.links import RedisLinks
from bot.store.seal import DataKey, Sealer, Secrets
from bot.store.tenants import RedisTenants
from bot.store.transcripts import RedisTranscripts
from bot.store.upkeep import RedisUpkeep

SNAPSHOT_FIELDS = ("v", "rec", "epoch", "wake", "side", "moved", "park", "key")
TOKEN_BYTES = 8

COMMIT = Script.read("commit")
CLAIM_SENDS = Script.read("claim_sends")
SETTLE = Script.read("settle")
RETRY = Script.read("retry")
PARK = Script.read("park")
UNPARK = Script.read("unpark")
CLAIM_DUE = Script.read("claim_due", lib=False)
PARKED = Script.read("parked", lib=False)
BUDGET = Script.read("budget", lib=False)


class RedisStore(RedisLinks, RedisTenants, RedisTranscripts, RedisUpkeep):
    """Keeps people in a Redis or Valkey database.

    `url` is that of a server, or of any server of a cluster; one that is silent for `silence_s` is
    unavailable. Call `open` before anything else.
    """

    def __init__(
        self,
        url: str,
        secrets: Secrets,
        revive: Callable[[], Awaitable[None]] | None = None,
        silence_s: float = SILENCE_SECONDS_MAX,
    ) -> None:
        self.database = Database(url, revive, silence_s)
        self.secrets = secrets
        self._sealer = Sealer(secrets)

    async def open(self) -> None:
        """Connect and learn the shape of the database. Raises StoreUnavailable."""
        await self.database.open()

    async def close(self) -> None:
        """Release connections."""
        await self.database.close()

    async def other_clients(self) -> int:
        """How many connections but ours the servers of the database have."""
        servers = self.database.servers()
        infos = [await self.database.ask(server, "INFO", "clients") for server in servers]
        counts = [int(info.split(b"connected_clients:")[1].split()[0]) for info in infos]
        return sum(counts) - len(servers)

    async def load(self, person: PersonId) -> Snapshot:
        """Read one person in one round trip."""
        key = keys.of_person(person).person
        fields = await self.database.call(_slot(person), "HMGET", key, *SNAPSHOT_FIELDS)
        return self._snapshot(person, fields)

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write a turn atomically in one round trip."""
        person, token = before.person, _token()
        data_key = self._data_key(person, before.key)
        k = keys.of_person(person)
        reply = await self.database.run(
            COMMIT,
            _slot(person),
            (*k.queue, k.seen, k.journal),
            *(person, keys.seen_id(self.secrets.pepper, write.inbound), before.version),
            *(_ms(write.now), data_key.seal(b"record", write.record), data_key.wrapped),
            *(int(write.red_flag), _ms(write.wake), token, write.lease_ms),
            *(keys.SEEN_KEPT_MS, keys.SEEN_MAX, JOURNAL_LINES_MAX, OUTBOX_MAX),
            len(write.journal),
            *(data_key.seal(b"journal", line) for line in write.journal),
            *_messages(data_key, write),
        )
        if reply[0] == b"conflict":
            return Committed(CommitResult.CONFLICT, fresh=self._snapshot(person, reply[1]))
        if reply[0] == b"duplicate" or len(reply) == 1:
            return Committed(CommitResult(reply[0].decode()))
        claim = _claim(data_key, token, write.lease_ms, reply[1])
        return Committed(CommitResult.COMMITTED, claim=claim)

    async def journal(self, person: PersonId) -> list[bytes]:
        """Read a person's whole journal, oldest first."""
        k, slot = keys.of_person(person), _slot(person)
        wrapped = await self.database.call(slot, "HGET", k.person, "key")
        lines = await self.database.call(slot, "LRANGE", k.journal, 0, -1)
        if not lines:
            return []
        data_key = self._sealer.data_key(person, wrapped)
        return [data_key.open(b"journal", line) for line in lines]

    async def park(self, person: PersonId, parked: Parked, now: float) -> int:
        """Keep an update for another try; tells how often it has failed."""
        k, slot = keys.of_person(person), _slot(person)
        wrapped = await self.database.call(slot, "HGET", k.person, "key")
        while True:
            data_key = self._data_key(person, wrapped)
            reply = await self.database.run(
                PARK,
                slot,
                (*k.queue, k.seen, k.parked),
                *(person, keys.seen_id(self.secrets.pepper, parked.inbound)),
                *(_ms(parked.at), _ms(now), data_key.wrapped),
                data_key.seal(b"parked", parked.inbound.encode() + b"\0" + parked.body),
                *(keys.SEEN_KEPT_MS, PARKED_MAX, PARKED_TRIES_MAX),
            )
            if reply[0] != b"key":
                return int(reply[1])
            wrapped = reply[1]

    async def parked(self, person: PersonId) -> list[Parked]:
        """Read the parked updates of a person, oldest first."""
        k = keys.of_person(person)
        wrapped, found = await self.database.run(PARKED, _slot(person), (k.person, k.parked))
        if not found:
            return []
        data_key = self._sealer.data_key(person, wrapped)
        return [_parked(data_key, *each) for each in found]

    async def unpark(self, person: PersonId, inbound: str, now: float, reason: str = "") -> None:
        """Take a parked update out; with a reason it goes to the dead letters."""
        k = keys.of_person(person)
        names = (*k.queue, k.parked, k.dead, k.dead_people)
        seen_id = keys.seen_id(self.secrets.pepper, inbound)
        args = (person, seen_id, _ms(now), reason, keys.DEAD_KEPT_MS)
        await self.database.run(UNPARK, _slot(person), names, *args)

    async def claim_sends(self, person: PersonId, now: float, lease_ms: int) -> Claim | None:
        """Take the send lease and what may leave now."""
        token, k = _token(), keys.of_person(person)
        args = (person, _ms(now), token, lease_ms)
        reply = await self.database.run(CLAIM_SENDS, _slot(person), k.queue, *args)
        if reply is None:
            return None
        wrapped, entry = reply
        return _claim(self._sealer.data_key(person, wrapped), token, lease_ms, entry)

    async def delivered(
        self, claim: Claim, seq: int, now: float, prompts: bytes | None = None
    ) -> Claim | None:
        """Take an entry out and hand over the next; None when all is sent."""
        return await self._settle(claim, seq, now, prompts=prompts)

    async def bury(self, claim: Claim, seq: int, now: float, reason: str) -> Claim | None:
        """Move an entry to the dead letters and hand over the next."""
        return await self._settle(claim, seq, now, reason=reason)

    async def retry(self, claim: Claim, seq: int, at: float, *, paused: bool = False) -> None:
        """Leave an entry in its place, count the attempt, release the lease, wake at `at`."""
        args = (claim.person, claim.token, seq, _ms(at), int(paused))
        names = keys.of_person(claim.person).queue
        await self.database.run(RETRY, _slot(claim.person), names, *args)

    async def claim_due(self, shard: int, now: float, lease_s: float, most: int) -> list[PersonId]:
        """Take at most `most` due people of a shard, urgent lane first, for `lease_s` seconds."""
        args = (_ms(now), _ms(now + lease_s), most)
        lanes = (keys.due_urgent(shard), keys.due_normal(shard))
        people = await self.database.run(CLAIM_DUE, SHARD_SLOTS[shard], lanes, *args)
        return [PersonId(person.decode()) for person in people]

    async def take_budget(self, bot: str, want: int, most: int) -> Grant:
        """Lease sends out of the `most` all processes together may start for a bot in a second."""
        args = (want, most, int(BUDGET_SECONDS * 1000))
        sends, wait_ms = await self.database.run(BUDGET, SENDS_SLOT, keys.budget(bot), *args)
        return Grant(sends, wait_ms / 1000)

    async def block_bot(self, bot: str, seconds: float) -> None:
        """Tell every process that the platform wants silence from this bot."""
        _, blocked = keys.budget(bot)
        await self.database.call(SENDS_SLOT, "SET", blocked, 1, "PX", max(1, _ms(seconds)))

    async def _settle(
        self, claim: Claim, seq: int, now: float, *, prompts: bytes | None = None, reason: str = ""
    ) -> Claim | None:
        data_key = self._sealer.data_key(claim.person, claim.key)
        k = keys.of_person(claim.person)
        entry = await self.database.run(
            SETTLE,
            _slot(claim.person),
            (*k.queue, k.dead, k.dead_people),
            *(claim.person, claim.token, claim.lease_ms, seq, _ms(now)),
            data_key.seal(b"side", prompts) if prompts is not None else b"",
            *(reason, keys.DEAD_KEPT_MS),
        )
        return _claim(data_key, claim.token, claim.lease_ms, entry) if entry else None

    def _data_key(self, person: PersonId, wrapped: bytes | None) -> DataKey:
        return self._sealer.data_key(person, wrapped) if wrapped else self._sealer.new_key(person)

    def _snapshot(self, person: PersonId, fields: list[Any]) -> Snapshot:
        version, record, epoch, wake, prompts, moved, parked_at, wrapped = fields
        if version is None and wrapped is None:
            return Snapshot(person)
        data_key = self._sealer.data_key(person, wrapped) if wrapped else None
        return Snapshot(
            person,
            version=int(version or 0),
            record=data_key.open(b"record", record) if data_key and record else None,
            epoch=int(epoch or 0),
            wake=_seconds(wake),
            prompts=data_key.open(b"side", prompts) if data_key and prompts else None,
            moved_to=PersonId(moved.decode()) if moved else None,
            parked_at=_seconds(parked_at),
            key=wrapped or b"",
        )


def _slot(person: PersonId) -> int:
    return SHARD_SLOTS[keys.shard_of(person)]


def _token() -> str:
    return os.urandom(TOKEN_BYTES).hex()


def _ms(seconds: float | None) -> int | str:
    return "" if seconds is None else round(seconds * 1000)


def _seconds(ms: bytes | None) -> float | None:
    return int(ms) / 1000 if ms else None


def _messages(data_key: DataKey, write: Write) -> list[Any]:
    flat: list[Any] = []
    for entry in write.outbox:
        flat += (entry.lane, entry.kind, _ms(entry.not_after or 0))
        flat.append(data_key.seal(b"out", entry.body))
    return flat


def _parked(data_key: DataKey, _id: bytes, tries: int, at: int, body: bytes) -> Parked:
    inbound, _, update = data_key.open(b"parked", body).partition(b"\0")
    return Parked(inbound.decode(), tries, at / 1000, update)


def _claim(data_key: DataKey, token: str, lease_ms: int, entry: list[Any]) -> Claim:
    seq, lane, kind, _, _, since, attempt, body = entry
    plain = data_key.open(b"out", body)
    pending = Pending(seq, lane.decode(), kind.decode(), plain, attempt, since / 1000)
    return Claim(data_key.person, token, (pending,), lease_ms, data_key.wrapped)
