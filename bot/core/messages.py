"""Messages as platforms exchange them with us: neutral, typed, in the person's words."""

from hashlib import sha256

from msgspec import Struct

from flows.engine.events import AnyEvent

CONTENT_HEX_DIGITS = 32


class Address(Struct, frozen=True):
    """Where a person can be written to; sealed wherever it is stored.

    `tenant` is the workspace on platforms that have them, and empty elsewhere; `chat` is the
    private chat or direct-message channel; `user` is the platform's id of the person.
    """

    platform: str
    tenant: str
    user: str
    chat: str


class Inbound(Struct, frozen=True):
    """One update: a unique id (platform|tenant|event id), who, and what happened.

    `sent` orders a text among the person's messages (the platform's message id); the runner
    compares it with the open prompt's, so that an older text answers nothing newer.
    `code` is the opaque payload of a deep link.
    """

    id: str
    address: Address
    event: AnyEvent
    sent: str = ""
    language: str = ""
    code: str = ""


class Button(Struct, frozen=True):
    """One button: what it stands for and the words on it; `picked` marks a chosen toggle."""

    option: str
    label: str
    picked: bool = False


class Document(Struct, frozen=True):
    """A file for the person."""

    name: str
    body: bytes
    media: str = "application/json"


class Picture(Struct, frozen=True):
    """A picture or animation beside the text, which says all that matters without it.

    `key` names the figure; `alt` tells what is seen, in the person's language. An empty `body`
    is a picture that is not made yet, or not for this platform: then the words go alone.
    """

    key: str
    body: bytes
    alt: str
    media: str = "image/png"

    @property
    def content(self) -> str:
        """Name the bytes, so that a platform is given each picture once."""
        return sha256(self.body).hexdigest()[:CONTENT_HEX_DIGITS]


class Message(Struct, frozen=True):
    """One message for one person, ready for a channel to lay out within its limits.

    `text` is plain: paragraphs stand apart by blank lines, list items begin with "• ", and
    `*words*` are strong. A press on any button answers prompt `token` (0: a command). With
    `several`, buttons are toggles and `done`/`none_of_these` close the prompt. `redraw` edits
    the message of prompt `token` in place. `answered` is (token, words of the choice): the
    buttons of that prompt go and the choice stays visible. `notice` is the neutral line for a
    lock screen. `edits` is the platform's id of the message to edit, when it is known.
    """

    kind: str
    text: str = ""
    token: int = 0
    buttons: tuple[Button, ...] = ()
    several: bool = False
    reads: str = ""
    redraw: bool = False
    answered: tuple[int, str] | None = None
    picture: Picture | None = None
    document: Document | None = None
    notice: str = ""
    edits: str = ""


class Receipt(Struct, frozen=True):
    """What the platform said: the id of the message that now carries the prompt, if any."""

    message: str = ""
