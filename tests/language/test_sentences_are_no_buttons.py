"""A number or a side word inside a sentence presses no button, and no list is read in part."""

from typing import Any

import pytest

from flows.language.lexicon import Lexicon
from flows.language.reader import read

CONDITIONS = ("Slipped disc", "Narrow spinal canal", "Osteoporosis", "None of these")
SIDES = ("Left", "Right", "Both sides")
MENU = ("Start today's session", "Check in", "My progress", "Why this plan", "Settings")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("I have osteoporosis, they found it two years ago", (2,)),
        ("not osteoporosis, the doctor checked for that. it was the disc thing", (0,)),
        ("slipped disc, no osteoporosis", (0,)),
        ("no osteoporosis but a slipped disc", (0,)),
        ("I don't have osteoporosis", None),
        ("not sure about osteoporosis, but a slipped disc", None),
        ("1 and 3", (0, 2)),
        ("osteoporosis and a slipped disc", (0, 2)),
    ],
)
def test_labels_in_a_sentence_are_read_by_their_words(
    lexicon: Lexicon, text: str, chosen: tuple[int, ...] | None
) -> None:
    """What a clause names is chosen, what a clause denies is not, and a year is no option."""
    assert read(lexicon, "many", text, CONDITIONS) == chosen


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("it goes right across the bottom of my back", None),
        ("it's right in the middle", None),
        ("right now it's on the left", 0),
        ("on the right side", 1),
        ("right", 1),
        ("both", 2),
    ],
)
def test_right_across_is_no_side(lexicon: Lexicon, text: str, side: int | None) -> None:
    """A "right" that only strengthens the next word names no side."""
    assert read(lexicon, "choice", text, SIDES) == side


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I took 2 ibuprofen", None),
        ("about 6 weeks ago", None),
        ("i did 3 sets", None),
        ("found it 2 years ago", None),
        ("it was my second week", None),
        ("2", 1),
        ("option 2 please", 1),
        ("the second one", 1),
        ("number four", 3),
    ],
)
def test_a_position_is_the_whole_message(lexicon: Lexicon, text: str, place: int | None) -> None:
    """A number or an ordinal chooses by place only where nothing else is said."""
    assert read(lexicon, "choice", text, MENU) == place


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mo we fr", ["mon", "wed", "fri"]),
        ("mo, we, fr", ["mon", "wed", "fri"]),
        ("tu, th + sa", ["tue", "thu", "sat"]),
        ("mo-fr", ["mon", "tue", "wed", "thu", "fri"]),
        ("mo, maybe fr, and wed", None),
        ("we can do mon", ["mon"]),
    ],
)
def test_days_in_two_letters_are_read_whole(lexicon: Lexicon, text: str, days: Any) -> None:
    """A list of days is taken as a whole or asked for again, never in part."""
    assert read(lexicon, "days_of_week", text) == days


def test_no_pain_elsewhere_is_no_zero(lexicon: Lexicon) -> None:
    """No pain in the leg says nothing of the pain that was asked about."""
    assert read(lexicon, "nrs_0_10", "no pain in the leg") is None
