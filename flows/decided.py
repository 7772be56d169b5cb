"""What every decision leaves behind: a day in the history, notes, and sometimes a referral."""

from datetime import date, timedelta
from zlib import crc32

from msgspec.structs import replace

from flows.clinical.decision import Decision
from flows.clinical.history import Day, History
from flows.clinical.patterns import life_regions
from flows.clinical.session import Occasion
from flows.engine.scene import Moment, Outcome
from flows.ledger import raise_lock
from flows.record import Lock, Note, Record
from flows.refer import message

DAYS_KEPT_MAX = 84
"""Twelve weeks of days are enough for every rule (DECISIONS 11)."""
EXERCISES_KEPT_DAYS = 28
"""How long a day keeps what was done in it: rules look back four weeks (programme.toml)."""
WORKOUTS_KEPT_MAX = 4
"""Sessions of one day that are kept, the newest ones."""
LATE_PHASES = ("integration", "maintenance")


def with_day(history: History, day: Day) -> History:
    """The history with a day put in its place, the oldest days let go."""
    others = [each for each in history.days if each.date != day.date]
    days = sorted([*others, day], key=lambda each: each.date)[-DAYS_KEPT_MAX:]
    recent = days[-1].date - timedelta(days=EXERCISES_KEPT_DAYS)
    return replace(history, days=tuple(_thinned(each, recent) for each in days))


def _thinned(day: Day, recent: date) -> Day:
    """The day within its bounds; a day before `recent` only tells how its sessions went."""
    if not day.workouts or (day.date >= recent and len(day.workouts) <= WORKOUTS_KEPT_MAX):
        return day
    kept = day.workouts[-WORKOUTS_KEPT_MAX:]
    if day.date < recent:
        kept = tuple(replace(workout, performed=()) for workout in kept)
    return replace(day, workouts=kept)


def day_of(record: Record, on: date) -> Day:
    """The stored day, or an empty one."""
    days = reversed(record.history.days)  # It is nearly always one of the last.
    near = next((day for day in days if day.date <= on), None)
    return near if near is not None and near.date == on else Day(on)


def occasion(moment: Moment, minutes: int) -> Occasion:
    """Today for this person; the seed makes the small daily variation theirs."""
    record = moment.record
    assert record.plan is not None
    mode = "flare" if record.plan.flare_since else "normal"
    if record.plan.phase == "maintenance" and mode == "normal":
        mode = "maintenance"
    plan, known = record.plan, record.profile
    targets = record.signature.targets if record.signature else ()
    life: tuple[str, ...] = ()
    if known and (plan.demand or plan.phase in LATE_PHASES):
        life = life_regions(moment.catalog.programme, plan, known.activities)
    return Occasion(moment.today, minutes, seed(record), mode, targets, life)


def seed(record: Record) -> str:
    """A stable number of this person that tells nothing about them."""
    return str(crc32(f"{record.born_at:.3f}".encode()))


def sent_to_clinician(
    moment: Moment, record: Record, tier: str, decisions: tuple[Decision, ...]
) -> Outcome:
    """A rule of the programme says that a clinician should look: lock and refer."""
    heard = tuple(f"rule:{decision.rule}" for decision in decisions[:1])
    rules = tuple(decision.rule for decision in decisions)
    lock = Lock(moment.now, "raised", tier, rules=rules, heard=heard)
    record = raise_lock(record, lock)
    effects = (message(moment, lock),)
    return Outcome(record, effects, decided_notes(moment, decisions), cut=True, red_flag=True)


def decided_notes(moment: Moment, decisions: tuple[Decision, ...]) -> tuple[Note, ...]:
    """Decisions for the journal."""
    return tuple(Note(moment.now, "decision", each.rule, decision=each) for each in decisions)
