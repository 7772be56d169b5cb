"""What must hold of every world, judged from its history. Each check tells what it found."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import msgspec

from bot.app import engine
from bot.core.ports import Entry, PersonId
from bot.core.render import Bundle, decode
from bot.core.runner import LEASE_MS
from flows.engine.effects import Prompt, Refer, Remind, Say
from flows.engine.events import Pressed, Typed
from flows.engine.nodes import Ask, words_of
from flows.record import Note, Record
from flows.record import decode as read_record
from flows.safety_locks import locked
from tests.worlds import reminders
from tests.worlds.evidence import Case, Evidence
from tests.worlds.history import (
    Acknowledged,
    Committed,
    Erased,
    Fault,
    Handed,
    History,
    Started,
    Unwritten,
)
from tests.worlds.platform import Update
from tests.worlds.truth import Truth

LEASE_S = LEASE_MS / 1000
FAR_JUMP_S = 40 * 3600.0
"""From here on the 48 hours of the seen ids may be over."""
EXERCISE = ("exercise-", "session-", "closing-")
"""Questions that only a person without a lock may see."""


def problems(
    history: History, updates: Mapping[str, Update], store: Truth, now: float
) -> list[str]:
    """Give every violation of the promises; nothing when all were kept."""
    evidence = Evidence(history, updates, store, now)
    found = [f"{check.__name__}: {what}" for check in OF_WORLD for what in check(evidence)]
    for case in evidence.cases:
        who = case.life.person[:4]
        found += [
            f"{check.__name__}: {who} {what}" for check in OF_LIFE for what in check(case, evidence)
        ]
    return found


# --- updates ------------------------------------------------------------------------------
def acknowledged_is_kept(evidence: Evidence) -> Iterator[str]:
    """Every acknowledged update was committed or its person erased since."""
    kept = {(c.life.person, c.write.inbound) for c in evidence.history.of(Committed)}
    erased: set[PersonId] = {e.life.person for e in evidence.history.of(Erased)}
    for event in evidence.history.of(Acknowledged):
        if (event.life, event.update) not in kept and event.life not in erased:
            yield f"{event.update} was acknowledged and is lost"


def taken_once(case: Case, evidence: Evidence) -> Iterator[str]:
    """No update makes two turns."""
    seen: set[str] = set()
    for commit in case.commits:
        if commit.write.inbound in seen and evidence.jumped < FAR_JUMP_S:
            yield f"{commit.write.inbound} was taken twice"
        seen.add(commit.write.inbound)


def nothing_is_overwritten(case: Case, _: Evidence) -> Iterator[str]:
    """Every turn starts from the record that the turn before it wrote."""
    last: bytes | None = None
    for commit in case.commits:
        if commit.read != last:
            yield f"{commit.write.inbound} overwrites answers that were kept"
        last = commit.write.record


def answers_are_what_was_pressed(case: Case, evidence: Evidence) -> Iterator[str]:
    """Every stored answer is compared with the press that made it, and with what was on screen."""
    for commit in case.commits:
        update = evidence.updates.get(commit.write.inbound)
        if update is None:
            continue
        event = update.inbound.event
        for name, value in _answers(commit):
            if isinstance(event, Pressed) and _is_shortcut(event.option):
                continue  # One press, several answers.
            if (asked := _question(name)) != update.question and not _unmarked(
                case, update, commit
            ):
                yield f"{event} to {update.question!r} was kept for {asked!r}"
            if isinstance(event, Pressed) and not _is_meant(name, value, event.option):
                yield f"{event.option!r} was pressed and {value!r} kept for {name}"


def _unmarked(case: Case, update: Update, commit: Committed) -> bool:
    """Whether nobody could know what the person saw: it was shown, and its sender died then."""
    marked = any(t.seq == update.seen and t.at < commit.at for t in case.taken)
    return isinstance(update.inbound.event, Typed) and update.seen > 0 and not marked


def _answers(commit: Committed) -> Iterator[tuple[str, object]]:
    for line in commit.write.journal:
        note = msgspec.msgpack.decode(line, type=Note)
        if note.kind == "answer":
            yield note.name, note.value


def _ask(name: str) -> Ask:
    flow, _, node = name.partition(".")
    found = engine().dialogues[flow].flow.by_id[node]
    assert isinstance(found, Ask)
    return found


def _question(name: str) -> str:
    return words_of(name.partition(".")[0], _ask(name))


def _is_meant(name: str, value: object, option: str) -> bool:
    ask = _ask(name)
    if ask.kind.several or option == "skip":
        return True
    return str(value) == option


@cache
def _shortcuts() -> frozenset[str]:
    nodes = (node for dialogue in engine().dialogues.values() for node in dialogue.flow.nodes)
    return frozenset(n.shortcut.option for n in nodes if isinstance(n, Ask) and n.shortcut)


def _is_shortcut(option: str) -> bool:
    return option in _shortcuts()


# --- messages -----------------------------------------------------------------------------
def order_is_kept(case: Case, _: Evidence) -> Iterator[str]:
    """Messages are shown in the order in which they were written."""
    newest = 0
    shown: set[int] = set()
    for event in case.arrived:
        if event.seq < newest and event.seq not in shown:
            yield f"message {event.seq} was shown after {newest}"
        newest = max(newest, event.seq)
        shown.add(event.seq)


def taken_out_is_over(case: Case, _: Evidence) -> Iterator[str]:
    """What was taken out was shown, and is not sent again."""
    done = {event.seq: event.at for event in case.taken if event.how == "delivered"}
    for event in case.started:
        if event.seq in done and event.at > done[event.seq]:
            yield f"message {event.seq} was sent after it was delivered"
    for seq, at in done.items():
        if not any(event.at <= at for event in case.arrivals(seq)):
            yield f"message {seq} was taken out and never shown"


def sent_only_what_is_kept(case: Case, _: Evidence) -> Iterator[str]:
    """Nothing is said that no turn wrote."""
    known = set(case.entries)
    for event in case.started:
        if event.seq not in known:
            yield f"message {event.seq} was sent and no turn wrote it"


def all_is_said(case: Case, _: Evidence) -> Iterator[str]:
    """Every question and referral arrives, but for what a red flag, a newer one or a block ends."""
    if case.erased:
        return
    buried = {event.seq for event in case.taken if event.how == "buried"}
    for seq, (entry, commit) in case.entries.items():
        excused = entry.kind == "reminder" or seq in buried or _ended(case, seq, entry, commit)
        if not excused and not case.arrivals(seq):
            yield f"{entry.kind} {seq} was never shown"


def _ended(case: Case, seq: int, entry: Entry, commit: Committed) -> bool:
    later = [other for other in case.commits if other.seqs.start > seq]
    if entry.kind == "referral":
        return any(e.kind == "referral" for other in later for e in other.write.outbox)
    return any(other.write.red_flag for other in later)


def red_flag_stops_the_older(case: Case, _: Evidence) -> Iterator[str]:
    """After a red flag's commit no older message starts, but the one that was in flight."""
    for flag in (commit for commit in case.commits if commit.write.red_flag):
        in_flight: set[int] = set()
        for event in case.started:
            entry = case.entries.get(event.seq)
            older = entry and entry[1].epoch < flag.epoch and entry[0].kind != "referral"
            if not older or event.at <= flag.at:
                continue
            in_flight.add(event.seq)
            handed = _handed(case, event)
            if handed is None or handed.at > flag.at or event.at > handed.at + LEASE_S:
                yield f"message {event.seq} started {event.at - flag.at:.3f} s after a red flag"
        if len(in_flight) > 1:
            yield f"messages {sorted(in_flight)} started after a red flag"


