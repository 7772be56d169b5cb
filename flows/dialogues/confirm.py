"""After words that sound like a red flag: is it so, you, now? Then the questions of what was heard.

An alarm locks at once and asks whether it is so (decision 21). An ask locks nothing: it names what
was understood, and only "yes, now" locks (decision 32). The rest of the way is the same for both.
"""

from dataclasses import replace as with_
from functools import reduce
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.red_flags import TIERS, Question, RedFlags
from flows.dialogues.referral import locked_by_words, numbers, refer, screened
from flows.dialogues.screening import (
    PARAMS,
    answers_of,
    ended,
    order_of,
    question_nodes,
    reaches,
    start,
    triage_of,
)
from flows.dialogues.session import SESSION_FLOWS
from flows.engine.context import Context, DetectedFlag, Outcome, RunContext, Start
from flows.engine.effects import Arg, Say, Word
from flows.engine.guards import Guard, Values, is_
from flows.engine.kinds import choice
from flows.engine.nodes import Act, Ask, Dialogue, End, Flow, Node, Tell, go, junction
from flows.record import AskedWords, Lock, Note, Record, Run
from flows.safety_locks import (
    dismissal,
    forgotten_without_consent,
    in_force,
    lift,
    locked,
    most_urgent_lock,
    raise_lock,
)

CRISIS = "self_harm"
"""The condition whose words are never questioned back."""
SECOND_READER = "second_reader"
"""The rule of what only the second reader heard: it knows the condition, not the very sign."""
ASK = "ask"
"""The outcome of hearing that asks instead of locking."""
NO_EXERCISE = ("emergency", "urgent")
"""While an ask about such a sign is open, no exercise starts (decision 32)."""
CONDITIONS = (
    "cauda_equina", "progressive_neuro_deficit", "fracture", "malignancy", "infection",
    "aaa_visceral", "inflammatory", "chest_pain_cardiac", "stroke_like", "dvt_pe", CRISIS,
    "pregnancy_complication", "other",
)  # fmt: skip
"""What can be heard; each has words of its own (`sign-...`)."""
NOW, NO, BEFORE, OTHER = "now", "no", "before", "other"


def dialogues(bank: RedFlags) -> tuple[Dialogue, ...]:
    """The confirming dialogue with its acts."""
    acts = {
        "taken": _taken,
        "emergency": ended,
        "finished": _confirmed,
        "not_me": _not_me,
        "stands": _stands,
        "not_meant": _said("confirm-not-meant"),
        "somebody_else": _said("confirm-not-me"),
        "was_before": _was_before,
    }
    return (Dialogue(confirming(bank), acts),)


# --- the flow ---------------------------------------------------------------------------------
def confirming(bank: RedFlags) -> Flow:
    """Is it so? Then the questions of every sign in the words, and of the group of the worst.

    `group` is empty where the bank has no question of a sign, or before consent, when no health
    answer may be stored (decision 22): then the words stand. "It was before" opens the questions
    of the signs alone.
    """
    asked = sorted(bank.questions, key=lambda question: order_of(bank)[question.id])
    doors = [f"about_{question.id}" for question in asked]
    where = junction("where", go("stands", when=is_("group", "")), go(doors[0]))
    chain: list[Node] = []
    for question, door, after in zip(asked, doors, [*doors[1:], "closing"], strict=True):
        mine = go(question.id, when=_is_meant(question))
        chain += [junction(door, mine, go(after)), *question_nodes(bank, question, after)]
    closing = junction("closing", go("emergency", when=reaches(bank, "emergency")), go("finished"))
    ends = ("not_me", "stands", "emergency", "finished", "not_meant", "somebody_else", "was_before")
    nodes = (*_first_cards(doors[0]), where, *chain, closing, *map(End, ends))
    params = (*PARAMS, "group", "quote", "signs", "outcome", "tier", "condition", "rule")
    return Flow("confirm", nodes, version=3, params=params)


def _first_cards(first: str) -> tuple[Node, ...]:
    """The card of an alarm, and the card of an ask."""
    you = Ask(
        "you",
        choice("me", "not_me"),
        (go("not_me", when=is_("you", "not_me")), go("where")),
        args=lambda context: {"quote": str(context.values["quote"])},
        safety=True,
    )
    routes = (
        go("taken", when=is_("meant", NOW)),
        go("not_meant", when=is_("meant", NO)),
        go("somebody_else", when=is_("meant", OTHER)),
        go("before"),
    )
    meant = Ask("meant", choice(NOW, NO, BEFORE, OTHER), routes, args=_meaning, safety=True)
    return (
        junction("opening", go("meant", when=_asks()), go("you")),
        you,
        meant,
        Tell("taken", (go("where"),), silent=True),
        junction("before", go("was_before", when=is_("group", "")), go(first)),
    )


