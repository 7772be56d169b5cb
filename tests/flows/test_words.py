"""The words of the bot: none is missing, all are plain, kind and true to what the bot may say."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import get_args

import pytest
from fluent.syntax import ast, parse

from bot.app import engine
from bot.library import catalog, read_texts
from flows.catalog.rules import Condition
from flows.clinical.prescription import instructions as card
from flows.clinical.progression.reassessment import WORST_FIRST
from flows.dialogues.assessment import CHECKS
from flows.dialogues.commands import PHASES, TABLE
from flows.dialogues.companion import dialogues
from flows.dialogues.home import OUTSIDE
from flows.dialogues.referral import ROLES, WAITING
from flows.engine.messages import FluentWording
from flows.engine.nodes import Ask, words_of
from tests.flows.fluency import grade
from tests.flows.keys import HOLE, decided, named

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


def asks() -> list[Ask]:
    """Every question of every dialogue."""
    flows = (dialogue.flow for dialogue in dialogues(catalog(), ("en",)).values())
    return [node for flow in flows for node in flow.nodes if isinstance(node, Ask)]


def slugs(names: Iterable[str]) -> set[str]:
    """Names as message ids spell them."""
    return {name.lower().replace("_", "-").replace(".", "-") for name in names}


def families() -> dict[str, set[str]]:
    """Every pattern of made ids with all that can stand in its hole."""
    bank, shelf, programme = catalog().red_flags, catalog().exercises, catalog().programme
    questions = slugs(question.id for question in bank.questions)
    blocks = {exercise.block for exercise in shelf.by_id.values()}
    countries = {c.code.lower() for c in catalog().clinic.countries}
    return {
        "again-*": slugs(ask.kind.reads for ask in asks()),
        "block-*": slugs(blocks),
        "card-limit-*": {"beginner", "other"},
        "checkin-*": slugs({*WORST_FIRST, "deload", "reassess"}),
        "condition-*": slugs(get_args(Condition)),
        "country-*": countries | slugs(catalog().zones),
        "demand-value-*": slugs({*programme.demand.days, "none"}),
        "fact-*": slugs(checkin_questions()),
        "flag-*": questions,
        "flag-*-short": questions,
        "flag-group-*": slugs(group.id for group in bank.groups),
        "heard-rule-*": slugs(
            ("r0", "r1.again", "r2.repeated", "r2.refer", "r8.again", "r9", "unreadable")
        ),
        "help-*": set(PHASES),
        "locked-option-*": slugs(WAITING),
        "outside-next-*": slugs(OUTSIDE),
        "plan-goal-*": {
            "calm-nervous-system",
            "spine-joints",
            "si-joint",
            "posture-muscle-balance",
        },
        "plan-pain-type-*": {"acute", "chronic", "radiculopathy", "structural"},
        "plan-phase-*": {"calm", "mobility", "strength", "integration", "maintenance", "none"},
        "plan-stage-*": {"beginner", "intermediate", "advanced"},
        "progress-trend-*": {"unknown", "same", "lower", "higher"},
        "referral-*": slugs(("emergency", "urgent", "see_clinician", "crisis", "advise")),
        "reminders-day-*": {"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
        "review-barrier-*": slugs(programme.barriers),
        "review-week-*": slugs(WORST_FIRST),
        "screened-*": {"start", "checkin", "flare"},
        "seen-role-*": slugs(ROLES),
    }


OF_OTHERS = ("*-*", "option-*", "pack-*", "remind-*", "reminders-echo-*")
"""Patterns whose words are proved with the flows (lint), the library or the reminders."""


def checkin_questions() -> list[str]:
    """What one sentence or one form may answer."""
    flow = dialogues(catalog(), ("en",))["checkin"].flow
    return [node.id for node in flow.nodes if isinstance(node, Ask) and not node.safety]


def test_every_literal_message_exists() -> None:
    """Whatever the code says by a literal id has words."""
    literal, _ = named()
    assert sorted(key for key in literal if not WORDS.has(key)) == []


@pytest.mark.parametrize("family", families())
def test_every_made_message_exists(family: str) -> None:
    """Whatever id the code makes from a name has words, for all names."""
    keys = [family.replace(HOLE, name) for name in sorted(families()[family])]
    assert [key for key in keys if not WORDS.has(key)] == []


def test_no_made_message_escapes() -> None:
    """Each pattern of ids in the code is one of those proved here, or proved by others."""
    _, made = named()
    known = (*families(), *OF_OTHERS)
    assert [p for p in sorted(made) if not any(fnmatchcase(p, each) for each in known)] == []


def test_every_decision_has_a_reason_in_words() -> None:
    """No rule of the red flags or the programme and no exercise lacks its words."""
    rules = slugs(f"why-flag-{rule.id}" for rule in catalog().red_flags.rules)
    keys = rules | slugs(f"why-{rule}" for rule in decided()) | card.messages(catalog().exercises)
    assert sorted(key for key in keys if not WORDS.has(key)) == []


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
