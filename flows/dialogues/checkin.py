"""The daily check-in: half a minute, then what today is (rules 3.1).

Question ids are those that `flows.language` fills from one sentence ("pain 4, slept badly").
"""

from collections.abc import Mapping
from dataclasses import replace as with_
from datetime import date, timedelta

from msgspec.structs import replace

from flows.catalog.red_flags import RedFlags
from flows.clinical.decision import Decision
from flows.clinical.education import card_today, shown
from flows.clinical.history import day_of, with_day
from flows.clinical.plan import Plan, told_since
from flows.clinical.prescription.available_steps import AvailableFor
from flows.clinical.prescription.prescription_context import prescription_context
from flows.clinical.progression.decide import decide
from flows.clinical.progression.flare import my_flare_plan
from flows.clinical.progression.outcome import Ruling
from flows.clinical.progression.walking import walk
from flows.dialogues.referral import sent_to_clinician
from flows.dialogues.review import due_review
from flows.dialogues.screening import judged, microscreen
from flows.dialogues.screening import start as start_screen
from flows.dialogues.session import occasion
from flows.dialogues.weights import questions_before_session
from flows.dialogues.why import why_lines
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Effect, Say, Word, Words
from flows.engine.guards import is_, yes
from flows.engine.kinds import NRS, YES_NO, Value, choice
from flows.engine.nodes import Ask, Dialogue, End, Flow, Node, Shortcut, go, junction
from flows.record import Record, decision_notes
from flows.safety_locks import locked

WAKING_WORDS = ("0", "1", "2+")
"""Night wakings as their buttons say them; the stored number is the position."""
CARRIED = ("pain_now", "worst", "leg", "waking", "stiffness")
"""What "same as yesterday" repeats; a flare-up and new signs are always asked."""
DAY_FACTS = (*CARRIED, "settled", "flare")
"""Facts that begin a check-in when they are said at home."""
REASONS_SHOWN_MAX = 1
"""One verdict a day with one reason (progression 8)."""
VERDICTS = {"r5.new": "first", "r7": "onward", "r2.resume": "resume", "absence.hold": "welcome"}
"""Rules whose day is not what their action alone says."""
PART_BEGINS = "r7.phase."
SETTLED_DAYS_MAX = 4
"""A later answer about the morning after a session says nothing (progression 2)."""
MY_FLARE_PLAN = "my_flare_plan"
"""Stands among the education cards that were shown, once the plan was made."""
FLARE_PLAN_DAY = 3
"""Day of the first week on which the flare plan is made (rules 3.5: in week 1; proposed day)."""


def dialogues(bank: RedFlags) -> tuple[Dialogue, ...]:
    """The check-in and the screen behind its daily card, with their acts."""
    return (
        Dialogue(checkin(bank), {"done": _done, "new_sign": _new_sign}),
        Dialogue(microscreen(bank), {"emergency": judged, "finished": _screened}),
    )


def checkin(bank: RedFlags) -> Flow:
    """Ask how the night and the morning were; nothing is asked that is known."""
    nodes = (*_questions(), _news(bank), End("done"), End("new_sign"))
    return Flow("checkin", nodes, params=("session_before", "then"))


def _questions() -> tuple[Node, ...]:
    settled = choice("usual", "a_bit_more", "a_lot_more")
    leg = choice("none", "same", "higher_up", "further_down")
    same = Shortcut("same_as_yesterday", _yesterday)
    further = go("below_knee", when=is_("leg", "further_down"))
    return (
        junction("begin", go("settled", when=yes("session_before")), go("pain_now")),
        Ask("settled", settled, (go("pain_now"),), optional=True),
        Ask("pain_now", NRS, (go("worst"),), shortcut=same),
        Ask("worst", NRS, (go("leg"),), optional=True),
        Ask("leg", leg, (further, go("waking"))),
        Ask("below_knee", YES_NO, (go("waking"),)),
        Ask("waking", choice(*WAKING_WORDS), (go("stiffness"),), optional=True),
        Ask("stiffness", choice("none", "under_30", "over_30"), (go("flare"),), optional=True),
        Ask("flare", YES_NO, (go("news"),)),
    )


