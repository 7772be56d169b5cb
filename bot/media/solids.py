"""Upright boxes and places of things: what furniture and weights are drawn from."""

from bot.media.anatomy import DrawnPart, Outline
from bot.media.camera import Camera
from bot.media.figures import Prop
from bot.media.outlines import hull, polygon
from bot.media.skeleton import Body
from bot.media.vectors import Vector, add, between

FLOOR_DEPTH = -9.0
"""The depth of what lies on the floor, behind everything else."""
Roles = tuple[str, str, str]
"""The colours of a box: top, ends and sides."""
WOOD: Roles = ("wood_top", "wood_side", "wood")
WALL: Roles = ("wall", "wall", "wall_edge")
BAG: Roles = ("bag_top", "bag", "bag")


def held_at(prop: Prop, body: Body) -> Vector:
    """Give the middle of the joints that hold a thing, shifted by its own offset."""
    places = [body.joint(name) for name in prop.by]
    if not places:
        return prop.at
    middle = places[0] if len(places) == 1 else between(places[0], places[1], 0.5)
    return add(middle, prop.at)


def box(camera: Camera, low: Vector, high: Vector, roles: Roles) -> list[Outline]:
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
        Outline(polygon(hull([camera.place(corner) for corner in corners])), role)
        for role, corners in faces
    ]


def box_part(camera: Camera, low: Vector, high: Vector, roles: Roles) -> DrawnPart:
    """Draw a box as a part of its own."""
    return DrawnPart(camera.depth(between(low, high, 0.5)), tuple(box(camera, low, high, roles)))
