"""The cache of finished files, named by content, and the making of all of them at once."""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from bot.media import raster
from bot.media.figure_data import figures
from bot.media.figures import Figure
from bot.media.picture import Look, moving_picture

FORMATS = ("mp4", "gif", "png", "svg")
GROUNDS = ("light", "dark")
BYTES_MAX: Mapping[str, int] = {"mp4": 300_000, "gif": 300_000, "png": 60_000}
CACHE_BYTES_MAX = 80_000_000
NAME_LENGTH = 20
"""Hexadecimal digits of a content's name: collisions are out of reach."""
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file: which figure, in which format, on which ground."""

    figure: str
    format: str
    ground: str = "light"


@lru_cache(maxsize=1)
def engine_version() -> str:
    """Name the drawing code by its content: a change of a line makes new files."""
    digest = sha256()
    folder = files("bot.media")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".py"):
            digest.update(item.read_bytes())
    return digest.hexdigest()


def name_of(figure: Figure, wanted: Wanted) -> str:
    """Give the name of a file: it changes with the figure, the ground and the drawing code."""
    told = f"{engine_version()}|{figure!r}|{wanted.ground}|{wanted.format}"
    digest = sha256(told.encode()).hexdigest()[:NAME_LENGTH]
    return f"{figure.id}-{digest}.{wanted.format}"


def encoded(figure: Figure, wanted: Wanted) -> bytes:
    """Make one file; takes up to some seconds, so it never belongs into a turn."""
    look = Look(wanted.ground)
    if wanted.format == "svg":
        return moving_picture(figure, look).encode()
    if wanted.format == "png":
        return raster.png(raster.poster(figure, look))
    loop = raster.loop(figure, look)
    return raster.mp4(loop) if wanted.format == "mp4" else raster.gif(loop)


def kept(folder: Path, wanted: Wanted) -> Path | None:
    """Give the finished file, or nothing when it has not been made yet."""
    path = folder / name_of(figures()[wanted.figure], wanted)
    return path if path.exists() else None


def make(folder: Path, wanted: Wanted) -> Path:
    """Give the finished file, made now when it is missing; half a file is never seen."""
    figure = figures()[wanted.figure]
    path = folder / name_of(figure, wanted)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.half")
        half.write_bytes(encoded(figure, wanted))
        half.replace(path)
    return path


def make_all(
    folder: Path, formats: Iterable[str] = ("mp4", "png"), grounds: Iterable[str] = ("light",)
) -> list[Path]:
    """Make every missing file on two processes."""
    wanted = [
        Wanted(name, form, ground) for name in figures() for form in formats for ground in grounds
    ]
    with ProcessPoolExecutor(WORKERS) as pool:
        return list(pool.map(_made, [(folder, one) for one in wanted], chunksize=4))


def _made(order: tuple[Path, Wanted]) -> Path:
    return make(*order)


def forget_old(folder: Path) -> list[Path]:
    """Remove the files of drawings that have changed since."""
    current = {
        name_of(figure, Wanted(name, form, ground))
        for name, figure in figures().items()
        for form in FORMATS
        for ground in GROUNDS
    }
    old = [path for path in folder.iterdir() if path.name not in current]
    for path in old:
        path.unlink()
    return old
