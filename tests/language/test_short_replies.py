"""Short replies: slang, corrections, from-to, small amounts, bands of time, days put right."""

from datetime import date
from typing import Any

import pytest

from flows.language.lexicon import Lexicon
from flows.language.reader import read

TODAY = date(2026, 7, 15)
BANDS = ("Less than 4 weeks", "4 to 10 weeks", "More than 10 weeks")
WAKING = ("0", "1", "2+")
LEG = ("No leg pain", "The same", "Higher up", "Further down")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("nrs_0_10", "3, no wait, 5", 5), ("nrs_0_10", "dropped from an 8 to a 5", 5),
        ("nrs_0_10", "more like seven than six", 7), ("nrs_0_10", "fiveish", 5),
        ("nrs_0_10", "that one is a 4", 4), ("count", "5x", 5), ("count", "3 x 10", None),
        ("count", "wanted 10, got 7", 7), ("count", "a couple", 2), ("count", "a few", None),
        ("time_of_day", "8pm, sorry, 9pm", "21:00"), ("yes_no", "yuuuup", True),
        ("yes_no", "noooo", False), ("yes_no", "deffo", True), ("yes_no", "rather not say", None),
        ("yes_no", "yes but with a chair", None),
        ("days_of_week", "tue and thu, no wait, fri", ["tue", "fri"]),
        ("days_of_week", "mon wed sorry tue", ["mon", "tue"]),
        ("duration_weeks", "change 2 weeks to 3 years", 156.54),
        ("timezone", "same as my brother", None), ("timezone", "Lodnon", "Europe/London"),
    ],
)  # fmt: skip
def test_a_short_reply_means_what_it_says(
    lexicon: Lexicon, kind: str, text: str, value: Any
) -> None:
    """The last word counts, an amount is a number, and what is unclear is asked again."""
    assert read(lexicon, kind, text, (), TODAY) == value


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        (BANDS, "couple of weeks", 0), (BANDS, "2 months or so", 1), (BANDS, "ages", 2),
        (WAKING, "three times", 2), (WAKING, "not once", 0), (WAKING, "just the once", 1),
        (LEG, "pain down in my foot", None), (LEG, "none, all in the back", 0),
    ],
)  # fmt: skip
def test_a_choice_is_read_by_what_its_labels_measure(
    lexicon: Lexicon, options: tuple[str, ...], text: str, value: int | None
) -> None:
    """A length lies in a band, a count among counts, and a label that says no needs a no."""
    assert read(lexicon, "choice", text, options, TODAY) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7 July", "2026-07-07"), ("Tuesday", "2026-07-14"), ("three days ago", "2026-07-12"),
        ("the day before yesterday", "2026-07-13"), ("last night", "2026-07-14"),
        ("a week ago", "2026-07-08"), ("on the 20th of June", "2026-06-20"),
    ],
)  # fmt: skip
def test_a_day_that_has_been_is_read_as_past(lexicon: Lexicon, text: str, day: str) -> None:
    """Names of days and months are the last ones, not the next."""
    assert read(lexicon, "past_date", text, (), TODAY) == day


DIAGNOSES = ("Disc trouble", "Arthritis", "Narrow canal", "Weak bones")
EASE = ("Walking", "Sitting", "Warmth")


@pytest.mark.parametrize(
    ("options", "text"),
    [(DIAGNOSES, "my gran has weak bones"), (EASE, "not sitting"), (WAKING, "once or twice")],
)
def test_what_is_denied_or_said_of_others_is_not_chosen(
    lexicon: Lexicon, options: tuple[str, ...], text: str
) -> None:
    """It is asked again."""
    assert not read(lexicon, "many", text, options, TODAY)


@pytest.mark.parametrize("text", ["every hour", "loads", "4 times"])
def test_many_times_is_the_last_of_counts(lexicon: Lexicon, text: str) -> None:
    """A lot is more than twice."""
    assert read(lexicon, "choice", text, WAKING, TODAY) == 2


def test_a_place_an_hour_away_is_no_zone(lexicon: Lexicon) -> None:
    """The zone of the city named would be wrong."""
    assert read(lexicon, "timezone", "two hours behind Paris", (), TODAY) is None
