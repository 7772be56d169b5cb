"""One person in several chats: a code made in one and typed in another joins them (decision 12).

What a person asks for becomes an errand in the record and an effect. The errand stays until its
outcome is back, and the clock brings it again, so that a crash on the way loses nothing.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from flows.engine.context import Context, Outcome, RunContext, Start
from flows.engine.effects import Effect, LinkCode, Readdress, Redeem, Say
from flows.engine.events import Linked
from flows.engine.guards import is_
from flows.engine.kinds import choice
from flows.engine.nodes import Ask, Dialogue, End, Flow, go
from flows.record import Conversation, Lock, Note, Record, Where, present
from flows.safety_locks import FOLLOW_UP, in_force, locked

T = TypeVar("T")

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No letter or digit that is taken for another."""
CODE_CHARS = 8
CODE_LIFE_S = 600.0
CODE_TRIES_MAX = 5
"""Codes that a person may try within a minute."""
ADDRESSES_MAX = 4
RESUME_S = 30.0
"""When the clock brings an errand whose outcome is not back."""
CODE, REDEEM, READDRESS = "code", "redeem", "readdress"
"""Errands: make a code, redeem one, let every address of the record lead to it."""
JOIN, LOST = "join", "lost"
"""Outcomes that come without an errand of this record: somebody joins, a chat blocked us."""


def dialogues() -> tuple[Dialogue, ...]:
    """Whoever has a record of their own is asked first, and told what becomes of it."""
    ask = Ask("sure", choice("yes", "no"), (go("join", when=is_("sure", "yes")), go("kept")))
    flow = Flow("link", (ask, End("join"), End("kept")), params=("code",))
    return (Dialogue(flow, {"join": _agreed, "kept": _left_apart}),)


# --- what a person asks for -------------------------------------------------------------------
def link(context: Context, argument: str) -> Outcome:
    """Make a code; with a code behind it, join whoever made that."""
    record = context.record
    if argument.strip():
        return _with_code(context, spelled(argument))
    if not record.consent:
        return Outcome(record, (Say("link-first"),))
    return _set_out(record, CODE)


def unlink(context: Context, _: str) -> Outcome:
    """Take the address off from which this was asked; a lock is not left behind that way (H5)."""
    record = context.record
    if present(record) == record.addresses[:1]:
        return Outcome(record, (Say("link-alone"),))
    if locked(record):
        return Outcome(record, (Say("link-locked"),))
    record = replace(
        record,
        leaving=(*record.leaving, record.addresses[0]),
        errands=(*_without(record, READDRESS).errands, READDRESS),
    )
    effects = (Say("link-undone"), Readdress())
    return Outcome(record, effects, (Note(context.now, "link", "undone"),), quiet=True)


def spelled(typed: str) -> str:
    """The code in what was typed, or nothing where there cannot be one."""
    code = "".join(c for c in typed.upper() if not c.isspace() and c != "-")
    fits = len(code) == CODE_CHARS and all(c in CODE_LETTERS for c in code)
    return code if fits else ""


def _with_code(context: Context, code: str) -> Outcome:
    record = context.record
    if not code:
        return Outcome(record, (Say("link-wrong"),))
    if not record.consent:
        return _set_out(record, f"{REDEEM}:{code}")
    stack = tuple(run for run in record.conversation.stack if run.flow != "link")
    record = replace(record, conversation=replace(record.conversation, stack=stack))
    return Outcome(record, start=(Start("link", {"code": code}),))


def _agreed(context: RunContext) -> Outcome:
    return _set_out(context.record, f"{REDEEM}:{context.values['code']}")


def _left_apart(context: RunContext) -> Outcome:
    return Outcome(context.record, (Say("link-kept"),))


# --- errands ----------------------------------------------------------------------------------
def _set_out(record: Record, name: str) -> Outcome:
    """Set out an errand; the person learns its outcome when it is back."""
    errands = (*_without(record, name).errands, name)
    record = replace(record, errands=errands)
    return Outcome(record, (Say("link-moment"), _effect(name)), quiet=True)


def _effect(name: str) -> Effect:
    kind, _, code = name.partition(":")
    return LinkCode() if kind == CODE else Redeem(code) if kind == REDEEM else Readdress()


def _without(record: Record, name: str) -> Record:
    """The record without the errands of a kind."""
    kind = name.partition(":")[0]
    left = tuple(each for each in record.errands if each.partition(":")[0] != kind)
    return replace(record, errands=left)


def open_errands(record: Record) -> tuple[Effect, ...]:
    """The errands that are still out, to be done once more."""
    return tuple(_effect(name) for name in record.errands)


def wake_time(now: float, at: float | None) -> float | None:
    """When to wake a person with errands who would be woken at `at`."""
    again = now + RESUME_S
    return again if at is None else min(at, again)


# --- what came of them ------------------------------------------------------------------------
def on_linked(context: Context, event: Linked) -> Outcome:
    """Take the outcome of an errand into the record and put it into words."""
    return OUTCOMES[event.outcome](context, event)


def _coded(context: Context, event: Linked) -> Outcome:
    until = context.now + CODE_LIFE_S
    record = replace(_without(context.record, CODE), link=event.proof, link_until=until)
    half = CODE_CHARS // 2
    return Outcome(
        record,
        (Say("link-code", {"code": f"{event.code[:half]}-{event.code[half:]}"}),),
        (Note(context.now, "link", "code"),),
    )


def _say(key: str) -> Callable[[Context, Linked], Outcome]:
    """A code that joins nothing, and why."""
    return lambda context, _: Outcome(_without(context.record, REDEEM), (Say(key),))


