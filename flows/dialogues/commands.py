"""What a person can ask for at any time, by the phase they are in (decision 18).

One table: every command has an answer in every phase, which `lint` proves.
"""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from flows.dialogues import (
    backfill,
    checkin,
    home,
    linking,
    onboarding,
    progress,
    referral,
    revise,
    screening,
    session,
    settings,
)
from flows.dialogues.confirm import open_ask
from flows.dialogues.home import checked_in, trained_enough
from flows.dialogues.session import SESSION_FLOWS
from flows.dialogues.weights import questions_before_session
from flows.dialogues.why import why_lines
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Export, Say
from flows.engine.kinds import ZONE, Value
from flows.engine.nodes import Dialogue, Flow
from flows.record import Record
from flows.safety_locks import locked, undecided
from flows.scheduling.state import rested, skipped

Handler = Callable[[Context, str], Outcome]

PHASES = ("new", "unscreened", "locked", "open")
EXPORT_EVERY_S = 3600.0
"""An export an hour at most (S14)."""
WHY_SHOWN_MAX = 6
EVERYWHERE = (
    "urgent", "help", "menu", "back", "skip", "stop", "pause", "why", "language", "today",
    "checkin", "progress", "reminders", "settings", "privacy", "export", "delete",
)  # fmt: skip
"""Commands that every state answers (decision 18)."""
AFTER_ASK = ("start", "menu", "today", "checkin", "life", "restart")
"""Commands that lead to exercise: while an ask about a red flag is open they lead to it."""
ALIASES = {
    "delete_my_data": "delete",
    "export_my_data": "export",
    "change_time": "reminders",
    "redeem": "link",
}


def dialogues() -> tuple[Dialogue, ...]:
    """The dialogues of one question whose answer is a command."""
    return (
        _commanding(home.menu(), "next"),
        _commanding(home.outside(), "next"),
        _commanding(referral.waiting(), "room"),
    )


def _commanding(flow: Flow, question: str) -> Dialogue:
    def act(context: RunContext) -> Outcome:
        return on_command(context, str(context.values[question]), "")

    return Dialogue(flow, {"left": act})


def phase(record: Record) -> str:
    """Where a person stands: before consent, before the first plan, locked, or open."""
    if locked(record):
        return "locked"
    if not record.consent:
        return "new"
    screened = record.screen is not None and record.screen.whole
    return "open" if record.setup and screened and record.plan else "unscreened"


def on_command(context: Context, name: str, argument: str) -> Outcome:
    """Answer a command; an unknown one gets the help of the phase."""
    name = ALIASES.get(name, name)
    if name in AFTER_ASK and open_ask(context.record) is not None:
        return Outcome(context.record, resume="confirm")  # What was heard comes first.
    return TABLE.get(name, TABLE["help"])[phase(context.record)](context, argument)


# --- handlers ---------------------------------------------------------------------------------
def _say(key: str) -> Handler:
    return lambda context, _: Outcome(context.record, (Say(key),))


def _open(flow: str) -> Handler:
    """A digression of its own; the interrupted question is asked again afterwards."""

    def handler(context: Context, _: str) -> Outcome:
        running = any(run.flow == flow for run in context.record.conversation.stack)
        if running:
            return Outcome(context.record, resume=flow)
        return Outcome(context.record, start=(Start(flow),))

    return handler


def _urgent(context: Context, _: str) -> Outcome:
    return Outcome(context.record, (Say("urgent-signs", referral.numbers(context)),))


def _help(context: Context, _: str) -> Outcome:
    return Outcome(
        context.record, (Say(f"help-{phase(context.record)}", referral.numbers(context)),)
    )


def _start(context: Context, _: str) -> Outcome:
    """Greet who comes back; who has just come in was greeted by the first question."""
    top = context.record.conversation.top
    new = top is not None and top.flow == "onboarding" and top.started == context.now
    return Outcome(context.record, () if new else (Say("welcome-back"),))


def _home(context: Context, _: str) -> Outcome:
    return Outcome(context.record, cut=not _deciding(context))


def _deciding(context: Context) -> bool:
    """Whether the question is open that decides about a red flag: nothing leaves it (H21)."""
    top = context.record.conversation.top
    return top is not None and top.flow == "confirm"


def _why(context: Context, _: str) -> Outcome:
    record = context.record
    reasons = record.why[:WHY_SHOWN_MAX]
    if not reasons:
        return Outcome(record, (Say("why-nothing"),))
    return Outcome(record, (Say("why-shown", {"reasons": why_lines(reasons, record.units)}),))


