"""Typed, validated content: facts and rules, every problem reported at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.catalog import (
    clinic,
    education,
    exercises,
    programme,
    red_flags,
    reminders,
    sessions,
    talk,
    zones,
)
from flows.catalog.clinic import Clinic
from flows.catalog.education import Education
from flows.catalog.exercises import Exercises
from flows.catalog.programme import Programme
from flows.catalog.red_flags import RedFlags
from flows.catalog.reminders import Reminders
from flows.catalog.sessions import Library, SessionRules
from flows.catalog.talk import Topic


class BrokenContent(Exception):
    """The content does not hold together; `problems` has one line for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Catalog:
    """Everything that clinicians own, as types."""

    red_flags: RedFlags
    clinic: Clinic
    exercises: Exercises
    sessions: SessionRules
    programme: Programme
    reminders: Reminders
    education: Education
    zones: Mapping[str, tuple[str, ...]]
    talk: Mapping[str, Topic]

    @property
    def library(self) -> Library:
        """The exercises with the rules that build sessions from them."""
        return Library(self.exercises, self.sessions)


def build(tree: Mapping[str, Any]) -> Catalog:
    """Validate a content tree (path below content/ -> parsed TOML). Raises BrokenContent."""
    problems: list[str] = []
    parts = {
        "red_flags": red_flags.parse(tree, problems),
        "clinic": clinic.parse(tree, problems),
        "exercises": exercises.parse(tree, problems),
        "sessions": sessions.parse(tree, problems),
        "programme": programme.parse(tree, problems),
        "reminders": reminders.parse(tree, problems),
        "education": education.parse(tree, problems),
        "zones": zones.parse(tree, problems),
        "talk": talk.parse(tree, problems),
    }
    if not problems:
        catalog = Catalog(**parts)  # type: ignore[arg-type]
        problems += sessions.check(catalog.library)
        if not problems:
            return catalog
    raise BrokenContent(problems)
