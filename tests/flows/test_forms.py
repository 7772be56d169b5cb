"""A form with words in it: they are heard before anything of it is stored."""

from flows.engine.events import Command, Submitted
from flows.record import Conversation as Talk
from flows.safety_locks import in_force
from tests.flows.conversation import Conversation
from tests.flows.traps import home

SIGN = "since this morning I cannot feel anything between my legs"
WISH = "I do not want to live any more"


def before_form() -> Conversation:
    """Somebody in the check-in, with the form before them."""
    talk = home()
    talk.do(Command("checkin"))
    return talk


def given(stack: Talk) -> dict[str, object]:
    """The answers of the check-in under way."""
    run = next(run for run in stack.stack if run.flow == "checkin")
    return {name: answer.value for name, answer in run.answers.items()}


def test_a_sign_in_a_field_is_an_emergency_and_the_other_answers_stay() -> None:
    """A sign that somebody writes into a form locks, and loses no other answer of the form."""
    talk = before_form()
    talk.do(Submitted(talk.run.token, {"pain_now": "4", "worst": "6", "note": SIGN}))
    assert [lock.tier for lock in in_force(talk.record)] == ["emergency"]
    assert talk.run.flow == "confirm"
    assert given(talk.record.conversation) == {"pain_now": 4, "worst": 6}


def test_a_wish_to_die_in_a_field_is_met_first() -> None:
    """A wish to die in a form raises the crisis card."""
    talk = before_form()
    talk.do(Submitted(talk.run.token, {"pain_now": WISH}))
    assert in_force(talk.record)


def test_the_words_of_an_old_form_are_heard() -> None:
    """A form whose question has passed still has its words heard."""
    talk = before_form()
    talk.do(Submitted(talk.run.token - 1, {"pain_now": "4", "note": SIGN}))
    assert in_force(talk.record)
    assert given(talk.record.conversation) == {}


def test_a_form_without_a_sign_is_taken_once() -> None:
    """Harmless words in a form leave its answers to be taken, and noted once."""
    talk = before_form()
    talk.do(Submitted(talk.run.token, {"pain_now": "4", "worst": "6", "note": "a slow walk"}))
    assert not in_force(talk.record)
    assert given(talk.record.conversation) == {"pain_now": 4, "worst": 6}
    assert [note.name for note in talk.notes].count("checkin.pain_now") == 1
