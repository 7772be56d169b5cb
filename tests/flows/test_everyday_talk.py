"""What people ask, feel and tell beside their answers, in every place where they may say it."""

from collections.abc import Callable

import pytest

from bot.app import engine
from flows.engine.events import Pressed
from flows.safety_locks import in_force, locked
from tests.flows.conversation import Conversation
from tests.flows.quiet import answer_all
from tests.flows.traps import (
    at,
    checked_in,
    checking,
    home,
    lock,
    newcomer,
    on_card,
    reminded,
    signed,
)

Begin = Callable[[], Conversation]
RESTING = [home, reminded, checked_in]
"""Places where nothing is under way."""


def answers_of(talk: Conversation) -> dict[str, object]:
    """What the open run knows."""
    return {name: answer.value for name, answer in talk.run.answers.items()}


# --- questions --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("would jogging be alright", "running"), ("can I still go to the pool?", "swimming"),
        ("do I need a scan for this", "scan"), ("shall I put ice on it", "heat-or-ice"),
        ("how many paracetamol can I have", "painkillers"), ("is it okay to make love", "sex"),
        ("are you a real doctor or a machine", "robot"), ("who built this thing", "maker"),
        ("could I speak to a nurse please", "human"), ("why does it click when I stand", "clicks"),
        ("which mattress is best", "mattress"), ("am I too old for this", "age"),
        ("should I wear a belt at work", "belt"), ("how soon will it be gone", "how-long"),
        ("can a chiropractor help", "hands-on"), ("what happens in a disc prolapse", "disc"),
        ("may I drive with this back", "driving"), ("is it bad to slouch", "posture"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("begin", [home, lambda: checking("pain_now")], ids=["home", "checkin"])
def test_a_question_is_answered_and_answers_nothing(begin: Begin, text: str, topic: str) -> None:
    """The written answer comes, and the open question stays open with all its answers."""
    talk = begin()
    state, before = (talk.run.flow, talk.run.state), answers_of(talk)
    talk.type(text)
    assert said(talk, f"talk-{topic}")
    assert (talk.run.flow, talk.run.state) == state and answers_of(talk) == before


def said(talk: Conversation, key: str) -> bool:
    """Whether a message of this id was said."""
    return any(getattr(effect, "key", "") == key for effect in talk.effects)


def test_advice_on_exercise_waits_for_the_screen_and_for_a_clinician() -> None:
    """Nobody is told that running is fine before the screen or under a lock (H21)."""
    for begin in (lambda: at("floor"), lambda: at("g_saddle"), lock):
        talk = begin()
        talk.type("would jogging be alright?")
        assert not said(talk, "talk-running")


@pytest.mark.parametrize("topic", sorted(engine().catalog.talk))
def test_every_topic_is_heard_and_every_heard_topic_is_known(topic: str) -> None:
    """The word list and the table of topics name the same topics."""
    lexicon = engine().readers["en"].lexicon  # type: ignore[attr-defined]
    heard = {row.id for row in lexicon.topics}
    assert topic in heard and heard <= engine().catalog.talk.keys()


# --- feelings ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["I've been so low since last week", "it all feels hopeless", "I was in tears all morning",
     "no point in trying any more", "I just feel so alone with this"],
)  # fmt: skip
@pytest.mark.parametrize(
    "begin", [home, lambda: checking("waking"), on_card], ids=["home", "checkin", "card"]
)
def test_low_mood_is_met_first_and_asked_about(begin: Begin, text: str) -> None:
    """A kind word and a number to talk to, then the one question; nothing is locked by asking."""
    talk = begin()
    talk.type(text)
    assert said(talk, "talk-low-mood") and "116 123" in talk.text
    assert talk.ask.id == "W1" and not locked(talk.record)


def test_a_yes_to_the_question_about_living_is_a_crisis() -> None:
    """The screen decides: yes locks and gives the crisis words; no goes on where one was."""
    talk = checking("waking")
    talk.type("I feel so low these days")
    talk.do(Pressed(talk.run.token, "yes"))
    assert in_force(talk.record)[0].crisis
    talk = checking("waking")
    talk.type("I feel so low these days")
    talk.do(Pressed(talk.run.token, "no"))
    assert talk.ask.id == "waking" and not locked(talk.record)


@pytest.mark.parametrize("text", ["not depressed or anything, just sore", "I'm not scared of it"])
def test_a_feeling_that_is_denied_is_not_met(text: str) -> None:
    """ "Not low" is no low mood."""
    talk = home()
    talk.type(text)
    assert talk.run.flow == "menu" and not said(talk, "talk-afraid")


def test_a_fear_of_a_break_asks_for_a_fall_and_for_weak_bones() -> None:
    """The questions of the screen decide, not the word "broken"."""
    talk = home()
    talk.type("I'm terrified I cracked a bone")
    assert talk.ask.id == "F1" and not locked(talk.record)
    talk.do(Pressed(talk.run.token, "no"))
    assert talk.ask.id == "F2"


