"""What can happen to a conversation, whatever platform it came from."""

from msgspec import Struct

from flows.record import Record


class Event(Struct, frozen=True, tag=True):
    """Something that happened to one person."""


class Typed(Event, frozen=True, tag=True):
    """The person wrote a message; `stale` when it is older than the question it would answer."""

    text: str
    stale: bool = False


class Edited(Event, frozen=True, tag=True):
    """The person changed a message; `token` names the question it answered, when known."""

    text: str
    token: int | None = None


class Pressed(Event, frozen=True, tag=True):
    """The person pressed a button of the prompt `token`."""

    token: int
    option: str


class Submitted(Event, frozen=True, tag=True):
    """The person sent several answers of one run at once (a form)."""

    token: int
    answers: dict[str, str | tuple[str, ...]]


class Command(Event, frozen=True, tag=True):
    """The person asked for something by name; `argument` is what stood behind it."""

    name: str
    argument: str = ""


class Attached(Event, frozen=True, tag=True):
    """The person sent something that is not text (photo, voice, sticker, document, ...)."""

    what: str


class ZoneSeen(Event, frozen=True, tag=True):
    """The platform gave the person's time zone (IANA name)."""

    zone: str


class Reachable(Event, frozen=True, tag=True):
    """The person blocked the bot (`yes` is False) or came back."""

    yes: bool


class Due(Event, frozen=True, tag=True):
    """The person's wake time has come."""


class Failed(Event, frozen=True, tag=True):
    """An update of this person could not be handled, three times over (D13)."""


class Linked(Event, frozen=True, tag=True):
    """What came of an errand about addresses (flows.dialogues.linking).

    `outcome` names it; `proof` is the keyed hash of `code`; `other` is the record that joins;
    `addresses` were let go.
    """

    outcome: str
    code: str = ""
    proof: str = ""
    other: Record | None = None
    addresses: tuple[tuple[str, str, str, str], ...] = ()


AnyEvent = (
    Typed
    | Edited
    | Pressed
    | Submitted
    | Command
    | Attached
    | ZoneSeen
    | Reachable
    | Due
    | Failed
    | Linked
)
