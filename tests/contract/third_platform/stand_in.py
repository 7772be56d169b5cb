"""A pigeon loft, played for the contract."""

from __future__ import annotations

from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.platform import Platform
from bot.core.messages import Address, Message
from tests.contract.platforms import Shown

FAULTS = {"gone": 404, "slow_down": 429, "refused": 400, "broken": 502}


class StandIn:
    """A loft with one person who reads what is flown in."""

    address = Address("pigeon", "", "ann", "ann")

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/letters", self._flown)
        self._loft = TestServer(app)
        await self._loft.start_server()
        self.settings = {"PIGEON_URL": str(self._loft.make_url("")).rstrip("/"),
                         "PIGEON_SECRET": "coo"}  # fmt: skip
        self._letters: dict[str, dict[str, Any]] = {}
        self._client: TestClient[web.Request, web.Application] | None = None
        self._fault, self._number = 0, 0
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client:
            await self._client.close()
        await self._loft.close()

    async def connect(self, platform: Platform) -> None:
        app = web.Application()
        app.add_routes(platform.routes())
        self._client = TestClient(TestServer(app))
        await self._client.start_server()

    async def says(self, text: str) -> bool:
        return await self._send(text=text)

    async def presses(self, label: str) -> bool:
        for letter in reversed(self._letters.values()):
            for data, words in letter["buttons"]:
                if words == label:
                    return await self._send(data=data)
        raise AssertionError(label)

    def sees(self) -> list[Shown]:
        return [
            Shown(letter["text"], tuple(label for _, label in letter["buttons"]))
            for letter in self._letters.values()
        ]

    def fail(self, how: str) -> None:
        self._fault = FAULTS[how]

    async def _send(self, **letter: str) -> bool:
        assert self._client is not None
        self._number += 1
        body = {"id": self._number, "from": "ann", **letter}
        answer = await self._client.post("/pigeon", json=body, headers={"X-Pigeon": "coo"})
        return answer.status == 200

    async def _flown(self, request: web.Request) -> web.Response:
        fault, self._fault = self._fault, 0
        if fault:
            return web.Response(status=fault, headers={"Retry-After": "17"})
        letter = await request.json()
        name = letter.get("edits") or str(len(self._letters) + 1)
        if "choice" in letter:
            known = self._letters[name]
            known["text"], known["buttons"] = f"{known['text']}\n✓ {letter['choice']}", []
        else:
            self._letters[name] = {"text": letter["text"], "buttons": letter["buttons"]}
        return web.json_response({"id": name})


def lay_out(message: Message) -> None:
    """Pigeons carry any message."""
