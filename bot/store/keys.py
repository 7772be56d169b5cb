"""Every key in the database, with its type and lifetime. No other module writes a key.

| key                      | type   | lifetime                                                |
|--------------------------|--------|---------------------------------------------------------|
| `{s042}:p:<person>`      | hash   | until erased; fields below                              |
| `{s042}:journal:<person>` | list   | until erased; sealed lines, oldest first                |
| `{s042}:out:<person>`    | list   | while something waits; packed header, sealed body       |
| `{s042}:parked:<person>` | list   | while something waits; packed header, sealed update     |
| `{s042}:seen:<person>`   | zset   | 48 h, at most 64 hashed update ids by application time  |
| `{s042}:lease:<person>`  | string | the send lease, PX; its value is the holder's token     |
| `{s042}:dead:<person>`   | zset   | 14 d; packed header, sealed body by application time    |
| `{s042}:due:urgent`      | zset   | people by due time, those with an urgent entry waiting  |
| `{s042}:due:normal`      | zset   | people by due time, all others                          |
| `{s042}:dead`            | zset   | people who have dead letters, by the newest             |
| `{s042}:code:<hash>`     | string | 10 min; who made a code that joins two chats, sealed    |
| `{s042}:tries:<person>`  | string | 1 min; codes that a person tried                        |
| `{s042}:team:<team>`     | hash   | until the workspace leaves; `key` and sealed `body`:    |
|                          |        | its tokens, or the ids of pictures uploaded there       |
| `{s042}:erased`          | zset   | 400 d; people erased, by application time               |
| `{shards}:meta`          | hash   | for ever; number of shards, fingerprint of the pepper   |
| `{shards}:rewritten`     | string | 1 d; the servers' logs were rewritten                   |
| `{sends}:budget:<bot>`   | string | 1 s; sends taken in this second                         |
| `{sends}:blocked:<bot>`  | string | until the platform wants to hear from the bot again     |

Fields of a person: `v` version, `rec` sealed record, `epoch`, `wake`, `next` (send), `park` (next
try of a parked update), `hold` (nothing leaves before), `seq` of the newest entry, `key` wrapped
data key, `side` sealed message ids, `born`, `moved` (alias of). Times are whole milliseconds.

A person's keys and the due sets of their shard share a hash tag, hence one slot of a cluster. All
tags begin with `{s`, so that one ACL pattern, `{s*`, covers everything.
"""

import hmac
import re
from hashlib import blake2b, sha256
from typing import NamedTuple

from bot.core.ports import PersonId

SHARDS = 256
PERSON_ID_HEX_DIGITS = 32
SEEN_BYTES = 12
SEEN_KEPT_MS = 48 * 3_600_000
SEEN_MAX = 64
TRIES_KEPT_MS = 60_000
DEAD_KEPT_MS = 14 * 86_400_000
ERASED_KEPT_MS = 400 * 86_400_000  # longer than any backup may live
META = "{shards}:meta"
REWRITTEN = "{shards}:rewritten"
PEOPLE_PATTERN = "{s*}:p:*"
TEAMS_PATTERN = "{s*}:team:*"


def person_id(pepper: bytes, platform: str, tenant: str, user: str) -> PersonId:
    """Name a person by a keyed hash of their address; without the pepper nobody can redo it."""
    address = f"{platform}\0{tenant}\0{user}".encode()
    return PersonId(hmac.new(pepper, address, sha256).hexdigest()[:PERSON_ID_HEX_DIGITS])


def shard_of(person: PersonId) -> int:
    """Tell the shard of a person; ids are uniform, so their first byte is."""
    return int(person[:2], 16) % SHARDS


def fingerprint(pepper: bytes) -> str:
    """Name a pepper without giving it away."""
    return hmac.new(pepper, b"fingerprint of the pepper", sha256).hexdigest()[:16]


def seen_id(pepper: bytes, inbound: str) -> bytes:
    """Hash an update id, because a platform may put a user or a team into it."""
    return blake2b(inbound.encode(), key=pepper[:64], digest_size=SEEN_BYTES).digest()


