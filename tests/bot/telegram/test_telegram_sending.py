"""Messages over real HTTP on loopback, with everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.pacing import Pacer
from bot.core.messages import Address, Button, Document, Message, Picture
from bot.errors import NotDelivered, Paused, Refused, Unknown, Unreachable
from tests.bot.telegram.fake_time import FakeTime
from tests.e2e.telegram_driver import config_for
from tests.standins.telegram import Fault, TelegramServer
from tests.standins.telegram_limits import RefusedError, bad

pytestmark = pytest.mark.asyncio

TO = Address("telegram", "", "7", "7")
YES_NO = (Button("yes", "Yes"), Button("no", "No"))
LEGS = (Button("left", "Left"), Button("right", "Right"), Button("done", "Done"))


def once(method: str, fault: Fault) -> Callable[[str, dict[str, Any]], Fault | None]:
    """A fault at the first call of a method."""
    faults = [fault]
    return lambda called, _: faults.pop() if called == method and faults else None


async def test_a_question_is_asked_and_its_answer_stays_visible(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """The prompt has its buttons; after the answer it shows the choice and has none."""
    person = server.person(7)
    receipt = await channel.deliver(TO, Message("prompt", "*Pain* <now> & here?", 1, YES_NO))
    assert person.last.text == "Pain <now> & here?"
    assert list(person.last.buttons) == ["Yes", "No"]
    following = Message("question", "Numb?", 2, YES_NO, answered=(1, "Yes"), edits=receipt.message)
    await channel.deliver(TO, following)
    assert [(s.text, list(s.buttons)) for s in person.shown] == [
        ("Pain <now> & here?\n\n✓ Yes", []),
        ("Numb?", ["Yes", "No"]),
    ]


async def test_after_a_restart_the_buttons_go_and_the_choice_is_said(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Another process does not know the text, and still leaves no dead buttons."""
    person = server.person(7)
    receipt = await channel.deliver(TO, Message("prompt", "Pain?", 1, YES_NO))
    other = TelegramChannel(config_for(server))
    following = Message("question", "Numb?", answered=(1, "Yes"), edits=receipt.message)
    await other.deliver(TO, following)
    await other.close()
    assert [(s.text, s.buttons) for s in person.shown] == [("Pain?", {}), ("✓ Yes\n\nNumb?", {})]


async def test_toggles_edit_in_place(server: TelegramServer, channel: TelegramChannel) -> None:
    """A pick is marked in the same message; the same keyboard again is no error."""
    person = server.person(7)
    first = Message("prompt", "Well done.\n\nLegs?", 1, LEGS, several=True)
    receipt = await channel.deliver(TO, first)
    picked = (Button("left", "Left", picked=True), *LEGS[1:])
    redraw = Message("prompt", "Legs?", 1, picked, several=True, redraw=True, edits=receipt.message)
    again = await channel.deliver(TO, redraw)
    assert again == await channel.deliver(TO, redraw) == receipt
    assert list(person.last.buttons) == ["✓ Left", "Right", "Done"]
    answered = Message("question", "Next?", 2, answered=(1, "Left"), edits=receipt.message)
    await channel.deliver(TO, answered)
    assert [s.text for s in person.shown] == ["Well done.\n\nLegs?\n\n✓ Left", "Next?"]


