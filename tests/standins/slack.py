"""A stand-in for Slack's Web API: loopback HTTP, tokens, limits, rates and faults on demand.

It does what local-slack leaves out: it knows tokens, refuses what breaks a limit, answers 429
with Retry-After, and fails as told.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.standins.slack_limits import problems_of

JSON_FIELDS = ("blocks", "view", "files")


@dataclass
class Workspace:
    """One workspace of the stand-in, with its bot and its people's time zones."""

    team: str
    token: str
    bot_user: str = "UBOT"
    bot_id: str = "BBOT"
    zones: dict[str, str] = field(default_factory=dict)
    locale: str = "en-GB"


@dataclass(frozen=True)
class Call:
    """One call as it came: when, whose, which, with what."""

    team: str
    method: str
    body: dict[str, Any]


@dataclass
class Fault:
    """One answer that goes wrong: an HTTP status, an error code, or a cut connection."""

    status: int = 200
    error: str = ""
    retry_after: int | None = None
    cut: bool = False
    html: bool = False
    """A gateway's page instead of Slack's answer."""
    location: str = ""
    """Where a redirect points."""
    after: bool = False
    """Do the work first, then fail: the message arrived, the answer did not."""


class SlackStandIn:
    """The API of any number of workspaces at one loopback address."""

    def __init__(self, *workspaces: Workspace) -> None:
        self.workspaces = {one.token: one for one in workspaces}
        self.calls: list[Call] = []
        self.messages: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
        self.homes: dict[tuple[str, str], dict[str, Any]] = {}
        self.views: dict[str, dict[str, Any]] = {}
        self.uploads: dict[str, bytes] = {}
        self.files: set[tuple[str, str]] = set()
        self.slow_files = 0
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.refused: list[str] = []
        self.grants: dict[str, dict[str, Any]] = {}
        self.base = ""
        self._number = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._answer)
        app.router.add_post("/upload/{file}", self._upload)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong."""
        self.faults[method].extend(faults)

    def called(self, method: str) -> list[dict[str, Any]]:
        """The bodies of the calls of one method, in order."""
        return [call.body for call in self.calls if call.method == method]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        body = await _body(request)
        workspace = self.workspaces.get(request.headers.get("Authorization", "")[7:])
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault is not None and not fault.after:
            return _broken(request, fault)
        answer = self._work(workspace, method, body)
        return _broken(request, fault) if fault is not None else web.json_response(answer)

    def _work(
        self, workspace: Workspace | None, method: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        if method == "oauth.v2.access":
            self.calls.append(Call("", method, body))
            return self._grant(body)
        if workspace is None:
            return {"ok": False, "error": "invalid_auth"}
        self.calls.append(Call(workspace.team, method, body))
        if problems := problems_of(method, body):
            self.refused += problems
            return {"ok": False, "error": "invalid_blocks", "problems": problems}
        handler = getattr(self, f"_{method.replace('.', '_')}", None)
        return handler(workspace, body) if handler else {"ok": False, "error": "unknown_method"}

    def _grant(self, body: dict[str, Any]) -> dict[str, Any]:
        key = body.get("code") or body.get("refresh_token", "")
        return self.grants.pop(key, None) or {"ok": False, "error": "invalid_code"}

    def _auth_test(self, workspace: Workspace, _: dict[str, Any]) -> dict[str, Any]:
        return {
            "ok": True, "team_id": workspace.team, "user_id": workspace.bot_user,
            "bot_id": workspace.bot_id, "is_enterprise_install": False,
        }  # fmt: skip

    def _users_info(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        zone = workspace.zones.get(body["user"], "Europe/London")
        return {"ok": True, "user": {"id": body["user"], "tz": zone, "locale": workspace.locale}}

    def _conversations_open(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "channel": {"id": f"D{body['users']}"}}

    def _conversations_history(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        kept = self.messages[workspace.team, body["channel"]]
        return {"ok": True, "messages": [one for ts, one in kept.items() if ts == body["latest"]]}

    def _chat_postMessage(  # noqa: N802  (named after the method)
        self, workspace: Workspace, body: dict[str, Any]
    ) -> dict[str, Any]:
        if not self._ready(workspace, body):
            return {"ok": False, "error": "invalid_blocks"}
        stamp = self._stamp()
        self.messages[workspace.team, body["channel"]][stamp] = body | {"ts": stamp}
        return {"ok": True, "ts": stamp, "channel": body["channel"]}

    def _chat_update(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        kept = self.messages[workspace.team, body["channel"]]
        if body["ts"] not in kept:
            return {"ok": False, "error": "message_not_found"}
        if not self._ready(workspace, body):
            return {"ok": False, "error": "invalid_blocks"}
        kept[body["ts"]] = body
        return {"ok": True, "ts": body["ts"]}

    def _ready(self, workspace: Workspace, body: dict[str, Any]) -> bool:
        """Whether the workspace has every file of a message and has looked at it.

        A file that was uploaded a moment ago is refused as often as `slow_files` says.
        """
        shown = [b["slack_file"]["id"] for b in body.get("blocks", ()) if b["type"] == "image"]
        if shown and self.slow_files:
            self.slow_files -= 1
            return False
        return all((workspace.team, file) in self.files for file in shown)

    def _chat_postEphemeral(  # noqa: N802  (named after the method)
        self, workspace: Workspace, body: dict[str, Any]
    ) -> dict[str, Any]:
        return {"ok": True, "message_ts": self._stamp()}

    def _views_publish(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        self.homes[workspace.team, body["user_id"]] = body["view"]
        return {"ok": True}

    def _views_open(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        view_id = f"V{self._stamp()}"
        self.views[view_id] = body["view"]
        return {"ok": True, "view": body["view"] | {"id": view_id}}

    def _views_update(self, workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
        self.views[body["view_id"]] = body["view"]
        return {"ok": True}

    def _files_getUploadURLExternal(  # noqa: N802  (named after the method)
        self, workspace: Workspace, body: dict[str, Any]
    ) -> dict[str, Any]:
        name = f"F{self._stamp().replace('.', '')}"
        url = self.base.replace("/api/", f"/upload/{name}")
        return {"ok": True, "upload_url": url, "file_id": name}

    def _files_completeUploadExternal(  # noqa: N802  (named after the method)
        self, workspace: Workspace, body: dict[str, Any]
    ) -> dict[str, Any]:
        known = all(one["id"] in self.uploads for one in body["files"])
        self.files |= {(workspace.team, one["id"]) for one in body["files"] if known}
        return (
            {"ok": True, "files": body["files"]}
            if known
            else {"ok": False, "error": "file_not_found"}
        )

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")

    def _stamp(self) -> str:
        self._number += 1
        return f"1700000000.{self._number:06d}"


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {name: str(value) for name, value in (await request.post()).items()}
    return {k: json.loads(v) if k in JSON_FIELDS else v for k, v in form.items()}


def _broken(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.cut:
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    if fault.location:
        return web.Response(status=307, headers={"Location": fault.location})
    if fault.html:
        return web.Response(status=fault.status, text="<html>", content_type="text/html")
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
    body = {"ok": False, "error": fault.error or "internal_error"}
    return web.json_response(body, status=fault.status, headers=headers)
