"""From effects to a message: whole sentences, the right buttons, no holes."""

from bot.app import wordings
from bot.core.messages import Address, Message
from bot.core.render import Bundle, decode, entries, render
from flows.engine.effects import Answered, Option, Prompt, Refer, Remind, Say, Word, Words
from flows.record import Record

HERE = Address("console", "", "me", "me")
RECORD = Record(addresses=(("console", "", "me", "me"),))


def rendered(*effects: object, kind: str = "question", language: str = "en") -> Message:
    return render(wordings(), Bundle(HERE, language, effects), kind)  # type: ignore[arg-type]


def test_statements_and_the_prompt_become_one_message_in_order() -> None:
    """Paragraphs stand apart by one blank line."""
    message = rendered(Say("set-saved"), Prompt(7, "onboarding-age"))
    assert message.text.startswith("Saved.\n\nHow old are you?")
    assert (message.token, message.buttons) == (7, ())


def test_a_prompt_of_several_shows_its_picks_and_how_to_close_it() -> None:
    """Toggles, then Done and None of these, then Skip where it may be skipped."""
    options = (Option("mat", Word(raw="Mat")), Option("band", Word(raw="Band")))
    prompt = Prompt(7, "set-equipment", options=options, several=True, picked=("band",))
    message = rendered(prompt)
    assert [b.option for b in message.buttons] == ["mat", "band", "done", "none_of_these"]
    assert [b.picked for b in message.buttons] == [False, True, False, False]


def test_an_answered_prompt_is_named_with_the_words_of_the_choice() -> None:
    """The buttons go, and the choice stays visible."""
    assert rendered(Answered(3, Word(raw="Woman"))).answered == (3, "Woman")


def test_a_reminder_carries_commands_and_no_question() -> None:
    """Token 0 stands for commands."""
    message = rendered(Remind("set-saved", 1e9, options=(Option("checkin", Word(raw="Start")),)))
    assert message.token == 0
    assert [button.option for button in message.buttons] == ["checkin"]


def test_an_empty_variable_leaves_no_hole() -> None:
    """At most one blank line between any two paragraphs."""
    args = {"heard": Words(()), "line": "", "number": ""}
    assert "\n\n\n" not in rendered(Refer("urgent", "referral-urgent", args), kind="referral").text


def test_an_unknown_language_falls_back() -> None:
    """Words are never missing."""
    assert rendered(Say("set-saved"), language="tlh").text == "Saved."


def test_d7_a_referral_and_a_reminder_stand_alone_and_the_rest_together() -> None:
    """What is urgent has a lane of its own; a reminder may be dropped by itself."""
    effects = (
        Say("set-saved"), Say("set-saved"), Refer("urgent", "referral-crisis"),
        Prompt(1, "onboarding-age"), Remind("set-saved", 9.0),
    )  # fmt: skip
    written = entries(RECORD, effects)
    assert [(e.lane, e.kind) for e in written] == [
        ("normal", "question"), ("urgent", "referral"), ("normal", "question"),
        ("normal", "reminder"),
    ]  # fmt: skip
    assert [len(decode(e.body).effects) for e in written] == [2, 1, 1, 1]
    assert written[-1].not_after == 9.0
