"""Things that stand: mat, chair, wall, table, step, stairs, rail, post, bed, marks on the floor."""

from math import cos, radians, sin

from bot.media.anatomy import DrawnPart, Outline
from bot.media.camera import Camera
from bot.media.figures import Prop
from bot.media.outlines import capsule, hull, polygon
from bot.media.skeleton import Body
from bot.media.solids import FLOOR_DEPTH, WALL, WOOD, box, box_part
from bot.media.vectors import Vector, add

SEAT_HEIGHT = 0.26


def mat(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a mat: `size` is its ends along x and its half width."""
    x0, x1, half = prop.size or (-0.62, 0.62, 0.19)
    corners = [(x0, 0.0, -half), (x1, 0.0, -half), (x1, 0.0, half), (x0, 0.0, half)]
    flat = [camera.place(add(corner, prop.at)) for corner in corners]
    return [DrawnPart(FLOOR_DEPTH + 1, (Outline(polygon(hull(flat)), "mat"),))]


def _turned(prop: Prop, corner: Vector) -> Vector:
    """Turn a corner about the thing's own upright axis by quarter turns, and put it in place."""
    c, s = cos(radians(prop.turn)), sin(radians(prop.turn))
    x, y, z = corner
    return add(prop.at, (x * c - z * s, y, x * s + z * c))


def _piece(prop: Prop, camera: Camera, low: Vector, high: Vector) -> DrawnPart:
    a, b = _turned(prop, low), _turned(prop, high)
    start = (min(a[0], b[0]), min(a[1], b[1]), min(a[2], b[2]))
    end = (max(a[0], b[0]), max(a[1], b[1]), max(a[2], b[2]))
    return box_part(camera, start, end, WOOD)


def chair(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
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
    return [DrawnPart(depth, tuple(shape for part in pieces for shape in part.shapes))]


def stool(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a block: `size` is half its length, its height and half its width."""
    x, y, z = prop.size or (0.12, 0.16, 0.12)
    return [box_part(camera, add(prop.at, (-x, 0, -z)), add(prop.at, (x, y, z)), WOOD)]


def wall(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a wall across x: `size` is its height and its ends along z."""
    height, start, end = prop.size or (1.05, -0.42, 0.14)
    low, high = add(prop.at, (0, 0, start)), add(prop.at, (0.04, height, end))
    return [DrawnPart(FLOOR_DEPTH + 2, tuple(box(camera, low, high, WALL)))]


def panel(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a wall that stands behind the person, along x."""
    half, height = prop.size[:2] if prop.size else (0.45, 1.05)
    low, high = add(prop.at, (-half, 0, -0.03)), add(prop.at, (half, height, 0.0))
    return [DrawnPart(FLOOR_DEPTH + 0.5, tuple(box(camera, low, high, WALL)))]


def table(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a table or worktop: `size` is half its length, its height and half its width."""
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
    return [DrawnPart(camera.depth(add(at, (0, height / 2, 0))), (*legs, *top))]


def step(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a low step: `size` as of a stool."""
    x, y, z = prop.size or (0.13, 0.10, 0.20)
    low, high = add(prop.at, (-x, 0, -z)), add(prop.at, (x, y, z))
    return [DrawnPart(FLOOR_DEPTH + 3 + prop.at[0] * 0.1, tuple(box(camera, low, high, WOOD)))]


def stairs(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a flight: `size` is depth, height and number of the steps."""
    depth, height, count = prop.size
    parts = []
    for index in range(int(count)):
        low = add(prop.at, (index * depth, index * height - 0.35, -0.2))
        high = add(prop.at, ((index + 1) * depth, (index + 1) * height, 0.2))
        parts.append(DrawnPart(FLOOR_DEPTH + 3 - index * 0.01, tuple(box(camera, low, high, WOOD))))
    return parts


def rail(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a rail from `at` on: `size` is its length along x and its rise."""
    length, rise = prop.size
    end = add(prop.at, (length, rise, 0.0))
    bar = capsule(
        (camera.place(prop.at), 0.012 * camera.pixels), (camera.place(end), 0.012 * camera.pixels)
    )
    return [DrawnPart(camera.depth(prop.at), (Outline(bar, "wood_side"),))]


def post(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw the post that holds a band."""
    low, high = add(prop.at, (-0.02, 0, -0.02)), add(prop.at, (0.02, 0.95, 0.02))
    return [box_part(camera, low, high, WOOD)]


def bed(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a bed: `size` as of a stool."""
    x, y, z = prop.size or (0.62, 0.22, 0.24)
    at = prop.at
    frame = box(camera, add(at, (-x, 0.06, -z)), add(at, (x, y - 0.06, z)), WOOD)
    mattress = box(
        camera, add(at, (-x, y - 0.06, -z)), add(at, (x, y, z)), ("mat", "mat_edge", "mat_edge")
    )
    return [DrawnPart(FLOOR_DEPTH + 1, (*frame, *mattress))]


def marks(prop: Prop, _body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw marks on the floor, so that walking is seen: `size` is their distance and number."""
    gap, count = prop.size
    marks = []
    for index in range(int(count)):
        x = prop.at[0] + gap * index
        ends = [camera.place((x, 0.0, z)) for z in (0.22, 0.42)]
        marks.append(Outline(capsule((ends[0], 2.0), (ends[1], 2.0)), "floor_line", bare=True))
    return [DrawnPart(FLOOR_DEPTH + 1, tuple(marks))]
