"""What the front lets through, and what it refuses."""

import asyncio
import contextlib
import random
import time

import pytest
from aiohttp import web

from bot.adapters.http_limits import (
    BadRequest,
    Limits,
    check_headers,
    parse_json,
    read_body,
    same_secret,
)

LIMITS = Limits(body_bytes_max=256 * 1024)
ANSWER_S_MAX = 0.25
"""Of processor time."""

BAD = {
    "empty": b"",
    "half": b"{",
    "bad UTF-8": b'{"a":"\xff"}',
    "surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
    "lone surrogate": b'{"a":"\\ud800"}',
    "reversed surrogates": b'{"a":"\\udc00\\ud800"}',
    "NaN": b'{"a":NaN}',
    "infinity": b'{"a":-Infinity}',
    "huge float": b'{"a":1e999}',
    "5,000 digits": b'{"a":' + b"9" * 5000 + b"}",
    "65 bits": b'{"a":18446744073709551616}',
    "list": b"[1]",
    "deep objects": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
    "deep lists": b'{"a":' + b"[" * 200_000,
    "65 deep": b'{"a":' + b"[" * 64 + b"]" * 64 + b"}",
    "byte order mark": b"\xef\xbb\xbf{}",
    "trailing": b"{}{}",
    "too large": b'{"a":"' + b"x" * 256 * 1024 + b'"}',
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_s3_a_bad_body_is_refused_with_4xx_and_not_quoted(body: bytes) -> None:
    """Whatever is not one small, flat, strict JSON object is a 4xx without its content."""
    with pytest.raises(BadRequest) as refusal:
        parse_json(body, LIMITS)
    assert 400 <= refusal.value.status < 500
    assert refusal.value.__cause__ is None


def test_s3_the_largest_shapes_within_the_limits_are_read() -> None:
    """64 levels and both ends of 64 bits are still read."""
    assert parse_json(b'{"a":' + b"[" * 63 + b"]" * 63 + b"}", LIMITS)
    ends = parse_json(b'{"a":[9223372036854775807,-9223372036854775808,true,1.5]}', LIMITS)
    assert ends == {"a": [2**63 - 1, -(2**63), True, 1.5]}


def test_s3_broken_bodies_are_refused_fast() -> None:
    """A thousand mutilated bodies cost at most 250 ms each and raise nothing but BadRequest."""
    chance = random.Random(3)
    whole = b'{"update_id":1,"message":{"text":"a\\u00e9","chat":{"id":-5,"x":[1,[2,{}]]}}}'
    for _ in range(1000):
        body = bytearray(whole * chance.choice((1, 1, 50)))
        for _ in range(chance.randint(1, 6)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        began_s = time.thread_time()
        with contextlib.suppress(BadRequest):
            assert isinstance(parse_json(bytes(body), LIMITS), dict)
        assert time.thread_time() - began_s < ANSWER_S_MAX


def test_s3_headers_have_a_limit() -> None:
    """8 KiB of headers pass, one byte more does not."""
    check_headers([(b"a", b"x" * 8191)], LIMITS)
    with pytest.raises(BadRequest) as refusal:
        check_headers([(b"a", b"x" * 8192)], LIMITS)
    assert refusal.value.status == 431


@pytest.mark.parametrize("given", ["", "secre", "secret ", "secrét", "\udcff", "SECRET"])
def test_s1_only_the_very_secret_matches(given: str) -> None:
    """A prefix, another case, another alphabet are not the secret."""
    assert not same_secret(given, "secret")
    assert same_secret("secret", "secret")


@pytest.mark.asyncio
async def test_s3_a_body_that_drips_is_cut() -> None:
    """A body that does not arrive in time is 408, and one that stops half-way ends quietly."""
    limits = Limits(body_bytes_max=1000, read_s_max=0.05)

    async def taking(request: web.Request) -> web.Response:
        try:
            return web.Response(body=await read_body(request, limits))
        except BadRequest as refusal:
            return web.Response(status=refusal.status)

    app = web.Application()
    app.router.add_post("/", taking)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]

    async def status(head: bytes, body: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: h\r\n" + head + b"\r\n\r\n" + body)
        line = await reader.readline()
        writer.close()
        return line.split()[1]

    assert await status(b"Content-Length: 5", b"whole") == b"200"
    assert await status(b"Content-Length: 100", b"drip") == b"408"
    assert await status(b"Content-Length: 1001", b"") == b"413"
    chunked = b"Transfer-Encoding: chunked"
    assert await status(chunked, b"3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n") == b"413"
    assert await status(b"Content-Encoding: gzip\r\nContent-Length: 2", b"\x1f\x8b") == b"415"
    await runner.cleanup()
