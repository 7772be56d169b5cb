"""One frame of a figure as SVG, and the whole loop as SVG that moves by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bot.media.anatomy import DrawnPart, Outline, body_parts
from bot.media.camera import Camera
from bot.media.figures import Figure
from bot.media.marks import (
    arrow_path,
    arrow_svg,
    breath_svg,
    gap_svg,
    ghost_svg,
    pace_svg,
    shadow_path,
)
from bot.media.motion import (
    body_at,
    body_in,
    breath_at,
    moments,
    snapped,
    tense,
    travelled,
)
from bot.media.muscles import region_part
from bot.media.outlines import number
from bot.media.palette import FAR_SHARE, GROUNDS, Colours, mixed
from bot.media.props import prop_parts
from bot.media.skeleton import Body
from bot.media.solids import FLOOR_DEPTH, held_at
from bot.media.vectors import Vector, distance, dot

WIDTH, HEIGHT = 480, 360
MARGIN = 16
PIXELS_MAX = 430.0
"""A body height is drawn at most this large."""
AROUND = 0.075
"""Flesh around the joints that the picture must leave room for."""
GHOST_FROM = 0.06
"""A ghost is drawn when some joint is this far from the start, in body heights."""
INSET_RADIUS_MAX = 78
FAR_FROM = 0.78
"""A body seen more from the front than this has no far side."""
JOINTS = (
    "hip",
    "shoulder",
    "head",
    *(f"{name}{side}" for name in ("knee", "toe", "heel", "elbow", "finger") for side in "RL"),
)
EXTENTS: Mapping[str, tuple[Vector, Vector]] = {
    "chair": ((-0.14, 0.0, -0.13), (0.14, 0.55, 0.13)),
    "wall": ((0.0, 0.0, -0.2), (0.04, 0.8, 0.12)),
    "table": ((-0.14, 0.0, -0.2), (0.14, 0.53, 0.2)),
    "step": ((-0.13, 0.0, -0.2), (0.13, 0.10, 0.2)),
    "stool": ((-0.12, 0.0, -0.12), (0.12, 0.16, 0.12)),
    "post": ((-0.02, 0.0, 0.0), (0.02, 0.95, 0.0)),
    "ball": ((-0.17, -0.17, 0.0), (0.17, 0.17, 0.0)),
    "bed": ((-0.62, 0.0, -0.24), (0.62, 0.2, 0.24)),
}
"""What a standing thing adds to the picture, around the place where it stands."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is drawn: its ground, and which marks are shown."""

    ground: str = "light"
    arrow: bool = True
    ghost: bool = True

    @property
    def colours(self) -> Colours:
        """The colours of the ground."""
        return GROUNDS[self.ground]


def frame(figure: Figure, seconds: float, look: Look) -> str:
    """Draw one moment of the loop as a whole SVG."""
    return _whole(still(figure, look) + moving(figure, seconds, look), look)


def moving_picture(figure: Figure, look: Look) -> str:
    """Draw the loop as one SVG that moves without any script."""
    shown: dict[str, list[tuple[float, float]]] = {}
    times = [*moments(figure), figure.seconds]
    for start, end in pairwise(times):
        spans = shown.setdefault(moving(figure, snapped(figure, start), look), [])
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    groups = [
        f'<g display="{"inline" if spans[0][0] == 0 else "none"}">{drawn}'
        f"{_shown_in(spans, figure.seconds)}</g>"
        for drawn, spans in shown.items()
    ]
    return _whole(still(figure, look) + "".join(groups), look)


def _shown_in(spans: Iterable[tuple[float, float]], seconds: float) -> str:
    """Animate the display of a group: shown in some spans of the loop, hidden in the rest."""
    keys: dict[str, str] = {"0": "none"}
    for start, end in spans:
        keys[_share(start / seconds)] = "inline"
        if end < seconds:
            keys[_share(end / seconds)] = "none"
    return (
        f'<animate attributeName="display" values="{";".join(keys.values())}" '
        f'keyTimes="{";".join(keys)}" dur="{number(seconds)}s" calcMode="discrete" '
        f'repeatCount="indefinite"/>'
    )


