"""Pictures of cards: named by the dialogue, told in words, read from a folder, drawn elsewhere."""

import io
from pathlib import Path
from subprocess import Popen

from bot.app import wordings
from bot.core.messages import Address, Message, Picture
from bot.core.ports import Claim, Pending
from bot.core.render import Bundle, render
from bot.media.figure_data import figures
from bot.media.rendering import Wanted, finished
from bot.picture_folder import PictureFolder, draw
from flows.engine.effects import Prompt, Say
from tests.bot.world import HeldChannel, World
from tests.drawn import drawn
from tests.waits import HANG_S

HERE = Address("console", "", "me", "me")
KINDS = ("video/mp4", "image/gif")
BIRD_DOG = Picture("bird_dog", b"", "seen")


def seen(*effects: object, language: str = "en") -> Picture | None:
    return render(wordings(), Bundle(HERE, language, effects), "question").picture  # type: ignore[arg-type]


def card(name: str) -> Prompt:
    return Prompt(7, "onboarding-age", picture=name)


def ended(folder: PictureFolder) -> int | None:
    """The process that draws, at its end once nobody orders any more; gives its exit code."""
    assert folder._drawing is not None
    folder._drawing.communicate(timeout=HANG_S)
    return folder._drawing.returncode


# --- what is shown --------------------------------------------------------------------------------
def test_a_card_shows_the_newest_step_that_looks_different() -> None:
    """A heavier or slower form is shown by its exercise, a step with a figure by its own."""
    names = ("step_up.tempo_1", "step_up.load_1", "step_up.load_1.tempo_2")
    assert [getattr(seen(card(name)), "key", "") for name in names] == [
        "step_up", "step_up.load_1", "step_up.load_1",
    ]  # fmt: skip


def test_what_is_seen_is_told_in_the_words_of_the_language() -> None:
    """The alt text is the sentence of the figure; a language without it says it in English."""
    picture = seen(card("check.squat"), language="tlh")
    assert picture == Picture("check.squat", b"", wordings()["en"].text("figure-check-squat"))
    assert picture.alt.startswith("A person")


def test_the_last_picture_of_a_message_is_shown() -> None:
    """One message has one picture, the one of its question; none is none."""
    picture = seen(Say("set-saved", picture="cat_cow"), card("bird_dog"))
    assert picture is not None and picture.key == "bird_dog"
    assert seen(Say("set-saved", picture="cat_cow"), card("")) is not None
    assert seen(card("")) is None
    assert seen(card("no_such_exercise.load_1")) is None


QUESTION = Pending(1, "urgent", "question", b"")


async def test_a_channel_without_pictures_is_given_the_words_alone(tmp_path: Path) -> None:
    """Whoever does not say that they show pictures gets no bytes, and what is seen in words."""

    class Cinema(HeldChannel):
        pictures = ("image/gif",)

    said: list[Message] = []
    for channel in (HeldChannel(), Cinema()):
        world = World()
        world.app.outbox._channels = {"held": channel}
        world.app.outbox.pictures = drawn(tmp_path)
        bundle = Bundle(Address("held", "", "u1", "c1"), "en", (card("bird_dog"),))
        said.append(await world.app.outbox._message(Claim(world.person, "t", ()), bundle, QUESTION))
    assert [message.picture.body for message in said if message.picture] == [
        b"", b"gif of bird_dog",
    ]  # fmt: skip


async def test_a_mistake_about_a_picture_costs_nobody_a_card(tmp_path: Path) -> None:
    """Whatever goes wrong with a picture, the words are sent."""

    class Torn(PictureFolder):
        def complete(self, picture: Picture, kinds: object) -> Picture:
            raise RuntimeError(picture.key)

    world = World()
    world.channel.pictures = ("image/gif",)  # type: ignore[attr-defined]
    world.app.outbox.pictures = Torn(tmp_path)
    bundle = Bundle(Address("held", "", "u1", "c1"), "en", (card("bird_dog"),))
    said = await world.app.outbox._message(Claim(world.person, "t", ()), bundle, QUESTION)
    assert said.picture is not None and (said.picture.body, said.token) == (b"", 7)


# --- where its file is ----------------------------------------------------------------------------
def test_a_finished_file_is_given_in_the_best_format(tmp_path: Path) -> None:
    """Video where it is made, else the other."""
    folder = drawn(tmp_path)
    assert folder.complete(BIRD_DOG, KINDS) == Picture(
        "bird_dog", b"mp4 of bird_dog", "seen", "video/mp4"
    )
    assert folder.complete(BIRD_DOG, KINDS[1:]).media == "image/gif"
    for path in tmp_path.glob("bird_dog-*.mp4"):
        path.unlink()
    assert folder.complete(BIRD_DOG, KINDS).body == b"gif of bird_dog"
    assert folder._drawing is None, "nothing was drawn"
    folder.close()


def test_a_missing_picture_is_drawn_by_another_process_for_the_next_time(tmp_path: Path) -> None:
    """The first card has words alone and the next one its picture; it is ordered once."""
    folder = PictureFolder(tmp_path)
    for _ in range(3):
        assert folder.complete(BIRD_DOG, ["image/gif"]) == BIRD_DOG
    assert ended(folder) == 0
    made = finished(tmp_path, Wanted("bird_dog", "gif"))
    assert made is not None
    assert folder.complete(BIRD_DOG, ["image/gif"]).body == made.read_bytes()
    assert [path for path in tmp_path.iterdir() if path != made] == []
    folder.close()


def test_what_cannot_be_drawn_stops_nobody(tmp_path: Path) -> None:
    """Without a folder to write to, and for a figure that nobody knows, the words go alone."""
    (tmp_path / "taken").write_text("a file")
    folder = PictureFolder(tmp_path / "taken")
    assert folder.complete(BIRD_DOG, ["image/gif"]) == BIRD_DOG
    assert ended(folder) == 0
    unknown = Picture("no_such_exercise", b"", "seen")
    assert folder.complete(unknown, KINDS) == unknown
    folder.close()


def test_one_figure_that_cannot_be_drawn_stops_no_other(tmp_path: Path) -> None:
    """The next order is drawn all the same."""
    draw(tmp_path, io.StringIO("no_such_exercise gif\nbird_dog gif\n"))
    assert finished(tmp_path, Wanted("bird_dog", "gif")) is not None


def test_a_process_that_died_is_started_again(tmp_path: Path) -> None:
    """What could not be ordered is ordered by the next card, of a new process."""
    folder = PictureFolder(tmp_path)
    folder.complete(BIRD_DOG, ["image/gif"])
    assert folder._drawing is not None
    folder._drawing.kill()
    folder._drawing.wait()
    cat_cow = Picture("cat_cow", b"", "seen")
    for _ in range(2):
        folder.complete(cat_cow, ["image/gif"])
    assert ended(folder) == 0
    assert folder.complete(cat_cow, ["image/gif"]).body
    folder.close()


def test_closing_ends_the_process_that_draws(tmp_path: Path) -> None:
    """At a stop nothing is drawn to its end, and half a file is never seen."""
    folder = PictureFolder(tmp_path)
    folder.complete(BIRD_DOG, ["image/gif"])
    process = folder._drawing
    assert isinstance(process, Popen)
    folder.close()
    assert process.returncode is not None


def test_every_figure_can_be_asked_for(tmp_path: Path) -> None:
    """How many are made is counted by format."""
    folder = drawn(tmp_path)
    assert (folder.made("gif"), folder.made("mp4")) == (len(figures()), len(figures()))
    next(tmp_path.glob("bird_dog-*.gif")).unlink()
    assert folder.made("gif") == len(figures()) - 1
