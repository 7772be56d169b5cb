"""What a turn wants done in the world, and the words in it; the engine performs none of it.

Words are references to messages of content/text, never text: `render` makes text of them.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Word(Struct, frozen=True, tag=True, omit_defaults=True):
    """A Fluent message and its variables, or, with `raw`, a person's own words."""

    key: str = ""
    args: dict[str, Arg] = {}
    raw: str = ""


class Words(Struct, frozen=True, tag=True, omit_defaults=True):
    """Several words joined into a list; `join` names how: lines | comma | blank."""

    items: tuple[Word, ...]
    join: str = "comma"


Arg = str | int | float | Word | Words


def date_word(day: date) -> Word:
    """Say a date as people do."""
    return Word("date-said", {"day": day.day, "month": day.month, "year": str(day.year)})


class Option(Struct, frozen=True, omit_defaults=True):
    """One button: its id, and the words on it."""

    id: str
    label: Word


class Say(Struct, frozen=True, tag=True, omit_defaults=True):
    """Tell the person something.

    `picture` names a figure to show with the text: what is done and the steps in force, the
    plainest first (`bird_dog`, `step_up.tempo_1.load_1`); nothing says more than the words.
    """

    key: str
    args: dict[str, Arg] = {}
    picture: str = ""


class Prompt(Struct, frozen=True, tag=True, omit_defaults=True):
    """Ask the open question; every button of it carries `token`.

    `picture` names a figure to show with it, as a statement's does.
    """

    token: int
    key: str
    args: dict[str, Arg] = {}
    options: tuple[Option, ...] = ()
    several: bool = False
    picked: tuple[str, ...] = ()
    reads: str = ""
    optional: bool = False
    redraw: bool = False
    """The same prompt again with another pick: edit it in place where the platform can."""
    picture: str = ""


def fact_word(name: str, value: object) -> Word:
    """A fact of the day as it is said back; digits become a number, by which a text can choose."""
    said = f"{value:g}" if isinstance(value, float) else str(value)
    given: Arg = int(said) if said.isdecimal() else said
    return Word(f"fact-{name.replace('_', '-')}", {"value": given})


class Answered(Struct, frozen=True, tag=True, omit_defaults=True):
    """The prompt `token` has its answer: take the buttons away and show `choice`."""

    token: int
    choice: Word


class Refer(Struct, frozen=True, tag=True, omit_defaults=True):
    """Send the person to a clinician: urgent lane, never expires, sent first."""

    tier: str
    key: str
    args: dict[str, Arg] = {}
    summary: Word | None = None
    """The card to show to a clinician, in the same message."""


class Remind(Struct, frozen=True, tag=True, omit_defaults=True):
    """Nudge the person; at most once, never after `not_after` (application clock, seconds)."""

    key: str
    not_after: float
    args: dict[str, Arg] = {}
    options: tuple[Option, ...] = ()
    token: int = 0


class Export(Struct, frozen=True, tag=True):
    """Send the person everything that is stored about them."""


class Erase(Struct, frozen=True, tag=True):
    """Delete everything that is stored about the person, after the messages of this turn."""


class LinkCode(Struct, frozen=True, tag=True):
    """Make a one-time code that joins another chat to this person."""


class Redeem(Struct, frozen=True, tag=True):
    """Join this person to whoever made the code."""

    code: str


class Readdress(Struct, frozen=True, tag=True):
    """Let the person be found by the addresses of the record, and by no others."""


Errand = LinkCode | Redeem | Readdress
"""Work on addresses, done after the commit; its outcome comes back as the event Linked."""

Effect = Say | Prompt | Answered | Refer | Remind | Export | Erase | Errand
