"""A year of invented people through the real flows, with what may happen in a year."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import mean

from bot.simulate.answers import Mind
from bot.simulate.lives import YEAR_DAYS, life
from bot.simulate.people import LivedDay, date_of
from bot.simulate.player import HOME, Player
from bot.simulate.watch import Watch
from flows.clinical.history import day_of
from flows.engine.engine import Engine
from flows.engine.events import Command, Submitted
from flows.engine.kinds import Kind, Value
from flows.engine.nodes import Ask
from flows.safety_locks import DAY_S, locked, most_urgent_lock

FORMS = ("checkin", "session", "closing")
"""Dialogues that these people answer in one go, as a form: a year is long."""
CLEARED_AFTER_DAYS = 5
GRAMS = 1000
LIFE_CHANCE, LIFE_MOST = 0.02, 30
COMMANDS = (
    "pause", "resume", "life", "minutes", "equipment", "reminders", "quiet", "restart", "language",
    "progress", "why", "skip_today", "rest", "help", "urgent", "stop", "back", "menu",
)  # fmt: skip
"""What these people ask for now and then; each question of it is answered at random."""


class Citizen(Player):
    """One person of the year: watched at every turn, cleared some days after every lock."""

    def __init__(self, engine: Engine, seed: int, days: int = YEAR_DAYS) -> None:
        super().__init__(engine, life(seed, days), lambda _: None)
        self.talk.watch(Watch(engine, replays=False))
        self.talk.codes = False  # Once a day is enough: a year is long.
        self.draw = Random(seed)  # noqa: S311  (a simulation must repeat)
        self.actions: Counter[str] = Counter()

    def live(self, day: LivedDay) -> None:
        """Live a day, and sometimes ask for something else."""
        super().live(day)
        self.talk.store()
        self._count()
        if day.before is not None and self.draw.random() < LIFE_CHANCE:
            self._wish()

    @property
    def is_locked(self) -> bool:
        """Whether a lock holds."""
        return locked(self.talk.record)

    def _count(self) -> None:
        decided = day_of(self.talk.record.history, date_of(self.day))
        if decided.action:
            self.actions[decided.action] += 1
        self.actions["(locked)"] += self.is_locked

    def load(self) -> float:
        """The mean of the heaviest loads held so far, in kilograms; 0 before the first."""
        plan = self.talk.record.plan
        held = [each.heaviest for each in plan.positions.values() if each.heaviest] if plan else []
        return mean(held) / GRAMS if held else 0.0

    def steps(self) -> int:
        """All steps of the plan that were not taken back."""
        plan = self.talk.record.plan
        return sum(each.ups for each in plan.positions.values()) if plan else 0

    def _minded(self) -> Mind:
        """A red flag of these people lasts for the day on which they tell of it."""
        today = self.person.on(self.day)
        bank = self.engine.catalog.red_flags
        return Mind(self.person, self.day, bank, dict(today.red_flags) if today else {})

    def _may_be_cleared(self) -> bool:
        lock = most_urgent_lock(self.talk.record)
        return lock is not None and self.talk.now - lock.at >= CLEARED_AFTER_DAYS * DAY_S

    def _wish(self) -> None:
        self.talk.send(Command(self.draw.choice(COMMANDS)))
        for _ in range(LIFE_MOST):
            if (self.talk.run.flow, self.talk.run.state) in HOME:
                return
            self._answer()

    def _answer(self) -> None:
        run = self.talk.run
        if run.flow not in FORMS or run.answers:
            super()._answer()
            return
        given = {
            node.id: self._value(run.flow, node.id, node.kind)
            for node in self.engine.dialogues[run.flow].flow.nodes
            if isinstance(node, Ask) and not node.safety
        }
        self.talk.send(Submitted(run.token, {n: str(v) for n, v in given.items() if v is not None}))

    def _unmapped(self, flow: str, name: str, kind: Kind) -> Value:
        """Whatever these people have no answer for, they answer somehow."""
        options = [option for option in self.talk.options() if option in kind.options]
        if (flow, name) == ("onboarding", "floor") or not options:
            return super()._unmapped(flow, name, kind)
        return (self.draw.choice(options),) if kind.several else self.draw.choice(options)
