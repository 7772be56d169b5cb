"""PTB's Bot as our client: on our transport, with updates as they came."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.adapters.telegram.config import TelegramConfig

HTTP_TIMEOUT_S = 10.0
CONNECTIONS_MAX = 64
TOO_MANY_REQUESTS = 429
OK = 200
LOOK_BYTES = 32
"""Where `"ok":false` stands in an answer."""
RETRY_AFTER_S = 1.0
"""How long to wait when a server says "too many" and does not say how long."""
RETRY_AFTER_S_MAX = 3600.0


class Flooded(TelegramError):
    """Telegram asks to wait `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One connection pool, opened by the first request."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that a whole request may take."""
        return self._timeout_s

    async def initialize(self) -> None:
        """Open the pool; PTB calls this, a first request does it as well."""
        self._pool()

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,
        **timeouts: Any,
    ) -> tuple[int, bytes]:
        """Make one request; the read time-out covers all of it. Raises TelegramError."""
        seconds = timeouts.get("read_timeout", self.DEFAULT_NONE)
        seconds = self._timeout_s if seconds is self.DEFAULT_NONE else seconds
        try:
            async with self._pool().request(
                method,
                url,
                data=_form(request_data),
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as response:
                code, payload = response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None
        code = _said_code(payload, code)
        if code == TOO_MANY_REQUESTS:
            raise Flooded(_retry_after(payload))
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer; PTB's own would log it when it fails. Raises TelegramError."""
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    def _pool(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS_MAX)
            self._session = aiohttp.ClientSession(connector=connector)
        return self._session


def _form(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData(request_data.json_parameters)
    for field, (name, body, media) in (request_data.multipart_data or {}).items():
        form.add_field(field, body, filename=name, content_type=media)
    return form


def _said_code(payload: bytes, code: int) -> int:
    """Some servers answer 200 and say in the body that it failed; the body is believed."""
    if code != OK or b"false" not in payload[:LOOK_BYTES]:
        return code
    try:
        answer = json.loads(payload)
        return OK if answer["ok"] else int(answer["error_code"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return code


def _retry_after(payload: bytes) -> float:
    """Seconds that a 429 names; never nothing, never for ever."""
    try:
        seconds = float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return RETRY_AFTER_S
    return min(max(seconds, RETRY_AFTER_S), RETRY_AFTER_S_MAX)


class Client(Bot):
    """PTB's Bot, and raw updates: its own method fails whole on one update it cannot parse."""

    async def raw_updates(self, seconds: int, **wanted: Any) -> dict[int, dict[str, Any]]:
        """Long-poll for `seconds`; updates by number, unparsed. Raises TelegramError."""
        answer = await self._post(
            "getUpdates", {"timeout": seconds} | wanted, read_timeout=seconds + HTTP_TIMEOUT_S
        )
        return {number: update for update in _objects(answer) if (number := _number(update)) >= 0}

    async def close_connections(self) -> None:
        """Close the connections."""
        await self.request.shutdown()


def open_client(config: TelegramConfig) -> Client:
    """Make a client; its first request opens the connections."""
    request = AiohttpRequest(HTTP_TIMEOUT_S)
    return Client(
        config.token,
        base_url=f"{config.api_base}/bot",
        base_file_url=f"{config.file_base}/bot",
        request=request,
        get_updates_request=request,
    )


def _objects(answer: Any) -> list[dict[str, Any]]:
    return [u for u in answer if isinstance(u, dict)] if isinstance(answer, list) else []


def _number(update: dict[str, Any]) -> int:
    number = update.get("update_id")
    return number if isinstance(number, int) else -1
