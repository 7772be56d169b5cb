"""What `poised pictures` does: finished files of the figures, and sheets to look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bot.errors import Misconfigured
from bot.media.contact_sheets import write_sheets
from bot.media.figure_data import figures
from bot.media.figures import figure_for
from bot.media.rendering import FORMATS, GROUNDS, forget_old, make_all


@dataclass(frozen=True, slots=True)
class Order:
    """What an operator asks for, as it was typed: a figure or none for all, and two lists."""

    figure: str
    ground: str
    formats: str


def draw_sheets(folder: Path) -> str:
    """Write the contact sheets of all figures and say how many. Raises Misconfigured."""
    _check_folder("--sheet", folder)
    return f"{len(write_sheets(folder))} sheets are in {folder}"


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
