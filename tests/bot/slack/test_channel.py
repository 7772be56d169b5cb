"""Sending: paced, edited in place, and every refusal of Slack turned into what to do next."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.adapters.slack.api import from_code
from bot.adapters.slack.channel import SlackChannel
from bot.core.messages import Address, Button, Document, Message, Picture
from bot.errors import NotDelivered, Paused, Refused, Unknown, Unreachable
from tests.bot.slack.conftest import Bench, slack_words
from tests.standins.slack import Fault

pytestmark = pytest.mark.asyncio
WHO = Address("slack", "T1", "U1", "DU1")
QUESTION = Message("question", "How is it now?", 3, (Button("yes", "Yes"), Button("no", "No")))


class Sender:
    """A channel whose clock moves only when it sleeps."""

    def __init__(self, bench: Bench) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self.slack = bench.slack
        self.installations = bench.installations
        self.channel = SlackChannel(
            bench.services.config, bench.installations, slack_words, lambda: self.now, self.sleep
        )

    async def sleep(self, wait_s: float) -> None:
        self.slept.append(wait_s)
        self.now += wait_s


@pytest_asyncio.fixture
async def sender(bench: Bench) -> AsyncIterator[Sender]:
    sender = Sender(bench)
    yield sender
    await sender.channel.close()


async def test_a_question_is_posted_with_its_buttons(sender: Sender) -> None:
    """A message is posted to the direct channel; its ts names it."""
    receipt = await sender.channel.deliver(WHO, QUESTION)
    assert receipt.message in sender.slack.messages["T1", "DU1"]
    (body,) = sender.slack.called("chat.postMessage")
    assert [block["type"] for block in body["blocks"]] == ["section", "actions"]


async def test_an_answer_takes_the_buttons_away(sender: Sender) -> None:
    """After an answer the prompt keeps its words and shows the choice; nothing new is posted."""
    receipt = await sender.channel.deliver(WHO, QUESTION)
    done = Message("question", answered=(3, "Yes"), edits=receipt.message)
    assert (await sender.channel.deliver(WHO, done)).message == ""
    shown = sender.slack.messages["T1", "DU1"][receipt.message]["blocks"]
    assert [block["type"] for block in shown] == ["section", "context"]
    assert shown[0]["text"]["text"] == "How is it now?"
    assert shown[1]["elements"][0]["text"] == "✓ Yes"
    assert len(sender.slack.called("chat.postMessage")) == 1


async def test_an_answer_and_the_next_question_in_one_message(sender: Sender) -> None:
    """The answered prompt is settled with its own words, and the next question is posted."""
    first = await sender.channel.deliver(WHO, QUESTION)
    both = Message("question", "And sleep?", 4, (Button("good", "Good"),), answered=(3, "Yes"),
                   edits=first.message)  # fmt: skip
    second = await sender.channel.deliver(WHO, both)
    kept = sender.slack.messages["T1", "DU1"]
    assert kept[first.message]["blocks"][0]["text"]["text"] == "How is it now?"
    assert kept[second.message]["blocks"][0]["text"]["text"] == "And sleep?"
    assert kept[second.message]["blocks"][1]["type"] == "actions"


async def test_an_answered_prompt_that_is_gone_stops_no_question(sender: Sender) -> None:
    """A deleted prompt cannot be edited; the next question arrives all the same."""
    both = Message("question", "And sleep?", 4, QUESTION.buttons, answered=(3, "Yes"), edits="1.1")
    assert (await sender.channel.deliver(WHO, both)).message in sender.slack.messages["T1", "DU1"]


async def test_another_process_settles_a_prompt_too(sender: Sender, bench: Bench) -> None:
    """The words of a prompt that another process sent are read back from Slack."""
    receipt = await sender.channel.deliver(WHO, QUESTION)
    other = Sender(bench)
    await other.channel.deliver(WHO, Message("answered", answered=(3, "No"), edits=receipt.message))
    shown = sender.slack.messages["T1", "DU1"][receipt.message]["blocks"]
    assert shown[0]["text"]["text"] == "How is it now?"
    await other.channel.close()


async def test_a_toggle_is_redrawn_in_place(sender: Sender) -> None:
    """A redraw edits the message of its prompt, and is posted anew where that is gone."""
    first = await sender.channel.deliver(WHO, QUESTION)
    again = Message("question", "How?", 3, QUESTION.buttons, redraw=True, edits=first.message)
    assert (await sender.channel.deliver(WHO, again)).message == first.message
    lost = Message("question", "How?", 3, QUESTION.buttons, redraw=True, edits="1.1")
    assert (await sender.channel.deliver(WHO, lost)).message not in ("1.1", first.message)


async def test_settling_a_deleted_prompt_is_harmless(sender: Sender) -> None:
    """When the message is gone there is nothing to take away."""
    done = Message("answered", answered=(3, "Yes"), edits="1.1")
    assert (await sender.channel.deliver(WHO, done)).message == ""


async def test_one_message_a_second_in_a_channel(sender: Sender) -> None:
    """Messages to one channel keep a second's distance; other channels need not wait."""
    for _ in range(3):
        await sender.channel.deliver(WHO, QUESTION)
    await sender.channel.deliver(Address("slack", "T1", "U2", "DU2"), QUESTION)
    assert sender.slept == [0.0, 1.0, 1.0, 0.0]


