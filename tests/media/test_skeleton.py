"""The chain of the body: angles to places."""

import pytest

from bot.media.poses import Foot, Hand, Pose, blend, settle
from bot.media.reaching import LOWEST, bend, foot_axes
from bot.media.skeleton import (
    FOREARM,
    SHANK,
    SIDES,
    SOLE,
    THIGH,
    UPPER_ARM,
    stand_up,
)
from bot.media.vectors import distance

STANDING_HEIGHT = 0.53


def posed(angles: dict[str, float], **pins: object) -> Pose:
    return Pose(
        angles, "hip", (0.0, STANDING_HEIGHT, 0.0), pins.get("feet", {}), pins.get("hands", {})
    )  # type: ignore[arg-type]


def test_somebody_who_stands_has_feet_on_the_floor_and_the_head_on_top() -> None:
    """With all angles 0 the soles are on the floor, the shoulders at 0.818 and the head above."""
    body = settle(posed({}))
    assert body.joint("ballR")[1] == pytest.approx(0.0, abs=1e-6)
    assert body.shoulder[1] == pytest.approx(0.818, abs=1e-6)
    assert body.head[1] > body.shoulder[1] > body.hip[1]


def test_bones_keep_their_lengths_in_every_position() -> None:
    """Whatever the angles, thigh, shank, upper arm and forearm stay as long as they are."""
    body = stand_up({"P": 40, "HR": 70, "KR": 110, "HaR": 20, "SL": 130, "EL": 60, "roll": 30})
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        assert distance(leg.root, leg.middle) == pytest.approx(THIGH)
        assert distance(leg.middle, leg.end) == pytest.approx(SHANK)
        assert distance(arm.root, arm.middle) == pytest.approx(UPPER_ARM)
        assert distance(arm.middle, arm.end) == pytest.approx(FOREARM)


def test_flexion_goes_forward_and_knees_bend_backwards() -> None:
    """Positive hip flexion brings the knee forward, positive knee flexion the ankle back."""
    body = stand_up({"HR": 90, "KR": 90, "SL": 90})
    leg, arm = body.legs["R"], body.arms["L"]
    assert leg.middle[0] > 0.2
    assert leg.end[0] == pytest.approx(leg.middle[0])
    assert leg.end[1] < leg.middle[1]
    assert arm.end[0] > 0.3


def test_right_is_the_persons_right() -> None:
    """Who faces x has the right hand towards the viewer (z)."""
    body = stand_up({})
    assert body.joint("handR")[2] > 0 > body.joint("handL")[2]


def test_a_planted_foot_stays_where_it_is_while_the_hips_move() -> None:
    """Between two poses that share a foothold the ball of the foot does not slide."""
    feet = {"R": Foot((0.07, 0.0, 0.06)), "L": Foot((0.07, 0.0, -0.06))}
    low = Pose({"P": 40}, "hip", (-0.1, 0.35, 0.0), feet, {})
    tall = Pose({}, "hip", (0.0, 0.525, 0.0), feet, {})
    for share in (0.0, 0.3, 0.6, 1.0):
        body = blend(low, tall, share)
        assert distance(body.joint("ballR"), (0.07, 0.0, 0.06)) < 1e-6
        assert body.legs["R"].end[1] == pytest.approx(SOLE)


def test_a_hand_reaches_its_place_or_stretches_towards_it() -> None:
    """A place within reach is touched; for one out of reach the arm is straight."""
    near = settle(posed({}, hands={"R": Hand((0.25, 0.7, 0.1))}))
    assert distance(near.joint("handR"), (0.25, 0.7, 0.1)) < 1e-6
    far = settle(posed({}, hands={"R": Hand((2.0, 0.7, 0.1))})).arms["R"]
    assert distance(far.root, far.end) == pytest.approx(UPPER_ARM + FOREARM, abs=1e-3)


def test_elbows_and_knees_are_not_bent_into_the_floor() -> None:
    """A joint whose pole points into the floor is turned up just as far as needed."""
    joint = bend((0.0, 0.1, 0.0), (0.25, 0.03, 0.0), (0.18, 0.15), (0.0, -1.0, 0.0))
    assert joint[1] >= LOWEST - 1e-3


def test_a_lifted_heel_keeps_the_toes_level() -> None:
    """On tiptoe the toes stay on the floor in front of the ball."""
    body = settle(
        posed({}, feet={"R": Foot((0.07, 0.0, 0.06), 40.0), "L": Foot((0.07, 0.0, -0.06))})
    )
    assert body.joint("toeR")[1] == pytest.approx(0.0, abs=1e-6)
    assert body.joint("heelR")[1] > 0.05


def test_heading_turns_the_toes_towards_z() -> None:
    """A heading of 90 degrees points the toes to the viewer."""
    tip, top = foot_axes(0.0, 90.0)
    assert tip == pytest.approx((0.0, 0.0, 1.0))
    assert top == pytest.approx((0.0, 1.0, 0.0))
