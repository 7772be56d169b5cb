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
from flows.clinical.history import Day, day_of, with_day
from flows.clinical.plan import told_since
from flows.clinical.prescription.available_steps import AvailableFor
from flows.clinical.prescription.context import prescription_context
from flows.clinical.progression.decide import decide
from flows.clinical.progression.flare import my_flare_plan
from flows.clinical.progression.outcome import Ruling
from flows.clinical.progression.walking import walk
from flows.dialogues.referral import sent_to_clinician
from flows.dialogues.review import due_review
from flows.dialogues.screening import judged, microscreen
from flows.dialogues.screening import start as start_screen
from flows.dialogues.session import occasion
from flows.dialogues.weights import due
from flows.dialogues.why import why_word
from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Arg, Say, Word, Words
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


def params(record: Record, today: date, then: str = "") -> dict[str, Value]:
    """What a check-in of today begins with."""
    return {"session_before": "yes" if _unsettled(record, today) else "no", "then": then}


def _unsettled(record: Record, today: date) -> bool:
    """Whether nobody has told yet how the last session settled; a day tells of the one before."""
    for day in reversed([day for day in record.history.days if day.date < today]):
        if day.workouts:
            return (today - day.date).days <= SETTLED_DAYS_MAX
        if day.settled is not None:
            return False
    return False


SETTLED_DAYS_MAX = 4
"""A later answer about the morning after a session says nothing (progression 2)."""


def _yesterday(context: RunContext) -> dict[str, Value]:
    """The answers of yesterday's check-in, where there was a whole one."""
    yesterday = context.today - timedelta(days=1)
    day = next((day for day in context.record.history.days if day.date == yesterday), None)
    if day is None or day.pain is None or day.leg is None:
        return {}
    waking = None if day.waking is None else WAKING_WORDS[day.waking]
    values = (day.pain, day.worst, day.leg, waking, day.stiffness)
    return dict(zip(CARRIED, values, strict=True))


MY_FLARE_PLAN = "my_flare_plan"
FLARE_PLAN_DAY = 3
"""Day of the first week on which the flare plan is made (rules 3.5: in week 1; proposed day)."""


def advised(context: Context, outcome: Outcome) -> Outcome:
    """Add the walk of the day and, once a day, one idea."""
    record = outcome.record
    assert record.plan is not None
    found = walk(context.catalog.programme, record.plan)
    bout = found.bout if found.bout < found.minutes else 0
    said = [Say("checkin-walk", {"minutes": found.minutes, "bout": bout})]
    if record.educated_on != context.today:
        record, idea = _idea(context, record)
        said += idea
    return with_(outcome, record=record, effects=(*outcome.effects, *said))


def _idea(context: Context, record: Record) -> tuple[Record, list[Say]]:
    plan, history, found = record.plan, record.history, record.signature
    assert plan is not None and found is not None
    record = replace(record, educated_on=context.today)
    if _flare_plan_due(context, record):
        lines = tuple(why_word(part) for part in my_flare_plan(context.catalog.programme))
        kept = replace(history, cards=(*history.cards, MY_FLARE_PLAN))
        return replace(record, history=kept), [
            Say("checkin-flare-plan-ready", {"plan": Words(lines, "lines")})
        ]
    card = card_today(context.catalog.education, plan, history, found, context.today)
    if card is None:
        return record, []
    words = Word(f"education-{card.id}".replace("_", "-"))
    return replace(record, history=shown(history, card)), [Say("checkin-idea", {"card": words})]


def _flare_plan_due(context: Context, record: Record) -> bool:
    assert record.plan is not None
    started = record.plan.started or context.today
    return (
        context.today - started
    ).days >= FLARE_PLAN_DAY and MY_FLARE_PLAN not in record.history.cards


REASONS_SHOWN_MAX = 1
"""One verdict a day with one reason."""


def dialogues(bank: RedFlags) -> tuple[Dialogue, ...]:
    """The check-in and the screen behind its daily card, with their acts."""
    ends = {"emergency": judged, "finished": _cleared}
    return (
        Dialogue(checkin(bank), {"done": _done, "new_sign": _new_sign}),
        Dialogue(microscreen(bank), ends),
    )