def is_open(record: Record, proof: str, now: float) -> bool:
    """Whether a person's code has this hash, was not used and has not run out."""
    return bool(proof) and record.link == proof and now < record.link_until


def _joining(context: Context, _: Linked) -> Outcome:
    """Fall silent: the record is about to go, and the survivor speaks."""
    return Outcome(_without(context.record, REDEEM), quiet=True)


def _joined(context: Context, event: Linked) -> Outcome:
    """Join the other record if the code is still open, and close it: it works once."""
    if not is_open(context.record, event.proof, context.now):
        return Outcome(context.record, quiet=True)
    done = _merged(context, event)
    effects: tuple[Effect, ...] = (Say("link-done"), Readdress())
    return Outcome(done.record, effects, done.notes, cut=done.cut, red_flag=done.red_flag)


def _merged(context: Context, event: Linked) -> Outcome:
    """Join what the other record has become since; a lock that comes along locks at once."""
    assert event.other is not None
    before = in_force(context.record)
    record = merged(context.record, event.other)
    new = [lock for lock in in_force(record) if lock not in before]
    notes = (
        Note(context.now, "link", "joined"),
        *(Note(context.now, "lock", "joined", lock.tier) for lock in new),
    )
    return Outcome(record, (), notes, cut=bool(new), red_flag=bool(new), quiet=True)


def _settled(context: Context, event: Linked) -> Outcome:
    """Every address leads where it should."""
    record = context.record
    addresses = tuple(where for where in record.addresses if where not in event.addresses)
    leaving = tuple(where for where in record.leaving if where not in event.addresses)
    record = replace(record, addresses=addresses, leaving=leaving)
    return Outcome(record if leaving else _without(record, READDRESS), quiet=True)


def _lost(context: Context, event: Linked) -> Outcome:
    """A chat that blocked us comes last; the person is written to in another."""
    lost = [where[:3] for where in event.addresses]
    last = sorted(context.record.addresses, key=lambda where: where[:3] in lost)
    return Outcome(replace(context.record, addresses=tuple(last)), quiet=True)


OUTCOMES: dict[str, Callable[[Context, Linked], Outcome]] = {
    CODE: _coded,
    "wrong": _say("link-wrong"),
    "slow": _say("link-slow"),
    "own": _say("link-own"),
    "full": _say("link-full"),
    "joining": _joining,
    JOIN: _joined,
    "merge": _merged,
    "settled": _settled,
    LOST: _lost,
}


# --- addresses and records --------------------------------------------------------------------
def merged(survivor: Record, other: Record) -> Record:
    """Two records as one: the survivor's, with every lock and every address of both.

    The plan and history of the other come along only where the survivor has no plan yet.
    """
    base = other if other.plan and not survivor.plan else survivor
    locks = joined_ledgers(survivor.locks, other.locks)
    record = replace(
        base,
        addresses=_unique((*present(other), *survivor.addresses)),
        leaving=_unique((*survivor.leaving, *other.leaving)),
        errands=(READDRESS,),
        link="",
        locks=locks,
        consent=max(_known(survivor.consent, other.consent), key=lambda c: c.at, default=None),
        screen=max(_known(survivor.screen, other.screen), key=lambda s: s.at, default=None),
        too_young=survivor.too_young or other.too_young,
        unreachable=False,
        exported_at=max(survivor.exported_at, other.exported_at),
        conversation=_new_buttons(base.conversation, survivor.conversation, other.conversation),
    )
    if not locked(record):
        return record
    seen = (f for f in (*survivor.follow_ups, *other.follow_ups) if f.kind == FOLLOW_UP)
    others = (f for f in base.follow_ups if f.kind != FOLLOW_UP)
    return replace(record, session_in_progress=None, follow_ups=(*others, *seen))


def joined_ledgers(one: tuple[Lock, ...], other: tuple[Lock, ...]) -> tuple[Lock, ...]:
    """Two ledgers as one, by time, such that no line of one lifts a lock of the other (H5).

    First what led to a clearance, then what else was lifted, then the locks in force.
    """
    added = tuple(line for line in other if line not in one)
    ranked = sorted(
        (*_ranked(one), *(pair for pair in _ranked(other) if pair[1] in added)),
        key=lambda pair: (pair[0], pair[1].at),
    )
    return tuple(line for _, line in ranked)


def _ranked(lines: tuple[Lock, ...]) -> list[tuple[int, Lock]]:
    acts = [line.act for line in lines]
    cleared = len(acts) - acts[::-1].index("cleared") if "cleared" in acts else 0
    holding = {id(lock) for lock in in_force(Record(locks=lines))}
    return [
        (2 if id(line) in holding else int(place >= cleared), line)
        for place, line in enumerate(lines)
    ]


def _new_buttons(base: Conversation, *talks: Conversation) -> Conversation:
    """The talk with its open questions to be asked again, beyond every button that was shown."""
    return Conversation(
        tuple(replace(run, token=0, draft=()) for run in base.stack),
        max(talk.runs for talk in talks),
        max(talk.tokens for talk in talks),
    )


def _known(*found: T | None) -> list[T]:
    return [each for each in found if each is not None]


def _unique(addresses: Iterable[Where]) -> tuple[Where, ...]:
    """Each address once, whatever the chat, in the order of their first."""
    first: dict[tuple[str, str, str], Where] = {}
    for where in addresses:
        first.setdefault(where[:3], where)
    return tuple(first.values())
