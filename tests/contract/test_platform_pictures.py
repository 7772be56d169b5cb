"""What every platform that shows pictures promises: the card is one message, told once, or words.

The words of a card never wait for its picture, are never doubled by it and never come out of order.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import cast

import pytest
import pytest_asyncio
from msgspec.structs import replace

from bot.adapters.platform import Host, Platform
from bot.adapters.registry import ADAPTERS
from bot.app import engine, words
from bot.core.messages import Button, Message, Picture
from bot.core.ports import ShowsPictures
from bot.errors import Paused, StoreUnavailable
from bot.store.memory import MemoryStore
from tests.contract.platforms import PictureStandIn, stand_in
from tests.contract.test_platforms import SECRET, Intake, named, nobody

ALT = "A person on all fours reaches one arm and the other leg away."
GIF = b"GIF89a bird dog"
CARD = Message(
    "question",
    text="*Bird dog*\n\n2 sets of 6 & rest <well>",
    token=7,
    buttons=(Button("well", "Went well"), Button("hurts", "It hurts")),
    picture=Picture("bird_dog", GIF, ALT, "image/gif"),
    notice="You have a message.",
)
LONG = replace(CARD, text="\n\n".join(f"({n}) Move slowly & breathe on." for n in range(60)))
BUTTONS = ("Went well", "It hurts")


class Forgetful(MemoryStore):
    """A store that can be away, and that can die at the moment of a note."""

    away = False

    async def tenant(self, platform: str, tenant: str) -> bytes | None:
        """Read, unless away."""
        return await super().tenant(platform, tenant) if not self.away else _silence()

    async def keep_tenant(self, platform: str, tenant: str, body: bytes) -> None:
        """Write, unless away."""
        if self.away:
            _silence()
        await super().keep_tenant(platform, tenant, body)


def _silence() -> None:
    raise StoreUnavailable("silent")


class Bench:
    """One platform that shows pictures, on its stand-in, with one store over all its starts."""

    def __init__(self, name: str, played: PictureStandIn) -> None:
        self.adapter, self.stand_in, self.store = ADAPTERS[name], played, Forgetful()
        self.platform = self._open()

    def _open(self) -> Platform:
        host = Host(self.store, SECRET, words(), engine(), time.time, Intake(), nobody, named)
        platform = self.adapter.open(self.stand_in.settings, host, served=True)
        assert platform is not None
        return platform

    async def restart(self) -> None:
        """Another process with the same database."""
        await self.platform.close()
        self.platform = self._open()
        await self.stand_in.connect(self.platform)

    async def deliver(self, message: Message) -> str:
        """Send one message; gives the id of the message that carries its buttons."""
        return (await self.platform.channel.deliver(self.stand_in.address, message)).message

    def sees(self) -> list[tuple[bool, bool, tuple[str, ...]]]:
        """Of each message: whether it has the picture, has the words, and its buttons."""
        return [(s.picture == GIF, "breathe on" in s.text or "2 sets of 6 & rest <well>" in s.text,
                 s.buttons) for s in self.stand_in.sees()]  # fmt: skip


@pytest_asyncio.fixture(params=ADAPTERS)
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    """Each registered platform that shows pictures by uploading them."""
    async with stand_in(request.param) as played:
        bench = Bench(request.param, cast("PictureStandIn", played))
        uploads = hasattr(played, "fail_upload")
        if not (uploads and isinstance(bench.platform.channel, ShowsPictures)):
            await bench.platform.close()
            pytest.skip("a platform without pictures gets the words, one's own page asks for them")
        await played.connect(bench.platform)
        yield bench
        await bench.platform.close()


WHOLE = (True, True, BUTTONS)
WORDS = (False, True, BUTTONS)


async def test_d19_a_card_is_one_message_with_its_picture_words_and_buttons(bench: Bench) -> None:
    """What belongs together is seen together."""
    await bench.deliver(CARD)
    assert bench.sees() == [WHOLE]


async def test_a_long_card_follows_its_picture_with_the_buttons_at_the_end(bench: Bench) -> None:
    """Nothing is lost where the words do not fit below a picture, and the order holds."""
    await bench.deliver(LONG)
    seen = bench.sees()
    assert (seen[0][0], [buttons for _, _, buttons in seen if buttons]) == (True, [BUTTONS])
    assert seen[-1][2] == BUTTONS
    whole = "\n".join(shown.text for shown in bench.stand_in.sees())
    places = [whole.find(f"({n}) Move slowly") for n in range(60)]
    assert places == sorted(places) and places[0] >= 0
    assert whole.count("breathe on") == 60


async def test_d19_a_picture_is_uploaded_once_for_every_process_and_start(bench: Bench) -> None:
    """The second card, and one of another process, show the file that the platform has."""
    for _ in range(2):
        await bench.deliver(CARD)
    await bench.restart()
    await bench.deliver(replace(CARD, token=8))
    assert bench.sees() == [WHOLE] * 3
    assert bench.stand_in.uploaded() == [GIF]


async def test_another_picture_of_the_same_figure_is_another_file(bench: Bench) -> None:
    """A file is known by its content."""
    await bench.deliver(CARD)
    assert CARD.picture is not None
    await bench.deliver(replace(CARD, picture=replace(CARD.picture, body=b"GIF89a new")))
    assert bench.stand_in.uploaded() == [GIF, b"GIF89a new"]


async def test_a_file_that_the_platform_lost_is_uploaded_once_more(bench: Bench) -> None:
    """An id that is no longer known costs one upload, and the card is told once."""
    await bench.deliver(CARD)
    bench.stand_in.forget_files()
    await bench.deliver(CARD)
    await bench.deliver(CARD)
    assert bench.sees() == [WHOLE] * 3
    assert bench.stand_in.uploaded() == [GIF, GIF]


@pytest.mark.parametrize("how", ["refused", "broken"])
@pytest.mark.parametrize("card", [CARD, LONG], ids=["short", "long"])
async def test_d6_d19_a_failed_upload_leaves_the_words_within_the_same_send(
    bench: Bench, how: str, card: Message
) -> None:
    """Refused or perhaps arrived: the words go at once, with their buttons, once."""
    bench.stand_in.fail_upload(how)
    await bench.deliver(card)
    seen = bench.sees()
    assert (any(picture for picture, _, _ in seen), seen[-1]) == (False, WORDS)
    assert len([buttons for _, _, buttons in seen if buttons]) == 1


async def test_d14_d19_an_upload_that_is_told_to_wait_waits(bench: Bench) -> None:
    """Nothing is seen until the time is over; then the card is, once."""
    bench.stand_in.fail_upload("slow_down")
    with pytest.raises(Paused) as told:
        await bench.deliver(CARD)
    assert (told.value.seconds, bench.sees()) == (17, [])
    await bench.restart()
    await bench.deliver(CARD)
    assert bench.sees() == [WHOLE]


async def test_d4_d19_a_death_between_upload_and_note_doubles_no_card(bench: Bench) -> None:
    """The note is lost, so the next card costs an upload; nothing is sent a second time for it."""
    bench.store.away = True
    await bench.deliver(CARD)
    assert bench.sees() == [WHOLE]
    await bench.restart()
    bench.store.away = False
    assert bench.sees() == [WHOLE]
    await bench.deliver(CARD)
    await bench.restart()
    await bench.deliver(CARD)
    assert bench.sees() == [WHOLE] * 3
    assert bench.stand_in.uploaded() == [GIF, GIF]


async def test_a_redrawn_card_stays_one_message_with_one_picture(bench: Bench) -> None:
    """Words and buttons change in place; the picture is neither sent nor uploaded again."""
    message = await bench.deliver(CARD)
    text = "*Bird dog*\n\nRest: 30 & counting. 2 sets of 6 & rest <well>"
    ready = Button("well", "Ready")
    redrawn = replace(CARD, text=text, buttons=(ready,), redraw=True, edits=message)
    assert await bench.deliver(redrawn) == message
    (shown,) = bench.stand_in.sees()
    assert (shown.picture, shown.buttons) == (GIF, ("Ready",))
    assert "30 & counting" in shown.text
    assert bench.stand_in.uploaded() == [GIF]


async def test_an_answered_card_keeps_its_picture_and_shows_the_choice(bench: Bench) -> None:
    """The buttons go, the picture and the words stay; the next card stands below."""
    message = await bench.deliver(CARD)
    following = replace(CARD, token=8, answered=(7, "Went well"), edits=message)
    await bench.deliver(following)
    card, after = bench.stand_in.sees()
    assert (card.picture, card.buttons, after.picture, after.buttons) == (GIF, (), GIF, BUTTONS)
    assert "2 sets of 6" in card.text and "✓ Went well" in card.text.replace("*", "")


async def test_another_process_leaves_the_picture_of_an_answered_card(bench: Bench) -> None:
    """A process that does not know the card takes its buttons away and nothing else."""
    message = await bench.deliver(CARD)
    await bench.restart()
    await bench.deliver(replace(CARD, token=8, answered=(7, "Went well"), edits=message))
    card, after = bench.stand_in.sees()
    assert (card.picture, card.buttons, after.buttons) == (GIF, (), BUTTONS)
    assert "2 sets of 6" in card.text
    assert "✓ Went well" in (card.text + after.text).replace("*", "")


async def test_a_picture_that_is_not_made_yet_leaves_the_words(bench: Bench) -> None:
    """A card never waits for its picture."""
    await bench.deliver(replace(CARD, picture=Picture("bird_dog", b"", ALT)))
    assert bench.sees() == [WORDS]
    assert bench.stand_in.uploaded() == []
