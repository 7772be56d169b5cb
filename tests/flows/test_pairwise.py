"""Any two answers meet in some conversation, and every one ends in a plan or in a lock."""

import random
from itertools import combinations

from flows.dialogues.assessment import OPTIONAL, QUESTIONS
from flows.engine.events import Command
from flows.engine.kinds import Kind
from flows.safety_locks import locked
from tests.flows.conversation import Conversation
from tests.flows.quiet import QUIET, SKIPPED, answer_all
from tests.flows.test_changes import NOON

SEVERAL_MAX = 4
TRIES_MAX = 60
Given = dict[str, str]


def choices(name: str, kind: Kind) -> tuple[str, ...]:
    """Representative answers of a question: every option, both ends of a number, none, skipped."""
    skipped = (SKIPPED,) if name in OPTIONAL else ()
    if kind.several:
        return ("", *kind.options[:SEVERAL_MAX], ",".join(kind.options[-2:]))
    if kind.low is not None:
        return (f"{kind.low:g}", "6", "10", *skipped)
    return (*kind.options, *skipped) if kind.options else ("lift my child",)


TABLE = {name: choices(name, kind) for name, kind in QUESTIONS}
TABLE |= {"age": ("18", "70"), "pain": ("0", "10"), "seen_clinician": ("yes", "no")}
TABLE |= {
    "duration_weeks": ("3 weeks", "8 weeks", "2 years"),
    "sex": ("f", "m"),
    "minutes": ("5", "30"),
}


def covering() -> list[Given]:
    """Sets of answers in which every two answers of any two questions meet."""
    dice = random.Random(29)
    left = {
        frozenset((a, b))
        for one, other in combinations(TABLE, 2)
        for a in ((one, value) for value in TABLE[one])
        for b in ((other, value) for value in TABLE[other])
    }
    rows = []
    while left and len(rows) < TRIES_MAX:
        tried = [{name: dice.choice(values) for name, values in TABLE.items()} for _ in range(12)]
        best = max(tried, key=lambda row: len(left & _pairs(row)))
        left -= _pairs(best)
        rows.append(best)
    return rows + [dict(pair) for pair in left]


def _pairs(row: Given) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(pair) for pair in combinations(row.items(), 2)}


def test_h21_every_two_answers_end_in_a_plan_or_in_a_lock() -> None:
    """And whoever has a plan gets a first card whose exercise nothing bars."""
    for given in covering():
        talk = Conversation(NOON)
        talk.do(Command("start"))
        answer_all(talk, {**QUIET, **given})
        assert locked(talk.record) != (talk.record.plan is not None), given
        if talk.record.plan is None:
            continue
        talk.do(Command("today"))
        answer_all(talk, {}, until="card")
        assert locked(talk.record) or talk.run.flow == "exercise", given
