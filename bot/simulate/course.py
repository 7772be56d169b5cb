"""The course of a life as it is reported: one entry for each day with contact (simulation 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from bot.core.messages import Message
from bot.core.render import decode, entries, render
from flows.catalog import Catalog
from flows.clinical.decision import Decision
from flows.clinical.prescription.instructions import name_of
from flows.engine.context import Wording
from flows.engine.effects import Prompt, Refer, Remind, Say, Word, Words
from flows.engine.step import Turn
from flows.engine.wording import FluentWording
from flows.record import Note, Record
from flows.safety_locks import locked

WORD = re.compile(r"\w+(?:['\u2019.:/-]\w+)*")
LIST_PLACE = re.compile(r"(?m)^\s*(?:\d+\.|•)\s+")
CARD = "exercise-card"
WEEK = "review-week-"
STEP_TEXTS = ("session-new-", "why-r6", "why-step")
"""Messages that tell of a step and name its exercise."""
HOME = frozenset({"menu-next", "waiting-room", "outside-next"})
"""Prompts that are left open: nothing else is asked."""
HELD = ("flare",)
Wordings = Mapping[str, Wording]


class DayTally(Struct):
    """What was said and decided on one day."""

    prompts: int = 0
    messages: int = 0
    words: int = 0
    last_prompt: str = ""
    ups: list[dict[str, Any]] = field(default_factory=list)
    downs: list[dict[str, Any]] = field(default_factory=list)
    announced: list[str] = field(default_factory=list)
    session: list[dict[str, Any]] = field(default_factory=list)
    minutes: float | None = None
    week_words: str | None = None


class CourseReport:
    """Watches every turn of a life and tells its course."""

    def __init__(self, catalog: Catalog, wordings: Wordings, day_now: Callable[[], int]) -> None:
        self.catalog, self.day_now = catalog, day_now
        self.wordings = {n: w for n, w in wordings.items() if isinstance(w, FluentWording)}
        self.taps: Callable[[], int] = lambda: 0
        self.days: dict[int, DayTally] = {}
        self.entries: list[dict[str, Any]] = []
        self.first_day: dict[str, int] | None = None
        self.said_before_card = [0, 0]
        self._names = {name_of(name): name for name in catalog.exercises.by_id}
        self._shown: dict[int, frozenset[str]] = {}

    def see(self, turn: Turn) -> None:
        """Look at one turn: what was said, what was decided, what was prescribed."""
        tally = self.days.setdefault(self.day_now(), DayTally())
        for effect in turn.effects:
            if isinstance(effect, Say | Prompt | Refer | Remind):
                self._effect(tally, effect)
        for message in self._messages(turn):
            self._count(tally, message)
        for note in turn.notes:
            self._note(tally, note)

    def _messages(self, turn: Turn) -> Iterator[Message]:
        if turn.record.addresses:
            for entry in entries(turn.record, turn.effects):
                yield render(self.wordings, decode(entry.body), entry.kind)

    def _count(self, tally: DayTally, message: Message) -> None:
        if not message.text and not message.buttons:
            return
        spoken = " ".join([message.text, *(button.label for button in message.buttons)])
        words = WORD.findall(LIST_PLACE.sub("", spoken.replace("*", "")))
        if message.redraw:
            known = self._shown.get(message.token, frozenset())
            count = sum(word not in known for word in words)
        else:
            count, tally.messages = len(words), tally.messages + 1
        self._shown = {message.token: frozenset(words)}
        tally.words += count
        if self.first_day is None:
            self.said_before_card[1] += count

    def _effect(self, tally: DayTally, effect: Say | Prompt | Refer | Remind) -> None:
        if isinstance(effect, Prompt) and not effect.redraw:
            if effect.key == CARD and self.first_day is None:
                self.first_day = {}  # Its words are counted with the turn, below.
            elif self.first_day is None:
                self.said_before_card[0] += 1
            tally.prompts += 1
            tally.last_prompt = effect.key
        if isinstance(effect, Say):
            if effect.key.startswith(WEEK):
                tally.week_words = self.wordings["en"].text(effect.key, effect.args)
            tally.announced += [n for n in self._announced(effect.args) if n not in tally.announced]

    def _announced(self, args: Mapping[str, Any]) -> Iterator[str]:
        """Exercises named in what tells of a step."""
        for arg in args.values():
            for word in arg.items if isinstance(arg, Words) else (arg,):
                if isinstance(word, Word) and word.key.startswith(STEP_TEXTS):
                    named = (word.args.get(part) for part in ("exercise", "to"))
                    yield from (
                        self._names[each.key]
                        for each in named
                        if isinstance(each, Word) and each.key in self._names
                    )

    def _note(self, tally: DayTally, note: Note) -> None:
        if note.decision is None:
            return
        if note.kind == "prescribed":
            tally.session.append(item_of(note))
        elif note.kind == "session":
            tally.minutes = round(float(note.decision.inputs["seconds"]) / 60, 1)
        elif note.kind == "decision":
            self._step(tally, note.decision)

    def _step(self, tally: DayTally, decision: Decision) -> None:
        given = decision.inputs
        if decision.rule == "step.all":
            tally.downs.append(
                {
                    "exercise": "all",
                    "axis": None,
                    "rule": str(given.get("by", decision.rule)),
                    "count": given["count"],
                }
            )
        if "axis" not in given or "exercise" not in given:
            return
        step = {
            "exercise": str(given["exercise"]),
            "axis": str(given["axis"]),
            "rule": str(given.get("by", decision.rule)),
        }
        if given.get("to"):
            step["to"] = str(given["to"])
        (tally.ups if decision.result == "up" else tally.downs).append(step)

    def first_card_seen(self) -> None:
        """The first card was shown in the last turn: tell what it took to get there."""
        if self.first_day == {}:
            prompts, words = self.said_before_card
            self.first_day = {
                "prompts_to_first_exercise": prompts,
                "words_to_first_exercise": words,
                "taps": self.taps(),
            }

    def lived(self, day: int, record: Record, *, checked_in: bool) -> None:
        """A day with contact is over."""
        tally = self.days.get(day, DayTally())
        plan = record.plan
        self.entries.append(
            {
                "d": day,
                "stage": plan.stage if plan else None,
                "phase": plan.phase if plan else None,
                "locked": locked(record),
                "mode": mode_of(record),
                "minutes": tally.minutes,
                "check_in": checked_in,
                "session": tally.session or None,
                "ups": tally.ups,
                "downs": tally.downs,
                "announced": tally.announced,
                "week_words": tally.week_words,
                "prompts": tally.prompts - (tally.last_prompt in HOME),
                "messages": tally.messages,
                "words": tally.words,
            }
        )

    def result(self) -> dict[str, Any]:
        """The course and what the first day took."""
        return {"course": self.entries, "first_day": self.first_day or dict(NOTHING)}


NOTHING = {"prompts_to_first_exercise": None, "words_to_first_exercise": None, "taps": None}


def mode_of(record: Record) -> str:
    """Whether the day ran as usual, lighter by a rule, or by the flare plan."""
    plan = record.plan
    if plan is None:
        return "usual"
    if plan.flare_since is not None:
        return "flare"
    return "lighter" if plan.volume < 1 or plan.gentle else "usual"


def item_of(note: Note) -> dict[str, Any]:
    """One prescribed exercise as its card showed it."""
    assert note.decision is not None
    given = note.decision.inputs
    used = str(given["equipment"]).split()
    grams = int(given.get("grams", 0))
    tempo = str(given.get("tempo") or "")
    reps = int(given.get("reps") or 0) or int(given.get("breaths") or 0)
    return {
        "exercise": note.name,
        "block": str(given["block"]),
        "sets": given["sets"],
        "reps": reps or None,
        "seconds": int(given.get("hold") or 0) or int(given.get("duration") or 0) or None,
        "kg": grams / 1000 if grams else None,
        "tempo": tempo or None,
        "equipment": used,
        "steps": str(given["steps"]).split(),
    }
