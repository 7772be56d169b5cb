"""What lint finds in a language that somebody adds: unheard signs, other numbers, a wrong name."""

from typing import Any

from flows.engine.lint import lint_texts
from flows.language.lint import lint_lists

TEXTS = {
    "en": {"a.ftl": "pain = From 0 to 10?\n"},
    "nl": {"a.ftl": "pain = Van 0 tot 100?\n"},
    "de": {"a.ftl": "pain = Von 0 bis 10?\n"},
    "german": {"a.ftl": "pain = Von 0 bis 10?\n"},
}


def test_a_question_with_other_digits_is_named() -> None:
    """A scale to 100 in one language would be read as one to 10."""
    (fault,) = lint_texts(TEXTS, "en", "nl")
    assert fault == "text/nl: pain has other numbers than in the first language"
    assert lint_texts(TEXTS, "en", "de") == []


def test_a_folder_that_is_no_language_code_is_named() -> None:
    """A language that nobody's settings can name is said to be none."""
    assert "text/german: is no language code (as de, or pt-BR)" in lint_texts(TEXTS, "en", "german")


def _flags(patterns: list[str]) -> dict[str, Any]:
    return {"redflags": {"finding": [{"id": "s", "tier": "urgent", "patterns": patterns}]}}


def test_a_red_flag_without_patterns_is_named() -> None:
    """A sign that stands in the list and is never heard is a missed red flag."""
    fault = "redflags.toml: s: has no patterns, so it is never heard"
    assert lint_lists(_flags([]), _flags(["x"])) == [fault]
    assert lint_lists(_flags([" "]), _flags(["x"])) == [fault]
    assert lint_lists(_flags(["y"]), _flags(["x"])) == []
