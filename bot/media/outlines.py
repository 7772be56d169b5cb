"""Closed outlines in the picture plane, written as SVG paths."""

from collections.abc import Sequence
from math import acos, atan2, cos, hypot, pi, sin, sqrt

from bot.media.camera import Camera
from bot.media.vectors import Frame, Point, Vector, dot

CORNERS = 22
"""Corners of an ellipse that becomes part of a hull."""

Circle = tuple[Point, float]


def number(value: float) -> str:
    """Write a coordinate with one decimal and nothing that is not needed."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def polygon(points: Sequence[Point]) -> str:
    """Write a closed line through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def line(points: Sequence[Point]) -> str:
    """Write an open line through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def capsule(first: Circle, second: Circle) -> str:
    """Write the hull of two circles: a limb that tapers."""
    (x1, y1), r1 = first
    (x2, y2), r2 = second
    length = hypot(x2 - x1, y2 - y1)
    if length <= abs(r1 - r2) + 1e-6:
        return circle(first if r1 >= r2 else second)
    angle = atan2(y2 - y1, x2 - x1)
    spread = acos((r1 - r2) / length)
    corners = [
        (x1 + r1 * cos(angle + spread), y1 + r1 * sin(angle + spread)),
        (x2 + r2 * cos(angle + spread), y2 + r2 * sin(angle + spread)),
        (x2 + r2 * cos(angle - spread), y2 + r2 * sin(angle - spread)),
        (x1 + r1 * cos(angle - spread), y1 + r1 * sin(angle - spread)),
    ]
    a, b, c, d = (f"{number(x)} {number(y)}" for x, y in corners)
    large = 1 if r1 > r2 else 0
    return (
        f"M{a}L{b}A{number(r2)} {number(r2)} 0 {1 - large} 0 {c}"
        f"L{d}A{number(r1)} {number(r1)} 0 {large} 0 {a}Z"
    )


def circle(ring: Circle) -> str:
    """Write a circle."""
    (x, y), r = ring
    radius = number(max(r, 0.1))
    left, right = number(x - r), number(x + r)
    return (
        f"M{left} {number(y)}A{radius} {radius} 0 1 0 {right} {number(y)}"
        f"A{radius} {radius} 0 1 0 {left} {number(y)}Z"
    )


def ellipse(camera: Camera, centre: Vector, frame: Frame, semi: Vector) -> list[Point]:
    """Give the outline of an ellipsoid with half axes front, up and right."""
    axes = (frame.front, frame.up, frame.right)
    flat = [
        (s * dot(axis, camera.right), -s * dot(axis, camera.up))
        for axis, s in zip(axes, semi, strict=True)
    ]
    xx = sum(x * x for x, _ in flat)
    xy = sum(x * y for x, y in flat)
    yy = sum(y * y for _, y in flat)
    a = sqrt(max(xx, 1e-12))
    b = xy / a
    c = sqrt(max(yy - b * b, 0.0))
    x0, y0 = camera.place(centre)
    turns = [2 * pi * i / CORNERS for i in range(CORNERS)]
    return [
        (x0 + camera.pixels * a * cos(t), y0 + camera.pixels * (b * cos(t) + c * sin(t)))
        for t in turns
    ]


def hull(points: Sequence[Point]) -> list[Point]:
    """Give the convex hull (Andrew's monotone chain), wound as capsules and circles are."""
    ordered = sorted(set(points))
    if len(ordered) < 3:  # noqa: PLR2004
        return ordered
    return (_chain(ordered)[:-1] + _chain(ordered[::-1])[:-1])[::-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while len(chain) > 1 and _cross(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _cross(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
