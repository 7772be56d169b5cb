"""The folder of finished pictures, and the process of its own that draws what is missing.

Nothing is drawn in a turn, nor in the process that talks to people: a figure costs about a second.
What is missing when a card is sent is left out of that card and drawn for the next one.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Sequence
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path

import structlog
from msgspec.structs import replace

from bot.core.messages import Picture
from bot.media.figure_data import figures
from bot.media.rendering import Wanted, make, name_of

FORMATS = {"video/mp4": "mp4", "image/gif": "gif"}
"""The formats in which figures move, by media type."""
NICENESS = 10
STOP_S_MAX = 1.0

log = structlog.get_logger()


class PictureFolder:
    """Finished pictures of one folder (bot.core.ports.Pictures)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        figures()  # Read before anybody waits.
        self._names: dict[Wanted, str] = {}
        self._ordered: set[Wanted] = set()
        self._draughtsman: tuple[multiprocessing.process.BaseProcess, Connection] | None = None

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
        if self._draughtsman is None:
            return
        process, orders = self._draughtsman
        self._draughtsman = None
        orders.close()
        process.terminate()
        process.join(STOP_S_MAX)

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
            if self._draughtsman is None:
                self._draughtsman = _hired(self._folder)
            self._draughtsman[1].send([(each.figure, each.format) for each in new])
        except OSError as problem:
            log.warning("pictures_not_drawn", why=type(problem).__name__)
            self.close()


def drawable(form: str) -> bool:
    """Whether a format can be made here; video needs a library of its own."""
    return form != "mp4" or find_spec("av") is not None


def _hired(folder: Path) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """Start the process that draws, with the end of a pipe for its orders.

    It gets only the reading end, so that it ends by itself when this process is gone.
    """
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=draw, args=(folder, reader), daemon=True)
    process.start()
    reader.close()
    return process, writer


def draw(folder: Path, orders: Connection) -> None:
    """Draw what is ordered, one file after the other, at low priority, until nobody orders."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    with contextlib.suppress(EOFError):
        while True:
            for figure, form in orders.recv():
                try:
                    make(folder, figure, "light", [form])
                except Exception:  # One figure that cannot be drawn stops no other.
                    log.exception("picture_not_drawn", figure=figure)
