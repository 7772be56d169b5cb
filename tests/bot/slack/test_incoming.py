"""Updates at dispatch level: what becomes an Inbound, what is ignored, and when Slack is acked."""

import asyncio
import json
from typing import Any

import pytest

from bot.adapters.slack import accounts
from bot.adapters.slack.incoming import HOME_PLACE, Seal
from bot.core.messages import Address, Inbound
from bot.errors import Contended, StoreUnavailable
from flows.engine.events import Attached, Command, Edited, Pressed, Submitted, Typed
from tests.bot.slack import payloads
from tests.bot.slack.conftest import CONFIG, NOW, Bench
from tests.standins.slack import Fault

pytestmark = pytest.mark.asyncio


def sealed(token: int, option: str, user: str = "U1", place: str = "DU1", team: str = "T1") -> str:
    """What a button carries."""
    return Seal(CONFIG["button_secret"], team, user, place).close(token, option)


def button(value: str, action_id: str = "press:0") -> dict[str, Any]:
    """The action of a pressed button."""
    return {"type": "button", "action_id": action_id, "block_id": "b", "value": value}


async def test_a_direct_message_is_typed(bench: Bench) -> None:
    """A direct message becomes a Typed with its address, its ts, its language and its id."""
    answer = await bench.send(payloads.event(payloads.message(text="about a six")))
    assert answer.status == 200
    (inbound,) = bench.intake.inbounds
    assert inbound.id == "slack|T1|Ev1"
    assert inbound.address == Address("slack", "T1", "U1", "DU1")
    assert inbound.event == Typed("about a six")
    assert (inbound.sent, inbound.language) == ("1700000001.000100", "en")


async def test_incoming_text_is_unescaped(bench: Bench) -> None:
    """Entities, links and mentions arrive as the person saw them."""
    text = "pain &gt; 5 &amp; see <https://a.example|this> <@U7> <!channel> &lt;b&gt;"
    await bench.send(payloads.event(payloads.message(text=text)))
    assert bench.intake.events == [Typed("pain > 5 & see this @U7 !channel <b>")]


EDIT: dict[str, Any] = {
    "subtype": "message_changed", "user": "", "text": "", "ts": "9.9",
    "message": {"user": "U1", "text": "7", "ts": "5.5"},
    "previous_message": {"user": "U1", "text": "6", "ts": "5.5"},
}  # fmt: skip


async def test_h18_an_edit_is_a_correction_of_its_own_message(bench: Bench) -> None:
    """An edited message is an Edited that names the message it changed."""
    await bench.send(payloads.event(payloads.message(**EDIT)))
    (inbound,) = bench.intake.inbounds
    assert (inbound.event, inbound.sent, inbound.address.user) == (Edited("7"), "5.5", "U1")


async def test_h18_a_link_preview_is_no_edit(bench: Bench) -> None:
    """A message that changed without new words is not an edit."""
    same = EDIT | {"previous_message": EDIT["message"]}
    await bench.send(payloads.event(payloads.message(**same)))
    assert bench.intake.events == []


IGNORED: dict[str, dict[str, Any]] = {
    "our own message": {"user": "UBOT", "bot_id": "BBOT"},
    "our own user": {"user": "UBOT"},
    "another bot": {"user": "U9", "bot_id": "B9"},
    "a bot message": {"subtype": "bot_message", "bot_id": "B9", "user": ""},
    "an edit of ours": {**EDIT, "message": {"user": "UBOT", "bot_id": "BBOT", "text": "x"}},
    "a deletion": {"subtype": "message_deleted"},
    "a join": {"subtype": "channel_join"},
    "Slackbot": {"user": "USLACKBOT"},
    "a channel": {"channel": "C1", "channel_type": "channel"},
    "a private channel": {"channel": "G1", "channel_type": "group"},
    "a group conversation": {"channel": "G2", "channel_type": "mpim"},
    "a channel that claims to be direct": {"channel": "C1", "channel_type": "im"},
}


