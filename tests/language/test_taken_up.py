"""What another person had and the writer has now is the writer's own."""

import pytest

from flows.language.lexicon import Lexicon
from flows.language.red_flags import detect


@pytest.mark.parametrize(
    "text",
    [
        "my aunt had numbness between her legs two years ago and now I have the same",
        "my dad could not pass urine last spring, same with me since yesterday",
        "a colleague had a numb saddle area once. now I have got it too",
        "my gran had that numb saddle last year and since Friday I've got it as well",
    ],
)
def test_a_sign_taken_up_for_oneself_is_heard(lexicon: Lexicon, text: str) -> None:
    """ "I have got it too" makes somebody else's sign one's own."""
    assert detect(lexicon, text).tier == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "my aunt had numbness between her legs two years ago",
        "my dad could not pass urine last spring, my mum was worried",
    ],
)
def test_a_sign_of_somebody_else_stays_theirs(lexicon: Lexicon, text: str) -> None:
    """Without such words a sign of another person raises nothing."""
    assert detect(lexicon, text).tier == "none"


def test_a_hope_not_to_be_there_is_heard(lexicon: Lexicon) -> None:
    """A hope not to live to the hour that is asked for is a wish to die."""
    assert (
        detect(lexicon, "9pm, if I make it that far, and I hope I don't").condition == "self_harm"
    )
    assert detect(lexicon, "9pm if I make it that far after leg day").tier == "none"
