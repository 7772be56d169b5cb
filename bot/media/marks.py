"""What explains a picture without words: arrow, working region, breath, ghost and inset."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from bot.media.anatomy import DrawnPart
from bot.media.camera import Camera
from bot.media.figures import Arrow, Figure
from bot.media.outlines import ellipse, hull, line, number, polygon
from bot.media.palette import Colours
from bot.media.poses import blend, ease
from bot.media.skeleton import Body
from bot.media.vectors import WORLD, Point, Vector, add, dot

ARROW_HALF = 0.0105
ARROW_HEAD = 0.045
ARROW_LEAST = 0.10
"""A shorter way is drawn this long, so that it is seen."""
STEPS = 10


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
    shaft = [p for p in points[:-1] if hypot(tip[0] - p[0], tip[1] - p[1]) > size * 0.8]
    base = shaft[-1] if shaft else points[0]
    length = max(hypot(tip[0] - base[0], tip[1] - base[1]), 1e-6)
    dx, dy = (tip[0] - base[0]) / length, (tip[1] - base[1]) / length
    foot = (tip[0] - dx * size, tip[1] - dy * size)
    half = size * 0.58
    corners = [
        tip,
        (foot[0] - dy * half, foot[1] + dx * half),
        (foot[0] + dy * half, foot[1] - dx * half),
    ]
    return polygon(corners), [*(shaft or points[:1]), foot]


def ghost_svg(parts: Sequence[DrawnPart], colours: Colours) -> str:
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

    def at(elapsed: float) -> Point:
        rising = elapsed <= breath_in
        share = elapsed / breath_in if rising else 1 - (elapsed - breath_in) / breath_out
        return left + width * elapsed / total, top + height * (1 - ease(share))

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
