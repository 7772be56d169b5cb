"""What stands beside an answer: a sign after a number, a told sign after a no, another writer."""

import pytest

from flows.safety_locks import in_force
from tests.flows.conversation import Conversation
from tests.flows.traps import checking, home, known, lock, reminders_days


def answer(talk: Conversation, name: str) -> object:
    """What the check-in has for a question."""
    return known(talk).get(f"checkin.{name}")


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("pain_now", "7. and since noon I can not feel myself wee", 7),
        ("worst", "eight, but my bladder will not empty since this morning", 8),
    ],
)
def test_a_number_before_a_sign_is_kept(question: str, text: str, value: int) -> None:
    """The sign locks, and the number that opened the message is an answer all the same."""
    talk = checking(question)
    talk.type(text)
    assert [one.tier for one in in_force(talk.record)] == ["emergency"]
    assert answer(talk, question) == value


@pytest.mark.parametrize(
    "text",
    [
        "Nothing worth mentioning, I only manage to go when I lean forward",
        "none, although sitting on the saddle feels different these days",
        "no and the one shoe keeps catching on the stairs",
    ],
)
def test_a_no_that_tells_of_something_is_asked_again(text: str) -> None:
    """A no to the signs with more beside it never ends the check-in."""
    talk = checking("news")
    talk.type(text)
    assert talk.ask.id in {"news", "meant"} or in_force(talk.record)


@pytest.mark.parametrize(
    "text", ["nothing new, same as always", "no, none of those, all good thanks", "none of them"]
)
def test_a_plain_no_is_taken(text: str) -> None:
    """A no that says nothing beside it is an answer."""
    talk = checking("news")
    talk.type(text)
    assert talk.run.flow != "checkin"
    assert not in_force(talk.record)


def test_what_another_person_writes_is_not_stored() -> None:
    """Somebody who says to be another person gets no pain into this record."""
    for text in ("this is Tom's wife, my back is a 7", "writing for a friend, pain is 8"):
        talk = home()
        talk.type(text)
        assert talk.run.flow == "menu"
        assert "one record for one person" in talk.said[0].text


def test_own_words_about_a_relation_are_taken() -> None:
    """A relation in one's own sentence is no other writer."""
    talk = home()
    talk.type("pain 4, this is my wife's idea by the way")
    assert answer(talk, "pain_now") == 4


def test_a_layman_clears_nobody() -> None:
    """A friend's or a vet's word opens no question about who saw the person."""
    for text in ("my mate says it is nothing serious", "the vet said all clear, no worries"):
        talk = lock()
        talk.type(text)
        assert talk.run.flow == "waiting"
        assert in_force(talk.record)


def test_thin_bones_told_by_the_way_are_planned_with() -> None:
    """A new finding about the bones leads to the questions that the plan is made from."""
    talk = home()
    talk.type("my dexa results came in, osteopenia apparently")
    assert talk.run.flow == "restart"


def test_the_days_after_not_today_are_the_days() -> None:
    """An exclusion ends at the comma, and a day to begin on is no day of its own."""
    talk = reminders_days()
    talk.type("not today, from Tuesday on, Tue Thu Sat")
    assert known(talk)["reminders.days"] == ("tue", "thu", "sat")