def _share(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _whole(inner: str, look: Look) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{look.colours["ground"]}"/>{inner}</svg>'
    )


def still(figure: Figure, look: Look) -> str:
    """Draw what does not move: the floor."""
    if figure.follow[1]:
        return ""
    camera = camera_for(figure)
    colours = look.colours
    _, back = camera.place((0.0, 0.0, -0.45))
    top = number(max(0.0, back))
    return f'<path d="M0 {top}H{WIDTH}V{HEIGHT}H0Z" fill="{colours["floor"]}"/>'


def moving(figure: Figure, seconds: float, look: Look) -> str:
    """Draw what moves: body, things, marks."""
    body = body_at(figure, seconds)
    camera = _followed(camera_for(figure), travelled(figure, seconds))
    colours = look.colours
    parts = body_parts(body, camera, far_side(figure))
    things = [part for prop in figure.props for part in prop_parts(prop, body, camera)]
    work = [region_part(name, body, camera) for name in figure.work]
    work += [region_part(name, body, camera, tense=True) for name in tense(figure, seconds)]
    under = [part for part in things if part.depth <= FLOOR_DEPTH + 4]
    over = [part for part in things if part.depth > FLOOR_DEPTH + 4]
    layers = [
        _drawn(under, colours),
        _shadow(figure, body, camera, colours),
        _ghost(figure, body, look),
        (gap_svg(body, camera, colours) if figure.gap else "")
        + _drawn([*parts, *work, *over], colours),
    ]
    if figure.breath:
        layers.append(
            breath_svg(body, camera, breath_at(figure, seconds), colours, ring=figure.ring)
        )
    if figure.pace and figure.breath:
        layers.append(pace_svg(figure.breath, seconds, colours))
    layers.append(_arrows(figure, look))
    drawn = "".join(layers)
    return drawn + _inset(figure, camera, layers[0] + layers[3], colours)


def _shadow(figure: Figure, body: Body, camera: Camera, colours: Colours) -> str:
    if figure.follow[1] or any(prop.item == "bed" for prop in figure.props):
        return ""
    path = shadow_path(body, camera)
    return f'<path d="{path}" fill="{colours["floor_line"]}" fill-opacity=".45"/>'


def _followed(camera: Camera, way: Vector) -> Camera:
    if not any(way):
        return camera
    return replace(
        camera,
        origin=(
            camera.origin[0] - camera.pixels * dot(way, camera.right),
            camera.origin[1] + camera.pixels * dot(way, camera.up),
        ),
    )


def _ghost(figure: Figure, body: Body, look: Look) -> str:
    if not (figure.ghost and look.ghost) or any(figure.follow):
        return ""
    start = body_in(figure, figure.loop[0][1])
    if max(distance(start.joint(name), body.joint(name)) for name in JOINTS) < GHOST_FROM:
        return ""
    return _start(figure, look)


@lru_cache(maxsize=64)
def _start(figure: Figure, look: Look) -> str:
    """Draw where the movement started."""
    start = body_in(figure, figure.loop[0][1])
    return ghost_svg(body_parts(start, camera_for(figure), far_side(figure)), look.colours)


@lru_cache(maxsize=64)
def _arrows(figure: Figure, look: Look) -> str:
    if not look.arrow:
        return ""
    camera = camera_for(figure)
    return "".join(arrow_svg(arrow, figure, camera, look.colours) for arrow in figure.arrows)


@lru_cache(maxsize=512)
def far_side(figure: Figure) -> str:
    """Tell which side of the body is far from the viewer: R, L or none."""
    if figure.far:
        return figure.far.strip("-")
    body = body_in(figure, figure.loop[0][1])
    lean = dot(body.pelvis.right, Camera(*figure.camera).towards)
    return "" if abs(lean) < FAR_FROM else "L" if lean > 0 else "R"


