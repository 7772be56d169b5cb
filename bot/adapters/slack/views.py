"""The App Home: what it holds, and its view."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct

from bot.adapters.slack.incoming import HOME_VIEW
from bot.adapters.slack.layout import Block, Phrases, SealOne, button, option, plain, sections
from bot.adapters.slack.payloads import Action, View
from bot.core.messages import Address, Button, Inbound
from flows.engine.events import Submitted

HEADER_CHARS_MAX = 150
BUTTONS_PER_ROW_MAX = 5
COMMAND_TOKEN = 0


class HomeView(Struct, frozen=True):
    """What the Home tab shows a person; every text and label is ready in their language.

    `state` is today's state and `reminder` the next reminder. `buttons` stand for commands
    (start check-in, today's exercises, pause, settings, export, delete, urgent signs, ...); a
    row starts anew where `rows` says so. `stranger` asks the adapter to say hello in the direct
    conversation.
    """

    title: str
    state: str = ""
    reminder: str = ""
    rows: tuple[tuple[Button, ...], ...] = ()
    footer: str = ""
    stranger: bool = False


class HomeSource(Protocol):
    """Fills the Home tab of one person."""

    async def __call__(self, address: Address, /) -> HomeView:
        """Read the person and say what their Home tab shows. Raises PoisedError."""
        ...


def home_view(home: HomeView, seal: SealOne, phrases: Phrases) -> Block:
    """The Home tab as a view."""
    texts = [part for text in (home.state, home.reminder) for part in sections(text)]
    rows = [_row(number, row, seal) for number, row in enumerate(home.rows) if row]
    header = {"type": "header", "text": plain(home.title or phrases.notice, HEADER_CHARS_MAX)}
    return {"type": HOME_VIEW, "blocks": [header, *texts, *rows, *sections(home.footer)]}


def _row(number: int, row: tuple[Button, ...], seal: SealOne) -> Block:
    first = number * BUTTONS_PER_ROW_MAX
    elements = [
        button(one, seal(COMMAND_TOKEN, one.option), first + index)
        for index, one in enumerate(row[:BUTTONS_PER_ROW_MAX])
    ]
    return {"type": "actions", "elements": elements}


FORM_CALLBACK = "checkin_form"
FIELD_ACTION = "field"
TITLE_CHARS_MAX = 24
LABEL_CHARS_MAX = 2000
CHECKBOXES_MAX = 10
OPTIONS_MAX = 100
FIELDS_MAX = 20
TEXT_CHARS_MAX = 300


class Field(Struct, frozen=True):
    """One question of a form: its id, its words, its options (none: typed text or a time)."""

    name: str
    label: str
    options: tuple[Button, ...] = ()
    several: bool = False
    reads: str = ""
    optional: bool = False


class Form(Struct, frozen=True):
    """The open questions of one run; `token` names the run for the answers to come back to.

    Without fields the `text` alone is shown (nothing to answer, or not now).
    """

    token: int
    title: str
    text: str = ""
    fields: tuple[Field, ...] = ()
    submit: str = ""
    close: str = ""


class FormSource(Protocol):
    """Starts or finds the person's check-in and says what it asks."""

    async def __call__(self, inbound: Inbound, /) -> Form:
        """Commit what opening the form means and give its questions. Raises PoisedError."""
        ...


def loading(title: str, phrases: Phrases) -> Block:
    """The view that is opened within the three seconds a trigger lives."""
    return _modal(title, sections(phrases.notice))


def modal(form: Form, sealed: str) -> Block:
    """The filled view; `sealed` is the authenticated token, kept in private metadata."""
    fields = [_input(field) for field in form.fields[:FIELDS_MAX]]
    view = _modal(form.title, [*sections(form.text), *fields])
    view |= {"private_metadata": sealed, "close": plain(form.close, TITLE_CHARS_MAX)}
    return view | ({"submit": plain(form.submit, TITLE_CHARS_MAX)} if fields else {})


def submission(view: View, token: int) -> Submitted:
    """The answers of a form that was sent; what was left empty is not an answer."""
    values = view.state.values if view.state else {}
    states = {name: block[FIELD_ACTION] for name, block in values.items() if FIELD_ACTION in block}
    given = {name: _value(state) for name, state in states.items()}
    return Submitted(token, {name: value for name, value in given.items() if value is not None})


def _modal(title: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": FORM_CALLBACK,
        "title": plain(title, TITLE_CHARS_MAX),
        "blocks": blocks,
    }


def _input(field: Field) -> Block:
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, LABEL_CHARS_MAX),
        "optional": field.optional,
        "element": _element(field) | {"action_id": FIELD_ACTION},
    }


def _element(field: Field) -> Block:
    if not field.options:
        text: dict[str, Any] = {"type": "plain_text_input", "max_length": TEXT_CHARS_MAX}
        return {"type": "timepicker"} if field.reads == "time_of_day" else text
    options = [option(one, one.option) for one in field.options[:OPTIONS_MAX]]
    return {"type": _choice_type(field), "options": options}


def _choice_type(field: Field) -> str:
    if not field.several:
        return "static_select"
    return "checkboxes" if len(field.options) <= CHECKBOXES_MAX else "multi_static_select"


def _value(state: Action) -> str | tuple[str, ...] | None:
    if state.selected_options:
        return tuple(one.value for one in state.selected_options)
    if state.selected_option is not None:
        return state.selected_option.value
    return state.selected_time or state.value or None
