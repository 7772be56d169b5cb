"""What the world can do to us, as errors that say what to do next.

PoisedError
├── StoreUnavailable      the database is silent or refuses writes; nothing was promised, ask again
├── Unreadable            something stored does not open with this person's key
├── NewerSchema           a record was written by a newer version of the program
├── Contended             a person's record kept changing under a turn
├── Misconfigured         a setting is missing or wrong
├── FolderInUse           another process owns the data folder
├── ServerFailed          the private database did not start
└── NotDelivered          a message did not reach a platform, and what follows from that
    ├── Unreachable       the person blocked the bot or is gone; stop, do not retry
    ├── Paused            the platform asks to wait some seconds (429)
    ├── Refused           the platform will never take this message (400)
    └── Unknown           it may or may not have arrived (5xx, time-out, reset)
"""


class PoisedError(Exception):
    """Whatever Poised raises on purpose."""


class StoreUnavailable(PoisedError):
    """The database is silent or refuses writes; tell the platform to ask again."""


class Unreadable(PoisedError):
    """A stored value does not open with the key of its person and field."""

    def __init__(self, person: str, field: str) -> None:
        super().__init__(f"{field} of {person} does not open; restore it from a backup")
        self.person = person
        self.field = field


class NewerSchema(PoisedError):
    """A record comes from a newer program; take nothing, answer 503, update this process."""


class Contended(PoisedError):
    """A person's record changed at every attempt; tell the platform to ask again."""


class Misconfigured(PoisedError):
    """A setting is missing or wrong; `mend` says what to write there."""

    def __init__(self, setting: str, mend: str) -> None:
        super().__init__(f"{setting}: {mend}")
        self.setting = setting
        self.mend = mend


class FolderInUse(PoisedError):
    """Another Poised owns the data folder; close it or choose another folder."""


class ServerFailed(PoisedError):
    """The private database did not start; the message ends with its own last words."""


class NotDelivered(PoisedError):
    """A message did not reach the platform."""


class Unreachable(NotDelivered):
    """The person blocked the bot, or is gone; nothing is sent until they come back."""


class Paused(NotDelivered):
    """The platform asks to wait; `everyone` says that the whole bot must."""

    def __init__(self, seconds: float, *, everyone: bool = False) -> None:
        super().__init__(f"wait {seconds:g} s")
        self.seconds = seconds
        self.everyone = everyone


class Refused(NotDelivered):
    """The platform will never take this message."""


class Unknown(NotDelivered):
    """The message may or may not have arrived."""