def _handed(case: Case, start: Started) -> Handed | None:
    mine = [h for h in case.handed if h.seq == start.seq and h.process == start.process]
    return next((h for h in reversed(mine) if h.at <= start.at), None)


def one_sender_at_a_time(case: Case, _: Evidence) -> Iterator[str]:
    """A send starts only while its sender holds the lease."""
    for event in case.started:
        handed = _handed(case, event)
        if handed is None:
            yield f"message {event.seq} was sent by a process that was not handed it"
        elif event.at > handed.at + LEASE_S:
            yield f"message {event.seq} was sent {event.at - handed.at:.1f} s after its hand-out"


def locked_get_no_exercise(case: Case, _: Evidence) -> Iterator[str]:
    """No turn of a locked person writes an exercise or a reminder."""
    for commit in case.commits:
        record = read_record(commit.write.record)
        if not locked(record):
            continue
        for entry in commit.write.outbox:
            keys = _keys(decode(entry.body))
            if entry.kind == "reminder" or any(key.startswith(EXERCISE) for key in keys):
                yield f"{keys} was written for somebody locked"


def _keys(bundle: Bundle) -> list[str]:
    return [e.key for e in bundle.effects if isinstance(e, Say | Prompt | Refer | Remind)]


def all_was_written_first(evidence: Evidence) -> Iterator[str]:
    """Commit, then speak: nothing leaves that no turn has written."""
    for event in evidence.history.of(Unwritten):
        yield f"{event.text!r} was said before it was written"


# --- the end ------------------------------------------------------------------------------
def only_the_mortal_die(evidence: Evidence) -> Iterator[str]:
    """Dead letters hold only what a person who blocked us would have been told."""
    for kind, reason in evidence.store.dead:
        if kind in ("referral", "update") or reason != "unreachable":
            yield f"{kind} was given up: {reason}"


def every_wake_runs(evidence: Evidence) -> Iterator[str]:
    """What the clock brings never fails for a reason of ours."""
    for fault in evidence.history.of(Fault):
        if fault.what == "wake failed":
            yield fault.whom


def nobody_is_forgotten(evidence: Evidence) -> Iterator[str]:
    """Nobody who asked to be erased is still there, and no wake time has passed unseen."""
    for person, kept in evidence.store.people.items():
        record = read_record(kept.record) if kept.record else Record()
        if record.erased:
            yield f"{person[:4]} asked to be erased and is still there"
        if kept.wake is not None and kept.wake < evidence.now - LEASE_S * 3:
            yield f"{person[:4]} was to be woken {evidence.now - kept.wake:.0f} s ago"


def nothing_leaves_before_retry_after(case: Case, evidence: Evidence) -> Iterator[str]:
    """Once the store knows of a 429, nothing leaves before the platform's time (D14)."""
    for event in case.handed:
        held = [h.until for h in case.held if h.at < event.at]
        if held and event.now < held[-1] and not evidence.jumped:
            yield f"message {event.seq} left {held[-1] - event.now:.1f} s before retry_after"


OF_WORLD: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    acknowledged_is_kept,
    all_was_written_first,
    only_the_mortal_die,
    every_wake_runs,
    nobody_is_forgotten,
)
OF_LIFE: tuple[Callable[[Case, Evidence], Iterator[str]], ...] = (
    taken_once,
    nothing_is_overwritten,
    answers_are_what_was_pressed,
    order_is_kept,
    taken_out_is_over,
    sent_only_what_is_kept,
    all_is_said,
    red_flag_stops_the_older,
    one_sender_at_a_time,
    locked_get_no_exercise,
    nothing_leaves_before_retry_after,
    reminders.come_once,
    reminders.come_in_time,
    reminders.keep_quiet_hours,
)
