"""What the clock brings: reminders, follow-ups, the end of a record; and when to wake next."""

from dataclasses import replace as with_

from msgspec.structs import replace

from flows.dialogues.referral import ask_seen
from flows.engine.context import Context, Outcome
from flows.engine.effects import Erase, Option, Remind, Say, Word
from flows.record import Record, decision_notes, erased, seed
from flows.safety_locks import FOLLOW_UP, FORGET, locked
from flows.scheduling.schedule import DueReminder, decide, follow_up, next_wake, wording
from flows.scheduling.state import note_contact, reminded
from flows.scheduling.suppression import ReminderInputs

BUTTONS = {
    "checkin": ("start", "snooze", "skip", "change_time"),
    "session": ("start", "snooze", "skip", "change_time"),
    "nudge": ("start", "skip"),
    "goodbye": ("restart",),
    "return_from_pause": ("start", "skip"),
}
"""One-tap buttons of a reminder; each is a command."""
COMMAND_OF = {
    "start": "checkin",
    "skip": "skip_today",
    "change_time": "reminders",
    "restart": "checkin",
}
"""The command of a button whose name is none."""
RETENTION = ("retention_notice", "erasure")
"""Follow-ups that end the record of somebody who is silent for long."""
ENDING = (FORGET, "erasure")
"""Follow-ups with which a record ends."""
REMINDING = (
    "preferences",
    "reminder_state",
    "follow_ups",
    "locks",
    "history",
    "zone",
    "plan",
    "unreachable",
)
"""The fields of a record that its wake time follows from."""


def reminder_inputs(record: Record) -> ReminderInputs:
    """What of the record matters for reminding."""
    days = record.history.days
    checked_in = [day.date for day in days if day.pain is not None]
    trained = [day.date for day in days if day.workouts]
    return ReminderInputs(
        zone=record.zone if record.plan else "",
        locked=locked(record),
        unreachable=record.unreachable,
        checked_in_on=checked_in[-1] if checked_in else None,
        trained_on=trained[-1] if trained else None,
        follow_ups=record.follow_ups,
    )


# --- when to wake -----------------------------------------------------------------------------
def wake_time(before: Record, context: Context) -> float | None:
    """The next second at which anything may be due; most turns leave it as it was."""
    record = context.record
    unchanged = all(getattr(record, name) is getattr(before, name) for name in REMINDING)
    if unchanged and record.wake_at is not None and record.wake_at > context.now:
        return record.wake_at
    return next_wake(
        context.catalog.reminders,
        record.preferences,
        record.reminder_state,
        reminder_inputs(record),
        context.now,
    )


def on_contact(context: Context) -> Record:
    """The person did something today: they are not silent, and the retention clock starts again."""
    record = context.record
    if record.last_contact_on == context.today and not record.unreachable:
        return record
    others = tuple(f for f in record.follow_ups if f.kind not in RETENTION)
    again = tuple(follow_up(context.catalog.reminders, kind, context.now) for kind in RETENTION)
    return replace(
        record,
        born_at=record.born_at or context.now,
        last_contact_on=context.today,
        reminder_state=note_contact(record.reminder_state, context.today),
        follow_ups=(*others, *again),
        unreachable=False,
    )


# --- what is due ------------------------------------------------------------------------------
def on_due(context: Context) -> Outcome:
    """Send what is due now; each is written down in the same turn, so none repeats (D9)."""
    record = context.record
    decision = decide(
        context.catalog.reminders,
        record.preferences,
        record.reminder_state,
        reminder_inputs(record),
        context.now,
    )
    outcome = Outcome(record, quiet=True)
    for due in decision.due:
        if not outcome.record.erased:
            outcome = _sent(context, outcome, due)
    reasons = tuple(due.reason for due in decision.due)
    return with_(outcome, notes=(*outcome.notes, *decision_notes(context.now, reasons)))


def _sent(context: Context, outcome: Outcome, due: DueReminder) -> Outcome:
    state = reminded(outcome.record.reminder_state, due.slot, due.local_date)
    record = replace(outcome.record, reminder_state=state)
    kind, _, name = due.kind.partition(":")
    if kind != "followup":
        return with_(outcome, record=record, effects=(*outcome.effects, _reminder(context, due)))
    others = tuple(f for f in record.follow_ups if (f.kind, f.id) != (name, due.id))
    record = replace(record, follow_ups=others)
    return _followed_up(context, with_(outcome, record=record), name)


def _reminder(context: Context, due: DueReminder) -> Remind:
    options = tuple(
        Option(COMMAND_OF.get(name, name), Word(f"remind-button-{name}".replace("_", "-")))
        for name in BUTTONS.get(due.kind, ())
    )
    key = wording(context.catalog.reminders, due, seed(context.record))
    return Remind(key, due.not_after, options=options)


def _followed_up(context: Context, outcome: Outcome, name: str) -> Outcome:
    """A follow-up: the last words, "have you been seen?", or one sentence."""
    sentence = Say(f"remind-followup-{name}".replace("_", "-"))
    if name in ENDING:
        record = erased(outcome.record)
        return with_(outcome, record=record, effects=(sentence, Erase()), cut=True)
    if name == FOLLOW_UP:
        start = (ask_seen(context.having(outcome.record)),)
        return with_(outcome, start=start, cut=True, quiet=False)
    return with_(outcome, effects=(*outcome.effects, sentence))
