"""The clothed body with volume: every part as outlines in the picture plane with its depth."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.media.camera import Camera
from bot.media.outlines import Circle, capsule, circle, ellipse, hull, polygon
from bot.media.skeleton import BALL, HAND, HEEL, HIP_HALF, SOLE, TOE, Body, Limb
from bot.media.vectors import Frame, Point, Vector, along, between, dot, subtract, unit

ARM_NEARER = 0.03
"""Arms win over what lies at the same depth: a hand on the belly is seen."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline with the role of its colour; `far` ones are mixed with the ground."""

    path: str
    role: str
    far: bool = False
    bare: bool = False
    """Drawn without its edge, so that it melts into what lies under it."""


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """Shapes that are drawn together, in order; more depth is nearer."""

    depth: float
    shapes: tuple[Outline, ...]


def body_parts(body: Body, camera: Camera, far: str) -> list[DrawnPart]:
    """Draw the whole body; the limbs of the side `far` (R, L or none) are the far ones."""
    parts = [_core(body, camera, far), _head(body, camera)]
    for side, leg in body.legs.items():
        parts.append(_leg(leg, camera, far=side == far))
    for side, arm in body.arms.items():
        parts.append(_arm(arm, camera, far=side == far))
    return parts


def _ball(camera: Camera, centre: Vector, radius: float) -> Circle:
    return camera.place(centre), radius * camera.pixels


def _chain(camera: Camera, stations: Sequence[tuple[Vector, float]]) -> str:
    balls = [_ball(camera, centre, radius) for centre, radius in stations]
    return "".join(capsule(a, b) for a, b in pairwise(balls))


def _leg(leg: Limb, camera: Camera, *, far: bool) -> DrawnPart:
    calf = along(between(leg.middle, leg.end, 0.32), _back_of_shank(leg), 0.008)
    trousers = _chain(
        camera,
        [
            (leg.root, 0.054),
            (along(between(leg.root, leg.middle, 0.5), leg.front, 0.004), 0.047),
            (leg.middle, 0.036),
            (calf, 0.037),
            (between(leg.middle, leg.end, 0.94), 0.024),
        ],
    )
    shapes = (Outline(_foot(leg, camera), "shoe", far), Outline(trousers, "trousers", far))
    return DrawnPart(leg_depth(leg, camera), shapes)


def leg_depth(leg: Limb, camera: Camera) -> float:
    """Tell how near a leg is to the viewer; knee and ankle count double."""
    ends = camera.depth(leg.middle) + camera.depth(leg.end)
    return (camera.depth(leg.root) + 2 * ends) / 5


def _back_of_shank(leg: Limb) -> Vector:
    shank = unit(subtract(leg.end, leg.middle))
    overlap = dot(shank, leg.tip)
    return unit(subtract(along((0, 0, 0), shank, overlap), leg.tip))


def _foot(leg: Limb, camera: Camera) -> str:
    def at(ahead: float, down: float) -> Vector:
        return along(along(leg.end, leg.tip, ahead), leg.top, -down)

    balls = [
        _ball(camera, at(-HEEL + 0.018, SOLE - 0.019), 0.019),
        _ball(camera, at(0.012, 0.006), 0.024),
        _ball(camera, at(BALL, SOLE - 0.015), 0.015),
        _ball(camera, along(at(BALL, SOLE - 0.013), leg.toes, TOE - BALL - 0.012), 0.012),
    ]
    return "".join(capsule(balls[a], balls[b]) for a, b in ((0, 1), (0, 2), (1, 2), (2, 3)))


def _arm(arm: Limb, camera: Camera, *, far: bool) -> DrawnPart:
    skin = _chain(
        camera,
        [
            (between(arm.root, arm.middle, 0.4), 0.026),
            (arm.middle, 0.0235),
            (between(arm.middle, arm.end, 0.35), 0.0235),
            (arm.end, 0.0165),
            (along(arm.end, arm.tip, HAND * 0.4), 0.0185),
            (along(arm.end, arm.tip, HAND - 0.012), 0.012),
        ],
    ) + _thumb(arm, camera)
    sleeve = _chain(
        camera,
        [(arm.root, 0.0365), (between(arm.root, arm.middle, 0.58), 0.0325)],
    )
    return DrawnPart(
        arm_depth(arm, camera), (Outline(skin, "skin", far), Outline(sleeve, "shirt", far))
    )


def arm_depth(arm: Limb, camera: Camera) -> float:
    """Tell how near an arm is to the viewer; the hand counts double."""
    ends = camera.depth(arm.middle) + 2 * camera.depth(arm.end)
    return (camera.depth(arm.root) + ends) / 4 + ARM_NEARER


def _thumb(arm: Limb, camera: Camera) -> str:
    start = along(arm.end, arm.tip, HAND * 0.25)
    end = along(along(arm.end, arm.tip, HAND * 0.62), arm.top, 0.022)
    return capsule(_ball(camera, start, 0.011), _ball(camera, end, 0.0085))


