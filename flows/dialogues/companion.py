"""The companion: every dialogue, and what it decides outside of them."""

from collections.abc import Mapping
from dataclasses import replace as with_

from msgspec.structs import replace

from flows.catalog import Catalog
from flows.dialogues import assessment as planning
from flows.dialogues import checkin as coaching
from flows.dialogues import commands, linking, onboarding, referral
from flows.dialogues import home as menu
from flows.dialogues import reminders as reminding
from flows.dialogues import review as reviewing
from flows.dialogues import screening as screens
from flows.dialogues import session as session_in_progress
from flows.dialogues import settings as preferences
from flows.dialogues import weights as strength
from flows.dialogues.referral import message
from flows.engine.context import Context, Detection, Outcome, Reader, RunContext, Start, Wording
from flows.engine.effects import Say
from flows.engine.engine import Engine
from flows.engine.events import Linked
from flows.engine.nodes import Dialogue, Flow
from flows.engine.run import Run
from flows.record import Lock, Record
from flows.safety_locks import locked, raise_lock, undecided

DAILY = ("menu", "checkin", "session", "exercise", "closing", "review", "weights", "task")
"""Dialogues of a day: what is left of them is put away on the next."""


def build(
    catalog: Catalog, readers: Mapping[str, Reader], wordings: Mapping[str, Wording]
) -> Engine:
    """Put the engine together from content and languages."""
    languages = tuple(wordings)
    return Engine(catalog, dialogues(catalog, languages), Companion(), readers, wordings)


def dialogues(catalog: Catalog, languages: tuple[str, ...]) -> dict[str, Dialogue]:
    """Every dialogue by the name of its flow."""
    bank = catalog.red_flags
    every = (
        onboarding.dialogue(),
        *screens.dialogues(bank),
        planning.dialogue(),
        *coaching.dialogues(bank),
        *session_in_progress.dialogues(),
        *reviewing.dialogues(catalog.programme),
        *strength.dialogues(catalog.programme),
        referral.dialogue(),
        *preferences.dialogues(languages),
        linking.dialogue(),
        _commanding(menu.menu(), "next"),
        _commanding(menu.outside(), "next"),
        _commanding(referral.waiting(), "room"),
    )
    return {dialogue.flow.id: dialogue for dialogue in every}


def _commanding(flow: Flow, question: str) -> Dialogue:
    """A dialogue whose answer is a command."""

    def act(context: RunContext) -> Outcome:
        return commands.interrupt(context, str(context.values[question]), "")

    return Dialogue(flow, {"left": act})


class Companion:
    """The policy of the engine."""

    def home(self, context: Context) -> Start:
        """What is asked when nothing else is: there is always a next step."""
        record = context.record
        if locked(record) and not _to_be_screened(record):
            return Start("waiting")
        if record.too_young or record.declined:
            return Start("outside")
        if not record.setup:
            return Start("onboarding", onboarding.params(record))
        if record.screen is None or not record.screen.whole:
            return screens.start(record)
        if record.plan is None:
            return Start("assessment")
        return Start("menu")

    def interrupt(self, context: Context, name: str, argument: str) -> Outcome:
        """Answer a command."""
        return commands.interrupt(context, name, argument)

    def overhear(self, context: Context, heard: Detection) -> Outcome:
        """React to a red flag in free text."""
        return screens.overhear(context, heard)

    def due(self, context: Context) -> Outcome:
        """Do what the clock brings."""
        outcome = reminding.due(context)
        return with_(outcome, effects=(*outcome.effects, *linking.resumed(outcome.record)))

    def wake(self, before: Record, context: Context) -> float | None:
        """Tell when to wake next."""
        at = reminding.wake(before, context)
        return linking.wake(context.record, context.now, at)

    def linked(self, context: Context, event: Linked) -> Outcome:
        """Take what came of an errand about addresses."""
        return linking.linked(context, event)

    def met(self, context: Context) -> Record:
        """Note that the person is there, and put yesterday's dialogues away."""
        record = reminding.met(context)
        return _put_away(context.having(record))

    def failed(self, context: Context) -> Outcome:
        """An update could not be handled: say so; on a safety question refer (D13)."""
        top = context.record.talk.top
        if top is None or top.flow not in ("screening", "microscreen", "confirm"):
            return Outcome(context.record, (Say("something-failed"),))
        lock = Lock(context.now, "raised", "urgent", heard=("rule:unreadable",))
        record = raise_lock(context.record, lock)
        return Outcome(record, (message(context, lock),), cut=True, red_flag=True)


def _to_be_screened(record: Record) -> bool:
    """A lock from before the consent: the first screen decides about it (decision 22)."""
    return bool(record.consent and record.screen is None and undecided(record))


def _put_away(context: Context) -> Record:
    """End what is left of an earlier day; a session that was begun counts as far as it went."""
    record, stack = context.record, context.record.talk.stack
    kept = tuple(run for run in stack if not _is_past(context, run))
    if len(kept) == len(stack):
        return record
    record = replace(record, talk=replace(record.talk, stack=kept))
    if record.session_in_progress is not None and record.session_in_progress.on != context.today:
        record = session_in_progress.settled(context.having(record), {})
    return record


def _is_past(context: Context, run: Run) -> bool:
    begun = context.local.fromtimestamp(run.started, context.local.tzinfo).date()
    return run.flow in DAILY and begun != context.today
