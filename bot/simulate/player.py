"""Plays one simulated person through the real flows, day by day on a fake clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.simulate.answers import Mind, Unmapped
from bot.simulate.conversation import SimulatedConversation
from bot.simulate.course import CourseReport
from bot.simulate.people import START, LivedDay, Person, date_of
from bot.simulate.report import Report
from flows.dialogues.home import checked_in
from flows.engine.engine import Engine
from flows.engine.events import Command, Typed
from flows.engine.kinds import Kind, Value
from flows.record import Lock
from flows.safety_locks import CLEAR_AFTER_S, locked, most_urgent_lock

INTAKE_AT, CHECKIN_AT = time(8), time(9, 30)
"""Local times; a lock of the intake is more than a day old at the check-in of day 1."""
HOME = (("menu", "next"), ("waiting", "room"), ("outside", "next"))
"""Questions that are left open: nothing else is asked."""
TURNS_A_DAY_MAX = 400
Log = Callable[[str], None]


def play(engine: Engine, person: Person, log: Log) -> dict[str, Any]:
    """Live the whole trajectory of a person and tell what came of it."""
    player = Player(engine, person, log, watched=True)
    return player.play().result() | player.course.result()


class Player:
    """One person, their conversation and what is seen of it."""

    def __init__(self, engine: Engine, person: Person, log: Log, *, watched: bool = False) -> None:
        self.engine, self.person, self.log = engine, person, log
        self.report = Report(engine.catalog, person)
        self.talk = SimulatedConversation(engine, self._at(0, INTAKE_AT), self.report.see)
        self.course = CourseReport(
            engine.catalog, engine.wordings, lambda: self._day_of(self.talk.now)
        )
        if watched:
            self.course.taps = lambda: self.talk.taps
            self.talk.watch(self.course.see)
            self.talk.watch(lambda _: self.course.first_card_seen())
        self.day = 0
        self.cards = 0
        self.mind = self._minded()
        self.logged: set[str] = set()

    def play(self) -> Report:
        """Play the intake, then every day of the trajectory."""
        self.begin()
        self.report.screened(self.talk.record)
        for day in self.person.days:
            self.live(day)
        self.report.ended(self.talk.record)
        return self.report

    def begin(self) -> None:
        """Play the intake: the first message, then every question."""
        first = self.person.first_message
        self.talk.send(Typed(first) if first else Command("start"))
        self._answer_all()

    def live(self, day: LivedDay) -> None:
        """Wait for a day and live it."""
        self.talk.wait(self._at(day.d, CHECKIN_AT))
        self.day, self.cards = day.d, 0
        self.mind = self._minded()
        self._live(day)
        self.report.lived(day.d, self.talk.record)
        if day.before is not None or day.says:
            done = checked_in(self.talk.context) if self.talk.record.conversation.top else False
            self.course.lived(day.d, self.talk.record, checked_in=done)

    def _minded(self) -> Mind:
        bank = self.engine.catalog.red_flags
        return Mind(self.person, self.day, bank, self.person.flags(self.day))

    def _live(self, day: LivedDay) -> None:
        """A day with contact: what is said, the clearance, the check-in, the session."""
        contact = day.before is not None
        if contact:
            self._open("checkin")
        if day.says:
            self.talk.send(Typed(day.says))
        if not contact:
            return
        self._answer_all()
        if self._may_be_cleared():
            self._clear()
        for _ in range(2):  # A screen in the middle of a check-in may put it away.
            if not checked_in(self.talk.context):
                self._open("checkin")
                self._answer_all()
        self.report.checked_in(day.d, self.talk.record)
        if day.after is not None and not locked(self.talk.record):
            self._open("today")
            self._answer_all()

    def _open(self, command: str) -> None:
        """Tap what a person taps at home; anything else that is open is answered first."""
        at_menu = (self.talk.run.flow, self.talk.run.state) == HOME[0]
        if at_menu and not locked(self.talk.record):
            self.talk.press(command)

    # --- the way back ---------------------------------------------------------------------
    def _may_be_cleared(self) -> bool:
        """Whether the person's clearance is for the lock in force: given on or after its day."""
        lock, on = most_urgent_lock(self.talk.record), self.person.cleared_on
        if lock is None:
            return False
        if self._cleared_after(lock):
            return True
        return on is not None and on > 0 and self.day >= on and self._day_of(lock.at) <= on

    def _cleared_after(self, lock: Lock) -> bool:
        """Whether a lock that no red-flag answer caused is old enough to be cleared."""
        days = self.person.cleared_after_days
        if days is None or lock.tier != "see_clinician" or not _by_the_programme(lock):
            return False
        return self.day - self._day_of(lock.at) >= days

    def _clear(self) -> None:
        """Say that a clinician gave the all-clear; a day after the lock at the earliest."""
        lock = most_urgent_lock(self.talk.record)
        assert lock is not None
        counts = lock.at + CLEAR_AFTER_S
        if self._day_of(counts) > self.day:
            return
        self.talk.wait(counts)
        if self.talk.run.flow == "waiting":
            self.talk.press("seen")
        self._answer_all()

    # --- answering ------------------------------------------------------------------------
    def _answer_all(self) -> None:
        """Answer whatever is asked until nothing is."""
        for _ in range(TURNS_A_DAY_MAX):
            if (self.talk.run.flow, self.talk.run.state) in HOME:
                if "questions" not in self.talk.options():
                    return
                self.talk.press("questions")
            self._answer()
        raise AssertionError(f"{self.person.id}: no end of questions on day {self.day}")

    def _answer(self) -> None:
        run, ask = self.talk.run, self.talk.ask
        value = self._value(run.flow, ask.id, ask.kind)
        asked = (run.id, ask.id)
        self.talk.give(value)
        top = self.talk.record.conversation.top
        if top and (top.id, top.state) == asked:
            self._note(f"{run.flow}.{ask.id}: {value!r} was not taken")
            self.talk.give(self._neutral(ask.kind))

    def _value(self, flow: str, name: str, kind: Kind) -> Value:
        if flow == "exercise":
            return self._card(name)
        self.mind.cleared = flow == "seen" and self._may_be_cleared()
        try:
            value = self.mind.answer(flow, name, self.talk.run.params, kind)
        except Unmapped:
            return self._unmapped(flow, name, kind)
        if value is None and not self.talk.ask.optional:
            return self._unmapped(flow, name, kind)
        return value

    def _card(self, name: str) -> Value:
        """All, about half or none of the cards, by the adherence of the day."""
        assert name == "card"
        self.cards += 1
        done = {"full": True, "partial": self.cards % 2 == 1, "none": False}
        return "done" if done[self.mind.today.adherence] else "skip_it"

    def _unmapped(self, flow: str, name: str, kind: Kind) -> Value:
        self._note(f"{flow}.{name} is unmapped")
        if (flow, name) in NEUTRAL:
            return NEUTRAL[flow, name]
        return None if self.talk.ask.optional else self._neutral(kind)

    def _neutral(self, kind: Kind) -> Value:
        """No, none, or the middle."""
        options = self.talk.options()
        for wanted in ("no", "none_of_these", "none", "same"):
            if wanted in options:
                return wanted
        if kind.several:
            return ()
        return MIDDLE if not options or kind.low is not None else options[0]

    def _note(self, text: str) -> None:
        if text not in self.logged:
            self.logged.add(text)
            self.log(f"{self.person.id} day {self.day}: {text}")

    # --- the clock ------------------------------------------------------------------------
    def _at(self, day: int, hour: time) -> float:
        return datetime.combine(date_of(day), hour, self._zone()).timestamp()

    def _day_of(self, at: float) -> int:
        return (datetime.fromtimestamp(at, self._zone()).date() - START).days

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(str(self.person.answers.get("zone") or "UTC"))
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


def _by_the_programme(lock: Lock) -> bool:
    """Whether rules of the programme sent the person, not an answer to a red-flag question."""
    return bool(lock.findings) and all(each.startswith("rule:") for each in lock.findings)


MIDDLE = "5"
NEUTRAL: dict[tuple[str, str], Value] = {("onboarding", "floor"): "yes"}
"""Questions where "no" would not be the neutral answer: it would take exercises away."""
