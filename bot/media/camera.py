"""From the room to the picture: a parallel projection with its scale and its origin."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin

from bot.media.vectors import Point, Vector, dot


@dataclass(frozen=True)
class Camera:
    """Looks along its axis; azimuth 0 sees the right side of a person, 90 their front."""

    azimuth: float
    elevation: float
    pixels: float = 1.0
    """Pixels to one body height."""
    origin: Point = (0.0, 0.0)
    """Where the room's origin lies in the picture."""

    @cached_property
    def right(self) -> Vector:
        """The direction in the room that goes to the right in the picture."""
        return (cos(radians(self.azimuth)), 0.0, -sin(radians(self.azimuth)))

    @cached_property
    def up(self) -> Vector:
        """The direction in the room that goes up in the picture."""
        a, e = radians(self.azimuth), radians(self.elevation)
        return (-sin(e) * sin(a), cos(e), -sin(e) * cos(a))

    @cached_property
    def towards(self) -> Vector:
        """The direction from the room to the viewer."""
        a, e = radians(self.azimuth), radians(self.elevation)
        return (sin(a) * cos(e), sin(e), cos(a) * cos(e))

    def place(self, point: Vector) -> Point:
        """Give the picture point of a place in the room, in pixels."""
        return (
            self.origin[0] + self.pixels * dot(point, self.right),
            self.origin[1] - self.pixels * dot(point, self.up),
        )

    def depth(self, point: Vector) -> float:
        """Tell how near a place is to the viewer; more is nearer."""
        return dot(point, self.towards)
