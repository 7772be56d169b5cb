"""The edges of the application: what a store and a channel promise, and the words they share.

Times are seconds of the application's clock, kept to the millisecond.
"""

from collections.abc import Sequence
from enum import Enum
from typing import NewType, Protocol, runtime_checkable

from msgspec import Struct

from bot.core.messages import Address, Inbound, Message, Picture, Receipt

PersonId = NewType("PersonId", str)
"""Keyed hash of a person's first address; the only name by which anything is stored or logged."""


class Entry(Struct, frozen=True):
    """One message to be sent, as a turn hands it to the outbox.

    `lane`: urgent | normal. `kind`: referral | question (both at least once) | reminder (at most
    once). `body` is opaque here and sealed by the store. `not_after` is application time, seconds.
    """

    lane: str
    kind: str
    body: bytes
    not_after: float | None = None


class Write(Struct, frozen=True):
    """Everything one turn changes; it happens whole or not at all."""

    inbound: str
    """Id of the update that caused the turn; seen once, never again."""
    now: float
    """Application clock, seconds since the epoch."""
    record: bytes
    journal: tuple[bytes, ...] = ()
    outbox: tuple[Entry, ...] = ()
    red_flag: bool = False
    """Raises the person's epoch and drops every pending entry that is not a referral."""
    wake: float | None = None
    lease_ms: int = 0
    """Above 0: take the send lease in the same script when it is free."""


class Snapshot(Struct, frozen=True):
    """A person as one load saw them; `record` is None for a stranger."""

    person: PersonId
    version: int = 0
    record: bytes | None = None
    epoch: int = 0
    wake: float | None = None
    prompts: bytes | None = None
    """Platform message ids of what was delivered last; not versioned."""
    moved_to: PersonId | None = None
    parked_at: float | None = None
    """When the next parked update is to be tried again."""
    key: bytes = b""
    """The person's wrapped data key: the store's own, opaque to everybody else."""


class Pending(Struct, frozen=True):
    """One outbox entry handed out for sending."""

    seq: int
    lane: str
    kind: str
    body: bytes
    attempt: int = 0
    since: float = 0.0
    """When the turn that wrote it was committed."""


class Claim(Struct, frozen=True):
    """The right to send to one person until the lease runs out, and what may leave now.

    `entries` holds the one entry whose turn it is. The next comes from `delivered`, which looks at
    the epoch again, so that nothing older leaves after a red flag was committed.
    """

    person: PersonId
    token: str
    entries: tuple[Pending, ...]
    lease_ms: int = 0
    key: bytes = b""
    """The person's wrapped data key: the store's own, opaque to everybody else."""


class Parked(Struct, frozen=True):
    """An update whose turn failed for its own reason and waits to be tried again."""

    inbound: str
    tries: int
    at: float
    body: bytes


class DeadLetter(Struct, frozen=True):
    """What was given up, and why; its body stays sealed in the store for 14 days."""

    person: PersonId
    at: float
    kind: str
    """referral | question | reminder | update."""
    reason: str


class Backlog(Struct, frozen=True):
    """How far the workers are behind: what metrics and alerts look at."""

    due: int = 0
    """People whose time has come and whom no worker holds."""
    oldest_due_s: float = 0.0
    urgent: int = 0
    """People with an urgent message waiting."""
    oldest_urgent_s: float = 0.0
    """Age of the oldest urgent message since its turn was committed."""


class Grant(Struct, frozen=True):
    """How many sends a bot may start now; when none, how long to wait."""

    sends: int
    wait_s: float = 0.0


class CommitResult(Enum):
    """What became of a commit."""

    COMMITTED = "committed"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"


class Committed(Struct, frozen=True):
    """The answer to a commit: on a conflict the fresh snapshot, else maybe the right to send."""

    outcome: CommitResult
    fresh: Snapshot | None = None
    claim: Claim | None = None


