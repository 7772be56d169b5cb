"""From day to day: anchors stay, the rest rotates, strong days lie apart, ladders are walked."""

import itertools
from datetime import date, timedelta

import pytest

from flows.catalog.exercises import BLOCKS
from flows.clinical.history import Day, History, Performed, Workout
from flows.clinical.prescription.context import LOADED
from flows.clinical.prescription.ladder import next_rung, rungs_from
from flows.clinical.prescription.prescribed import Session
from tests.clinical.shelf import (
    EVERYTHING,
    TODAY,
    by_id,
    course,
    did,
    library,
    names,
    person,
    plan,
    session,
)  # fmt: skip

STRONG = person(equipment=EVERYTHING, exercise_habit="experienced")


def _anchors(given: Session) -> dict[str, str]:
    return {item.block: item.exercise for item in given.items if item.anchor}


def test_anchors_stay_two_to_three_weeks() -> None:
    """Each block but breathing keeps one exercise for 14 to 21 days, and then may change it."""
    given = course(person(), plan(), 42, minutes=20)
    for block in BLOCKS[1:]:
        held = [_anchors(each)[block] for each in given]
        days = library().rules.anchor.days[block]
        assert 14 <= days <= 21
        for first in range(0, 42, days):
            assert len(set(held[first : first + days])) == 1


def test_the_seeds_own_anchors_come_first() -> None:
    """Glute bridge, bird dog and kettlebell deadlift are the first anchors of their stages."""
    assert _anchors(session(programme=plan("beginner")))["strength"] == "glute_bridge"
    assert _anchors(session(programme=plan("intermediate")))["stability"] == "bird_dog"
    strong = session(STRONG, plan("advanced"))
    assert _anchors(strong)["strength"] == "kettlebell_deadlift"


def test_the_rest_rotates() -> None:
    """Beside the anchors, two weeks of half an hour show many different exercises."""
    given = course(person(), plan(), 14, minutes=30)
    anchors = {name for each in given for name in _anchors(each).values()}
    others = {name for each in given for name in names(each)} - anchors
    assert len(others) >= 15
    breathing = {name for each in given for name in names(each, "regulation")}
    assert len(breathing) >= 2


def _loaded_days(given: list[Session]) -> list[int]:
    return [
        number
        for number, each in enumerate(given)
        if any(LOADED in by_id(item.exercise).risks for item in each.items)
    ]


@pytest.mark.parametrize("stage", ["intermediate", "advanced"])
def test_loaded_strength_lies_two_days_apart_and_on_two_or_three_days_a_week(stage: str) -> None:
    """With a session every day, load stands on two or three non-consecutive days of each week."""
    days = _loaded_days(course(STRONG, plan(stage, phase="strength"), 28))
    assert all(later - day >= 2 for day, later in itertools.pairwise(days))
    for week in range(0, 28, 7):
        assert 2 <= sum(week <= day < week + 7 for day in days) <= 3
    for start in range(22):
        assert sum(start <= day < start + 7 for day in days) <= 3


def test_days_between_take_the_low_dose() -> None:
    """The day after load, strength is one light set at the low end, and says so."""
    strong = plan("advanced", phase="strength")
    history = History((did(TODAY - timedelta(days=1), "kettlebell_deadlift"),))
    given = session(STRONG, strong, history)
    assert "session.low_load_day" in {decision.rule for decision in given.decisions}
    for item in given.items:
        if item.block == "strength":
            exercise = by_id(item.exercise)
            assert LOADED not in exercise.risks
            assert item.sets == 1
            assert exercise.dose.reps is None or item.reps == exercise.dose.reps[0]


def test_skipped_load_is_no_load() -> None:
    """A loaded exercise that was skipped leaves today free for load."""
    skipped = did(TODAY - timedelta(days=1), "kettlebell_deadlift", outcome="skipped")
    given = session(STRONG, plan("advanced", phase="strength"), History((skipped,)))
    assert _loaded_days([given]) == [0]


def test_what_hurt_is_not_given_again_soon() -> None:
    """An exercise that hurt is left alone for two weeks, though it was the anchor."""
    hurt = History((did(TODAY - timedelta(days=3), "bird_dog", outcome="hurts"),))
    assert "bird_dog" not in names(session(history=hurt, minutes=30))
    old = History((did(TODAY - timedelta(days=20), "bird_dog", outcome="hurts"),))
    assert "bird_dog" in names(session(history=old, minutes=30))


