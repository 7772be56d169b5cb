"""From updates to events and from messages to calls, without any network."""

from typing import Any

import pytest
from telegram import Update

from bot.adapters.button_tokens import OPTION_BYTES_MAX, Press, seal_press
from bot.adapters.telegram.incoming import ParsedUpdate, read_update
from bot.adapters.telegram.layout import (
    Call,
    ShownText,
    calls,
    rows,
    split,
    to_html,
    to_plain,
    units,
)
from bot.core.messages import Address, Button, Document, Message, Picture
from bot.errors import Refused
from flows.engine.events import (
    AnyEvent,
    Attached,
    Command,
    Edited,
    Pressed,
    Reachable,
    Typed,
    ZoneSeen,
)

SECRET = b"s" * 32
USER = {"id": 7, "is_bot": False, "first_name": "N", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -5, "type": "group", "title": "G"}
MESSAGE: dict[str, Any] = {"message_id": 12, "date": 1, "chat": PRIVATE, "from": USER}
PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]


def read(**update: Any) -> ParsedUpdate:
    """Read one update, as the reception does."""
    parsed = Update.de_json({"update_id": 99, **update}, None)
    assert parsed is not None
    return read_update(parsed, SECRET)


def event_of(**content: Any) -> AnyEvent | None:
    """The event of a private message with this content."""
    inbound = read(message=MESSAGE | content).inbound
    return inbound.event if inbound else None


def press(data: str | None, *, user: dict[str, Any] = USER, chat: Any = PRIVATE) -> ParsedUpdate:
    """Read a press."""
    query = {"id": "q1", "from": user, "chat_instance": "1", "message": MESSAGE | {"chat": chat}}
    return read(callback_query=query | ({"data": data} if data is not None else {}))


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"text": "my back hurts"}, Typed("my back hurts")),
        ({"text": "/today"}, Command("today")),
        ({"text": "/Today@poised_bot  now please"}, Command("today", "now please")),
        ({"text": "/start abc_-9"}, Command("start", "abc_-9")),
        ({"text": "10/10"}, Typed("10/10")),
        ({"text": "/"}, Typed("/")),
        ({"photo": PHOTO}, Attached("photo")),
        ({"photo": PHOTO, "caption": "both legs numb"}, Typed("both legs numb")),
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}, Attached("voice")),
        ({"location": {"latitude": 51.5, "longitude": -0.1}}, ZoneSeen("Europe/London")),
        ({"location": {"latitude": 0, "longitude": -140}}, Attached("location")),
        ({"new_chat_title": "x"}, None),
    ],
)
def test_a_message_is_what_it_says(content: dict[str, Any], event: AnyEvent | None) -> None:
    """Text, commands, captions, places and attachments each become their event."""
    assert event_of(**content) == event


def test_an_inbound_names_update_person_place_and_order() -> None:
    """The id is the update's, the address the private chat's, and message ids sort as text."""
    inbound = read(message=MESSAGE | {"text": "hi"}).inbound
    assert inbound is not None
    assert inbound.id == "telegram||99"
    assert inbound.address == Address("telegram", "", "7", "7")
    assert inbound.language == "en"
    later = read(message=MESSAGE | {"text": "hi", "message_id": 100}).inbound
    assert later is not None
    assert inbound.sent < later.sent


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start Ab_-9", "Ab_-9"),
        ("/start", ""),
        ("/start hello", ""),
        ("/start a b", ""),
        ("/help x", ""),
    ],
)
def test_a_deep_link_gives_its_code(text: str, code: str) -> None:
    """Only an opaque payload of /start is a code; the groups' own payload means nothing."""
    inbound = read(message=MESSAGE | {"text": text}).inbound
    assert inbound is not None
    assert inbound.code == code


def test_h18_an_edited_message_is_an_edit() -> None:
    """A changed message arrives as an edit of that message, not as a new one."""
    inbound = read(edited_message=MESSAGE | {"text": "7", "edit_date": 2}).inbound
    assert inbound is not None
    assert inbound.event == Edited("7")
    assert inbound.sent.endswith("12")


@pytest.mark.parametrize(("status", "yes"), [("kicked", False), ("member", True)])
def test_d14_blocking_and_coming_back_are_events(status: str, *, yes: bool) -> None:
    """A block makes the person unreachable, an unblock reachable."""
    bot = {"id": 1, "is_bot": True, "first_name": "B"}
    member = {"user": bot, "status": status, "until_date": 0}
    change = {"chat": PRIVATE, "from": USER, "date": 1}
    reading = read(my_chat_member=change | {"old_chat_member": member, "new_chat_member": member})
    assert reading.inbound is not None
    assert reading.inbound.event == Reachable(yes)


