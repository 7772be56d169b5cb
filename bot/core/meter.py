"""What the machinery tells of itself; who listens is decided at the composition root."""

from typing import Protocol


class Meter(Protocol):
    """Listens to the runner, the outbox and the clock. Nothing told here names a person."""

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


class Unmetered:
    """Nobody listens."""

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
