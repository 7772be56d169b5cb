"""Slack, played for the contract: updates by signed HTTP."""

from __future__ import annotations

import time
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.platform import Platform
from bot.adapters.slack.channel import ChannelPacer, SlackChannel
from bot.adapters.slack.incoming import Seal
from bot.adapters.slack.layout import Phrases, layouts, settled, unescape
from bot.adapters.slack.signed_http import EVENTS_PATH
from bot.core.messages import Address, Message
from tests.bot.slack import payloads
from tests.contract.platforms import Shown
from tests.e2e.slack_driver import controls
from tests.standins.slack import Fault, SlackStandIn, Workspace
from tests.standins.slack_limits import problems_of

USER = "U1"
CHAT = f"D{USER}"
TOKEN = "xoxb-canary-one"
PHRASES = Phrases(notice="Poised", choose="Choose")
SEAL = Seal(b"b" * 32, payloads.TEAM, USER, CHAT)
FAULTS = {
    "gone": Fault(error="user_not_found"),
    "slow_down": Fault(429, retry_after=17),
    "refused": Fault(error="msg_too_long"),
    "broken": Fault(502),
}


class StandIn:
    """A Slack with one workspace and one person in their direct conversation."""

    address = Address("slack", payloads.TEAM, USER, CHAT)

    async def __aenter__(self) -> Self:
        self.slack = await SlackStandIn(Workspace(payloads.TEAM, TOKEN)).__aenter__()
        self.settings = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": payloads.SECRET,
            "SLACK_API_BASE": self.slack.base,
        }
        self._client: TestClient[web.Request, web.Application] | None = None
        self._number = 0
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client:
            await self._client.close()
        await self.slack.__aexit__()
        assert self.slack.refused == []

    async def connect(self, platform: Platform) -> None:
        assert isinstance(platform.channel, SlackChannel)
        platform.channel._pacer = ChannelPacer(time.time, gap_s=0.0)
        app = web.Application()
        app.add_routes(platform.routes())
        self._client = TestClient(TestServer(app))
        await self._client.start_server()

    async def says(self, text: str) -> bool:
        message = payloads.message(USER, text, ts=self.slack._stamp())
        return await self._taken(payloads.event(message, f"Ev{self._next()}"))

    async def presses(self, label: str) -> bool:
        for stamp, shown in reversed(self._messages().items()):
            for control in controls(shown["blocks"]):
                if control["label"] == label:
                    container = {"type": "message", "message_ts": stamp}
                    more = {"trigger_id": self._next(), "container": container}
                    return await self._taken(payloads.press(control["payload"], USER, **more))
        raise AssertionError(f"no button {label!r} in sight")

    def sees(self) -> list[Shown]:
        return [
            Shown(
                _text(shown),
                tuple(control["label"] for control in controls(shown["blocks"])),
                self._picture(shown),
            )
            for shown in self._messages().values()
        ]

    def fail(self, how: str) -> None:
        self.slack.fail("chat.postMessage", FAULTS[how])

    def fail_upload(self, how: str, times: int = 1) -> None:
        self.slack.fail("files.getUploadURLExternal", *[FAULTS[how]] * times)

    def uploaded(self) -> list[bytes]:
        return list(self.slack.uploads.values())

    def forget_files(self) -> None:
        self.slack.files.clear()

    def _picture(self, shown: dict[str, Any]) -> bytes:
        images = [block for block in shown["blocks"] if block["type"] == "image"]
        return self.slack.uploads[images[0]["slack_file"]["id"]] if images else b""

    def _messages(self) -> dict[str, dict[str, Any]]:
        return self.slack.messages[payloads.TEAM, CHAT]

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    async def _taken(self, body: dict[str, Any]) -> bool:
        assert self._client is not None
        event = body.get("type") == "event_callback"
        raw, kind = payloads.as_json(body) if event else payloads.as_form(body)
        headers = {"Content-Type": kind} | payloads.headers(raw, time.time())
        async with self._client.post(EVENTS_PATH, data=raw, headers=headers) as answer:
            return answer.status == 200


def _text(shown: dict[str, Any]) -> str:
    """The words of a message, and of the line below an answered prompt."""
    blocks = shown["blocks"]
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    context = [one["text"] for block in blocks for one in block.get("elements", ())
               if block["type"] == "context"]  # fmt: skip
    return unescape("\n\n".join([*sections, *context]))


def lay_out(message: Message) -> None:
    """Lay a message out, and its prompt as answered; raises where a limit breaks.

    Outside of the conversation, on a lock screen, a message shows its notice.
    """
    pages = list(layouts(message, SEAL.close, PHRASES))
    if message.buttons:
        longest = max((button.label for button in message.buttons), key=len)
        pages.append(settled(message.text, longest or "…", PHRASES))
    for page in pages:
        body = {"text": page.text, "blocks": list(page.blocks)}
        assert problems_of("chat.postMessage", body) == []
        assert page.text in (message.notice, PHRASES.notice)
