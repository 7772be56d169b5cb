"""Three-dimensional vectors and body frames as plain tuples; lengths are shares of body height."""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

Vector = tuple[float, float, float]
"""x along the floor, y up, z towards the person's right when they face x."""
Point = tuple[float, float]
"""A place on the picture plane."""

ZERO: Vector = (0.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
TINY = 1e-9


def add(a: Vector, b: Vector) -> Vector:
    """Add two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    """Give the way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, share: float) -> Vector:
    """Stretch a vector."""
    return (a[0] * share, a[1] * share, a[2] * share)


def along(a: Vector, direction: Vector, length: float) -> Vector:
    """Give the point that lies a length away from a in a direction."""
    return (
        a[0] + direction[0] * length,
        a[1] + direction[1] * length,
        a[2] + direction[2] * length,
    )


def dot(a: Vector, b: Vector) -> float:
    """Give the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def norm(a: Vector) -> float:
    """Give the length of a vector."""
    return sqrt(dot(a, a))


def distance(a: Vector, b: Vector) -> float:
    """Give the distance between two points."""
    return norm(subtract(a, b))


def unit(a: Vector) -> Vector:
    """Give the direction of a vector; the zero vector stays as it is."""
    length = norm(a)
    return scale(a, 1 / length) if length > TINY else a


def between(a: Vector, b: Vector, share: float) -> Vector:
    """Give the point at a share of the way from a to b."""
    return add(scale(a, 1 - share), scale(b, share))


def _turn(a: Vector, b: Vector, degrees: float) -> tuple[Vector, Vector]:
    """Turn the perpendicular pair (a, b) in its own plane, a towards b."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (
        (a[0] * c + b[0] * s, a[1] * c + b[1] * s, a[2] * c + b[2] * s),
        (b[0] * c - a[0] * s, b[1] * c - a[1] * s, b[2] * c - a[2] * s),
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """The directions of one part of the body: its front, its upper end and its right."""

    front: Vector
    up: Vector
    right: Vector

    def flexed(self, degrees: float) -> "Frame":
        """Lean forward: up goes towards front."""
        up, front = _turn(self.up, self.front, degrees)
        return Frame(front, up, self.right)

    def bent(self, degrees: float) -> "Frame":
        """Bend sideways: up goes towards right."""
        up, right = _turn(self.up, self.right, degrees)
        return Frame(self.front, up, right)

    def twisted(self, degrees: float) -> "Frame":
        """Turn about the long axis: front goes towards right."""
        front, right = _turn(self.front, self.right, degrees)
        return Frame(front, self.up, right)

    def at(self, origin: Vector, offset: Vector) -> Vector:
        """Give a point whose offset is told as front, up and right."""
        point = along(origin, self.front, offset[0])
        return along(along(point, self.up, offset[1]), self.right, offset[2])


WORLD = Frame((1.0, 0.0, 0.0), UP, (0.0, 0.0, 1.0))