def _today(context: Context, _: str) -> Outcome:
    """Today's session: the running one, or a new one after the check-in of the day."""
    stack = context.record.conversation.stack
    running = next((run.flow for run in reversed(stack) if run.flow in SESSION_FLOWS), "")
    if running:
        return Outcome(context.record, resume=running)
    if not checked_in(context):
        return _begin_checkin(context, "session")
    if trained_enough(context):
        return Outcome(context.record, (Say("session-enough"),))
    return Outcome(context.record, start=(Start("session"), *questions_before_session(context)))


def _yesterday(context: Context, _: str) -> Outcome:
    if any(run.flow == "backfill" for run in context.record.conversation.stack):
        return Outcome(context.record, resume="backfill")
    return backfill.fill_in(context)


def _checkin(context: Context, _: str) -> Outcome:
    return _begin_checkin(context, "")


def on_facts(context: Context, facts: Mapping[str, Value]) -> Outcome | None:
    """Begin today's check-in for facts of it; a day that is told changes only by a yes."""
    if phase(context.record) != "open" or not facts.keys() & set(checkin.DAY_FACTS):
        return None
    if checked_in(context):
        return revise.revising(context, facts)
    return _begin_checkin(context, "")


def _begin_checkin(context: Context, then: str) -> Outcome:
    if any(run.flow == "checkin" for run in context.record.conversation.stack):
        return Outcome(context.record, resume="checkin")
    params = checkin.params(context.record, context.today, then)
    effects = (Say("checkin-changed"),) if checked_in(context) else ()
    return Outcome(context.record, effects, start=(Start("checkin", params),))


def _stop(context: Context, _: str) -> Outcome:
    """Stop what is going on; nothing that was answered is lost."""
    top = context.record.conversation.top
    if top is not None and top.flow == "exercise":
        return session.stopped_early(context)
    return Outcome(context.record, (Say("stopped"),), quiet=True)


def _back(context: Context, _: str) -> Outcome:
    """Back beyond the first answer of a run: the card before, or the question below."""
    top = context.record.conversation.top
    if top is not None and top.flow == "exercise":
        reopened = session.reopened(context)
        if reopened:
            return reopened
    if len(context.record.conversation.stack) > 1 and not _deciding(context):
        return Outcome(context.record, leave=True)
    return Outcome(context.record, (Say("back-nothing"),))


def _pause(context: Context, until: str) -> Outcome:
    pause = settings.PAUSE
    accepted = pause.accept(until, pause.options) if until else None
    return settings.paused(context, str(accepted)) if accepted else _open("pause")(context, "")


def _resume(context: Context, _: str) -> Outcome:
    return settings.resumed(context)


def _export(context: Context, _: str) -> Outcome:
    record = context.record
    if context.now - record.exported_at < EXPORT_EVERY_S:
        return Outcome(record, (Say("export-later"),))
    return Outcome(replace(record, exported_at=context.now), (Say("export-coming"), Export()))


def _seen(context: Context, _: str) -> Outcome:
    if any(run.flow == "seen" for run in context.record.conversation.stack):
        return Outcome(context.record, resume="seen")
    return Outcome(context.record, start=(referral.ask_seen(context),))


def _questions(context: Context, _: str) -> Outcome:
    """On to consent and screen, which decide about a lock from a first message."""
    record = context.record
    if record.screen or not undecided(record):
        return Outcome(record, (Say("locked-no-exercise"),))
    if record.setup:
        return Outcome(record, start=(screening.start(record),))
    return Outcome(record, start=(Start("onboarding", onboarding.params(record)),))


def _summary(context: Context, _: str) -> Outcome:
    return referral.show_summary(context)


def _mistake(context: Context, _: str) -> Outcome:
    return referral.mistake(context)


def _snooze(context: Context, _: str) -> Outcome:
    if not settings.can_snooze(context):
        return Outcome(context.record, (Say("reminders-snooze-none"),))
    return _open("snooze")(context, "")


def _later(context: Context, _: str) -> Outcome:
    """Put the day's reminder off at home; in the middle of something, leave it open."""
    top = context.record.conversation.top
    if top is not None and top.flow != "menu":
        return Outcome(context.record, (Say("put-off"),), quiet=True)
    return settings.put_off(context)


