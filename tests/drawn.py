"""Finished pictures without drawing: the right names, and other bytes for each."""

from pathlib import Path

from bot.media.figure_data import figures
from bot.media.rendering import Wanted, name_of
from bot.picture_folder import FORMATS, PictureFolder


def drawn(folder: Path) -> PictureFolder:
    """A folder in which every figure is made in every format that moves."""
    for name, figure in figures().items():
        for form in FORMATS.values():
            path = folder / name_of(figure, Wanted(name, form))
            path.write_bytes(f"{form} of {name}".encode())
    return PictureFolder(folder)
