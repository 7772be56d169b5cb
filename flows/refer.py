"""From a finding to its referral: the lock, the message of its tier, the card for a clinician."""

from datetime import datetime

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.triage import FlagAnswer, Triage
from flows.dates import date_word
from flows.engine.effects import Refer, Say
from flows.engine.scene import Heard, Moment, Outcome
from flows.engine.words import Arg, Word, Words
from flows.ledger import raise_lock, standing
from flows.record import Lock, Note, Record, Screen

MOOD = "W1"
"""Never named in a message: the crisis words speak for themselves."""
WITH_SUMMARY = ("urgent", "see_clinician")
"""Tiers whose message ends with the card to show; in an emergency nobody reads a card."""
HEARD_MOST = 3
"""Findings named in one message; the export has all of them."""


def message(moment: Moment, lock: Lock) -> Refer:
    """The referral of a lock: what we heard, what to do, what not to, the signs to watch for."""
    key = f"referral-{_kind(lock)}".replace("_", "-")
    card = summary(moment, lock) if _kind(lock) in WITH_SUMMARY else None
    return Refer(lock.tier, key, referral_args(moment, lock), card)


def summary(moment: Moment, lock: Lock) -> Word:
    """The card to copy and show to a clinician."""
    record, unknown = moment.record, Word("referral-summary-unknown")
    weeks = record.duration_weeks
    asked = record.screen.answers if record.screen else {}
    denied = tuple(Word(f"flag-{q.lower()}-short") for q, a in asked.items() if a.answer == "no")
    args: dict[str, Arg] = {
        "date": date_word(moment.today),
        "age": record.age or unknown,
        "duration": unknown if weeks is None else Word("referral-summary-weeks", {"weeks": weeks}),
        "pain": unknown if record.pain is None else record.pain,
        "heard": heard_words(lock),
        "denied": Words(denied) if denied else unknown,
        "rules": ", ".join(lock.rules),
    }
    return Word("referral-summary", args)


def _kind(lock: Lock) -> str:
    return "crisis" if lock.crisis else lock.tier


def referral_args(moment: Moment, lock: Lock) -> dict[str, Arg]:
    """The slots of the referral texts: heard, since, worry, tier and whom to call."""
    since = date_word(datetime.fromtimestamp(lock.at, moment.local.tzinfo).date())
    return {
        "heard": heard_words(lock),
        "since": "unknown" if lock.provisional else since,
        "date": since,
        "tier": _kind(lock),
        "worry": Word(f"condition-{lock.worry or 'other'}".replace("_", "-")),
        **numbers(moment),
    }


def numbers(moment: Moment) -> dict[str, Arg]:
    """Whom to call in the person's country; where that is not known, how to find out (H9)."""
    country = moment.catalog.clinic.country(moment.record.country)
    urgent = country.urgent if country else None
    crisis = country.crisis if country else ()
    lines = tuple(Word("crisis-line", {"name": c.name, "number": c.number}) for c in crisis)
    called = {"name": urgent.name, "number": urgent.number} if urgent else {}
    return {
        "number": country.emergency if country else Word("emergency-number-unknown"),
        "line": Word("urgent-line", dict(called)) if urgent else Word("urgent-line-unknown"),
        "crisis": Words(lines, "lines") if lines else Word("crisis-line-unknown"),
    }


def heard_words(lock: Lock) -> Words:
    """What was heard: short names of the questions, or the person's own words."""
    return Words(tuple(_heard(item) for item in lock.heard[:HEARD_MOST]))


def _heard(item: str) -> Word:
    kind, _, name = item.partition(":")
    if kind == "flag":
        return Word(f"flag-{name.lower()}-short")
    if kind == "rule":
        return Word(f"heard-rule-{name}".replace(".", "-").replace("_", "-"))
    return Word("heard-quote", {"words": Word(raw=item)})


def screened(
    moment: Moment, found: Triage, answers: dict[str, FlagAnswer], *, final: bool = True
) -> Outcome:
    """Store a screen and what follows from it; a locking tier cuts everything that was open."""
    record = replace(
        moment.record,
        screen=Screen(moment.now, answers, found.tier, found.hits, whole=_whole(moment.record)),
        why=found.hits or moment.record.why,
    )
    notes = tuple(Note(moment.now, "decision", hit.rule, decision=hit) for hit in found.hits)
    if not found.locks:
        return Outcome(record, notes=notes)
    worry = found.suspected[0] if found.suspected else ""
    lock = Lock(
        moment.now,
        "raised",
        found.tier,
        rules=tuple(hit.rule for hit in found.hits),
        heard=flagged(found, answers),
        crisis=found.crisis,
        worry=worry,
    )
    told = _already_told(moment.record, lock)
    record = raise_lock(record, lock)
    effects = () if told else (message(moment.having(record), lock),)
    return Outcome(record, effects, notes, cut=final, red_flag=True)


def _whole(record: Record) -> bool:
    """A short screen leaves it as it was whether the whole bank has been asked."""
    return record.screen is not None and record.screen.whole


def flagged(found: Triage, answers: dict[str, FlagAnswer]) -> tuple[str, ...]:
    """The questions that were answered yes or not sure, those of the findings first."""
    given = positive(answers)
    named = [name for hit in found.hits for name in given if name in hit.inputs]
    order = [name for name in (*named, *given) if name != MOOD]
    return tuple(dict.fromkeys(f"flag:{name}" for name in order))


def advice(record: Record) -> Say:
    """The soft tier: start gently, and bring it up with a clinician."""
    assert record.screen is not None
    found = tuple(Word(f"flag-{name.lower()}-short") for name in positive(record.screen.answers))
    return Say("referral-advise", {"heard": Words(found[:HEARD_MOST])})


def positive(answers: dict[str, FlagAnswer]) -> tuple[str, ...]:
    """The questions that were answered yes or not sure."""
    return tuple(name for name, answer in answers.items() if answer.answer != "no")


def _already_told(record: Record, lock: Lock) -> bool:
    """The same tier with the same findings was sent a moment ago, in the middle of the screen."""
    before = standing(record)
    return before is not None and not before.provisional and before.tier == lock.tier


def tripped(moment: Moment, heard: Heard, *, crisis: bool) -> Outcome:
    """A red flag in free text: lock at once; the advice now where it cannot wait."""
    lock = Lock(
        moment.now,
        "raised",
        heard.tier,
        provisional=True,
        rules=(heard.rule,),
        heard=(heard.quote,),
        crisis=crisis,
        worry=heard.condition,
        question=heard.question,
    )
    inputs = {"rule": heard.rule, "words": ", ".join(heard.words), "quote": heard.quote}
    decision = Decision("tripwire", heard.tier, dict(inputs))
    record = replace(raise_lock(moment.record, lock), why=(decision,))
    note = Note(moment.now, "decision", "tripwire", decision=decision)
    effects = (message(moment, lock),) if heard.tier == "emergency" else ()
    return Outcome(record, effects, (note,), red_flag=True)
