"""The tier rules compiled once into sets, so that trying all of them costs microseconds.

A rule fires when the sets of tokens it names are covered by what is true of a person;
flows/clinical/triage.py makes those tokens from answers and context.
"""

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from flows.catalog.red_flags import TIERS, Question, RedFlags
from flows.catalog.rules import Comparison, Fact, Rule, When, comparison, questions_of

BANKS_MAX = 4
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


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
    )


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
