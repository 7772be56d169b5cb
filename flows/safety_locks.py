"""The safety ledger: locks are raised and lifted here, and nowhere else (decision 19).

It is append-only and outside of undo and replay: no answer that is taken back lifts a lock.
"""

from datetime import date

from msgspec.structs import replace

from flows.catalog.red_flags import TIERS
from flows.clinical.triage import LOCKING
from flows.record import Lock, Record
from flows.scheduling.suppression import FollowUp

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S
CLEAR_AFTER_S = DAY_S
"""A clearance counts from 24 hours after the lock (decision 19)."""
MISTAKE_WITHIN_S = 600.0
"""An emergency answer can be taken back as a slip within 10 minutes, once (rules 1.2)."""
FOLLOW_UP_AFTER_S = {"emergency": DAY_S, "urgent": DAY_S, "see_clinician": 7 * DAY_S}
"""When to ask "have you been seen?" (rules 1.4)."""
WITHOUT_CONSENT_S = 72 * HOUR_S
"""How long a lock of somebody who has not agreed yet is stored (decision 22)."""
LEDGER_LINES_MAX, LEDGER_LINES_AFTER_CUT = 64, 32
"""Lines at which the ledger is cut, and how many then stay."""
FOLLOW_UP, FORGET = "referral", "forget"
"""Kinds of follow-up: "have you been seen?", and the end of a record without consent."""


# --- what holds -------------------------------------------------------------------------------
def in_force(record: Record) -> list[Lock]:
    """The locks that hold."""
    locks: list[Lock] = []
    for line in record.locks:
        if line.act == "raised":
            locks.append(line)
        elif line.act == "not_me":
            locks = [lock for lock in locks if not lock.provisional]
        else:
            locks = []
    return locks


def most_urgent_lock(record: Record) -> Lock | None:
    """The most urgent lock in force, or None."""
    return min(in_force(record), key=lambda lock: TIERS.index(lock.tier), default=None)


def locked(record: Record) -> bool:
    """Whether no exercise may leave the bot for this person."""
    return most_urgent_lock(record) is not None


def undecided(record: Record) -> bool:
    """Whether all that locks is a message that a full screen can decide about (decision 21)."""
    locks = in_force(record)
    return bool(locks) and all(lock.provisional and lock.question for lock in locks)


def may_clear(record: Record, now: float) -> bool:
    """Whether a clearance would count by now."""
    lock = most_urgent_lock(record)
    return lock is not None and now - lock.at >= CLEAR_AFTER_S


def may_be_mistake(record: Record, now: float) -> bool:
    """Whether the last emergency answer can still be taken back as a slip."""
    lock = most_urgent_lock(record)
    once = all(line.act != "mistaken" for line in record.locks)
    return bool(lock and lock.tier == "emergency" and once and now - lock.at <= MISTAKE_WITHIN_S)


def cleared_rules(record: Record) -> frozenset[str]:
    """The rules whose findings a clinician has cleared."""
    acts = [line.act for line in record.locks]
    last = len(acts) - acts[::-1].index("cleared") if "cleared" in acts else 0
    return frozenset(rule for line in record.locks[:last] for rule in line.rules)


# --- what is written --------------------------------------------------------------------------
def raise_lock(record: Record, lock: Lock) -> Record:
    """Lock the programme: the session is over, one follow-up is planned, nothing else."""
    assert lock.act == "raised" and lock.tier in LOCKING
    known = any(_same(lock, each) for each in in_force(record))
    seen = FollowUp(FOLLOW_UP, lock.at + FOLLOW_UP_AFTER_S[lock.tier], f"{FOLLOW_UP}-{lock.at:.0f}")
    forget = FollowUp(FORGET, lock.at + WITHOUT_CONSENT_S, FORGET)
    planned = (seen,) if record.consent else (seen, forget)
    return replace(
        record,
        locks=record.locks if known else (*record.locks, lock),
        follow_ups=(*_other_follow_ups(record), *planned),
        session_in_progress=None,
    )


def lift(record: Record, line: Lock) -> Record:
    """Write a line that lifts, and drop the follow-up when nothing is locked any more."""
    record = replace(record, locks=_bounded((*record.locks, line)))
    if locked(record):
        return record
    return replace(record, follow_ups=_other_follow_ups(record))


def clearance(now: float, by: str, seen_on: date) -> Lock:
    """The line by which a person enters a clinician's clearance."""
    return Lock(now, "cleared", "none", by=by, seen_on=seen_on)


def dismissal(now: float, act: str) -> Lock:
    """The line of a slip (`mistaken`) or of a sentence that was about somebody else (`not_me`)."""
    assert act in ("mistaken", "not_me")
    return Lock(now, act, "none")


def forgotten_without_consent(record: Record, now: float) -> Record:
    """The record of somebody who has not agreed: what was heard is forgotten (decision 22)."""
    forget = FollowUp(FORGET, now + WITHOUT_CONSENT_S, FORGET)
    others = (each for each in record.follow_ups if each.kind != FORGET)
    return replace(record, follow_ups=(*others, forget))


def without_forgetting(record: Record) -> Record:
    """The record of somebody who has agreed: the clock forgets nothing about them."""
    return replace(record, follow_ups=tuple(f for f in record.follow_ups if f.kind != FORGET))


def _same(one: Lock, other: Lock) -> bool:
    """Whether two locks say the same: said again it is not written again."""
    return (one.tier, one.rules, one.provisional) == (other.tier, other.rules, other.provisional)


def _other_follow_ups(record: Record) -> tuple[FollowUp, ...]:
    """The appointments that have nothing to do with a lock."""
    return tuple(f for f in record.follow_ups if f.kind not in (FOLLOW_UP, FORGET))


def _bounded(lines: tuple[Lock, ...]) -> tuple[Lock, ...]:
    """The ledger without old lines that change nothing any more; the journal has them all.

    A `not_me` ends every provisional lock before it, a `cleared` ends them all.
    """
    if len(lines) <= LEDGER_LINES_MAX:
        return lines
    if lines[-1].act == "not_me":
        return tuple(line for line in lines if not line.provisional and line.act != "not_me")
    old, newest = lines[:-LEDGER_LINES_AFTER_CUT], lines[-LEDGER_LINES_AFTER_CUT:]
    return (*(line for line in old if line.act == "mistaken"), *newest)