def test_a_reached_rung_takes_the_place_of_the_one_left() -> None:
    """After a step up the ladder the harder rung is given, and the easier one is not."""
    now = plan(rungs={"bird_dog": "bird_dog_breathing"})
    given = [each for n in range(10) for each in names(session(programme=now, date=_day(n)))]
    assert "bird_dog_breathing" in given
    assert "bird_dog" not in given


def test_a_barred_rung_is_walked_over() -> None:
    """Sit-to-stand leads to the stairs for someone whose rungs between are filtered out."""
    exercises = library().exercises
    assert rungs_from(exercises, "log_roll", "harder") == (
        "sit_to_stand", "step_up", "stair_climbing",
    )  # fmt: skip
    allowed = {"stair_climbing", "log_roll"}
    assert next_rung(exercises, "sit_to_stand", "harder", allowed) == "stair_climbing"
    assert next_rung(exercises, "stair_climbing", "easier", allowed) == "log_roll"
    assert next_rung(exercises, "stair_climbing", "harder", allowed) is None


def test_gentle_plans_breathe_and_walk() -> None:
    """Regulation only means breathing and walking, as long as the person's walk."""
    now = plan("beginner", gentle="regulation_only", walk_minutes=8)
    for minutes in (5, 10, 20, 30):
        given = session(programme=now, minutes=minutes)
        assert {item.block for item in given.items} == {"regulation", "integration"}
        walk = given.items[-1]
        assert walk.exercise == "walking_practice"
        assert walk.duration_s is not None
        assert walk.duration_s <= 8 * 60


def test_a_flare_is_breathing_easy_moves_and_a_walk() -> None:
    """A flare-up takes beginner moves at half volume, no load and no strength block."""
    given = session(STRONG, plan("advanced"), mode="flare", minutes=15)
    assert [item.block for item in given.items] == [
        "regulation", "mobility", "mobility", "mobility", "integration",
    ]  # fmt: skip
    assert all("beginner" in by_id(item.exercise).stages for item in given.items)
    assert all(item.sets == 1 for item in given.items if item.block != "regulation")


def test_the_gentlest_mode_wins() -> None:
    """A half-dose plan in a flare follows the flare; regulation only beats both."""
    assert session(programme=plan(gentle="half_dose"), mode="flare").mode == "flare"
    assert session(programme=plan(gentle="regulation_only"), mode="flare").mode == "regulation_only"
    assert session(programme=plan(gentle="half_dose"), mode="normal").mode == "half_dose"


def test_maintenance_stays_small_and_keeps_daily_life() -> None:
    """Maintenance takes at most a quarter of an hour and always ends in daily life."""
    given = session(programme=plan("advanced"), mode="maintenance", minutes=30)
    assert given.seconds <= 15 * 60 * 1.07
    assert given.items[-1].block == "integration"


def test_life_and_targets_rank() -> None:
    """What a person's own activities ask for comes forward in daily life."""
    carrying = session(programme=plan(phase="strength"), life=("carry",), minutes=30)
    assert "luggage_carry" in names(carrying, "integration")
    balance = plan(goal="posture_muscle_balance")

    def balanced(number: int, wish: tuple[str, ...]) -> Session:
        return session(programme=balance, targets=wish, date=_day(number))

    ankles = {
        wish: sum("knee_to_wall" in names(balanced(n, wish)) for n in range(20))
        for wish in ((), ("ankle",))
    }
    assert ankles[("ankle",)] > ankles[()]


def test_a_moved_position_is_told_as_changed() -> None:
    """The card can say what is new: the position differs from when it was last done."""
    name = session().items[1].exercise
    for signature, changed in (("0/0/", False), ("1/0/", True)):
        done = Performed(name, by_id(name).block, "done", signature=signature)
        history = History((Day(_day(-1), workouts=(Workout((done,)),)),))
        again = {item.exercise: item.changed for item in session(history=history).items}
        assert again[name] == changed


def _day(number: int) -> date:
    return TODAY + timedelta(days=number)


def test_volume_ends_on_its_day() -> None:
    """A lighter week ends by its date."""
    lighter = plan(volume=0.6, volume_until=TODAY)
    assert session(programme=lighter).seconds < 0.7 * 20 * 60
    assert session(programme=lighter, date=TODAY + timedelta(days=1)).seconds > 0.9 * 20 * 60
