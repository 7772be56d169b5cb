"""The movement signature: named, ranked, compared."""

import pytest

from flows.clinical.signature import compare, describe, signature
from tests.clinical.people import programme, well


def of(**changed: object):  # type: ignore[no-untyped-def]
    return signature(programme(), well(**changed))


def moving(**found: str) -> dict[str, str]:
    return well().movement | found


def test_even_movement_has_nothing_to_rank() -> None:
    """Somebody who moves well has no findings and no targets, and hears so."""
    found = of()
    assert (found.hinges, found.side, found.targets) == ("hips", "none", ())
    assert [d.rule for d in describe(found)] == ["signature.even"]


@pytest.mark.parametrize(
    ("hinge", "hinges"),
    [("ok", "hips"), ("limited", "unknown"), ("painful", "unknown"), ("not_tested", "unknown")],
)
def test_what_hinges(hinge: str, hinges: str) -> None:
    """A hinge that is limited, painful or untested does not tell what moves: nothing is guessed."""
    assert of(movement=moving(hinge=hinge)).hinges == hinges


@pytest.mark.parametrize(
    ("stick", "hinges", "finding"),
    [
        ("kept", "hips", "hinge.limited"),
        ("lost", "back", "hinge.back"),
        ("", "unknown", "hinge.limited"),
    ],
)
def test_the_stick_alone_says_that_the_back_bends(stick: str, hinges: str, finding: str) -> None:
    """That the movement comes from the back is claimed after the stick test only."""
    found = of(movement=moving(hinge="limited"), stick=stick)
    assert (found.hinges, found.findings) == (hinges, (finding,))


@pytest.mark.parametrize(
    ("found", "side"),
    [
        ({"one_leg_left": "limited"}, "left"),
        ({"side_bend_right": "painful"}, "right"),
        ({"one_leg_left": "limited", "side_bend_right": "limited"}, "both"),
        ({"squat": "limited"}, "none"),
    ],
)
def test_which_side(found: dict[str, str], side: str) -> None:
    """The side comes from side-bends and one-leg standing only."""
    assert of(movement=moving(**found)).side == side


def test_bracing_ranks_breathing_first() -> None:
    """Someone who holds their breath works on breathing before anything else."""
    assert of(breath_holding=True, movement=moving(squat="limited")).targets[0] == "breathing"
    assert of(fear=7).braces
    assert not of(fear=6.9).braces


def test_a_provoking_direction_is_not_stretched_first() -> None:
    """A stiff forward bend that also provokes puts bending at the end of the targets."""
    stiff = moving(bend_forward="limited", hinge="limited")
    assert of(movement=stiff, provoked_by=("bend_forward",)).targets[-1] == "lumbar_flexion"
    assert of(movement=stiff).targets[-1] != "lumbar_flexion"


def test_compare_says_what_changed_and_nothing_about_what_was_not_tested() -> None:
    """Better and worse checks are named with before and after; untested ones are left out."""
    before = of(movement=moving(hinge="limited", squat="ok", bend_back="not_tested"))
    after = of(movement=moving(hinge="ok", squat="painful", bend_back="ok"))
    said = {(d.rule, d.inputs["check"]) for d in compare(before, after)}
    assert said == {("signature.better", "hinge"), ("signature.worse", "squat")}


def test_an_untested_person_is_not_told_that_they_move_well() -> None:
    """Without a movement check the signature says that it has not looked yet."""
    found = of(movement=dict.fromkeys(well().movement, "not_tested"))
    assert [d.rule for d in describe(found)] == ["signature.untested"]
