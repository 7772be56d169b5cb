"""What Slack shows beside messages: the Home tab of a person, and the check-in as one form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.adapters.slack.incoming import FORM_OPTION
from bot.adapters.slack.views import Field, Form, HomeView
from bot.app import App
from bot.core.messages import Address, Button, Inbound
from flows.dialogues.home import checked_in, trained
from flows.engine.context import Context, Wording
from flows.engine.conversation import Run
from flows.engine.events import Command
from flows.engine.nodes import Ask, words_of
from flows.record import Record
from flows.safety_locks import locked

CHECKIN = "checkin"
ASKED_LATER = ("below_knee",)
"""Questions that only follow from an answer; they are asked as messages where they arise."""
SETTLED = "settled"
ROWS = (
    (FORM_OPTION, "today", "progress"),
    ("pause", "reminders", "settings"),
    ("export", "delete", "urgent"),
)
EARLY_ROWS = (("begin",), ("export", "delete", "urgent"))
COMMAND_OF = {"begin": "menu"}
SOON_S = 14 * 86_400.0
"""A wake further away is housekeeping, not a reminder."""


class SlackSources:
    """Fills the views of one application."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def home(self, address: Address) -> HomeView:
        """Today's state, the next reminder and the commands of a person."""
        record = await self._app.runner.known(address)
        wording = self._wording(record)
        context = Context(record or Record(), self._app.engine.catalog, self._app.time.now())
        state = _state(context)
        rows = EARLY_ROWS if state in ("new", "outside", "locked") else ROWS
        return HomeView(
            title=wording.text("home-title"),
            state=wording.text("home-state", {"state": state}),
            reminder=_reminder(wording, context) if rows is ROWS else "",
            rows=tuple(tuple(_button(wording, name) for name in row) for row in rows),
            footer=wording.text("home-footer"),
            stranger=record is None,
        )

    async def form(self, inbound: Inbound) -> Form:
        """Begin the check-in and give its questions; without fields where there is none."""
        await self._app.runner(replace(inbound, event=Command(CHECKIN)))
        record = await self._app.runner.known(inbound.address)
        wording = self._wording(record)
        top = record.conversation.top if record else None
        title = wording.text("slack-form-title")
        if top is None or top.flow != CHECKIN:
            return Form(0, title, wording.text("form-elsewhere"), close=wording.text("form-close"))
        return Form(
            top.token,
            title,
            fields=tuple(self._fields(wording, top)),
            submit=wording.text("form-submit"),
            close=wording.text("form-close"),
        )

    def _fields(self, wording: Wording, run: Run) -> Iterator[Field]:
        for node in self._app.engine.dialogues[CHECKIN].flow.nodes:
            if isinstance(node, Ask) and _in_form(node, run):
                options = self._app.engine.options[CHECKIN, node.id]
                buttons = (Button(one.id, str(wording.arg(one.label))) for one in options)
                label = wording.text(words_of(CHECKIN, node))
                reads, optional = node.kind.reads, node.optional
                yield Field(node.id, label, tuple(buttons), node.kind.several, reads, optional)

    def _wording(self, record: Record | None) -> Wording:
        known = self._app.engine.wordings
        language = record.language if record else ""
        return known.get(language, next(iter(known.values())))


def _in_form(node: Ask, run: Run) -> bool:
    """Warning signs are asked one by one, as messages: a form has no room for "not sure"."""
    if node.safety or node.id in ASKED_LATER or node.id in run.answers:
        return False
    return node.id != SETTLED or run.params.get("session_before") == "yes"


def _state(context: Context) -> str:
    record = context.record
    if locked(record):
        return "locked"
    if record.too_young or record.declined:
        return "outside"
    if record.plan is None:
        return "new"
    return "trained" if trained(context) else "checked" if checked_in(context) else "fresh"


def _reminder(wording: Wording, context: Context) -> str:
    record = context.record
    if record.wake_at is None or record.wake_at - context.now > SOON_S:
        return wording.text("home-no-reminder")
    at = datetime.fromtimestamp(record.wake_at, ZoneInfo(record.zone or "UTC"))
    day = wording.text(f"option-{at:%a}".lower())
    return wording.text("home-reminder", {"when": f"{day} {at:%H:%M}"})


def _button(wording: Wording, name: str) -> Button:
    label = wording.text(f"home-button-{name}".replace("_", "-"))
    return Button(COMMAND_OF.get(name, name), label)