def _asks() -> Guard:
    """The words are asked about; runs of older versions have no outcome and are alarms."""
    return Guard("outcome = ask", (), lambda values: values.get("outcome") == ASK)


def _is_meant(question: Question) -> Guard:
    """The question is that of a sign in the words, or of the group of the most urgent one."""

    def test(values: Values) -> bool:
        if question.id in _signs(values):
            return True
        return values["group"] == question.group and values.get("meant") != BEFORE

    return Guard(f"{question.id} is meant", ("group",), test)


def _signs(values: Values) -> tuple[str, ...]:
    signs = values.get("signs")
    return tuple(signs) if isinstance(signs, tuple | list) else ()


def _meaning(context: RunContext) -> dict[str, Arg]:
    """What was understood: the sign that a rule heard by its question, else the condition."""
    values = context.values
    signs, condition = _signs(values), str(values["condition"])
    known = signs and values["rule"] != SECOND_READER
    sign = f"flag-{signs[0].lower()}-short" if known else f"sign-{condition}".replace("_", "-")
    return {
        "quote": str(values["quote"]),
        "sign": Word(sign),
        "kind": "crisis" if condition == CRISIS else "other",
        "crisis": numbers(context)["crisis"],
    }


# --- when it is heard -------------------------------------------------------------------------
def on_red_flag(context: Context, found: DetectedFlag, text: str) -> Outcome | None:
    """Lock and ask whether it is so, or ask before anything is locked.

    None where an ask would be the second for the same words on a day, or less urgent than the lock
    that holds.
    """
    crisis = found.condition == CRISIS
    question = context.catalog.red_flags.question(found.question)
    asks = bool(found.signs and context.record.consent and not crisis)
    group = question.group if question and asks else ""
    if found.outcome == ASK:
        return _ask(context, found, group, text)
    outcome = locked_by_words(context, found, crisis=crisis)
    record = _put_away(outcome.record, group)
    signs = tuple(dict.fromkeys((*found.signs, *_still_open(context.record))))
    asked = start(context.record, "confirm", **_heard(found, group), signs=signs)
    return with_(outcome, record=record, start=(asked,))


def _ask(context: Context, found: DetectedFlag, group: str, text: str) -> Outcome | None:
    """Name what was understood; a session under way waits below it."""
    record, words = context.record, AskedWords(context.today, crc32(text.casefold().encode()))
    lock = most_urgent_lock(record)
    if words in record.asked or (lock and TIERS.index(lock.tier) <= TIERS.index(found.tier)):
        return None
    today = tuple(each for each in record.asked if each.on == context.today)
    record = replace(record, asked=(*today, words))
    if not record.consent:
        record = forgotten_without_consent(record, context.now)
    note = Note(context.now, "heard", f"{ASK} {found.condition} {found.rule}")
    signs = found.signs if group else ()
    asked = start(record, "confirm", **_heard(found, group), signs=signs)
    return Outcome(record, notes=(note,), start=(asked,))


def _heard(found: DetectedFlag, group: str) -> dict[str, str]:
    return {
        "group": group,
        "quote": found.quote,
        "outcome": found.outcome,
        "tier": found.tier,
        "condition": found.condition,
        "rule": found.rule,
    }


def _still_open(record: Record) -> tuple[str, ...]:
    """The questions of what was heard before and is not settled: none is ever dropped."""
    runs = (run for run in record.conversation.stack if run.flow == "confirm")
    locks = (lock.question for lock in in_force(record) if lock.provisional and lock.question)
    return (*(name for run in runs for name in _signs(run.params)), *locks)


def _put_away(record: Record, group: str) -> Record:
    """The record without an open question about the same signs, and without a session.

    A session is over as soon as a lock is raised: no answer leads back to it (H21).
    """
    same = ("confirm", group)
    stack = tuple(
        run
        for run in record.conversation.stack
        if run.flow not in SESSION_FLOWS and (run.flow, run.params.get("group")) != same
    )
    return replace(record, conversation=replace(record.conversation, stack=stack))


