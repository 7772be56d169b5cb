"""Files for the channels: small, named by content, whole."""

from pathlib import Path

import pytest

pytest.importorskip("resvg_py")
pytest.importorskip("PIL")

from bot.media import raster
from bot.media.figure_data import figures
from bot.media.picture import Look
from bot.media.rendering import BYTES_MAX, Wanted, encoded, finished, forget_old, make, name_of
from bot.operations.pictures import sheet

LOOK = Look()
LARGE = ("stair_climbing", "suitcase_car_load")
"""The figures whose files are largest."""


@pytest.mark.parametrize("name", [*LARGE, "pelvic_tilt"])
def test_files_stay_small(name: str) -> None:
    """GIF and PNG are within their limits even for the busiest figures."""
    for form, data in encoded(figures()[name], "light", ["gif", "png"]).items():
        assert len(data) <= BYTES_MAX[form]


def test_a_video_is_small_too() -> None:
    """MP4 of the busiest figure is within its limit and begins as MP4 does."""
    pytest.importorskip("av")
    data = encoded(figures()["suitcase_car_load"], "light", ["mp4"])["mp4"]
    assert len(data) <= BYTES_MAX["mp4"]
    assert data[4:8] == b"ftyp"


def test_a_strip_shows_three_moments() -> None:
    """Three panels stand side by side."""
    picture = raster.strip(figures()["bird_dog"], LOOK, 240)
    assert picture.size == (3 * 240 + 2 * raster.STRIP_GAP, 180)


def test_a_file_is_made_once_and_found_again(tmp_path: Path) -> None:
    """Nothing is kept before it is made; afterwards the same path is given and not made again."""
    wanted = Wanted("hip_hinge", "png")
    assert finished(tmp_path, wanted) is None
    (path,) = make(tmp_path, "hip_hinge", "light", ["png"])
    before = path.stat().st_mtime_ns
    assert finished(tmp_path, wanted) == path
    assert make(tmp_path, "hip_hinge", "light", ["png"]) == [path]
    assert path.stat().st_mtime_ns == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_names_follow_the_content() -> None:
    """Ground and format change the name; the same figure gives the same name."""
    figure = figures()["hip_hinge"]
    names = {
        name_of(figure, Wanted("hip_hinge", form, ground))
        for form in ("png", "gif")
        for ground in ("light", "dark")
    }
    assert len(names) == 4
    assert name_of(figure, Wanted("hip_hinge", "png")) in names


def test_files_of_older_drawings_are_forgotten(tmp_path: Path) -> None:
    """What no figure is called any more goes; what is current, or was never ours, stays."""
    (current,) = make(tmp_path, "hip_hinge", "light", ["png"])
    old = tmp_path / f"hip_hinge-{'0' * 20}.png"
    own = tmp_path / "holiday-2024.png"
    for path in (old, own):
        path.write_bytes(b"x")
    assert forget_old(tmp_path) == [old]
    assert current.exists() and own.exists()


def test_a_contact_sheet_is_a_picture() -> None:
    """A sheet of two figures is written as PNG."""
    data = sheet([figures()["cat_cow"], figures()["check.hinge"]], "dark")
    assert data.startswith(b"\x89PNG")