def tag(shard: int) -> str:
    """Name the hash tag that keeps a shard on one slot."""
    return f"{{s{shard:03d}}}"


class PersonKeys(NamedTuple):
    """The keys of one person and of their shard, all in one slot."""

    person: str
    out: str
    lease: str
    urgent: str
    normal: str
    seen: str
    journal: str
    parked: str
    dead: str
    dead_people: str
    erased: str

    @property
    def queue(self) -> tuple[str, ...]:
        """The five that every script about a person takes first (lib.lua)."""
        return self[:5]


SHARD_TAGS = tuple(tag(shard) for shard in range(SHARDS))


def of_person(person: PersonId) -> PersonKeys:
    """Build every key that belongs to a person."""
    s = SHARD_TAGS[int(person[:2], 16)]
    return PersonKeys(
        person=f"{s}:p:{person}",
        out=f"{s}:out:{person}",
        lease=f"{s}:lease:{person}",
        urgent=f"{s}:due:urgent",
        normal=f"{s}:due:normal",
        seen=f"{s}:seen:{person}",
        journal=f"{s}:journal:{person}",
        parked=f"{s}:parked:{person}",
        dead=f"{s}:dead:{person}",
        dead_people=f"{s}:dead",
        erased=f"{s}:erased",
    )


def due_urgent(shard: int) -> str:
    """Name the due set of a shard for people with an urgent message waiting."""
    return f"{SHARD_TAGS[shard]}:due:urgent"


def due_normal(shard: int) -> str:
    """Name the due set of a shard for all others."""
    return f"{SHARD_TAGS[shard]}:due:normal"


def dead_people(shard: int) -> str:
    """Name the set of people of a shard who have dead letters."""
    return f"{SHARD_TAGS[shard]}:dead"


def dead(person: PersonId) -> str:
    """Name a person's dead letters."""
    return of_person(person).dead


def erased(shard: int) -> str:
    """Name the erasure list of a shard."""
    return f"{SHARD_TAGS[shard]}:erased"


def team(name: PersonId) -> str:
    """Name what is kept of a workspace that installed the app."""
    return f"{SHARD_TAGS[shard_of(name)]}:team:{name}"


def link_proof(pepper: bytes, code: str) -> str:
    """Name a code by a keyed hash, the only name under which the store knows it."""
    return hmac.new(pepper, b"code\0" + code.encode(), sha256).hexdigest()[:PERSON_ID_HEX_DIGITS]


def link_code(proof: str) -> str:
    """Name an open code."""
    return f"{SHARD_TAGS[shard_of(PersonId(proof))]}:code:{proof}"


def link_tries(person: PersonId) -> str:
    """Name the count of codes that a person tried."""
    return f"{SHARD_TAGS[shard_of(person)]}:tries:{person}"


def budget(bot: str) -> tuple[str, str]:
    """Name a bot's budget of this second and its block."""
    return f"{{sends}}:budget:{bot}", f"{{sends}}:blocked:{bot}"


_KNOWN = re.compile(
    r"\{s\d{3}\}:(?:(?:p|journal|out|parked|seen|lease|dead|team|code|tries):[0-9a-f]{32}"
    r"|due:urgent|due:normal|dead|erased)"
    r"|\{shards\}:(?:meta|rewritten)|\{sends\}:(?:budget|blocked):\S+"
)


def is_known(key: str) -> bool:
    """Tell whether a key found in the database is one of the table above."""
    return _KNOWN.fullmatch(key) is not None


OUTBOX_MAX = 64
"""Messages waiting for one person; the oldest that are no referrals make room."""
JOURNAL_LINES_MAX = 10_000
"""Lines of a person's journal: years of daily use; the oldest go first."""
PARKED_TRIES_MAX = 4
"""One try in the turn itself, then those after 1, 10 and 60 seconds."""
PARKED_MAX = 16
"""Parked updates of one person; a further one has no tries left."""
BUDGET_SECONDS = 1.0
"""The slice of time in which a bot's sends are counted."""