@pytest.mark.parametrize("name", IGNORED)
async def test_s7_what_no_person_wrote_in_private_is_ignored(bench: Bench, name: str) -> None:
    """Own and other bots' messages, notices and channels are acknowledged and nothing more."""
    answer = await bench.send(payloads.event(payloads.message(**IGNORED[name])))
    assert (answer.status, bench.intake.calls) == (200, 0)
    assert bench.slack.called("chat.postMessage") == []


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
async def test_what_a_person_writes_in_other_ways_is_read(bench: Bench, subtype: str) -> None:
    """Words beside a file, a /me line and a reply shown in the channel are words all the same."""
    await bench.send(payloads.event(payloads.message(subtype=subtype)))
    assert bench.intake.events == [Typed("hello")]


async def test_a_photo_without_words_is_attached(bench: Bench) -> None:
    """A file is told as what it is; its address is never looked at (S4)."""
    files = [{"mimetype": "image/png", "url_private": "http://127.0.0.1:1/x"}]
    await bench.send(payloads.event(payloads.message(subtype="file_share", text="", files=files)))
    assert bench.intake.events == [Attached("image")]


async def test_d2_a_retry_is_processed_and_named_alike(bench: Bench) -> None:
    """A retry is not skipped for being one; its id lets the store take it once."""
    body = payloads.event(payloads.message())
    for number in range(3):
        more = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"}
        assert (await bench.send(body, **(more if number else {}))).status == 200
    assert bench.intake.calls == 4  # three times the message, once the time zone
    assert len(bench.intake.inbounds) == 1


async def test_d1_a_retry_after_a_failure_is_taken(bench: Bench) -> None:
    """What was refused with 503 is taken when Slack sends it again."""
    bench.intake.down = True
    body = payloads.event(payloads.message())
    assert (await bench.send(body)).status == 503
    bench.intake.down = False
    assert (await bench.send(body, **{"X-Slack-Retry-Num": "1"})).status == 200
    assert bench.intake.events == [Typed("hello")]


async def test_l6_byte_identical_replay_has_one_effect(bench: Bench) -> None:
    """The same bytes with the same signature within the window name the same update."""
    raw, kind = payloads.as_form(payloads.press(button(sealed(3, "yes"))))
    signature = payloads.headers(raw, NOW)
    for _ in range(5):
        assert (await bench.post(raw, kind, **signature)).status == 200
    assert bench.intake.events == [Pressed(3, "yes")]


@pytest.mark.parametrize("error", [StoreUnavailable("x"), Contended("x"), RuntimeError("bug")])
async def test_d1_nothing_taken_is_503(bench: Bench, error: Exception) -> None:
    """Whatever keeps an update from being committed, Slack is told 503, never 200 and never 500."""

    async def broken(inbound: Inbound) -> None:
        raise error

    bench.services.intake = broken
    bodies = (
        payloads.event(payloads.message()), payloads.press(button(sealed(3, "yes"))),
        payloads.slash("today"), payloads.shortcut(),
    )  # fmt: skip
    for body in bodies:
        assert (await bench.send(body)).status == 503


async def test_d1_the_ack_waits_for_the_commit(bench: Bench) -> None:
    """No answer leaves before the intake has returned."""
    gate = asyncio.Event()

    async def slow(inbound: Inbound) -> None:
        await gate.wait()

    bench.services.intake = slow
    sending = asyncio.create_task(bench.send(payloads.event(payloads.message())))
    done, _ = await asyncio.wait({sending}, timeout=0.1)
    assert not done
    gate.set()
    assert (await sending).status == 200


async def test_url_verification_answers_the_challenge(bench: Bench) -> None:
    """Slack's check of the address gets its challenge back."""
    answer = await bench.send({"type": "url_verification", "challenge": "c-1", "token": "t"})
    assert (answer.status, await answer.text()) == (200, "c-1")


UNKNOWN = [
    payloads.event({"type": "reaction_added", "user": "U1", "item": {}}),
    payloads.event({"type": "team_join", "user": {"id": "U5"}}),
    payloads.event({"type": "message.im.future"}),
    {"type": "app_rate_limited", "team_id": "T1"},
    {"type": "something_new"},
    payloads.press(button("x")) | {"type": "message_action", "callback_id": "x"},
    payloads.shortcut() | {"callback_id": "unknown"},
    payloads.slash("today") | {"command": "/other"},
]