def open_ask(record: Record) -> int | None:
    """The place in the stack of an open ask that keeps exercise away, or None."""
    for place, run in enumerate(record.conversation.stack):
        asks = run.flow == "confirm" and run.params.get("outcome") == ASK
        if asks and run.params.get("tier") in NO_EXERCISE:
            return place
    return None


# --- what follows -----------------------------------------------------------------------------
class AskedFlag(Struct, frozen=True):
    """What was asked about and is so, as a detection (`flows.engine.context.DetectedFlag`)."""

    tier: str
    condition: str
    quote: str
    rule: str
    question: str
    signs: tuple[str, ...]
    words: tuple[str, ...] = ()
    outcome: str = "alarm"


def _taken(context: RunContext) -> Outcome:
    """It is so, and now: what an alarm does. The way goes on to the questions of the signs."""
    values, signs = context.values, _signs(context.values)
    tier, condition, quote, rule = (
        str(values[name]) for name in ("tier", "condition", "quote", "rule")
    )
    found = AskedFlag(tier, condition, quote, rule, signs[0] if signs else "", signs)
    outcome = locked_by_words(context, found, crisis=found.condition == CRISIS)
    return with_(outcome, record=_put_away(outcome.record, NOW))


def _said(key: str) -> Act:
    return lambda context: Outcome(context.record, (Say(key),))


def _was_before(context: RunContext) -> Outcome:
    """No question of the bank asks for this, or none may be asked: what to do if it comes back."""
    kind = "crisis" if context.values["condition"] == CRISIS else "other"
    return Outcome(context.record, (Say("confirm-was-before", {"kind": kind, **numbers(context)}),))


def _locks(run: Run) -> bool:
    """Whether the words of a run have locked: those of an alarm, and those that are so."""
    if run.flow != "confirm":
        return False
    meant = run.answers.get("meant")
    return run.params.get("outcome") != ASK or (meant is not None and meant.value == NOW)


def _confirmed(context: RunContext) -> Outcome:
    """The screen decides: it locks for good, or the provisional lock goes (decision 21)."""
    answers = answers_of(context)
    found = triage_of(context, answers)
    if found.locks:
        return screened(context, found, answers)
    if not _signs_settled(context):
        return _stands(context)
    return _dismissed(context, "confirm-nothing-found")


def _signs_settled(context: RunContext) -> bool:
    """Whether the question of every sign that locks was answered in this very run."""
    heard = [lock.question for lock in in_force(context.record) if lock.provisional]
    return all(name and name in context.values for name in (*heard, *_signs(context.values)))


def _not_me(context: RunContext) -> Outcome:
    """These words were about somebody else; what other words have raised is asked now (H21)."""
    mine = (context.values["quote"],)
    holding = in_force(context.record)
    others = [one for one in holding if one.provisional and one.findings[:1] != mine]
    outcome = _dismissed(context, "confirm-not-me")
    if not others or locked(outcome.record):
        return outcome
    record = reduce(raise_lock, others, outcome.record)
    return with_(outcome, record=record, start=tuple(_asked_now(context, one) for one in others))


def _asked_now(context: RunContext, lock: Lock) -> Start:
    """The question whether words that have locked are so, once the newer ones are settled."""
    bank, signs = context.catalog.red_flags, (lock.question,) if lock.question else ()
    question = bank.question(lock.question) if signs else None
    group = question.group if question and context.record.consent and not lock.crisis else ""
    rule, quote = next(iter(lock.rules), ""), next(iter(lock.findings), "")
    found = AskedFlag(lock.tier, lock.worry, quote, rule, lock.question, signs, outcome="alarm")
    return start(context.record, "confirm", **_heard(found, group), signs=signs if group else ())


def _stands(context: RunContext) -> Outcome:
    """No question of the bank asks for this, so the words decide."""
    lock = most_urgent_lock(context.record)
    assert lock is not None
    effects = () if lock.tier == "emergency" else (refer(context, lock),)
    return Outcome(context.record, effects, cut=True, red_flag=True)


def _dismissed(context: RunContext, key: str) -> Outcome:
    """The provisional lock goes, if there is one."""
    decided = any(_locks(run) for run in context.record.conversation.stack)
    if decided or not locked(context.record):
        return Outcome(context.record, (Say(key),))  # Another red flag came since: it decides.
    record = lift(context.record, dismissal(context.now, "not_me"))
    note = Note(context.now, "lock", "not_me")
    if (lock := most_urgent_lock(record)) is not None:
        return Outcome(record, (refer(context, lock),), (note,), cut=True)
    return Outcome(record, (Say(key),), (note,))
