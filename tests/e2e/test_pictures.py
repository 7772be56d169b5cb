"""Every card of a session carries its picture, on both platforms, over real HTTP on loopback."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.app import wordings
from bot.store.keys import person_id
from tests.drawn import drawn
from tests.e2e.slack_conversation import Life
from tests.e2e.telegram_companion import PEPPER, PREFERRED, Companion, companion
from tests.e2e.test_slack import USER, talking
from tests.standins.slack import Fault as SlackFault
from tests.standins.slack import SlackStandIn, Workspace
from tests.standins.telegram import Fault, TelegramServer

pytestmark = pytest.mark.asyncio

HOME = "What would you like to do?"
FLAG = "I cannot feel it when I wipe, and my legs are weak"
DAY_S = 24 * 3600.0
DAYS = 3
CARD = re.compile(r"^\d+ of \d+ · ", re.MULTILINE)
AWAY = Fault(502, "Bad Gateway")


class Seen(NamedTuple):
    """A card as the person sees it."""

    text: str
    picture: str


def names(picture: str) -> str:
    """The name of the exercise that a picture shows."""
    exercise = picture.rpartition(" ")[2].partition(".")[0].replace("_", "-")
    return wordings()["en"].text(f"exercise-{exercise}-name")


def check_cards(cards: list[Seen], uploads: list[str]) -> None:
    """Each card has the picture of its own exercise, and each picture was uploaded once."""
    assert len(cards) > 2 * DAYS
    assert [card.text for card in cards if not card.picture] == []
    assert all(names(card.picture) in card.text for card in cards)
    assert sorted(uploads) == sorted({card.picture for card in cards})
    assert len(uploads) < len(cards), "a picture was shown twice and uploaded once"


# --- Telegram -----------------------------------------------------------------------------------
@asynccontextmanager
async def on_telegram(folder: Path) -> AsyncIterator[Companion]:
    """Somebody who is about to begin a session, with every picture made."""
    async with TelegramServer() as server, companion(server, "polling") as life:
        life.app.outbox.pictures = drawn(folder)
        await life.says("/start")
        await life.answers_until(HOME)
        yield life
        assert server.violations == []


def cards_of(life: Companion) -> list[Seen]:
    """The cards of the chat, oldest first."""
    shown = (s for s in life.person.shown if CARD.search(s.text))
    return [Seen(s.text, s.body.decode()) for s in shown]


async def test_d19_every_card_carries_its_picture_on_telegram(tmp_path: Path) -> None:
    """Three sessions on three days: one message a card, choices in sight, one upload a picture."""
    async with on_telegram(tmp_path) as life:
        for _ in range(DAYS):
            await life.says("/today")
            await life.answers_until(HOME)
            await life.sleeps(DAY_S)
        files = [call.params["animation"] for call in life.server.sent("sendAnimation")]
        check_cards(cards_of(life), [file.decode() for file in files if isinstance(file, bytes)])
        assert [call.method for call in life.server.calls if not call.ok] == []
        assert all("\n\n✓ " in card.text for card in cards_of(life)[:-1])
        answered = [s for s in life.person.shown if CARD.search(s.text)]
        assert not any(s.rows for s in answered[:-1]), "an answered card has no buttons left"


async def test_d6_cards_whose_pictures_are_refused_are_told_in_words(tmp_path: Path) -> None:
    """The same cards as without pictures, each once, with buttons that work."""

    async def told(folder: Path, *, refused: bool) -> list[str]:
        async with on_telegram(folder) as life:
            if refused:
                wrong = Fault(400, "Bad Request: IMAGE_PROCESS_FAILED")
                life.server.faults = lambda method, _: wrong if method == "sendAnimation" else None
            else:
                life.app.outbox.pictures = None
            await life.says("/today")
            await life.answers_until(HOME)
            assert all(not card.picture for card in cards_of(life))
            return [s.text for s in life.person.shown]

    assert await told(tmp_path, refused=True) == await told(tmp_path, refused=False)


async def held_card(life: Companion) -> None:
    """Go on until a card is committed that Telegram did not take."""
    life.server.faults = lambda method, params: (
        AWAY if method.startswith("send") and CARD.search(_words(params)) else None
    )
    await life.says("/today")
    while not any(CARD.search(_words(call.params)) for call in life.server.calls if not call.ok):
        labels = list(life.person.last.buttons)
        await life.presses(next((label for label in PREFERRED if label in labels), labels[0]))
    assert cards_of(life) == []


def _words(params: dict[str, object]) -> str:
    return str(params.get("caption") or params.get("text") or "")


async def test_d7_d19_h4_no_picture_follows_a_referral(tmp_path: Path) -> None:
    """A card that waits is dropped with its picture when a red flag is committed."""
    async with on_telegram(tmp_path) as life:
        await held_card(life)
        await life.says(FLAG)
        life.server.faults = lambda _m, _p: None
        for _ in range(5):
            await life.sleeps(60)
        assert cards_of(life) == []
        assert life.server.sent("sendAnimation")[-1].ok is False
        assert any("999" in s.text for s in life.person.shown[-2:])


async def test_s13_no_picture_goes_to_somebody_who_was_erased(tmp_path: Path) -> None:
    """A card that waits is deleted with everything else."""
    async with on_telegram(tmp_path) as life:
        await held_card(life)
        shown = len(life.person.shown)
        person = person_id(PEPPER, "telegram", "", str(life.person.id))
        assert await life.app.store.erase(person, life.time.now())
        life.server.faults = lambda _m, _p: None
        for _ in range(5):
            await life.sleeps(60)
        assert len(life.person.shown) == shown


async def test_d8_a_card_that_waited_comes_whole_and_in_its_place(tmp_path: Path) -> None:
    """When the platform is back the card is told once, with its picture."""
    async with on_telegram(tmp_path) as life:
        await held_card(life)
        life.server.faults = lambda _m, _p: None
        for _ in range(5):
            await life.sleeps(60)
        [card] = cards_of(life)
        assert names(card.picture) in card.text
        assert life.person.last.buttons


# --- Slack --------------------------------------------------------------------------------------
async def slack_cards(slack: SlackStandIn) -> list[Seen]:
    """The cards of the direct conversation, oldest first; each picture has its words."""
    cards = []
    for shown in slack.messages["T1", f"D{USER}"].values():
        blocks = shown["blocks"]
        text = "\n".join(b["text"]["text"] for b in blocks if b["type"] == "section")
        if not CARD.search(text):
            continue
        images = [block for block in blocks if block["type"] == "image"]
        assert all("person" in image["alt_text"] for image in images)
        file = images[0]["slack_file"]["id"] if images else ""
        cards.append(Seen(text, slack.uploads[file].decode() if file else ""))
    return cards


async def test_d19_every_card_carries_its_picture_on_slack(tmp_path: Path) -> None:
    """Three sessions on three days: the picture stands in the card, above its words."""
    async with SlackStandIn(Workspace("T1", "xoxb-one")) as slack, talking(slack) as talker:
        talker.app.outbox.pictures = drawn(tmp_path)
        life = Life(talker, talker.sleeps)
        await talker.say("hello")
        await life.answers_until(HOME)
        for _ in range(DAYS):
            await talker.say("today")
            await life.answers_until(HOME)
            await talker.sleeps(DAY_S)
        cards = await slack_cards(slack)
        check_cards(cards, [body.decode() for body in slack.uploads.values()])
        assert slack.refused == []


async def test_a_workspace_without_the_scope_gets_every_card_in_words(tmp_path: Path) -> None:
    """Slack refuses the upload; each card is told once, and the session goes on."""
    async with SlackStandIn(Workspace("T1", "xoxb-one")) as slack, talking(slack) as talker:
        talker.app.outbox.pictures = drawn(tmp_path)
        slack.fail("files.getUploadURLExternal", *[SlackFault(error="missing_scope")] * 20)
        life = Life(talker, talker.sleeps)
        await talker.say("hello")
        await life.answers_until(HOME)
        await talker.say("today")
        await life.answers_until(HOME)
        cards = await slack_cards(slack)
        assert len(cards) >= 3
        assert [card.picture for card in cards] == [""] * len(cards)
        assert len({card.text for card in cards}) == len(cards)
