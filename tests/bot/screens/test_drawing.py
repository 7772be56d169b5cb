"""What `poised screens` writes of a conversation."""

import json
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import Misconfigured
from bot.screens import drawing
from bot.screens.drawing import SHEET_PX_MAX, draw_transcript, sheets_of
from bot.screens.pages import Strip

TALK = """\
zone: Europe/London
starts: 2026-11-23 08:55

> hello
> [I agree]
> 35
> [Woman]
> ireland
> [Europe/Dublin]
> <b>three</b> weeks
> three weeks
> yes
> /urgent
"""
FAKE_BROWSER = """\
#!{python}
import sys
from PIL import Image
size = next(a for a in sys.argv if a.startswith("--window-size=")).partition("=")[2]
target = next(a for a in sys.argv if a.startswith("--screenshot=")).partition("=")[2]
image = Image.new("RGB", tuple(map(int, size.split(","))), "white")
image.paste("green", (0, 0, 390, 50))
image.save(target)
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, "utf-8")
    return path


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "CHROMIUMS", ())


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("platform", ["telegram", "slack"])
def test_a_page_shows_words_buttons_ticks_and_figures(
    talk: Path, tmp_path: Path, platform: str
) -> None:
    """Both platforms are drawn by their own layout, and the size of each screen stands beside."""
    told = list(draw_transcript(talk, tmp_path / "out"))
    page = (tmp_path / "out" / f"talk.{platform}.html").read_text("utf-8")
    assert "<b>Poised</b>" in page and ">I agree</span>" in page, "strong words and a button"
    assert 'class="tapped">I agree<' in page and "✓ " in page, "a tap, and the tick after it"
    assert "3 weeks" in page, "a typed length is ticked with its unit"
    assert "&lt;b&gt;three&lt;/b&gt;" in page and "<b>three</b>" not in page
    assert "words · " in page and "onboarding-consent" in page
    assert len(told) == 2 and all("no Chromium" in line for line in told)


@pytest.mark.usefixtures("no_browser")
def test_a_page_needs_no_other_file(talk: Path, tmp_path: Path) -> None:
    """A page is looked at without a network: nothing is linked or fetched."""
    list(draw_transcript(talk, tmp_path / "out"))
    page = (tmp_path / "out" / "talk.slack.html").read_text("utf-8")
    assert not any(mark in page for mark in ("<link", "<script", "src=", "url(", "@import"))


@pytest.mark.usefixtures("no_browser")
def test_figures_are_also_written_as_data(talk: Path, tmp_path: Path) -> None:
    """Every screen has its name, its kind, its size, and whether that is too much."""
    list(draw_transcript(talk, tmp_path / "out"))
    figures = json.loads((tmp_path / "out" / "talk.telegram.json").read_text("utf-8"))
    kinds = {figure["name"]: figure["kind"] for figure in figures}
    assert kinds["onboarding-country"] == "card"
    assert "safety" in kinds.values(), "the urgent signs"
    assert {figure["over"] for figure in figures} == {True, False}


def test_pictures_end_where_the_screen_ends(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture is cut below the last thing on it; pictures of an earlier run are gone."""
    browser = tmp_path / "chromium"
    browser.write_text(FAKE_BROWSER.format(python=sys.executable))
    browser.chmod(0o755)
    monkeypatch.setattr(drawing, "CHROMIUMS", (str(browser),))
    out = tmp_path / "out"
    out.mkdir()
    (out / "talk.slack.99.png").write_bytes(b"old")
    list(draw_transcript(talk, out))
    assert not (out / "talk.slack.99.png").exists()
    made = Image.open(BytesIO((out / "talk.slack.01.png").read_bytes()))
    assert made.size == (580, 50)


def test_a_browser_that_draws_nothing_is_told(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operator is told that the browser does not work."""
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\nexit 1\n")
    browser.chmod(0o755)
    monkeypatch.setattr(drawing, "CHROMIUMS", (str(browser),))
    with pytest.raises(Misconfigured, match="made no picture"):
        list(draw_transcript(talk, tmp_path / "out"))


def test_a_sheet_holds_whole_screens() -> None:
    """Screens keep their order; a sheet is as high as it may be, but for one higher screen."""
    heights = [1000, 1000, 1000, SHEET_PX_MAX + 1, 5]
    sheets = list(sheets_of(Strip("", height) for height in heights))
    assert [strip.height for sheet in sheets for strip in sheet] == heights
    assert [len(sheet) for sheet in sheets] == [2, 1, 1, 1]


@pytest.mark.parametrize("text", ["zone: Europe/London\nstarts: 2026-11-23 09:00\nHello\n", None])
def test_what_is_no_transcript_is_refused(tmp_path: Path, text: str | None) -> None:
    """A file that is missing or says something else is an operator's mistake."""
    path = tmp_path / "talk.txt"
    if text:
        path.write_text(text)
    with pytest.raises(Misconfigured, match="transcript"):
        list(draw_transcript(path, tmp_path / "out"))


def test_a_folder_that_is_a_file_is_refused(talk: Path) -> None:
    """Nothing is overwritten."""
    with pytest.raises(Misconfigured, match="folder"):
        list(draw_transcript(talk, talk))
