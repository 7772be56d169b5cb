"""Against local-slack, a server nobody here wrote: by Socket Mode and by signed events.

A strict proxy stands between, because local-slack checks no token, limit or type. Run by
`.ci/slack.sh`, which installs local-slack and makes the schema; `make test` leaves it out.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.installations import MemoryInstallations
from bot.adapters.slack.services import SlackServices, Sources
from bot.adapters.slack.signed_http import EVENTS_PATH
from bot.adapters.slack.views import Field, Form, HomeView
from bot.core.messages import Address, Button, Document, Inbound, Message, Picture
from bot.errors import Paused
from flows.engine.events import AnyEvent, Command, Edited, Pressed, Submitted, Typed, ZoneSeen
from tests.bot.slack.conftest import slack_words
from tests.e2e.slack_driver import (
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    PERSON,
    SCHEMA,
    SIGNING_SECRET,
    LocalSlack,
    Mode,
    controls,
    free_port,
    listen,
    words,
)  # fmt: skip
from tests.standins.slack_proxy import StrictProxy
from tests.standins.slack_schema import SlackSchema

pytestmark = [pytest.mark.local_slack, pytest.mark.asyncio]
RATINGS = tuple(Button(str(n), str(n)) for n in range(11))
ASK = Message("question", "How is it <now>? From 0 to 10.", 3, RATINGS)
PIXEL = b"\x89PNG\r\n\x1a\n"


class Echo:
    """A small dialogue instead of the engine: one question, one answer, and a record of it all."""

    def __init__(self) -> None:
        self.taken: dict[str, Inbound] = {}
        self.channel: SlackChannel | None = None
        self._prompt = ""

    @property
    def events(self) -> list[AnyEvent]:
        """What happened, in order."""
        return [one.event for one in self.taken.values()]

    async def __call__(self, inbound: Inbound) -> None:
        if inbound.id not in self.taken:
            self.taken[inbound.id] = inbound
            await self._answer(inbound.address, inbound.event)

    async def _answer(self, address: Address, event: AnyEvent) -> None:
        if isinstance(event, Pressed):
            answered = (event.token, event.option)
            await self._say(address, Message("answered", answered=answered, edits=self._prompt))
            await self._say(address, Message("say", f"Thank you: {event.option}"))
        elif isinstance(event, Typed | Edited):
            await self._say(address, Message("say", f"You said: {event.text}"))
        elif isinstance(event, Command):
            self._prompt = await self._say(address, ASK)
        elif isinstance(event, Submitted):
            await self._say(address, Message("say", f"Noted: {sorted(event.answers)}"))

    async def _say(self, address: Address, message: Message) -> str:
        assert self.channel is not None
        while True:
            try:
                return (await self.channel.deliver(address, message)).message
            except Paused as pause:
                await asyncio.sleep(pause.seconds)


class App:
    """Our app as it runs: desk, channel, and one of the two ways to hear."""

    def __init__(self, slack: LocalSlack, proxy: StrictProxy, intake: Echo) -> None:
        config = SlackConfig(
            signing_secrets=(SIGNING_SECRET,), bot_token=BOT_TOKEN, app_token=APP_TOKEN,
            button_secret=b"b" * 32, api_base=proxy.base,
        )  # fmt: skip
        store = MemoryInstallations()
        self.intake, self.proxy, self.slack = intake, proxy, slack
        self.channel = intake.channel = SlackChannel(config, store, slack_words)
        self.services = SlackServices(
            config, intake, Sources(store, slack_words, home, form, time.time)
        )


async def home(_: Address) -> HomeView:
    """A Home tab with a form and a command."""
    rows = ((Button("checkin_form", "Check in"), Button("today", "Today")),)
    return HomeView("Poised", "Ready for today.", "Next reminder: 07:30.", rows)


async def form(_: Inbound) -> Form:
    """A check-in of one rating and one list."""
    walk, rest = Button("walk", "Walk"), Button("rest", "Rest")
    fields = (Field("pain", "Now", RATINGS), Field("did", "Did", (walk, rest), several=True))
    return Form(7, "Check-in", fields=fields, submit="Send", close="Not now")


@pytest_asyncio.fixture(params=["socket", "events"])
async def app(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[App]:
    mode: Mode = request.param
    port, stop = free_port(), asyncio.Event()
    url = f"http://127.0.0.1:{port}{EVENTS_PATH}"
    schema = SlackSchema(Path(os.environ[SCHEMA]))
    async with (
        LocalSlack(tmp_path, mode, url) as slack,
        StrictProxy(slack.url, {BOT_TOKEN, APP_TOKEN}, schema) as proxy,
    ):
        app = App(slack, proxy, Echo())
        listening = asyncio.create_task(listen(app.services, mode, port, stop))
        if mode == "socket":
            await slack.connected()
        yield app
        stop.set()
        await listening
        await app.channel.close()
        assert proxy.problems == []


async def test_a_person_talks_presses_and_sees_the_answer(app: App) -> None:
    """A message is answered; a command asks; a press is taken and its buttons go."""
    slack = app.slack
    await slack.say("hello <you> & all")
    assert words(await slack.next()) == "You said: hello &lt;you&gt; &amp; all"
    await slack.slash("today")
    asked = await slack.next()
    assert words(asked) == "How is it &lt;now&gt;? From 0 to 10."
    await slack.press("6")
    assert words(await slack.next()) == "Thank you: 6"
    (settled,) = [one for one in await slack.messages() if one["ts"] == asked["ts"]]
    assert list(controls(settled["blocks"])) == []
    assert settled["blocks"][-1]["elements"][0]["text"] == "✓ 6"
    assert Pressed(3, "6") in app.intake.events


async def test_the_slash_command_is_private_in_a_channel(app: App) -> None:
    """In a channel only the person sees the line, and the answer is in the direct channel."""
    await app.slack.slash("today", channel="C1")
    await app.slack.next()
    (line,) = await app.slack.messages("C1")
    assert (line["subtype"], line["ephemeral_to"]) == ("ephemeral", PERSON)


async def test_a_mention_in_a_channel_says_nothing_of_health(app: App) -> None:
    """One neutral line, seen by the author alone; nothing is taken in."""
    await app.slack.say(f"<@{BOT}> my back hurts", channel="C1")
    lines = [one for one in await app.slack.messages("C1") if one.get("bot_id")]
    while not lines:
        await asyncio.sleep(0.05)
        lines = [one for one in await app.slack.messages("C1") if one.get("bot_id")]
    assert [one["text"] for one in lines] == [slack_words("", "slack-only-direct")]
    assert lines[0]["ephemeral_to"] == PERSON
    assert app.intake.events == []


async def test_an_edit_is_heard_as_one(app: App) -> None:
    """A changed message is an Edited of that message."""
    stamp = await app.slack.say("six")
    await app.slack.next()
    await app.slack.edit(stamp, "seven")
    assert words(await app.slack.next()) == "You said: seven"
    edited = [one for one in app.intake.taken.values() if isinstance(one.event, Edited)]
    assert [one.sent for one in edited] == [stamp]


async def test_home_and_the_form(app: App) -> None:
    """Home is published on opening; its button opens the form, which is filled and sent."""
    slack = app.slack
    await slack.open_home()
    await slack.until(lambda: bool(slack.home()))
    titles = [block["text"]["text"] for block in slack.home()["blocks"] if "text" in block]
    assert titles == ["Poised", "Ready for today.", "Next reminder: 07:30."]
    await slack.say("hello")
    await slack.next()
    await app.channel.deliver(
        Address("slack", "T1", PERSON, ""),
        Message("say", "Check in?", 0, (Button("checkin_form", "Check in"),)),
    )
    await slack.next()
    await slack.press("Check in")
    await slack.until(lambda: bool(slack.form().get("submit")))
    pain = {"type": "static_select", "selected_option": {"value": "4"}}
    did = {"type": "checkboxes", "selected_options": [{"value": "walk"}]}
    await slack.send_form({"pain": {"field": pain}, "did": {"field": did}})
    assert words(await slack.next()) == "Noted: ['did', 'pain']"
    assert Submitted(7, {"pain": "4", "did": ("walk",)}) in app.intake.events


async def test_the_time_zone_comes_from_the_account(app: App) -> None:
    """The IANA zone of users.info is told after the first message."""
    await app.slack.say("hello")
    await app.slack.next()
    await app.slack.until(lambda: ZoneSeen("Europe/Berlin") in app.intake.events)


async def test_pictures_and_documents_arrive(app: App) -> None:
    """A picture stands in its card with its alt text, an export byte for byte beside its words."""
    address = Address("slack", "T1", PERSON, "")
    picture = Picture("hinge", PIXEL, "A person bends from the hips")
    await app.channel.deliver(address, Message("card", "Hip hinge", picture=picture))
    card = await app.slack.next()
    shown = card["blocks"][0]
    assert (shown["type"], shown["alt_text"]) == ("image", "A person bends from the hips")
    assert shown["slack_file"]["id"] and words(card) == "Hip hinge"
    await app.channel.deliver(
        address, Message("export", "Yours.", document=Document("export.json", b"{}"))
    )
    assert (await app.slack.next())["files"][0]["size"] == 2


async def test_d14_a_429_is_obeyed(app: App) -> None:
    """When Slack says wait, nothing is lost and nothing comes too early."""
    app.proxy.slow_down["chat.postMessage"] = 2
    await app.slack.say("hello")
    assert words(await app.slack.next()) == "You said: hello"