async def test_d14_a_429_is_obeyed_and_holds_the_channel(sender: Sender) -> None:
    """Retry-After goes to the outbox, and no call is made in that channel before its end."""
    sender.slack.fail("chat.postMessage", Fault(status=429, error="ratelimited", retry_after=7))
    with pytest.raises(Paused) as told:
        await sender.channel.deliver(WHO, QUESTION)
    assert (told.value.seconds, told.value.everyone) == (7.0, False)
    with pytest.raises(Paused):
        await sender.channel.deliver(WHO, QUESTION)
    assert sender.slack.called("chat.postMessage") == []
    sender.now += 7.0
    await sender.channel.deliver(WHO, QUESTION)
    assert len(sender.slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize(("code", "kind"), [
    ("channel_not_found", Unreachable), ("user_disabled", Unreachable),
    ("messages_tab_disabled", Unreachable), ("ratelimited", Paused), ("invalid_auth", Paused),
    ("internal_error", Unknown), ("fatal_error", Unknown), ("invalid_blocks", Refused),
    ("msg_too_long", Refused), ("something_new", Refused),
])  # fmt: skip
async def test_d6_what_slacks_errors_mean(
    sender: Sender, code: str, kind: type[NotDelivered]
) -> None:
    """Every error of Slack is one of: gone, wait, unknown, refused."""
    sender.slack.fail("chat.postMessage", Fault(error=code))
    with pytest.raises(kind):
        await sender.channel.deliver(WHO, QUESTION)


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "app_uninstalled"])
async def test_d14_a_dead_token_turns_the_workspace_off(sender: Sender, code: str) -> None:
    """One attempt, then nothing more is sent to that workspace; the other one goes on."""
    sender.slack.fail("chat.postMessage", Fault(error=code))
    for _ in range(3):
        with pytest.raises(Unreachable):
            await sender.channel.deliver(WHO, QUESTION)
    left = await sender.installations.find("T1")
    assert left is not None and left.off == sender.now
    await sender.channel.deliver(Address("slack", "T2", "U1", "DU1"), QUESTION)
    assert [call.team for call in sender.slack.calls] == ["T2"]


@pytest.mark.parametrize("fault", [
    Fault(status=500), Fault(status=503), Fault(cut=True), Fault(status=500, after=True),
    Fault(after=True, cut=True), Fault(html=True), Fault(status=404, html=True),
    Fault(status=502, html=True),
])  # fmt: skip
async def test_d6_trouble_on_the_way_is_unknown(sender: Sender, fault: Fault) -> None:
    """After 5xx or a cut connection nobody knows; and nothing is sent twice on its own account."""
    sender.slack.fail("chat.postMessage", fault)
    with pytest.raises(Unknown):
        await sender.channel.deliver(WHO, QUESTION)
    assert len(sender.slack.called("chat.postMessage")) == int(fault.after)


