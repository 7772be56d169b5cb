"""Plays a transcript (its format is told in tests/transcripts/README.md)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import engine
from flows.catalog.exercises import kinds_of
from flows.engine.events import Attached, Command, Submitted, ZoneSeen
from flows.safety_locks import in_force, locked, most_urgent_lock
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all, quiet_day

MARKS = ("<!", ">", "<", "@", "=")
QUIET_DAYS = re.compile(
    r"(\d+) quiet days?(?: at (\d\d:\d\d))?: pain ([\d., ]+?), (all|half|none) done(?:, (.*))?$"
)
AHEAD = re.compile(r"\+(\d+) (minute|hour|day)s?(?: (\d\d:\d\d))?$")
UNITS_S = {"minute": 60, "hour": 3600}
MORNING = time(9)


class TranscriptFails(AssertionError):
    """A line of a transcript does not hold."""


@dataclass(frozen=True)
class Line:
    """One line: its number, its mark and what stands behind it."""

    number: int
    mark: str
    rest: str


@dataclass(frozen=True)
class Transcript:
    """A header (who, country, zone, starts, told) and the lines of a conversation."""

    header: dict[str, str]
    told: dict[str, str]
    lines: tuple[Line, ...]


def read(path: Path) -> Transcript:
    """Read a transcript file. Raises TranscriptFails on a line that is none."""
    header: dict[str, str] = {}
    told: dict[str, str] = {}
    lines: list[Line] = []
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = raw.rstrip()
        mark = next((mark for mark in MARKS if text.startswith(mark)), "")
        if mark:
            lines.append(Line(number, mark, text.removeprefix(mark).strip()))
        elif text.startswith("  ") and not lines:
            name, _, value = text.strip().partition(" ")
            told[name] = value.strip()
        elif ":" in text and not lines and not text.startswith("#"):
            name, _, value = text.partition(":")
            header[name.strip()] = value.strip()
        elif text and not text.startswith("#"):
            raise TranscriptFails(f"{path.name}:{number}: {text!r} is no line of a transcript")
    return Transcript(header, told, tuple(lines))


class Player:
    """Plays the lines of one transcript."""

    def __init__(self, transcript: Transcript) -> None:
        self.header, self.told = transcript.header, transcript.told
        self.lines = transcript.lines
        zone = ZoneInfo(self.header["zone"])
        start = datetime.fromisoformat(self.header["starts"]).replace(tzinfo=zone)
        self.talk = Conversation(start, self.header.get("platform", "console"))
        self.given: list[str] = []

    def play(self) -> None:
        """Play every line in order. Raises TranscriptFails with the line that does not hold."""
        self.act_all()

    def act_all(self, without: tuple[str, ...] = ()) -> None:
        """Play every line but those of some marks. Raises TranscriptFails."""
        for line in self.lines:
            if line.mark not in without:
                self.act(line)

    def act(self, line: Line) -> None:
        """Play one line. Raises TranscriptFails."""
        acts: dict[str, Callable[[str], None]] = {
            ">": self.person, "<": self.must_say, "<!": self.must_not_say, "@": self.travel,
            "=": self.holds,
        }  # fmt: skip
        try:
            acts[line.mark](line.rest)
        except AssertionError as error:
            where = f"line {line.number}: {line.mark} {line.rest}"
            raise TranscriptFails(f"{where}\n{error}\nsaid: {self.talk.text}") from error

    # --- the person -------------------------------------------------------------------------
    def person(self, rest: str) -> None:
        """What the person types, presses, edits or sends."""
        for start, act in self._ways().items():
            if rest.startswith(start):
                act(rest.removeprefix(start).strip())
                return
        self.talk.type(rest)

    def _ways(self) -> dict[str, Callable[[str], object]]:
        talk = self.talk
        return {
            "old [": lambda rest: talk.press(rest.rstrip("]"), 2),
            "[": lambda rest: talk.press(rest.rstrip("]")),
            "edit older: ": lambda rest: talk.edit(rest, 2),
            "edit: ": talk.edit,
            "/": lambda rest: talk.do(Command(*rest.split(" ", 1))),
            "(sends a ": lambda rest: talk.do(Attached(rest.rstrip(")"))),
            "(arrives in ": lambda rest: talk.do(ZoneSeen(rest.rstrip(")"))),
            "(form) ": lambda rest: talk.do(Submitted(talk.run.token, _pairs(rest))),
        }

    # --- time -------------------------------------------------------------------------------
    def travel(self, rest: str) -> None:
        """Let time pass, or play what needs no telling."""
        played, _, until = rest.partition(" until ")
        if played == "first talk":
            self.talk.do(Command("start"))
            answer_all(self.talk, self.told, until)
        elif played == "usual answers":
            answer_all(self.talk, self.told, until)
        elif quiet := QUIET_DAYS.match(rest):
            self._quiet(*quiet.groups())
        elif rest == "program restarts":
            self.talk.said = []
        else:
            self.talk.travel(self._until(rest))

    def _until(self, rest: str) -> datetime:
        now = self.talk.clock
        if match := AHEAD.match(rest):
            count, unit, at = int(match[1]), match[2], match[3]
            if unit != "day":
                return now + timedelta(seconds=count * UNITS_S[unit])
            return _at(now + timedelta(days=count), at)
        words, _, clock = rest.rpartition(" ")
        assert words in ("tomorrow", "today"), f"{rest!r} is no time"
        return _at(now + timedelta(days=words == "tomorrow"), clock)

    def _quiet(self, days: str, at: str | None, pains: str, cards: str, more: str | None) -> None:
        """Quiet days: one check-in each, with the pain of the day; several pains take turns."""
        scores = [pain.strip() for pain in pains.split(",")]
        for day in range(int(days)):
            self.talk.travel(_at(self.talk.clock + timedelta(days=1), at))
            pain = scores[min(day, len(scores) - 1)]
            given = {"pain_now": pain, "peak": pain, **_pairs(more or "")}
            quiet_day(self.talk, {**self.told, **given}, cards)

    # --- what must hold ---------------------------------------------------------------------
    def must_say(self, fragment: str) -> None:
        """The fragment is said."""
        assert " ".join(fragment.split()) in self.talk.text, "this was not said"

    def must_not_say(self, fragment: str) -> None:
        """The fragment is not said."""
        assert " ".join(fragment.split()) not in self.talk.text, "this was said"

    def holds(self, rest: str) -> None:
        """A fact that no sentence shows."""
        for start, check in CHECKS.items():
            if rest.startswith(start):
                check(self.talk, rest.removeprefix(start).strip())
                return
        raise AssertionError(f"{rest!r} is no assertion")


def _at(day: datetime, clock: str | None) -> datetime:
    at = time.fromisoformat(clock) if clock else MORNING
    return datetime.combine(day.date(), at, day.tzinfo)


def _pairs(text: str) -> dict[str, str]:
    """Read `leg same; waking 1` as answers by question."""
    parts = (part.strip().partition(" ") for part in text.split(";") if part.strip())
    return {name: value.strip() for name, _, value in parts}


# --- assertions -----------------------------------------------------------------------------
def _lock(talk: Conversation, tier: str) -> None:
    lock = most_urgent_lock(talk.record)
    assert lock is not None and lock.tier == tier, f"the lock is {lock}"


def _no_lock(talk: Conversation, _: str) -> None:
    assert not locked(talk.record), f"locked: {in_force(talk.record)}"


def _no_exercise(talk: Conversation, _: str) -> None:
    """No card is open, and asking for one in any way brings none."""
    assert not talk.training, "a session is open"
    keep = talk.record, talk.wake, talk.now, talk.said, list(talk.prompts), list(talk.notes)
    for command in ("today", "checkin", "menu", "restart", "life"):
        talk.do(Command(command))
        assert not talk.training, f"/{command} opened a session"
    talk.record, talk.wake, talk.now, talk.said, talk.prompts, talk.notes = keep


def _asks(talk: Conversation, name: str) -> None:
    assert f"{talk.run.flow}.{talk.run.state}" == name, f"{talk.run.flow}.{talk.run.state} is open"


def _plan(talk: Conversation, text: str) -> None:
    plan = talk.record.plan
    assert plan is not None, "there is no plan"
    for name, value in _pairs(text).items():
        assert str(getattr(plan, name)) == value, f"{name} is {getattr(plan, name)}"


def _day(talk: Conversation, text: str) -> None:
    """What is stored of today."""
    days = [day for day in talk.record.history.days if day.date == talk.clock.date()]
    assert len(days) == 1, f"today is stored {len(days)} times"
    for name, value in _pairs(text).items():
        found = getattr(days[0], name)
        shown_ = f"{found:g}" if isinstance(found, float) else str(found)
        assert shown_ == value, f"{name} is {found}"


def _not_stored(talk: Conversation, _: str) -> None:
    assert all(day.date != talk.clock.date() for day in talk.record.history.days)


def _never(talk: Conversation, names: str) -> None:
    """No exercise of these kinds was given on any day so far."""
    given = {kind for note in talk.notes if note.kind == "prescribed" for kind in _kinds(note)}
    forbidden = {name.strip() for name in names.split(",")}
    library = engine().catalog.exercises.by_id
    assert given, "no exercise was given at all"
    assert not given & forbidden, f"given: {sorted(given & forbidden)}"
    assert library


def _kinds(note: object) -> set[str]:
    inputs = note.decision.inputs  # type: ignore[attr-defined]
    exercise = engine().catalog.exercises.by_id[note.name]  # type: ignore[attr-defined]
    used = str(inputs["equipment"]).split()
    return set(kinds_of(exercise, used, str(inputs["steps"]).split())) | {note.name}  # type: ignore[attr-defined]


def _trained(talk: Conversation, count: str) -> None:
    days = sum(bool(day.workouts) for day in talk.record.history.days)
    assert days == int(count), f"{days} days with a session are stored"


def _activities(talk: Conversation, text: str) -> None:
    assert talk.record.profile is not None
    named = ", ".join(activity.name for activity in talk.record.profile.activities)
    assert named == text, f"the activities are {named}"


def _gone(talk: Conversation, _: str) -> None:
    assert talk.record.erased and talk.record.profile is None and talk.record.history.days == ()


def _silent(talk: Conversation, _: str) -> None:
    assert talk.said == [], "something was said"


def _country(talk: Conversation, code: str) -> None:
    assert talk.record.country == code, f"the country is {talk.record.country}"


CHECKS: dict[str, Callable[[Conversation, str], None]] = {
    "lock": _lock, "no lock": _no_lock, "no exercise": _no_exercise, "asks": _asks, "plan": _plan,
    "today": _day, "nothing of today": _not_stored, "never": _never, "days trained": _trained,
    "activities": _activities, "gone": _gone, "silence": _silent, "country": _country,
}  # fmt: skip
