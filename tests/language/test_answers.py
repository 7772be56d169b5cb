"""Answers in a person's own words become canonical values, or None to ask again."""

from datetime import date

import pytest

from flows.language.lexicon import Lexicon
from flows.language.reader import read

WEDNESDAY = date(2026, 3, 11)
ACTIVITIES = ("Sitting", "Standing", "Walking", "Lifting")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("yes", "yes"),
        ("nope", "no"),
        ("not sure", "not_sure"),
        ("maybe", "not_sure"),
        ("sometimes", "not_sure"),
        ("I think so", "yes"),
        ("purple", None),
    ],
)
def test_yes_no_unsure_keeps_the_third_answer(
    lexicon: Lexicon, text: str, wanted: str | None
) -> None:
    """A person who is not sure is heard as not sure, and is not asked again."""
    assert read(lexicon, "yes_no_unsure", text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 and 3", (0, 2)),
        ("1, 2", (0, 1)),
        ("sitting and walking", (0, 2)),
        ("none of these", ()),
        ("all of them", (0, 1, 2, 3)),
        ("b", (1,)),
        ("liftin", (3,)),
        ("sitting and dancing", None),
    ],
)
def test_many_takes_several_options(
    lexicon: Lexicon, text: str, wanted: tuple[int, ...] | None
) -> None:
    """Several options come back in order, none as the empty tuple, an unknown one asks again."""
    assert read(lexicon, "many", text, ACTIVITIES) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("about three weeks", 3.0),
        ("a fortnight", 2.0),
        ("14 days", 2.0),
        ("six months", 26.09),
        ("a couple of weeks", 2.0),
        ("since Sunday", 0.43),
        ("since yesterday", 0.14),
        ("two and a half weeks", 2.5),
        ("a while", None),
        ("", None),
    ],
)
def test_durations_are_weeks(lexicon: Lexicon, text: str, wanted: float | None) -> None:
    """A duration is a number of weeks, and "since" counts back from today."""
    assert read(lexicon, "duration_weeks", text, today=WEDNESDAY) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-04-02", "2026-04-02"),
        ("until Monday", "2026-03-16"),
        ("take a break until Monday", "2026-03-16"),
        ("tomorrow", "2026-03-12"),
        ("for two weeks", "2026-03-25"),
        ("in 3 days", "2026-03-14"),
        ("2 April", "2026-04-02"),
        ("January 5th", "2027-01-05"),
        ("25/12/2026", "2026-12-25"),
        ("3/4/2026", None),
        ("soon", None),
        ("31 February", None),
    ],
)
def test_dates_are_the_next_to_come(lexicon: Lexicon, text: str, wanted: str | None) -> None:
    """A date is the next day of that name; one that can be read two ways is asked again."""
    assert read(lexicon, "date", text, today=WEDNESDAY) == wanted


def test_relative_dates_need_today(lexicon: Lexicon) -> None:
    """Without the date of today nothing relative is guessed."""
    assert read(lexicon, "date", "Monday") is None
    assert read(lexicon, "duration_weeks", "since Sunday") is None


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("number", "82.5", 82.5),
        ("number", "82,5", 82.5),
        ("number", "between 3 and 4", None),
        ("amount", "80 kg", (80, "kg")),
        ("amount", "12 stone 4 pounds", (172, "lb")),
        ("amount", "half an hour", None),
        ("amount", "1.5 litres", (1.5, "litres")),
        ("amount", "2 hours", (120, "minutes")),
        ("amount", "20", None),
        ("country", "Germany", "DE"),
        ("country", "I live in the UK", "GB"),
        ("country", "nigeria", "NG"),
        ("country", "in", "IN"),
        ("country", "narnia", None),
    ],
)
def test_h13_numbers_amounts_and_countries(
    lexicon: Lexicon, kind: str, text: str, wanted: object
) -> None:
    """Numbers, amounts with a unit and countries are read, and nothing is made up."""
    assert read(lexicon, kind, text) == wanted


def test_a_label_number_beats_its_position(lexicon: Lexicon) -> None:
    """ "20" among minutes is twenty minutes; "2" among words is the second option."""
    minutes = ("5 minutes", "10 minutes", "20 minutes", "30 minutes")
    assert read(lexicon, "choice", "20", minutes) == 2
    assert read(lexicon, "choice", "2", ACTIVITIES) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("why", "why"),
        ("settings", "settings"),
        ("privacy", "privacy"),
        ("cancel", "cancel"),
        ("this is an emergency", "urgent"),
        ("take a break until Monday", "pause"),
        ("delete everything about me", "delete_my_data"),
        ("go back", "back"),
        ("I had to go back to the doctor", None),
        ("my wife says stop worrying", None),
    ],
)
def test_commands_beyond_the_evaluation(lexicon: Lexicon, text: str, wanted: str | None) -> None:
    """Ordinary words reach every command; talk that contains one stays talk."""
    assert read(lexicon, "command", text) == wanted