def _core(body: Body, camera: Camera, far: str) -> DrawnPart:
    """Draw neck, trousers and shirt; the tops of the thighs melt into the seat."""
    neck = _chain(
        camera,
        [(along(body.shoulder, body.chest.up, -0.01), 0.034), (_nape(body), 0.029)],
    )
    thighs = "".join(
        _chain(camera, [(leg.root, 0.050), (between(leg.root, leg.middle, 0.5), 0.043)])
        for side, leg in body.legs.items()
        if side != far
    )
    return DrawnPart(
        camera.depth(between(body.hip, body.shoulder, 0.55)),
        (
            Outline(neck, "skin"),
            Outline(_seat(body, camera), "trousers"),
            Outline(thighs, "trousers", bare=True),
            Outline(_shirt(body, camera), "shirt"),
        ),
    )


def _seat(body: Body, camera: Camera) -> str:
    frame, at = body.pelvis, body.pelvis.at
    outline = ellipse(camera, at(body.hip, (-0.006, 0.022, 0)), frame, (0.068, 0.066, 0.096))
    for sign in (1, -1):
        centre = at(body.hip, (-0.022, -0.010, sign * HIP_HALF))
        outline += ellipse(camera, centre, frame, (0.052, 0.052, 0.048))
    return polygon(hull(outline))


def _shirt(body: Body, camera: Camera) -> str:
    pelvis, chest = body.pelvis, body.chest
    middle = between(body.sacrum, body.waist, 0.55)
    rings = [
        ellipse(camera, pelvis.at(body.hip, (0.0, 0.050, 0)), pelvis, (0.064, 0.040, 0.092)),
        ellipse(camera, middle, _mean(body), (0.057, 0.050, 0.079)),
        ellipse(camera, chest.at(body.waist, (0.006, 0.055, 0)), chest, (0.068, 0.062, 0.088)),
        ellipse(camera, chest.at(body.waist, (-0.004, 0.106, 0)), chest, (0.050, 0.036, 0.104)),
    ]
    return "".join(polygon(hull([*a, *b])) for a, b in pairwise(rings))


def _mean(body: Body) -> Frame:
    """The frame of the waist: half loin, half chest."""
    pairs = ((body.loin.front, body.chest.front), (body.loin.up, body.chest.up))
    front, up = (unit(between(a, b, 0.5)) for a, b in pairs)
    return Frame(front, up, unit(between(body.loin.right, body.chest.right, 0.5)))


def _nape(body: Body) -> Vector:
    return body.skull.at(body.head, (-0.012, -0.040, 0.0))


def _head(body: Body, camera: Camera) -> DrawnPart:
    skull, at = body.skull, body.skull.at

    def egg(offset: Vector, semi: Vector) -> list[Point]:
        return ellipse(camera, at(body.head, offset), skull, semi)

    jaw = egg((0.020, -0.030, 0), (0.032, 0.034, 0.030))
    cheeks = egg((0.014, 0.000, 0), (0.045, 0.046, 0.043))
    face = polygon(hull([*jaw, *cheeks])) + _nose(body, camera)
    hair = polygon(hull([*egg((-0.010, 0.014, 0), (0.058, 0.055, 0.054))]))
    bun = circle(_ball(camera, at(body.head, (-0.034, 0.071, 0)), 0.023))
    looking = dot(skull.front, camera.towards)
    cap = Outline(hair, "hair")
    shapes = (
        [Outline(bun, "hair"), Outline(face, "skin"), cap]
        if looking < -0.25  # noqa: PLR2004
        else [Outline(bun, "hair"), cap, Outline(face, "skin"), *_fringe(body, camera)]
    )
    return DrawnPart(camera.depth(body.head), (*shapes, *_features(body, camera)))


def _nose(body: Body, camera: Camera) -> str:
    tip = body.skull.at(body.head, (0.060, -0.012, 0))
    bridge = body.skull.at(body.head, (0.046, 0.006, 0))
    return capsule(_ball(camera, bridge, 0.009), _ball(camera, tip, 0.009))


def _fringe(body: Body, camera: Camera) -> list[Outline]:
    """The hair above the forehead, so that a face seen from the front has a hairline."""
    points = ellipse(
        camera, body.skull.at(body.head, (0.012, 0.044, 0)), body.skull, (0.046, 0.022, 0.045)
    )
    return [Outline(polygon(hull(points)), "hair", bare=True)]


def _features(body: Body, camera: Camera) -> list[Outline]:
    """Eyes, ears and a calm mouth, each drawn when it looks to the viewer."""
    found = []
    looks, at = body.skull, body.skull.at
    for sign in (1, -1):
        side = looks.at((0, 0, 0), (0.0, 0.0, sign))
        eye_looks = looks.at((0, 0, 0), (0.86, 0.0, sign * 0.5))
        if dot(side, camera.towards) > 0.3:  # noqa: PLR2004
            ear = at(body.head, (-0.006, -0.008, sign * 0.046))
            found.append(Outline(circle(_ball(camera, ear, 0.010)), "skin"))
        if dot(eye_looks, camera.towards) > 0.1:  # noqa: PLR2004
            eye = at(body.head, (0.050, 0.004, sign * 0.020))
            found.append(Outline(circle(_ball(camera, eye, 0.0054)), "face"))
    if dot(looks.front, camera.towards) > 0.2:  # noqa: PLR2004
        corners = [(0.048, -0.034, -0.014), (0.052, -0.040, 0.0), (0.048, -0.034, 0.014)]
        smile = _chain(camera, [(at(body.head, corner), 0.0032) for corner in corners])
        found.append(Outline(smile, "face", bare=True))
    return found
