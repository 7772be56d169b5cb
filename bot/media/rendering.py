"""The cache of finished files, named by content, and the making of all of them at once."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
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
MADE = re.compile(rf"[\w.]+-[0-9a-f]{{{NAME_LENGTH}}}\.(?:{'|'.join(FORMATS)}|\d+\.half)")
"""What a finished or a half finished file is called."""
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
    content = f"{engine_version()}|{figure!r}|{wanted.ground}|{wanted.format}"
    digest = sha256(content.encode()).hexdigest()[:NAME_LENGTH]
    return f"{figure.id}-{digest}.{wanted.format}"


def encoded(figure: Figure, ground: str, formats: Iterable[str]) -> dict[str, bytes]:
    """Make the files of a figure by format; seconds of work, so never a part of a turn.

    The frames of a loop are drawn once for all formats that move.
    """
    look = Look(ground)
    wanted = set(formats)
    made = {}
    if "svg" in wanted:
        made["svg"] = moving_picture(figure, look).encode()
    if "png" in wanted:
        made["png"] = raster.png(raster.poster(figure, look))
    if wanted & {"mp4", "gif"}:
        loop = raster.loop(figure, look)
        if "mp4" in wanted:
            made["mp4"] = raster.mp4(loop)
        if "gif" in wanted:
            made["gif"] = raster.gif(loop, look)
    return made


def finished(folder: Path, wanted: Wanted) -> Path | None:
    """Give the finished file, or nothing when it has not been made yet."""
    path = folder / name_of(figures()[wanted.figure], wanted)
    return path if path.exists() else None


def make(folder: Path, figure: str, ground: str, formats: Iterable[str]) -> list[Path]:
    """Give the finished files, made now where missing; half a file is never seen."""
    drawn = figures()[figure]
    paths = {form: folder / name_of(drawn, Wanted(figure, form, ground)) for form in formats}
    missing = [form for form in paths if finished(folder, Wanted(figure, form, ground)) is None]
    folder.mkdir(parents=True, exist_ok=True)
    for form, data in encoded(drawn, ground, missing).items():
        half = paths[form].with_suffix(f".{os.getpid()}.half")
        half.write_bytes(data)
        half.replace(paths[form])
    return list(paths.values())


def make_all(
    folder: Path, names: Iterable[str], formats: Sequence[str], grounds: Sequence[str]
) -> list[Path]:
    """Make every missing file of the named figures on two processes."""
    orders = [(folder, name, ground, formats) for name in names for ground in grounds]
    with ProcessPoolExecutor(WORKERS) as pool:
        return [path for made in pool.map(_made, orders, chunksize=4) for path in made]


def _made(order: tuple[Path, str, str, Sequence[str]]) -> list[Path]:
    return make(*order)


def forget_old(folder: Path) -> list[Path]:
    """Remove the files of drawings that have changed since; anything else in the folder stays."""
    current = {
        name_of(figure, Wanted(name, form, ground))
        for name, figure in figures().items()
        for form in FORMATS
        for ground in GROUNDS
    }
    old = [
        path for path in folder.iterdir() if MADE.fullmatch(path.name) and path.name not in current
    ]
    for path in old:
        path.unlink()
    return old
