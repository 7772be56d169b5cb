"""An ask names what was heard before anything is locked, and nothing trains while it is open."""

import pytest
from msgspec.structs import replace

from bot.app import engine
from flows.dialogues.confirm import CONDITIONS
from flows.engine.effects import Refer
from flows.engine.engine import TurnBuilder
from flows.engine.events import Command, Pressed, Typed
from flows.engine.step import step
from flows.language.red_flags import NOTHING, Detection
from flows.record import Record
from flows.safety_locks import locked, most_urgent_lock
from tests.flows.conversation import Conversation
from tests.flows.test_changes import NOON
from tests.flows.test_heard_is_asked import at_home

WORDS = "it has gone all quiet down there since the weekend"
SADDLE = Detection(
    "emergency", "cauda_equina", WORDS, "second_reader", (), "C1", ("C1",), outcome="ask"
)


def asked(found: Detection = SADDLE, record: Record | None = None) -> Conversation:
    """A conversation in which something was heard that is asked about."""
    talk = Conversation(NOON)
    home, talk.now = at_home()
    talk.record = home if record is None else record
    hear(talk, found)
    return talk


def hear(talk: Conversation, found: Detection) -> bool:
    """Let the policy act on what was heard; False where it asks nothing."""
    builder = TurnBuilder(engine(), talk.record, talk.now)
    outcome = builder.engine.policy.on_red_flag(builder.context, found, WORDS)
    if outcome is None:
        return False
    builder.apply(outcome)
    builder.finish()
    talk.record = builder.record
    talk.effects = tuple(builder.effects)
    return True


def say(talk: Conversation, option: str) -> None:
    """Press a button of the open question."""
    talk.do(Pressed(talk.run.token, option))


def test_an_ask_locks_nothing_and_names_what_was_understood() -> None:
    """The card quotes the words, names the sign and has four buttons."""
    talk = asked()
    assert not locked(talk.record)
    assert (talk.run.flow, talk.ask.id) == ("confirm", "meant")
    assert talk.ask.kind.options == ("now", "no", "before", "other")


def test_yes_now_locks_as_an_alarm_does_and_asks_about_that_sign() -> None:
    """The emergency is told at once, and the question of the sign follows."""
    talk = asked()
    say(talk, "now")
    assert locked(talk.record) and talk.ask.id == "C1"
    assert any(isinstance(effect, Refer) for effect in talk.effects)
    lock = most_urgent_lock(talk.record)
    assert lock and (lock.tier, lock.provisional, lock.question) == ("emergency", True, "C1")


@pytest.mark.parametrize("option", ["no", "other"])
def test_no_and_somebody_else_lead_back_to_what_was_open(option: str) -> None:
    """Nothing is locked and the menu is there again."""
    talk = asked()
    say(talk, option)
    assert not locked(talk.record) and talk.run.flow == "menu"


def test_it_was_before_opens_the_single_question_of_the_screen() -> None:
    """Only the question of that sign is asked, and a new sign there locks."""
    talk = asked()
    say(talk, "before")
    assert talk.ask.id == "C1" and not locked(talk.record)
    say(talk, "yes")
    say(talk, "yes")
    assert locked(talk.record)


def test_an_old_sign_denied_by_its_question_locks_nothing() -> None:
    """No other question of the group follows."""
    talk = asked()
    say(talk, "before")
    say(talk, "no")
    assert not locked(talk.record) and talk.run.flow == "menu"


def test_the_same_words_are_not_asked_about_twice_on_a_day() -> None:
    """After an answer they are ordinary words until the next day."""
    talk = asked()
    say(talk, "no")
    assert not hear(talk, SADDLE)
    talk.now += 86_400
    assert hear(talk, SADDLE)


@pytest.mark.parametrize("command", ["today", "checkin", "menu", "life", "start"])
def test_no_exercise_starts_while_an_ask_is_open(command: str) -> None:
    """Every way to a session leads to the open ask (decision 32)."""
    talk = asked()
    talk.do(Command(command))
    assert (talk.run.flow, talk.ask.id) == ("confirm", "meant")


def test_an_open_ask_is_the_first_thing_on_the_next_day() -> None:
    """What was opened above it on an earlier day is put away."""
    talk = asked()
    talk.do(Command("settings"))
    assert talk.run.flow == "settings"
    talk.now += 86_400
    talk.do(Typed("hello"))
    assert (talk.run.flow, talk.ask.id) == ("confirm", "meant")


def test_a_self_harm_ask_carries_the_crisis_line_and_yes_locks() -> None:
    """No question of the bank is asked back; the words stand."""
    talk = asked(Detection("emergency", "self_harm", WORDS, "second_reader", outcome="ask"))
    assert "crisis" in talk.ask.args(TurnBuilder(engine(), talk.record, talk.now).within(talk.run))
    say(talk, "now")
    lock = most_urgent_lock(talk.record)
    assert lock and lock.crisis and talk.run.flow == "waiting"


def test_before_consent_an_ask_keeps_no_health_answer_and_is_forgotten() -> None:
    """No question of the bank is asked, and the clock forgets the record (decision 22)."""
    talk = asked(record=Conversation(NOON).record)
    assert [each.kind for each in talk.record.follow_ups] == ["forget"]
    say(talk, "before")
    assert not locked(talk.record) and talk.run.flow == "onboarding"


def test_an_alarm_above_an_open_ask_is_lifted_by_its_own_card() -> None:
    """The ask below holds no lock, so it keeps none."""
    talk = asked()
    fever = Detection("urgent", "infection", "my fever", "fever", (), "I1", ("I1",))
    hear(talk, fever)
    assert locked(talk.record)
    say(talk, "not_me")
    assert not locked(talk.record)
    assert (talk.run.flow, talk.ask.id) == ("confirm", "meant")


def test_an_ask_less_urgent_than_the_lock_is_not_made() -> None:
    """Who is sent to the emergency department is not asked about a fever."""
    talk = asked()
    say(talk, "now")
    fever = Detection("urgent", "infection", "my fever", "fever", (), "I1", ("I1",), outcome="ask")
    assert not hear(talk, fever)


def test_every_condition_that_can_be_heard_has_words() -> None:
    """The card is never without what was understood."""
    words = engine().wording("en")
    assert all(words.has(f"sign-{name}".replace("_", "-")) for name in CONDITIONS)


def test_a_command_and_an_answer_of_the_screen_are_not_asked_about() -> None:
    """Only where a rule explains what was heard do words of that kind stop for it."""
    record, now = at_home()
    turn = step(engine(), record, Typed("delete my data"), now, SADDLE)
    assert turn.record.conversation.top and turn.record.conversation.top.flow == "delete"
    explained = replace(SADDLE, words=("data",))
    turn = step(engine(), record, Typed("delete my data"), now, explained)
    assert turn.record.conversation.top and turn.record.conversation.top.flow == "confirm"


def test_what_was_heard_before_the_turn_is_what_the_turn_acts_on() -> None:
    """Reading is a value: the step takes it and does not read again (decision 40)."""
    record, now = at_home()
    turn = step(engine(), record, Typed("nothing much"), now, SADDLE)
    top = turn.record.conversation.top
    assert top and (top.flow, top.params["quote"]) == ("confirm", WORDS)
    quiet = step(engine(), record, Typed("I cannot pee since last night"), now, NOTHING)
    assert not quiet.red_flag
