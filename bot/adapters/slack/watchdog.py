"""Whether a socket still hears: what was heard when, and what follows from it. Pure."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

PONG_S_MAX = 30.0
"""Three pings without an answer: the connection is dead, whatever the socket says."""
HELLO_S_MAX = 15.0
"""Slack greets a new connection at once."""
SILENCE_S_MAX = 600.0
"""So long without any update, a connection is changed for a new one: it may be deaf."""


class Health(Enum):
    """What is known of a connection."""

    HEARS = "hears"
    WAITS = "waits"
    DEAD = "dead"
    DEAF = "deaf"


class Hearing(Struct):
    """Times of one connection, in seconds of a monotonic clock."""

    connected: float
    hello: float | None = None
    pong: float | None = None
    heard: float | None = None

    def health(self, now: float) -> Health:
        """Judge the connection as of now."""
        if self.hello is None:
            return Health.WAITS if now - self.connected < HELLO_S_MAX else Health.DEAD
        if now - max(self.pong or self.connected, self.hello) > PONG_S_MAX:
            return Health.DEAD
        lately = max(self.heard or self.connected, self.connected)
        return Health.DEAF if now - lately > SILENCE_S_MAX else Health.HEARS
