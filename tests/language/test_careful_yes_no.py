"""A hedge or a struggle is not a yes, and a safety question is not settled by half a word."""

import pytest

from flows.language.lexicon import Lexicon
from flows.language.reader import read


@pytest.mark.parametrize(
    "text",
    [
        "I can get down but getting up again is a struggle, I hold on to the sofa",
        "I can but I'd rather not on these tiles",
        "I can, but it hurts a lot",
        "only with help",
        "yes, with difficulty",
        "yes if somebody helps me up",
        "yes but slowly",
        "just about",
    ],
)
def test_a_hedge_is_not_a_yes(lexicon: Lexicon, text: str) -> None:
    """What costs too much or needs help is asked again or taken as no, never as yes."""
    assert read(lexicon, "yes_no", text) is not True


@pytest.mark.parametrize("text", ["yes", "yes, no problem", "I can get down and up fine", "yep 👍"])
def test_a_plain_yes_stays_one(lexicon: Lexicon, text: str) -> None:
    """A yes without a hedge is a yes."""
    assert read(lexicon, "yes_no", text) is True


@pytest.mark.parametrize(
    "text", ["yes but only since the tablets", "yeah but only a bit", "yes, only when I cough"]
)
def test_a_qualified_yes_to_a_safety_question_is_present(lexicon: Lexicon, text: str) -> None:
    """A sign that has an explanation is still there."""
    assert read(lexicon, "yes_no_unsure", text) == "yes"


@pytest.mark.parametrize(
    "text",
    ["no, just my usual twice a night for years", "no, not really", "no, not at all", "nope"],
)
def test_what_is_long_known_is_no_new_sign(lexicon: Lexicon, text: str) -> None:
    """A no stays a no with words beside it."""
    assert read(lexicon, "yes_no_unsure", text) == "no"


@pytest.mark.parametrize(
    "text", ["🤷", "🤔", "I don't have no numbness", "not that I can't feel it", "not without it"]
)
def test_a_shrug_or_a_double_negative_is_asked_back(lexicon: Lexicon, text: str) -> None:
    """What may mean either is no answer to a safety question."""
    assert read(lexicon, "yes_no_unsure", text) is None
