"""The tripwire says what it heard, in whose words, by which rule, and what to ask next."""

import json
from pathlib import Path

import pytest

from flows.language.explain import explain, understand
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import read_text
from flows.language.reader import command
from flows.language.red_flags import NOTHING, detect

QUESTIONS = {"C1", "C2", "C3", "C4", "C5", "N1", "N2", "N3", "A1", "A2", "A3", "F1", "F2", "F3"}
QUESTIONS |= {"M1", "M2", "M3", "I1", "I2", "U1", "G1", "AX1", "P1", "W1"}
QUOTE_LENGTH_MAX = 200
DATA = Path(__file__).parent / "data"


def test_what_is_heard_is_quoted_in_the_persons_words(lexicon: Lexicon) -> None:
    """A hit carries tier, condition, the clause as typed, the rule, the words and the question."""
    heard = detect(lexicon, "Pain is 3. But I can't feel my bum when I sit!")
    assert (heard.tier, heard.condition) == ("emergency", "cauda_equina")
    assert heard.quote == "But I can't feel my bum when I sit!"
    assert heard.rule == "saddle_numb"
    assert "bum" in heard.words
    assert heard.question == "C1"


@pytest.mark.parametrize("text", ["", " ", "\n", "6", "no", "?!", "🦥" * 50])
def test_nothing_is_heard_in_nothing(lexicon: Lexicon, text: str) -> None:
    """Empty and trivial messages raise nothing."""
    assert detect(lexicon, text) == NOTHING


@pytest.mark.parametrize(
    ("flag", "harmless"),
    [
        ("I can't feel when I wipe", "I can feel everything when I wipe"),
        ("no pain, but I leak urine", "no leaks, no pain"),
        ("my legs have gone weak", "my dad's legs have gone weak"),
        ("my foot has dropped since Monday", "what if my foot drops?"),
        ("I have a fever", "I had a fever in 2019"),
        ("I want to die", "I'd die for a coffee"),
        ("my bum is numb", "bum went numb on the loo, gone as soon as I stood up"),
        ("I can't pee", "you said to call if I can't pee"),
        ("crushing pain in my chest", "my chest is sore from the press ups"),
        ("my wife is on your app, she can't feel her bottom", "my wife can't feel her bottom"),
    ],
)
def test_context_decides_between_a_flag_and_talk(
    lexicon: Lexicon, flag: str, harmless: str
) -> None:
    """The same words are a flag or not by negation, person, time, hypothesis and figure."""
    assert detect(lexicon, flag).tier in {"emergency", "urgent"}
    assert detect(lexicon, harmless).tier == "none"


def test_every_hit_opens_a_question_of_the_screen(lexicon: Lexicon) -> None:
    """Each labelled flag that is heard names a question of the screen and a short quote."""
    lines = (DATA / "messages_train.jsonl").read_text("utf-8").splitlines()
    for text in (json.loads(line)["text"] for line in lines):
        heard = detect(lexicon, text)
        assert len(heard.quote) <= QUOTE_LENGTH_MAX
        assert heard.tier == "none" or heard.question in QUESTIONS
        assert (heard.tier == "none") == (heard.rule == "")


def test_every_rule_has_a_condition_a_tier_and_a_question(lexicon: Lexicon) -> None:
    """A finding with a tier, and every combination, can be shown and asked about."""
    rules = [one for one in lexicon.findings if one.tier] + list(lexicon.combinations)
    for rule in rules:
        assert rule.tier in lexicon.tiers
        assert rule.condition
        assert rule.question in QUESTIONS


def test_combinations_need_findings_that_exist(lexicon: Lexicon) -> None:
    """A combination of findings that no rule can find would never fire."""
    known = {finding.id for finding in lexicon.findings}
    assert all(set(need) <= known for rule in lexicon.combinations for need in rule.needs)


def test_explain_shows_findings_and_why_they_were_set_aside(lexicon: Lexicon) -> None:
    """The reasoning names each finding, its fate and the verdict."""
    lines = explain(lexicon, "I have no numbness in my groin")
    assert any("saddle_numb" in line and "set aside: negated" in line for line in lines)
    assert lines[-1].startswith("verdict: silent none")


def test_understand_speaks_the_batch_protocol(lexicon: Lexicon) -> None:
    """One item in, one out: a label for a message, a value for an answer."""
    message = {"id": "a", "task": "redflag", "text": "I can't pee"}
    answer = {"id": "b", "task": "answer", "kind": "choice", "text": "2", "options": ["x", "y"]}
    bare = {"id": "c", "task": "answer", "kind": "nrs_0_10", "text": "six", "options": None}
    assert understand(lexicon, message) == {
        "id": "a",
        "label": "emergency",
        "outcome": "alarm",
    }
    assert understand(lexicon, answer) == {"id": "b", "value": 1}
    assert understand(lexicon, bare) == {"id": "c", "value": 6}


def test_a_text_is_parsed_once_in_a_turn(lexicon: Lexicon) -> None:
    """Listening for flags, commands and facts in one text reads it a single time."""
    read_text.cache_clear()
    text = "pain 4, slept badly, did half"
    detect(lexicon, text)
    command(lexicon, text)
    misses = read_text.cache_info().misses
    detect(lexicon, text)
    assert (misses, read_text.cache_info().misses) == (1, 1)


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("any leaking? nope", "none"),
        ("numbness in my saddle area: none", "none"),
        ("my calf isn't swollen or red", "none"),
        ("a woman I know can't walk", "none"),
        ("I dreamt that I couldn't feel my legs", "none"),
        ("worried about losing my bladder in the future", "none"),
        ("I don't leak, I just can't go at all", "urgent"),
        ("everything under my seat has gone to foam since Friday", "urgent"),
    ],
)
def test_contexts_and_nets(lexicon: Lexicon, text: str, tier: str) -> None:
    """Answered no, somebody known, a dream and a fear are no flags; wide words together are."""
    ranks = lexicon.tiers
    heard = ranks[detect(lexicon, text).tier]
    assert heard == 0 if tier == "none" else heard >= ranks[tier]
