"""What people write at the card of an exercise, at a list of signs and about their bones."""

import pytest
from msgspec.structs import replace

from flows.engine.events import Command, Pressed
from flows.record import Record
from flows.safety_locks import in_force
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all
from tests.flows.test_changes import NOON
from tests.flows.traps import at, checked_in, home, on_card, signed


def keys(talk: Conversation) -> set[str]:
    """The messages that were said."""
    return {str(getattr(effect, "key", "")) for effect in talk.effects}


def with_thin_bones(talk: Conversation) -> Conversation:
    """The same person with osteoporosis on file."""
    record: Record = talk.record
    assert record.profile is not None
    conditions = (*record.profile.conditions, "osteoporosis")
    talk.record = replace(record, profile=replace(record.profile, conditions=conditions))
    return talk


@pytest.mark.parametrize(
    ("text", "usual", "thin"),
    [
        ("am I allowed to bend over?", "talk-bending", "talk-bones-bending"),
        ("is it ok to reach down and touch my toes", "talk-bending", "talk-bones-bending"),
        ("can I twist to look behind me", "talk-bending", "talk-bones-bending"),
        ("is weeding the beds fine?", "talk-bending", "talk-bones-bending"),
        ("should I do crunches", "talk-sit-ups", "talk-bones-bending"),
        ("may I lift a full bucket", "talk-lifting", "talk-bones-lifting"),
        ("what must I avoid with osteoporosis?", "talk-bones", "talk-bones"),
        ("would it be better to stay in bed?", "talk-rest", "talk-rest"),
    ],
)
def test_a_question_about_bending_knows_the_bones(text: str, usual: str, thin: str) -> None:
    """Bending, sit-ups and lifting have an answer, and another one for thin bones."""
    talk = home()
    talk.type(text)
    assert usual in keys(talk)
    talk = with_thin_bones(home())
    talk.type(text)
    assert thin in keys(talk)


@pytest.mark.parametrize("text", ["is this safe with my osteoporosis?", "can I bend that far?"])
def test_a_question_on_a_card_is_answered(text: str) -> None:
    """A question during an exercise is answered, and the card stays."""
    talk = with_thin_bones(on_card())
    talk.type(text)
    assert keys(talk) & {"talk-bones", "talk-bones-bending"}
    assert talk.ask.id == "card"


@pytest.mark.parametrize("text", ["to hard", "its to difficult", "2 hard"])
def test_to_hard_asks_for_an_easier_one(text: str) -> None:
    """A misspelt "too hard" never brings a harder exercise."""
    talk = on_card()
    talk.type(text)
    swaps = [effect for effect in talk.effects if getattr(effect, "key", "") == "exercise-swap"]
    assert swaps and "why-swap-easier" in str(swaps[0])


@pytest.mark.parametrize(
    ("card", "text"),
    [
        ("g_infection", "no temperature"),
        ("g_infection", "no, I told you I'm diabetic"),
        ("g_general", "No. I never had a tumour"),
        ("g_saddle", "no numbness"),
    ],
)
def test_a_no_with_a_named_thing_denies_no_list(card: str, text: str) -> None:
    """A no to one thing says nothing about the rest of a list, so the list is asked again."""
    talk = at(card)
    talk.type(text)
    assert card not in talk.run.answers and (talk.ask.id == card or in_force(talk.record))


@pytest.mark.parametrize("text", ["no", "none of these thank you", "nope, nothing at all"])
def test_a_plain_no_denies_the_list(text: str) -> None:
    """A no that names nothing is for the whole list."""
    talk = at("g_infection")
    talk.type(text)
    assert talk.run.answers["g_infection"].value == "none_of_these"


@pytest.mark.parametrize("text", ["no", "wrong", "no I said I have diabetes"])
def test_a_no_to_is_that_right_moves_not_on(text: str) -> None:
    """Asked whether a whole list is denied, a no never confirms it."""
    talk = at("sure_urgent_first")
    talk.type(text)
    assert talk.run.state in {"sure_urgent_first", "g_saddle"}
    assert "sure_urgent_first" not in talk.run.answers


def test_an_older_sentence_is_asked_after_the_newer_is_taken_back() -> None:
    """ "Not me" about the newer sentence asks the older one; it is never a yes."""
    talk = home()
    talk.type("I have a fever of 39")
    talk.type("I have been shivering and had a temperature of 40 all night")
    talk.type("No, not me or not now")
    assert (talk.run.flow, talk.ask.id) == ("confirm", "you")
    assert talk.run.params["quote"] == "I have a fever of 39"
    assert in_force(talk.record)
    talk.type("No, not me or not now")
    assert not in_force(talk.record) and talk.run.flow == "menu"


@pytest.mark.parametrize(
    "text", ["I fell over today but I'm fine", "tripped on a kerb this morning"]
)
def test_a_fall_is_asked_about(text: str) -> None:
    """Somebody who fell is asked how hard the fall was, however fine they feel."""
    talk = home()
    talk.type(text)
    assert talk.ask.id == "F1" and "talk-fell" in keys(talk)


@pytest.mark.parametrize("text", ["I fell asleep early yesterday", "fell ill last week"])
def test_falling_asleep_is_no_fall(text: str) -> None:
    """Only a fall to the ground is one."""
    talk = checked_in()
    talk.type(text)
    assert "talk-fell" not in keys(talk)


@pytest.mark.parametrize("text", ["my pain was a 7 yesterday", "the day before it was a 6 pain"])
def test_the_pain_of_another_day_is_not_of_today(text: str) -> None:
    """A pain told of yesterday is not noted as the pain now."""
    talk = home()
    talk.type(text)
    assert talk.run.flow == "menu"


@pytest.mark.parametrize(
    "text", ["sorry, I made a mistake, I can pee", "that was a mistake, I pee fine"]
)
def test_a_taken_back_answer_is_taken_back(text: str) -> None:
    """What is taken back inside a question of the screen is asked again, and nothing locks."""
    talk = signed("C2")
    talk.do(Pressed(talk.run.token, "yes"))
    assert talk.ask.id != "C2"
    talk.type(text)
    assert talk.ask.id == "C2" and "C2" not in talk.run.answers
    assert not in_force(talk.record)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("nope", "g_legs"),
        ("nah", "g_legs"),
        ("I don't have any of these", "g_legs"),
        ("never had any of that", "g_legs"),
        ("no trouble weeing", "g_saddle"),
    ],
)
def test_a_no_to_a_list_of_signs_is_none_of_them(text: str, after: str) -> None:
    """In whatever words; one that names a thing of the list is asked again."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    answer_all(talk, {}, until="g_saddle")
    talk.type(text)
    assert talk.ask.id == after
