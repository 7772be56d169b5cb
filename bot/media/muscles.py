"""The regions that work, as patches on the body; where one is tense, short rays stand around it."""

from collections.abc import Mapping, Sequence
from math import hypot

from bot.media.anatomy import DrawnPart, Outline, arm_depth, leg_depth
from bot.media.camera import Camera
from bot.media.outlines import capsule, ellipse, hull, polygon
from bot.media.skeleton import Body
from bot.media.vectors import ZERO, Point, Vector, along, between, dot, subtract, unit

REGIONS: Mapping[str, tuple[str, Vector, Vector]] = {
    "belly": ("loin", (0.034, 0.050, 0.0), (0.020, 0.060, 0.055)),
    "low_belly": ("pelvis", (0.042, 0.060, 0.0), (0.022, 0.035, 0.060)),
    "glutes": ("pelvis", (-0.040, 0.000, 0.0), (0.030, 0.045, 0.080)),
    "low_back": ("loin", (-0.034, 0.040, 0.0), (0.020, 0.060, 0.050)),
    "upper_back": ("chest", (-0.036, 0.070, 0.0), (0.022, 0.055, 0.075)),
    "ribs": ("chest", (0.010, 0.025, 0.0), (0.055, 0.050, 0.078)),
    "chest": ("chest", (0.045, 0.060, 0.0), (0.022, 0.050, 0.065)),
    "trunk": ("loin", (0.000, 0.060, 0.0), (0.050, 0.070, 0.070)),
    "shoulders": ("chest", (-0.010, 0.105, 0.0), (0.034, 0.024, 0.095)),
    "flankR": ("loin", (0.0, 0.050, 0.052), (0.045, 0.065, 0.022)),
    "flankL": ("loin", (0.0, 0.050, -0.052), (0.045, 0.065, 0.022)),
    "hip_sideR": ("pelvis", (-0.010, 0.010, 0.068), (0.045, 0.050, 0.026)),
    "hip_sideL": ("pelvis", (-0.010, 0.010, -0.068), (0.045, 0.050, 0.026)),
    "groinR": ("pelvis", (0.040, 0.010, 0.050), (0.026, 0.045, 0.034)),
    "groinL": ("pelvis", (0.040, 0.010, -0.050), (0.026, 0.045, 0.034)),
}
"""Regions of the trunk: part, offset front, up and right, half axes."""
LEG_REGIONS: Mapping[str, tuple[str, float, float, float, float]] = {
    "hamstring": ("thigh", 0.50, -0.022, 0.020, 0.085),
    "thigh": ("thigh", 0.45, 0.020, 0.022, 0.080),
    "inner": ("thigh", 0.45, 0.0, 0.030, 0.080),
    "calf": ("shank", 0.35, -0.014, 0.020, 0.070),
}
ARM_REGIONS = {"forearm": 0.022, "upper_arm": 0.028}
"""Regions of an arm with their half widths."""
"""Regions of a leg: bone, share of its length, towards its front, half width, half length."""
HIDDEN_BELOW = -0.55
"""A region whose skin looks further away from the viewer than this is hidden by the body."""
SAME_LEG = 0.06
"""A leg that is not further away than the other one by this much shows its regions whole."""
RAYS = 8
RAY_FROM, RAY_LENGTH, RAY_HALF = 0.014, 0.020, 0.0050
"""Rays begin this far outside the patch, in body heights; their length and half width."""
Patch = tuple[float, list[Point]]
"""How near a region is to the viewer, and its outline."""


def region_part(name: str, body: Body, camera: Camera, *, tense: bool = False) -> DrawnPart:
    """Colour a region; it lies just in front of the part of the body that it belongs to.

    A region of the skin that looks away from the viewer is not drawn.
    """
    patch = _patch(name, body, camera)
    if patch is None:
        return DrawnPart(0.0, ())
    depth, outline = patch
    shapes = [Outline(polygon(hull(outline)), "work")]
    if tense:
        shapes.append(Outline(_rays(outline, camera.pixels), "tension", bare=True))
    return DrawnPart(depth + 1e-4, tuple(shapes))


