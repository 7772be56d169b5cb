"""What is drawn: whole, inside the frame, readable on both grounds."""

import xml.etree.ElementTree as ET

import pytest

from bot.media.camera import Camera
from bot.media.figure_data import figures
from bot.media.motion import body_at, breath_at, moments, snapped
from bot.media.outlines import capsule, hull
from bot.media.palette import FAR_SHARE, GROUNDS, channels, mixed
from bot.media.picture import HEIGHT, JOINTS, WIDTH, Look, camera_for, frame, moving_picture

LOOK = Look()


@pytest.mark.parametrize("name", ["bird_dog", "pelvic_tilt", "walking_practice", "check.squat"])
def test_a_frame_is_a_whole_svg(name: str) -> None:
    """A frame can be parsed and holds paths."""
    root = ET.fromstring(frame(figures()[name], 1.0, LOOK))
    assert root.tag.endswith("svg")
    assert len(list(root.iter())) > 10


def test_every_joint_stays_inside_the_picture() -> None:
    """The camera is set so that nobody is cut off at any moment."""
    for figure in figures().values():
        if any(figure.follow):
            continue
        camera = camera_for(figure)
        for seconds in (0.0, *figure.moments_shown):
            body = body_at(figure, seconds)
            for name in JOINTS:
                x, y = camera.place(body.joint(name))
                assert 0 <= x <= WIDTH, (figure.id, name)
                assert 0 <= y <= HEIGHT, (figure.id, name)


def test_somebody_who_walks_stays_in_the_middle() -> None:
    """The picture goes along: the hips are near the same place at start and end."""
    figure = figures()["walking_practice"]
    start, end = body_at(figure, 0.0), body_at(figure, figure.seconds)
    assert end.hip[0] - start.hip[0] == pytest.approx(figure.follow[0])


def brightness(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((brightness(colour), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_colours_differ_in_brightness(ground: str) -> None:
    """Without any colour one can still tell body, ground, arrow, near and far limbs apart."""
    colours = GROUNDS[ground]
    for role in ("shirt", "trousers", "skin", "arrow", "band", "iron"):
        assert contrast(colours[role], colours["ground"]) > 1.9, role
    assert contrast(colours["arrow"], colours["ground"]) > 3
    assert contrast(colours["trousers"], colours["shirt"]) > 1.2
    far = mixed(colours["trousers"], colours["ground"], FAR_SHARE)
    assert contrast(far, colours["trousers"]) > 1.5
    assert contrast(colours["work"], colours["trousers"]) > 1.8
    assert brightness("#ffffff") == pytest.approx(1.0)


def test_a_moving_picture_shows_each_frame_in_its_time() -> None:
    """Groups appear by their own animation; no script is in it."""
    svg = moving_picture(figures()["glute_bridge"], LOOK)
    root = ET.fromstring(svg)
    timed = [node for node in root.iter() if node.tag.endswith("animate")]
    assert len(timed) >= 10
    assert "<script" not in svg
    assert all(node.get("keyTimes", "").startswith("0") for node in timed)


def test_there_and_back_share_their_frames() -> None:
    """Far fewer different frames are drawn than are shown."""
    figure = figures()["glute_bridge"]
    drawn = {frame(figure, snapped(figure, at), LOOK) for at in moments(figure)}
    assert len(drawn) <= len(moments(figure)) // 2


def test_the_breath_fills_and_empties() -> None:
    """In for 4 and out for 6: full at 4 seconds, empty at 0 and 10."""
    figure = figures()["crook_lying_breathing"]
    assert [breath_at(figure, at) for at in (0.0, 4.0, 10.0)] == [0.0, 1.0, 0.0]


def test_arrow_and_ghost_can_be_left_out() -> None:
    """A picture without marks has no arrow and no ghost."""
    figure = figures()["glute_bridge"]
    bare = frame(figure, 2.0, Look(arrow=False, ghost=False))
    assert LOOK.colours["arrow"] not in bare
    assert LOOK.colours["ghost"] not in bare
    assert LOOK.colours["ghost"] in frame(figure, 2.0, LOOK)


def test_cameras_see_what_is_nearer() -> None:
    """From the side the right hand is nearer, from the front the nose."""
    assert Camera(0, 0).depth((0, 0, 1)) > Camera(0, 0).depth((0, 0, -1))
    assert Camera(90, 0).depth((1, 0, 0)) == pytest.approx(1.0)


def test_outlines_are_closed() -> None:
    """A capsule ends where it began; a hull drops the points inside."""
    assert capsule(((0, 0), 2), ((9, 0), 1)).endswith("Z")
    assert set(hull([(0, 0), (2, 0), (2, 2), (0, 2), (1, 1)])) == {(0, 0), (2, 0), (2, 2), (0, 2)}