@pytest.mark.parametrize("body", UNKNOWN, ids=lambda body: str(body.get("type", "slash")))
async def test_unknown_updates_are_200(bench: Bench, body: dict[str, Any]) -> None:
    """What we do not know is acknowledged, so that Slack does not count it as our failure."""
    answer = await bench.send(body)
    assert (answer.status, bench.intake.calls) == (200, 0)


async def test_s7_a_mention_in_a_channel_gets_one_neutral_line(bench: Bench) -> None:
    """Two events for one mention: one ephemeral line, no state read, nothing else said."""
    mention = payloads.message(type="app_mention", channel="C1", channel_type="channel")
    await bench.send(payloads.event(mention, "Ev1"))
    await bench.send(payloads.event(mention | {"type": "message"}, "Ev2"))
    await bench.send(payloads.event(mention, "Ev3"))
    (line,) = bench.slack.called("chat.postEphemeral")
    assert (line["channel"], line["user"]) == ("C1", "U1")
    assert "private" in line["text"]
    assert bench.intake.calls == 0


async def test_s7_a_press_in_a_channel_gets_the_neutral_line(bench: Bench) -> None:
    """A button outside a direct conversation answers nothing."""
    action = button(sealed(3, "yes", place="C1"))
    await bench.send(payloads.press(action, channel="C1"))
    assert bench.intake.calls == 0
    assert len(bench.slack.called("chat.postEphemeral")) == 1


async def test_a_press_is_pressed(bench: Bench) -> None:
    """A button names its question and its option."""
    await bench.send(payloads.press(button(sealed(3, "not_sure"))))
    (inbound,) = bench.intake.inbounds
    assert inbound.event == Pressed(3, "not_sure")
    assert inbound.address == Address("slack", "T1", "U1", "DU1")


async def test_a_pick_of_a_select_is_a_press(bench: Bench) -> None:
    """An option of a select is a press of that option."""
    action = {"type": "static_select", "action_id": "pick:0", "selected_option": {
        "value": sealed(4, "gb")}}  # fmt: skip
    await bench.send(payloads.press(action))
    assert bench.intake.events == [Pressed(4, "gb")]


async def test_d3_a_picked_time_is_typed_where_its_picker_stands(bench: Bench) -> None:
    """A picked time is read like a typed one, and as old as the message of its picker."""
    action = {
        "type": "timepicker", "action_id": "time", "block_id": sealed(5, "time_of_day"),
        "selected_time": "06:45",
    }  # fmt: skip
    await bench.send(payloads.press(action))
    (inbound,) = bench.intake.inbounds
    assert (inbound.event, inbound.sent) == (Typed("06:45"), "1700000002.000100")


async def test_an_emptied_picker_is_nothing(bench: Bench) -> None:
    """A picker without a time tells nothing."""
    action = {"action_id": "time", "block_id": sealed(5, "time_of_day"), "selected_time": None}
    await bench.send(payloads.press(action))
    assert bench.intake.events == []


FOREIGN = {
    "another person's": sealed(3, "yes", user="U2"),
    "another workspace's": sealed(3, "yes", team="T2"),
    "another chat's": sealed(3, "yes", place="D9"),
    "another place's": sealed(3, "yes", place=HOME_PLACE),
    "nonsense": "nonsense",
    "empty": "",
}


@pytest.mark.parametrize("name", FOREIGN)
async def test_s5_t3_foreign_buttons_stand_for_no_prompt(bench: Bench, name: str) -> None:
    """A button not made for this person, here, names a prompt that never is: the calm line."""
    await bench.send(payloads.press(button(FOREIGN[name])))
    assert bench.intake.events == [Pressed(-1, "")]


async def test_s5_every_bit_flip_is_noticed(bench: Bench) -> None:
    """No single changed character of a button's data passes for ours."""
    value = sealed(3, "yes")
    for at in range(len(value)):
        changed = value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :]
        await bench.send(payloads.press(button(changed), trigger_id=f"t{at}"))
    assert set(bench.intake.events) == {Pressed(-1, "")}


