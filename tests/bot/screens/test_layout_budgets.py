"""Screens are as large as their kind may be, on every channel and in every transcript."""

import pytest

from bot.library import catalog
from bot.screens.layout_budgets import Measured, budgets, kind_of, lines_of, measured
from tests.bot.screens.sizes import films, largest, shots, still_open

NOWHERE = "your local emergency number"
"""What is said before the country is known."""


def test_every_screen_is_within_its_budget_or_written_down_as_open() -> None:
    """No screen outgrows its budget, and one that has already does not grow further."""
    grown = {
        name: {what: n for what, n in sizes.items() if n > still_open().get(name, {}).get(what, 0)}
        for name, sizes in largest().items()
    }
    assert {name: sizes for name, sizes in grown.items() if sizes} == {}


def test_what_is_open_is_still_over_its_budget() -> None:
    """A screen that was mended is struck off, so that the list only shrinks."""
    mended = {
        name: [what for what in sizes if what not in largest().get(name, {})]
        for name, sizes in still_open().items()
    }
    assert {name: what for name, what in mended.items() if what} == {}


def test_h20_a_number_to_call_stands_alone_on_a_line() -> None:
    """Whoever is sent to a clinician finds the number without reading a sentence."""
    referrals = [shot for film in films() for shot in shots(film) if number_alone(shot.kind)]
    assert {shot.name for shot in referrals} >= {"referral-emergency", "referral-urgent"}
    for shot in referrals:
        lines = shot.message.text.splitlines()
        assert {*numbers(), NOWHERE} & set(lines), shot.message.text


def number_alone(kind: str) -> bool:
    return budgets()[kind].number_alone


def numbers() -> set[str]:
    """The emergency numbers of all countries."""
    return {country.emergency for country in catalog().clinic.countries}


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 0), ("one", 1), ("one\n\ntwo", 3), ("x" * 41, 2), ("ten chars " * 5, 2)],
)
def test_lines_are_those_of_a_phone(text: str, lines: int) -> None:
    """Empty lines count, and a long one counts as often as it is wrapped."""
    assert lines_of(text) == lines


def test_a_row_of_numbers_is_one_button() -> None:
    """From 0 to 10 there is one thing to decide on, and beside it the button that skips it."""
    labels = [*map(str, range(11)), "Skip"]
    assert measured(["How strong is it?"], labels) == Measured(words=16, lines=1, buttons=2)


@pytest.mark.parametrize(
    ("message", "flow", "texts", "kind"),
    [
        ("referral", "waiting", set(), "referral"),
        ("question", "screening", {"flag-card"}, "safety"),
        ("question", "menu", {"urgent-signs"}, "safety"),
        ("reminder", "menu", set(), "reminder"),
        ("question", "exercise", {"exercise-card"}, "exercise"),
        ("question", "menu", {"menu-next"}, "card"),
    ],
)
def test_a_screen_is_of_the_first_kind_that_names_it(
    message: str, flow: str, texts: set[str], kind: str
) -> None:
    """What matters most decides: a referral is one wherever it is said; the rest are cards."""
    assert kind_of(message, flow, texts) == kind


@pytest.mark.parametrize(
    ("lines", "buttons", "over"), [(12, 8, False), (13, 0, True), (1, 9, True)]
)
def test_a_screen_is_over_by_lines_or_by_buttons(lines: int, buttons: int, *, over: bool) -> None:
    """At most 12 lines and 8 buttons fit a card."""
    assert Measured(5, lines, buttons).over(budgets()["card"]) is over
