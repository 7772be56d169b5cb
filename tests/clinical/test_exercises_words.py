"""The words of the library: all there, kind, and with nothing left over."""

import re

from flows.clinical.prescription.instructions import messages
from tests.clinical.shelf import CONTENT, library

WORDS = (CONTENT / "text/en/exercises.ftl").read_text()
WHY = (CONTENT / "text/en/why_session.ftl").read_text()
MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) = ", re.MULTILINE)
UNKIND = (
    "damage", "degenerat", "fragile", "out of place", "vulnerable", "wear and tear", "slipped",
    "crumbl", "unstable spine", "weak spine", "cure", "guarantee",
)  # fmt: skip


def test_every_message_of_the_library_is_worded() -> None:
    """Names, steps, cues, stop rules, mistakes, reasons and micro-steps all have their sentence."""
    assert messages(library().exercises) - set(MESSAGE.findall(WORDS)) == set()


def test_no_exercise_sentence_is_left_over() -> None:
    """A sentence that no exercise asks for would never be shown or translated for nothing."""
    worded = {name for name in MESSAGE.findall(WORDS) if name.startswith("exercise-")}
    assert worded <= messages(library().exercises)


def test_no_message_is_written_twice() -> None:
    """Each message id stands once."""
    for text in (WORDS, WHY):
        names = MESSAGE.findall(text)
        assert len(names) == len(set(names))


def test_no_word_frightens() -> None:
    """None of the words that make backs sound broken, and no promise, appear."""
    for text in (WORDS.lower(), WHY.lower()):
        assert [word for word in UNKIND if word in text] == []


def test_no_unsourced_figure_is_shown() -> None:
    """The seeds' percentages without a source are never told to a person."""
    assert re.findall(r"\b(?:30|40|58|65) ?%", WORDS + WHY) == []
