"""What follows from a check-in: the day's decision and its words."""

from collections.abc import Mapping
from dataclasses import replace as with_

from msgspec.structs import replace

from flows.advice import advised
from flows.catalog.red_flags import RedFlags
from flows.checkin import WAKING_WORDS, checkin
from flows.clinical.case import open_case
from flows.clinical.decision import Decision
from flows.clinical.history import Day
from flows.clinical.progression import decide
from flows.clinical.ruling import Ruling
from flows.clinical.rungs import names_in, rungs_of
from flows.decided import day_of, decided_notes, occasion, sent_to_clinician, with_day
from flows.engine.effects import Say
from flows.engine.kinds import Value
from flows.engine.scene import Dialogue, Moment, Outcome, Scene, Start
from flows.engine.words import Arg, Words
from flows.ledger import locked
from flows.planning import why_word
from flows.record import Record
from flows.reviewing import due_review
from flows.screening import microscreen
from flows.screens import judged
from flows.screens import start as start_screen

REASONS_SHOWN_MAX = 3


def dialogues(bank: RedFlags) -> tuple[Dialogue, ...]:
    """The check-in and the screen behind its daily card, with their acts."""
    ends = {"emergency": judged, "finished": _cleared}
    return (
        Dialogue(checkin(bank), {"done": _done, "new_sign": _new_sign}),
        Dialogue(microscreen(bank), ends),
    )


def rule(moment: Moment, record: Record) -> Ruling:
    """Decide what today means; an edited check-in decides again from this morning's plan."""
    assert record.plan is not None and record.profile is not None
    plan = record.plan_before if record.decided_on == moment.today else record.plan
    assert plan is not None
    case = open_case(
        moment.catalog.library,
        record.profile,
        plan,
        record.history,
        occasion(moment, record.minutes),
    )
    rungs = rungs_of(case, names_in(plan, record.history))
    return decide(moment.catalog.programme, plan, record.history, moment.today, rungs)


def ruled(moment: Moment, record: Record) -> Outcome:
    """Store the day's decision; say it, or send the person to a clinician."""
    found = rule(moment, record)
    before = record.plan_before if record.decided_on == moment.today else record.plan
    day = replace(
        day_of(record, moment.today), action=found.action, rule=found.rule, moved=found.moved
    )
    record = replace(
        record,
        plan=found.plan,
        plan_before=before,
        decided_on=moment.today,
        history=with_day(record.history, day),
        why=found.decisions,
    )
    notes = decided_notes(moment, found.decisions)
    if found.tier != "none":
        return sent_to_clinician(moment, record, found.tier, found.decisions)
    return Outcome(
        record, (Say(f"checkin-{slug(found.action)}", _reasons(found.decisions)),), notes
    )


def slug(name: str) -> str:
    """A name as message ids spell it."""
    return name.replace("_", "-").replace(".", "-")


def _reasons(decisions: tuple[Decision, ...]) -> dict[str, Arg]:
    words = tuple(why_word(decision) for decision in decisions[:REASONS_SHOWN_MAX])
    return {"reasons": Words(words, "lines")}


def _done(scene: Scene) -> Outcome:
    """Store the day, decide it, then on: a screen, a review that is due, the session."""
    record = _stored(scene)
    return following(
        scene.having(record), ruled(scene.having(record), record), str(scene.values["then"])
    )


def following(moment: Moment, outcome: Outcome, then: str) -> Outcome:
    """What comes after the day's decision, unless it was a referral."""
    if outcome.cut:
        return outcome
    record = outcome.record
    assert record.plan is not None
    action = next(day.action for day in record.history.days if day.date == moment.today)
    if action == "reassess":
        return with_(outcome, record=replace(record, plan=None, screen=None), cut=True)
    if record.plan.flare_since == moment.today:
        return with_(outcome, start=(start_screen(record, after="flare"),))
    outcome = advised(moment, outcome)
    session = (Start("session"),) if then == "session" and not locked(record) else ()
    return with_(outcome, start=(*session, *due_review(moment.having(outcome.record))))


def _new_sign(scene: Scene) -> Outcome:
    """Something new was ticked: its questions first; the check-in is stored all the same."""
    record = _stored(scene)
    then = str(scene.values["then"])
    return Outcome(record, start=(start_screen(record, "microscreen", after=then),))


def _cleared(scene: Scene) -> Outcome:
    """The daily screen found nothing that locks: the day is decided after all."""
    outcome = judged(scene)
    if outcome.cut:
        return outcome
    day = replace(day_of(outcome.record, scene.today), tier=_tier(outcome.record))
    record = replace(outcome.record, history=with_day(outcome.record.history, day))
    now = scene.having(record)
    return following(now, ruled(now, record), str(scene.values["after"]))


def _tier(record: Record) -> str:
    return record.screen.tier if record.screen else "none"


def _stored(scene: Scene) -> Record:
    return replace(scene.record, history=with_day(scene.record.history, _today(scene)))


def _today(scene: Scene) -> Day:
    given = scene.values
    waking = given.get("waking")
    return replace(
        day_of(scene.record, scene.today),
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
