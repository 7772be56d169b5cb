"""The page over real HTTP: nothing is lost, nothing doubled, and nobody sees anybody else."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.adapters.browser import streams
from bot.adapters.browser.adapter import ADAPTER
from bot.adapters.browser.config import BrowserConfig, read_config
from bot.adapters.browser.site import FILES
from bot.core.messages import Address, Button, Document, Message, Picture
from bot.store.memory import MemoryStore
from tests.bot.browser.site import Site, Visitor, texts, visiting
from tests.waits import HANG_S

RED = "I cannot feel it when I wipe, and my legs are weak"
FOLDER = Path(streams.__file__).parent / "files"
FIRST_VIEW_BYTES_MAX = 150_000
REQUESTS_MAX = 10


@pytest.fixture
def store() -> MemoryStore:
    """One database for a test."""
    return MemoryStore()


@pytest_asyncio.fixture
async def site(store: MemoryStore) -> AsyncIterator[Site]:
    """One process."""
    async with Site(store) as one:
        yield one


@pytest_asyncio.fixture
async def ann(site: Site) -> AsyncIterator[Visitor]:
    """One person with the page open."""
    async with visiting(site) as one:
        yield one


def address_of(visitor: Visitor) -> Address:
    """Where somebody is written to."""
    return Address("browser", "", visitor.name, visitor.name)


async def test_from_hello_to_the_first_question_by_buttons_and_words(ann: Visitor) -> None:
    """Start, a press and typed words lead on; an answered question shows the choice alone."""
    await ann.act(command="start", zone="Europe/London")
    await ann.press("I agree")
    hello, age = await ann.read()
    assert "Hello! I am *Poised*" in hello["text"]
    assert (hello["choice"], hello.get("buttons")) == ("I agree", None)
    await ann.act(text="44")
    entries = await ann.read()
    assert texts(entries)[2] == "> 44"
    assert len(entries) > 3 and "?" in entries[3]["text"] and age["id"] < entries[2]["id"]


async def test_a_reload_and_a_second_tab_show_the_same_once(ann: Visitor) -> None:
    """However often the page is opened, each message is there once and in order."""
    await ann.act(command="start")
    await ann.press("I agree")
    await ann.act(text="44")
    first, second = await ann.read(), await ann.read()
    assert first == second
    ids = [one["id"] for one in first]
    assert sorted(ids) == sorted(set(ids))


async def test_a_stream_reads_on_after_the_change_it_has_seen(ann: Visitor) -> None:
    """What came while a phone slept is sent, and nothing that it had before."""
    await ann.act(command="start")
    await ann.read()
    slept = ann.seen
    await ann.press("I agree")
    await ann.act(text="44")
    missed = await ann.read(slept)
    assert missed[0]["choice"] == "I agree"  # Changed in place: the same message once more.
    assert "> 44" in texts(missed)
    assert await ann.read(ann.seen) == []


async def test_what_comes_while_the_page_is_open_comes_over_its_stream(ann: Visitor) -> None:
    """Two open tabs get each message at the moment it is said."""
    async with ann.stream() as one, ann.stream() as two:
        await ann.act(command="start")
        for tab in (one, two):
            events = [await anext(tab), await anext(tab)]
            assert [event["event"] for event in events] == ["ready", "message"]
            assert "Hello! I am" in events[1]["data"]


async def test_d3_one_act_sent_twice_counts_once(ann: Visitor, store: MemoryStore) -> None:
    """A page that did not hear our answer sends again, under the same id."""
    await ann.act(command="start")
    await ann.press("I agree")
    await ann.read()
    frame = ann.frame(text="44")
    assert [await ann.send(frame) for _ in range(3)] == [204] * 3
    await ann.site.app.runner.idle()
    entries = await ann.read()
    assert texts(entries).count("> 44") == 1 and len(entries) == 4
    assert [one["act"] for one in entries if one.get("mine")] == [frame["id"]]
    answers = [line for line in await store.journal(ann.person) if b"age" in line]
    assert len(answers) == 1


async def test_d4_a_message_that_is_sent_again_stands_there_once(ann: Visitor) -> None:
    """The process died after writing and before noting it: the outbox brings the same name."""
    channel, message = ann.site.platform.channel, Message("question", "Once", name="p|7")
    receipts = [await channel.deliver(address_of(ann), message) for _ in range(3)]
    assert len(set(receipts)) == 1
    assert texts(await ann.read()) == ["Once"]


async def test_a_restart_loses_and_doubles_nothing(ann: Visitor, store: MemoryStore) -> None:
    """A new process over the same store goes on, for the same cookie and the same page."""
    await ann.act(command="start")
    await ann.press("I agree")
    before = await ann.read()
    await ann.site.__aexit__()
    async with Site(store, ann.site.port) as again:
        ann.site = again
        assert await ann.read() == before
        await ann.act(text="44")
        assert texts(await ann.read())[:3] == [*texts(before), "> 44"]


async def test_while_the_store_is_silent_an_act_is_refused_and_taken_later(
    ann: Visitor, store: MemoryStore
) -> None:
    """503, and the same act afterwards is there once, before its answer."""
    await ann.act(command="start")
    await ann.press("I agree")
    await ann.read()
    frame = ann.frame(text="44")
    store.down = True
    assert await ann.send(frame) == 503
    store.down = False
    assert await ann.send(frame) == 204
    await ann.site.app.runner.idle()
    assert texts(await ann.read())[2] == "> 44"


async def test_h2_an_emergency_is_answered_without_the_database(
    ann: Visitor, store: MemoryStore
) -> None:
    """The open page gets the urgent signs though nothing can be stored."""
    async with ann.stream() as events:
        assert (await anext(events))["event"] == "ready"
        store.down = True
        assert await ann.send(ann.frame(text=RED)) == 503
        said = await anext(events)
    assert "id" not in said
    assert "emergency" in json.loads(said["data"])["text"].lower()


async def test_h1_after_a_red_flag_nothing_but_the_referral_comes(ann: Visitor) -> None:
    """The words are answered by a referral; an old button brings no exercise after it."""
    await ann.act(command="start")
    await ann.press("I agree")
    age = (await ann.read())[1]
    await ann.act(text="44")
    await ann.read()
    await ann.act(text=RED)
    entries = await ann.read()
    at = next(n for n, one in enumerate(entries) if one["text"] == RED)
    assert entries[at + 1]["kind"] == "referral"
    assert "911" in entries[at + 1]["text"] or "emergency" in entries[at + 1]["text"].lower()
    await ann.act(command="today")
    later = (await ann.read())[at + 2 :]
    assert all("Set 1" not in one["text"] and not one.get("picture") for one in later)
    assert age["id"] < entries[at]["id"]


async def test_s6_one_persons_messages_never_reach_another_cookie(ann: Visitor) -> None:
    """Two hundred words of one are on no stream, no file and no button of the other."""
    channel, theirs = ann.site.platform.channel, address_of(ann)
    async with visiting(ann.site) as bob, bob.stream() as events:
        assert (await anext(events))["event"] == "ready"
        for number in range(200):
            await channel.deliver(
                theirs, Message("question", f"canary {number}", name=f"a|{number}")
            )
        file = Message("question", "File", document=Document("a.json", b"{}"), name="a|f")
        number = int((await channel.deliver(theirs, file)).message)
        picture = Picture("cat/1.png", b"png", "A cat")
        await channel.deliver(theirs, Message("question", picture=picture, name="a|p"))
        asked = Message("question", "Ann?", 7, (Button("yes", "Yes"),), name="a|b")
        await channel.deliver(theirs, asked)
        pressed = (await ann.read())[-1]["buttons"][0]["data"]
        assert await bob.send(bob.frame(press=pressed)) == 400
        assert await bob.send(bob.frame(text="x", edits=number)) == 400
        for path, mine in ((f"saved/{number}", b"{}"), (f"pictures/{picture.content}", b"png")):
            async with ann.client.get(f"/browser/{path}") as answer:
                assert (answer.status, await answer.read()) == (200, mine)
            async with bob.client.get(f"/browser/{path}") as answer:
                assert answer.status == 404
        await channel.deliver(address_of(bob), Message("question", "For Bob", name="b|1"))
        assert json.loads((await anext(events))["data"])["text"] == "For Bob"
        assert texts(await bob.read()) == ["For Bob"]


async def test_own_words_are_changed_in_place(ann: Visitor) -> None:
    """An edit corrects the answer that the words gave, and is marked."""
    await ann.act(command="start")
    await ann.press("I agree")
    await ann.read()
    await ann.act(text="44")
    mine = (await ann.read())[2]
    await ann.act(text="45", edits=mine["id"])
    entries = await ann.read()
    changed = next(one for one in entries if one["id"] == mine["id"])
    assert (changed["text"], changed["edited"]) == ("45", True)
    record = await ann.site.host.known(address_of(ann))
    assert record is not None and "45" in str(record.conversation)


async def test_words_written_before_a_question_was_shown_do_not_answer_it(ann: Visitor) -> None:
    """A page that had not shown the newest question says so by what it has seen."""
    await ann.act(command="start")
    await ann.read()
    slept = ann.seen
    await ann.press("I agree")
    await ann.read()
    ann.seen = slept
    await ann.act(text="44")
    record = await ann.site.host.known(address_of(ann))
    assert record is not None and "44" not in str(record.conversation)


async def test_s13_what_is_erased_leaves_the_page_too(
    ann: Visitor, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the person their transcript goes, and an open page is told."""
    await ann.act(command="start")
    await ann.press("I agree")
    await ann.act(command="delete")
    sure = (await ann.read())[-1]["buttons"][0]["label"]
    monkeypatch.setattr(streams, "BEAT_S", 0.05)
    async with ann.stream() as events:
        async for event in events:
            if event["event"] == "ready":
                break
        await ann.press(sure)
        async for event in events:
            if event["event"] == "erased":
                break
    assert await ann.read() == []
    assert not store._transcripts


