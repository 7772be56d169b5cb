"""From joint angles to places: the chain of the body from the hips outwards.

Angles in degrees, all 0 when standing with the arms down. Letters as in content/figures/bases.toml:
P, L, T, N lean pelvis, lumbar spine, thorax and neck forward; an added b bends to the right, an
added t turns to the right. H, K, A, S, E, W flex hip, knee, ankle (toes up), shoulder, elbow and
wrist of the side R or L; Ha and Sa lead away from the middle, Hr and Sr turn outwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.media.vectors import WORLD, ZERO, Frame, Vector, add, along, scale

SACRUM, LUMBAR, THORAX = 0.050, 0.110, 0.128
NECK, HEAD_RADIUS = 0.052, 0.055
UPPER_ARM, FOREARM, HAND = 0.186, 0.146, 0.060
THIGH, SHANK = 0.245, 0.246
SOLE, HEEL, TOE, BALL = 0.039, 0.035, 0.115, 0.080
HIP_HALF, SHOULDER_HALF = 0.050, 0.098
SIDES = ("R", "L")

Angles = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Limb:
    """One arm or leg: three joints, the direction of hand or foot, and where its front looks."""

    root: Vector
    middle: Vector
    end: Vector
    tip: Vector
    """The direction in which fingers or toes point."""
    front: Vector
    """The direction in which the front of the upper part looks."""
    top: Vector
    """The direction in which the top of the foot or the palm side of the hand looks."""
    toes: Vector
    """The direction of the toes, which bend where the heel is lifted; of a hand, its tip."""

    def moved(self, by: Vector) -> "Limb":
        """Shift the whole limb."""
        return replace(
            self, root=add(self.root, by), middle=add(self.middle, by), end=add(self.end, by)
        )


@dataclass(frozen=True)
class Body:
    """The places of all joints; `arms` and `legs` by side."""

    hip: Vector
    pelvis: Frame
    loin: Frame
    chest: Frame
    skull: Frame
    arms: Mapping[str, Limb]
    legs: Mapping[str, Limb]

    @cached_property
    def sacrum(self) -> Vector:
        """The joint between pelvis and lumbar spine."""
        return along(self.hip, self.pelvis.up, SACRUM)

    @cached_property
    def waist(self) -> Vector:
        """The joint between lumbar spine and thorax."""
        return along(self.sacrum, self.loin.up, LUMBAR)

    @cached_property
    def shoulder(self) -> Vector:
        """The middle between the shoulders."""
        return along(self.waist, self.chest.up, THORAX)

    @cached_property
    def head(self) -> Vector:
        """The centre of the head."""
        return self.skull.at(self.shoulder, (0.010, NECK + HEAD_RADIUS, 0.0))

    def joint(self, name: str) -> Vector:
        """Give a place by its name: hip, shoulder, head, kneeR, handL and so on."""
        if name in ("hip", "sacrum", "waist", "shoulder", "head"):
            place: Vector = getattr(self, name)
            return place
        part, side = name[:-1], name[-1]
        if part in OF_A_LEG:
            return OF_A_LEG[part](self.legs[side])
        return OF_AN_ARM[part](self.arms[side])

    def moved(self, by: Vector) -> "Body":
        """Shift the whole body."""
        return replace(
            self,
            hip=add(self.hip, by),
            arms={side: limb.moved(by) for side, limb in self.arms.items()},
            legs={side: limb.moved(by) for side, limb in self.legs.items()},
        )


def _sole(leg: Limb, ahead: float) -> Vector:
    return along(along(leg.end, leg.tip, ahead), leg.top, -SOLE)


def stand_up(angles: Angles) -> Body:
    """Build the body from its angles alone, with the hips at the origin."""

    def of(name: str) -> float:
        return angles.get(name, 0.0)

    root = WORLD.twisted(of("turn")).bent(of("bank")).flexed(of("P")).twisted(of("roll"))
    loin = root.flexed(of("L")).bent(of("Lb")).twisted(of("Lt"))
    chest = loin.flexed(of("T")).bent(of("Tb")).twisted(of("Tt"))
    skull = chest.flexed(of("N")).bent(of("Nb")).twisted(of("Nt"))
    body = Body(ZERO, root, loin, chest, skull, {}, {})
    return replace(
        body,
        arms={side: _arm(body, side, angles) for side in SIDES},
        legs={side: _leg(body, side, angles) for side in SIDES},
    )


def _sign(side: str) -> float:
    return 1.0 if side == "R" else -1.0


def _leg(body: Body, side: str, angles: Angles) -> Limb:
    h, ha, hr, k, a = (angles.get(f"{letter}{side}", 0.0) for letter in ("H", "Ha", "Hr", "K", "A"))
    sign = _sign(side)
    thigh = body.pelvis.flexed(-h).bent(-sign * ha).twisted(sign * hr)
    shank = thigh.flexed(k)
    foot = shank.flexed(-a)
    root = along(body.hip, body.pelvis.right, sign * HIP_HALF)
    knee = along(root, thigh.up, -THIGH)
    ankle = along(knee, shank.up, -SHANK)
    return Limb(root, knee, ankle, foot.front, thigh.front, foot.up, foot.front)


def _arm(body: Body, side: str, angles: Angles) -> Limb:
    s, sa, sr, e, w = (angles.get(f"{letter}{side}", 0.0) for letter in ("S", "Sa", "Sr", "E", "W"))
    sign = _sign(side)
    upper = body.chest.flexed(-s).bent(-sign * sa).twisted(sign * sr)
    fore = upper.flexed(-e)
    hand = fore.flexed(-w)
    root = body.chest.at(body.shoulder, (0.0, -0.012, sign * SHOULDER_HALF))
    elbow = along(root, upper.up, -UPPER_ARM)
    wrist = along(elbow, fore.up, -FOREARM)
    fingers = scale(hand.up, -1)
    return Limb(root, elbow, wrist, fingers, upper.front, hand.front, fingers)


OF_A_LEG: Mapping[str, Callable[[Limb], Vector]] = {
    "groin": lambda leg: leg.root,
    "knee": lambda leg: leg.middle,
    "ankle": lambda leg: leg.end,
    "ball": lambda leg: _sole(leg, BALL),
    "heel": lambda leg: _sole(leg, -HEEL),
    "toe": lambda leg: along(_sole(leg, BALL), leg.toes, TOE - BALL),
}
OF_AN_ARM: Mapping[str, Callable[[Limb], Vector]] = {
    "arm": lambda arm: arm.root,
    "elbow": lambda arm: arm.middle,
    "wrist": lambda arm: arm.end,
    "hand": lambda arm: along(arm.end, arm.tip, HAND * 0.6),
    "finger": lambda arm: along(arm.end, arm.tip, HAND),
}
"""The places of a limb by name, worked out when they are asked for."""
