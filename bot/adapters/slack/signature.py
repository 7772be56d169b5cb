"""Whether Slack itself signed these bytes, a short while ago."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

WINDOW_S = 300
"""Slack's own window against replays, either way."""
TIMESTAMP = re.compile(r"[0-9]{1,12}")


def signed(secrets: Iterable[str], headers: tuple[str, str], body: bytes, now: float) -> bool:
    """Check timestamp and v0 signature over the raw bytes, before anything is parsed.

    `headers` are X-Slack-Request-Timestamp and X-Slack-Signature as they came; `now` is in
    seconds. Every secret is tried, so that two are valid while one rotates.
    """
    timestamp, signature = headers
    if not TIMESTAMP.fullmatch(timestamp) or abs(now - int(timestamp)) > WINDOW_S:
        return False
    given = signature.encode(errors="surrogateescape")
    matches = [hmac.compare_digest(sign(s, timestamp, body), given) for s in secrets if s]
    return any(matches)


def sign(secret: str, timestamp: str, body: bytes) -> bytes:
    """Make the v0 signature of a request."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return b"v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest().encode()
