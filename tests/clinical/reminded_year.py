"""A year of one person: random wishes, travel, locks, pauses, days off, late wake-ups."""

from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from flows.scheduling.calendar import WEEKDAYS
from flows.scheduling.preferences import ReminderPreferences
from flows.scheduling.state import note_contact, rested, skipped
from flows.scheduling.suppression import FollowUp, ReminderInputs
from tests.clinical.reminding import DAY, Life, Sent, at, local

LATE_SECONDS_MAX = 60


def clock_of(random: Random) -> str:
    """Choose any minute of the day, the small hours of changing clocks more often."""
    hour = random.choice([0, 1, 2, 3, 7, 8, 9, 12, 18, 20, 21, 22, 23])
    return f"{hour:02d}:{random.randrange(0, 60, 5):02d}"


def random_wishes(random: Random, year: int) -> ReminderPreferences:
    """Choose wishes as people have them: odd times, some days, a pause."""
    start = date(year, 1, 1) + timedelta(days=random.randrange(20, 300))
    length = random.choice([0, 1, 6, 13, 40])
    quiet = random.random() < 0.3
    return ReminderPreferences(
        time=random.choice(["", clock_of(random)]),
        weekend_time=random.choice(["", clock_of(random)]),
        days=tuple(random.sample(WEEKDAYS, random.choice([1, 3, 5, 7, 7, 7]))),
        every_other=random.random() < 0.25,
        anchor=date(year, 1, random.randrange(1, 29)),
        quiet_from=clock_of(random) if quiet else "",
        quiet_to=clock_of(random) if quiet else "",
        paused_from=start,
        paused_until=start + timedelta(days=length),
        nudge=random.random() < 0.7,
        digest=random.random() < 0.3,
    )


class World:
    """A person's year: what happens to them, and the dates that it touches."""

    def __init__(self, zone: str, year: int, seed: int) -> None:
        self.random = Random(f"{zone} {seed}")
        self.life = Life(random_wishes(self.random, year), ReminderInputs(zone=zone))
        self.home = zone
        self.start = at(date(year, 1, 1), "00:00", zone)
        self.until = self.start + 364 * DAY
        self.locked: list[tuple[float, float]] = []
        self.free: set[date] = set()
        self.checked_in: set[date] = set()
        self.disturbed: set[date] = set()
        self.ended: dict[date, float] = {}
        """When a date was skipped, rested or done."""
        self.changes: list[float] = []
        """When a lock or the zone changed."""

    def disturb(self, now: float) -> None:
        """Note that the dates around an instant are no ordinary ones."""
        self.changes.append(now)
        today = local(now, self.life.inputs.zone).date()
        self.disturbed |= {today + timedelta(days=n) for n in (-2, -1, 0, 1, 2)}

    def is_locked_on(self, day: date) -> bool:
        """Tell whether a lock holds on the whole of an undisturbed date."""
        noon = at(day, "12:00", self.home)
        return any(start <= noon < end for start, end in self.locked)

    def happen(self, now: float) -> None:
        """Let one thing happen to the person."""
        today = local(now, self.life.inputs.zone).date()
        what = self.random.choice(["skip", "rest", "done", "done", "lock", "travel", "ask"])
        getattr(self, "lock" if self.life.inputs.locked else what)(now, today)
        self.life.state = note_contact(self.life.state, today)

    def skip(self, now: float, today: date) -> None:
        """Skip today."""
        self.life.state = skipped(self.life.state, today)
        self.free.add(today)
        self.ended.setdefault(today, now)

    def rest(self, now: float, today: date) -> None:
        """Rest today."""
        self.life.state = rested(self.life.state, today)
        self.free.add(today)
        self.ended.setdefault(today, now)

    def done(self, now: float, today: date) -> None:
        """Do the check-in now, asked or not."""
        self.life.inputs = replace(self.life.inputs, checked_in_on=today)
        self.checked_in.add(today)
        self.ended.setdefault(today, now)

    def lock(self, now: float, today: date) -> None:
        """Raise the lock, or lift it."""
        locked = not self.life.inputs.locked
        self.life.inputs = replace(self.life.inputs, locked=locked)
        self.disturb(now)
        if locked:
            self.locked.append((now, self.until))
        else:
            self.locked[-1] = (self.locked[-1][0], now)

    def travel(self, now: float, today: date) -> None:
        """Move to another zone."""
        self.disturb(now)
        zone = self.random.choice([self.home, "Asia/Tokyo", "America/New_York", "UTC"])
        self.life.inputs = replace(self.life.inputs, zone=zone)
        self.disturb(now)

    def ask(self, now: float, today: date) -> None:
        """Plan a referral follow-up for tomorrow."""
        planned = (*self.life.inputs.follow_ups, FollowUp("referral", now + DAY, f"{now}"))
        self.life.inputs = replace(self.life.inputs, follow_ups=planned)

    def play(self) -> list[Sent]:
        """Live the year: wake a little late, answer, and let things happen in between."""
        now = self.start
        next_event = now + 2 * DAY
        while now < self.until:
            wake = self.life.next(now)
            woken = next_event if wake is None else wake + self.random.uniform(0, LATE_SECONDS_MAX)
            if woken >= next_event:
                now = next_event
                self.happen(now)
                next_event += self.random.uniform(0.3, 9) * DAY
                continue
            now = woken
            if self.life.wake(now):
                self.answer(now)
        return self.life.sent

    def answer(self, now: float) -> None:
        """Answer at once, so that nothing backs off."""
        today = local(now, self.life.inputs.zone).date()
        self.life.state = note_contact(self.life.state, today)