def _patch(name: str, body: Body, camera: Camera) -> Patch | None:
    if name in REGIONS:
        return _trunk_patch(name, body, camera)
    part, side = name[:-1], name[-1]
    if part in ARM_REGIONS:
        return _arm_patch(part, side, body, camera)
    return _leg_patch(part, side, body, camera)


def _trunk_patch(name: str, body: Body, camera: Camera) -> Patch | None:
    part, offset, semi = REGIONS[name]
    frame = getattr(body, part)
    outwards = unit(frame.at(ZERO, (offset[0], 0.0, offset[2])))
    if dot(outwards, camera.towards) < HIDDEN_BELOW:
        return None
    origin = {"pelvis": body.hip, "loin": body.sacrum, "chest": body.waist}[part]
    depth = _core_depth(body, camera)
    if name[-1] in body.legs:
        depth = max(depth, leg_depth(body.legs[name[-1]], camera))
    return depth, ellipse(camera, frame.at(origin, offset), frame, semi)


def _arm_patch(name: str, side: str, body: Body, camera: Camera) -> Patch:
    arm = body.arms[side]
    start, end = (arm.middle, arm.end) if name == "forearm" else (arm.root, arm.middle)
    tips = [camera.place(between(start, end, share)) for share in (0.05, 0.95)]
    middle = camera.place(between(start, end, 0.5))
    return arm_depth(arm, camera), _spindle(middle, tips, ARM_REGIONS[name] * camera.pixels)


def _leg_patch(name: str, side: str, body: Body, camera: Camera) -> Patch:
    bone, share, ahead, half, length = LEG_REGIONS[name]
    leg = body.legs[side]
    start, end = (leg.root, leg.middle) if bone == "thigh" else (leg.middle, leg.end)
    axis = unit(subtract(end, start))
    centre = along(between(start, end, share), leg.front if bone == "thigh" else leg.tip, ahead)
    tips = [camera.place(along(centre, axis, sign * length)) for sign in (-1, 1)]
    depth = leg_depth(leg, camera)
    if depth >= max(leg_depth(other, camera) for other in body.legs.values()) - SAME_LEG:
        depth = max(depth, _core_depth(body, camera))
    return depth, _spindle(camera.place(centre), tips, half * camera.pixels)


def _core_depth(body: Body, camera: Camera) -> float:
    return camera.depth(between(body.hip, body.shoulder, 0.55))


def _spindle(middle: Point, tips: Sequence[Point], half: float) -> list[Point]:
    (x1, y1), (x2, y2) = tips
    length = max(hypot(x2 - x1, y2 - y1), 1e-6)
    ax, ay = (x2 - x1) / 2, (y2 - y1) / 2
    nx, ny = -(y2 - y1) / length * half, (x2 - x1) / length * half
    ring = [(1, 0), (0.9, 0.44), (0.6, 0.8), (0, 1), (-0.6, 0.8), (-0.9, 0.44), (-1, 0)]
    both = [*ring, *((a, -b) for a, b in ring[-2:0:-1])]
    return [(middle[0] + a * ax + b * nx, middle[1] + a * ay + b * ny) for a, b in both]


def _rays(outline: Sequence[Point], pixels: float) -> str:
    """Draw short lines that point away from the middle of an outline."""
    mx = sum(x for x, _ in outline) / len(outline)
    my = sum(y for _, y in outline) / len(outline)
    drawn = []
    for index in range(RAYS):
        x, y = outline[index * len(outline) // RAYS]
        length = max(hypot(x - mx, y - my), 1e-6)
        dx, dy = (x - mx) / length * pixels, (y - my) / length * pixels
        start = (x + dx * RAY_FROM, y + dy * RAY_FROM)
        end = (start[0] + dx * RAY_LENGTH, start[1] + dy * RAY_LENGTH)
        drawn.append(capsule((start, RAY_HALF * pixels), (end, RAY_HALF * pixels)))
    return "".join(drawn)
