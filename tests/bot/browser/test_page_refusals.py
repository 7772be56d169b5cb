"""Whatever is not our page is refused with 4xx, stores nothing, and harms nobody beside it."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio

from bot.adapters.browser import streams
from bot.adapters.browser.adapter import ADAPTER
from bot.adapters.browser.sessions import COOKIE
from bot.adapters.browser.streams import STREAMS_PER_PERSON_MAX
from bot.adapters.platform import Environment
from bot.errors import Misconfigured
from bot.store.memory import MemoryStore
from tests.bot.browser.site import Site, Visitor, visiting

BODIES = 5000
SOCKETS = 200
MEGABYTE = 1024 * 1024


@pytest.fixture
def store() -> MemoryStore:
    """One database for a test."""
    return MemoryStore()


@pytest_asyncio.fixture
async def ann(store: MemoryStore) -> AsyncIterator[Visitor]:
    """One person with the page open, who has said nothing."""
    async with Site(store) as site, visiting(site) as one:
        yield one


def assert_empty(store: MemoryStore) -> None:
    """Nothing at all is stored."""
    assert not store._people
    assert not store._transcripts
    assert not store._seen


GOOD: dict[str, Any] = {"id": "abcdefgh", "seen": 0, "text": "hello"}
WRONG_BODIES: dict[str, Any] = {
    "nothing": b"",
    "not JSON": b"{",
    "not UTF-8": b'{"text": "\xff"}',
    "a list": [GOOD],
    "a null": None,
    "no act": {"id": "abcdefgh", "seen": 0},
    "two acts": {**GOOD, "command": "today"},
    "blank words": {**GOOD, "text": "  \n "},
    "an unknown field": {**GOOD, "person": "ann"},
    "no id": {"seen": 0, "text": "hello"},
    "a bad id": {**GOOD, "id": "a|b|c|d|e"},
    "a short id": {**GOOD, "id": "a"},
    "seen below zero": {**GOOD, "seen": -1},
    "seen beyond whole numbers": {**GOOD, "seen": 2**60},
    "seen as a text": {**GOOD, "seen": "0"},
    "words of a kind": {**GOOD, "text": ["hello"]},
    "too many words": {**GOOD, "text": "x" * 4097},
    "a made-up button": {"id": "abcdefgh", "seen": 0, "press": "A" * 64},
    "a command that is a path": {"id": "abcdefgh", "seen": 0, "command": "../start"},
    "a zone that is none": {"id": "abcdefgh", "seen": 0, "command": "start", "zone": "a b\n"},
    "somebody's message": {**GOOD, "edits": 7},
    "a lone surrogate": b'{"id": "abcdefgh", "seen": 0, "text": "\\ud800"}',
    "deep JSON": b'{"a":' * 1000 + b"1" + b"}" * 1000,
}


@pytest.mark.parametrize("body", WRONG_BODIES.values(), ids=list(WRONG_BODIES))
async def test_a_frame_that_is_not_the_protocol_is_400(
    ann: Visitor, store: MemoryStore, body: Any
) -> None:
    """It is refused, and nothing is stored."""
    assert await ann.send(body) == 400
    assert_empty(store)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"X_Poised_Token": None}, 403),
        ({"X_Poised_Token": "0" * 32}, 403),
        ({"X_Poised_Token": "é"}, 403),
        ({"X_Forwarded_For": "203.0.113.9"}, 403),
        ({"Forwarded": "for=203.0.113.9"}, 403),
        ({"X_Real_IP": "127.0.0.1"}, 403),
        ({"Cookie": ""}, 401),
        ({"Cookie": f"{COOKIE}=" + "0" * 32 + "." + "0" * 32}, 401),
        ({"Cookie": f"{COOKIE}=é"}, 401),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Encoding": "gzip"}, 415),
        ({"X_Long": "x" * 7900}, 431),
    ],
)
async def test_s5_what_does_not_come_from_our_page_is_refused(
    ann: Visitor, store: MemoryStore, headers: dict[str, str | None], status: int
) -> None:
    """Another site, host, proxy or cookie, or no token: a good act is not taken."""
    assert await ann.send(GOOD, **headers) == status
    assert_empty(store)


async def test_the_token_of_one_page_does_not_open_another(
    ann: Visitor, store: MemoryStore
) -> None:
    """A token belongs to its cookie."""
    async with visiting(ann.site) as bob:
        assert await bob.send(GOOD, X_Poised_Token=ann.token) == 403
    assert_empty(store)


async def test_a_stream_and_a_file_are_for_our_cookie_alone(
    ann: Visitor, store: MemoryStore
) -> None:
    """Without it, from another origin, or with a made-up place, there is no stream."""
    refused = [
        ("stream", {"Cookie": ""}, 401),
        ("stream", {"Origin": "https://evil.example"}, 403),
        ("stream", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("stream", {"Host": "evil.example"}, 403),
        ("stream", {"Last-Event-ID": "x"}, 400),
        ("stream?seen=-1", {}, 400),
        ("stream?seen=99999999999999999", {}, 400),
        ("saved/1", {"Cookie": ""}, 401),
        ("pictures/../../etc/passwd", {}, 404),
        ("files/..%2fsite.py", {}, 404),
        ("files/index.html", {}, 404),
        ("files/app.js", {"Host": "evil.example"}, 403),
    ]
    for path, headers, status in refused:
        async with (
            ann.client_for(headers) as client,
            client.get(f"/browser/{path}", headers=headers) as answer,
        ):
            assert answer.status == status, path
    assert_empty(store)


async def test_another_name_of_this_machine_is_led_to_ours_and_a_proxy_is_not_served(
    ann: Visitor,
) -> None:
    """A page under a foreign name never carries a token."""
    for host in ("localhost:1", "evil.example"):
        async with ann.client.get(
            "/browser", headers={"Host": host}, allow_redirects=False
        ) as answer:
            assert (answer.status, answer.headers["Location"]) == (
                302, f"{ann.site.origin}/browser",
            )  # fmt: skip
            assert "Set-Cookie" not in answer.headers
    async with ann.client.get("/browser", headers={"X-Forwarded-For": "203.0.113.9"}) as answer:
        assert answer.status == 403


async def test_a_megabyte_is_refused_and_the_next_act_is_taken(
    ann: Visitor, store: MemoryStore
) -> None:
    """A large body is 413 unread; the same person goes on."""
    assert await ann.send({**GOOD, "text": "x" * MEGABYTE}) == 413
    assert_empty(store)
    assert await ann.send(ann.frame(command="start")) == 204


async def test_five_thousand_bad_bodies_are_4xx_and_store_nothing(
    ann: Visitor, store: MemoryStore
) -> None:
    """Cut, mixed and random bodies of one seed: no 5xx, and a good person beside is served."""
    drawn = random.Random(15)
    good = json.dumps(GOOD).encode()
    for _ in range(BODIES):
        body = bytearray(good)
        for _ in range(drawn.randint(1, 6)):
            body[drawn.randrange(len(body))] = drawn.randrange(256)
        cut = bytes(body[: drawn.randint(0, len(body) - 1)])
        assert 400 <= await ann.send(cut) < 500
    assert_empty(store)
    async with visiting(ann.site) as bob:
        await bob.act(command="start")
        assert len(await bob.read()) == 1


async def test_two_hundred_sockets_of_one_person_leave_room_for_others(ann: Visitor) -> None:
    """The newest few stay, the others are closed; somebody else's stream opens and hears."""
    async with AsyncExitStack() as held:
        answers = [
            await held.enter_async_context(ann.client.get("/browser/stream"))
            for _ in range(SOCKETS)
        ]
        assert {answer.status for answer in answers} == {200}
        for answer in answers[:-STREAMS_PER_PERSON_MAX]:
            assert b"event: ready" in await answer.read()  # Read to its end: it is closed.
        assert len(ann.site.platform._streams._open[ann.person]) == STREAMS_PER_PERSON_MAX
        async with visiting(ann.site) as bob, bob.stream() as events:
            await bob.act(command="start")
            assert [(await anext(events))["event"] for _ in range(2)] == ["ready", "message"]


