"""What was heard is what is asked: a lock from words goes only with the answer to its own sign."""

from functools import lru_cache

import pytest

from bot.app import engine
from flows.engine.engine import TurnBuilder
from flows.engine.events import Command, Pressed
from flows.language.lexicon import Combination, Finding
from flows.language.reader import LexiconReader
from flows.language.red_flags import Detection
from flows.record import Record
from flows.safety_locks import locked
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all
from tests.flows.test_changes import NOON

ASKED_MAX = 60


def rules() -> list[Finding | Combination]:
    """Everything the lexicon can hear that raises a lock."""
    reader = engine().readers["en"]
    assert isinstance(reader, LexiconReader)
    lexicon = reader.lexicon
    return [*(one for one in lexicon.findings if one.tier), *lexicon.combinations]


@lru_cache(maxsize=1)
def at_home() -> tuple[Record, float]:
    """Somebody with a plan who has nothing open."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    answer_all(talk, {})
    return talk.record, talk.now


def heard(found: Detection) -> Conversation:
    """A conversation at the confirming question after something was heard."""
    talk = Conversation(NOON)
    talk.record, talk.now = at_home()
    builder = TurnBuilder(engine(), talk.record, talk.now)
    builder.apply(builder.engine.policy.on_red_flag(builder.context, found, "my words"))
    builder.finish()
    talk.record = builder.record
    return talk


def all_denied(talk: Conversation) -> set[str]:
    """Say that it is so, then "no" to whatever is asked; return the questions asked."""
    asked: set[str] = set()
    for _ in range(ASKED_MAX):
        if talk.run.flow != "confirm":
            return asked
        asked.add(talk.ask.id)
        talk.do(Pressed(talk.run.token, "me" if talk.ask.id == "you" else "no"))
    raise AssertionError("no end of questions")


def detection(rule: Finding | Combination, *more: str) -> Detection:
    """What the detector gives for a rule, with the signs of others beside it."""
    signs = (rule.question, *more) if rule.asked else ()
    return Detection(rule.tier, rule.condition, "my own words", rule.id, (), rule.question, signs)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_lock_goes_only_with_the_answer_to_its_own_sign(rule: Finding | Combination) -> None:
    """Honest "no" to everything lifts the lock only where the sign itself was asked about."""
    talk = heard(detection(rule))
    assert locked(talk.record)
    asked = all_denied(talk)
    if rule.asked and rule.condition != "self_harm":
        assert rule.question in asked
        assert not locked(talk.record)
    else:
        assert asked <= {"you"} and locked(talk.record)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_second_sign_in_the_same_words_is_asked_about_too(rule: Finding | Combination) -> None:
    """A fever beside a more urgent sign is not forgotten when that one is denied."""
    talk = heard(detection(rule, "I1"))
    asked = all_denied(talk)
    assert locked(talk.record) or {rule.question, "I1"} <= asked


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("I've got a fever and I can't stop peeing", {"C2", "I1"}),
        ("fever and wee burns", {"I1", "U1"}),
        ("I have a fever of 39 and my back hurts", {"I1"}),
    ],
)
def test_every_sign_in_typed_words_is_asked_about(text: str, signs: set[str]) -> None:
    """Typed in the settings, each sign is asked about before the lock goes."""
    talk = Conversation(NOON)
    talk.record, talk.now = at_home()
    talk.do(Command("settings"))
    talk.type(text)
    assert talk.run.flow == "confirm" and locked(talk.record)
    assert signs <= all_denied(talk)
    assert not locked(talk.record)


def test_a_second_message_does_not_replace_the_first() -> None:
    """Words about the bladder while the fever is still open leave the fever to be asked about."""
    talk = Conversation(NOON)
    talk.record, talk.now = at_home()
    talk.type("I have a fever of 39")
    talk.type("and I can't pee at all since this morning")
    asked = all_denied(talk)
    assert {"I1", "C2"} <= asked


def test_not_me_takes_back_only_its_own_words() -> None:
    """A sentence about somebody else does not lift what another sentence has raised."""
    talk = Conversation(NOON)
    talk.record, talk.now = at_home()
    talk.type("I have a fever of 39")
    run = talk.run
    talk.type("I have been shivering and had a temperature of 40 all night")
    if talk.run.id != run.id:
        talk.do(Pressed(talk.run.token, "not_me"))
        assert locked(talk.record)
