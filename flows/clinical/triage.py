"""Red-flag triage: all answers in, the most urgent tier that any rule reaches out.

The rules themselves are data (content/red_flags.toml, from rules 1.3). Answers and context become
a set of tokens ("C1", "C1.recent", "never_seen"), and a bank compiled once (`Rulebook`) says which
rules fire.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from flows.catalog.red_flags import TIERS, Question, RedFlags
from flows.catalog.rules import Comparison, Fact, Rule, When, comparison, questions_of
from flows.clinical.decision import Decision

LOCKING = ("emergency", "urgent", "see_clinician")
"""The tiers after which no exercise leaves the bot."""
FLAG = "flag."
"""What the ids of the rules begin with in decisions and locks."""
WEEKS_PER_YEAR = 52.18
BANKS_MAX = 4
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class FlagAnswer(Struct, frozen=True, omit_defaults=True):
    """One answer: `recent` is "new or worse in the last 14 days", None while not asked."""

    answer: Literal["yes", "no", "not_sure"]
    recent: bool | None = None
    items: tuple[str, ...] = ()
    number: float | None = None


class TriageContext(Struct, frozen=True, omit_defaults=True):
    """What else the rules look at; None is not known. Pain is pain now, 0-10 (NRS)."""

    age: int | None = None
    sex: str = ""
    duration_weeks: float | None = None
    seen_clinician: bool | None = None
    pain: float | None = None
    conditions: tuple[str, ...] = ()


class Triage(Struct, frozen=True):
    """The outcome: the tier, every rule that fired (most urgent first) and what it may be."""

    tier: str
    hits: tuple[Decision, ...] = ()
    crisis: bool = False
    suspected: tuple[str, ...] = ()

    @property
    def locks(self) -> bool:
        """Whether the programme is locked by it."""
        return self.tier in LOCKING


class Past(Struct, frozen=True, omit_defaults=True):
    """What a clinician has cleared (rules), and the questions that were asked again since.

    A see_clinician finding that was cleared is history; a more urgent one counts again as soon
    as one of its questions is asked again, for it may be new.
    """

    cleared: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    def covers(self, rule: Rule, asked: Iterable[str]) -> bool:
        """Tell whether a finding is over."""
        history = rule.tier == "see_clinician" or self.asked.isdisjoint(asked)
        return f"{FLAG}{rule.id}" in self.cleared and history


NO_PAST = Past()


def triage(
    bank: RedFlags,
    answers: Mapping[str, FlagAnswer],
    context: TriageContext,
    past: Past = NO_PAST,
) -> Triage:
    """Return the most urgent tier of all rules that fire; what is not asked counts as no.

    A recency not known counts as recent, "not sure" as yes wherever yes can reach emergency
    (decision 23); what of the context is not known counts as its `unknown` in the content.
    """
    book = rulebook(bank)
    true: set[str] = set()
    for question_id, answer in answers.items():
        if question := book.questions.get(question_id):
            true.update(_tokens(question, answer))
    true |= _facts_of_context(book, answers, context)
    for fact, test in book.facts:
        if test.holds(true):
            true.add(fact.id)
    fired = [
        (rule, asked)
        for rule, test, asked in book.rules
        if test.holds(true) and not past.covers(rule, asked)
    ]
    positive = {name: _short(each) for name, each in answers.items() if each.answer != "no"}
    known = _known(context)
    return Triage(
        tier=fired[0][0].tier if fired else "none",
        hits=tuple(
            _decision(rule, asked, positive, {**known, **book.numbers[rule.id]})
            for rule, asked in fired
        ),
        crisis=any(rule.kind == "crisis" for rule, _ in fired),
        suspected=tuple(dict.fromkeys(rule.suspects for rule, _ in fired)),
    )


def _tokens(question: Question, answer: FlagAnswer) -> list[str]:
    """Return what one answer says; something ticked makes "not sure" a yes."""
    if answer.answer == "no":
        return []
    ticked = [item.id for item in question.items if item.id in answer.items]
    trouble = any(item.id in ticked and not item.reassuring for item in question.items)
    if answer.answer == "not_sure" and question.not_sure == "no" and not trouble:
        return [f"{question.id}.not_sure"]
    when = (
        [f"{question.id}.{'old' if answer.recent is False else 'recent'}"]
        if question.recency
        else []
    )
    return [question.id, *when, *(f"{question.id}.item.{each}" for each in ticked)]


def _facts_of_context(
    book: Rulebook, answers: Mapping[str, FlagAnswer], context: TriageContext
) -> set[str]:
    numbers = _numbers(answers, context)
    flags: dict[str, bool | None] = {
        "never_seen": None if context.seen_clinician is None else not context.seen_clinician,
        "female": context.sex == "f" if context.sex else None,
        "osteoporosis": "osteoporosis" in context.conditions,
    }
    true = {
        name for name, holds in flags.items() if (book.unknown[name] if holds is None else holds)
    }
    for each in book.comparisons:
        number = numbers.get(each.left)
        if each.unknown if number is None else each.holds(number, each.value):
            true.add(each.token)
    return true


def _numbers(answers: Mapping[str, FlagAnswer], context: TriageContext) -> dict[str, float | None]:
    weeks, age = context.duration_weeks, context.age
    onset = None if weeks is None or age is None else age - weeks / WEEKS_PER_YEAR
    numbers: dict[str, float | None] = {
        "age": age, "duration_weeks": weeks, "onset_age": onset, "pain": context.pain,
    }  # fmt: skip
    numbers.update((f"{name}.number", answer.number) for name, answer in answers.items())
    return numbers


def _decision(
    rule: Rule,
    asked: tuple[str, ...],
    positive: Mapping[str, str],
    known: Mapping[str, float],
) -> Decision:
    """Return the rule that fired with the answers, context and thresholds that it looked at."""
    answers = {name: positive[name] for name in asked if name in positive}
    return Decision(rule=f"{FLAG}{rule.id}", result=rule.tier, inputs={**answers, **known})


def _known(context: TriageContext) -> dict[str, float]:
    values = {
        "age": context.age,
        "duration_weeks": context.duration_weeks,
        "pain": context.pain,
        "seen_clinician": context.seen_clinician,
    }
    return {name: value for name, value in values.items() if value is not None}


def _short(answer: FlagAnswer) -> str:
    """Return an answer in the notation of the truth table: `yes old 12 thyroid`."""
    when = {None: "", True: " recent", False: " old"}[answer.recent]
    number = "" if answer.number is None else f" {answer.number:g}"
    return f"{answer.answer}{when}{number}{''.join(f' {item}' for item in answer.items)}"


# --- the rules of a bank, made ready ------------------------------------------------------------
class Test(NamedTuple):
    """What a rule or fact needs, as sets of tokens."""

    all: frozenset[str]
    any: frozenset[str]
    none: frozenset[str]
    least: int
    of: frozenset[str]

    def holds(self, true: set[str]) -> bool:
        """Whether these tokens cover it."""
        return (
            self.all <= true
            and (not self.any or not self.any.isdisjoint(true))
            and self.none.isdisjoint(true)
            and (not self.least or len(self.of & true) >= self.least)
        )


class Compared(NamedTuple):
    """A comparison ready to be made; `unknown` is its value while the number is not known."""

    token: str
    left: str
    holds: Callable[[float, float], bool]
    value: float
    unknown: bool


class Rulebook(NamedTuple):
    """A bank made ready; each rule comes with the questions it looks at, most urgent first."""

    questions: dict[str, Question]
    comparisons: tuple[Compared, ...]
    unknown: dict[str, bool]
    facts: tuple[tuple[Fact, Test], ...]
    rules: tuple[tuple[Rule, Test, tuple[str, ...]], ...]
    numbers: dict[str, dict[str, float]]
    """By rule: the thresholds it compares with, and `count`, for the sentence that explains it."""


@lru_cache(maxsize=BANKS_MAX)
def rulebook(bank: RedFlags) -> Rulebook:
    """Return the compiled rules of a bank; one bank is compiled once."""
    facts = {fact.id: fact for fact in bank.facts}
    order = [question.id for question in bank.questions]
    rules = sorted(bank.rules, key=lambda rule: TIERS.index(rule.tier))
    return Rulebook(
        questions={question.id: question for question in bank.questions},
        comparisons=_comparisons(bank),
        unknown={field.id: field.unknown for field in bank.context},
        facts=tuple((fact, _test(fact)) for fact in bank.facts),
        rules=tuple(
            (
                rule,
                _test(rule),
                tuple(sorted(questions_of(rule, facts), key=order.index)),
            )
            for rule in rules
        ),
        numbers={rule.id: _thresholds_of(bank, rule) for rule in rules},
    )


def _thresholds_of(bank: RedFlags, rule: Rule) -> dict[str, float]:
    values = {threshold.id: threshold.value for threshold in bank.thresholds}
    compared = [each for token in rule.tokens() if (each := comparison(token))]
    count = {"count": float(rule.at_least.count)} if rule.at_least else {}
    return {each.threshold: values[each.threshold] for each in compared} | count


def _test(when: When) -> Test:
    of = frozenset(when.at_least.of) if when.at_least else frozenset[str]()
    count = when.at_least.count if when.at_least else 0
    return Test(frozenset(when.all), frozenset(when.any), frozenset(when.none), count, of)


def _comparisons(bank: RedFlags) -> tuple[Compared, ...]:
    values = {threshold.id: threshold.value for threshold in bank.thresholds}
    unknown = {field.id: field.unknown for field in bank.context}
    tokens = {token for when in (*bank.facts, *bank.rules) for token in when.tokens()}
    found: list[tuple[str, Comparison]] = [
        (token, each) for token in sorted(tokens) if (each := comparison(token))
    ]
    return tuple(
        Compared(
            token,
            each.left,
            _OPERATORS[each.operator],
            values[each.threshold],
            unknown.get(each.left, False),
        )
        for token, each in found
    )
