"""What the timing tests share: the real rules, local instants, and one person on a fake clock."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from flows.catalog.reminders import FILE, Reminders, parse
from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.schedule import DueReminder, decide, next_wake
from flows.scheduling.state import ReminderState, note_contact, reminded
from flows.scheduling.suppression import ReminderInputs

CONTENT = Path(__file__).parents[2] / "content"
HOUR = 3_600.0
DAY = 86_400.0
MONDAY = date(2027, 3, 1)
LONDON = ReminderInputs(zone="Europe/London")
NINE = ReminderPreferences(time="09:00")


def tree() -> dict[str, object]:
    """Read the content file as its loader does."""
    return {FILE: tomllib.loads((CONTENT / FILE).read_text())}


@cache
def rules() -> Reminders:
    """Give the rules of the content, which must be without problems."""
    problems: list[str] = []
    parsed = parse(tree(), problems)
    assert parsed is not None, problems
    return parsed


def at(day: date, clock: str, zone: str = "Europe/London", fold: int = 0) -> float:
    """Give the instant of a wall time."""
    wall = datetime.fromisoformat(f"{day.isoformat()}T{clock}")
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()


def local(now: float, zone: str) -> datetime:
    """Give the wall clock of an instant."""
    return datetime.fromtimestamp(now, ZoneInfo(zone))


class Sent(Struct, frozen=True):
    """A message that left, when, and in which zone the person then lived."""

    at: float
    due: DueReminder
    zone: str

    def wall(self) -> datetime:
        """Give the person's wall clock when it left."""
        return local(self.at, self.zone)


class Life:
    """One person: the clock moves to each wake time, sends what is due and remembers it."""

    def __init__(
        self,
        preferences: ReminderPreferences,
        inputs: ReminderInputs = LONDON,
        state: ReminderState | None = None,
        *,
        answers: bool = False,
    ) -> None:
        self.preferences = preferences
        self.inputs = inputs
        self.state = state or ReminderState()
        self.answers = answers
        self.sent: list[Sent] = []

    def wake(self, now: float) -> tuple[DueReminder, ...]:
        """Let the clock find the person at an instant."""
        found = due(rules(), self.preferences, self.state, self.inputs, now)
        for one in found:
            self.state = reminded(self.state, one.slot, one.local_date)
            self.sent.append(Sent(now, one, self.inputs.zone))
            self._take_off(one)
        if found and self.answers:
            self.state = note_contact(self.state, found[0].local_date)
        return found

    def _take_off(self, one: DueReminder) -> None:
        left = tuple(f for f in self.inputs.follow_ups if f.id != one.id)
        self.inputs = replace(self.inputs, follow_ups=left)

    def next(self, now: float) -> float | None:
        """Give the wake time that would be stored at an instant."""
        return next_wake(rules(), self.preferences, self.state, self.inputs, now)

    def live(self, now: float, until: float) -> None:
        """Wake at every wake time from one instant to another."""
        while (wake := self.next(now)) is not None and wake < until:
            assert wake >= now
            assert self.wake(wake), "a wake time at which nothing was due"
            now = wake

    def kinds(self) -> list[tuple[str, str]]:
        """Give what left as (kind, wall clock)."""
        return [(one.due.kind, one.wall().strftime("%m-%d %H:%M")) for one in self.sent]


def due(
    rules: Reminders,
    preferences: ReminderPreferences,
    state: ReminderState,
    inputs: ReminderInputs,
    now: float,
) -> tuple[DueReminder, ...]:
    """Give what to send now, in the order in which it leaves."""
    return decide(rules, preferences, state, inputs, now).due


def dates(life: Life, slot: str) -> list[date]:
    """Give the local dates for which a slot was served, in order of sending."""
    return [one.due.local_date for one in life.sent if one.due.slot == slot]


def kinds(
    preferences: ReminderPreferences,
    state: ReminderState,
    now: float,
    inputs: ReminderInputs = LONDON,
) -> list[str]:
    """Give the kinds due at an instant."""
    return [one.kind for one in due(rules(), preferences, state, inputs, now)]


def reasons(
    preferences: ReminderPreferences,
    state: ReminderState,
    now: float,
    inputs: ReminderInputs = LONDON,
) -> dict[str, str]:
    """Give why each slot is not served at an instant, by slot."""
    decision = decide(rules(), preferences, state, inputs, now)
    return {str(one.inputs["slot"]): one.rule for one in decision.skipped}
