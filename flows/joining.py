"""Two records of one person as one, and the addresses that lead to a person (DECISIONS 12)."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from flows.engine.run import Talk
from flows.ledger import FOLLOW_UP, in_force, locked
from flows.record import Lock, Record

Where = tuple[str, str, str, str]
T = TypeVar("T")

READDRESS = "readdress"
"""The errand of a record whose addresses do not all lead to it yet."""


def present(record: Record) -> tuple[Where, ...]:
    """The addresses that lead to a person, the one last used first."""
    return tuple(where for where in record.addresses if where not in record.leaving)


def heard_at(record: Record, where: Where) -> Record:
    """The record of somebody who writes from an address: answers and reminders go there."""
    known = next((each for each in record.addresses if each[:3] == where[:3]), None)
    if known is None or record.addresses[0] == where:
        return record
    first = where if where[3] else known
    others = (each for each in record.addresses if each is not known)
    return replace(record, addresses=(first, *others))


def merged(survivor: Record, other: Record) -> Record:
    """Two records as one: the survivor's, with every lock and every address of both.

    The plan and history of the other come along only where the survivor has no plan yet.
    """
    base = other if other.plan and not survivor.plan else survivor
    locks = joined_ledgers(survivor.locks, other.locks)
    asked = tuple(f for f in (*survivor.follow_ups, *other.follow_ups) if f.kind == FOLLOW_UP)
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
        talk=_new_buttons(base.talk, survivor.talk, other.talk),
    )
    if not locked(record):
        return record
    kept = (f for f in base.follow_ups if f.kind != FOLLOW_UP)
    return replace(record, sitting=None, follow_ups=(*kept, *asked))


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
    held = {id(lock) for lock in in_force(Record(locks=lines))}
    return [
        (2 if id(line) in held else int(place >= cleared), line) for place, line in enumerate(lines)
    ]


def _new_buttons(base: Talk, *talks: Talk) -> Talk:
    """The talk with its open questions to be asked again, beyond every button that was shown."""
    return Talk(
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