def _news(bank: RedFlags) -> Ask:
    """The daily card: is anything of this new? Its questions follow where it is not "none"."""
    signs = (Word(f"flag-{question.id.lower()}-short") for question in bank.micro())
    lines = Words(tuple(Word("flag-line", {"text": sign}) for sign in signs), "lines")
    return Ask(
        "news",
        choice("none_of_these", "yes", "not_sure"),
        (go("done", when=is_("news", "none_of_these")), go("new_sign")),
        args=lambda _: {"list": lines},
        safety=True,
    )


# --- what it begins with ----------------------------------------------------------------------
def params(record: Record, today: date, then: str = "") -> dict[str, Value]:
    """What a check-in of today begins with."""
    return {"session_before": "yes" if _unsettled(record, today) else "no", "then": then}


def _unsettled(record: Record, today: date) -> bool:
    """Whether it is not known how the last session settled; a day tells of the one before."""
    for day in reversed([day for day in record.history.days if day.date < today]):
        if day.workouts:
            return (today - day.date).days <= SETTLED_DAYS_MAX
        if day.settled is not None:
            return False
    return False


def _yesterday(context: RunContext) -> dict[str, Value]:
    """The answers of yesterday's check-in, where there was a whole one."""
    yesterday = context.today - timedelta(days=1)
    day = next((day for day in context.record.history.days if day.date == yesterday), None)
    if day is None or day.pain is None or day.leg is None:
        return {}
    waking = None if day.waking is None else WAKING_WORDS[day.waking]
    values = (day.pain, day.worst, day.leg, waking, day.stiffness)
    return dict(zip(CARRIED, values, strict=True))


# --- its ends ---------------------------------------------------------------------------------
def _done(context: RunContext) -> Outcome:
    """Store the day, decide it, then on: a screen, a review that is due, the session."""
    return _decided(context.having(_with_today(context)), str(context.values["then"]))


def _new_sign(context: RunContext) -> Outcome:
    """Something new was ticked: its questions first; the check-in is stored all the same."""
    record, then = _with_today(context), str(context.values["then"])
    return Outcome(record, start=(start_screen(record, "microscreen", after=then),))


def _screened(context: RunContext) -> Outcome:
    """The daily screen found nothing that locks: the day is decided after all."""
    outcome = judged(context)
    if outcome.cut:
        return outcome
    record = outcome.record
    tier = record.screen.tier if record.screen else "none"
    day = replace(day_of(record.history, context.today), tier=tier)
    record = replace(record, history=with_day(record.history, day))
    return _decided(context.having(record), str(context.values["after"]))


def _with_today(context: RunContext) -> Record:
    """The record with the answers written into the day."""
    given = context.values
    waking = given.get("waking")
    day = replace(
        day_of(context.record.history, context.today),
        pain=_score(given, "pain_now"),
        worst=_score(given, "worst"),
        leg=str(given["leg"]),
        below_knee=given["below_knee"] == "yes" if "below_knee" in given else None,
        waking=WAKING_WORDS.index(str(waking)) if waking is not None else None,
        stiffness=_text(given, "stiffness"),
        flare=given["flare"] == "yes",
        settled=_text(given, "settled"),
    )
    return replace(context.record, history=with_day(context.record.history, day))


def _score(given: Mapping[str, Value], name: str) -> float | None:
    value = given.get(name)
    return float(value) if isinstance(value, int | float) else None


def _text(given: Mapping[str, Value], name: str) -> str | None:
    value = given.get(name)
    return None if value is None else str(value)


# --- the day's decision -----------------------------------------------------------------------
def _decided(context: Context, then: str) -> Outcome:
    """Decide the day and say it; then what comes next, unless that was a referral."""
    outcome = _with_ruling(context, _rule(context))
    if outcome.cut:
        return outcome
    record = outcome.record
    assert record.plan is not None
    if day_of(record.history, context.today).action == "reassess":
        return with_(outcome, record=replace(record, plan=None, screen=None), cut=True)
    if record.plan.flare_since == context.today:
        return with_(outcome, start=(start_screen(record, after="flare"),))
    outcome = _with_advice(context, outcome)
    session: tuple[Start, ...] = ()
    if then == "session" and not locked(record):
        session = (Start("session"), *questions_before_session(context.having(record)))
    return with_(outcome, start=(*session, *due_review(context.having(outcome.record))))


