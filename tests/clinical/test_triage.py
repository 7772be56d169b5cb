"""The red-flag truth table, row by row, and the proof that it leaves no rule out."""

import pytest

from flows.clinical.triage import FlagAnswer, TriageContext, triage
from tests.clinical.truth_table.table import Row, bank, rows

ROWS = rows()
RULES = [rule.id for rule in bank().rules]
LOCKS = {
    "emergency": True, "urgent": True, "see_clinician": True, "advise": False, "none": False,
}  # fmt: skip


def fired(row: Row) -> tuple[str, ...]:
    """Return the ids of the rules that fire on a row's answers."""
    hits = triage(bank(), row.answers, row.context).hits
    return tuple(hit.rule.removeprefix("flag.") for hit in hits)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.where)
def test_h19_every_row_of_the_truth_table_holds(row: Row) -> None:
    """Each row reaches its tier, fires its rules and spares those it names."""
    outcome = triage(bank(), row.answers, row.context)
    hits = fired(row)
    assert outcome.tier == row.tier, hits
    assert outcome.locks == LOCKS[row.tier]
    assert set(row.fires) <= set(hits)
    assert not set(row.spares) & set(hits)
    assert set(row.fires) | set(row.spares) <= set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_h19_every_rule_has_a_row_that_fires_it(rule: str) -> None:
    """No rule of the content is without a row that expects it to fire."""
    assert any(rule in row.fires for row in ROWS)


@pytest.mark.parametrize("rule", RULES)
def test_h19_every_rule_has_a_near_miss(rule: str) -> None:
    """No rule of the content is without a row that comes near it and expects it to rest."""
    assert any(rule in row.spares for row in ROWS)


@pytest.mark.parametrize("question", [q.id for q in bank().questions])
def test_h19_every_question_stands_with_every_answer_and_recency(question: str) -> None:
    """The table holds yes, no and not sure of each question, and each recency that it asks."""
    answers = [row.answers[question] for row in ROWS if question in row.answers]
    assert {"yes", "not_sure"} <= {answer.answer for answer in answers}
    asked = bank().question(question)
    assert asked is not None
    if asked.recency:
        assert {True, False, None} <= {a.recent for a in answers if a.answer != "no"}
    assert {item.id for item in asked.items} - {"other", *SORTS_OF_CANCER} <= {
        item for answer in answers for item in answer.items
    }


SORTS_OF_CANCER = ("breast", "prostate", "lung", "kidney", "thyroid", "myeloma")
"""Ticked for the clinician's summary; every sort counts the same."""


def test_h19_hits_come_most_urgent_first_and_say_what_they_rest_on() -> None:
    """The first decision is the most urgent, and each carries the answers its rule looked at."""
    answers = {"U1": FlagAnswer("yes"), "C1": FlagAnswer("yes", recent=True)}
    outcome = triage(bank(), answers, TriageContext(age=40, pain=4))
    assert [hit.result for hit in outcome.hits] == ["emergency", "advise"]
    assert outcome.hits[0].inputs == {"C1": "yes recent", "age": 40, "pain": 4}
    assert outcome.suspected == ("cauda_equina", "other")


def test_h29_thoughts_of_not_wanting_to_live_are_a_crisis_and_come_first() -> None:
    """W1 is an emergency of the kind crisis, told before everything else; other flags are not."""
    everything = {q.id: FlagAnswer("yes", recent=True) for q in bank().questions}
    outcome = triage(bank(), everything, TriageContext())
    assert outcome.crisis and outcome.hits[0].rule == "flag.w1_crisis"
    del everything["W1"]
    assert not triage(bank(), everything, TriageContext()).crisis


@pytest.mark.parametrize(
    ("question", "answer", "at_once"),
    [
        ("C1", FlagAnswer("yes", recent=True), True),
        ("C1", FlagAnswer("not_sure", recent=True), True),
        ("C1", FlagAnswer("yes"), True),
        ("C1", FlagAnswer("yes", recent=False), False),
        ("N1", FlagAnswer("yes"), True),
        ("N1", FlagAnswer("no"), False),
        ("A1", FlagAnswer("not_sure"), True),
        ("A3", FlagAnswer("yes"), True),
        ("B1", FlagAnswer("yes"), True),
        ("W1", FlagAnswer("yes"), True),
        ("I1", FlagAnswer("yes", items=("very_unwell",)), True),
        ("I1", FlagAnswer("yes", items=("fever",)), False),
        ("G1", FlagAnswer("yes", items=("blood_or_collapse",)), True),
        ("F1", FlagAnswer("yes"), False),
        ("C4", FlagAnswer("yes"), False),
    ],
)
def test_h19_an_answer_that_is_an_emergency_alone_acts_at_once(
    question: str, answer: FlagAnswer, at_once: object
) -> None:
    """An emergency on its own does not wait, and a recency not known counts as recent."""
    known = TriageContext(age=40, sex="m", duration_weeks=9, seen_clinician=True, pain=4)
    alone = triage(bank(), {question: answer}, known)
    assert (alone.tier == "emergency") is at_once


def test_h19_the_daily_card_asks_the_eight_questions() -> None:
    """The micro-screen holds C1 to C3, N1, N2, A1, A3 and I1."""
    micro = {question.id for question in bank().micro()}
    assert micro == {"C1", "C2", "C3", "N1", "N2", "A1", "A3", "I1"}


def test_h19_bladder_legs_chest_and_infection_are_asked_first() -> None:
    """The first section asks every C, N, A and I question, and no other."""
    first = [q.id for group in bank().in_section("urgent_first") for q in bank().in_group(group.id)]
    assert {each[0] for each in first} == {"C", "N", "A", "I"}
    everything = {q.id for q in bank().questions if q.id[0] in "CNI" or q.id[:2] in ("A1", "A2")}
    assert everything | {"A3"} == set(first)


def test_h19_answers_to_unknown_questions_and_items_change_nothing() -> None:
    """An id or item that the bank does not know is passed over, never raised on."""
    strange = {"Z9": FlagAnswer("yes"), "F2": FlagAnswer("yes", items=("moon",))}
    assert triage(bank(), strange, TriageContext()).tier == "none"
