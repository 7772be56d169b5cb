"""What is stored of a person is sealed before it leaves this process.

A person has a data key of their own, which is stored wrapped by the newest sealing key beside what
it opens: deleting it erases whatever it sealed, and changing the sealing key changes one field.

    wrapped key   1 byte schema, 4 bytes id of the sealing key, 12 bytes nonce, AES-256-GCM
    sealed body   1 byte schema, 4 bytes id of the data key,    12 bytes nonce, AES-256-GCM

Person, field, schema and key id are associated data, so nothing opens in another place.
"""

import base64
import binascii
import contextlib
import os
import tempfile
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from bot.core.ports import PersonId
from bot.errors import Misconfigured, Unreadable

KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 12
SCHEMA = b"\x01"
HEADER_BYTES = len(SCHEMA) + KEY_ID_BYTES
PEPPER_BYTES_MIN = 32
OPENED_KEYS_MAX = 4096


class Secrets(Struct, frozen=True):
    """The two secrets: sealing keys, the newest first, and the pepper, which never changes."""

    sealing_keys: tuple[bytes, ...]
    pepper: bytes

    def __repr__(self) -> str:
        """Show the ids of the sealing keys, no secret."""
        return f"Secrets(sealing_keys={[key_id(key).hex() for key in self.sealing_keys]})"

    @classmethod
    def parse(cls, sealing_keys: str, pepper: str) -> "Secrets":
        """Read both settings, base64; several sealing keys are separated by commas.

        Raises Misconfigured.
        """
        keys = tuple(_decode("POISED_SEALING_KEYS", part) for part in sealing_keys.split(","))
        if any(len(key) != KEY_BYTES for key in keys):
            raise Misconfigured("POISED_SEALING_KEYS", f"write {KEY_BYTES} random bytes, base64")
        salt = _decode("POISED_PEPPER", pepper)
        if len(salt) < PEPPER_BYTES_MIN:
            raise Misconfigured("POISED_PEPPER", f"write {PEPPER_BYTES_MIN} random bytes, base64")
        if salt in keys:
            raise Misconfigured("POISED_PEPPER", "write another secret than the sealing key")
        return cls(keys, salt)


def _decode(setting: str, text: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except binascii.Error as problem:
        raise Misconfigured(setting, "write it in base64") from problem


def key_id(key: bytes) -> bytes:
    """Name a key without giving it away."""
    return sha256(b"poised key" + key).digest()[:KEY_ID_BYTES]


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut into header, nonce and body; whatever does not fit will not open."""
    end = HEADER_BYTES + NONCE_BYTES
    return sealed[:HEADER_BYTES], sealed[HEADER_BYTES:end], sealed[end:]


class DataKey:
    """One person's key, ready for use."""

    __slots__ = ("_cipher", "_header", "_place", "person", "secret", "wrapped")

    def __init__(self, person: PersonId, secret: bytes, wrapped: bytes) -> None:
        self.person = person
        self.secret = secret
        self.wrapped = wrapped
        self._header = SCHEMA + key_id(secret)
        self._place = person.encode() + b":"
        self._cipher = AESGCM(secret)

    def seal(self, field: bytes, plain: bytes) -> bytes:
        """Seal a value for one field of this person."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, plain, self._header + self._place + field)
        return self._header + nonce + sealed

    def open(self, field: bytes, sealed: bytes) -> bytes:
        """Open a value of this person. Raises Unreadable."""
        header, nonce, body = _parts(sealed)
        try:
            return self._cipher.decrypt(nonce, body, header + self._place + field)
        except (InvalidTag, ValueError) as problem:
            raise Unreadable(self.person, field.decode()) from problem


class Sealer:
    """Makes, wraps and unwraps data keys."""

    def __init__(self, secrets: Secrets) -> None:
        self._current = key_id(secrets.sealing_keys[0])
        self._ciphers = {key_id(key): AESGCM(key) for key in secrets.sealing_keys}
        self.data_key: Callable[[PersonId, bytes], DataKey] = lru_cache(OPENED_KEYS_MAX)(
            self._unwrap
        )

    def new_key(self, person: PersonId) -> DataKey:
        """Make a data key for a stranger."""
        secret = AESGCM.generate_key(KEY_BYTES * 8)
        return DataKey(person, secret, self._wrap(person, secret))

    def rewrap(self, person: PersonId, wrapped: bytes) -> bytes | None:
        """Wrap a data key with the newest sealing key; None when it is already."""
        if _parts(wrapped)[0] == SCHEMA + self._current:
            return None
        return self._wrap(person, self._unwrap(person, wrapped).secret)

    def _wrap(self, person: PersonId, secret: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        header = SCHEMA + self._current
        context = header + person.encode() + b":key"
        return header + nonce + self._ciphers[self._current].encrypt(nonce, secret, context)

    def _unwrap(self, person: PersonId, wrapped: bytes) -> DataKey:
        header, nonce, body = _parts(wrapped)
        cipher = self._ciphers.get(header[1:])
        if cipher is None:
            raise Unreadable(person, f"data key (sealing key {header[1:].hex()} is missing)")
        try:
            secret = cipher.decrypt(nonce, body, header + person.encode() + b":key")
        except (InvalidTag, ValueError) as problem:
            raise Unreadable(person, "data key") from problem
        return DataKey(person, secret, wrapped)


OTHERS_MASK = 0o077
FOLDER_MODE = 0o700


def load_or_make(folder: Path) -> Secrets:
    """Read both secrets from a folder, making what is missing. Raises Misconfigured."""
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    return Secrets.parse(_secret(folder / "sealing.key"), _secret(folder / "pepper.key"))


def _secret(path: Path) -> str:
    if not path.exists():
        _make(path)
    if path.stat().st_mode & OTHERS_MASK:
        raise Misconfigured(str(path), "others may read this secret; run chmod 600 on it")
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    """Write a new secret whole; of two processes that do so at once the first one wins."""
    secret = base64.b64encode(os.urandom(KEY_BYTES))
    handle, draft = tempfile.mkstemp(dir=path.parent)  # Mode 0600 from the first moment.
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