class Turns(Protocol):
    """Loading and writing one person: two round trips a turn."""

    async def load(self, person: PersonId) -> Snapshot:
        """Read one person in one round trip."""
        ...

    async def commit(self, before: Snapshot, write: Write) -> Committed:
        """Write a turn atomically in one round trip. A commit to an alias ends the alias."""
        ...

    async def journal(self, person: PersonId) -> list[bytes]:
        """Read a person's whole journal, oldest first."""
        ...

    async def park(self, person: PersonId, parked: Parked, now: float) -> int:
        """Keep an update for another try at `parked.at`; tells how often it has failed.

        0 when its turn was committed after all. PARKED_TRIES_MAX when no more tries are left.
        """
        ...

    async def parked(self, person: PersonId) -> list[Parked]:
        """Read the parked updates of a person, oldest first."""
        ...

    async def unpark(self, person: PersonId, inbound: str, now: float, reason: str = "") -> None:
        """Take a parked update out; with a reason it goes to the dead letters."""
        ...


class Sends(Protocol):
    """The outbox: one sender a person, in order, checked against the epoch at every entry."""

    async def claim_sends(self, person: PersonId, now: float, lease_ms: int) -> Claim | None:
        """Take the send lease and what may leave now; no reminder is handed out twice."""
        ...

    async def delivered(
        self, claim: Claim, seq: int, now: float, prompts: bytes | None = None
    ) -> Claim | None:
        """Take an entry out and hand over the next; None when all is sent.

        Releases the lease when nothing is left. A lost lease changes nothing and gives None.
        """
        ...

    async def retry(self, claim: Claim, seq: int, at: float, *, paused: bool = False) -> None:
        """Leave an entry in its place, count the attempt, release the lease, wake at `at`.

        `paused` by the platform (429): nothing at all leaves for this person before `at`, and a
        reminder, which surely was not sent, stays. Without it a reminder is dropped.
        """
        ...

    async def bury(self, claim: Claim, seq: int, now: float, reason: str) -> Claim | None:
        """Move an entry to the dead letters and hand over the next, as `delivered` does."""
        ...

    async def claim_due(self, shard: int, now: float, lease_s: float, most: int) -> list[PersonId]:
        """Take at most `most` due people of a shard, urgent lane first, for `lease_s` seconds."""
        ...

    async def take_budget(self, bot: str, want: int, most: int) -> Grant:
        """Lease sends out of the `most` all processes together may start for a bot in a second."""
        ...

    async def block_bot(self, bot: str, seconds: float) -> None:
        """Tell every process that the platform wants silence from this bot."""
        ...


class Upkeep(Protocol):
    """What operators, linking and the law ask of the store."""

    async def link(self, alias: Snapshot, survivor: PersonId) -> bool:
        """Replace a merged person by a pointer under their version.

        False when the person changed meanwhile or a referral still waits for them.
        """
        ...

    async def erase(self, person: PersonId, now: float, *, before: float | None = None) -> bool:
        """Delete a person's data and data key; the id goes to the erasure list.

        With `before` (replay after a restore) only if the person was first stored until then.
        """
        ...

    async def erased(self) -> list[tuple[PersonId, float]]:
        """Read the erasure list, to be kept with the backups and replayed after a restore."""
        ...

    async def dead_letters(self) -> list[DeadLetter]:
        """List what was given up in the last 14 days, oldest first."""
        ...

    async def backlog(self, now: float) -> Backlog:
        """Measure what is due and what urgent message has waited longest."""
        ...

    async def unstick(self, person: PersonId, now: float) -> None:
        """Forget lease and waiting times of a person and make them due now."""
        ...

    async def rewrite_log(self) -> bool:
        """Drop what was erased from the database's own log, at most daily; False: not yet."""
        ...

    async def rotate_keys(self) -> int:
        """Wrap every data key that an old sealing key wraps with the newest; tells how many."""
        ...

    async def close(self) -> None:
        """Release connections."""
        ...


