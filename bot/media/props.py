"""The things around the body: those that are held or lain on, and the list of all of them."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import cos, radians, sin

from bot.media import furniture
from bot.media.anatomy import DrawnPart, Outline
from bot.media.camera import Camera
from bot.media.figures import Prop
from bot.media.outlines import capsule, circle, ellipse, hull, polygon
from bot.media.skeleton import Body
from bot.media.solids import BAG, box, held_at
from bot.media.vectors import WORLD, add, along, between, distance, subtract, unit

BALL_RADIUS = 0.17
NEARER = 0.02
"""What is held is drawn just in front of the hand that holds it."""
LAYERS = {"back": -8.0, "front": 8.0}


def prop_parts(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw one thing."""
    parts = DRAWN[prop.item](prop, body, camera)
    if prop.layer:
        depth = LAYERS[prop.layer]
        return [DrawnPart(depth + index * 1e-3, part.shapes) for index, part in enumerate(parts)]
    return parts


def _exercise_ball(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    centre = held_at(prop, body)
    radius = prop.size[0] if prop.size else BALL_RADIUS
    x, y = camera.place(centre)
    r = radius * camera.pixels
    shapes = (
        Outline(circle(((x, y), r)), "ball"),
        Outline(circle(((x - r * 0.25, y - r * 0.32), r * 0.42)), "ball_top"),
    )
    return [DrawnPart(camera.depth(centre), shapes)]


def _kettlebell(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Hang a bell of 0.16 body heights below its handle."""
    grip = held_at(prop, body)
    bell = add(grip, (0.0, -0.105, 0.0))
    p = camera.pixels
    handle = [
        camera.place(add(grip, (dx, dy, 0)))
        for dx, dy in ((-0.042, -0.06), (-0.030, 0.006), (0.030, 0.006), (0.042, -0.06))
    ]
    bows = "".join(capsule((a, 0.011 * p), (b, 0.011 * p)) for a, b in pairwise(handle))
    x, y = camera.place(bell)
    shapes = (
        Outline(bows, "iron"),
        Outline(circle(((x, y), 0.056 * p)), "iron"),
        Outline(circle(((x - 0.016 * p, y - 0.018 * p), 0.018 * p)), "iron_top"),
    )
    return [DrawnPart(camera.depth(grip) + NEARER, shapes)]


def _dumbbell(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    grip = held_at(prop, body)
    axis = (cos(radians(prop.turn)), 0.0, sin(radians(prop.turn)))
    p = camera.pixels
    ends = [camera.place(along(grip, axis, side * 0.052)) for side in (-1, 1)]
    outer = [camera.place(along(grip, axis, side * 0.084)) for side in (-1, 1)]
    bar = capsule((ends[0], 0.010 * p), (ends[1], 0.010 * p))
    discs = "".join(
        capsule((a, 0.037 * p), (b, 0.033 * p)) for a, b in zip(ends, outer, strict=True)
    )
    return [
        DrawnPart(camera.depth(grip) + NEARER, (Outline(bar, "iron_top"), Outline(discs, "iron")))
    ]


def _bag(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Hang a shopping bag from the hand; with `turn` it is a suitcase."""
    grip = held_at(prop, body)
    width, height, deep = prop.size or (0.085, 0.17, 0.035)
    top = grip[1] - 0.06
    low, high = (
        (grip[0] - width, top - height, grip[2] - deep),
        (grip[0] + width, top, grip[2] + deep),
    )
    p = camera.pixels
    bow = [
        camera.place(point)
        for point in (
            (grip[0] - 0.04, top, grip[2]),
            (grip[0] - 0.022, grip[1] - 0.004, grip[2]),
            (grip[0] + 0.022, grip[1] - 0.004, grip[2]),
            (grip[0] + 0.04, top, grip[2]),
        )
    ]
    handle = "".join(capsule((a, 0.007 * p), (b, 0.007 * p)) for a, b in pairwise(bow))
    return [
        DrawnPart(
            camera.depth(grip) + NEARER, (Outline(handle, "iron"), *box(camera, low, high, BAG))
        )
    ]


def _parcel(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a soft bag that is hugged or stands on something."""
    centre = held_at(prop, body)
    x, y, z = prop.size or (0.075, 0.085, 0.085)
    points = ellipse(camera, centre, WORLD, (x, y, z))
    knot = add(centre, (0, y * 0.95, 0))
    shapes = (
        Outline(
            capsule(
                (camera.place(knot), 0.02 * camera.pixels),
                (camera.place(add(knot, (0, 0.025, 0))), 0.03 * camera.pixels),
            ),
            "bag_top",
        ),
        Outline(polygon(hull(points)), "bag"),
    )
    return [DrawnPart(camera.depth(centre) + NEARER, shapes)]


def _duffel(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Hang a soft travel bag from the hand by its two handles."""
    grip = held_at(prop, body)
    p = camera.pixels
    ends = [camera.place(add(grip, (x, -0.145, 0.0))) for x in (-0.085, 0.085)]
    bands = [
        capsule(
            (camera.place(add(grip, (x, -0.085, 0.0))), 0.008 * p),
            (camera.place(add(grip, (x, -0.205, 0.0))), 0.008 * p),
        )
        for x in (-0.045, 0.045)
    ]
    handles = [
        capsule(
            (camera.place(add(grip, (x, -0.09, 0.0))), 0.006 * p), (camera.place(grip), 0.006 * p)
        )
        for x in (-0.045, 0.045)
    ]
    shapes = (
        Outline("".join(handles), "iron"),
        Outline(capsule((ends[0], 0.062 * p), (ends[1], 0.062 * p)), "bag"),
        Outline("".join(bands), "bag_top"),
    )
    return [DrawnPart(camera.depth(grip) + NEARER, shapes)]


def _rucksack(_prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a rucksack on the back with its straps over the shoulders."""
    p = camera.pixels
    centre = body.chest.at(body.waist, (-0.105, 0.045, 0))
    pocket = body.chest.at(body.waist, (-0.135, 0.000, 0))
    back = ellipse(camera, centre, body.chest, (0.062, 0.108, 0.085))
    front = ellipse(camera, pocket, body.chest, (0.045, 0.050, 0.070))
    pack = (Outline(polygon(hull(back)), "bag"), Outline(polygon(hull(front)), "bag_top"))
    straps = ""
    for side in (-1, 1):
        line = [
            camera.place(body.chest.at(body.waist, (ahead, height, side * 0.058)))
            for ahead, height in ((-0.03, 0.138), (0.045, 0.120), (0.066, 0.040), (0.0, -0.035))
        ]
        straps += "".join(capsule((a, 0.011 * p), (b, 0.011 * p)) for a, b in pairwise(line))
    torso = camera.depth(between(body.hip, body.shoulder, 0.55))
    return [
        DrawnPart(camera.depth(centre), pack),
        DrawnPart(torso + 1e-3, (Outline(straps, "bag"),)),
    ]


def _band(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Stretch a band from `at` or the first joint to the last; longer is thinner."""
    places = [body.joint(name) for name in prop.by]
    ends = places if len(places) > 1 else [prop.at, places[0]]
    length = sum(distance(a, b) for a, b in pairwise(ends))
    half = max(0.0048, 0.010 - 0.006 * length) * camera.pixels
    flat = [camera.place(end) for end in ends]
    strip = "".join(capsule((a, half), (b, half)) for a, b in pairwise(flat))
    return [DrawnPart(camera.depth(ends[-1]) + NEARER, (Outline(strip, "band"),))]


def _towel(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a rolled towel or a cushion as a soft roll; `size` is its half axes."""
    centre = held_at(prop, body)
    x, y, z = prop.size or (0.035, 0.035, 0.07)
    points = ellipse(camera, centre, WORLD.twisted(prop.turn), (x, y, z))
    return [DrawnPart(camera.depth(centre), (Outline(polygon(hull(points)), "cloth"),))]


def _sling(prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a towel or strap from hand round a foot or thigh to the other hand."""
    p = camera.pixels * 0.014
    places = [camera.place(body.joint(name)) for name in prop.by]
    strip = "".join(capsule((a, p), (b, p)) for a, b in pairwise(places))
    return [DrawnPart(camera.depth(body.joint(prop.by[0])) + NEARER, (Outline(strip, "cloth"),))]


def _stick(_prop: Prop, body: Body, camera: Camera) -> list[DrawnPart]:
    """Draw a stick along the back that touches head, upper back and sacrum."""
    start = body.pelvis.at(body.hip, (-0.080, -0.06, 0))
    end = along(start, unit(subtract(body.skull.at(body.head, (-0.065, 0.07, 0)), start)), 0.52)
    p = camera.pixels * 0.009
    rod = capsule((camera.place(start), p), (camera.place(end), p))
    return [DrawnPart(camera.depth(start) + 0.3, (Outline(rod, "cloth_edge"),))]


DRAWN: Mapping[str, Callable[[Prop, Body, Camera], list[DrawnPart]]] = {
    "mat": furniture.mat,
    "chair": furniture.chair,
    "stool": furniture.stool,
    "wall": furniture.wall,
    "panel": furniture.panel,
    "table": furniture.table,
    "step": furniture.step,
    "stairs": furniture.stairs,
    "rail": furniture.rail,
    "ball": _exercise_ball,
    "kettlebell": _kettlebell,
    "dumbbell": _dumbbell,
    "bag": _bag,
    "parcel": _parcel,
    "duffel": _duffel,
    "rucksack": _rucksack,
    "band": _band,
    "post": furniture.post,
    "towel": _towel,
    "sling": _sling,
    "stick": _stick,
    "bed": furniture.bed,
    "marks": furniture.marks,
}
"""How each thing is drawn."""
