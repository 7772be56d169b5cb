"""Easier, harder, it hurts: another exercise that passes the same filters, a few times at most."""

from flows.catalog.exercises import STAGES
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.prescription_context import (
    PrescriptionContext,
    prescription_context,
)
from flows.clinical.prescription.substitution import spared, swap
from flows.clinical.profile import Profile
from tests.clinical.shelf import EVERYTHING, TODAY, by_id, library, names, person, plan, session


def case_of(profile: Profile, programme: Plan, minutes: int = 20) -> PrescriptionContext:
    """The open case behind `session(profile, programme)`."""
    occasion = Occasion(TODAY, minutes, "p")
    return prescription_context(library(), profile, programme, History(), occasion)


def holding(
    name: str, stage: str = "intermediate", **changed: object
) -> tuple[PrescriptionContext, Session]:
    """A session of one exercise, for a person of a stage in the strength phase."""
    now = plan(stage, phase="strength", **changed)
    item = Prescribed(name, by_id(name).block, 1, 60)
    return case_of(person(), now), Session((item,), 80)


def test_easier_and_harder_take_the_next_step_of_the_ladder() -> None:
    """A bird dog becomes the exercise below it, or the one above."""
    case, given = holding("bird_dog")
    assert names(swap(case, given, 0, "easier")) == ["incline_plank"]
    assert names(swap(case, given, 0, "harder")) == ["dead_bug"]
    assert swap(case, given, 0, "hurts").decisions[-1].rule == "swap.hurts"


def test_easier_at_the_end_of_a_ladder_does_not_lead_up_it() -> None:
    """At the lowest step easier gives another exercise, never a harder one of the same ladder."""
    case, given = holding("glute_bridge")
    ladder = next(p.ladder for p in library().rules.patterns.pattern if p.id == "squat")
    for wish in ("easier", "hurts"):
        assert not set(names(swap(case, given, 0, wish))) & set(ladder[1:])


def test_easier_is_easier_for_this_person() -> None:
    """Who is provoked by bending back is not led from a standing to a lying extension."""
    now = plan("intermediate", phase="strength")
    item = Prescribed("standing_back_extension", "mobility", 1, 60)
    for moves in (("standing",), ("lying",), ("bend_back",)):
        someone = person(provoked_by=moves, eased_by=("bend_back",))
        changed = swap(case_of(someone, now), Session((item,), 80), 0, "easier")
        exercise = by_id(names(changed)[0])
        assert exercise.id not in ("prone_press_up", "prone_on_elbows")


def test_it_hurts_holds_for_the_rest_of_the_session() -> None:
    """After a bend hurt, no bend follows; after a hinge, no hinge."""
    now = plan("intermediate", phase="strength")
    items = tuple(
        Prescribed(name, by_id(name).block, 1, 60)
        for name in ("seated_cat_cow", "pelvic_tilt", "open_book", "hip_hinge")
    )
    rest = spared(case_of(person(), now), Session(items, 320), 0)
    assert "pelvic_tilt" not in names(rest)
    assert {"open_book"} <= set(names(rest))
    names_ = ("hip_hinge", "kickstand_deadlift")
    hinges = tuple(Prescribed(n, by_id(n).block, 1, 60) for n in names_)
    rest = spared(case_of(person(), now), Session(hinges, 160), 0)
    assert not {"kickstand_deadlift", "band_deadlift"} & set(names(rest))


def test_harder_keeps_to_the_stage() -> None:
    """A beginner's harder wish never leaves the beginner's exercises."""
    given = session(programme=plan("beginner"), minutes=10)
    for index in range(len(given.items)):
        changed = swap(case_of(person(), plan("beginner"), 10), given, index, "harder")
        assert all("beginner" in by_id(name).stages for name in names(changed))


def test_a_swap_keeps_its_block_and_no_exercise_twice() -> None:
    """Every item can be changed, within its block or ladder, without doubling another."""
    for stage in STAGES:
        now, someone = plan(stage, phase="strength"), person(equipment=EVERYTHING)
        given, case = session(someone, now), case_of(someone, now)
        for index, item in enumerate(given.items):
            for wish in ("easier", "harder", "hurts"):
                changed = swap(case, given, index, wish)
                ladder = item.pattern or changed.items[index].pattern
                assert ladder or changed.items[index].block == item.block
                assert len(set(names(changed))) == len(names(changed))
                assert changed.seconds == sum(each.seconds + 20 for each in changed.items)


def test_swaps_are_limited() -> None:
    """After the most swaps the session keeps its exercises and says so."""
    case, given = holding("bird_dog")
    for number in range(library().rules.swap.max):
        given = swap(case, given, 0, "easier" if number % 2 else "harder")
    last = swap(case, given, 0, "easier")
    assert names(last) == names(given)
    assert last.decisions[-1].rule == "swap.enough"


def test_nothing_left_keeps_the_exercise() -> None:
    """A walk in a breathing-and-walking day has no stand-in."""
    now = plan("beginner", gentle="regulation_only")
    given, case = session(programme=now), case_of(person(), now)
    changed = swap(case, given, len(given.items) - 1, "easier")
    assert changed.items == given.items
    assert changed.decisions[-1].rule == "swap.none"
