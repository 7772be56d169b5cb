"""Button data: opaque, authenticated, at most 64 bytes (S5).

A press carries who it was made for, which prompt it answers and what it stands for, so that a
forged, foreign, old or altered one never counts. The form is 48 bytes in base64url:

    tag (10 bytes) ‖ sealed [ token (5 bytes) ‖ option (0..33 bytes) ]

The tag is a truncated HMAC-SHA-256 over user, chat, token and option; it is also the start value
of the key stream that seals them (a synthetic IV), so equal buttons look equal and nothing else
can be read from them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from msgspec import Struct

PRESS_BYTES_MAX = 64
"""The tightest limit that a platform sets for button data."""
TAG_BYTES = 10
TOKEN_BYTES = 5
OPTION_BYTES_MAX = PRESS_BYTES_MAX * 3 // 4 - TAG_BYTES - TOKEN_BYTES


class Press(Struct, frozen=True):
    """What an authentic button stands for."""

    token: int
    option: str


def button_secret(root: bytes) -> bytes:
    """Derive the secret of buttons from one that never rotates, so that old buttons still open."""
    return hmac.new(root, b"poised buttons", hashlib.sha256).digest()


def seal_press(secret: bytes, user: str, chat: str, press: Press) -> str:
    """Make the data of a button for one person in one chat."""
    plain = press.token.to_bytes(TOKEN_BYTES) + press.option.encode()
    assert len(plain) <= TOKEN_BYTES + OPTION_BYTES_MAX, "option ids are short: see lint"
    tag = _tag(secret, user, chat, plain)
    return base64.urlsafe_b64encode(tag + _sealed(secret, tag, plain)).rstrip(b"=").decode()


def open_press(secret: bytes, user: str, chat: str, data: str) -> Press | None:
    """Read the data of a button; None for whatever we did not make for this person and chat."""
    raw = _decoded(data)
    if raw is None or len(raw) < TAG_BYTES + TOKEN_BYTES:
        return None
    tag, plain = raw[:TAG_BYTES], _sealed(secret, raw[:TAG_BYTES], raw[TAG_BYTES:])
    if not hmac.compare_digest(tag, _tag(secret, user, chat, plain)):
        return None
    return Press(int.from_bytes(plain[:TOKEN_BYTES]), plain[TOKEN_BYTES:].decode())


def _decoded(data: str) -> bytes | None:
    """Only the one spelling that we write is read: no padding, no stray bits."""
    if len(data) > PRESS_BYTES_MAX:
        return None
    try:
        raw = base64.b64decode(data + "=" * (-len(data) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == data else None


def _tag(secret: bytes, user: str, chat: str, plain: bytes) -> bytes:
    return _mac(secret, b"press", user.encode(), chat.encode(), plain)[:TAG_BYTES]


def _sealed(secret: bytes, tag: bytes, plain: bytes) -> bytes:
    """Seal and open alike: a key stream from the tag."""
    stream = _mac(secret, b"stream", tag, b"1") + _mac(secret, b"stream", tag, b"2")
    return bytes(a ^ b for a, b in zip(plain, stream, strict=False))


def _mac(secret: bytes, *parts: bytes) -> bytes:
    """Authenticate a list of parts; each is preceded by its length, so none can flow over."""
    framed = b"".join(len(part).to_bytes(4) + part for part in parts)
    return hmac.new(secret, framed, hashlib.sha256).digest()