async def test_an_edit_of_a_deleted_message_is_sent_anew(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Where there is nothing to edit, the question is asked again."""
    person = server.person(7)
    receipt = await channel.deliver(
        TO, Message("prompt", "Legs?", 1, LEGS, redraw=True, edits="999")
    )
    assert person.last.id == int(receipt.message)
    assert list(person.last.buttons) == ["Left", "Right", "Done"]


async def test_a_picture_is_uploaded_once(server: TelegramServer, channel: TelegramChannel) -> None:
    """The second time its file id is sent; another picture of the same name is another file."""
    person = server.person(7)
    message = Message("say", "Do this", picture=Picture("cat_cow", b"png", "Two figures"))
    for _ in range(2):
        await channel.deliver(TO, message)
    first, second = (call.params["photo"] for call in server.sent("sendPhoto"))
    assert (first, isinstance(second, str)) == (b"png", True)
    await channel.deliver(TO, Message("say", picture=Picture("cat_cow", b"new", "Two figures")))
    assert [(s.file, s.text) for s in person.shown][-2:] == [
        ("photo", "Do this"),
        ("photo", "Two figures"),
    ]
    assert person.last.body == b"new"


async def test_a_forgotten_file_is_uploaded_again(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """A file id that Telegram no longer knows costs one more upload."""
    person = server.person(7)
    message = Message("say", picture=Picture("cat_cow", b"png", "Two figures"))
    await channel.deliver(TO, message)
    server.chats.files.clear()
    await channel.deliver(TO, message)
    assert person.last.body == b"png"


async def test_animations_and_documents_arrive_whole(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Both are files with their own method, and the words stand beside them."""
    person = server.person(7)
    await channel.deliver(TO, Message("say", "So", picture=Picture("k", b"GIF", "a", "image/gif")))
    await channel.deliver(TO, Message("export", "Yours", document=Document("me.json", b"{}")))
    assert [(s.file, s.body, s.text) for s in person.shown] == [
        ("animation", b"GIF", "So"),
        ("document", b"{}", ""),
        ("", b"", "Yours"),
    ]


async def test_a_refused_picture_does_not_hold_the_words(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Plain text stands beside every picture, and alone where the picture fails."""
    person = server.person(7)
    server.faults = once("sendPhoto", Fault(400, "Bad Request: IMAGE_PROCESS_FAILED"))
    await channel.deliver(TO, Message("say", "Do this", picture=Picture("k", b"?", "a")))
    assert [s.text for s in person.shown] == ["Do this"]


LONG = "\n\n".join(f"({n}) Move slowly." for n in range(400))


async def test_d6_a_long_card_goes_on_where_it_stopped(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """What was sent before a pause or a reset is not sent again with the rest."""
    person = server.person(7)
    card = Message("question", LONG, 1, YES_NO, picture=Picture("k", b"GIF", "a", "image/gif"))
    server.faults = once("sendMessage", Fault(502, "Bad Gateway"))
    with pytest.raises(Unknown):
        await channel.deliver(TO, card)
    assert [s.file for s in person.shown] == ["animation"]
    await channel.deliver(TO, card)
    assert [s.file for s in person.shown] == ["animation", "", ""]
    assert list(person.last.buttons) == ["Yes", "No"]
    await channel.deliver(TO, card)
    assert [s.file for s in person.shown] == ["animation", "", ""] * 2


async def test_d6_a_known_picture_that_perhaps_arrived_is_not_told_again_in_words(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Only an upload is given up for the words; a file id is tried again as words are."""
    person = server.person(7)
    card = Message("question", "Go", 1, YES_NO, picture=Picture("k", b"GIF", "a", "image/gif"))
    await channel.deliver(TO, card)
    server.faults = once("sendAnimation", Fault(reset="after"))
    with pytest.raises(Unknown):
        await channel.deliver(TO, card)
    assert server.sent("sendMessage") == []
    assert [s.file for s in person.shown] == ["animation"] * 2


@pytest.mark.parametrize(("letters", "messages"), [(1022, 1), (1023, 1), (1024, 2)])
async def test_marks_of_strong_words_do_not_count_below_a_picture(
    server: TelegramServer, channel: TelegramChannel, letters: int, messages: int
) -> None:
    """1024 characters as they are seen fit; one more stand in a message of their own."""
    person = server.person(7)
    text = f"*{'a' * 500}* {'b' * (letters - 500)}"
    await channel.deliver(TO, Message("say", text, picture=Picture("k", b"GIF", "a", "image/gif")))
    assert len(person.shown) == messages
    assert person.last.text == text.replace("*", "")


async def test_a_server_without_documents_still_gives_the_words(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """An unknown upload method is given up at once and stops nobody."""
    server.person(7)
    server.faults = once("sendDocument", Fault(404, "Not Found"))
    with pytest.raises(Refused):
        await channel.deliver(TO, Message("export", document=Document("me.json", b"{}")))
    await channel.deliver(TO, Message("say", "x"))


async def test_markup_that_cannot_be_read_is_sent_plain(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """The words arrive without their tags, buttons and all."""
    person = server.person(7)
    server.faults = once("sendMessage", Fault(400, "Bad Request: can't parse entities: oh"))
    await channel.deliver(TO, Message("prompt", "*Pain* & more?", 1, YES_NO))
    assert (person.last.text, list(person.last.buttons)) == ("Pain & more?", ["Yes", "No"])
    assert "parse_mode" not in server.sent("sendMessage")[-1].params


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(403, "Forbidden: user is deactivated"), Unreachable),
        (Fault(400, "Bad Request: chat not found"), Unreachable),
        (Fault(400, "Bad Request: PEER_ID_INVALID"), Unreachable),
        (Fault(400, "Bad Request: BUTTON_DATA_INVALID"), Refused),
        (Fault(429, "Too Many Requests: retry after 3", 3), Paused),
        (Fault(429, "Too Many Requests"), Paused),
        (Fault(401, "Unauthorized"), Paused),
        (Fault(404, "Not Found"), Unknown),
        (Fault(body=b'{"ok":false,"error_code":400,"description":"Bad Request: X"}'), Refused),
        (Fault(body=b'{"ok": false, "error_code": 403, "description": "Forbidden"}'), Unreachable),
        (Fault(body=b'{"ok": false}'), Unknown),
        (Fault(500), Unknown),
        (Fault(502), Unknown),
        (Fault(reset="before"), Unknown),
        (Fault(reset="after"), Unknown),
        (Fault(body=b"<html>"), Unknown),
        (Fault(body=b"{}"), Unknown),
        (Fault(body=b'{"ok":true,"result":{"a":1}}'), Unknown),
        (Fault(body=b'{"ok":true,"result":null}'), Unknown),
    ],
    ids=str,
)
async def test_d6_every_failure_says_what_follows(
    server: TelegramServer, channel: TelegramChannel, fault: Fault, error: type[NotDelivered]
) -> None:
    """Gone, told to wait, refused for good, or unknown: nothing else leaves the channel."""
    server.person(7)
    server.faults = once("sendMessage", fault)
    with pytest.raises(error) as failure:
        await channel.deliver(TO, Message("say", "canary"))
    assert type(failure.value) is error
    assert failure.value.__cause__ is None
    assert server.token not in str(failure.value)


async def test_d14_a_blocked_bot_tries_once(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """Being blocked is told after one attempt; coming back works at once."""
    person = server.person(7)
    await person.blocks()
    with pytest.raises(Unreachable):
        await channel.deliver(TO, Message("say", "x"))
    assert len(server.sent("sendMessage")) == 1
    await person.returns()
    await channel.deliver(TO, Message("say", "welcome back"))
    assert person.last.text == "welcome back"


async def test_d14_nobody_is_written_to_before_the_time_is_up(server: TelegramServer) -> None:
    """A 429 silences its chat; a second chat's silences the bot; then all is sent."""
    time = FakeTime()
    pacer = Pacer(time.now, time.sleep, per_second=1000)
    channel = TelegramChannel(config_for(server), pacer=pacer)
    waits = {"7": 5, "8": 9}
    for user in (7, 8, 9):
        server.person(user)
    server.faults = lambda m, p: (
        Fault(429, "Too Many Requests", waits.pop(p["chat_id"]))
        if m == "sendMessage" and p["chat_id"] in waits
        else None
    )

    async def delivered(user: int) -> Paused | None:
        try:
            await channel.deliver(
                Address("telegram", "", f"{user}", f"{user}"), Message("say", "x")
            )
        except Paused as paused:
            return paused
        return None

    first = await delivered(7)
    assert first is not None
    assert (first.seconds, first.everyone) == (5, False)
    assert (await delivered(7)) is not None
    assert (await delivered(9)) is None
    second = await delivered(8)
    assert second is not None
    assert (second.seconds, second.everyone) == (9, True)
    calls = len(server.calls)
    for user in (7, 8, 9):
        refused = await delivered(user)
        assert refused is not None
        assert refused.everyone
    assert len(server.calls) == calls, "nothing was sent meanwhile"
    time.advance(9)
    assert [await delivered(user) for user in (7, 8)] == [None, None]
    await channel.close()


async def test_d14_a_second_process_hears_of_the_silence(server: TelegramServer) -> None:
    """When the whole bot must wait, the shared budget is told."""
    time, blocked = FakeTime(), []

    class Budget:
        async def take(self) -> float:
            return 0.0

        async def block(self, seconds: float) -> None:
            blocked.append(seconds)

    channel = TelegramChannel(config_for(server), pacer=Pacer(time.now, time.sleep, Budget()))
    server.faults = lambda m, _: Fault(429, "x", 7) if m == "sendMessage" else None
    for user in ("7", "8"):
        with pytest.raises(Paused):
            await channel.deliver(Address("telegram", "", user, user), Message("say", "x"))
    await channel.close()
    assert blocked == [7]


async def test_a_file_shows_that_it_is_coming(
    server: TelegramServer, channel: TelegramChannel
) -> None:
    """An upload is announced, and an announcement that fails changes nothing."""
    server.person(7)
    server.faults = once("sendChatAction", Fault(500))
    for _ in range(2):
        await channel.deliver(TO, Message("export", document=Document("me.json", b"{}")))
    assert server.chats.actions == [(7, "upload_document")]


async def test_a_message_that_waits_its_turn_shows_typing(server: TelegramServer) -> None:
    """The second message within a second is announced by the typing action."""
    time = FakeTime()
    server.person(7)
    pacer = Pacer(time.now, time.sleep, per_second=1000)
    channel = TelegramChannel(config_for(server), pacer=pacer)
    await channel.deliver(TO, Message("say", "one"))
    async with time.running():
        await channel.deliver(TO, Message("say", "two"))
    await channel.close()
    assert server.chats.actions == [(7, "typing")]
    assert time.now() == 1.0


async def test_the_stand_in_refuses_as_telegram_does(server: TelegramServer) -> None:
    """The test double has teeth: limits, markup, foreign chats, answered queries."""
    server.chats.open(7)
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("sendMessage", {"chat_id": 9, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 7, "text": " "}, "message text is empty"),
        ("sendMessage", {"chat_id": 7, "text": "<b>x", "parse_mode": "HTML"}, "can't parse"),
        ("sendMessage", {"chat_id": 7, "text": "<x>", "parse_mode": "HTML"}, "can't parse"),
        ("editMessageText", {"chat_id": 7, "message_id": 5, "text": "x"}, "to edit not found"),
        ("answerCallbackQuery", {"callback_query_id": "q"}, "query is too old"),
        ("sendPhoto", {"chat_id": 7, "photo": "nope"}, "wrong file identifier"),
    ]
    for method, params, words in wrong:
        with pytest.raises(RefusedError, match=words):
            server.chats.do(method, params)
    long_data = [[{"text": "a", "callback_data": "x" * 65}]]
    wide = [[{"text": "a", "callback_data": "x"}] * 9]
    for rows in (long_data, wide):
        with pytest.raises(RefusedError):
            server.chats.do(
                "sendMessage",
                {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": rows}},
            )
    assert bad("x").code == 400
