"""What the clock brings: reminders, follow-ups, returns; and when to wake next."""

from dataclasses import replace as with_

from msgspec.structs import replace

from flows.dialogues.referral import ask_seen
from flows.engine.context import Context, Outcome, Start
from flows.engine.effects import Erase, Option, Remind, Say
from flows.engine.words import Word
from flows.record import Record, decision_notes, gone, seed
from flows.safety_locks import locked
from flows.scheduling.schedule import Due, decide, follow_up, next_wake, wording
from flows.scheduling.state import note_contact, reminded
from flows.scheduling.suppression import Situation

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
SILENT_KINDS = ("forget", "erasure")
RETENTION = ("retention_notice", "erasure")


def situation(record: Record) -> Situation:
    """What of the record matters for reminding."""
    days = record.history.days
    checked = [day.date for day in days if day.pain is not None]
    trained = [day.date for day in days if day.workouts]
    return Situation(
        zone=record.zone if record.plan else "",
        locked=locked(record),
        unreachable=record.unreachable,
        checked_in_on=checked[-1] if checked else None,
        trained_on=trained[-1] if trained else None,
        follow_ups=record.follow_ups,
    )


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


def wake(before: Record, context: Context) -> float | None:
    """The next second at which anything may be due; most turns leave it as it was."""
    record = context.record
    unchanged = all(getattr(record, name) is getattr(before, name) for name in REMINDING)
    if unchanged and record.wake_at is not None and record.wake_at > context.now:
        return record.wake_at
    return next_wake(
        context.catalog.reminders,
        record.preferences,
        record.reminder_state,
        situation(record),
        context.now,
    )


def met(context: Context) -> Record:
    """The person did something today: they are not silent, and the retention clock starts again."""
    record = context.record
    if record.heard_on == context.today and not record.unreachable:
        return record
    kept = tuple(f for f in record.follow_ups if f.kind not in RETENTION)
    again = tuple(follow_up(context.catalog.reminders, kind, context.now) for kind in RETENTION)
    return replace(
        record,
        born_at=record.born_at or context.now,
        heard_on=context.today,
        reminder_state=note_contact(record.reminder_state, context.today),
        follow_ups=(*kept, *again),
        unreachable=False,
    )


def due(context: Context) -> Outcome:
    """Send what is due now; each is written down in the same turn, so none repeats (D9)."""
    record = context.record
    verdict = decide(
        context.catalog.reminders,
        record.preferences,
        record.reminder_state,
        situation(record),
        context.now,
    )
    outcome = Outcome(record, quiet=True)
    for one in verdict.due:
        if not outcome.record.gone:
            outcome = _send(context, outcome, one)
    reasons = tuple(one.reason for one in verdict.due)
    return with_(outcome, notes=(*outcome.notes, *decision_notes(context.now, reasons)))


def _send(context: Context, outcome: Outcome, one: Due) -> Outcome:
    record = replace(
        outcome.record,
        reminder_state=reminded(outcome.record.reminder_state, one.slot, one.local_date),
    )
    kind, _, name = one.kind.partition(":")
    if kind != "followup":
        return with_(outcome, record=record, effects=(*outcome.effects, _remind(context, one)))
    left = tuple(f for f in record.follow_ups if (f.kind, f.id) != (name, one.id))
    record = replace(record, follow_ups=left)
    return _followed_up(context, with_(outcome, record=record), name)


def _followed_up(context: Context, outcome: Outcome, name: str) -> Outcome:
    if name in SILENT_KINDS:
        said = Say(f"remind-followup-{name}")
        return with_(outcome, record=gone(outcome.record), effects=(said, Erase()), cut=True)
    if name == "referral":
        start: tuple[Start, ...] = (ask_seen(context.having(outcome.record)),)
        return with_(outcome, start=start, cut=True, quiet=False)
    said = Say(f"remind-followup-{name}".replace("_", "-"))
    return with_(outcome, effects=(*outcome.effects, said))


def _remind(context: Context, one: Due) -> Remind:
    options = tuple(
        Option(COMMAND_OF.get(name, name), Word(f"remind-button-{name}".replace("_", "-")))
        for name in BUTTONS.get(one.kind, ())
    )
    key = wording(context.catalog.reminders, one, seed(context.record))
    return Remind(key, one.not_after, options=options)
