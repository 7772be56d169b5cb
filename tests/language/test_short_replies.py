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


SIDE = ("Left", "Right", "Both the same", "In the middle")
CHANGE = ("Better", "The same", "Worse")
PLACE = ("Floor", "Chair", "Standing")
LENGTH = ("Less than 6 weeks", "6 to 12 weeks", "More than 12 weeks")


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        (CHANGE, "no better", None), (CHANGE, "no worse", None), (CHANGE, "not any better", None),
        (CHANGE, "no better and no worse", 1), (CHANGE, "could be worse", None),
        (CHANGE, "neither better nor worse", 1), (CHANGE, "the same but better sleep", None),
        (SIDE, "the left hurts less", None), (SIDE, "left worse than right", 0),
        (SIDE, "right more than left", 1), (SIDE, "not the left", None),
        (PLACE, "anything but the floor", None), (PLACE, "chair instead of floor", 1),
        (PLACE, "not the floor so chair", 1), (PLACE, "no chair here so floor", 0),
    ],
)  # fmt: skip
def test_what_is_turned_down_is_not_chosen(
    lexicon: Lexicon, options: tuple[str, ...], text: str, value: int | None
) -> None:
    """A label that is denied or ranked lower is no answer; of three, two denied leave one."""
    assert read(lexicon, "choice", text, options, TODAY) == value


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        (PLACE, "on the rug", 0), (PLACE, "upright", 2), (CHANGE, "less sore", 0),
        (CHANGE, "steady", 1), (CHANGE, "gone downhill", 2), (SIDE, "rhs", 1), (SIDE, "central", 3),
        (SIDE, "r", 1), (SIDE, "b", None), (PLACE, "c", None), (LENGTH, "c", 2),
        (CHANGE, "the middle one", 1), (SIDE, "the middle one", 3),
        (("Easier", "Done", "Harder"), "it is worse", None),
        (("Easier", "Done", "Harder"), "feels better", None),
    ],
)  # fmt: skip
def test_a_label_is_meant_in_other_words(
    lexicon: Lexicon, options: tuple[str, ...], text: str, value: int | None
) -> None:
    """People say "rug" for floor and "r" for right; a letter that may be two labels is asked."""
    assert read(lexicon, "choice", text, options, TODAY) == value


@pytest.mark.parametrize(
    ("options", "text", "value"),
    [
        (SIDE, "left, no, right", 1), (SIDE, "left no right", 1), (SIDE, "left, not right", 0),
        (PLACE, "floor... actually chair, my hip", 1), (CHANGE, "better, sorry, worse", 2),
        (CHANGE, "better than I hoped but worse than last week", 2),
    ],
)  # fmt: skip
def test_a_choice_is_put_right_in_mid_sentence(
    lexicon: Lexicon, options: tuple[str, ...], text: str, value: int
) -> None:
    """The label after the correction counts, and hope is no measure."""
    assert read(lexicon, "choice", text, options, TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("since the winter before last", 2), ("the week before last", 0), ("all my life", 2),
        ("3y", 2), ("9d", 0), ("just over 6 weeks", 1), ("nearly 6 weeks", 0), ("6 weeks", None),
        ("a month and a half", 1), ("10 to 14 weeks", None), ("7 to 9 weeks", 1),
    ],
)  # fmt: skip
def test_a_length_lies_in_one_band(lexicon: Lexicon, text: str, value: int | None) -> None:
    """A length that ends one band and begins another is asked again, unless "over" is said."""
    assert read(lexicon, "choice", text, LENGTH, TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("slept straight through", 0), ("slept through till 5 then woke twice", 2),
        ("woke at 4", 1), ("at 1 and 5", 2), ("once at 2am", 1), ("every couple of hours", None),
        ("one a day", None), ("all but two", None), ("week 2, 5 sessions", 5),
        ("2 sessions of 15 minutes each", 2), ("slept 6 hours, woke twice", 2),
        ("4 out of 5", 4), ("3 last week, 2 this week", 2), ("planned 5 did 3", 3),
        ("4, 2 of them because of my back", 2), ("6 but only 2 from pain", 2),
        ("three, did one on Sunday", 3), ("2, maybe 3", None), ("did not sleep at all", None),
    ],
)  # fmt: skip
def test_a_count_is_not_the_time_nor_the_total(
    lexicon: Lexicon, text: str, value: int | None
) -> None:
    """Numbers that say when, how long or out of how many are no count; a guess is asked again."""
    assert read(lexicon, "count", text, (), TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5/6", 5.5), ("4/5", None), ("1/2", None), ("6 1/2", None), ("7, usually 4", 7),
        ("8 but yesterday 5", 8), ("6, 8 when I sit", None), ("number 3 was awful", None),
        ("exercise 4", None), ("double figures", None), ("2 less than yesterday", None),
        ("at 71 what do you expect, a 5", 5), ("6 out of ten", 6), ("down to 3 from 6", 3),
        ("four, no, five", 5), ("4 no pain in the leg", 4), ("siete", 7),
    ],
)  # fmt: skip
def test_a_rating_is_not_another_number(lexicon: Lexicon, text: str, value: float | None) -> None:
    """An age, the number of an exercise, a difference or a fraction is no rating."""
    assert read(lexicon, "nrs_0_10", text, (), TODAY) == value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("yes_no", "it did, not any more", False), ("yes_no", "it used to but not now", False),
        ("yes_no", "maybe it did, not now", None), ("yes_no", "jup", True),
        ("yes_no", "could not avoid it", True), ("yes_no_unsure", "it did, not now", None),
        ("time_of_day", "7 no 8", "08:00"), ("time_of_day", "an hour before bed", None),
        ("time_of_day", "8 p", "20:00"), ("time_of_day", "halb 8", None),
        ("days_of_week", "tue no thu", ["thu"]), ("days_of_week", "weekdays no wed", [
            "mon", "tue", "thu", "fri",
        ]),
    ],
)  # fmt: skip
def test_what_is_over_or_put_right_counts_no_more(
    lexicon: Lexicon, kind: str, text: str, value: Any
) -> None:
    """What was and is not now is a no, except where a sign of danger is asked about."""
    assert read(lexicon, kind, text, (), TODAY) == value
