"""From day to day: main patterns in turn, exercises that stay, gentle modes, the person's task."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from flows.clinical.history import Day, History, Performed, Workout
from flows.clinical.plan import Plan, Position, Task
from flows.clinical.prescription.build import begun
from flows.clinical.prescription.eligibility import steps_from
from flows.clinical.prescription.prescribed import Session
from flows.clinical.profile import Profile, Weights
from tests.clinical.course import programme
from tests.clinical.shelf import (
    EVERYTHING,
    TODAY,
    by_id,
    did,
    library,
    names,
    person,
    plan,
    session,
)  # fmt: skip

WEIGHTS = Weights(kettlebell=(8000, 12_000), bands=("light", "medium"), easy=10_000)
STRONG = person(equipment=EVERYTHING, exercise_habit="experienced", weights=WEIGHTS)
CHECKS = ("squat", "hinge", "side_bend_left", "sit_to_stand", "one_leg_left", "bend_forward",
          "bend_back")  # fmt: skip


def lived(
    profile: Profile, now: Plan, days: range, minutes: int = 15, **occasion: Any
) -> list[Session]:
    """Sessions on some days, each done as prescribed; the plan keeps what has begun."""
    history, given = History(), []
    for number in days:
        on = TODAY + timedelta(days=number)
        made = session(profile, now, history, date=on, minutes=minutes, **occasion)
        now = begun(now, made)
        done = tuple(
            Performed(i.exercise, i.block, "done", i.top, i.signature, i.given) for i in made.items
        )
        history = History((*history.days, Day(on, workouts=(Workout(done, 1.0),))))
        given.append(made)
    return given


def patterns_of(given: Session) -> list[str]:
    """The main patterns of a session."""
    return [item.pattern for item in given.items if item.pattern]


def test_every_pattern_comes_at_least_twice_in_a_fortnight() -> None:
    """With a quarter of an hour on three days a week, and with ten minutes on four."""
    for days, minutes in (((0, 2, 4, 7, 9, 11), 15), ((0, 2, 4, 5, 7, 9, 11, 12), 10)):
        for phase in ("mobility", "strength"):
            made = _on(days, minutes, plan("intermediate", phase=phase, goal="si_joint"))
            seen = [name for each in made for name in patterns_of(each)]
            for pattern in ("hinge", "squat", "trunk", "turning"):
                assert seen.count(pattern) >= 2, (pattern, minutes, phase)


def _on(days: tuple[int, ...], minutes: int, now: Plan) -> list[Session]:
    history, given = History(), []
    for number in days:
        on = TODAY + timedelta(days=number)
        made = session(STRONG, now, history, date=on, minutes=minutes)
        now = begun(now, made)
        history = History((*history.days, did(on, *names(made))))
        given.append(made)
    return given


def test_what_the_check_found_harder_comes_first_and_starts_lower() -> None:
    """A limited squat brings the squat forward and starts it one exercise lower."""
    limited = person(movement={"squat": "limited"})
    given = session(limited, plan("intermediate"), minutes=5)
    assert (patterns_of(given), given.items[-1].exercise) == (["squat"], "glute_bridge")
    painful = person(movement={"hinge": "painful"})
    given = session(painful, plan("intermediate"), minutes=5)
    assert "pelvic_tilt" in names(given)


def test_the_exercises_of_patterns_stay_until_progression_moves_them() -> None:
    """Five weeks without a step show one exercise a pattern, at the same dose."""
    made = lived(person(), plan("intermediate"), range(35))
    for pattern in ("hinge", "squat", "trunk"):
        shown = {
            (item.exercise, item.signature) for each in made for item in each.items
            if item.pattern == pattern
        }  # fmt: skip
        assert len(shown) == 1


def test_mobility_and_breathing_change_for_freshness() -> None:
    """Two months show several of both."""
    made = lived(person(), plan("intermediate"), range(0, 60, 2))
    for block, least in (("mobility", 4), ("regulation", 2)):
        assert len({name for each in made for name in names(each, block)}) >= least


def test_people_whose_checks_differ_get_different_sessions() -> None:
    """Sessions 4 to 17: equal answers share all, clearly different checks under 60 %."""
    ok = dict.fromkeys(CHECKS, "ok")
    people = [
        ok,
        ok | {"hinge": "painful", "bend_forward": "limited", "side_bend_left": "limited"},
        ok | {"squat": "limited", "sit_to_stand": "limited", "one_leg_left": "limited"},
    ]
    sets = [_worked_on(checks) for checks in people]
    assert _worked_on(people[1]) == sets[1]
    for one in range(3):
        for other in range(one):
            shared = len(sets[one] & sets[other]) / len(sets[one] | sets[other])
            assert shared < 0.6, (one, other, shared)


def _worked_on(checks: dict[str, str]) -> set[str]:
    from flows.clinical.signature import signature
    from flows.clinical.staging import classify
    from tests.clinical.people import programme

    profile = person(pain_average=4, pain_worst=6, duration_weeks=80, movement=checks)
    now = classify(programme(), profile, today=TODAY)
    targets = signature(programme(), profile).targets
    made = lived(profile, now, range(0, 34, 2), targets=targets)
    return {
        item.exercise for each in made[3:17] for item in each.items
        if item.block in ("mobility", "stability", "strength")
    }  # fmt: skip


def test_a_loaded_pattern_rests_two_days() -> None:
    """With a session every day no loaded exercise comes on two days running."""
    made = lived(STRONG, plan("advanced", phase="strength", goal="si_joint"), range(21), 20)
    for one, other in pairwise(made):
        loads = [{i.pattern for i in each.items if i.pattern and i.grams} for each in (one, other)]
        assert not loads[0] & loads[1]


def test_what_hurt_makes_way_for_an_easier_one_for_two_weeks() -> None:
    """The pattern stays; its exercise is easier for a while."""
    now = plan("intermediate", working={"trunk": "bird_dog"})
    hurt = History((did(TODAY - timedelta(days=3), "bird_dog", outcome="hurts"),))
    trunk = {i.pattern: i.exercise for i in session(None, now, hurt, minutes=30).items}["trunk"]
    ladder = next(p.ladder for p in library().rules.patterns.pattern if p.id == "trunk")
    assert ladder.index(trunk) < ladder.index("bird_dog")
    old = History((did(TODAY - timedelta(days=20), "bird_dog", outcome="hurts"),))
    again = {i.pattern: i.exercise for i in session(None, now, old, minutes=30).items}
    assert again["trunk"] == "bird_dog"


def test_what_an_earlier_version_gave_instead_is_still_given() -> None:
    """Whoever an earlier version moved from knee rolls to the tilt is not given the rolls."""
    now = plan(instead={"knee_rolls": "pelvic_tilt"})
    given = [each for n in range(10) for each in names(session(programme=now, date=_day(n)))]
    assert "knee_rolls" not in given


def test_the_steps_of_an_exercise_are_told_in_order() -> None:
    """From log roll on, each harder exercise of its block, nearest first."""
    exercises = library().exercises
    assert steps_from(exercises, "log_roll", "harder") == (
        "sit_to_stand", "step_up", "stair_climbing",
    )  # fmt: skip


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
    """A flare-up takes beginner moves at half volume, no pattern and no load."""
    given = session(STRONG, plan("advanced"), mode="flare", minutes=15)
    assert [item.block for item in given.items] == [
        "regulation", "mobility", "mobility", "mobility", "integration",
    ]  # fmt: skip
    assert all("beginner" in by_id(item.exercise).stages for item in given.items)
    assert not patterns_of(given)


def test_the_gentlest_mode_wins() -> None:
    """A half-dose plan in a flare follows the flare; regulation only beats both."""
    assert session(programme=plan(gentle="half_dose"), mode="flare").mode == "flare"
    assert session(programme=plan(gentle="regulation_only"), mode="flare").mode == "regulation_only"
    assert session(programme=plan(gentle="half_dose"), mode="normal").mode == "half_dose"


def test_maintenance_takes_the_minutes_that_are_asked_for() -> None:
    """Who asks for half an hour gets it, in maintenance too."""
    now = plan("advanced", phase="maintenance")
    assert session(STRONG, now, mode="maintenance", minutes=30).seconds > 24 * 60
    assert session(STRONG, now, mode="maintenance", minutes=10).seconds < 12 * 60


def test_integration_rehearses_the_persons_own_task() -> None:
    """From the integration phase on the task is in every session, and not before."""
    task = Task("carry the shopping", "carry", grams=6000)
    for phase, rehearsed in (("integration", True), ("maintenance", True), ("mobility", False)):
        given = session(programme=plan("intermediate", phase=phase, task=task), minutes=15)
        assert ("luggage_carry" in names(given)) == rehearsed


def test_a_moved_position_is_told_as_changed() -> None:
    """The card can say what is new: the position differs from when it was last done."""
    made = session()
    item = made.items[1]
    for signature, changed in ((item.signature, False), ("1x99/", True)):
        done = Performed(item.exercise, item.block, "done", True, signature)
        history = History((Day(_day(-1), workouts=(Workout((done,)),)),))
        again = {i.exercise: i for i in session(history=history).items}
        assert again[item.exercise].changed == changed
        assert again[item.exercise].change == ("down" if changed else "")


def test_a_step_is_told_once_and_against_the_last_card() -> None:
    """Where a bar keeps the weight away, what was shown last time counts, not what was meant."""
    item = next(each for each in session().items if each.whole and not each.grams)
    assert item.given is not None
    sets, amount = item.given.sets, item.given.amount
    steps = item.signature.rpartition("/")[2]
    whole = Performed(item.exercise, item.block, "done", True, f"{sets}x{amount + 2}@7000/{steps}")
    for shown, change in ((amount, ""), (amount - 1, "up")):
        form, dose = f"{sets}x{shown}@7000/{steps}", replace(item.given, amount=shown)
        barred = Performed(item.exercise, item.block, "done", False, form, dose)
        days = [Day(_day(-n), workouts=(Workout((one,)),)) for n, one in ((3, whole), (1, barred))]
        again = {each.exercise: each for each in session(history=History(tuple(days))).items}
        assert again[item.exercise].change == change
        assert again[item.exercise].last_whole == dose


def test_a_step_on_a_card_that_was_skipped_has_been_told() -> None:
    """Who leaves the exercise out has read its card all the same: the step is not told again."""
    item = next(each for each in session().items if each.whole and not each.grams)
    assert item.given is not None
    steps = item.signature.rpartition("/")[2]
    low = replace(item.given, amount=item.given.amount - 1)
    form = f"{low.sets}x{low.amount}/{steps}"
    done = Performed(item.exercise, item.block, "done", True, form, low)
    skipped = Performed(item.exercise, item.block, "skipped", False, item.signature, item.given)
    days = [Day(_day(-n), workouts=(Workout((one,)),)) for n, one in ((3, done), (1, skipped))]
    again = {each.exercise: each for each in session(history=History(tuple(days))).items}
    assert again[item.exercise].change == ""


def _day(number: int) -> date:
    return TODAY + timedelta(days=number)


def test_volume_ends_on_its_day_and_leaves_weight_and_exercises() -> None:
    """A lighter week takes repetitions, not kilograms, and ends by its date."""
    stood = {"box_squat": Position(known=True, dose=None)}
    lighter = plan(
        "intermediate", phase="strength", volume=0.6, volume_until=TODAY, positions=stood
    )
    given, usual = session(programme=lighter), session(programme=replace(lighter, volume=1.0))
    shown = {item.exercise: item for item in usual.items}
    for item in given.items:
        if item.exercise in shown and not item.top:
            assert item.grams == shown[item.exercise].grams
            assert item.sets == shown[item.exercise].sets
    assert given.seconds < 0.75 * 20 * 60
    assert session(programme=lighter, date=TODAY + timedelta(days=1)).seconds > 0.85 * 20 * 60


def test_maintenance_trains_strength_twice_a_week() -> None:
    """Three small sessions a week hold a weight or a band on as many days as maintenance asks."""
    asked = programme().maintenance
    days = [7 * week + day for week in range(4) for day in range(0, 2 * asked.sessions_a_week, 2)]
    now = plan("advanced", phase="maintenance")
    for minutes in asked.minutes:
        history, loaded = History(), [0] * 4
        for number in days:
            on = TODAY + timedelta(days=number)
            made = session(STRONG, now, history, date=on, minutes=minutes, mode="maintenance")
            now = begun(now, made)
            loaded[number // 7] += any(item.grams or item.band for item in made.items)
            history = History((*history.days, did(on, *names(made))))
        assert min(loaded) >= asked.strength_a_week, loaded
