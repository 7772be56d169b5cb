"""Every rule of the plan has its sentence, and every sentence its rule."""

import ast
import re

import pytest
from fluent.runtime import FluentBundle, FluentResource

from flows.clinical.decision import Decision
from tests.clinical.people import CONTENT, programme

CLINICAL = CONTENT.parent / "flows" / "clinical"
SOURCES = (
    *sorted((CLINICAL / "progression").glob("*.py")),
    CLINICAL / "signature.py",
    CLINICAL / "staging.py",
    CLINICAL / "prescription" / "life_patterns.py",
)
RULE = re.compile(
    r"(pain_type|goal|stage|phase|gentle|dose|advise|r\d|absence|step|review|walk)\.[a-z_]+"
    r"|r0|r8|r9|relapse|signature\.(even|untested|better|worse)"
)
MADE = {
    "phase.": ("calm", "mobility", "strength"),
    "gate.": (
        "last", "flare", "gentle", "pain", "checkins", "activities", "setback", "loaded", "steps",
        "days", "near",
    ),
    "r2.": ("settle", "look", "seek_relief", "resume", "refer"),
    "my_flare.": ("settle", "look", "relief", "refer"),
    "absence.": ("hold", "step_back", "mini_assessment", "reassessment"),
    "r6.": ("reps", "tempo", "load", "range", "stability", "context", "sets", "rung"),
    "r7.phase.": ("mobility", "strength", "integration", "maintenance"),
    "demand.": tuple(programme().demand.days),
    "task.": ("set",),
    "tip.": tuple(programme().barriers.values()),
    "signature.": (
        "better", "worse",
        "braces.breath", "hinge.back", "hinge.limited",
        "stiff.bend_forward", "stiff.bend_back", "stiff.side",
        "control.squat", "control.sit_to_stand", "control.one_leg",
    ),
}  # fmt: skip
"""Rules whose ids are put together; the rest stand in the source as they are."""
BANNED = ("damage", "degenerat", "fragile", "out of place", "vulnerable", "don't worry", "worn")


def rules() -> set[str]:
    """Every rule id that the modules can give."""
    found = {prefix + name for prefix, names in MADE.items() for name in names}
    for source in SOURCES:
        tree = ast.parse(source.read_text())
        words = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
        found |= {word for word in words if isinstance(word, str) and RULE.fullmatch(word)}
    return found


def messages() -> dict[str, str]:
    """The why-texts of the plan and of the signature, by id."""
    text = "".join(
        (CONTENT / "text/en" / name).read_text() for name in ("why_plan.ftl", "signature.ftl")
    )
    parts = re.split(r"^(why-[a-z0-9-]+) =", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def key(rule: str) -> str:
    return f"why-{rule}".replace(".", "-").replace("_", "-")


def test_every_rule_is_worded_and_every_wording_is_used() -> None:
    """The words and the rules are the same set."""
    assert {key(rule) for rule in rules()} == set(messages())


@pytest.mark.parametrize("name", sorted(messages()))
def test_words_are_short_and_calm(name: str) -> None:
    """A reason has no frightening word, and no reassurance where it refers."""
    text = messages()[name].lower()
    assert not [word for word in BANNED if word in text]
    assert len(text.split("{")[0].split()) <= 45


def test_words_format_without_errors() -> None:
    """Each message formats with the inputs that its rule gives."""
    bundle = FluentBundle(["en"], use_isolating=False)
    for name in ("why_plan.ftl", "signature.ftl", "education.ftl"):
        bundle.add_resource(FluentResource((CONTENT / "text/en" / name).read_text()))
    inputs: dict[str, object] = dict.fromkeys(
        re.findall(r"\$(\w+)", "".join(messages().values())), 3
    )
    for name in messages():
        pattern = bundle.get_message(name).value
        assert pattern is not None
        said, errors = bundle.format_pattern(pattern, inputs)
        assert said
        assert not errors


def test_a_decision_names_its_message() -> None:
    """The message id follows from the rule id alone."""
    assert key(Decision("r5.not_yet", "hold").rule) in messages()