class Links(Protocol):
    """Open codes that join two chats; a code is known here by its keyed hash alone."""

    async def offer(self, proof: str, person: PersonId, life_s: float) -> None:
        """Keep who made a code; it goes by itself after `life_s` seconds."""
        ...

    async def offered(self, proof: str) -> PersonId | None:
        """Tell who made a code, while it is kept."""
        ...

    async def tried(self, person: PersonId) -> int:
        """Count one more try of a code; tells how many that were within a minute."""
        ...


class Tenants(Protocol):
    """What a platform keeps of a workspace or bot, such as tokens and ids of files: sealed."""

    async def tenant(self, platform: str, tenant: str) -> bytes | None:
        """Read what is kept of a tenant."""
        ...

    async def keep_tenant(self, platform: str, tenant: str, body: bytes) -> None:
        """Write what is kept of a tenant in place of what was."""
        ...

    async def rotate_tenant_keys(self) -> int:
        """Wrap every tenant's key with the newest sealing key; tells how many."""
        ...


class Store(Turns, Sends, Upkeep, Links, Tenants, Protocol):
    """Durable memory of people, their outboxes and their wake times. Raises StoreUnavailable."""


class Channel(Protocol):
    """One chat platform, for sending."""

    platform: str

    async def deliver(self, address: Address, message: Message) -> Receipt:
        """Send or edit one message. Raises NotDelivered (bot.errors)."""
        ...


@runtime_checkable
class ShowsPictures(Protocol):
    """A channel that can show pictures; one that cannot is given the words alone."""

    pictures: tuple[str, ...]
    """The media types it takes, the best first."""


class Pictures(Protocol):
    """Where finished pictures are; nothing is drawn while anybody waits."""

    def complete(self, picture: Picture, kinds: Sequence[str]) -> Picture:
        """Give a picture its file, of the first of these media types that is made.

        Where none is made the picture stays empty, and is drawn for the next time.
        """
        ...


class Translations(Protocol):
    """Messages in the language of whoever reads them; one that is lacking is the first instead."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language there is, the first of them first."""
        ...

    def __call__(self, language: str, key: str, **args: str) -> str:
        """Give one message in a language (`pt-BR`, else `pt`, else the first)."""
        ...


class Intake(Protocol):
    """What an adapter calls with every update; it returns only after the commit.

    Raises PoisedError when nothing was taken: answer 503, or do not acknowledge.
    """

    async def __call__(self, inbound: Inbound) -> None: ...


class Metrics(Protocol):
    """Counts what the runner, the outbox and the clock do. Nothing counted here names a person."""

    def turn(self, flow: str, outcome: str, seconds: float) -> None:
        """A turn ended in the dialogue `flow` after some seconds.

        `outcome`: committed | referred | duplicate | unavailable | refused | parked.
        """
        ...

    def sent(self, kind: str, outcome: str, age_s: float) -> None:
        """A message of a kind left, or did not, this long after its turn.

        `outcome`: delivered | told_to_wait | unknown | missed | unreachable | refused.
        """
        ...

    def woken(self, late_s: float) -> None:
        """Somebody was woken so many seconds after their time."""
        ...

    def database_silent(self, where: str) -> None:
        """The database did not answer: runner | outbox | clock."""
        ...

    def alert(self, name: str) -> None:
        """Somebody should look: referral_cannot_reach | referral_waits | wake_failed."""
        ...


class NoMetrics:
    """Counts nothing."""

    def turn(self, flow: str, outcome: str, seconds: float) -> None:
        """Ignore a turn."""

    def sent(self, kind: str, outcome: str, age_s: float) -> None:
        """Ignore a message."""

    def woken(self, late_s: float) -> None:
        """Ignore a wake."""

    def database_silent(self, where: str) -> None:
        """Ignore a silence."""

    def alert(self, name: str) -> None:
        """Ignore an alert."""