def test_s5_an_authentic_press_names_its_prompt() -> None:
    """The prompt and the option come out of the button, and the query is to be answered."""
    reading = press(seal_press(SECRET, "7", "7", Press(3, "yes")))
    assert reading.inbound is not None
    assert reading.inbound.event == Pressed(3, "yes")
    assert (reading.callback, reading.expired) == ("q1", False)


@pytest.mark.parametrize("data", [None, "", "yes", seal_press(SECRET, "8", "8", Press(3, "yes"))])
def test_s5_any_other_press_is_answered_and_nothing_else(data: str | None) -> None:
    """Foreign and invented data give a calm answer and no event."""
    assert press(data) == ParsedUpdate(callback="q1", expired=True, language="en")


def test_s7_a_press_in_a_group_is_no_event() -> None:
    """Even an authentic button does not work outside the private chat."""
    reading = press(seal_press(SECRET, "7", "-5", Press(3, "yes")), chat=GROUP)
    assert reading.inbound is None
    assert reading.expired


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_s7_a_group_gets_its_line_and_no_event(kind: str) -> None:
    """Whatever is written in a group is no event; somebody else's private chat neither."""
    chat = {"id": -5, "type": kind, "title": "G"}
    content = MESSAGE | {"chat": chat, "text": "/today"}
    assert read(message=content) == ParsedUpdate(group=-5, language="en")
    assert read(edited_message=content | {"edit_date": 2}) == ParsedUpdate()
    assert (
        read(message=MESSAGE | {"chat": {"id": 8, "type": "private"}, "text": "x"})
        == ParsedUpdate()
    )


def test_s7_channels_and_bots_are_ignored() -> None:
    """Channel posts, other bots and inline queries mean nothing."""
    channel = {"id": -9, "type": "channel", "title": "C"}
    assert (
        read(channel_post={"message_id": 1, "date": 1, "chat": channel, "text": "x"})
        == ParsedUpdate()
    )
    robot = USER | {"is_bot": True}
    assert read(message=MESSAGE | {"from": robot, "text": "x"}) == ParsedUpdate()
    assert (
        read(inline_query={"id": "1", "from": USER, "query": "x", "offset": ""}) == ParsedUpdate()
    )


# --- messages ------------------------------------------------------------------------------
def laid_out(message: Message, shown: str = "") -> list[Call]:
    """The calls of a message for person 7."""
    return calls(message, 7, lambda p: seal_press(SECRET, "7", "7", p), ShownText(shown))


def labels(call: Call) -> list[list[str]]:
    """The keyboard of a call."""
    markup = call.params.get("reply_markup")
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def buttons(*words: str) -> tuple[Button, ...]:
    """Buttons with these words."""
    return tuple(Button(word, word) for word in words)


def test_html_is_escaped_in_one_place() -> None:
    """Everything is escaped, and only marked words on one line are strong."""
    assert to_html("a<b & *c d* 2*3*4 * x *") == "a&lt;b &amp; <b>c d</b> 2*3*4 * x *"
    assert to_html("*not\nthis*") == "*not\nthis*"
    assert to_plain("*c* 2*3*4") == "c 2*3*4"


@pytest.mark.parametrize(
    "paragraph", ["w" * 300, "*strong words* " * 40, "😀" * 100, "a b\nc " * 90]
)
def test_long_texts_are_cut_at_paragraphs(paragraph: str) -> None:
    """No part is over the limit, none begins inside a paragraph, and nothing is lost."""
    text = "\n\n".join(f"{i} {paragraph}".strip() for i in range(60))
    parts = split(text)
    assert len(parts) > 1
    assert "\n\n".join(parts) == text
    assert all(units(part) <= 4096 for part in parts)


@pytest.mark.parametrize(
    "giant", ["x" * 9000, "😀" * 5000, "*strong* " * 2000, "*" + "y " * 4000 + "*"]
)
def test_giant_paragraphs_are_cut_without_breaking_anything(giant: str) -> None:
    """One endless line is cut between words or code points, and no tag is left open."""
    parts = split(giant)
    assert all(0 < units(part) <= 4096 for part in parts)
    for part in parts:
        assert to_html(part).count("<b>") == to_html(part).count("</b>")
    assert "".join("".join(parts).split()) == "".join(to_plain(giant).split())


