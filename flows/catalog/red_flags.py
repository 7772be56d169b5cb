"""The red-flag question bank and its tier rules, as clinicians write them in red_flags.toml.

The head of that file explains the small language of its rules; this module checks every word of
it, so that a rule can never name a question, an item or a threshold that does not exist.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationError

from flows.catalog.rules import (
    ID,
    Condition,
    Content,
    Fact,
    Rule,
    SourcedRow,
    When,
    comparison,
    questions_of,
)

FILE = "red_flags.toml"
GROUP_QUESTIONS_MAX = 4
TIERS = ("emergency", "urgent", "see_clinician", "advise", "none")
"""From the most urgent to nothing found."""

_QUESTION_ID = r"^[A-Z]{1,2}\d$"


class ReviewStatus(Content):
    """Who answers for the content and until when."""

    status: Literal["not_reviewed", "reviewed"]
    reviewer: str
    role: str
    written: date
    expires: date


class Threshold(SourcedRow):
    """A named clinical number."""

    id: str = Field(pattern=ID)
    value: float
    unit: str = Field(min_length=1)


class ContextField(Content):
    """Something else than a red-flag answer that rules look at, and what counts if not known."""

    id: str = Field(pattern=ID)
    kind: Literal["number", "flag"]
    unknown: bool
    why: str = Field(min_length=1)


class Group(Content):
    """Questions shown together, with one "none of these"."""

    id: str = Field(pattern=ID)
    section: Literal["urgent_first", "rest", "onboarding"]


class Item(Content):
    """Something to tick inside a question; `reassuring` ones can only lower concern."""

    id: str = Field(pattern=ID)
    reassuring: bool = False


class Question(SourcedRow):
    """One red-flag question and the follow-ups its rules depend on."""

    id: str = Field(pattern=_QUESTION_ID)
    group: str
    condition: Condition
    recency: bool = False
    items: tuple[Item, ...] = ()
    number: str = ""
    needs: tuple[str, ...] = ()
    micro: bool = False
    not_sure: Literal["yes", "no"]


class RedFlags(Content):
    """The whole bank. One object is one bank: it is compared and hashed by identity."""

    version: int = Field(ge=1)
    review: ReviewStatus
    thresholds: tuple[Threshold, ...] = Field(alias="threshold")
    context: tuple[ContextField, ...]
    groups: tuple[Group, ...] = Field(alias="group")
    questions: tuple[Question, ...] = Field(alias="question")
    facts: tuple[Fact, ...] = Field(alias="fact")
    rules: tuple[Rule, ...] = Field(alias="rule")

    __hash__ = object.__hash__
    __eq__ = object.__eq__

    def question(self, question_id: str) -> Question | None:
        """Return the question of that id."""
        return next((each for each in self.questions if each.id == question_id), None)

    def in_group(self, group_id: str) -> tuple[Question, ...]:
        """Return a group's questions in the order asked."""
        return tuple(each for each in self.questions if each.group == group_id)

    def in_section(self, section: str) -> tuple[Group, ...]:
        """Return a section's groups in the order asked."""
        return tuple(each for each in self.groups if each.section == section)

    def micro(self) -> tuple[Question, ...]:
        """Return the questions of the daily card."""
        return tuple(each for each in self.questions if each.micro)


def parse(tree: Mapping[str, Any], problems: list[str]) -> RedFlags | None:
    """Return the red flags of a content tree, or None with every problem added to `problems`."""
    try:
        bank = RedFlags.model_validate(tree.get(FILE, {}))
    except ValidationError as error:
        problems += (f"{FILE}: {_key(each['loc'])}: {each['msg']}" for each in error.errors())
        return None
    found = [f"{FILE}: {each}" for check in _CHECKS for each in check(bank)]
    problems += found
    return None if found else bank


def _key(location: Iterable[int | str]) -> str:
    return ".".join(str(part) for part in location)


def _duplicates(bank: RedFlags) -> Iterator[str]:
    tables: dict[str, tuple[Any, ...]] = {
        "threshold": bank.thresholds, "context": bank.context, "group": bank.groups,
        "question": bank.questions, "fact": bank.facts, "rule": bank.rules,
    }  # fmt: skip
    for name, rows in tables.items():
        ids = [row.id for row in rows]
        yield from (f"{name}.{each}: the id stands twice" for each in sorted(_repeated(ids)))
    for question in bank.questions:
        ids = [item.id for item in question.items]
        yield from (f"question.{question.id}.items.{each}: twice" for each in _repeated(ids))