def test_dizziness_on_a_card_stops_it_and_asks() -> None:
    """Sit down, two questions, and the card is still there."""
    talk = on_card()
    talk.type("came over all light headed when I got up")
    assert talk.ask.id == "A1"


# --- told beside an answer --------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["had 2 naproxen at lunch", "I've taken 3 ibuprofen today", "2 paracetamol at 9"]
)
@pytest.mark.parametrize("question", ["waking", "pain_now", "worst"])
def test_tablets_are_no_number_of_anything_else(question: str, text: str) -> None:
    """They are met with a word about medicines, and no dose."""
    talk = checking(question)
    talk.type(text)
    assert talk.ask.id == question and said(talk, "talk-medicine-taken")


def test_pain_at_the_question_of_age_is_no_age() -> None:
    """A six for pain makes nobody six years old."""
    talk = at("age")
    talk.type("my pain is a 6")
    assert talk.ask.id == "age"


@pytest.mark.parametrize(
    "text", ["ok but my manager must not read this", "fine, but who can see it?", "sure but maybe"]
)
def test_a_yes_with_a_but_is_no_consent(text: str) -> None:
    """The worry is met where it is known, and the question asked again."""
    talk = newcomer()
    talk.type(text)
    assert talk.ask.id == "consent" and not talk.record.consent


@pytest.mark.parametrize(
    "text", ["no thanks", "nah that's it", "nothing else", "no", "I'd rather not"]
)
def test_a_free_text_can_be_declined(text: str) -> None:
    """No second activity is stored and none is rated."""
    talk = at("activity_2")
    talk.type(text)
    assert talk.ask.id == "check_now"
    assert answers_of(talk)["activity_2"] is None


@pytest.mark.parametrize("text", ["not being scared of bending", "walk with my sad old dog"])
def test_a_goal_may_speak_of_feelings(text: str) -> None:
    """It is stored in the person's words."""
    talk = at("activity_2")
    talk.type(text)
    assert answers_of(talk)["activity_2"] == text


def test_a_sign_told_with_fear_is_still_taken() -> None:
    """ "Yes, and I am scared" is a yes."""
    talk = signed("C1")
    talk.type("yes and I'm scared")
    assert answers_of(talk)["C1"] == "yes"


def test_a_question_back_at_a_sign_is_no_not_sure() -> None:
    """ "What do you mean" asks; it answers nothing."""
    talk = signed("C1")
    talk.type("what do you mean by that")
    assert talk.ask.id == "C1" and "C1" not in answers_of(talk)


# --- commands in words ------------------------------------------------------------------------
@pytest.mark.parametrize("begin", RESTING)
@pytest.mark.parametrize(
    "text", ["leave me be for ten days", "please stop for 3 weeks", "no messages until Friday"]
)
def test_silence_with_an_end_is_a_pause(begin: Begin, text: str) -> None:
    """The day is named; the programme does not end."""
    talk = begin()
    talk.type(text)
    assert talk.record.preferences.paused_until is not None and "resume" in talk.text


@pytest.mark.parametrize("begin", RESTING)
@pytest.mark.parametrize(
    ("text", "flow"),
    [("wipe everything you have on me", "delete"), ("can you talk in Polish", "language"),
     ("my time zone is off", "zone"), ("the pain moved down my leg", None)],
)  # fmt: skip
def test_what_can_be_asked_for_is_understood_in_words(
    begin: Begin, text: str, flow: str | None
) -> None:
    """Delete, language, zone and a change in the leg, wherever nothing is under way."""
    talk = begin()
    talk.type(text)
    assert talk.run.flow in ((flow,) if flow else ("checkin", "revise"))


@pytest.mark.parametrize("begin", RESTING)
@pytest.mark.parametrize("text", ["I've moved to Japan", "we are in Tokyo now"])
def test_a_move_sets_the_zone_and_says_so(begin: Begin, text: str) -> None:
    """The place is read from the same words, and the new time is echoed."""
    talk = begin()
    talk.type(text)
    assert talk.record.zone == "Asia/Tokyo" and "Tokyo" in talk.text


@pytest.mark.parametrize("text", ["later", "in a meeting", "not now, driving", "maybe later"])
def test_later_after_a_reminder_is_a_snooze(text: str) -> None:
    """The time is named, and the day is not refused."""
    talk = reminded()
    talk.type(text)
    assert talk.record.reminder_state.snoozes == 1


@pytest.mark.parametrize("text", ["cheers mate", "hello there", "haha", "sorry", "lovely, thanks"])
def test_a_kind_word_gets_a_kind_word(text: str) -> None:
    """No list of commands, and nothing changes."""
    talk = home()
    talk.type(text)
    assert talk.run.state == "next" and "not sure" not in talk.text and len(talk.text) < 80


