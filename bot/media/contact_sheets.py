"""Contact sheets: every figure in three frames with its name, to be looked at."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.media.figure_data import figures
from bot.media.figures import Figure
from bot.media.picture import HEIGHT, WIDTH, Look
from bot.media.raster import strip

PANEL_WIDTH = 240
"""As wide as a picture on a phone at its smallest."""
COLUMNS = 2
ROWS = 8
CAPTION = 22
GROUPS = ("exercise", "check", "ease", "rung")


def write_sheets(folder: Path, grounds: Iterable[str] = ("light", "dark")) -> list[Path]:
    """Write the contact sheets of all figures and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for ground in grounds:
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
