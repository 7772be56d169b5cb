"""Telegram, played for the contract: updates by webhook."""

from __future__ import annotations

import json
from typing import Any, Self

from aiohttp import web

from bot.adapters.platform import Platform
from bot.adapters.telegram.layout import calls, html_params
from bot.core.messages import Address, Message
from tests.contract.platforms import Shown
from tests.standins.telegram import Fault, TelegramServer
from tests.standins.telegram_limits import check_keyboard, shown_text

USER = 7
SECRET = "webhook-secret-canary-0123456789-abcdef"
FAULTS = {
    "gone": Fault(403, "Forbidden: bot was blocked by the user"),
    "slow_down": Fault(429, "Too Many Requests: retry after 17", retry_after=17),
    "refused": Fault(400, "Bad Request: message is too long"),
    "broken": Fault(502, "Bad Gateway"),
}


class StandIn:
    """A Telegram with one person in a private chat."""

    address = Address("telegram", "", str(USER), str(USER))

    async def __aenter__(self) -> Self:
        self.server = await TelegramServer(redeliver_s=3600.0).__aenter__()
        self.person = self.server.person(USER)
        self.settings = {
            "TELEGRAM_TOKEN": self.server.token,
            "TELEGRAM_SECRET": SECRET,
            "TELEGRAM_API_BASE": self.server.base,
            "TELEGRAM_PUBLIC_URL": "http://127.0.0.1/telegram",
            "TELEGRAM_SENDS_PER_SECOND": "10000",
            "TELEGRAM_CHAT_INTERVAL_S": "0.001",
        }
        self._runner: web.AppRunner | None = None
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner:
            await self._runner.cleanup()
        await self.server.__aexit__()
        assert self.server.violations == []

    async def connect(self, platform: Platform) -> None:
        app = web.Application()
        app.add_routes(platform.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{self._runner.addresses[0][1]}/telegram"
        self.settings["TELEGRAM_PUBLIC_URL"] = address
        self.server.webhook = {"url": address, "secret_token": SECRET}

    async def says(self, text: str) -> bool:
        return await self._taken({"message": self.person.message(text=text)})

    async def presses(self, label: str) -> bool:
        shown = next(s for s in reversed(self.person.shown) if label in s.buttons)
        return await self._taken(self.person.press(shown.buttons[label], shown.id))

    def sees(self) -> list[Shown]:
        return [Shown(s.text, tuple(s.buttons), s.body) for s in self.person.shown]

    def fail(self, how: str) -> None:
        waiting = [FAULTS[how]]
        self.server.faults = lambda _m, _p: waiting.pop() if waiting else None

    def fail_upload(self, how: str, times: int = 1) -> None:
        waiting = [FAULTS[how]] * times
        self.server.faults = lambda method, params: (
            waiting.pop() if waiting and isinstance(params.get("animation"), bytes) else None
        )

    def uploaded(self) -> list[bytes]:
        sent = [call.params["animation"] for call in self.server.sent("sendAnimation") if call.ok]
        return [file for file in sent if isinstance(file, bytes)]

    def forget_files(self) -> None:
        self.server.chats.files.clear()

    async def _taken(self, update: dict[str, Any]) -> bool:
        number = next(self.server._numbers)
        return await self.server.post({"update_id": number, **update}) == 200


def lay_out(message: Message) -> None:
    """Lay a message out; raises where a limit breaks."""
    for call in calls(message, USER, lambda press: f"{press.token:x}.{press.option}"[:64]):
        params = html_params(call)
        if call.text:
            shown_text(params)
        markup = params.get("reply_markup")
        check_keyboard(json.loads(markup.to_json()) if markup else None)
