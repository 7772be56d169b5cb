"""The folder of finished pictures, and the process of its own that draws what is missing.

Nothing is drawn in a turn, nor in the process that talks to people: a figure costs about a second.
What is missing when a card is sent is left out of that card and drawn for the next one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import structlog
from msgspec.structs import replace

from bot.core.messages import Picture
from bot.logs import configure
from bot.media.figure_data import figures
from bot.media.rendering import Wanted, make, name_of

FORMATS = {"video/mp4": "mp4", "image/gif": "gif"}
"""The formats in which figures move, by media type."""
NICENESS = 10
"""Talking to people comes first."""

log = structlog.get_logger()


class PictureFolder:
    """Finished pictures of one folder (bot.core.ports.Pictures)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        figures()  # Read before anybody waits.
        self._names: dict[Wanted, str] = {}
        self._ordered: set[Wanted] = set()
        self._drawing: subprocess.Popen[str] | None = None

    def complete(self, picture: Picture, kinds: Sequence[str]) -> Picture:
        """Give a picture its file, of the first of these media types that is made."""
        if picture.body or picture.key not in figures():
            return picture
        for kind in kinds:
            if body := self._read(Wanted(picture.key, FORMATS[kind])):
                return replace(picture, body=body, media=kind)
        self._order([Wanted(picture.key, FORMATS[kind]) for kind in kinds])
        return picture

    def made(self, form: str) -> int:
        """How many of the figures are made in a format."""
        wanted = (Wanted(name, form) for name in figures())
        return sum((self._folder / self._name(each)).exists() for each in wanted)

    def close(self) -> None:
        """Stop drawing; half a file is never seen."""
        if self._drawing is None:
            return
        self._drawing.kill()
        self._drawing.communicate()
        self._drawing = None

    def _read(self, wanted: Wanted) -> bytes:
        try:
            return (self._folder / self._name(wanted)).read_bytes()
        except OSError:
            return b""

    def _name(self, wanted: Wanted) -> str:
        if wanted not in self._names:
            self._names[wanted] = name_of(figures()[wanted.figure], wanted)
        return self._names[wanted]

    def _order(self, missing: Sequence[Wanted]) -> None:
        """Have files drawn that are missing, each at most once by this process."""
        new = [each for each in missing if each not in self._ordered and drawable(each.format)]
        if not new:
            return
        self._ordered.update(new)
        try:
            self._orders().write("".join(f"{each.figure} {each.format}\n" for each in new))
            self._orders().flush()
        except OSError as problem:
            log.warning("pictures_not_drawn", why=type(problem).__name__)
            self._ordered.difference_update(new)
            self.close()

    def _orders(self) -> IO[str]:
        """Where orders are written; the process that reads them ends when this one is gone."""
        if self._drawing is None:
            self._drawing = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-m", "bot.picture_folder", str(self._folder)],
                stdin=subprocess.PIPE,
                text=True,
            )
        assert self._drawing.stdin is not None
        return self._drawing.stdin


def drawable(form: str) -> bool:
    """Whether a format can be made here; video needs a library of its own."""
    return form != "mp4" or find_spec("av") is not None


def draw(folder: Path, orders: IO[str]) -> None:
    """Draw what is ordered, one file after the other, until nobody orders any more."""
    for order in orders:
        figure, form = order.split()
        try:
            make(folder, figure, "light", [form])
        except Exception:  # One figure that cannot be drawn stops no other.
            log.exception("picture_not_drawn", figure=figure)


if __name__ == "__main__":
    configure("WARNING")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    draw(Path(sys.argv[1]), sys.stdin)
