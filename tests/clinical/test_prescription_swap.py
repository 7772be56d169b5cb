"""Easier, harder, it hurts: another exercise that passes the same filters, a few times at most."""

from flows.catalog.exercises import STAGES
from flows.clinical.history import History
from flows.clinical.plan import Plan
from flows.clinical.prescription.context import PrescriptionContext, prescription_context
from flows.clinical.prescription.prescribed import Occasion, Prescribed, Session
from flows.clinical.prescription.substitution import swap
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


def test_easier_and_harder_take_the_next_rung() -> None:
    """A bird dog becomes its leg reach, or the one with breathing."""
    case, given = holding("bird_dog")
    assert names(swap(case, given, 0, "easier")) == ["bird_dog_leg_only"]
    assert names(swap(case, given, 0, "harder")) == ["bird_dog_breathing"]
    assert names(swap(case, given, 0, "hurts")) == ["bird_dog_leg_only"]
    assert swap(case, given, 0, "hurts").decisions[-1].rule == "swap.hurts"


def test_a_rung_that_is_filtered_out_is_walked_over() -> None:
    """Without a band the ladder from the hinge ends, so the best of the block is given."""
    case, given = holding("pallof_press")
    changed = swap(case, given, 0, "harder")
    assert changed.decisions[-1].rule == "swap.other"
    assert changed.items[0].block == "strength"
    assert names(changed) != ["pallof_press"]


def test_easier_at_the_end_of_a_ladder_does_not_lead_up_it() -> None:
    """At the lowest rung, easier gives another exercise, never a harder rung of the same ladder."""
    case, given = holding("glute_bridge")
    for wish in ("easier", "hurts"):
        assert names(swap(case, given, 0, wish)) not in (["glute_bridge_march"], ["glute_bridge"])


def test_harder_keeps_to_the_stage() -> None:
    """A beginner's harder wish never leaves the beginner's exercises."""
    for index in range(5):
        given = session(programme=plan("beginner"), minutes=10)
        changed = swap(case_of(person(), plan("beginner"), 10), given, index, "harder")
        assert all("beginner" in by_id(name).stages for name in names(changed))


def test_a_swap_keeps_its_block_and_no_exercise_twice() -> None:
    """Every item of every stage can be changed, within its block, without doubling another."""
    for stage in STAGES:
        now, someone = plan(stage, phase="strength"), person(equipment=EVERYTHING)
        given, case = session(someone, now), case_of(someone, now)
        for index, item in enumerate(given.items):
            for wish in ("easier", "harder", "hurts"):
                changed = swap(case, given, index, wish)
                assert changed.items[index].block == item.block
                assert len(set(names(changed))) == len(names(changed))
                assert changed.items[index].exercise != item.exercise
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