def _repeated(ids: list[str]) -> set[str]:
    return {each for each in ids if ids.count(each) > 1}


def _groups(bank: RedFlags) -> Iterator[str]:
    known = {group.id for group in bank.groups}
    for question in bank.questions:
        if question.group not in known:
            yield f"question.{question.id}.group: there is no group {question.group}"
    for group in bank.groups:
        if not 1 <= len(bank.in_group(group.id)) <= GROUP_QUESTIONS_MAX:
            yield f"group.{group.id}: needs 1 to {GROUP_QUESTIONS_MAX} questions"


def _needs(bank: RedFlags) -> Iterator[str]:
    known = {field.id for field in bank.context}
    for question in bank.questions:
        for need in set(question.needs) - known:
            yield f"question.{question.id}.needs: there is no context {need}"


def _words(question: Question) -> Iterator[str]:
    yield question.id
    yield from (f"{question.id}.item.{item.id}" for item in question.items)
    yield from (f"{question.id}.{each}" for each in ("recent", "old") if question.recency)
    if question.not_sure == "no":
        yield f"{question.id}.not_sure"


def _unknown_words(bank: RedFlags) -> Iterator[str]:
    words = {word for question in bank.questions for word in _words(question)}
    words |= {field.id for field in bank.context if field.kind == "flag"}
    numbers = {field.id for field in bank.context if field.kind == "number"}
    numbers |= {f"{question.id}.number" for question in bank.questions if question.number}
    thresholds = {threshold.id for threshold in bank.thresholds}
    for when in (*bank.facts, *bank.rules):
        if not when.affirmed():
            yield f"{_name(when)}: needs all, any or at_least"
        for token in when.tokens():
            compared = comparison(token)
            if compared is None and token not in words:
                yield f"{_name(when)}: nothing is called {token}"
            if compared and compared.left not in numbers:
                yield f"{_name(when)}: there is no number {compared.left}"
            if compared and compared.threshold not in thresholds:
                yield f"{_name(when)}: there is no threshold {compared.threshold}"
        if isinstance(when, Fact):
            words.add(when.id)


def _name(when: When) -> str:
    return f"{'fact' if isinstance(when, Fact) else 'rule'}.{when.id}"


def _doubt_is_yes(bank: RedFlags) -> Iterator[str]:
    """Not sure counts as yes in every rule that can reach emergency (decision 23)."""
    facts = {fact.id: fact for fact in bank.facts}
    lenient = {question.id for question in bank.questions if question.not_sure == "no"}
    for rule in bank.rules:
        if rule.tier == "emergency":
            for question in sorted(lenient & questions_of(rule, facts)):
                yield f"rule.{rule.id}: question {question} must count not sure as yes"


def _only_reassuring(bank: RedFlags) -> Iterator[str]:
    """A yes may never lower the tier, so `none` names no answer that speaks of trouble."""
    items = {
        f"{q.id}.item.{item.id}" for q in bank.questions for item in q.items if item.reassuring
    }
    flags = {field.id for field in bank.context if field.kind == "flag"}
    for when in (*bank.facts, *bank.rules):
        for token in when.none:
            if token not in items | flags and comparison(token) is None:
                yield f"{_name(when)}.none: {token} does not reassure"
        alone = when.affirmed() if len(when.all) <= 1 else ()
        for token in alone:
            if token in items:
                yield f"{_name(when)}: {token} reassures, so it cannot stand for it alone"


def _unused(bank: RedFlags) -> Iterator[str]:
    named = [token for when in (*bank.facts, *bank.rules) for token in when.tokens()]
    compared = [each for token in named if (each := comparison(token))]
    used = {each.threshold for each in compared} | {token.split(".")[0] for token in named}
    rows: tuple[SourcedRow, ...] = (*bank.thresholds, *bank.facts, *bank.questions)
    for row in rows:
        if row.id not in used:
            yield f"{row.id}: no rule uses it"
    for question in bank.questions:
        if question.recency and f"{question.id}.recent" not in named:
            yield f"question.{question.id}.recency: no rule asks for it"


_CHECKS = (
    _duplicates, _groups, _needs, _unknown_words, _doubt_is_yes, _only_reassuring, _unused,
)  # fmt: skip
