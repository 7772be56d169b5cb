"""One person in local-slack: writes, presses, fills forms, and sees what Slack shows.

A conversation is written once against this driver and runs by Socket Mode and by signed events;
local-slack decides by its configuration which way the app hears of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, Self

import aiohttp
from aiohttp import web

from bot.adapters.slack.services import SlackServices
from bot.adapters.slack.signed_http import slack_routes
from bot.adapters.slack.socket_mode import SlackSocket
from tests.waits import HANG_S

BINARY = "POISED_LOCAL_SLACK"
SCHEMA = "POISED_SLACK_SCHEMA"
"""Set by .ci/slack.sh, which also installs what they point at."""
TEAM, APP, BOT, PERSON = "T1", "A1", "UBOT", "UPERSON"
BOT_TOKEN, APP_TOKEN = "xoxb-local", "xapp-local"
SIGNING_SECRET = "local-signing-secret"
POLL_S = 0.05

Mode = Literal["socket", "events"]


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LocalSlack:
    """A local-slack process of our own, and one person in it."""

    def __init__(self, folder: Path, mode: Mode, events_url: str = "") -> None:
        self.folder = folder
        self.mode = mode
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._events_url = events_url
        self._process: asyncio.subprocess.Process | None = None
        self._http: aiohttp.ClientSession | None = None
        self._ui: aiohttp.ClientWebSocketResponse | None = None
        self.screen: dict[str, Any] = {}
        self._watch: asyncio.Task[None] | None = None
        self.seen = 0

    async def __aenter__(self) -> Self:
        config = self.folder / "local-slack.json"
        config.write_text(json.dumps(self._config()))
        self._process = await asyncio.create_subprocess_exec(
            os.environ[BINARY], "--config", str(config), "--port", str(self.port),
            "--base-host", "127.0.0.1", "--files-dir", str(self.folder / "files"),
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self._http = aiohttp.ClientSession()
        await self._reach()
        self._ui = await self._http.ws_connect(f"{self.url}/ui", max_msg_size=0)
        self._watch = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process and self._http and self._watch
        self._watch.cancel()
        await self._http.close()
        self._process.terminate()
        await self._process.wait()

    def _config(self) -> dict[str, Any]:
        app: dict[str, Any] = {
            "appId": APP, "botUserId": BOT, "botName": "poised", "botToken": BOT_TOKEN,
            "appToken": APP_TOKEN, "signingSecret": SIGNING_SECRET, "mode": self.mode,
        }  # fmt: skip
        if self.mode == "events":
            app["requestUrl"] = self._events_url
        person = {"id": PERSON, "name": "person", "tz": "Europe/Berlin"}
        channel = {"id": "C1", "name": "general", "members": [BOT, PERSON]}
        workspace = {"teamId": TEAM, "name": "Test", "domain": "test"}
        return {"workspace": workspace, "apps": [app], "users": [person], "channels": [channel]}

    async def _reach(self) -> None:
        assert self._http is not None
        async with asyncio.timeout(HANG_S):
            while True:
                try:
                    async with self._http.get(f"{self.url}/_control/state"):
                        return
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(POLL_S)

    async def _follow(self) -> None:
        """Keep what the person's screen shows: the open form, Home."""
        assert self._ui is not None
        async for frame in self._ui:
            news = json.loads(frame.data)
            self.screen[news["t"]] = news

    async def control(self, verb: str, **body: Any) -> dict[str, Any]:
        """Do something as the person."""
        assert self._http is not None
        async with self._http.post(f"{self.url}/_control/{verb}", json=body) as answer:
            return dict(await answer.json())

    async def say(self, text: str, channel: str = PERSON) -> str:
        """Write to the app; gives the ts."""
        sent = await self.control(
            "message", channel=await self._place(channel), user=PERSON, text=text
        )
        return str(sent["message"]["ts"])

    async def edit(self, stamp: str, text: str) -> None:
        """Change what was written."""
        place = await self._place(PERSON)
        await self.control("edit-message", channel=place, user=PERSON, ts=stamp, text=text)

    async def slash(self, text: str, channel: str = "C1") -> None:
        """Use the slash command."""
        await self.control("command", channel=channel, user=PERSON, command="/poised", text=text)

    async def open_home(self) -> None:
        """Open the app's Home tab."""
        await self.control("open-home", user=PERSON)

    async def press(self, label: str) -> None:
        """Press the newest button with this label in the direct channel."""
        for message in reversed(await self.messages()):
            for action in controls(message.get("blocks", [])):
                if action["label"] == label:
                    await self._interact(message["ts"], action["payload"])
                    return
        raise AssertionError(f"no button {label!r} in sight")

    async def send_form(self, values: dict[str, dict[str, Any]]) -> None:
        """Send the open form."""
        assert self._ui is not None
        await self._ui.send_json({"t": "view_submit", "user": PERSON, "values": values})

    async def press_home(self, label: str) -> None:
        """Press a button of the Home tab. local-slack sends it as one of the direct channel."""
        blocks = self.home().get("blocks", [])
        (found,) = [one for one in controls(blocks) if one["label"] == label]
        await self._interact("0.0", found["payload"])

    async def _interact(self, stamp: str, action: dict[str, Any]) -> None:
        place = await self._place(PERSON)
        await self.control("interact", channel=place, messageTs=stamp, user=PERSON, action=action)

    def home(self) -> dict[str, Any]:
        """The Home tab as it is shown."""
        return dict(self.screen.get("home", {}).get("view", {}))

    def form(self) -> dict[str, Any]:
        """The open form, empty when there is none."""
        stack = self.screen.get("view", {}).get("stack", [])
        return dict(stack[-1]) if stack else {}

    async def messages(self, channel: str = PERSON) -> list[dict[str, Any]]:
        """What stands in a channel, oldest first."""
        assert self._http is not None
        place = await self._place(channel)
        async with self._http.get(f"{self.url}/_control/messages/{place}") as answer:
            return list((await answer.json())["messages"])

    async def next(self) -> dict[str, Any]:
        """The next message of the app in the direct channel."""
        async with asyncio.timeout(HANG_S):
            while True:
                ours = [one for one in await self.messages() if one.get("bot_id")]
                if len(ours) > self.seen:
                    self.seen += 1
                    return ours[self.seen - 1]
                await asyncio.sleep(POLL_S)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until the screen shows something."""
        async with asyncio.timeout(HANG_S):
            while True:
                if true():
                    return
                await asyncio.sleep(POLL_S)

    async def connected(self) -> None:
        """Wait until the app listens on a socket."""
        await self.until(lambda: bool(self.screen.get("socket_status", {}).get("connected")))

    async def _place(self, channel: str) -> str:
        """The direct channel of the person, opened when it is not there yet."""
        if channel != PERSON:
            return channel
        assert self._http is not None
        url, headers = (
            f"{self.url}/api/conversations.open",
            {"Authorization": f"Bearer {BOT_TOKEN}"},
        )
        async with self._http.post(url, json={"users": PERSON}, headers=headers) as answer:
            return str((await answer.json())["channel"]["id"])


def controls(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every button, and every option of a select, with its label and what pressing it sends."""
    for block in blocks:
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            sent = {"type": element["type"], "action_id": element["action_id"]}
            sent["block_id"] = block.get("block_id", "b")
            if element["type"] == "button":
                payload = sent | {"value": element["value"], "text": element["text"]}
                yield {"label": element["text"]["text"], "payload": payload}
            for option in element.get("options", []):
                yield {
                    "label": option["text"]["text"],
                    "payload": sent | {"selected_option": option},
                }


def words(message: dict[str, Any]) -> str:
    """What a message shows in its sections."""
    texts = [b["text"]["text"] for b in message.get("blocks", []) if b["type"] == "section"]
    return "\n\n".join(texts)


async def listen(services: SlackServices, mode: Mode, port: int, stop: asyncio.Event) -> None:
    """Let the application hear by socket or by signed HTTP until told to stop."""
    if mode == "socket":
        await SlackSocket(services).run(stop)
        return
    server = web.Application()
    server.add_routes(slack_routes(services))
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await stop.wait()
    await runner.cleanup()
    await services.close()
