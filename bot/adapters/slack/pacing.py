"""Pacing: about one message a second in a channel, and the silences that Slack asked for.

Slack's limits are per channel and method, so nothing here is shared between channels. Nothing
sleeps here either; the clock is an argument (seconds).
"""

from __future__ import annotations

from collections.abc import Callable

CHANNEL_GAP_S = 1.0
CHANNELS_KEPT_MAX = 10_000


class Pacer:
    """Spaces the messages of each channel out."""

    def __init__(self, clock: Callable[[], float], gap_s: float = CHANNEL_GAP_S) -> None:
        self._clock = clock
        self._gap_s = gap_s
        self._free: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def held_s(self, channel: str) -> float:
        """How long Slack still wants silence in a channel."""
        return max(self._held.get(channel, 0.0) - self._clock(), 0.0)

    def busy_s(self, channel: str) -> float:
        """How long until the next message may leave; takes no slot."""
        return max(self._free.get(channel, 0.0) - self._clock(), self.held_s(channel), 0.0)

    def reserve(self, channel: str) -> float:
        """Take the channel's next slot; tells how many seconds to wait for it."""
        now, wait_s = self._clock(), self.busy_s(channel)
        self._free[channel] = now + wait_s + self._gap_s
        if len(self._free) > CHANNELS_KEPT_MAX:
            self._free = {name: at for name, at in self._free.items() if at > now}
        return wait_s

    def sent(self, channel: str) -> None:
        """Count the gap from the end of a call, so that a slow one is no excuse for the next."""
        self._free[channel] = max(self._free.get(channel, 0.0), self._clock() + self._gap_s)

    def hold(self, channel: str, seconds: float) -> None:
        """Obey a 429."""
        now = self._clock()
        self._held = {name: until for name, until in self._held.items() if until > now}
        self._held[channel] = max(self._held.get(channel, 0.0), now + seconds)
