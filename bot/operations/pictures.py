"""What `poised pictures` does: finished files of the figures, and sheets to look at them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.errors import Misconfigured
from bot.media.figure_data import figures
from bot.media.figures import Figure, figure_for
from bot.media.picture import HEIGHT, WIDTH, Look
from bot.media.raster import strip
from bot.media.rendering import FORMATS, GROUNDS, forget_old, make_all

PANEL_WIDTH = 240
"""As wide as a picture on a phone at its smallest."""
COLUMNS = 2
ROWS = 8
CAPTION = 22
GROUPS = ("exercise", "check", "ease", "rung")


@dataclass(frozen=True, slots=True)
class Order:
    """What an operator asks for, as it was typed: a figure or none for all, and two lists."""

    figure: str
    ground: str
    formats: str


def draw_sheets(folder: Path) -> str:
    """Write the contact sheets of all figures and say how many. Raises Misconfigured."""
    _check_folder("--sheet", folder)
    return f"{len(_write_sheets(folder))} sheets are in {folder}"


def draw_files(folder: Path, order: Order) -> str:
    """Make missing files, remove old ones and say how many. Raises Misconfigured."""
    _check_folder("folder", folder)
    grounds = _listed("--ground", order.ground, GROUNDS)
    formats = _listed("--formats", order.formats, FORMATS)
    if "mp4" in formats and find_spec("av") is None:
        raise Misconfigured("--formats", "mp4 needs PyAV: pip install 'poised-bot[video]'")
    made = make_all(folder, _chosen(order.figure), formats, grounds)
    gone = forget_old(folder)
    return f"{len(made)} files are in {folder}; {len(gone)} old ones are removed"


def _chosen(name: str) -> list[str]:
    if not name:
        return list(figures())
    try:
        return [figure_for(figures(), name).id]
    except KeyError:
        raise Misconfigured("--figure", f"there is no figure of {name}") from None


def _listed(option: str, typed: str, known: Sequence[str]) -> list[str]:
    """Split what was typed at its commas."""
    words = [word.strip() for word in typed.split(",")]
    for word in words:
        if word not in known:
            raise Misconfigured(option, f"{word!r} is none of {', '.join(known)}")
    return words


def _check_folder(option: str, folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise Misconfigured(option, f"{folder} is no folder")


# --- contact sheets: every figure in three frames with its name ----------------------------------
def _write_sheets(folder: Path) -> list[Path]:
    """Write the contact sheets of all figures and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for ground in GROUNDS:
        for name, chosen in _pages(figures()).items():
            path = folder / f"{name}-{ground}.png"
            path.write_bytes(sheet(chosen, ground))
            written.append(path)
    return written


def _pages(known: Mapping[str, Figure]) -> dict[str, list[Figure]]:
    pages: dict[str, list[Figure]] = {}
    size = COLUMNS * ROWS
    for kind in GROUPS:
        chosen = [figure for figure in known.values() if figure.kind == kind]
        for start in range(0, len(chosen), size):
            pages[f"{kind}-{start // size + 1}"] = chosen[start : start + size]
    return pages


def sheet(chosen: list[Figure], ground: str) -> bytes:
    """Draw one sheet as PNG."""
    look = Look(ground)
    panel_height = PANEL_WIDTH * HEIGHT // WIDTH
    cell = (3 * PANEL_WIDTH + 24, panel_height + CAPTION)
    rows = -(-len(chosen) // COLUMNS)
    full = Image.new("RGB", (COLUMNS * cell[0], rows * cell[1]), look.colours["ground"])
    pen = ImageDraw.Draw(full)
    font = ImageFont.load_default(14)
    for index, figure in enumerate(chosen):
        x, y = index % COLUMNS * cell[0], index // COLUMNS * cell[1]
        pen.text((x + 6, y + 2), figure.id, fill=look.colours["ghost"], font=font)
        full.paste(strip(figure, look, PANEL_WIDTH), (x, y + CAPTION))
    out = BytesIO()
    full.save(out, "PNG", optimize=True)
    return out.getvalue()
