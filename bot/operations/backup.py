"""Backup and restore: one file, sealed as the database is, whole, ours, or refused (S13).

A file is a list of frames: four bytes of length, then MessagePack. First a header, then people,
then the erasure list, at last a footer that counts and authenticates what stands before it, so that
nobody without the pepper can make, cut or change a backup.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, Self

import msgspec
from msgspec import Struct

from bot.core.clock import SystemTime
from bot.core.ports import PersonId
from bot.errors import PoisedError
from bot.store import keys
from bot.store.dump import Dumped, dump, people, teams, undump, undump_team
from bot.store.redis import RedisStore

FORMAT = "poised backup 2"
UNAUTHENTICATED = "poised backup 1"
"""Until November 2026: the footer was a plain SHA-256, which anybody can make."""
LENGTH_BYTES = 4
PRIVATE = 0o600


class Header(Struct, frozen=True, tag=True):
    """What the file is, and whose: shards and fingerprint of the pepper must agree."""

    format: str
    made: float
    shards: int
    pepper: str


class One(Struct, frozen=True, tag=True):
    """One person."""

    dumped: Dumped


class Team(Struct, frozen=True, tag=True):
    """What is kept of one workspace."""

    name: PersonId
    fields: list[bytes]


class Erased(Struct, frozen=True, tag=True):
    """People who asked to be forgotten, and when."""

    people: list[tuple[PersonId, float]]


class Footer(Struct, frozen=True, tag=True):
    """How many frames stand before this one, and their HMAC-SHA-256 by the pepper."""

    frames: int
    digest: bytes


Frame = Header | One | Team | Erased | Footer
_DECODER = msgspec.msgpack.Decoder(Frame)


class Checksum(Protocol):
    """A sum over frames: an HMAC, or in older files a hash."""

    def update(self, body: bytes, /) -> None:
        """Add a frame."""

    def digest(self) -> bytes:
        """The sum."""


class BadBackup(PoisedError):
    """A file that is not whole, or belongs to another installation; nothing was changed."""


async def write(store: RedisStore, path: Path) -> str:
    """Write everybody and the erasure list; tells what was written."""
    count = 0
    with _Writer(path, _mac(store)) as out:
        out.frame(_header(store))
        async for person in people(store):
            if (dumped := await dump(store, person)) is not None:
                out.frame(One(dumped))
                count += 1
        for name, fields in await teams(store):
            out.frame(Team(name, fields))
        erased = await store.erased()
        out.frame(Erased(erased))
    return f"{count} people and {len(erased)} erasures written to {path}"


async def write_erasures(store: RedisStore, path: Path) -> str:
    """Write the erasure list alone; tells what was written."""
    erased = await store.erased()
    with _Writer(path, _mac(store)) as out:
        out.frame(_header(store))
        out.frame(Erased(erased))
    return f"{len(erased)} erasures written to {path}"


async def read(
    store: RedisStore, path: Path, erasures: Path | None = None, *, force: bool = False
) -> str:
    """Restore a backup into an empty database that nobody else uses; erase the erased again.

    Both files are read whole before anything is written. `force` takes a file that nobody has
    authenticated, and a database to which other programs are connected. Raises BadBackup.
    """
    if not force and (others := await store.other_clients()):
        raise BadBackup(
            f"{others} other connections to this database: stop `poised web` and `poised work` "
            "first (POISED_FORCE=1 if they are only watching)"
        )
    _check(store, path, force=force)
    newer = _erased(store, erasures, force=force) if erasures else []
    async for person in people(store):
        raise BadBackup(f"the database is not empty ({person} is there); restore into a new one")
    count, again = 0, [*await store.erased(), *newer]
    for frame in _frames(path):
        if isinstance(frame, One):
            count += await undump(store, frame.dumped)
        elif isinstance(frame, Team):
            await undump_team(store, frame.name, frame.fields)
        elif isinstance(frame, Erased):
            again += frame.people
    gone = 0
    for person, at in sorted(set(again), key=lambda pair: pair[1]):
        gone += await store.erase(person, SystemTime().now(), before=at)
    return f"{count} people restored, {gone} of them erased again ({len(set(again))} on the list)"


def _header(store: RedisStore) -> Header:
    pepper = keys.fingerprint(store.secrets.pepper)
    return Header(FORMAT, SystemTime().now(), keys.SHARDS, pepper)


def _mac(store: RedisStore) -> hmac.HMAC:
    key = hmac.digest(store.secrets.pepper, FORMAT.encode(), "sha256")
    return hmac.new(key, digestmod="sha256")


def _check(store: RedisStore, path: Path, *, force: bool) -> None:
    """Read a file to its end. Raises BadBackup unless it is whole and ours."""
    header = next(_frames(path), None)
    if not isinstance(header, Header) or header.format not in (FORMAT, UNAUTHENTICATED):
        raise BadBackup(f"{path} is not a backup of Poised")
    if header.format == UNAUTHENTICATED and not force:
        raise BadBackup(
            f"{path} is of an older version and nothing proves who made it; "
            "if you know that, restore it with POISED_FORCE=1"
        )
    if header.pepper != keys.fingerprint(store.secrets.pepper) or header.shards != keys.SHARDS:
        raise BadBackup(f"{path} was made with another pepper; set POISED_PEPPER to that one")
    _prove(path, _mac(store) if header.format == FORMAT else hashlib.sha256())


def _erased(store: RedisStore, path: Path, *, force: bool) -> list[tuple[PersonId, float]]:
    _check(store, path, force=force)
    return [pair for frame in _frames(path) if isinstance(frame, Erased) for pair in frame.people]


def _prove(path: Path, digest: Checksum) -> None:
    """Raises BadBackup unless the footer proves every frame before it."""
    count, footer = 0, None
    for body, frame in _raw(path):
        if isinstance(frame, Footer):
            footer = frame
            continue
        digest.update(body)
        count += 1
    proved = footer is not None and hmac.compare_digest(footer.digest, digest.digest())
    if footer is None or not proved or footer.frames != count:
        raise BadBackup(f"{path} is damaged or not whole; take another one")


def _frames(path: Path) -> Iterator[Frame]:
    yield from (frame for _, frame in _raw(path))


def _raw(path: Path) -> Iterator[tuple[bytes, Frame]]:
    with path.open("rb") as file:
        while length := file.read(LENGTH_BYTES):
            body = file.read(int.from_bytes(length))
            try:
                yield body, _DECODER.decode(body)
            except msgspec.DecodeError:
                raise BadBackup(f"{path} is damaged or not whole; take another one") from None


class _Writer:
    """Writes frames into a draft that takes its place only when it is whole and on the disk."""

    def __init__(self, path: Path, digest: Checksum) -> None:
        self._path = path
        self._draft = path.with_name(f"{path.name}.draft")
        self._digest = digest
        self._count = 0
        self._file: BinaryIO

    def __enter__(self) -> Self:
        self._draft.unlink(missing_ok=True)  # A link or an open mode that lies there is not used.
        handle = os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        self._file = os.fdopen(handle, "wb")
        return self

    def frame(self, frame: Frame) -> None:
        """Write one frame."""
        body = msgspec.msgpack.encode(frame)
        self._file.write(len(body).to_bytes(LENGTH_BYTES) + body)
        self._digest.update(body)
        self._count += 1

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.frame(Footer(self._count, self._digest.digest()))
            self._file.flush()
            os.fsync(self._file.fileno())
        self._file.close()
        if kind is None:
            self._draft.replace(self._path)
        else:
            self._draft.unlink()
