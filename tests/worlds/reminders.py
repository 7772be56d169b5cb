"""What must hold of the reminders of one life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flows.engine.effects import Remind
from flows.record import decode as read_record

if TYPE_CHECKING:
    from tests.worlds.evidence import Case, Evidence

QUIET_FROM, QUIET_TO = time(21), time(8)
"""The default hours in which nobody is written to (content/reminders.toml)."""
IN_FLIGHT_S = 20.0
"""A reminder handed out in time may still be on its way this long."""


def come_once(case: Case, _: Evidence) -> Iterator[str]:
    """One reminder a slot and local date, shown at most once."""
    given: set[tuple[str, date]] = set()
    for seq, (entry, commit) in case.entries.items():
        if entry.kind != "reminder":
            continue
        if len(case.arrivals(seq)) > 1:
            yield f"reminder {seq} was shown {len(case.arrivals(seq))} times"
        for slot in _slots(commit.read, commit.write.record):
            if slot in given:
                yield f"a second reminder for {slot}"
            given.add(slot)


def _slots(before: bytes | None, after: bytes) -> set[tuple[str, date]]:
    """The slots and local dates that a turn used up."""
    old = read_record(before).reminder_state.sent if before else {}
    new = read_record(after).reminder_state.sent
    return {(slot, on) for slot, on in new.items() if old.get(slot) != on}


def come_in_time(case: Case, _: Evidence) -> Iterator[str]:
    """No reminder is handed out after its time."""
    for event in case.handed:
        limit = _not_after(case, event.seq)
        if limit is not None and event.now > limit:
            yield f"reminder {event.seq} left {event.now - limit:.0f} s too late"


def keep_quiet_hours(case: Case, evidence: Evidence) -> Iterator[str]:
    """No reminder starts in quiet hours by the person's own clock."""
    for event in case.started:
        if _not_after(case, event.seq) is None or evidence.jumped:
            continue
        _, commit = case.entries[event.seq]
        zone = ZoneInfo(read_record(commit.write.record).zone or "UTC")
        local = datetime.fromtimestamp(event.now - IN_FLIGHT_S, zone).time()
        if local >= QUIET_FROM or local < QUIET_TO:
            yield f"reminder {event.seq} came at {local}"


def _not_after(case: Case, seq: int) -> float | None:
    if seq not in case.entries or case.entries[seq][0].kind != "reminder":
        return None
    first = case.bundles[seq].effects[0]
    return first.not_after if isinstance(first, Remind) else None