def _skip_today(context: Context, _: str) -> Outcome:
    state = skipped(context.record.reminder_state, context.today)
    return Outcome(replace(context.record, reminder_state=state), (Say("reminders-skipped"),))


def _rest(context: Context, _: str) -> Outcome:
    state = rested(context.record.reminder_state, context.today)
    return Outcome(replace(context.record, reminder_state=state), (Say("reminders-rested"),))


def _again(context: Context, _: str) -> Outcome:
    """Start over after declining."""
    return Outcome(replace(context.record, declined=False), cut=not _deciding(context))


def _zone_seen(context: Context, zone: str) -> Outcome:
    """The platform gave another zone: ask, never change it silently (H11)."""
    record = context.record
    if ZONE.accept(zone, ()) is None:
        return Outcome(record, quiet=True)
    if zone == record.zone or not record.setup:
        return Outcome(replace(record, zone=record.zone or zone), quiet=True)
    if any(run.flow == "zone" for run in record.conversation.stack):
        return Outcome(record, quiet=True)
    return Outcome(
        record, (Say("remind-followup-zone-question"),), start=(Start("zone", {"seen": zone}),)
    )


def _in(units: str) -> Handler:
    """Weights in other units from now on."""
    return lambda context, _: settings.in_units(context, units)


def _progress(context: Context, _: str) -> Outcome:
    return progress.progress(context)


# --- the table --------------------------------------------------------------------------------
def _row(new: Handler, unscreened: Handler, locked_: Handler, open_: Handler) -> dict[str, Handler]:
    return dict(zip(PHASES, (new, unscreened, locked_, open_), strict=True))


def _same(handler: Handler) -> dict[str, Handler]:
    return _row(handler, handler, handler, handler)


FIRST, LATER = _say("first-the-questions"), _say("after-the-questions")
NO_EXERCISE, NO_REMINDERS = _say("locked-no-exercise"), _say("locked-reminders")
NOTHING_SEEN = _say("seen-nothing")


def _training(handler: Handler) -> dict[str, Handler]:
    """What needs a plan and no lock."""
    return _row(FIRST, FIRST, NO_EXERCISE, handler)


def _reminding(handler: Handler) -> dict[str, Handler]:
    """What a locked person need not think of: no reminders are sent (rules 1.4)."""
    return _row(LATER, LATER, NO_REMINDERS, handler)


def _setting(handler: Handler) -> dict[str, Handler]:
    return _row(LATER, LATER, handler, handler)


TABLE: Mapping[str, Mapping[str, Handler]] = {
    "urgent": _same(_urgent),
    "help": _same(_help),
    "start": _same(_start),
    "menu": _row(LATER, LATER, _home, _open("menu")),
    "back": _same(_back),
    "skip": _same(_say("skip-not-here")),
    "stop": _same(_stop),
    "cancel": _same(_stop),
    "why": _same(_why),
    "today": _training(_today),
    "checkin": _training(_checkin),
    "progress": _row(FIRST, FIRST, _progress, _progress),
    "yesterday": _training(_yesterday),
    "life": _training(_open("demand")),
    "restart": _row(_again, _say("welcome-back"), NO_EXERCISE, _open("restart")),
    "again": _same(_again),
    "pause": _reminding(_pause),
    "resume": _reminding(_resume),
    "reminders": _reminding(_open("reminders")),
    "snooze": _reminding(_snooze),
    "later": _row(_say("put-off"), _say("put-off"), _say("put-off"), _later),
    "decline": _same(_say("put-off")),
    "skip_today": _reminding(_skip_today),
    "rest": _reminding(_rest),
    "quiet": _setting(_open("quiet")),
    "settings": _setting(_open("settings")),
    "zone": _setting(_open("zone")),
    "units": _setting(_open("units")),
    "pounds": _setting(_in("imperial")),
    "kilos": _setting(_in("metric")),
    "language": _same(_open("language")),
    "privacy": _same(_say("privacy")),
    "export": _row(_say("export-nothing"), _export, _export, _export),
    "delete": _same(_open("delete")),
    "seen": _row(NOTHING_SEEN, NOTHING_SEEN, _seen, NOTHING_SEEN),
    "questions": _row(FIRST, FIRST, _questions, NOTHING_SEEN),
    "summary": _same(_summary),
    "mistake": _same(_mistake),
    "zone_seen": _same(_zone_seen),
    "link": _same(linking.link),
    "unlink": _same(linking.unlink),
}
