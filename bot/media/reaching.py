"""Hands and feet that stay where they are put: two-bone inverse kinematics."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, radians, sin, sqrt

from bot.media.skeleton import (
    BALL,
    FOREARM,
    HAND,
    SHANK,
    SOLE,
    THIGH,
    UPPER_ARM,
    Body,
    Limb,
)
from bot.media.vectors import (
    TINY,
    UP,
    ZERO,
    Frame,
    Vector,
    add,
    along,
    between,
    dot,
    norm,
    scale,
    subtract,
    unit,
)

PALM = HAND * 0.6
"""From the wrist to the middle of the palm."""
LOWEST = 0.024
"""No elbow or knee is bent lower than this."""


def bend(root: Vector, target: Vector, lengths: tuple[float, float], pole: Vector) -> Vector:
    """Give the middle joint that lets two bones reach a target, bent towards the pole."""
    first, second = lengths
    way = subtract(target, root)
    reach = max(min(norm(way), first + second - 1e-6), abs(first - second) + 1e-6)
    line = unit(way)
    share = (first * first - second * second + reach * reach) / (2 * reach)
    height = sqrt(max(first * first - share * share, 0.0))
    foot = along(root, line, share)

    def joint(lift: float) -> Vector:
        aim = between(unit(pole), UP, lift)
        return along(foot, unit(subtract(aim, scale(line, dot(aim, line)))), height)

    return joint(_lift_needed(joint))


def _lift_needed(joint: Callable[[float], Vector]) -> float:
    """Turn an elbow or knee up just as far as keeps it above the floor."""
    if joint(0.0)[1] >= LOWEST or joint(0.98)[1] < LOWEST:
        return 0.0
    low, high = 0.0, 0.98
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if joint(middle)[1] >= LOWEST else (middle, high)
    return high


def _end(middle: Vector, target: Vector, length: float) -> Vector:
    return along(middle, unit(subtract(target, middle)), length)


def foot_axes(pitch: float, heading: float) -> tuple[Vector, Vector]:
    """Give where the toes point and where the top of the foot looks.

    The heel is lifted by `pitch`; `heading` turns the toes from x towards z.
    """
    p, h = radians(pitch), radians(heading)
    ahead = (cos(h), 0.0, sin(h))
    tip = add(scale(ahead, cos(p)), (0.0, -sin(p), 0.0))
    top = add(scale(ahead, sin(p)), (0.0, cos(p), 0.0))
    return tip, top


def plant_foot(body: Body, side: str, ball: Vector, axes: tuple[Vector, Vector]) -> Limb:
    """Put the ball of a foot on a place; `axes` as foot_axes gives them."""
    leg = body.legs[side]
    tip, top = axes
    ankle = along(along(ball, tip, -BALL), top, SOLE)
    knee = bend(leg.root, ankle, (THIGH, SHANK), leg.front)
    ankle = _end(knee, ankle, SHANK)
    return replace(
        leg,
        middle=knee,
        end=ankle,
        tip=tip,
        front=_front(leg, knee),
        top=top,
        toes=_toes(tip, top),
    )


def _toes(tip: Vector, top: Vector) -> Vector:
    """Keep the toes level where the heel is lifted."""
    ahead = add(tip, top)
    return unit((ahead[0], 0.0, ahead[2])) if tip[1] < 0 and top[1] > -TINY else tip


def place_ankle(body: Body, side: str, place: Vector, lift: float) -> Limb:
    """Bring an ankle to a place; the foot goes along with the shank, its toes lifted by degrees."""
    leg = body.legs[side]
    knee = bend(leg.root, place, (THIGH, SHANK), leg.front)
    ankle = _end(knee, place, SHANK)
    shank = Frame(_ahead(leg, knee, ankle), unit(subtract(knee, ankle)), ZERO)
    foot = shank.flexed(-lift)
    return replace(
        leg,
        middle=knee,
        end=ankle,
        tip=foot.front,
        front=_front(leg, knee),
        top=foot.up,
        toes=foot.front,
    )


def _ahead(leg: Limb, knee: Vector, ankle: Vector) -> Vector:
    """Give the direction across the shank in which the toes look."""
    shank = unit(subtract(knee, ankle))
    front = add(scale(leg.front, 0.2), unit(subtract(knee, between(leg.root, ankle, 0.5))))
    return unit(subtract(front, scale(shank, dot(front, shank))))


def place_hand(body: Body, side: str, palm: Vector, fingers: Vector | None) -> Limb:
    """Bring the palm of a hand to a place; the fingers point on as the forearm does, or as told."""
    arm = body.arms[side]
    pole = scale(arm.front, -1)
    if fingers is None:
        elbow = bend(arm.root, palm, (UPPER_ARM, FOREARM + PALM), pole)
        wrist = _end(elbow, palm, FOREARM)
        return replace(arm, middle=elbow, end=wrist, tip=unit(subtract(wrist, elbow)))
    wrist = along(palm, fingers, -PALM)
    elbow = bend(arm.root, wrist, (UPPER_ARM, FOREARM), pole)
    return replace(arm, middle=elbow, end=_end(elbow, wrist, FOREARM), tip=fingers)


def _front(leg: Limb, knee: Vector) -> Vector:
    thigh = unit(subtract(knee, leg.root))
    return unit(subtract(leg.front, scale(thigh, dot(leg.front, thigh))))