# --- a day told twice -------------------------------------------------------------------------
def test_another_pain_after_the_check_in_is_asked_about() -> None:
    """It is stored only by a yes, and then the day is gone through with what is known."""
    talk = checked_in("3")
    talk.type("pain is 7 now")
    assert talk.run.flow == "revise" and talk.record.history.days[-1].pain == 3
    talk.type("yes")
    assert talk.run.flow == "checkin" and answers_of(talk)["pain_now"] == 7
    answer_all(talk, {})
    assert talk.record.history.days[-1].pain == 7


def test_a_no_keeps_the_day() -> None:
    """What was told stays."""
    talk = checked_in("3")
    talk.type("pain is 7 now")
    talk.type("no")
    assert talk.run.flow == "menu" and talk.record.history.days[-1].pain == 3


# --- on a card --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["a gentler one please", "that one is too hard", "something softer"]
)
def test_a_wish_for_less_is_never_done(text: str) -> None:
    """Another card comes; nothing is logged."""
    talk = on_card()
    talk.type(text)
    assert talk.record.session_in_progress is not None
    assert talk.record.session_in_progress.performed == ()
    assert "harder" not in talk.text.partition(".")[0]


def test_pain_in_an_exercise_is_taken_with_its_number() -> None:
    """ "It hurts, a 7" needs no second question, and the day's pain stays."""
    talk = on_card()
    talk.type("this one hurts, like an 8")
    assert talk.record.session_in_progress is not None
    assert [p.outcome for p in talk.record.session_in_progress.performed] == ["hurts"]
    assert talk.record.history.days[-1].pain == 3


# --- locked -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["the physio examined me, I'm allowed to exercise again", "hospital gave me the all clear"],
)
def test_a_clearance_in_words_leads_to_its_questions_and_to_the_sign(text: str) -> None:
    """Who, when, whether exercise is all right, and how the sign is; only then the lock goes."""
    talk = lock(days=2)
    talk.type(text)
    for question, option in (("role", "doctor"), ("on", "today"), ("cleared", "yes")):
        assert talk.ask.id == question and locked(talk.record)
        talk.do(Pressed(talk.run.token, option))
    assert talk.ask.id == "gone" and locked(talk.record)
    talk.do(Pressed(talk.run.token, "gone"))
    assert not locked(talk.record)


def test_a_sign_that_nobody_explained_keeps_the_lock() -> None:
    """Seen and allowed, but the sign is there and nobody said why."""
    talk = lock(days=2)
    talk.type("saw the doctor, she said I can exercise")
    for option in ("doctor", "today", "yes", "there"):
        talk.do(Pressed(talk.run.token, option))
    assert locked(talk.record)


@pytest.mark.parametrize("text", ["it's all good now, let me start", "feeling better now"])
def test_feeling_better_lifts_nothing(text: str) -> None:
    """No wish opens the lock."""
    talk = lock(days=2)
    talk.type(text)
    assert locked(talk.record) and talk.run.flow in ("seen", "waiting")


def test_worse_after_being_seen_is_emergency_advice() -> None:
    """It counts as new."""
    talk = lock(days=2)
    talk.type("the doctor said it is fine but it has been getting worse")
    assert locked(talk.record) and "999" in talk.text


# --- other languages --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["ich kann nicht mehr pinkeln", "je ne sens rien entre les jambes", "quiero morir",
     "nie chce zyc", "non riesco a respirare"],
)  # fmt: skip
def test_plain_danger_in_another_language_locks(text: str) -> None:
    """The number to call comes, and the question whether it is so."""
    talk = home()
    talk.type(text)
    assert locked(talk.record) and "999" in talk.text


@pytest.mark.parametrize("text", ["hoy tengo mucho dolor", "今天背很痛", "мне сегодня лучше"])
def test_another_language_is_told_apart_from_nonsense(text: str) -> None:
    """It says which language is read, with the number, and stores nothing."""
    talk = checking("pain_now")
    talk.type(text)
    assert said(talk, "talk-other-language") and talk.ask.id == "pain_now"


# --- the first sentence of a day --------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "pain"), [("morning! 3 ish, slept fine", 3), ("bit better, a 2", 2)]
)
def test_a_bare_rating_among_other_words_begins_the_day(text: str, pain: int) -> None:
    """A number that stands alone in a clause is the pain now."""
    talk = reminded()
    talk.type(text)
    assert answers_of(talk)["pain_now"] == pain


@pytest.mark.parametrize("text", ["woke with an 8", "was awake at 4"])
def test_a_clock_or_a_rating_is_no_count_of_wakings(text: str) -> None:
    """Only "times" count how often."""
    talk = reminded()
    talk.type(text)
    assert talk.run.flow == "menu" or "waking" not in answers_of(talk)


def test_a_sentence_that_nobody_understands_is_said_to_be_one() -> None:
    """It is never dropped in silence, also as the first of a day."""
    talk = reminded()
    talk.type("the cat was sick on the carpet again")
    assert said(talk, "again-sentence")


def test_a_question_about_a_flare_up_is_no_flare_up() -> None:
    """It is explained, and asked again."""
    talk = checking("flare")
    talk.type("what's a flare up")
    assert talk.ask.id == "flare" and said(talk, "talk-flare")
