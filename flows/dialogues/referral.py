"""A referral and life after it: the lock and its message, the waiting room, the way back."""

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from flows.catalog.red_flags import TIERS
from flows.clinical.decision import Decision
from flows.clinical.triage import FlagAnswer, Triage
from flows.engine.context import Context, DetectedFlag, Outcome, RunContext, Start
from flows.engine.effects import Arg, Option, Refer, Say, Word, Words, date_word
from flows.engine.guards import Guard, is_, yes
from flows.engine.kinds import PAST_DATE, choice
from flows.engine.nodes import Ask, Dialogue, End, Flow, go
from flows.record import Lock, Note, Record, Screen, decision_notes
from flows.safety_locks import (
    CLEAR_AFTER_S,
    clearance,
    dismissal,
    lift,
    may_be_mistake,
    may_clear,
    most_urgent_lock,
    raise_lock,
    undecided,
)

MOOD = "W1"
"""Never named in a message: the crisis words speak for themselves."""
WITH_SUMMARY = ("urgent", "see_clinician")
"""Tiers whose message ends with the card to show; in an emergency nobody reads a card."""
FINDINGS_SHOWN_MAX = 3
"""Findings named in one message; the export has all of them."""
ROLES = ("doctor", "physiotherapist", "nurse", "hospital", "other")
NO_CLINICIAN = "other"
WAITING = ("seen", "urgent", "questions", "summary", "mistake", "privacy", "export", "delete")
"""What a locked person can do, in the order of the buttons."""
RELATIVE_DAYS = {"today": 0, "yesterday": 1}
IN_WORDS = Guard("told in words", ("told",), lambda values: values.get("told") == "words")


def dialogues() -> tuple[Dialogue, ...]:
    """The follow-up and its acts; acts of the waiting room are commands (dialogues.commands)."""
    return (Dialogue(seen(), {"not_yet": _not_yet, "back": _back, "still": _still}),)


def waiting() -> Flow:
    """Home while locked: nothing here leads to an exercise."""
    room = Ask(
        "room",
        choice(*WAITING),
        (go("left"),),
        args=_lock_args,
        options=_waiting_options,
        words="locked",
    )
    return Flow("waiting", (room, End("left")))


def seen() -> Flow:
    """Ask whether, by whom and when they were seen, and whether exercise is all right.

    Who tells it in words is also asked about the sign that it was about.
    """
    answers = choice("yes", "not_yet", "worse")
    may = choice("yes", "no", "not_asked")
    refused = go("still", when=is_("cleared", "no", "not_asked"))
    return Flow(
        "seen",
        (
            Ask(
                "seen",
                answers,
                (go("role", when=yes("seen")), go("not_yet")),
                args=_lock_args,
                safety=True,
            ),
            Ask("role", choice(*ROLES), (go("on"),), safety=True),
            Ask("on", PAST_DATE, (go("cleared"),), safety=True),
            Ask("cleared", may, (refused, go("gone", when=IN_WORDS), go("back")), safety=True),
            Ask(
                "gone",
                choice("gone", "explained", "there"),
                (go("still", when=is_("gone", "there")), go("back")),
                args=_lock_args,
                safety=True,
            ),
            End("not_yet"),
            End("back"),
            End("still"),
        ),
        params=("told",),
    )


# --- locking and referring --------------------------------------------------------------------
def screened(
    context: Context, found: Triage, answers: dict[str, FlagAnswer], *, final: bool = True
) -> Outcome:
    """Store a screen and what follows from it; a locking tier cuts everything that was open."""
    record = replace(
        context.record,
        screen=Screen(context.now, answers, found.tier, found.hits, whole=_whole(context.record)),
        why=found.hits or context.record.why,
    )
    notes = decision_notes(context.now, found.hits)
    if not found.locks:
        return Outcome(record, notes=notes)
    worry = found.suspected[0] if found.suspected else ""
    lock = Lock(
        context.now,
        "raised",
        found.tier,
        rules=tuple(hit.rule for hit in found.hits),
        findings=_findings(found, answers),
        crisis=found.crisis,
        worry=worry,
    )
    known = _already_referred(context.record, lock)
    record = raise_lock(record, lock)
    effects = () if known else (refer(context.having(record), lock),)
    return Outcome(record, effects, notes, cut=final, red_flag=True)


def _whole(record: Record) -> bool:
    """A short screen leaves it as it was whether the whole bank has been asked."""
    return record.screen is not None and record.screen.whole


def _findings(found: Triage, answers: dict[str, FlagAnswer]) -> tuple[str, ...]:
    """The questions that were answered yes or not sure, those of the findings first."""
    given = _positive(answers)
    named = [name for hit in found.hits for name in given if name in hit.inputs]
    order = [name for name in (*named, *given) if name != MOOD]
    return tuple(dict.fromkeys(f"flag:{name}" for name in order))


