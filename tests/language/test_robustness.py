"""Any text is read without an exception, in time that grows with its length alone."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.language.explain import explain
from flows.language.facts import facts
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import TEXT_LENGTH_MAX
from flows.language.reader import KINDS, command, read
from flows.language.red_flags import detect

OPTIONS = ("Less pain", "10 minutes", "Yes", "")
SOURCES = sorted((Path(__file__).parents[2] / "flows" / "language").rglob("*.py"))
NESTED_REPEAT = re.compile(r"\((?:[^()]*[+*])[^()]*\)[+*]")
SPELL = st.sampled_from(
    [
        "no",
        "not",
        "can't",
        "feel",
        "pee",
        "numb",
        "bum",
        "legs",
        "both",
        "weak",
        "if",
        "my",
        "mum",
        "was",
        "in",
        "2019",
        "but",
        ",",
        ".",
        "and",
        "gone",
        "fever",
        "7",
        "12:75",
        "99:99",
        "-3",
        "½",
        "6/10",
        "half",
        "past",
        "to",
        "mon",
        "-",
        "fri",
        "utc",
        "+5",
        "until",
        "31",
        "february",
        "every",
        "other",
        "day",
        "👍",
        "__",
        "..",
        "1.2.3",
        "1,2,3",
        "0",
        "00",
        "²",
    ]
)
SECONDS_MAX = 2.0
"""Of processor time; 0.4 s are needed, and what must not be is a minute."""


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(SPELL, max_size=30).map(" ".join)))
def test_no_text_raises(lexicon: Lexicon, text: str) -> None:
    """Hearing, commands, facts and every kind of answer are total."""
    detect(lexicon, text)
    command(lexicon, text)
    facts(lexicon, text)
    explain(lexicon, text)
    for kind in KINDS:
        read(lexicon, kind, text, OPTIONS, today=date(2028, 2, 29))


@settings(max_examples=200, deadline=None)
@given(words=st.lists(SPELL, max_size=20))
def test_reading_twice_gives_the_same(lexicon: Lexicon, words: list[str]) -> None:
    """The reading is a function of the text alone."""
    text = " ".join(words)
    assert detect(lexicon, text) == detect(lexicon, text)


@settings(max_examples=200, deadline=None)
@given(text=st.lists(SPELL, max_size=12).map(" ".join))
def test_h13_ratings_and_counts_stay_in_range(lexicon: Lexicon, text: str) -> None:
    """Whatever is typed, a rating is 0 to 10 in halves and a count is not negative."""
    rating = read(lexicon, "nrs_0_10", text)
    count = read(lexicon, "count", text)
    assert rating is None or (0 <= rating <= 10 and rating * 2 == int(rating * 2))
    assert count is None or (isinstance(count, int) and count >= 0)


@pytest.mark.parametrize(
    "unit",
    ["no ", "can't feel ", "my legs ", "if ", "aaaa", "numb bum ", ", and i ", "7:", "-", "é"],
)
def test_the_longest_text_is_read_in_bounded_time(lexicon: Lexicon, unit: str) -> None:
    """A text at and far above the length bound, however repetitive, takes no more than moments."""
    text = unit * (TEXT_LENGTH_MAX // len(unit) + 10_000)
    began_s = time.thread_time()
    detect(lexicon, text)
    assert time.thread_time() - began_s < SECONDS_MAX


def test_no_regular_expression_can_run_away() -> None:
    """No pattern in the package repeats a group that itself repeats at its edge unguarded."""
    found = {
        path.name: line
        for path in SOURCES
        for line in path.read_text("utf-8").splitlines()
        if NESTED_REPEAT.search(line)
    }
    # The two groups of the tokeniser begin with a mark that their own repeat cannot match.
    assert set(found) <= {"parsed_text.py"}
    assert all("['.]" in line or "[.,:]" in line for line in found.values())
