"""Simulated people as files describe them (simulation 1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from bot.errors import Misconfigured

START = date(2026, 3, 2)
"""Day 0 of everybody."""
NORWAY = "NO"
"""Its code is false to YAML."""
WORD = {True: "yes", False: "no"}
"""YAML reads an unquoted yes and no as truth values."""
SAID_DAILY = ("settled", "leg", "flare", "confidence", "effort", "movement", "ability")
"""What a day of a life may tell beside pain, sleep and adherence (simulation 3)."""
NUMBERS = ("number", "years_since", "weeks")


class Said(Struct, frozen=True):
    """The answer to one red-flag question: yes | no | not_sure, and what goes with it."""

    answer: str = "no"
    recent: bool = False
    items: tuple[str, ...] = ()
    number: float | None = None

    @property
    def positive(self) -> bool:
        """Whether it is not a no."""
        return self.answer != "no"


class LivedDay(Struct, frozen=True):
    """One day of a trajectory; `before` None means no contact, `after` None no session."""

    d: int
    before: float | None = None
    after: float | None = None
    sleep: str | None = None
    adherence: str = "none"
    says: str | None = None
    red_flags: dict[str, Said] = field(default_factory=dict)
    settled: str | None = None
    """Answer to "how was the morning after your last session?", given at this contact."""
    leg: str | None = None
    flare: bool | None = None
    confidence: float | None = None
    effort: float | None = None
    movement: dict[str, str] = field(default_factory=dict)
    ability: tuple[float, ...] = ()
    tells_settled: bool = False
    """Whether this life tells mornings itself (they are not worked out from its pain)."""


class Person(Struct, frozen=True, dict=True):
    """What one person says at intake and on each day; nothing reacts to the bot."""

    id: str
    answers: dict[str, Any]
    red_flags: dict[str, Said]
    first_message: str
    days: tuple[LivedDay, ...]
    weeks: int
    """How many weekly actions are asked for."""
    event_days: tuple[int, ...]

    def flags(self, day: int) -> dict[str, Said]:
        """All red-flag answers that hold on a day, those said later over earlier ones."""
        held = dict(self.red_flags)
        for each in self.days:
            if each.d <= day:
                held.update(each.red_flags)
        return held

    def on(self, day: int) -> LivedDay | None:
        """The day of a number, or None."""
        return self._by_number.get(day)

    def latest(self, day: int, name: str) -> Any:
        """What the days up to one told last under a name; None where they never did."""
        found = (getattr(each, name) for each in reversed(self.days) if each.d <= day)
        return next((value for value in found if value), None)

    @property
    def cleared_after_days(self) -> int | None:
        """Days after which a lock that no red-flag answer caused is cleared."""
        found = self.answers.get("cleared_after_days")
        return None if found is None else int(found)

    @cached_property
    def _by_number(self) -> dict[int, LivedDay]:
        return {each.d: each for each in self.days}

    @property
    def cleared_on(self) -> int | None:
        """The day of the clearance: 0 before the start, None never."""
        found = self.answers.get("cleared_on_day")
        return None if found is None else int(found)


def date_of(day: int) -> date:
    """The local date of a day of a trajectory."""
    return START + timedelta(days=day)


def load(path: Path) -> list[Person]:
    """Read a file of people, YAML or JSON. Raises Misconfigured."""
    try:
        text = path.read_text("utf-8")
        tree = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        return [person(each) for each in tree["personas"]]
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise Misconfigured(str(path), f"not a file of simulated people: {error!r}") from error


def person(tree: Mapping[str, Any]) -> Person:
    """Give one person of a file. Raises KeyError, TypeError, ValueError."""
    answers = dict(tree["answers"])
    if answers.get("country") is False:
        answers["country"] = NORWAY
    tells_settled = any("settled" in each for each in tree.get("trajectory") or ())
    return Person(
        id=str(tree["id"]),
        answers=answers,
        red_flags=_flags(answers.get("red_flags")),
        first_message=str(tree.get("opening_message") or ""),
        days=tuple(
            _day(each, tells_settled=tells_settled) for each in tree.get("trajectory") or ()
        ),
        weeks=len(tree.get("weekly_expectation") or ()),
        event_days=tuple(int(each["day"]) for each in tree.get("event_expectation") or ()),
    )


def _day(tree: Mapping[str, Any], *, tells_settled: bool) -> LivedDay:
    given = {name: tree[name] for name in SAID_DAILY if tree.get(name) is not None}
    if "ability" in given:
        given["ability"] = tuple(float(each) for each in given["ability"])
    return LivedDay(
        **given,
        tells_settled=tells_settled,
        d=int(tree["d"]),
        before=tree.get("before"),
        after=tree.get("after"),
        sleep=tree.get("sleep"),
        adherence=str(tree.get("adherence") or "none"),
        says=tree.get("says"),
        red_flags=_flags(tree.get("red_flags")),
    )


def _flags(tree: Mapping[str, Any] | None) -> dict[str, Said]:
    return {name: _said(given) for name, given in (tree or {}).items()}


def _said(given: Mapping[str, Any]) -> Said:
    answer = given.get("answer", "no")
    count = next((given[name] for name in NUMBERS if given.get(name) is not None), None)
    return Said(
        WORD[answer] if isinstance(answer, bool) else str(answer),
        bool(given.get("recent")),
        tuple(given.get("items") or ()),
        None if count is None else float(count),
    )