async def test_a_stream_that_lags_reads_what_it_missed_from_the_store(
    ann: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A queue that overflows drops entries; the gap is seen and filled, in order."""
    monkeypatch.setattr(streams, "QUEUE_MAX", 2)
    channel = ann.site.platform.channel
    async with ann.stream() as events:
        assert (await anext(events))["event"] == "ready"
        every = [Message("question", f"{n}", name=f"p|{n}") for n in range(20)]
        await asyncio.gather(*(channel.deliver(address_of(ann), one) for one in every))
        shown = [json.loads((await anext(events))["data"])["text"] for _ in range(20)]
    assert shown == [f"{n}" for n in range(20)]


def test_the_command_needs_no_setting_and_its_options_come_first() -> None:
    """Without anything the page is on this machine and opens; options say where and whether."""
    assert read_config(ADAPTER.assumed) == BrowserConfig("http://127.0.0.1:8765", opens=True)
    said = ADAPTER.options()(context=None, port=9000, no_open=True)
    config = read_config({**ADAPTER.assumed, **said})
    assert config == BrowserConfig("http://127.0.0.1:9000", opens=False)
    assert ADAPTER.options()(context=None) == {}


async def test_d16_a_stop_lets_open_streams_go(store: MemoryStore) -> None:
    """The server of `poised browser` ends with its event, though a page is listening."""
    site, stop = Site(store), asyncio.Event()
    listener = site.platform.listener()
    assert listener.place == f"{site.origin}/browser"
    serving = asyncio.create_task(listener.run(stop))
    one = Visitor(site)
    async with asyncio.timeout(HANG_S):
        while not await _is_open(one):
            pass
        async with one.stream() as events:
            assert (await anext(events))["event"] == "ready"
            stop.set()
            assert [event async for event in events] == []
        await serving
    await one.client.close()


async def _is_open(visitor: Visitor) -> bool:
    with suppress(aiohttp.ClientConnectionError):
        return bool(await visitor.open())
    return False


async def test_the_first_view_is_small_and_asks_nobody_else(ann: Visitor) -> None:
    """Page and files are few and light, and no address but ours stands in them."""
    page = await ann.open()
    asked = re.findall(r'(?:href|src)="(/browser/[^"]+)"', page)
    asked += [f"/browser/files/{name}" for name in FILES]
    weight = len(page.encode())
    for path in set(asked):
        async with ann.client.get(path) as answer:
            assert answer.status == 200
            weight += len(await answer.read())
            tag = answer.headers["ETag"]
        async with ann.client.get(path, headers={"If-None-Match": tag}) as answer:
            assert answer.status == 304
    assert weight <= FIRST_VIEW_BYTES_MAX
    assert len(set(asked)) + 2 <= REQUESTS_MAX  # The page and its stream.
    source = page + "".join((FOLDER / name).read_text("utf-8") for name in FILES)
    foreign = re.findall(r"https?://[^\s\"'<>]+", source)
    assert foreign == ["http://www.w3.org/2000/svg"]  # The name of a format, never asked for.


async def test_s5_the_page_carries_a_strict_policy_and_a_closed_cookie(ann: Visitor) -> None:
    """No inline script or style, nothing from elsewhere, no frame; a closed cookie."""
    page = await ann.open()
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|style=", page)
    async with ann.client.get("/browser") as answer:
        policy = answer.headers["Content-Security-Policy"]
        cookie = answer.headers["Set-Cookie"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert {"HttpOnly", "SameSite=Strict", "Path=/browser"} <= set(cookie.split("; "))
    for name in FILES:
        source = (FOLDER / name).read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source
        )