async def test_slash_answers_in_private_and_asks_in_the_direct_channel(bench: Bench) -> None:
    """A sub-command is a Command of the direct conversation; the channel sees a private line."""
    answer = await bench.send(payloads.slash("pause until Monday"))
    body = json.loads(await answer.text())
    assert body["response_type"] == "ephemeral"
    assert "direct messages" in body["text"]
    (inbound,) = bench.intake.inbounds
    assert inbound.event == Command("pause", "until Monday")
    assert inbound.address == Address("slack", "T1", "U1", "DU1")


@pytest.mark.parametrize("text", ["", "help", " HELP "])
async def test_slash_help_lists_the_commands(bench: Bench, text: str) -> None:
    """Help is answered at once and takes nothing in."""
    body = json.loads(await (await bench.send(payloads.slash(text))).text())
    assert "checkin" in body["text"]
    assert bench.intake.calls == 0


async def test_slash_with_other_words_is_read_like_a_message(bench: Bench) -> None:
    """Words behind the command that are no sub-command may hold a red flag, so they are read."""
    await bench.send(payloads.slash("I can't feel myself wipe"))
    assert bench.intake.events == [Typed("I can't feel myself wipe")]


async def test_shortcut_asks_for_the_urgent_signs(bench: Bench) -> None:
    """The shortcut works from anywhere and answers in the direct conversation."""
    await bench.send(payloads.shortcut())
    (inbound,) = bench.intake.inbounds
    assert (inbound.event, inbound.address.chat) == (Command("urgent"), "DU1")


async def test_opening_the_app_shows_home_and_greets_a_stranger_once(bench: Bench) -> None:
    """Home is published at every opening; hello is said at the first alone."""
    bench.home = bench.home.__class__("Poised", stranger=True)
    opened = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "home"}
    for number in range(3):
        await bench.send(payloads.event(opened, f"Ev{number}"))
    assert bench.intake.events == [Command("start")]
    assert bench.slack.homes["T1", "U1"]["type"] == "home"
    assert len(bench.slack.called("views.publish")) == 3


async def test_opening_the_app_says_nothing_to_somebody_known(bench: Bench) -> None:
    """A known person's opening is no turn."""
    await bench.send(payloads.event({"type": "app_home_opened", "user": "U1", "channel": "DU1"}))
    assert bench.intake.events == []


async def test_a_button_of_home_is_pressed_and_home_follows(bench: Bench) -> None:
    """Home's buttons are commands of the direct conversation; the tab is shown anew."""
    await bench.send(payloads.on_home(button(sealed(0, "today", place=HOME_PLACE))))
    (inbound,) = bench.intake.inbounds
    assert (inbound.event, inbound.address.chat) == (Pressed(0, "today"), "DU1")
    assert len(bench.slack.called("views.publish")) == 1


async def test_the_form_is_opened_first_and_filled_after(bench: Bench) -> None:
    """The trigger lives three seconds: an empty view at once, the questions after the commit."""
    await bench.send(payloads.on_home(button(sealed(0, "checkin_form", place=HOME_PLACE))))
    methods = [c.method for c in bench.slack.calls if c.method.startswith("views.")]
    assert methods == ["views.open", "views.update"]
    (asked,) = bench.forms_asked
    assert asked.event == Command("checkin_form")
    (view,) = bench.slack.views.values()
    assert [block["type"] for block in view["blocks"]] == ["input"]


async def test_the_form_comes_back_as_several_answers(bench: Bench) -> None:
    """What was filled in is one Submitted for the run the form was made for."""
    await bench.send(payloads.on_home(button(sealed(0, "checkin_form", place=HOME_PLACE))))
    (view,) = bench.slack.views.values()
    await bench.send(sent(view, {"pain": {"field": {"selected_option": {"value": "4"}}}}))
    assert bench.intake.events == [Submitted(7, {"pain": "4"})]