def test_a_scale_stands_in_two_rows() -> None:
    """0 to 10 is six and five; weekdays fit in one row; sentences stand alone."""
    scale = rows(buttons(*map(str, range(11))))
    assert [len(row) for row in scale] == [6, 5]
    assert [len(row) for row in rows(buttons(*"abcdefg"))] == [7]
    assert [len(row) for row in rows(buttons("Yes", "No", "Not sure"))] == [2, 1]
    assert [len(row) for row in rows(buttons("Yes, since this morning", "No"))] == [1, 1]


def test_closing_buttons_stand_below() -> None:
    """Done, none and back come after the answers, in a row of their own."""
    layout = rows(buttons("a", "b", "done", "back"))
    assert [[b.option for b in row] for row in layout] == [["a", "b"], ["done", "back"]]


def test_every_button_fits_and_picks_are_marked() -> None:
    """The longest option still fits into 64 bytes, and a chosen toggle shows it."""
    option = "x" * OPTION_BYTES_MAX
    [call] = laid_out(Message("prompt", "q", 9, (Button(option, "Legs", picked=True),)))
    [[button]] = call.params["reply_markup"].inline_keyboard
    assert len(str(button.callback_data).encode()) <= 64
    assert button.text == "✓ Legs"


def test_101_buttons_are_refused() -> None:
    """More buttons than Telegram takes are an error of ours, told as such."""
    with pytest.raises(Refused):
        laid_out(Message("prompt", "q", 9, buttons(*map(str, range(101)))))


def test_a_long_prompt_carries_its_buttons_last() -> None:
    """Only the last part has buttons, and its id is the receipt."""
    first, last = laid_out(Message("prompt", ("w" * 3000) + "\n\n" + "v" * 3000, 1, buttons("a")))
    assert (labels(first), first.carries) == ([], False)
    assert (labels(last), last.carries) == ([["a"]], True)


def test_a_toggle_edits_in_place() -> None:
    """A redraw edits the prompt; without its id it is sent anew."""
    message = Message("prompt", "q", 1, buttons("a"), several=True, redraw=True, edits="0012")
    [edit] = laid_out(message)
    assert (edit.method, edit.params["message_id"]) == ("edit_message_reply_markup", 12)
    assert labels(edit) == [["a"]]
    assert edit.instead is not None
    [fresh] = laid_out(Message("prompt", "q", 1, buttons("a"), redraw=True))
    assert fresh.method == "send_message"


NEXT = Message("question", "Next?", 2, buttons("a"), answered=(1, "Yes & no"), edits="12")


def test_after_an_answer_the_choice_stays_visible() -> None:
    """With its text known, the question keeps it, shows the choice and loses the buttons."""
    edit, following = laid_out(NEXT, "The *question*")
    assert edit.text == "The *question*\n\n✓ *Yes & no*"
    assert (edit.method, labels(edit), edit.needed) == ("edit_message_text", [], False)
    assert (following.text, labels(following), following.carries) == ("Next?", [["a"]], True)


def test_after_a_restart_the_choice_is_said_above_the_next_question() -> None:
    """With its text forgotten, the buttons go and the choice stands above what follows."""
    strip, following = laid_out(NEXT)
    assert (strip.method, strip.needed) == ("edit_message_reply_markup", False)
    assert following.text == "✓ *Yes & no*\n\nNext?"
    [alone] = laid_out(Message("question", answered=(1, "Yes")))
    assert alone.text == "✓ *Yes*"


def test_pictures_and_files_have_text_beside_them() -> None:
    """Short words stand below the picture and alone if it fails; long ones follow it."""
    picture = Picture("cat_cow", b"png", "Two figures")
    [photo] = laid_out(Message("say", "Do this", picture=picture))
    assert (photo.method, photo.text, photo.field) == ("send_photo", "Do this", "caption")
    assert photo.instead is not None
    assert (photo.instead.method, photo.instead.text) == ("send_message", "Do this")
    photo, text = laid_out(Message("say", "Do this. " * 200, picture=picture))
    assert (photo.method, photo.needed, photo.params["caption"]) == (
        "send_photo",
        False,
        "Two figures",
    )
    assert text.method == "send_message"
    [clip] = laid_out(Message("say", picture=Picture("k", b"gif", "a", media="image/gif")))
    assert (clip.method, clip.needed) == ("send_animation", True)
    file, _ = laid_out(Message("export", "Here", document=Document("me.json", b"{}")))
    assert file.upload is not None
    assert (file.method, file.upload.name) == ("send_document", "me.json")
