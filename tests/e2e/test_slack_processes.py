"""`poised slack` and Slack inside `poised web`, as real processes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import aiohttp

from bot.adapters.slack.signed_http import EVENTS_PATH, sign
from tests.e2e.processes import house
from tests.standins.slack_socket import SocketStandIn

SIGNING = "signing-secret"


async def test_slack_by_socket_is_ready_when_it_hears_and_ends_in_time(tmp_path: Path) -> None:
    """Readiness follows Slack's greeting; an update over the socket is acknowledged."""
    async with SocketStandIn() as slack, house(tmp_path) as mine:
        told = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
        process = await mine.start("slack", SLACK_API_BASE=slack.base, **told)
        await process.ready()
        assert slack.greeted.is_set()
        async with aiohttp.ClientSession() as client, client.get(f"{process.url}/readyz") as answer:
            assert await answer.json() == {"database": True, "slack": True}
        await slack.send("E1", "events_api", {"type": "url_verification", "challenge": "c"})
        await slack.acked.wait()
        assert await process.terminate() == 0
        assert "xapp-1" not in process.log.read_text()


async def test_web_serves_telegram_and_slack_beside_each_other(tmp_path: Path) -> None:
    """A signed event is answered, an unsigned one is 401; Telegram's secret is asked for."""
    async with SocketStandIn() as slack, house(tmp_path) as mine:
        told = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": f"older,{SIGNING}"}
        process = await mine.start("web", SLACK_API_BASE=slack.base, **told)
        await process.ready()
        body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
        at = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": sign(SIGNING, at, body).decode(),
        }
        async with aiohttp.ClientSession(process.url) as client:
            async with client.post(EVENTS_PATH, data=body, headers=headers) as answer:
                assert (answer.status, await answer.text()) == (200, "c")
            headers["X-Slack-Signature"] = "v0=0"
            async with client.post(EVENTS_PATH, data=body, headers=headers) as answer:
                assert answer.status == 401
            async with client.post("/telegram", data=b"{}") as answer:
                assert answer.status == 403
        assert await process.terminate() == 0
