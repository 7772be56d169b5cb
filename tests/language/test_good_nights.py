"""A good night and a lazy day are no emergency; the wish not to wake up and a dry bladder are."""

import pytest

from flows.language.lexicon import Lexicon
from flows.language.red_flags import detect


@pytest.mark.parametrize(
    "text",
    [
        "I did nothing on Saturday", "we did nothing much this weekend", "the tablet did nothing",
        "I've done nothing at all since Monday", "nothing happened today",
        "I didn't wake up all night", "did not wake even once, 3 out of 10",
        "I never wake up at night these days", "slept much better and didn't wake up",
        "I fell asleep at ten and did not wake until six", "I hope I don't wake up stiff again",
        "I hope I don't wake up in pain", "didn't go to the loo all night, slept right through",
        "I did not pee all night, slept like a baby",
    ],
)  # fmt: skip
def test_good_nights_and_lazy_days_are_no_emergency(lexicon: Lexicon, text: str) -> None:
    """Sleeping through and doing nothing raise nothing."""
    assert detect(lexicon, text).tier == "none"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("I hope I don't wake up", "self_harm"),
        ("I wish I would not wake up any more", "self_harm"),
        ("I want to fall asleep and never wake up", "self_harm"),
        ("I hope I fall asleep tonight and never wake up", "self_harm"),
        ("it would be nice not to wake up", "self_harm"),
        ("I would not mind if I did not wake up", "self_harm"),
        ("if I never woke up nobody would care", "self_harm"),
        ("I slept all night and I still hope I don't wake up tomorrow", "self_harm"),
        ("sat on the toilet for half an hour and did nothing", "cauda_equina"),
        ("I try to wee but nothing happens", "cauda_equina"),
        ("nothing happens when I try to pee", "cauda_equina"),
        ("I couldn't go to the toilet all night", "cauda_equina"),
        ("I have not peed all day", "cauda_equina"),
    ],
)
def test_what_is_meant_is_heard(lexicon: Lexicon, text: str, condition: str) -> None:
    """Beside a wish, not waking up is one; beside a toilet, nothing is a bladder that fails."""
    heard = detect(lexicon, text)
    assert (heard.tier, heard.condition) == ("emergency", condition)