def rule(context: Context, record: Record) -> Ruling:
    """Decide what today means; an edited check-in decides again from this morning's plan."""
    assert record.plan is not None and record.profile is not None
    plan = record.plan
    if record.decided_on == context.today and record.plan_before is not None:
        plan = told_since(record.plan_before, plan)
    case = prescription_context(
        context.catalog.library,
        record.profile,
        plan,
        record.history,
        occasion(context, record.minutes),
    )
    programme = context.catalog.programme
    available = AvailableFor(programme, case)
    return decide(programme, plan, record.history, context.today, available)


def ruled(context: Context, record: Record) -> Outcome:
    """Store the day's decision; say it, or send the person to a clinician."""
    found = rule(context, record)
    before = record.plan_before if record.decided_on == context.today else record.plan
    day = replace(
        day_of(record.history, context.today),
        action=found.action,
        rule=found.rule,
        moved=found.moved,
    )
    record = replace(
        record,
        plan=found.plan,
        plan_before=before,
        decided_on=context.today,
        history=with_day(record.history, day),
        why=found.decisions,
    )
    notes = decision_notes(context.now, found.decisions)
    if found.tier != "none":
        return sent_to_clinician(context, record, found.tier, found.decisions)
    return Outcome(
        record, (Say(f"checkin-{slug(found.action)}", _reasons(found.decisions)),), notes
    )


def slug(name: str) -> str:
    """A name as message ids spell it."""
    return name.replace("_", "-").replace(".", "-")


def _reasons(decisions: tuple[Decision, ...]) -> dict[str, Arg]:
    """The reason in words; steps of single exercises are told with their cards."""
    general = [each for each in decisions if "axis" not in each.inputs] or list(decisions[:0])
    words = tuple(why_word(decision) for decision in general[:REASONS_SHOWN_MAX])
    return {"reasons": Words(words, "lines"), "count": len(decisions) - len(general)}


def _done(context: RunContext) -> Outcome:
    """Store the day, decide it, then on: a screen, a review that is due, the session."""
    record = _stored(context)
    return following(
        context.having(record), ruled(context.having(record), record), str(context.values["then"])
    )


def following(context: Context, outcome: Outcome, then: str) -> Outcome:
    """What comes after the day's decision, unless it was a referral."""
    if outcome.cut:
        return outcome
    record = outcome.record
    assert record.plan is not None
    action = next(day.action for day in record.history.days if day.date == context.today)
    if action == "reassess":
        return with_(outcome, record=replace(record, plan=None, screen=None), cut=True)
    if record.plan.flare_since == context.today:
        return with_(outcome, start=(start_screen(record, after="flare"),))
    outcome = advised(context, outcome)
    session: tuple[Start, ...] = ()
    if then == "session" and not locked(record):
        session = (Start("session"), *due(context.having(record)))
    return with_(outcome, start=(*session, *due_review(context.having(outcome.record))))


def _new_sign(context: RunContext) -> Outcome:
    """Something new was ticked: its questions first; the check-in is stored all the same."""
    record = _stored(context)
    then = str(context.values["then"])
    return Outcome(record, start=(start_screen(record, "microscreen", after=then),))


def _cleared(context: RunContext) -> Outcome:
    """The daily screen found nothing that locks: the day is decided after all."""
    outcome = judged(context)
    if outcome.cut:
        return outcome
    day = replace(day_of(outcome.record.history, context.today), tier=_tier(outcome.record))
    record = replace(outcome.record, history=with_day(outcome.record.history, day))
    now = context.having(record)
    return following(now, ruled(now, record), str(context.values["after"]))


def _tier(record: Record) -> str:
    return record.screen.tier if record.screen else "none"


def _stored(context: RunContext) -> Record:
    return replace(context.record, history=with_day(context.record.history, _today(context)))


def _today(context: RunContext) -> Day:
    given = context.values
    waking = given.get("waking")
    return replace(
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


def _score(given: Mapping[str, Value], name: str) -> float | None:
    value = given.get(name)
    return float(value) if isinstance(value, int | float) else None


def _text(given: Mapping[str, Value], name: str) -> str | None:
    value = given.get(name)
    return None if value is None else str(value)
