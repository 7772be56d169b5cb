"""What `poised screens` does: plays a transcript and writes what each platform shows of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image, ImageChops

from bot.adapters.preview import Preview
from bot.adapters.registry import ADAPTERS
from bot.app import words
from bot.errors import Misconfigured
from bot.screens.film import Film
from bot.screens.pages import FIGURES_PX, PHONE_PX, Strip, page, strips

PLAYER = "tests.flows.script"
"""Plays transcripts; it is kept with them, so an installed package has neither."""
CHROMIUMS = ("chromium", "google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SHEET_PX_MAX = 2400
"""Height of one picture, as far as no single screen is higher."""
SHOT_S_MAX = 120.0
WHITE = "#fff"
Pages = Callable[[Iterable[Strip]], str]
"""Makes a page of one platform."""


def draw_transcript(transcript: Path, folder: Path) -> Iterator[str]:
    """Write pages, pictures and figures into a folder and tell of each. Raises Misconfigured."""
    if not transcript.is_file():
        raise Misconfigured("transcript", f"{transcript} is no file")
    if folder.exists() and not folder.is_dir():
        raise Misconfigured("folder", f"{folder} is no folder")
    film, zone = watched(transcript)
    folder.mkdir(parents=True, exist_ok=True)
    for platform, preview in previews().items():
        shown = list(strips(film, preview, zone))
        pages = partial(page, platform, preview.style)
        yield _written(folder / f"{transcript.stem}.{platform}", pages, shown)


def previews() -> dict[str, Preview]:
    """A fresh chat of every platform that can be drawn."""
    made = {name: adapter.preview(words()) for name, adapter in ADAPTERS.items()}
    return {name: preview for name, preview in made.items() if preview}


def watched(transcript: Path) -> tuple[Film, ZoneInfo]:
    """Play what the person of a transcript does, whatever it claims of the answers."""
    try:
        script = import_module(PLAYER)
    except ModuleNotFoundError:
        raise Misconfigured("transcript", "transcripts are played inside the repository") from None
    try:
        film, player = Film(), script.Player(script.read(transcript))
        player.talk.watch = film.see
        player.act_all(without=("<", "<!", "="))
    except script.TranscriptFails as error:
        raise Misconfigured("transcript", str(error)) from None
    return film, ZoneInfo(player.header["zone"])


def _written(stem: Path, pages: Pages, shown: list[Strip]) -> str:
    figures = [strip.figures for strip in shown if strip.figures and strip.figures["words"]]
    Path(f"{stem}.html").write_text(pages(shown), "utf-8")
    Path(f"{stem}.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    over = sum(figure["over"] for figure in figures)
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    pictures = _pictures(chromium, stem, pages, shown) if chromium else 0
    pictured = f"{pictures} pictures" if chromium else "no pictures, for there is no Chromium"
    return f"{stem}.html: {len(figures)} screens, {over} over budget, {pictured}"


def _pictures(chromium: str, stem: Path, pages: Pages, shown: list[Strip]) -> int:
    for old in stem.parent.glob(f"{stem.name}.*.png"):
        old.unlink()
    sheets = list(sheets_of(shown))
    for number, sheet in enumerate(sheets, 1):
        picture = _photographed(chromium, pages(sheet), sum(s.height for s in sheet))
        Path(f"{stem}.{number:02}.png").write_bytes(picture)
    return len(sheets)


def sheets_of(shown: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Part a conversation into sheets that a picture can hold; a screen is never cut."""
    sheet: list[Strip] = []
    for strip in shown:
        if sheet and sum(s.height for s in sheet) + strip.height > SHEET_PX_MAX:
            yield sheet
            sheet = []
        sheet.append(strip)
    if sheet:
        yield sheet


def _photographed(chromium: str, text: str, height: int) -> bytes:
    """A page as PNG, without the empty part below. Raises Misconfigured when that fails."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.png")
        source.write_text(text, "utf-8")
        size = f"--window-size={PHONE_PX + FIGURES_PX},{height}"
        order = [chromium, *QUIET, size, f"--user-data-dir={folder}/profile"]
        subprocess.run(  # noqa: S603 - our own page in a chromium of the operator
            [*order, f"--screenshot={target}", source.as_uri()],
            capture_output=True, timeout=SHOT_S_MAX, check=False,
        )  # fmt: skip
        if not target.exists():
            raise Misconfigured("chromium", f"{chromium} made no picture")
        return _cropped(target)


def _cropped(picture: Path) -> bytes:
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    blank = Image.new("RGB", image.size, WHITE)
    found = ImageChops.difference(image, blank).getbbox()
    out = BytesIO()
    image.crop((0, 0, image.width, found[3] if found else image.height)).save(out, "PNG")
    return out.getvalue()
