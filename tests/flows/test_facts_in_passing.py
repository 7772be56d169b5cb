"""No answer is overwritten by a sentence that was meant for something else."""

import pytest

from flows.engine.events import Command
from flows.engine.kinds import Value
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all
from tests.flows.test_changes import NOON


def at(question: str, **given: str) -> Conversation:
    """A check-in of today that is open at a question."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    answer_all(talk, {})
    talk.do(Command("checkin"))
    answer_all(talk, given, until=question)
    assert talk.ask.id == question
    return talk


def given(talk: Conversation) -> dict[str, Value]:
    """The answers of the open check-in."""
    assert talk.run.flow == "checkin"
    return {name: answer.value for name, answer in talk.run.answers.items()}


@pytest.mark.parametrize(
    "text", ["no pain in the leg", "none, it's all in the back today", "no leg pain, slept badly"]
)
def test_no_leg_pain_is_no_pain_now(text: str) -> None:
    """Words for the leg answer the leg alone: pain now 8 and worst 9 stay."""
    talk = at("leg", pain_now="8", worst="9")
    talk.type(text)
    found = given(talk)
    assert (found["pain_now"], found["worst"], found["leg"]) == (8, 9, "none")


@pytest.mark.parametrize(
    ("text", "kept"), [("pain 4", "pain now 8"), ("worst was only 5, pain 8", "worst pain 9")]
)
def test_an_answer_stays_when_a_sentence_says_otherwise(text: str, kept: str) -> None:
    """Another value for an answer given in this check-in is not taken; what stays is said."""
    talk = at("leg", pain_now="8", worst="9")
    talk.type(text)
    assert given(talk) == {"pain_now": 8, "worst": 9}
    assert kept in talk.text and talk.ask.id == "leg"


def test_what_is_taken_in_passing_is_echoed() -> None:
    """A fact with its own word is noted at any question of the check-in."""
    talk = at("worst", pain_now="4")
    talk.type("7, slept badly")
    assert given(talk) == {"pain_now": 4, "worst": 7, "waking": "2+"}
    assert "woke twice or more" in talk.text


@pytest.mark.parametrize(
    ("text", "echo"), [("6, slept well", "slept through"), ("6, woke up once", "woke once")]
)
def test_what_is_noted_is_said_as_it_is_stored(text: str, echo: str) -> None:
    """The echo chooses by the value: a good night is not told back as a bad one."""
    talk = at("worst", pain_now="4")
    talk.type(text)
    assert echo in talk.text


@pytest.mark.parametrize("text", ["no pain in the leg", "slept badly", "pain 8"])
def test_another_fact_is_no_answer_to_the_open_question(text: str) -> None:
    """A "no" that belongs to another fact does not say that there is no flare-up."""
    talk = at("flare", pain_now="8", worst="9")
    talk.type(text)
    assert "flare" not in given(talk) and talk.ask.id == "flare"


def test_a_number_beside_a_fact_is_no_position() -> None:
    """ "4, slept badly" at the leg question does not press the fourth button."""
    talk = at("leg", pain_now="8", worst="9")
    talk.type("4, slept badly")
    assert "leg" not in given(talk) and given(talk)["waking"] == "2+"
