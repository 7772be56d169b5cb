"""The first look in conversation: what is offered when, and what comes of it."""

from datetime import timedelta

import pytest

from flows.engine.events import Command
from tests.flows.conversation import Conversation
from tests.flows.quiet import QUIET, answer, answer_all, quiet_day
from tests.flows.test_changes import NOON

LEG = {"leg": "thigh", "eased_by": "walking"}
NUMB = {"leg": "none", "leg_signs": "numb_patch"}


def settled(**given: str) -> Conversation:
    """Somebody with a plan, at home."""
    talk = Conversation(NOON)
    talk.do(Command("start"))
    answer_all(talk, given)
    assert talk.run.flow == "menu"
    return talk


def on_day(talk: Conversation, days: int, until: str, **given: str) -> Conversation:
    """The same person some days later, at a question before their session."""
    talk.travel(NOON + timedelta(days=days))
    talk.do(Command("today"))
    answer_all(talk, given, until=until)
    return talk


# --- signs that are history -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("history", "pain_type"),
    [
        ("old", "acute"),
        ("new", "radiculopathy"),
        ("with_pain", "radiculopathy"),
        ("unchecked", "radiculopathy"),
        ("not_sure", "radiculopathy"),
        ("skip", "radiculopathy"),
    ],
)
def test_the_question_finds_out_whether_a_numb_patch_is_history(
    history: str, pain_type: str
) -> None:
    """Only "old, checked, unchanged" leaves the leg pathway; a skip is the safe side."""
    talk = settled(**NUMB, sign_history=history)
    assert talk.record.plan is not None
    assert talk.record.plan.pain_type == pain_type


def test_nobody_is_asked_for_the_history_of_what_they_do_not_have() -> None:
    """Without a sign, or with leg pain, the question is left out."""
    for given in ({}, {"leg": "thigh", "leg_signs": "tingling"}):
        talk = settled(**given)
        assert not [note for note in talk.notes if note.name == "assessment.sign_history"]


def test_a_sign_of_the_screen_that_is_getting_worse_is_not_made_old() -> None:
    """What is new or worse in the screen stands, whatever is said of it later."""
    worse = {"g_legs": "yes", "N3": "yes", "N3_recent": "yes", "sign_history": "old"}
    talk = settled(**worse)
    assert talk.record.plan is not None and talk.record.profile is not None
    assert talk.record.profile.sign_history == "new"
    assert talk.record.plan.pain_type == "radiculopathy"
    same = settled(**worse | {"N3_recent": "no"})
    assert same.record.plan is not None
    assert same.record.plan.pain_type == "acute"


# --- the repeated-movement test ---------------------------------------------------------------
def test_bends_are_offered_the_day_after_and_once() -> None:
    """Not on the day of the assessment; a no is taken for good."""
    talk = on_day(settled(**LEG), 0, until="offer")
    assert talk.run.flow == "menu"
    talk = on_day(talk, 1, until="offer")
    assert (talk.run.flow, talk.ask.id) == ("directions", "offer")
    answer(talk, "no")
    answer_all(talk, {})
    talk = on_day(talk, 1, until="offer")
    assert talk.run.flow == "menu"


def test_what_the_bends_say_is_set_and_said() -> None:
    """Up is the easy way; down is left out, with the signs that need help named."""
    talk = on_day(settled(**LEG), 1, until="offer")
    answer(talk, "yes")
    assert "10 easy bends back" in talk.text
    answer(talk, "up")
    assert "10 easy bends forward" in talk.text
    answer(talk, "down")
    assert "that is your easy way" in talk.text
    assert "moves that go there are left out" in talk.text
    assert "urgent" in talk.text
    profile = talk.record.profile
    assert profile is not None
    assert profile.bends == {"bend_back": "up", "bend_forward": "down"}
    assert "bend_back" in profile.eased_by and "bend_forward" in profile.provoked_by
    talk.do(Command("why"))
    assert "easy way" in talk.text


def test_bends_can_be_left_out_one_by_one() -> None:
    """Skipped, they say nothing and change nothing."""
    talk = on_day(settled(**LEG), 1, until="offer")
    before = talk.record.profile
    answer(talk, "yes")
    answer(talk, "skip")
    answer(talk, "skip")
    after = talk.record.profile
    assert before is not None and after is not None
    assert (after.bends, after.eased_by) == ({}, before.eased_by)


def test_bends_wait_for_a_day_without_strong_or_further_down_pain() -> None:
    """A leg that goes further down today is not bent."""
    talk = on_day(settled(**LEG), 1, until="offer", **{"checkin.leg": "further_down"})
    assert talk.run.flow != "directions"
    talk = on_day(settled(**LEG), 1, until="offer", pain_now="6")
    assert talk.run.flow != "directions"


# --- counted baselines ------------------------------------------------------------------------
COUNTS = {"stands": "9", "one_leg_left": "12", "one_leg_right": "20", "stick": "lost", "walk": "15"}


def counting(talk: Conversation, **given: str) -> None:
    """Say yes to the offer and answer it."""
    assert (talk.run.flow, talk.ask.id) == ("baselines", "offer")
    answer(talk, "yes")
    while talk.run.flow == "baselines":
        answer(talk, (COUNTS | given)[talk.ask.id])


def test_baselines_are_counted_and_shown() -> None:
    """On the third day, one thing a day; the stick then says what moves."""
    talk = on_day(settled(), 2, until="offer")
    counting(talk)
    assert "Up from a chair in 30 seconds: 9 times." in talk.text
    assert talk.record.history.reviews[0].counted["one_leg_left"] == 12
    assert talk.record.signature is not None and talk.record.signature.hinges == "back"
    answer_all(talk, {})
    talk.do(Command("progress"))
    assert "9 times" in talk.text


def test_every_baseline_can_be_skipped() -> None:
    """Nothing counted is nothing stored, and it is not offered again on the next day."""
    talk = on_day(settled(), 2, until="offer")
    counting(talk, **dict.fromkeys(COUNTS, "skip"))
    assert not any(review.counted for review in talk.record.history.reviews)
    answer_all(talk, {})
    talk = on_day(talk, 3, until="offer")
    assert talk.run.flow == "menu"


def test_after_four_weeks_the_change_is_shown() -> None:
    """With the review of four weeks they are asked again, beside the first time."""
    talk = on_day(settled(), 2, until="offer")
    counting(talk)
    answer_all(talk, {})
    for day in range(3, 28):
        talk.travel(NOON + timedelta(days=day))
        quiet_day(talk, {}, "none")
    talk.travel(NOON + timedelta(days=28))
    talk.do(Command("checkin"))
    answer_all(talk, {"stands": "9"}, until="offer")
    assert "count again" in talk.text
    counting(talk, stands="12", stick="kept")
    assert "Up from a chair in 30 seconds: 12 times, the first time 9." in talk.text
    assert "it kept touching, the first time it lost touch." in talk.text
    assert [r.counted["stands"] for r in talk.record.history.reviews if r.counted] == [9, 12]


def test_a_count_in_words_is_read_and_an_absurd_one_asked_again() -> None:
    """Numbers come in words; 400 stands in half a minute are asked again."""
    talk = on_day(settled(), 2, until="offer")
    answer(talk, "yes")
    talk.type("400")
    assert talk.ask.id == "stands"
    talk.type("about twelve times")
    assert talk.ask.id == "one_leg_left"
    assert QUIET["offer"] == "no"
