"""The words of the red-flag screen and the referrals: complete, short, plain, no comfort."""

import re
from functools import cache

import pytest
from fluent.runtime import FluentBundle, FluentResource

from tests.clinical.truth_table.table import CONTENT, bank

TOPICS = ("red_flags", "referral", "why_triage")
WORDS_MAX = 120
GRADE_MAX = 7.0
"""Flesch-Kincaid grade; 6 is a reading age of 11, as rules 1.4 and 6 ask."""
HEARD_WORDS_MAX = 24
"""What `$heard` may hold: three short names, or a quotation cut there."""
QUESTION_WORDS_MAX = 60
SLOTS = {
    "heard": "numbness between the legs, trouble passing pee", "since": "Monday", "number": "999",
    "line": "a doctor, or call NHS 111 on 111", "worry": "my back", "date": "3 May",
    "crisis": "Samaritans: 116 123", "role": "a doctor", "tier": "urgent", "name": "NHS 111",
    "age": "40", "duration": "3 weeks", "pain": "4", "denied": "none", "rules": "c1_recent",
    "weeks": 3, "count": 2, "adult_age": 18, "long_standing_weeks": 12, "cured_years": 10,
}  # fmt: skip
REFERRALS = (
    "emergency",
    "urgent",
    "see-clinician",
    "advise",
    "none",
    "crisis",
    "under-age",
)
REASSURANCE = re.compile(
    r"don't worry|do not worry|no need to worry|nothing to worry|not serious|nothing serious|"
    r"most people|probably|(?<!more )likely|usually|rare|harmless|will be fine|all right soon|"
    r"relax|reassur|no cause for|safe to|common|normal",
    re.IGNORECASE,
)
NOCEBO = re.compile(
    r"damage|degenerat|fragile|out of place|vulnerable|wear and tear|crumbl|slipped|worn|"
    r"unstable spine|weak back|bad back|permanent|cripple|never recover",
    re.IGNORECASE,
)


@cache
def bundle() -> FluentBundle:
    """The three topics in English."""
    made = FluentBundle(["en"], use_isolating=False)
    for topic in TOPICS:
        text = (CONTENT / "text" / "en" / f"{topic}.ftl").read_text()
        made.add_resource(FluentResource(text), allow_overrides=False)
    return made


def ids() -> list[str]:
    """Every message id of the three topics, in the order written."""
    texts = ((CONTENT / "text" / "en" / f"{topic}.ftl").read_text() for topic in TOPICS)
    return [name for text in texts for name in re.findall(r"^([a-z][\w-]*) =", text, re.MULTILINE)]


def said(name: str, **slots: object) -> str:
    """Return a message as a person reads it."""
    message = bundle().get_message(name)
    assert message.value is not None
    text, errors = bundle().format_pattern(message.value, SLOTS | slots)
    assert not errors, errors
    return str(text)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade, counting groups of vowels as syllables."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)|\n", text.strip() + "\n")))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return an estimate of a word's syllables; a silent final e does not count."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, groups - silent)


def fluent(name: str) -> str:
    """Return a content id as Fluent writes it."""
    return name.lower().replace("_", "-")


def test_h12_every_question_item_group_and_rule_has_its_words() -> None:
    """The bank and the texts name the same things, in both directions."""
    needed = {f"flag-group-{fluent(group.id)}" for group in bank().groups}
    for question in bank().questions:
        own = f"flag-{fluent(question.id)}"
        needed |= {own, f"{own}-short"} | {f"{own}-item-{fluent(i.id)}" for i in question.items}
        needed |= {f"{own}-recency"} if question.recency else set()
        needed |= {f"{own}-number"} if question.number else set()
    needed |= {f"why-flag-{fluent(rule.id)}" for rule in bank().rules}
    present = set(ids())
    assert needed <= present
    about = {each for each in present if re.match(r"flag-[a-z]{1,2}\d|flag-group|why-flag", each)}
    assert about <= needed


def test_h12_every_suspected_condition_can_be_named() -> None:
    """Each condition of a rule or question has words for the sentence to say on the phone."""
    conditions = {rule.suspects for rule in bank().rules} | {q.condition for q in bank().questions}
    assert {f"condition-{fluent(each)}" for each in conditions} <= set(ids())


@pytest.mark.parametrize("name", ids())
def test_every_message_renders_with_the_slots_it_may_use(name: str) -> None:
    """No message needs a slot that the page of slots does not name, and none comes out empty."""
    assert said(name).strip()