async def test_s5_somebody_elses_form_answers_nothing(bench: Bench) -> None:
    """A form that was made for another person names no run."""
    await bench.send(payloads.on_home(button(sealed(0, "checkin_form", place=HOME_PLACE))))
    (view,) = bench.slack.views.values()
    values = {"pain": {"field": {"selected_option": {"value": "4"}}}}
    await bench.send(sent(view, values, user="U2"))
    assert bench.intake.events == [Submitted(-1, {"pain": "4"})]


def sent(view: dict[str, Any], values: dict[str, Any], user: str = "U1") -> dict[str, Any]:
    """A submitted form."""
    return {
        "type": "view_submission", "user": {"id": user, "team_id": "T1"}, "team": {"id": "T1"},
        "trigger_id": "4.4.dd",
        "view": view | {"id": "V1", "hash": "h", "state": {"values": values}},
    }  # fmt: skip


async def test_an_expired_trigger_falls_back_to_messages(bench: Bench) -> None:
    """When the form cannot be opened any more, the check-in is asked by messages."""
    bench.slack.fail("views.open", Fault(error="expired_trigger_id"))
    await bench.send(payloads.on_home(button(sealed(0, "checkin_form", place=HOME_PLACE))))
    assert bench.intake.events == [Command("checkin")]


async def test_the_time_zone_is_told_once_and_again_when_it_changes(bench: Bench) -> None:
    """The IANA zone of the account is told at first, and after that only when it is another."""
    await bench.send(payloads.event(payloads.message(), "Ev1"))
    await bench.send(payloads.event(payloads.message(), "Ev2"))
    moved = {"type": "user_change", "user": {"id": "U1", "tz": "Asia/Tokyo", "locale": "en-GB"}}
    await bench.send(payloads.event(moved, "Ev3"))
    await bench.send(payloads.event(payloads.message(), "Ev4"))
    assert bench.intake.zones == ["Europe/London", "Asia/Tokyo"]
    assert len(bench.slack.called("users.info")) == 1


async def test_the_account_is_read_again_after_some_hours(bench: Bench) -> None:
    """Without a notice from Slack the zone is read anew after six hours."""
    await bench.send(payloads.event(payloads.message(), "Ev1"))
    bench.slack.workspaces["xoxb-one"].zones["U1"] = "America/New_York"
    bench.now += 6 * 3600
    await bench.send(payloads.event(payloads.message(), "Ev2"))
    assert bench.intake.zones[-1] == "America/New_York"


async def test_a_strangers_change_of_account_is_none_of_our_business(bench: Bench) -> None:
    """Everybody's account changes are sent; only people who talked to us are looked at."""
    moved = {"type": "user_change", "user": {"id": "U8", "tz": "Asia/Tokyo"}}
    await bench.send(payloads.event(moved))
    assert bench.intake.calls == 0


async def test_s4_no_address_of_a_payload_is_fetched(bench: Bench) -> None:
    """Addresses in signed payloads, ours to answer or files, are never called."""
    canary = bench.slack.base.replace("/api/", "/upload/canary")
    press = payloads.press(button(sealed(3, "yes")), response_url=canary)
    files = [{"mimetype": "image/png", "url_private": canary, "url_private_download": canary}]
    shared = payloads.message(subtype="file_share", text="", files=files)
    for body in (press, payloads.slash("today") | {"response_url": canary}, payloads.event(shared)):
        assert (await bench.send(body)).status == 200
    assert bench.slack.uploads == {}


async def test_d1_a_hanging_slack_does_not_delay_the_ack(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the account cannot be read in time, the message is taken without it."""
    monkeypatch.setattr(accounts, "ASK_S_MAX", 0.0)
    await bench.send(payloads.slash("today"))
    (inbound,) = bench.intake.inbounds
    assert (inbound.event, inbound.address.chat) == (Command("today"), "U1")


async def test_a_silent_users_info_keeps_nobody_waiting(bench: Bench) -> None:
    """Without an account the message is taken all the same, without language and zone."""
    bench.slack.fail("users.info", Fault(status=429, retry_after=30))
    await bench.send(payloads.event(payloads.message()))
    assert bench.intake.events == [Typed("hello")]
    assert bench.intake.zones == []
