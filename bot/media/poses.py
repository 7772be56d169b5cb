"""Key poses, what lies between two of them, and the body that they give.

A pose holds angles (see bot.media.skeleton), one joint that is put on a place, and pins: where
the ball of a foot stands and where the palm of a hand rests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot, pi, sin

from bot.media.reaching import foot_axes, place_ankle, place_hand, plant_foot
from bot.media.skeleton import BALL, SIDES, SOLE, Body, Limb, stand_up
from bot.media.vectors import Vector, add, along, between, scale, subtract, unit

LANDMARKS: Mapping[str, tuple[str, Vector]] = {
    "belly": ("loin", (0.062, 0.035, 0.030)),
    "lower_belly": ("pelvis", (0.068, 0.062, 0.040)),
    "ribs": ("chest", (0.045, 0.010, 0.072)),
    "side_ribs": ("chest", (0.020, 0.020, 0.098)),
    "breastbone": ("chest", (0.095, 0.090, 0.020)),
    "chest": ("chest", (0.072, 0.080, 0.045)),
    "shoulder": ("chest", (0.045, 0.115, 0.085)),
    "hip_bone": ("pelvis", (0.045, 0.070, 0.088)),
    "low_back": ("loin", (-0.060, 0.030, 0.060)),
    "buttock": ("pelvis", (-0.060, 0.000, 0.060)),
    "side": ("pelvis", (0.010, 0.000, 0.115)),
}
"""Places on the skin: the part, and the offset front, up and outwards."""
LEG_LANDMARKS: Mapping[str, tuple[float, float, float]] = {
    "thigh": (0.45, 0.050, 0.010),
    "lower_thigh": (0.80, 0.046, 0.005),
    "knee": (1.00, 0.045, 0.0),
    "behind_thigh": (0.72, -0.050, 0.0),
    "outer_thigh": (0.35, 0.0, 0.062),
}
"""Places on a leg: share of the thigh from the hip, towards its front, outwards."""
STEP_FROM, STEP_LIFT, LEVEL = 0.05, 0.035, 0.01
"""A foot that changes its place by more than this on one level is lifted this high."""
SHIN_SHARES = {"shin": 0.35, "ankle": 0.92}


@dataclass(frozen=True, slots=True)
class Foot:
    """The ball of a foot on a place; `pitch` lifts the heel, `heading` turns the toes out.

    A loose one is an ankle on a place, whose foot goes along with the shank.
    """

    at: Vector
    pitch: float = 0.0
    heading: float = 0.0
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """The palm on a place: in the world, or on a landmark of the body with an offset."""

    at: Vector
    landmark: str = ""
    fingers: Vector | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """One key pose: `joint` sits at `at`; what is not pinned follows from the angles."""

    angles: Mapping[str, float]
    joint: str
    at: Vector
    feet: Mapping[str, Foot]
    hands: Mapping[str, Hand]
    poles: Mapping[str, Vector] = field(default_factory=dict)
    """Where kneeR, elbowL and so on point, when the angles do not tell it."""

    def pole(self, name: str) -> Vector | None:
        """Give where a knee or elbow points; only a pinned limb is free to be turned."""
        pins: Mapping[str, object] = self.feet if name.startswith("knee") else self.hands
        return self.poles.get(name) if name[-1] in pins else None

    def moved(self, by: Vector) -> "Pose":
        """Shift the pose with everything in it that stands in the world."""
        return replace(
            self,
            at=add(self.at, by),
            feet={side: replace(foot, at=add(foot.at, by)) for side, foot in self.feet.items()},
            hands={
                side: hand if hand.landmark else replace(hand, at=add(hand.at, by))
                for side, hand in self.hands.items()
            },
        )


def ease(share: float) -> float:
    """Start and end softly: 3t^2 - 2t^3."""
    return share * share * (3 - 2 * share)


def blend(first: Pose, second: Pose, share: float) -> Body:
    """Give the body at an eased share of the way between two poses."""
    names = {*first.angles, *second.angles}
    angles = {
        name: (1 - share) * first.angles.get(name, 0.0) + share * second.angles.get(name, 0.0)
        for name in names
    }
    body = stand_up(angles)
    start = subtract(first.at, body.joint(first.joint))
    goal = subtract(second.at, body.joint(second.joint))
    body = body.moved(between(start, goal, share))
    body = _aimed(body, (first, second), share)
    legs = {side: _blend_foot(body, side, (first, second), share) for side in SIDES}
    body = replace(body, legs=legs)
    arms = {side: _blend_hand(body, side, (first, second), share) for side in SIDES}
    return replace(body, arms=arms)


def settle(pose: Pose) -> Body:
    """Give the body of one pose."""
    return blend(pose, pose, 0.0)


def _aimed(body: Body, poses: tuple[Pose, Pose], share: float) -> Body:
    """Turn knees and elbows where the poses say they point."""
    legs, arms = dict(body.legs), dict(body.arms)
    for side in SIDES:
        legs[side] = _pointed(legs[side], f"knee{side}", (poses, share), 1.0)
        arms[side] = _pointed(arms[side], f"elbow{side}", (poses, share), -1.0)
    return replace(body, legs=legs, arms=arms)


def _pointed(limb: Limb, name: str, blended: tuple[tuple[Pose, Pose], float], sign: float) -> Limb:
    poses, share = blended
    ways = [pose.pole(name) for pose in poses]
    if ways == [None, None]:
        return limb
    own = scale(limb.front, sign)
    first, second = (unit(way) if way else own for way in ways)
    return replace(limb, front=scale(unit(between(first, second, share)), sign))


def _blend_foot(body: Body, side: str, poses: tuple[Pose, Pose], share: float) -> Limb:
    first, second = (pose.feet.get(side) for pose in poses)
    leg = body.legs[side]
    if first is None and second is None:
        return leg
    if (first is None or first.loose) and (second is None or second.loose):
        ends = [foot.at if foot else leg.end for foot in (first, second)]
        lift = sum(
            w * pose.angles.get(f"A{side}", 0.0)
            for w, pose in zip((1 - share, share), poses, strict=True)
        )
        return place_ankle(body, side, between(ends[0], ends[1], share), lift)
    balls, tips, tops = zip(*(_foot_place(body, side, pose) for pose in poses), strict=True)
    if first and second and not first.loose and not second.loose:
        axes = foot_axes(
            first.pitch + (second.pitch - first.pitch) * share,
            first.heading + (second.heading - first.heading) * share,
        )
    else:
        axes = (unit(between(tips[0], tips[1], share)), unit(between(tops[0], tops[1], share)))
    ball = between(balls[0], balls[1], share)
    return plant_foot(body, side, add(ball, (0.0, _step_lift(balls, share), 0.0)), axes)


def _step_lift(balls: Sequence[Vector], share: float) -> float:
    """Lift a foot that goes from one place on a level to another: it steps, it does not slide."""
    (x1, y1, z1), (x2, y2, z2) = balls
    far = hypot(x2 - x1, z2 - z1)
    if far < STEP_FROM or abs(y2 - y1) > LEVEL:
        return 0.0
    return STEP_LIFT * sin(pi * share)


def _foot_place(body: Body, side: str, pose: Pose) -> tuple[Vector, Vector, Vector]:
    """Give ball, tip and top of a foot as one pose has it on this body."""
    foot = pose.feet.get(side)
    if foot and not foot.loose:
        return foot.at, *foot_axes(foot.pitch, foot.heading)
    leg = body.legs[side]
    if foot:
        leg = place_ankle(body, side, foot.at, pose.angles.get(f"A{side}", 0.0))
    ball = along(along(leg.end, leg.tip, BALL), leg.top, -SOLE)
    return ball, leg.tip, leg.top


def _blend_hand(body: Body, side: str, poses: tuple[Pose, Pose], share: float) -> Limb:
    first, second = (pose.hands.get(side) for pose in poses)
    if first is None and second is None:
        return body.arms[side]
    arm = body.arms[side]
    free = body.joint(f"hand{side}")
    a = palm_place(body, side, first) if first else free
    b = palm_place(body, side, second) if second else free
    fingers = None
    if (first and first.fingers) or (second and second.fingers):
        straight = unit(subtract(arm.end, arm.middle))
        one = (first.fingers if first else arm.tip) or straight
        two = (second.fingers if second else arm.tip) or straight
        fingers = unit(between(one, two, share))
    return place_hand(body, side, between(a, b, share), fingers)


def palm_place(body: Body, side: str, hand: Hand) -> Vector:
    """Give the place in the world where the palm of a hand should be."""
    if not hand.landmark:
        return hand.at
    name, other = hand.landmark, side
    if name[-1] in SIDES:
        name, other = name[:-1], name[-1]
    sign = 1.0 if other == "R" else -1.0
    if name in LANDMARKS:
        part, offset = LANDMARKS[name]
        origin = {"pelvis": body.hip, "loin": body.sacrum, "chest": body.waist}[part]
        place = getattr(body, part).at(origin, (offset[0], offset[1], sign * offset[2]))
    else:
        place = _on_leg(body, name, other, sign)
    return (place[0] + hand.at[0], place[1] + hand.at[1], place[2] + hand.at[2])


def _on_leg(body: Body, name: str, side: str, sign: float) -> Vector:
    leg = body.legs[side]
    if name in SHIN_SHARES:
        place = between(leg.middle, leg.end, SHIN_SHARES[name])
        return between(place, leg.middle, 0.0)
    share, ahead, outwards = LEG_LANDMARKS[name]
    place = between(leg.root, leg.middle, share)
    bone = unit(subtract(leg.middle, leg.root))
    overlap = sum(a * b for a, b in zip(bone, leg.front, strict=True))
    front = unit(subtract(leg.front, scale(bone, overlap)))
    place = (
        place[0] + front[0] * ahead,
        place[1] + front[1] * ahead,
        place[2] + front[2] * ahead,
    )
    return between(place, _sideways(body, place, sign), outwards)


def _sideways(body: Body, place: Vector, sign: float) -> Vector:
    right = body.pelvis.right
    return (place[0] + sign * right[0], place[1] + sign * right[1], place[2] + sign * right[2])