async def test_s4_a_redirect_is_not_followed(sender: Sender) -> None:
    """Nothing of Slack's moves elsewhere; what points elsewhere gets no message and no token."""
    elsewhere = f"{sender.slack.base}chat.update"
    sender.slack.fail("chat.postMessage", Fault(location=elsewhere))
    with pytest.raises(Unknown):
        await sender.channel.deliver(WHO, QUESTION)
    assert sender.slack.called("chat.update") == []


async def test_d6_what_never_connected_was_surely_not_sent(bench: Bench) -> None:
    """Without a connection the message waits; a reminder is not lost."""
    sender = Sender(bench)
    sender.channel.api.base = "http://127.0.0.1:1/api/"
    with pytest.raises(Paused):
        await sender.channel.deliver(WHO, QUESTION)
    await sender.channel.close()


async def test_a_picture_goes_with_words_for_a_screen_reader(sender: Sender) -> None:
    """A picture is uploaded with its alt text under a neutral name and stands above its words."""
    picture = Picture("hinge", b"\x89PNG", "A person bends forward from the hips")
    await sender.channel.deliver(WHO, Message("card", "Hip hinge", picture=picture))
    (asked,) = sender.slack.called("files.getUploadURLExternal")
    assert asked == {"filename": "poised.png", "length": "4", "alt_txt": picture.alt}
    assert list(sender.slack.uploads.values()) == [b"\x89PNG"]
    assert "channel_id" not in sender.slack.called("files.completeUploadExternal")[0]
    (shown,) = sender.slack.called("chat.postMessage")
    seen, words = shown["blocks"]
    assert (seen["type"], seen["alt_text"]) == ("image", picture.alt)
    assert words["text"]["text"] == "Hip hinge"


async def test_a_refused_picture_leaves_its_words(sender: Sender) -> None:
    """The text beside a picture arrives without it."""
    sender.slack.fail("files.getUploadURLExternal", Fault(error="storage_limit_reached"))
    picture = Picture("hinge", b"x", "alt")
    await sender.channel.deliver(WHO, Message("card", "Hip hinge", picture=picture))
    assert len(sender.slack.called("chat.postMessage")) == 1


@pytest.mark.parametrize(("slow", "first"), [(2, "image"), (3, "section")])
async def test_a_file_that_slack_has_not_looked_at_yet_is_tried_again(
    sender: Sender, slow: int, first: str
) -> None:
    """Slack refuses a message with a file that is too new; the words wait three seconds at most."""
    sender.slack.slow_files = slow
    picture = Picture("hinge", b"x", "A person bends")
    await sender.channel.deliver(WHO, Message("card", "Hip hinge", picture=picture))
    (message,) = sender.slack.messages["T1", "DU1"].values()
    assert message["blocks"][0]["type"] == first
    assert len(sender.slack.uploads) == 1


async def test_an_upload_place_that_cannot_be_reached_leaves_the_words(sender: Sender) -> None:
    """Files have a server of their own; when it is away, cards are told in words."""
    sender.slack.base = "http://127.0.0.1:1/api/"
    picture = Picture("hinge", b"x", "A person bends")
    await sender.channel.deliver(WHO, Message("card", "Hip hinge", picture=picture))
    (message,) = sender.slack.messages["T1", "DU1"].values()
    assert [block["type"] for block in message["blocks"]] == ["section"]


async def test_s14_an_export_is_a_file_in_the_direct_channel(sender: Sender) -> None:
    """A document arrives byte for byte."""
    body = json.dumps({"a": 1}).encode()
    document = Document("poised-export.json", body)
    await sender.channel.deliver(WHO, Message("export", "Here it is.", document=document))
    assert list(sender.slack.uploads.values()) == [body]


async def test_a_chat_that_is_only_a_person_is_looked_up(sender: Sender) -> None:
    """Where no direct channel is known, Slack opens it."""
    await sender.channel.deliver(Address("slack", "T1", "U5", "U5"), QUESTION)
    assert sender.slack.called("chat.postMessage")[0]["channel"] == "DU5"


async def test_an_unknown_code_is_not_a_secret() -> None:
    """The error of a refusal names Slack's code, so that an operator can act on it."""
    assert str(from_code("invalid_blocks", None)) == "invalid_blocks"
