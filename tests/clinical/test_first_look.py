"""The first look: repeated movements, counted baselines, and signs that are history."""

from datetime import date, timedelta
from typing import Any

import pytest

from flows.clinical.history import History, Review
from flows.clinical.measures import change, to_count, tried, ways_to_try, with_counted
from flows.clinical.prescription.contraindications import derive_conditions
from flows.clinical.prescription.prescribed import Occasion
from flows.clinical.prescription.prescription_context import prescription_context
from flows.clinical.profile import Profile
from flows.clinical.staging import classify, neurological, stage_inputs, worst_stage
from tests.clinical.people import programme, well
from tests.clinical.shelf import TODAY, library, plan

LEG: dict[str, Any] = {"leg": "thigh", "pain_now": 3}


def ways(pain: float = 3, dropped: tuple[str, ...] = (), **changed: Any) -> tuple[str, ...]:
    """The directions that are tried with somebody."""
    someone = well(**(LEG | changed))
    return ways_to_try(library(), programme(), someone, plan(dropped=dropped), pain)


# --- a sign that is history -------------------------------------------------------------------
@pytest.mark.parametrize("signs", [{"leg_signs": ("numb_patch",)}, {"flags": ("N3",)}])
@pytest.mark.parametrize(
    ("leg", "history", "now"),
    [
        ("none", "old", False),
        ("none", "new", True),
        ("none", "with_pain", True),
        ("none", "unchecked", True),
        ("none", "not_sure", True),
        ("none", "", True),
        ("thigh", "old", True),
        ("below_knee", "old", True),
    ],
)
def test_only_an_old_known_unchanged_sign_without_leg_pain_is_history(
    signs: dict[str, tuple[str, ...]], leg: str, history: str, *, now: bool
) -> None:
    """Every unknown, and every leg pain, keeps the leg pathway and the first stage."""
    someone = well(leg=leg, sign_history=history, **signs)
    made = classify(programme(), someone)
    assert neurological(programme().staging, someone) is now
    assert (made.pain_type == "radiculopathy") is now
    assert worst_stage(top for _, top, _ in stage_inputs(programme().staging, someone)) == (
        "beginner" if now else "advanced"
    )
    derived = {name for name, _ in derive_conditions(library().rules, someone)}
    assert ("radiculopathy" in derived) is (now and (leg == "below_knee" or "leg_signs" in signs))


@pytest.mark.parametrize(
    ("history", "advised"), [("new", True), ("unchecked", True), ("old", False), ("", False)]
)
def test_a_new_or_unchecked_sign_brings_the_advice_to_have_it_looked_at(
    history: str, *, advised: bool
) -> None:
    """Whoever has seen the back: the sign is advised about, and nothing is blocked."""
    someone = well(leg_signs=("numb_patch",), sign_history=history)
    rules = {each.rule for each in classify(programme(), someone).reasons}
    assert ("advise.sign" in rules) is advised


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"leg": "below_knee", "leg_signs": ("tingling",)}, "below_knee"),
        ({"leg_signs": ("tingling",)}, "signs"),
        ({"flags": ("N2",)}, "flags"),
    ],
)
def test_the_leg_pathway_says_what_it_is_for(changed: dict[str, Any], because: str) -> None:
    """Nobody is told of pain below the knee, or of tingling, that they do not have."""
    reason = classify(programme(), well(**changed)).reasons[0]
    assert (reason.rule, reason.inputs["because"]) == ("pain_type.leg", because)


# --- the repeated-movement test ---------------------------------------------------------------
def test_it_is_for_leg_pain_or_pain_with_a_direction() -> None:
    """Somebody with neither is not asked to bend."""
    assert ways() == ("bend_back", "bend_forward")
    assert ways(leg="none") == ()
    assert ways(leg="none", eased_by=("bend_back",)) == ("bend_back", "bend_forward")
    assert ways(leg="none", provoked_by=("bend_forward",)) == ("bend_back",)


@pytest.mark.parametrize(
    "changed",
    [
        {"pain": 5.5},
        {"pain_now": 6},
        {"settles": "over_24_h"},
        {"conditions": ("osteoporosis",)},
        {"diagnoses": ("osteoporosis",)},
        {"conditions": ("pregnancy_late",)},
        {"flags": ("N2",)},
        {"flags": ("O1",)},
        {"flags": ("P1",)},
        {"provoked_by": ("everything",)},
    ],
)
def test_it_is_left_out_where_bending_may_do_harm(changed: dict[str, Any]) -> None:
    """Strong or irritable pain, thin bones, late pregnancy, weakness, an operation: no test."""
    assert ways(**changed) == ()


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"provoked_by": ("bend_forward",)}, ("bend_back",)),
        ({"provoked_by": ("bend_back",)}, ("bend_forward",)),
        ({"conditions": ("spondylolisthesis",)}, ("bend_forward",)),
        ({"diagnoses": ("stenosis",)}, ("bend_forward",)),
        ({"dropped": ("bend_back",)}, ("bend_forward",)),
        ({"dropped": ("bend_forward",)}, ("bend_back",)),
    ],
)
def test_what_is_known_to_provoke_or_barred_is_not_tried(
    changed: dict[str, Any], left: tuple[str, ...]
) -> None:
    """The other direction is tried alone."""
    assert ways(**changed) == left


