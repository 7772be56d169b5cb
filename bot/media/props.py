"""The things around the body: mat, wall, chair, step, ball, weights, bags, band, towel, stick."""

from collections.abc import Callable, Mapping
from math import cos, radians, sin

from bot.media.anatomy import Part, Shape
from bot.media.camera import Camera
from bot.media.figures import Prop
from bot.media.outlines import capsule, circle, ellipse, hull, polygon
from bot.media.skeleton import Body
from bot.media.vectors import WORLD, Vector, add, along, between, distance, subtract, unit

SEAT_HEIGHT = 0.26
FLOOR_DEPTH = -9.0
BALL_RADIUS = 0.17
NEARER = 0.02
"""What is held is drawn just in front of the hand that holds it."""

Corners = tuple[Vector, Vector]


def prop_parts(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Draw one thing."""
    parts = DRAWN[prop.item](prop, body, camera)
    if prop.layer:
        depth = {"back": -8.0, "front": 8.0}[prop.layer]
        return [Part(depth + index * 1e-3, part.shapes) for index, part in enumerate(parts)]
    return parts


def held_at(prop: Prop, body: Body) -> Vector:
    """Give the middle of the joints that hold a thing, shifted by its own offset."""
    places = [body.joint(name) for name in prop.by]
    if not places:
        return prop.at
    middle = places[0] if len(places) == 1 else between(places[0], places[1], 0.5)
    return add(middle, prop.at)


def box(camera: Camera, low: Vector, high: Vector, roles: tuple[str, str, str]) -> list[Shape]:
    """Draw the faces of an upright box that look to the viewer: top, ends (x) and sides (z)."""
    top, ends, sides = roles
    (x0, y0, z0), (x1, y1, z1) = low, high
    x = x1 if camera.towards[0] > 0 else x0
    z = z1 if camera.towards[2] > 0 else z0
    faces = [
        (sides, [(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]),
        (ends, [(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)]),
        (top, [(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]),
    ]
    return [
        Shape(polygon(hull([camera.place(corner) for corner in corners])), role)
        for role, corners in faces
    ]


def _box_part(camera: Camera, low: Vector, high: Vector, roles: tuple[str, str, str]) -> Part:
    return Part(camera.depth(between(low, high, 0.5)), tuple(box(camera, low, high, roles)))


WOOD = ("wood_top", "wood_side", "wood")
WALL = ("wall", "wall", "wall_edge")
IRON = ("iron_top", "iron", "iron")
BAG = ("bag_top", "bag", "bag")


def _mat(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    x0, x1, half = prop.size or (-0.62, 0.62, 0.19)
    corners = [(x0, 0.0, -half), (x1, 0.0, -half), (x1, 0.0, half), (x0, 0.0, half)]
    flat = [camera.place(add(corner, prop.at)) for corner in corners]
    return [Part(FLOOR_DEPTH + 1, (Shape(polygon(hull(flat)), "mat"),))]


def _turned(prop: Prop, corner: Vector) -> Vector:
    """Turn a corner about the thing's own upright axis by quarter turns, and put it in place."""
    c, s = cos(radians(prop.turn)), sin(radians(prop.turn))
    x, y, z = corner
    return add(prop.at, (x * c - z * s, y, x * s + z * c))


def _piece(prop: Prop, camera: Camera, low: Vector, high: Vector) -> Part:
    a, b = _turned(prop, low), _turned(prop, high)
    start = (min(a[0], b[0]), min(a[1], b[1]), min(a[2], b[2]))
    end = (max(a[0], b[0]), max(a[1], b[1]), max(a[2], b[2]))
    return _box_part(camera, start, end, WOOD)


def _chair(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    """Draw a chair whose front looks along x; its seat is SEAT_HEIGHT high."""
    seat = prop.size[0] if prop.size else SEAT_HEIGHT
    legs = [
        _piece(prop, camera, (x, 0.0, z), (x + 0.022, seat - 0.02, z + 0.022))
        for x in (-0.13, 0.108)
        for z in (-0.125, 0.103)
    ]
    posts = [
        _piece(prop, camera, (-0.13, seat, z), (-0.108, seat + 0.16, z + 0.022))
        for z in (-0.125, 0.103)
    ]
    back = _piece(prop, camera, (-0.13, seat + 0.13, -0.125), (-0.110, seat + 0.28, 0.125))
    top = _piece(prop, camera, (-0.135, seat - 0.025, -0.13), (0.135, seat, 0.13))
    pieces = [*legs, *posts, top, back]
    pieces.sort(key=lambda part: part.depth)
    depth = camera.depth(add(prop.at, (0.0, 0.1, 0.0))) - 0.3
    return [Part(depth, tuple(shape for part in pieces for shape in part.shapes))]


def _stool(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    x, y, z = prop.size or (0.12, 0.16, 0.12)
    return [_box_part(camera, add(prop.at, (-x, 0, -z)), add(prop.at, (x, y, z)), WOOD)]


def _wall(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    height, start, end = prop.size or (1.05, -0.42, 0.14)
    low, high = add(prop.at, (0, 0, start)), add(prop.at, (0.04, height, end))
    return [Part(FLOOR_DEPTH + 2, tuple(box(camera, low, high, WALL)))]


def _panel(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    """Draw a wall that stands behind the person, along x."""
    half, height = prop.size[:2] if prop.size else (0.45, 1.05)
    low, high = add(prop.at, (-half, 0, -0.03)), add(prop.at, (half, height, 0.0))
    return [Part(FLOOR_DEPTH + 0.5, tuple(box(camera, low, high, WALL)))]


def _table(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    x, height, z = prop.size or (0.14, 0.53, 0.20)
    at = prop.at
    top = box(camera, add(at, (-x, height - 0.03, -z)), add(at, (x, height, z)), WOOD)
    legs = [
        shape
        for dx, dz in ((-x, -z), (x - 0.025, -z), (-x, z - 0.025), (x - 0.025, z - 0.025))
        for shape in box(
            camera, add(at, (dx, 0, dz)), add(at, (dx + 0.025, height - 0.03, dz + 0.025)), WOOD
        )
    ]
    return [Part(camera.depth(add(at, (0, height / 2, 0))), (*legs, *top))]


def _step(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    x, y, z = prop.size or (0.13, 0.10, 0.20)
    low, high = add(prop.at, (-x, 0, -z)), add(prop.at, (x, y, z))
    return [Part(FLOOR_DEPTH + 3 + prop.at[0] * 0.1, tuple(box(camera, low, high, WOOD)))]


def _stairs(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    """Draw a flight: `size` is depth, height and number of the steps."""
    depth, height, count = prop.size
    parts = []
    for index in range(int(count)):
        low = add(prop.at, (index * depth, index * height - 0.35, -0.2))
        high = add(prop.at, ((index + 1) * depth, (index + 1) * height, 0.2))
        parts.append(Part(FLOOR_DEPTH + 3 - index * 0.01, tuple(box(camera, low, high, WOOD))))
    return parts


def _rail(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    """Draw a rail from `at` on: `size` is its length along x and its rise."""
    length, rise = prop.size
    end = add(prop.at, (length, rise, 0.0))
    bar = capsule((camera.place(prop.at), 0.012 * camera.pixels), (camera.place(end), 0.012 * camera.pixels))
    return [Part(camera.depth(prop.at), (Shape(bar, "wood_side"),))]


def _exercise_ball(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    centre = held_at(prop, body)
    radius = prop.size[0] if prop.size else BALL_RADIUS
    x, y = camera.place(centre)
    r = radius * camera.pixels
    shapes = (
        Shape(circle(((x, y), r)), "ball"),
        Shape(circle(((x - r * 0.25, y - r * 0.32), r * 0.42)), "ball_top"),
    )
    return [Part(camera.depth(centre), shapes)]


def _kettlebell(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Hang a bell of 0.16 body heights below its handle."""
    grip = held_at(prop, body)
    bell = add(grip, (0.0, -0.105, 0.0))
    p = camera.pixels
    handle = [camera.place(add(grip, (dx, dy, 0))) for dx, dy in ((-0.042, -0.06), (-0.030, 0.006), (0.030, 0.006), (0.042, -0.06))]
    bows = "".join(capsule((a, 0.011 * p), (b, 0.011 * p)) for a, b in zip(handle, handle[1:], strict=False))
    x, y = camera.place(bell)
    shapes = (
        Shape(bows, "iron"),
        Shape(circle(((x, y), 0.056 * p)), "iron"),
        Shape(circle(((x - 0.016 * p, y - 0.018 * p), 0.018 * p)), "iron_top"),
    )
    return [Part(camera.depth(grip) + NEARER, shapes)]


def _dumbbell(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    grip = held_at(prop, body)
    axis = (cos(radians(prop.turn)), 0.0, sin(radians(prop.turn)))
    p = camera.pixels
    ends = [camera.place(along(grip, axis, side * 0.052)) for side in (-1, 1)]
    outer = [camera.place(along(grip, axis, side * 0.078)) for side in (-1, 1)]
    bar = capsule((ends[0], 0.010 * p), (ends[1], 0.010 * p))
    discs = "".join(capsule((a, 0.030 * p), (b, 0.026 * p)) for a, b in zip(ends, outer, strict=True))
    return [Part(camera.depth(grip) + NEARER, (Shape(bar, "iron_top"), Shape(discs, "iron")))]


def _bag(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Hang a shopping bag from the hand; with `turn` it is a suitcase."""
    grip = held_at(prop, body)
    width, height, deep = prop.size or (0.085, 0.17, 0.035)
    top = grip[1] - 0.06
    low, high = (grip[0] - width, top - height, grip[2] - deep), (grip[0] + width, top, grip[2] + deep)
    p = camera.pixels
    bow = [camera.place(point) for point in ((grip[0] - 0.04, top, grip[2]), (grip[0] - 0.022, grip[1] - 0.004, grip[2]), (grip[0] + 0.022, grip[1] - 0.004, grip[2]), (grip[0] + 0.04, top, grip[2]))]
    handle = "".join(capsule((a, 0.007 * p), (b, 0.007 * p)) for a, b in zip(bow, bow[1:], strict=False))
    return [Part(camera.depth(grip) + NEARER, (Shape(handle, "iron"), *box(camera, low, high, BAG)))]


def _parcel(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Draw a soft bag that is hugged or stands on something."""
    centre = held_at(prop, body)
    x, y, z = prop.size or (0.075, 0.085, 0.085)
    points = ellipse(camera, centre, WORLD, (x, y, z))
    knot = add(centre, (0, y * 0.95, 0))
    shapes = (
        Shape(capsule((camera.place(knot), 0.02 * camera.pixels), (camera.place(add(knot, (0, 0.025, 0))), 0.03 * camera.pixels)), "bag_top"),
        Shape(polygon(hull(points)), "bag"),
    )
    return [Part(camera.depth(centre) + NEARER, shapes)]


def _rucksack(_prop: Prop, body: Body, camera: Camera) -> list[Part]:
    centre = body.chest.at(body.waist, (-0.105, 0.045, 0))
    points = ellipse(camera, centre, body.chest, (0.060, 0.105, 0.085))
    return [Part(camera.depth(centre), (Shape(polygon(hull(points)), "bag"),))]


def _band(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Stretch a band from `at` or the first joint to the last; longer is thinner."""
    places = [body.joint(name) for name in prop.by]
    ends = places if len(places) > 1 else [prop.at, places[0]]
    length = sum(distance(a, b) for a, b in zip(ends, ends[1:], strict=False))
    half = max(0.0048, 0.010 - 0.006 * length) * camera.pixels
    flat = [camera.place(end) for end in ends]
    strip = "".join(capsule((a, half), (b, half)) for a, b in zip(flat, flat[1:], strict=False))
    return [Part(camera.depth(ends[-1]) + NEARER, (Shape(strip, "band"),))]


def _post(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    """Draw the post that holds a band."""
    low, high = add(prop.at, (-0.02, 0, -0.02)), add(prop.at, (0.02, 0.95, 0.02))
    return [_box_part(camera, low, high, WOOD)]


def _towel(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Draw a rolled towel or a cushion as a soft roll; `size` is its half axes."""
    centre = held_at(prop, body)
    x, y, z = prop.size or (0.035, 0.035, 0.07)
    points = ellipse(camera, centre, WORLD.twisted(prop.turn), (x, y, z))
    return [Part(camera.depth(centre), (Shape(polygon(hull(points)), "cloth"),))]


def _sling(prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Draw a towel or strap from hand round a foot or thigh to the other hand."""
    p = camera.pixels * 0.014
    places = [camera.place(body.joint(name)) for name in prop.by]
    strip = "".join(capsule((a, p), (b, p)) for a, b in zip(places, places[1:], strict=False))
    return [Part(camera.depth(body.joint(prop.by[0])) + NEARER, (Shape(strip, "cloth"),))]


def _stick(_prop: Prop, body: Body, camera: Camera) -> list[Part]:
    """Draw a stick along the back that touches head, upper back and sacrum."""
    start = body.pelvis.at(body.hip, (-0.080, -0.06, 0))
    end = along(start, unit(subtract(body.skull.at(body.head, (-0.065, 0.07, 0)), start)), 0.52)
    p = camera.pixels * 0.009
    rod = capsule((camera.place(start), p), (camera.place(end), p))
    return [Part(camera.depth(start) + 0.3, (Shape(rod, "cloth_edge"),))]


def _bed(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    x, y, z = prop.size or (0.62, 0.22, 0.24)
    at = prop.at
    frame = box(camera, add(at, (-x, 0.06, -z)), add(at, (x, y - 0.06, z)), WOOD)
    mattress = box(camera, add(at, (-x, y - 0.06, -z)), add(at, (x, y, z)), ("mat", "mat_edge", "mat_edge"))
    return [Part(FLOOR_DEPTH + 1, (*frame, *mattress))]


def _marks(prop: Prop, _body: Body, camera: Camera) -> list[Part]:
    """Draw marks on the floor at equal distances, so that walking is seen: `size` is step, count."""
    gap, count = prop.size
    marks = []
    for index in range(int(count)):
        x = prop.at[0] + gap * index
        ends = [camera.place((x, 0.0, z)) for z in (0.22, 0.42)]
        marks.append(Shape(capsule((ends[0], 2.0), (ends[1], 2.0)), "floor_line", bare=True))
    return [Part(FLOOR_DEPTH + 1, tuple(marks))]


DRAWN: Mapping[str, Callable[[Prop, Body, Camera], list[Part]]] = {
    "mat": _mat,
    "chair": _chair,
    "stool": _stool,
    "wall": _wall,
    "panel": _panel,
    "table": _table,
    "step": _step,
    "stairs": _stairs,
    "rail": _rail,
    "ball": _exercise_ball,
    "kettlebell": _kettlebell,
    "dumbbell": _dumbbell,
    "bag": _bag,
    "parcel": _parcel,
    "rucksack": _rucksack,
    "band": _band,
    "post": _post,
    "towel": _towel,
    "sling": _sling,
    "stick": _stick,
    "bed": _bed,
    "marks": _marks,
}
"""How each thing is drawn."""
