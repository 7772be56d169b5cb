"""The front on raw bytes: limits that hold before any library sees a request (S3).

Every refusal is a `BadRequest` with a 4xx status; nothing of the request is quoted in it.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterable
from typing import Any

import msgspec
from aiohttp import web
from msgspec import Struct

DEPTH_MAX = 64
HEADERS_BYTES_MAX = 8 * 1024
READ_S_MAX = 10.0
CHUNK_BYTES = 64 * 1024
INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1


class BadRequest(Exception):
    """A request that is refused; `status` is what the sender is told."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Limits(Struct, frozen=True):
    """How large a request may be, and how long it may take to arrive."""

    body_bytes_max: int
    depth_max: int = DEPTH_MAX
    headers_bytes_max: int = HEADERS_BYTES_MAX
    read_s_max: float = READ_S_MAX


async def read_body(request: web.Request, limits: Limits) -> bytes:
    """Read the raw body within the limits. Raises BadRequest (408, 413, 415, 431)."""
    check_headers(request.raw_headers, limits)
    if "Content-Encoding" in request.headers:
        raise BadRequest(415, "compressed bodies are not read")
    if (request.content_length or 0) > limits.body_bytes_max:
        raise BadRequest(413, "body too large")
    try:
        async with asyncio.timeout(limits.read_s_max):
            return await _within(request, limits.body_bytes_max)
    except TimeoutError:
        raise BadRequest(408, "body too slow") from None
    except (web.RequestPayloadError, OSError):
        raise BadRequest(400, "body did not arrive whole") from None


def check_headers(headers: Iterable[tuple[bytes, bytes]], limits: Limits) -> None:
    """Refuse more header bytes than the limit. Raises BadRequest (431)."""
    if sum(len(name) + len(value) for name, value in headers) > limits.headers_bytes_max:
        raise BadRequest(431, "headers too large")


def parse_json(body: bytes, limits: Limits) -> dict[str, Any]:
    """Parse one JSON object strictly: UTF-8, no NaN, no lone surrogates, 64-bit integers.

    Raises BadRequest (400, 413).
    """
    if len(body) > limits.body_bytes_max:
        raise BadRequest(413, "body too large")
    try:
        tree = msgspec.json.decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise BadRequest(400, "not JSON") from None
    if not isinstance(tree, dict):
        raise BadRequest(400, "not a JSON object")
    _check_tree(tree, limits.depth_max)
    return tree


def same_secret(given: str, wanted: str) -> bool:
    """Compare two secrets in constant time; what is not ASCII is never equal."""
    return hmac.compare_digest(given.encode(errors="surrogatepass"), wanted.encode())


async def _within(request: web.Request, most: int) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK_BYTES):
        body += chunk
        if len(body) > most:
            raise BadRequest(413, "body too large")
    return bytes(body)


def _check_tree(tree: dict[str, Any], depth_max: int) -> None:
    """Walk level by level, so that no input can use up the stack."""
    level: list[Any] = [tree]
    for _ in range(depth_max):
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise BadRequest(400, "JSON too deep")


def _children(value: object) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, list):
        return value
    if isinstance(value, int) and not INT64_MIN <= value <= INT64_MAX:
        raise BadRequest(400, "integer out of range")
    return ()