def test_up_is_the_easy_way_down_is_left_out_and_stay_says_nothing() -> None:
    """The direction of ease is set by what was felt (rules 2.2)."""
    someone = well(**LEG, eased_by=("walking", "bend_forward"), provoked_by=("sitting",))
    found, said = tried(someone, {"bend_back": "up", "bend_forward": "down"})
    assert found.eased_by == ("walking", "bend_back")
    assert found.provoked_by == ("sitting", "bend_forward")
    assert [(each.rule, each.inputs["direction"]) for each in said] == [
        ("direction.ease", "bend_back"),
        ("direction.avoid", "bend_forward"),
    ]
    same, told = tried(someone, {"bend_back": "stay"})
    assert (same.eased_by, same.provoked_by) == (someone.eased_by, someone.provoked_by)
    assert [each.rule for each in told] == ["direction.stay"]


def conditions(profile: Profile) -> frozenset[str]:
    """What filters exercises for somebody today."""
    occasion = Occasion(TODAY, 15, "p")
    return prescription_context(library(), profile, plan(), History(), occasion).conditions


def test_a_way_that_moved_the_pain_down_filters_exercises() -> None:
    """Nothing that goes there is given from then on, until the next assessment."""
    someone, _ = tried(well(**LEG), {"bend_forward": "down", "bend_back": "down"})
    assert {"flexion_intolerant", "extension_intolerant"} <= conditions(someone)
    assert {"flexion_intolerant", "extension_intolerant"}.isdisjoint(conditions(well(**LEG)))


def test_the_easy_way_ranks_higher_and_opens_no_bar_of_the_leg() -> None:
    """A pack prefers it; repeated deep bending stays barred with an irritated nerve."""
    someone, _ = tried(well(leg="below_knee", pain_now=3), {"bend_forward": "up"})
    made = plan(pain_type="radiculopathy")
    found = prescription_context(library(), someone, made, History(), Occasion(TODAY, 15, "p"))
    assert "ease_forward" in found.packs
    assert "loaded_or_repeated_end_range_flexion" in found.contraindications.kinds


# --- baselines --------------------------------------------------------------------------------
def counted(pain: float = 2, flare: date | None = None, **changed: Any) -> tuple[str, ...]:
    """What is counted with somebody."""
    return to_count(programme(), well(**changed), plan(flare_since=flare), pain)


def test_everything_is_counted_with_somebody_whom_nothing_provokes() -> None:
    """Stands, one leg, the stick, and walking."""
    assert counted() == ("stands", "one_leg", "stick", "walk")


@pytest.mark.parametrize(
    ("changed", "left_out"),
    [
        ({"provoked_by": ("rising",)}, {"stands"}),
        ({"provoked_by": ("one_leg_standing",)}, {"one_leg"}),
        ({"provoked_by": ("bend_forward",)}, {"stick"}),
        ({"provoked_by": ("everything",)}, {"stands", "one_leg", "stick"}),
        ({"conditions": ("pregnancy_late",)}, {"one_leg"}),
    ],
)
def test_nothing_is_counted_that_provokes(changed: dict[str, Any], left_out: set[str]) -> None:
    """What brings the pain on is left out; minutes of walking are only told."""
    assert set(counted()) - set(counted(**changed)) == left_out


def test_nothing_is_counted_with_strong_pain_or_in_a_flare_up() -> None:
    """It waits for a better day."""
    assert counted(pain=5) != ()
    assert counted(pain=5.5) == ()
    assert counted(flare=TODAY) == ()


def test_what_is_counted_stands_beside_its_review_and_the_first_time() -> None:
    """The first goes to the assessment, the next to the larger review of its day."""
    first = Review(TODAY, "assessment", pain=4)
    history = with_counted(
        History(reviews=(first,)), TODAY + timedelta(2), {"stands": 9, "walk": 10}
    )
    assert history.reviews[0].counted == {"stands": 9, "walk": 10}
    assert change(history) == {"stands": (9, None), "walk": (10, None)}
    later = TODAY + timedelta(28)
    history = History(reviews=(*history.reviews, Review(later, "four_weekly", pain=3)))
    history = with_counted(history, later, {"stands": 12, "stick": 1})
    assert [each.counted.get("stands") for each in history.reviews] == [9, 12]
    assert change(history) == {"stands": (12, 9), "stick": (1, None), "walk": (10, None)}


def test_no_count_is_ever_written_over() -> None:
    """Counted once more on a day without a larger review, it stands in a line of its own."""
    first = Review(TODAY, "assessment", counted={"stands": 9})
    history = with_counted(History(reviews=(first,)), TODAY + timedelta(9), {"stands": 11})
    assert [each.counted["stands"] for each in history.reviews] == [9, 11]
    assert history.reviews[-1].kind == "counted"
