"""The companion: every dialogue, and the engine's policy: what is decided outside of them."""

from collections.abc import Collection, Mapping
from dataclasses import replace as with_

from msgspec.structs import replace

from flows.catalog import Catalog
from flows.dialogues import (
    assessment,
    backfill,
    checkin,
    commands,
    confirm,
    first_look,
    linking,
    onboarding,
    referral,
    reminders,
    review,
    revise,
    screening,
    session,
    settings,
    talk,
    weights,
)
from flows.engine.context import Context, DetectedFlag, Outcome, Reader, Start, Wording
from flows.engine.effects import Say
from flows.engine.engine import Engine
from flows.engine.events import Linked
from flows.engine.kinds import Value
from flows.engine.nodes import Dialogue
from flows.record import Lock, Record, Run
from flows.safety_locks import locked, raise_lock, undecided

ASKED_FIRST = ("weights", "task", "directions", "baselines")
"""What is asked before a session."""
DAILY = ("menu", "checkin", *session.SESSION_FLOWS, "review", "backfill", *ASKED_FIRST)
"""Flows of a day: what is left of them is put away on the next."""
SCREENS = ("screening", "microscreen", "confirm")
"""Flows whose answers decide about safety."""


def build(
    catalog: Catalog,
    readers: Mapping[str, Reader],
    wordings: Mapping[str, Wording],
    workplaces: Collection[str] = (),
) -> Engine:
    """Put the engine together from content and languages.

    On `workplaces`, platforms that an employer runs, people are told who may read along.
    """
    every = dialogues(catalog, tuple(wordings), workplaces)
    return Engine(catalog, every, Companion(), readers, wordings)


def dialogues(
    catalog: Catalog, languages: tuple[str, ...], workplaces: Collection[str] = ()
) -> dict[str, Dialogue]:
    """Every dialogue by the name of its flow."""
    bank = catalog.red_flags
    every = (
        *onboarding.dialogues(workplaces),
        *screening.dialogues(bank),
        *confirm.dialogues(bank),
        *assessment.dialogues(),
        *checkin.dialogues(bank),
        *session.dialogues(),
        *review.dialogues(catalog.programme),
        *weights.dialogues(catalog.programme),
        *first_look.dialogues(),
        *backfill.dialogues(),
        *referral.dialogues(),
        *settings.dialogues(languages),
        *linking.dialogues(),
        *commands.dialogues(),
        *revise.dialogues(),
        *talk.dialogues(bank, catalog.talk),
    )
    return {dialogue.flow.id: dialogue for dialogue in every}


class Companion:
    """The policy of the engine (`flows.engine.context.Policy`)."""

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
            return screening.start(record)
        if record.plan is None:
            return assessment.start(context)
        return Start("menu")

    def next_wake(self, before: Record, context: Context) -> float | None:
        """Tell when to wake next."""
        at = reminders.wake_time(before, context)
        return linking.wake_time(context.now, at) if context.record.errands else at

    def on_contact(self, context: Context) -> Record:
        """Note that the person is there, and put yesterday's dialogues away."""
        return _without_past(context.having(reminders.on_contact(context)))

    def on_command(self, context: Context, name: str, argument: str) -> Outcome:
        """Answer a command."""
        return commands.on_command(context, name, argument)

    def on_facts(self, context: Context, facts: Mapping[str, Value]) -> Outcome | None:
        """Begin today's check-in with facts that belong to it; None where none does."""
        return commands.on_facts(context, facts)

    def on_talk(self, context: Context, topic: str) -> Outcome | None:
        """Answer what is said beside an answer; None where the topic is not heard."""
        return talk.on_talk(context, topic)

    def on_red_flag(self, context: Context, found: DetectedFlag, text: str) -> Outcome | None:
        """React to a red flag in free text; None where these words were asked about today."""
        return confirm.on_red_flag(context, found, text)

    def on_due(self, context: Context) -> Outcome:
        """Do what the clock brings."""
        outcome = reminders.on_due(context)
        errands = linking.open_errands(outcome.record)
        return with_(outcome, effects=(*outcome.effects, *errands))

    def on_linked(self, context: Context, event: Linked) -> Outcome:
        """Take what came of an errand about addresses."""
        return linking.on_linked(context, event)

    def on_failed(self, context: Context) -> Outcome:
        """An update could not be handled: say so; on a safety question refer (D13)."""
        top = context.record.conversation.top
        if top is None or top.flow not in SCREENS:
            return Outcome(context.record, (Say("something-failed"),))
        lock = Lock(context.now, "raised", "urgent", findings=("rule:unreadable",))
        record = raise_lock(context.record, lock)
        return Outcome(record, (referral.refer(context, lock),), cut=True, red_flag=True)


def _to_be_screened(record: Record) -> bool:
    """A lock from before the consent: the first screen decides about it (decision 22)."""
    return bool(record.consent and record.screen is None and undecided(record))


def _without_past(context: Context) -> Record:
    """End what is left of an earlier day; a session that was begun counts as far as it went."""
    record, stack = context.record, context.record.conversation.stack
    ask = confirm.open_ask(record)
    over = stack[ask + 1 :] if ask is not None else ()  # An open ask comes first (decision 32).
    left = tuple(run for run in stack if not _is_past(context, run, run in over))
    if len(left) == len(stack):
        return record
    record = replace(record, conversation=replace(record.conversation, stack=left))
    begun = record.session_in_progress
    under_way = any(run.flow in session.SESSION_FLOWS for run in left)
    if begun is not None and begun.on != context.today and not under_way:
        return session.written_down(context.having(record), {})
    return record


OVER_MIDNIGHT_S = 3 * 3600.0
"""How long a session that was begun before midnight goes on after it (proposed)."""


def _is_past(context: Context, run: Run, over_ask: bool) -> bool:  # noqa: FBT001
    """Whether a dialogue is of an earlier day; a session under way goes on over midnight."""
    recent = context.now - run.started < OVER_MIDNIGHT_S
    if run.flow in session.SESSION_FLOWS and recent and not over_ask:
        return False
    started = context.local.fromtimestamp(run.started, context.local.tzinfo).date()
    return (over_ask or run.flow in DAILY) and started != context.today
