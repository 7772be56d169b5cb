"""What must hold of every figure; pure, for `poised lint` and for the tests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import acos, degrees

from bot.media.figures import Figure
from bot.media.motion import body_at, body_in, moments
from bot.media.skeleton import SIDES, Body, Limb
from bot.media.vectors import Vector, distance, dot, subtract, unit

CONTACT_DRIFT_MAX = 0.013
"""A hand or foot that stays on its place may slide this far, in body heights."""
FLOOR_DEPTH_MAX = 0.012
"""Skin may sink this far into the floor: soft tissue and mats give way."""
CHECKED_PER_SECOND = 4
RADIUS: Mapping[str, float] = {
    "hip": 0.058,
    "shoulder": 0.045,
    "head": 0.052,
    "kneeR": 0.034,
    "kneeL": 0.034,
    "ankleR": 0.022,
    "ankleL": 0.022,
    "elbowR": 0.022,
    "elbowL": 0.022,
    "wristR": 0.014,
    "wristL": 0.014,
    "handR": 0.010,
    "handL": 0.010,
    "ballR": 0.0,
    "ballL": 0.0,
    "heelR": 0.0,
    "heelL": 0.0,
    "toeR": 0.0,
    "toeL": 0.0,
}
"""How thick the body is around each joint, towards the floor."""
RANGES: Mapping[str, tuple[float, float]] = {
    "knee": (0.0, 158.0),
    "elbow": (0.0, 155.0),
    "hip": (-35.0, 150.0),
    "ankle": (-90.0, 40.0),
    "L": (-46.0, 45.0),
    "T": (-35.0, 45.0),
    "N": (-55.0, 60.0),
    "Lb": (-25.0, 25.0),
    "Tb": (-30.0, 30.0),
    "Nb": (-40.0, 40.0),
    "Lt": (-20.0, 20.0),
    "Tt": (-58.0, 58.0),
    "Nt": (-75.0, 75.0),
    "Ha": (-30.0, 60.0),
    "Hr": (-50.0, 80.0),
}
"""Degrees a human joint can reach; lumbar and thoracic values are those of the whole part."""
SPINE = ("L", "T", "N", "Lb", "Tb", "Nb", "Lt", "Tt", "Nt")


def problems(
    figures: Mapping[str, Figure], exercises: Iterable[str], checks: Iterable[str]
) -> list[str]:
    """List every fault of the figures with the name of its figure."""
    found = [f"figure {name} is missing" for name in exercises if name not in figures]
    found += [
        f"figure check.{name} is missing" for name in checks if f"check.{name}" not in figures
    ]
    for figure in figures.values():
        bodies = [body_at(figure, at) for at in moments(figure, CHECKED_PER_SECOND)]
        bodies += [body_in(figure, pose) for _, pose in figure.loop]
        found += _of(figure, _below_floor(figure, bodies))
        found += _of(figure, _sliding(figure))
        found += _of(figure, _out_of_range(figure, bodies))
        found += _of(figure, _one_sided(figure))
    return found


def _of(figure: Figure, faults: Iterable[str]) -> list[str]:
    return sorted({f"figure {figure.id}: {fault}" for fault in faults})


def _below_floor(figure: Figure, bodies: Sequence[Body]) -> Iterator[str]:
    if figure.follow[1]:  # Stairs have no one floor.
        return
    for body in bodies:
        for name, radius in RADIUS.items():
            depth = radius - body.joint(name)[1]
            if depth > FLOOR_DEPTH_MAX:
                yield f"{name} passes the floor"


def _sliding(figure: Figure) -> Iterator[str]:
    """A pin that two following poses share must hold all the way between them."""
    for (start, first), (end, second) in zip(figure.loop, figure.loop[1:], strict=False):
        for name, place in _shared(figure, first, second):
            for share in (0.0, 0.25, 0.5, 0.75, 1.0):
                body = body_at(figure, start + (end - start) * share)
                if distance(body.joint(name), place) > CONTACT_DRIFT_MAX:
                    yield f"{name} slides between {first} and {second}"


def _shared(figure: Figure, first: str, second: str) -> Iterator[tuple[str, Vector]]:
    a, b = figure.poses[first], figure.poses[second]
    if a.joint == b.joint and a.at == b.at:
        yield a.joint, a.at
    for side in SIDES:
        foot, next_foot = a.feet.get(side), b.feet.get(side)
        if foot and next_foot and foot.at == next_foot.at and foot.loose == next_foot.loose:
            yield ("ankle" if foot.loose else "ball") + side, foot.at
        hand, next_hand = a.hands.get(side), b.hands.get(side)
        if hand and next_hand and hand == next_hand and not hand.landmark:
            yield f"hand{side}", hand.at


def _out_of_range(figure: Figure, bodies: Sequence[Body]) -> Iterator[str]:
    for body in bodies:
        for side in SIDES:
            for name, value in _angles(body, side).items():
                low, high = RANGES[name]
                if not low - 0.5 <= value <= high + 0.5:
                    yield f"{name}{side} bends to {value:.0f} degrees"
    for name, pose in figure.poses.items():
        for angle in SPINE:
            low, high = RANGES[angle]
            if not low <= pose.angles.get(angle, 0.0) <= high:
                yield f"{angle} of {name} is {pose.angles[angle]:.0f} degrees"


def _angles(body: Body, side: str) -> dict[str, float]:
    """Measure the joints of one side on the body itself, however it was posed."""
    leg, arm = body.legs[side], body.arms[side]
    thigh = unit(subtract(leg.middle, leg.root))
    forwards = dot(thigh, body.pelvis.front)
    downwards = -dot(thigh, body.pelvis.up)
    hip = degrees(acos(max(-1.0, min(1.0, downwards))))
    return {
        "knee": _bend(leg),
        "elbow": _bend(arm),
        "hip": hip if forwards >= 0 else -hip * abs(forwards),
        "ankle": _angle(subtract(leg.middle, leg.end), leg.tip) * -1 + 90,
    }


def _bend(limb: Limb) -> float:
    return _angle(subtract(limb.middle, limb.root), subtract(limb.end, limb.middle))


def _angle(a: Vector, b: Vector) -> float:
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def _one_sided(figure: Figure) -> Iterator[str]:
    """Where sides must alternate, a raised arm goes with the leg of the other side."""
    if not figure.alternates:
        return
    leaders = []
    for _, name in figure.loop:
        legs, arms = _moved(figure, name, "ankle"), _moved(figure, name, "hand")
        if len(legs) == 1:
            leaders.append(legs[0])
            if arms and arms == legs:
                yield f"arm and leg of one side move together in {name}"
    if set(leaders) != set(SIDES):
        yield "the sides do not alternate"


def _moved(figure: Figure, pose: str, part: str) -> list[str]:
    start, body = body_in(figure, figure.loop[0][1]), body_in(figure, pose)
    return [
        side
        for side in SIDES
        if distance(start.joint(f"{part}{side}"), body.joint(f"{part}{side}")) > 0.08  # noqa: PLR2004
    ]
