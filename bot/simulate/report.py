"""What the simulation tells of a person (simulation 3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.simulate.people import Person, date_of
from flows.catalog import Catalog
from flows.catalog.exercises import Exercise, kinds_of
from flows.clinical.history import Day
from flows.clinical.progression.reassessment import weekly_action
from flows.engine.step import Turn
from flows.record import Note, Record
from flows.safety_locks import most_urgent_lock

SCREENS = {
    "none": "cleared",
    "advise": "cleared",
    "see_clinician": "refer_before_exercise",
    "urgent": "refer_urgent",
    "emergency": "refer_emergency",
}
WEEK_DAYS = 7
STOOD_IN = ("kettlebell", "dumbbell")
"""Items whose kind a stand-in from the house takes away; other kinds stay."""


class Report:
    """Collects what was decided and what was really prescribed."""

    def __init__(self, catalog: Catalog, person: Person) -> None:
        self.catalog, self.person = catalog, person
        self.screen = ""
        self.kinds: set[str] = set()
        self.first_block: str | None = None
        self.planned: dict[str, str] = {}
        self.states: dict[int, str] = {}
        self.weeks: list[str] = []

    def see(self, turn: Turn) -> None:
        """Look at one turn: what is prescribed, and the first plan."""
        for note in turn.notes:
            if note.kind == "prescribed":
                self._prescribed(note)
        plan = turn.record.plan
        if plan and not self.planned:
            self.planned = {
                "pain_type": plan.pain_type, "target_goal": plan.goal, "start_stage": plan.stage
            }  # fmt: skip

    def _prescribed(self, note: Note) -> None:
        assert note.decision is not None
        inputs = note.decision.inputs
        exercise = self.catalog.exercises.by_id[note.name]
        missing = str(inputs["stand_ins"]).split()
        items = [item.partition(":")[0] for item in str(inputs["equipment"]).split()]
        used = [item for item in items if item not in missing or item not in STOOD_IN]
        self.kinds |= kinds_of(exercise, used, str(inputs["steps"]).split())
        self.kinds |= self._kinds_of_load(exercise, int(inputs["grams"]))
        self.kinds.add("any_exercise")
        if self.first_block is None:
            self.first_block = str(inputs["block"])

    def _kinds_of_load(self, exercise: Exercise, grams: int) -> frozenset[str]:
        rules = self.catalog.sessions.load
        if not grams or exercise.load is None:
            return frozenset()
        heavy = {rules.heavy_kind} if grams > rules.heavy_above_grams else set()
        return exercise.load.adds | heavy

    def screened(self, record: Record) -> None:
        """Day 0 is over: the outcome of the screen."""
        self.screen = _state(record)

    def checked_in(self, day: int, record: Record) -> None:
        """The check-in of a day is over: the state the bot is in."""
        self.states[day] = _state(record)

    def lived(self, day: int, record: Record) -> None:
        """A day is over; after a whole week tell what it was."""
        self.states.setdefault(day, _state(record))
        if day % WEEK_DAYS == 0:
            self.weeks.append(_week(record, day))

    def ended(self, record: Record) -> None:
        """The trajectory is over; a week that it cuts short counts as far as it went."""
        last = max((day.d for day in self.person.days), default=0)
        if last % WEEK_DAYS:
            self.weeks.append(_week(record, last))

    def result(self) -> dict[str, Any]:
        """Everything that is reported of them (simulation 3)."""
        planned = {name: self.planned.get(name) for name in PLANNED}
        return {
            "screen": self.screen,
            **planned,
            "first_block": self.first_block,
            "exercise_kinds": sorted(self.kinds),
            "weeks": self.weeks[: self.person.weeks],
            "events": {str(day): self.states.get(day) for day in self.person.event_days},
        }


PLANNED = ("pain_type", "target_goal", "start_stage")


def _state(record: Record) -> str:
    """What holds the person back; who is under 18 is sent to a clinician without a lock (Y1)."""
    lock = most_urgent_lock(record)
    tier = lock.tier if lock else "see_clinician" if record.too_young else "none"
    return SCREENS[tier]


def _week(record: Record, day: int) -> str:
    """What the bot states of a week: a lock first, then its review, then its daily steps."""
    today = date_of(day)
    if _state(record) != "cleared" or record.plan is None:
        return "hold" if _state(record) == "cleared" else "refer"
    stated = [review.action for review in record.history.reviews if review.date == today]
    if stated and stated[-1]:
        return stated[-1]
    return weekly_action(record.plan, _days(record, today))


def _days(record: Record, today: date) -> tuple[Day, ...]:
    since = today - timedelta(days=WEEK_DAYS)
    return tuple(day for day in record.history.days if since < day.date <= today)