def _positive(answers: dict[str, FlagAnswer]) -> tuple[str, ...]:
    """The questions that were answered yes or not sure."""
    return tuple(name for name, answer in answers.items() if answer.answer != "no")


def _already_referred(record: Record, lock: Lock) -> bool:
    """The same tier with the same findings was sent a moment ago, in the middle of the screen."""
    before = most_urgent_lock(record)
    return before is not None and not before.provisional and before.tier == lock.tier


def locked_by_words(context: Context, found: DetectedFlag, *, crisis: bool) -> Outcome:
    """A red flag in free text: lock at once; the advice now where it cannot wait."""
    lock = Lock(
        context.now,
        "raised",
        found.tier,
        provisional=True,
        rules=(found.rule,),
        findings=(found.quote,),
        crisis=crisis,
        worry=found.condition,
        question=found.question if found.signs else "",
    )
    inputs = {"rule": found.rule, "words": ", ".join(found.words), "quote": found.quote}
    decision = Decision("tripwire", found.tier, dict(inputs))  # As it is stored.
    record = replace(raise_lock(context.record, lock), why=(decision,))
    effects = (refer(context, lock),) if found.tier == "emergency" else ()
    return Outcome(record, effects, decision_notes(context.now, (decision,)), red_flag=True)


def sent_to_clinician(
    context: Context, record: Record, tier: str, decisions: tuple[Decision, ...]
) -> Outcome:
    """A rule of the programme says that a clinician should look: lock and refer."""
    findings = tuple(f"rule:{decision.rule}" for decision in decisions[:1])
    rules = tuple(decision.rule for decision in decisions)
    lock = Lock(context.now, "raised", tier, rules=rules, findings=findings)
    record = raise_lock(record, lock)
    effects = (refer(context, lock),)
    return Outcome(record, effects, decision_notes(context.now, decisions), cut=True, red_flag=True)


def advise(record: Record) -> Say:
    """The soft tier: start gently, and bring it up with a clinician."""
    assert record.screen is not None
    found = tuple(Word(f"flag-{name.lower()}-short") for name in _positive(record.screen.answers))
    return Say("referral-advise", {"heard": Words(found[:FINDINGS_SHOWN_MAX])})


# --- what a referral says ---------------------------------------------------------------------
def refer(context: Context, lock: Lock) -> Refer:
    """The referral of a lock: what was found, what to do, what not to, the signs to watch for."""
    lock = _with_the_most_urgent(context.record, lock)
    key = f"referral-{_kind(lock)}".replace("_", "-")
    card = summary(context, lock) if _kind(lock) in WITH_SUMMARY else None
    return Refer(lock.tier, key, referral_args(context, lock), card)


def _with_the_most_urgent(record: Record, lock: Lock) -> Lock:
    """The lock to tell of: a more urgent one in force says when to go."""
    worst = most_urgent_lock(record)
    if worst is None or TIERS.index(worst.tier) >= TIERS.index(lock.tier):
        return lock
    return replace(worst, findings=tuple(dict.fromkeys((*worst.findings, *lock.findings))))


def _kind(lock: Lock) -> str:
    return "crisis" if lock.crisis else lock.tier


def referral_args(context: Context, lock: Lock) -> dict[str, Arg]:
    """The variables of the referral texts: what was found, since when, the tier, whom to call."""
    since = date_word(datetime.fromtimestamp(lock.at, context.local.tzinfo).date())
    return {
        "heard": finding_words(lock),
        "since": "unknown" if lock.provisional else since,
        "date": since,
        "tier": _kind(lock),
        "worry": Word(f"condition-{lock.worry or 'other'}".replace("_", "-")),
        **numbers(context),
    }


def numbers(context: Context) -> dict[str, Arg]:
    """Whom to call in the person's country; where that is not known, how to find out (H16)."""
    country = context.catalog.clinic.country(context.record.country)
    urgent = country.urgent if country else None
    crisis = country.crisis if country else ()
    lines = tuple(Word("crisis-line", {"name": c.name, "number": c.number}) for c in crisis)
    called = {"name": urgent.name, "number": urgent.number} if urgent else {}
    return {
        "number": country.emergency if country else Word("emergency-number-unknown"),
        "line": Word("urgent-line", dict(called)) if urgent else Word("urgent-line-unknown"),
        "crisis": Words(lines, "lines") if lines else Word("crisis-line-unknown"),
    }


def finding_words(lock: Lock) -> Words:
    """What was found: short names of the questions, or the person's own words."""
    return Words(tuple(_finding_word(item) for item in lock.findings[:FINDINGS_SHOWN_MAX]))


def _finding_word(item: str) -> Word:
    kind, _, name = item.partition(":")
    if kind == "flag":
        return Word(f"flag-{name.lower()}-short")
    if kind == "rule":
        return Word(f"heard-rule-{name}".replace(".", "-").replace("_", "-"))
    return Word("heard-quote", {"words": Word(raw=item)})


