"""Law: a reason names no number of its own; every number in it is a variable of the decision."""

import re
from collections.abc import Iterator

import pytest
from fluent.syntax import ast, parse

from bot.library import read_texts

NUMBER = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|half|twice|fortnight|dozen)\b",
    re.IGNORECASE,
)
NO_THRESHOLDS = re.compile(
    r"of 10\b|\b(?:first|second|third) of three stages|of three stages|\b24 hours", re.IGNORECASE
)
"""The rating scale and the names of the stages, which no threshold can change."""
FILES = [(language, file) for language, files in read_texts().items() for file in files]
REASONS = [one for one in FILES if one[1].startswith("why_") or one[1] == "signature.ftl"]


def told(language: str, file: str) -> Iterator[tuple[str, str]]:
    """Every message of a file with its words, branches included and variables left out."""
    for entry in parse(read_texts()[language][file]).body:
        if isinstance(entry, ast.Message) and entry.value:
            yield entry.id.name, " ".join(_words(entry.value))


def _words(pattern: ast.Pattern) -> Iterator[str]:
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            yield element.value
        elif isinstance(element, ast.Placeable) and isinstance(
            element.expression, ast.SelectExpression
        ):
            for variant in element.expression.variants:
                yield from _words(variant.value)


@pytest.mark.parametrize(("language", "file"), REASONS)
def test_no_reason_has_a_number_of_its_own(language: str, file: str) -> None:
    """A threshold that changes changes its sentence, for the sentence only has its variable."""
    found = {
        key: numbers
        for key, words in told(language, file)
        if (numbers := NUMBER.findall(NO_THRESHOLDS.sub("", words)))
    }
    assert found == {}


@pytest.mark.parametrize(
    "words", ["after two sessions", "From 65 on", "half the amount", "within 8 weeks"]
)
def test_the_law_sees_digits_and_words(words: str) -> None:
    """Both spellings of a number are found; a rating of ten and the three stages are none."""
    assert NUMBER.search(NO_THRESHOLDS.sub("", words))
    assert not NUMBER.search(NO_THRESHOLDS.sub("", "pain is  of 10, at the first of three stages"))