def _rule(context: Context) -> Ruling:
    """Decide what today means; an edited check-in decides again from this morning's plan."""
    record, plan = context.record, _plan_of_the_morning(context)
    assert plan is not None and record.profile is not None
    prescribing = prescription_context(
        context.catalog.library,
        record.profile,
        plan,
        record.history,
        occasion(context, record.minutes),
    )
    programme = context.catalog.programme
    available = AvailableFor(programme, prescribing)
    return decide(programme, plan, record.history, context.today, available)


def _plan_of_the_morning(context: Context) -> Plan | None:
    """The plan as it was before any decision of today."""
    record = context.record
    if record.decided_on != context.today or record.plan_before is None or record.plan is None:
        return record.plan
    return told_since(record.plan_before, record.plan)


def _with_ruling(context: Context, ruling: Ruling) -> Outcome:
    """Store the day's decision; say it, or send the person to a clinician."""
    record = context.record
    day = replace(
        day_of(record.history, context.today),
        action=ruling.action,
        rule=ruling.rule,
        moved=ruling.moved,
    )
    record = replace(
        record,
        plan=ruling.plan,
        plan_before=_plan_of_the_morning(context),
        decided_on=context.today,
        history=with_day(record.history, day),
        why=ruling.decisions,
    )
    if ruling.tier != "none":
        return sent_to_clinician(context, record, ruling.tier, ruling.decisions)
    notes = decision_notes(context.now, ruling.decisions)
    return Outcome(record, (Say(_verdict(ruling), _reasons(ruling.decisions)),), notes)


def _verdict(ruling: Ruling) -> str:
    """The message of what today is: the action, or what its rule says more exactly."""
    verdict = VERDICTS.get(ruling.rule, ruling.action)
    return f"checkin-{verdict}".replace("_", "-").replace(".", "-")


def _reasons(decisions: tuple[Decision, ...]) -> dict[str, Arg]:
    """The reason in words, and a part that begins; steps of exercises are told with their cards."""
    general = [decision for decision in decisions if "axis" not in decision.inputs]
    part = [each for each in general[REASONS_SHOWN_MAX:] if each.rule.startswith(PART_BEGINS)]
    reasons = why_lines((*general[:REASONS_SHOWN_MAX], *part))
    return {"reasons": reasons, "count": len(decisions) - len(general)}


# --- advice beside it -------------------------------------------------------------------------
def _with_advice(context: Context, outcome: Outcome) -> Outcome:
    """Add the walk of the day and, once a day, one idea."""
    record = outcome.record
    assert record.plan is not None
    found = walk(context.catalog.programme, record.plan)
    bout = found.bout if found.bout < found.minutes else 0
    effects: list[Effect] = [Say("checkin-walk", {"minutes": found.minutes, "bout": bout})]
    if record.educated_on != context.today:
        record, idea = _idea(context, record)
        effects += idea
    return with_(outcome, record=record, effects=(*outcome.effects, *effects))


def _idea(context: Context, record: Record) -> tuple[Record, list[Say]]:
    """The flare plan when it is time for it, else an education card that was not shown yet."""
    plan, history, signature = record.plan, record.history, record.signature
    assert plan is not None and signature is not None
    record = replace(record, educated_on=context.today)
    if _flare_plan_due(context, record):
        history = replace(history, cards=(*history.cards, MY_FLARE_PLAN))
        lines = why_lines(my_flare_plan(context.catalog.programme))
        return replace(record, history=history), [Say("checkin-flare-plan-ready", {"plan": lines})]
    known = frozenset((*plan.conditions, *(record.profile.conditions if record.profile else ())))
    cards = context.catalog.education.said_to(known)
    card = card_today(cards, plan, history, signature, context.today)
    if card is None:
        return record, []
    words = Word(f"education-{card.id}".replace("_", "-"))
    return replace(record, history=shown(history, card)), [Say("checkin-idea", {"card": words})]


def _flare_plan_due(context: Context, record: Record) -> bool:
    assert record.plan is not None
    days = (context.today - (record.plan.started or context.today)).days
    return days >= FLARE_PLAN_DAY and MY_FLARE_PLAN not in record.history.cards
