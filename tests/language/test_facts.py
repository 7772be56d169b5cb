"""Several facts of a check-in are taken from one message; only what is clear."""

from typing import Any

import pytest

from flows.language.facts import facts
from flows.language.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("pain 4, slept badly, did half", {"pain_now": 4, "waking": "2+", "done": "some"}),
        ("pain 3, worst 6", {"pain_now": 3, "worst": 6}),
        ("slept well, did all of it", {"waking": "0", "done": "all"}),
        ("woke once, no stiffness", {"waking": "1", "stiffness": "none"}),
        ("stiff for ten minutes, leg the same", {"stiffness": "under_30", "leg": "same"}),
        ("stiff for over an hour, no leg pain", {"stiffness": "over_30", "leg": "none"}),
        ("having a flare up, skipped the session", {"flare": True, "done": "none"}),
        ("no flare up, did most of it", {"flare": False, "done": "most"}),
        ("back to normal this morning", {"settled": "usual"}),
        ("a bit sorer the next morning", {"settled": "a_bit_more"}),
        ("pain further down the leg now", {"leg": "further_down"}),
        ("hello there", {}),
        ("", {}),
    ],
)
def test_facts_of_a_check_in(lexicon: Lexicon, text: str, wanted: dict[str, Any]) -> None:
    """Each clear fact fills its key, and nothing else is filled."""
    assert facts(lexicon, text) == wanted
