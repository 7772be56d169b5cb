"""What explains a picture without words: arrow, working region, breath, ghost and inset."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot

from bot.media.anatomy import Part, Shape, arm_depth, leg_depth
from bot.media.camera import Camera
from bot.media.figures import Arrow, Figure
from bot.media.outlines import ellipse, hull, line, number, polygon
from bot.media.palette import Colours
from bot.media.poses import blend, ease
from bot.media.skeleton import Body
from bot.media.vectors import WORLD, ZERO, Point, Vector, add, along, between, dot, subtract, unit

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
ARROW_HALF = 0.0105
ARROW_HEAD = 0.045
ARROW_LEAST = 0.10
"""A shorter way is drawn this long, so that it is seen."""
STEPS = 10
HIDDEN_BELOW = -0.35
"""A region whose skin looks further away from the viewer than this is hidden by the body."""


def region_part(name: str, body: Body, camera: Camera) -> Part:
    """Colour the region that works; it lies just in front of the part it belongs to.

    A region of the skin that looks away from the viewer is not drawn.
    """
    if name in REGIONS:
        part, offset, semi = REGIONS[name]
        frame = getattr(body, part)
        outwards = unit(frame.at(ZERO, (offset[0], 0.0, offset[2])))
        if dot(outwards, camera.towards) < HIDDEN_BELOW:
            return Part(0.0, ())
        origin = {"pelvis": body.hip, "loin": body.sacrum, "chest": body.waist}[part]
        outline = ellipse(camera, frame.at(origin, offset), frame, semi)
        depth = camera.depth(between(body.hip, body.shoulder, 0.55)) + 1e-4
        if name[-1] in body.legs:
            depth = max(depth, leg_depth(body.legs[name[-1]], camera) + 1e-4)
        return Part(depth, (Shape(polygon(hull(outline)), "work"),))
    if name[:-1] in ARM_REGIONS:
        return _arm_region(name[:-1], name[-1], body, camera)
    return _leg_region(name[:-1], name[-1], body, camera)


def _arm_region(name: str, side: str, body: Body, camera: Camera) -> Part:
    arm = body.arms[side]
    start, end = (arm.middle, arm.end) if name == "forearm" else (arm.root, arm.middle)
    tips = [camera.place(between(start, end, share)) for share in (0.05, 0.95)]
    middle = camera.place(between(start, end, 0.5))
    points = _spindle(middle, tips, ARM_REGIONS[name] * camera.pixels)
    return Part(arm_depth(arm, camera) + 1e-4, (Shape(polygon(hull(points)), "work"),))


def _leg_region(name: str, side: str, body: Body, camera: Camera) -> Part:
    bone, share, ahead, half, length = LEG_REGIONS[name]
    leg = body.legs[side]
    start, end = (leg.root, leg.middle) if bone == "thigh" else (leg.middle, leg.end)
    axis = unit(subtract(end, start))
    centre = along(between(start, end, share), leg.front if bone == "thigh" else leg.tip, ahead)
    middle = camera.place(centre)
    tips = [camera.place(along(centre, axis, sign * length)) for sign in (-1, 1)]
    points = _spindle(middle, tips, half * camera.pixels)
    return Part(leg_depth(leg, camera) + 1e-4, (Shape(polygon(hull(points)), "work"),))


def _spindle(middle: Point, tips: Sequence[Point], half: float) -> list[Point]:
    (x1, y1), (x2, y2) = tips
    length = max(hypot(x2 - x1, y2 - y1), 1e-6)
    ax, ay = (x2 - x1) / 2, (y2 - y1) / 2
    nx, ny = -(y2 - y1) / length * half, (x2 - x1) / length * half
    ring = [(1, 0), (0.9, 0.44), (0.6, 0.8), (0, 1), (-0.6, 0.8), (-0.9, 0.44), (-1, 0)]
    both = [*ring, *((a, -b) for a, b in ring)]
    return [(middle[0] + a * ax + b * nx, middle[1] + a * ay + b * ny) for a, b in both]


def arrow_path(arrow: Arrow, figure: Figure) -> list[Vector]:
    """Give the way that the arrow shows, in the room."""
    if arrow.path:
        return smooth(arrow.path)
    first, last = figure.poses[arrow.first], figure.poses[arrow.last]
    way = [blend(first, last, ease(step / STEPS)).joint(arrow.of) for step in range(STEPS + 1)]
    return [add(place, arrow.off) for place in way]


def smooth(points: Sequence[Vector]) -> list[Vector]:
    """Lay a Catmull-Rom curve through a few points."""
    if len(points) < 3:  # noqa: PLR2004
        return list(points)
    padded = [points[0], *points, points[-1]]
    found = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        found += [_spline((a, b, c, d), step / 6) for step in range(6)]
    return [*found, points[-1]]


def _spline(knots: tuple[Vector, Vector, Vector, Vector], t: float) -> Vector:
    a, b, c, d = knots
    x, y, z = (
        0.5
        * (
            2 * q
            + (r - p) * t
            + (2 * p - 5 * q + 4 * r - s) * t**2
            + (3 * q - p - 3 * r + s) * t**3
        )
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )
    return x, y, z


def arrow_svg(arrow: Arrow, figure: Figure, camera: Camera, colours: Colours) -> str:
    """Draw the arrow with an edge, so that it stands out from what it crosses."""
    flat = [camera.place(place) for place in arrow_path(arrow, figure)]
    p = camera.pixels
    flat = _lengthened(flat, ARROW_LEAST * p)
    head, flat = _head(flat, ARROW_HEAD * p)
    heads = head
    if arrow.both:
        tail, flat = _head(flat[::-1], ARROW_HEAD * p)
        heads += tail
    shaft, width = line(flat), 2 * ARROW_HALF * p
    edge, colour = colours["arrow_edge"], colours["arrow"]
    return (
        f'<g fill="none" stroke-linejoin="round" stroke-linecap="round">'
        f'<path d="{shaft}" stroke="{edge}" stroke-width="{number(width + 4)}"/>'
        f'<path d="{heads}" stroke="{edge}" stroke-width="5" fill="{edge}"/>'
        f'<path d="{shaft}" stroke="{colour}" stroke-width="{number(width)}"/>'
        f'<path d="{heads}" stroke="{colour}" stroke-width="1.5" fill="{colour}"/></g>'
    )


def _lengthened(points: list[Point], least: float) -> list[Point]:
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    if length >= least or length < 1e-6:  # noqa: PLR2004
        return points
    mx = sum(x for x, _ in points) / len(points)
    my = sum(y for _, y in points) / len(points)
    share = least / length
    return [(mx + (x - mx) * share, my + (y - my) * share) for x, y in points]


def _head(points: list[Point], size: float) -> tuple[str, list[Point]]:
    """Give the triangle at the end, and the shaft cut where the triangle begins."""
    tip = points[-1]
    kept = [p for p in points[:-1] if hypot(tip[0] - p[0], tip[1] - p[1]) > size * 0.8]
    base = kept[-1] if kept else points[0]
    length = max(hypot(tip[0] - base[0], tip[1] - base[1]), 1e-6)
    dx, dy = (tip[0] - base[0]) / length, (tip[1] - base[1]) / length
    foot = (tip[0] - dx * size, tip[1] - dy * size)
    half = size * 0.58
    corners = [
        tip,
        (foot[0] - dy * half, foot[1] + dx * half),
        (foot[0] + dy * half, foot[1] - dx * half),
    ]
    return polygon(corners), [*(kept or points[:1]), foot]


def ghost_svg(parts: Sequence[Part], colours: Colours) -> str:
    """Draw a body as one pale silhouette."""
    path = "".join(shape.path for part in parts for shape in part.shapes)
    return f'<path d="{path}" fill="{colours["ghost"]}" fill-opacity=".27"/>'


def breath_svg(
    body: Body, camera: Camera, share: float, colours: Colours, *, ring: bool = True
) -> str:
    """Draw the ring that grows with the breath around the ribs, and the air at the nose."""
    air = _air(body, camera, share, colours)
    if not ring:
        return air
    centre = camera.place(body.loin.at(body.waist, (0.01, 0.0, 0.0)))
    p, colour = camera.pixels, colours["ring"]
    x, y = number(centre[0]), number(centre[1])
    radius = number((0.115 + 0.055 * share) * p)
    return (
        f'<circle cx="{x}" cy="{y}" r="{number(0.17 * p)}" fill="none" stroke="{colour}" '
        f'stroke-width="1.5" stroke-dasharray="3 5"/>'
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}" fill-opacity=".16" '
        f'stroke="{colour}" stroke-width="3"/>{air}'
    )


def _air(body: Body, camera: Camera, share: float, colours: Colours) -> str:
    """Draw three lines of air before the face; they are longer the emptier the chest is."""
    if abs(dot(body.skull.front, camera.towards)) > 0.75:  # noqa: PLR2004
        return ""
    nose = body.skull.at(body.head, (0.075, -0.022, 0.0))
    p = camera.pixels
    lines = []
    for lift in (-0.022, 0.0, 0.022):
        start = body.skull.at(nose, (0.012, lift * 0.6, 0.0))
        end = body.skull.at(nose, (0.035 + 0.045 * (1 - share), lift * 1.5, 0.0))
        lines.append(line([camera.place(start), camera.place(end)]))
    return (
        f'<path d="{"".join(lines)}" fill="none" stroke="{colours["ring"]}" '
        f'stroke-width="{number(0.009 * p)}" stroke-linecap="round"/>'
    )


def shadow_path(body: Body, camera: Camera) -> str:
    """Give the outline of the soft shadow that ties the body to the floor."""
    spots: list[Point] = []
    names = ("hip", "shoulder", "kneeR", "kneeL", "toeR", "toeL", "heelR", "heelL")
    for name in names:
        x, _, z = body.joint(name)
        spots += ellipse(camera, (x, 0.0, z), WORLD, (0.05, 0.0, 0.04))
    return polygon(hull(spots))


def pace_svg(breath: tuple[float, float], seconds: float, colours: Colours) -> str:
    """Draw the rhythm of the breath as a wave with a dot that runs along it."""
    breath_in, breath_out = breath
    total = breath_in + breath_out
    left, top, width, height = 300.0, 34.0, 150.0, 46.0

    def at(moment: float) -> Point:
        rising = moment <= breath_in
        share = moment / breath_in if rising else 1 - (moment - breath_in) / breath_out
        return left + width * moment / total, top + height * (1 - ease(share))

    wave = line([at(total * step / 40) for step in range(41)])
    x, y = at(seconds % total)
    ring = colours["ring"]
    return (
        f'<path d="{wave}" fill="none" stroke="{ring}" stroke-width="4" stroke-linecap="round" '
        f'stroke-linejoin="round"/><circle cx="{number(x)}" cy="{number(y)}" r="8" '
        f'fill="{colours["arrow"]}" stroke="{colours["arrow_edge"]}" stroke-width="2"/>'
    )


def gap_svg(body: Body, camera: Camera, colours: Colours) -> str:
    """Colour the room between a lying low back and the floor."""
    places = [
        body.pelvis.at(body.hip, (-0.055, 0.0, 0.0)),
        body.loin.at(body.sacrum, (-0.056, 0.05, 0.0)),
        body.chest.at(body.waist, (-0.060, 0.05, 0.0)),
    ]
    upper = [camera.place(place) for place in smooth(places)]
    lower = [camera.place((place[0], 0.0, place[2])) for place in reversed(places)]
    return f'<path d="{polygon([*upper, *lower])}" fill="{colours["work"]}"/>'
