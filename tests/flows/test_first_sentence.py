"""The first sentence of a day is never lost: facts at home begin the check-in."""

from datetime import timedelta

import pytest

from flows.engine.events import Command
from flows.engine.kinds import Value
from tests.flows.conversation import Conversation
from tests.flows.quiet import QUIET, answer_all, quiet_day
from tests.flows.test_changes import NOON


def home() -> Conversation:
    """Somebody at the home menu who has not checked in today."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    answer_all(talk, {})
    assert talk.run.flow == "menu"
    return talk


def next_morning() -> Conversation:
    """The same person a day later, after whatever was due, under yesterday's menu."""
    talk = home()
    talk.travel(talk.clock + timedelta(hours=21))
    return talk


def told(talk: Conversation) -> dict[str, Value]:
    """What the open check-in knows."""
    assert talk.run.flow == "checkin", talk.text
    return {name: answer.value for name, answer in talk.run.answers.items()}


@pytest.mark.parametrize("begin", [home, next_morning])
@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("pain 4, slept badly", {"pain_now": 4, "waking": "2+"}),
        ("pain 5", {"pain_now": 5}),
        ("5/10", {"pain_now": 5}),
        ("4, slept badly", {"pain_now": 4, "waking": "2+"}),
        ("my back is a bit stiff today", {"stiffness": "under_30"}),
        ("pain 3, can't sleep", {"pain_now": 3, "waking": "2+"}),
    ],
)
def test_facts_begin_the_check_in(begin, text: str, facts: dict[str, Value]) -> None:  # type: ignore[no-untyped-def]
    """They are filled in and echoed, the rest is asked, and no question "has passed"."""
    talk = begin()
    talk.type(text)
    assert told(talk) == facts
    assert "Noted" in talk.text and "has passed" not in talk.text
    assert talk.ask.id not in facts


@pytest.mark.parametrize(
    "text", ["I took 2 ibuprofen", "about 6 weeks ago", "i did 3 sets", "they found 2 discs"]
)
def test_a_number_in_a_sentence_presses_no_button_at_home(text: str) -> None:
    """It begins nothing and opens nothing."""
    talk = home()
    talk.type(text)
    assert (talk.run.flow, talk.run.state) == ("menu", "next")


def test_a_bare_number_is_a_place_in_the_menu() -> None:
    """Nothing but a number chooses by position, as the buttons are numbered on some platforms."""
    talk = home()
    talk.type("5")
    assert talk.run.flow == "settings"


def test_a_day_that_is_told_is_not_overwritten() -> None:
    """Another pain after today's check-in is met with what is stored, and stays out of it."""
    talk = home()
    quiet_day(talk, {**QUIET, "pain_now": "3"}, "none")
    talk.type("pain 6 now")
    assert "pain now 3" in talk.text
    assert talk.record.history.days[-1].pain == 3


def test_any_sentence_under_yesterdays_menu_is_read_as_today() -> None:
    """Home is the same question every day: nothing said there "has passed"."""
    talk = next_morning()
    talk.type("what a night that was")
    assert "has passed" not in talk.text and talk.run.flow == "menu"
