"""The words of the bot: none is missing, all are plain, kind and true to what the bot may say."""

import re

import pytest
from fluent.syntax import ast, parse

from bot.app import engine
from bot.library import catalog, read_texts
from flows.dialogues.assessment import CHECKS
from flows.dialogues.commands import PHASES, TABLE
from flows.dialogues.companion import dialogues
from flows.engine.nodes import Ask, words_of
from flows.engine.wording import FluentWording
from tests.flows.fluency import grade

WORDS = FluentWording("en", read_texts()["en"])
MINE = (
    "general", "onboarding", "screening", "assessment", "plan", "checkin", "session", "review",
    "settings", "menu", "why_general",
)  # fmt: skip
"""Files of the dialogues themselves."""
GRADE_MEAN_MAX = 6.0
"""Age 11 is about grade 6."""
GRADE_MAX = 8.0
LONG_WORDS = 15
"""From here on a message is judged on its own."""
NOCEBO = re.compile(
    r"\b(damag\w*|degenerat\w*|fragile|out of place|vulnerable|worn|wear and tear|crumbl\w*"
    r"|slip(ped)? dis[ck]s?|ruptur\w*|bulg(e|es|ed|ing)|weak spine|unstable spine|your bad back)\b",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"\b(cures?|cured|guarantee\w*|heals?|healed|will go away|no risk|nothing to worry)\b"
    r"|\b(30|40|58|65) ?(%|percent)",
    re.IGNORECASE,
)
"""What nobody can promise, and the figures of the sources that have no source."""


def messages(file: str) -> dict[str, str]:
    """The messages of a file as they read with nothing filled in."""
    body = parse(read_texts()["en"][f"{file}.ftl"]).body
    return {e.id.name: WORDS.text(e.id.name) for e in body if isinstance(e, ast.Message)}


@pytest.mark.parametrize("file", sorted(read_texts()["en"]))
def test_no_word_frightens_and_none_promises(file: str) -> None:
    """No nocebo word, no promise of a cure, and none of the figures without a source."""
    found = messages(file.removesuffix(".ftl"))
    assert [k for k, text in found.items() if NOCEBO.search(text) or PROMISES.search(text)] == []


@pytest.mark.parametrize("file", MINE)
def test_words_are_read_with_ease_at_eleven(file: str) -> None:
    """The longer messages of a dialogue stay below grade 6 on average and 8 each."""
    grades = {k: grade(t) for k, t in messages(file).items() if len(t.split()) >= LONG_WORDS}
    assert {key: round(each, 1) for key, each in grades.items() if each > GRADE_MAX} == {}
    assert sum(grades.values()) <= GRADE_MEAN_MAX * len(grades)


def test_the_measure_tells_plain_from_hard() -> None:
    """The grade of a plain sentence is low, that of an official one high."""
    assert grade("Sit down. Breathe out. Then stand up again.") < 2
    assert (
        grade("Degenerative abnormalities necessitate comprehensive multidisciplinary evaluation.")
        > 15
    )


@pytest.mark.parametrize(
    "said",
    [
        "No person reads this chat", "not for emergencies", "local emergency number",
        "do not diagnose, treat or watch over", "18 and over",
        "not yet been reviewed by a clinician", "adults with low back pain",
        "do not replace a doctor",
    ],
)  # fmt: skip
def test_hello_says_what_this_is_and_is_not(said: str) -> None:
    """The first message tells intended use and limits (rules 6)."""
    assert said in WORDS.text("onboarding-hello").replace("*", "")


@pytest.mark.parametrize(
    "said", ["about your health", "export", "delete", "stored", "Do you agree"]
)
def test_consent_says_what_is_kept(said: str) -> None:
    """Consent names health answers, what they are for, and how to get or erase them."""
    assert said in WORDS.text("onboarding-consent")


@pytest.mark.parametrize(
    "key", [*(f"help-{phase}" for phase in PHASES), "privacy", "onboarding-consent"]
)
def test_what_a_text_tells_the_person_to_say_is_understood(key: str) -> None:
    """Each quoted word is a command that the reader knows, or a slash command of the table."""
    reader = engine().readers["en"]
    quoted = re.findall("“([^”]+)”", WORDS.text(key))
    slashes = {f"/{name}" for name in TABLE}
    heard = [w for w in quoted if w in slashes or reader.command(w) or reader.facts(w)]
    assert heard == quoted


@pytest.mark.parametrize("phase", PHASES)
def test_h20_help_in_every_phase_gives_the_emergency_number(phase: str) -> None:
    """Help says that nobody reads along and whom to call."""
    text = WORDS.text(f"help-{phase}", {"number": "999", "line": "a doctor", "crisis": ""})
    assert "999" in text and "No person reads this chat" in text and "urgent" in text


def test_every_question_that_may_be_skipped_says_so() -> None:
    """A person knows that they need not answer."""
    flows = (dialogue.flow for dialogue in dialogues(catalog(), ("en",)).values())
    optional = [
        (flow.id, node)
        for flow in flows
        for node in flow.nodes
        if isinstance(node, Ask) and node.optional and not node.safety
    ]
    texts = {f"{flow}.{ask.id}": WORDS.text(words_of(flow, ask)) for flow, ask in optional}
    assert [name for name, text in texts.items() if "skip this one" not in text] == []


def test_every_movement_check_names_a_support_and_when_to_stop() -> None:
    """No check is asked without something to hold and a limit of pain."""
    for check in CHECKS:
        text = WORDS.text(f"assessment-{check}".replace("_", "-"))
        assert (
            re.search("table|wall|chair", text) and "Stop if your pain goes up by 2 or more" in text
        )