@lru_cache(maxsize=512)
def camera_for(figure: Figure) -> Camera:
    """Fit the whole loop into the picture; the camera stands still."""
    return _fitted(figure)


def _fitted(figure: Figure) -> Camera:
    bare = Camera(*figure.camera)
    flat = [bare.place(place) for place in _extent(figure)]
    left, right = min(x for x, _ in flat) - AROUND, max(x for x, _ in flat) + AROUND
    top, bottom = min(y for _, y in flat) - AROUND, max(y for _, y in flat) + AROUND * 0.7
    pixels = min(
        (WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (bottom - top), PIXELS_MAX
    )
    x = WIDTH / 2 - pixels * (left + right) / 2
    y = HEIGHT / 2 - pixels * (top + bottom) / 2
    room = (HEIGHT - 2 * MARGIN - pixels * (bottom - top)) / 2
    return Camera(*figure.camera, pixels, (x, y + max(0.0, room) * 0.55))


def _extent(figure: Figure) -> list[Vector]:
    bodies = [body_in(figure, name) for _, name in figure.loop]
    if any(figure.follow):
        bodies = [
            body_in(figure, name).moved(tuple(-w for w in travelled(figure, at)))  # type: ignore[arg-type]
            for at, name in figure.loop
        ]
    places = [body.joint(name) for body in bodies for name in JOINTS]
    for arrow in figure.arrows:
        places += arrow_path(arrow, figure)
    for prop in figure.props:
        if prop.item == "mat":
            places += [(prop.at[0] + x, 0.0, z) for x in prop.size[:2] for z in (-0.12, 0.12)]
        if prop.item in EXTENTS:
            where = held_at(prop, bodies[0])
            for corner in EXTENTS[prop.item]:
                places.append((where[0] + corner[0], where[1] + corner[1], where[2] + corner[2]))
    return places


def _drawn(parts: Iterable[DrawnPart], colours: Colours) -> str:
    shapes = [shape for part in sorted(parts, key=lambda part: part.depth) for shape in part.shapes]
    inner = "".join(_path(shape, colours) for shape in shapes)
    return f'<g stroke="{colours["line"]}" stroke-width="2.2" stroke-linejoin="round">{inner}</g>'


def _path(shape: Outline, colours: Colours) -> str:
    fill = colours[shape.role]
    if shape.role == "work":
        return f'<path d="{shape.path}" fill="{fill}" stroke="none" fill-opacity=".85"/>'
    if shape.bare:
        return f'<path d="{shape.path}" fill="{fill}" stroke="none"/>'
    edge = ""
    if shape.far:
        fill = mixed(fill, colours["ground"], FAR_SHARE)
        edge = f' stroke="{mixed(colours["line"], colours["ground"], FAR_SHARE)}"'
    return f'<path d="{shape.path}" fill="{fill}"{edge} paint-order="stroke"/>'


def _inset(figure: Figure, camera: Camera, drawn: str, colours: Colours) -> str:
    """Show a small move twice as large in a round window in the corner."""
    if figure.inset is None:
        return ""
    centre, radius = figure.inset
    x, y = camera.place(centre)
    r = min(radius * camera.pixels * 2, INSET_RADIUS_MAX)
    cx, cy = r + 12 if figure.inset_left else WIDTH - r - 12, r + 12
    ring = f'<circle cx="{number(cx)}" cy="{number(cy)}" r="{number(r)}"'
    lens = f"lens-{figure.id}"
    move = f"translate({number(cx - 2 * x)} {number(cy - 2 * y)}) scale(2)"
    return (
        f'<clipPath id="{lens}">{ring}/></clipPath>{ring} fill="{colours["inset"]}"/>'
        f'<g clip-path="url(#{lens})"><g transform="{move}">{drawn}</g></g>'
        f'{ring} fill="none" stroke="{colours["ring"]}" stroke-width="3"/>'
    )