def summary(context: Context, lock: Lock) -> Word:
    """The card to copy and show to a clinician."""
    record, unknown = context.record, Word("referral-summary-unknown")
    weeks = record.duration_weeks
    asked = record.screen.answers if record.screen else {}
    denied = tuple(Word(f"flag-{q.lower()}-short") for q, a in asked.items() if a.answer == "no")
    args: dict[str, Arg] = {
        "date": date_word(context.today),
        "age": record.age or unknown,
        "duration": unknown if weeks is None else Word("referral-summary-weeks", {"weeks": weeks}),
        "pain": unknown if record.pain is None else record.pain,
        "heard": finding_words(lock),
        "denied": Words(denied) if denied else unknown,
    }
    return Word("referral-summary", args)


def show_summary(context: Context) -> Outcome:
    """Show the card for a clinician once more."""
    lock = most_urgent_lock(context.record)
    if lock is None:
        return Outcome(context.record, (Say("summary-nothing"),))
    card = summary(context, lock)
    return Outcome(context.record, (Say(card.key, card.args),))


# --- the waiting room -------------------------------------------------------------------------
def _lock_args(context: RunContext) -> dict[str, Arg]:
    lock = most_urgent_lock(context.record)
    return (
        referral_args(context, lock) if lock else {"tier": "none", "date": "", **numbers(context)}
    )


def _waiting_options(context: RunContext) -> tuple[Option, ...]:
    slip = may_be_mistake(context.record, context.now)
    offered = [name for name in WAITING if slip or name != "mistake"]
    if context.record.screen or not undecided(context.record):
        offered.remove("questions")
    return tuple(Option(name, Word(f"locked-option-{name}")) for name in offered)


def mistake(context: Context) -> Outcome:
    """Take a slip on an emergency answer back, once, within minutes (rules 1.2).

    The screen that it was part of is asked again: what came after the slip was never asked.
    """
    if not may_be_mistake(context.record, context.now):
        return Outcome(context.record, (Say("flag-mistake-too-late"),))
    record = replace(context.record, screen=None)
    record = lift(record, dismissal(context.now, "mistaken"))
    note = Note(context.now, "lock", "mistaken")
    return Outcome(record, (Say("flag-mistake-taken"),), (note,), cut=True)


# --- "have you been seen?" and the way back ---------------------------------------------------
def ask_seen(context: Context) -> Start:
    """The question that the clock or the person brings after a referral."""
    lock = most_urgent_lock(context.record)
    kind = "crisis" if lock and lock.crisis else lock.tier if lock else ""
    return Start("seen", {"kind": kind, "told": ""})


def told_seen(context: Context, answer: str) -> Start:
    """The same questions for who says in their own words that they were seen."""
    asked = ask_seen(context)
    return Start("seen", {**asked.params, "told": "words"}, {"seen": answer})


def _not_yet(context: RunContext) -> Outcome:
    """Not seen, or worse: the advice of the tier again; what got worse is emergency advice."""
    lock = most_urgent_lock(context.record)
    if lock is None:
        return Outcome(context.record)
    kind = "crisis" if lock.crisis else lock.tier
    kind = "emergency" if context.values["seen"] == "worse" and not lock.crisis else kind
    key = f"follow-up-not-yet-{kind}".replace("_", "-")
    return Outcome(context.record, (Say(key, referral_args(context, lock)),))


def _still(context: RunContext) -> Outcome:
    note = Note(context.now, "lock", "seen_not_cleared", str(context.values["role"]))
    return Outcome(context.record, (Say("way-back-still-locked"),), (note,))


def _back(context: RunContext) -> Outcome:
    """A clearance by a clinician, a day after the lock at the earliest (decision 19)."""
    lock, role, on = most_urgent_lock(context.record), str(context.values["role"]), _day(context)
    if lock is None:
        return Outcome(context.record)
    if role == NO_CLINICIAN:
        return Outcome(context.record, (Say("way-back-other-role"),))
    if on > context.today:
        return Outcome(context.record, (Say("way-back-future"),), start=(ask_seen(context),))
    if not may_clear(context.record, context.now):
        from_day = datetime.fromtimestamp(lock.at + CLEAR_AFTER_S, context.local.tzinfo).date()
        return Outcome(context.record, (Say("way-back-too-soon", {"date": date_word(from_day)}),))
    record = lift(context.record, clearance(context.now, role, on))
    note = Note(context.now, "lock", "cleared", f"{role} {on.isoformat()}")
    words: dict[str, Arg] = {"date": date_word(on), "role": Word(f"seen-role-{role}")}
    return Outcome(record, (Say("way-back-unlocked", words),), (note,), cut=True)


def _day(context: RunContext) -> date:
    given = str(context.values["on"])
    if given in RELATIVE_DAYS:
        return context.today - timedelta(days=RELATIVE_DAYS[given])
    return date.fromisoformat(given)
