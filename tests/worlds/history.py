"""What truly happened in a world, one line an event, in the order in which it happened."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from bot.core.ports import PersonId, Write


class Life(NamedTuple):
    """One person from their first turn to their erasure."""

    person: PersonId
    key: bytes


class Committed(NamedTuple):
    """A turn was written; `read` is the record that it started from, entries got `seqs`."""

    at: float
    process: str
    life: Life
    read: bytes | None
    write: Write
    seqs: range
    epoch: int


class Handed(NamedTuple):
    """An entry was handed to a sender, at `now` of the application's clock."""

    at: float
    process: str
    life: Life
    seq: int
    now: float


class Started(NamedTuple):
    """A process began to send an entry."""

    at: float
    process: str
    life: Life
    seq: int
    now: float


class Arrived(NamedTuple):
    """The platform showed an entry to the person."""

    at: float
    process: str
    life: Life
    seq: int


class Failed(NamedTuple):
    """A send ended in an error of the platform's."""

    at: float
    process: str
    life: Life
    seq: int
    why: str


class Taken(NamedTuple):
    """An entry left the outbox: as `delivered`, `buried`."""

    at: float
    life: Life
    seq: int
    how: str


class Unwritten(NamedTuple):
    """A process said something that no outbox held."""

    at: float
    user: str
    text: str


class Held(NamedTuple):
    """The platform asked for silence until a time of the application's clock."""

    at: float
    life: Life
    until: float


class Acknowledged(NamedTuple):
    """The platform was told that an update is taken."""

    at: float
    life: PersonId
    update: str


class Erased(NamedTuple):
    """Everything about a person was deleted."""

    at: float
    life: Life


class Fault(NamedTuple):
    """The weather did something."""

    at: float
    what: str
    whom: str


Event = (
    Committed
    | Handed
    | Started
    | Arrived
    | Failed
    | Taken
    | Held
    | Unwritten
    | Acknowledged
    | Erased
    | Fault
)
E = TypeVar("E", bound=tuple[object, ...])


class History:
    """The events of one world."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(self, event: Event) -> None:
        """Write an event down."""
        self.events.append(event)

    def of(self, kind: type[E]) -> Iterator[E]:
        """Every event of a kind, in order."""
        return (event for event in self.events if isinstance(event, kind))

    def digest(self) -> str:
        """One word for the whole history: two worlds with the same word were the same."""
        state = blake2b(digest_size=12)
        for event in self.events:
            state.update(repr(event).encode())
        return state.hexdigest()