@pytest.mark.parametrize("tier", REFERRALS)
def test_h27_a_referral_is_short_plain_and_says_what_the_bot_is(tier: str) -> None:
    """At most 120 words, reading age about 11, no person reads this, not yet reviewed."""
    text = said(f"referral-{tier}", heard=" ".join(["word"] * HEARD_WORDS_MAX))
    assert len(text.split()) <= WORDS_MAX
    text = said(f"referral-{tier}")
    assert grade(text) <= GRADE_MAX
    assert "no person reads this" in text
    assert "not yet reviewed by a clinician" in text


@pytest.mark.parametrize("tier", ["emergency", "urgent", "crisis"])
@pytest.mark.parametrize("stem", ["referral", "follow-up", "follow-up-not-yet", "locked"])
def test_h27_nothing_reassures_in_emergency_urgent_and_crisis(tier: str, stem: str) -> None:
    """No sentence of an emergency, an urgent or a crisis message plays it down."""
    text = said("locked", tier=tier) if stem == "locked" else said(f"{stem}-{tier}")
    assert not REASSURANCE.search(text)


@pytest.mark.parametrize("rule", bank().rules, ids=lambda rule: rule.id)
def test_h27_no_reason_for_a_referral_reassures(rule: object) -> None:
    """The reason of an emergency or urgent rule plays nothing down either, and each is short."""
    text = said(f"why-flag-{fluent(rule.id)}")  # type: ignore[attr-defined]
    assert grade(text) <= GRADE_MAX + 2
    if rule.tier in ("emergency", "urgent"):  # type: ignore[attr-defined]
        assert not REASSURANCE.search(text)


@pytest.mark.parametrize("name", ids())
def test_no_message_uses_words_that_make_pain_worse(name: str) -> None:
    """None of the nocebo words stands in any of the three topics."""
    assert not NOCEBO.search(said(name))


@pytest.mark.parametrize("question", [question.id for question in bank().questions])
def test_a_question_is_short_enough_to_read_at_a_glance(question: str) -> None:
    """A red-flag question is one or two plain sentences and ends by asking."""
    text = said(f"flag-{fluent(question)}")
    assert len(text.split()) <= QUESTION_WORDS_MAX
    assert "?" in text


def test_h20_emergency_words_carry_the_number_and_what_to_say() -> None:
    """The emergency message holds the number, what was heard, since when and the worry."""
    text = said("referral-emergency")
    assert all(str(SLOTS[slot]) in text for slot in ("number", "heard", "since", "worry"))
    assert "since" not in said("referral-emergency", since="unknown")


def test_h16_without_a_known_number_the_person_is_sent_to_their_own() -> None:
    """The fallback reads as a sentence: call your local emergency number."""
    text = said("referral-emergency", number=said("emergency-number-unknown"))
    assert "Call your local emergency number" in " ".join(text.split())
    assert "urgent-care line" in said("referral-urgent", line=said("urgent-line-unknown"))


def test_h27_three_short_names_fit_into_what_was_heard() -> None:
    """Any three findings can be named without breaking the limit of words."""
    names = [said(f"flag-{fluent(question.id)}-short") for question in bank().questions]
    longest = sorted((len(name.split()) for name in names), reverse=True)[:3]
    assert sum(longest) <= HEARD_WORDS_MAX


def test_h20_emergency_words_say_what_not_to_do() -> None:
    """Do not exercise, wait, drive with weak legs or when faint, or stop blood thinners."""
    text = said("referral-emergency")
    for warning in (
        "Do not exercise",
        "Do not wait",
        "Do not drive",
        "Do not stop blood thinners",
    ):
        assert warning in text


def test_h20_urgent_and_clinician_messages_carry_the_emergency_signs() -> None:
    """Both name the signs for which to call the number at once."""
    for tier in ("urgent", "see-clinician"):
        text = said(f"referral-{tier}")
        assert all(sign in text for sign in ("999", "numb between the legs", "pee", "weak legs"))


@pytest.mark.parametrize("tier", ["emergency", "urgent", "see_clinician", "crisis"])
def test_h15_a_locked_person_hears_that_answering_again_unlocks_nothing(
    tier: str,
) -> None:
    """The lock's words offer no exercise and name the only way back."""
    text = said("locked", tier=tier)
    assert "cannot give you any exercise" in text
    assert "does not unlock" in text


def test_h29_crisis_words_name_a_line_a_number_and_no_exercise() -> None:
    """The crisis message holds the lines, the emergency number, and asks for no exercise."""
    text = said("referral-crisis")
    assert "Samaritans: 116 123" in text and "999" in text and "no exercise today" in text