async def test_one_stream_more_than_a_process_bears_is_429(
    ann: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes then is told to come again; whoever is there stays."""
    monkeypatch.setattr(streams, "STREAMS_MAX", 1)
    async with ann.stream() as events, visiting(ann.site) as bob:
        assert (await anext(events))["event"] == "ready"
        async with bob.client.get("/browser/stream") as answer:
            assert answer.status == 429
        await ann.act(command="start")
        assert (await anext(events))["event"] == "message"


@pytest.mark.parametrize(
    ("told", "setting"),
    [
        ({"BROWSER_ORIGIN": "https://poised.example"}, "BROWSER_ORIGIN"),
        ({"BROWSER_ORIGIN": "http://192.168.0.7:8765"}, "BROWSER_ORIGIN"),
        ({"BROWSER_ORIGIN": "http://127.0.0.1.evil.example"}, "BROWSER_ORIGIN"),
        ({"BROWSER_ORIGIN": "http://ann@127.0.0.1:8765"}, "BROWSER_ORIGIN"),
        ({"BROWSER_ORIGIN": "http://127.0.0.1:8765/x"}, "BROWSER_ORIGIN"),
        ({"BROWSER_ORIGIN": "http://127.0.0.1:99999"}, "BROWSER_ORIGIN"),
        ({"BROWSER_OPENS": "yes"}, "BROWSER_ORIGIN"),
        ({"BROWSER_ORIGIN": "http://127.0.0.1:8765", "BROWSER_OPENS": "so"}, "BROWSER_OPENS"),
    ],
)
async def test_s1_an_address_that_others_could_reach_is_refused(
    told: Environment, setting: str
) -> None:
    """Nobody signs in yet, so the page is for this machine alone."""
    with pytest.raises(Misconfigured) as refused:
        await ADAPTER.doctor(told, b"")
    assert refused.value.setting == setting
