"""Law: whatever the assessment asks is read by somebody; nobody is asked for nothing."""

import ast
from collections.abc import Iterable

import pytest

from flows.clinical.profile import Profile
from flows.dialogues import assessment
from flows.dialogues.assessment import CHECKS, OPTIONAL, QUESTIONS
from flows.engine.nodes import routes_of
from tests.laws.sources import modules

HERE, STORED = "flows.dialogues.assessment", "flows.clinical.profile"
PATTERNS = {f"{part}_{n}" for part in ("activity", "ability") for n in assessment.ACTIVITIES}
"""Read by a name that is put together: `activity_1`, and each check of `CHECKS`."""


def unread(names: Iterable[str]) -> list[str]:
    """Questions that neither a route nor the profile reads."""
    flow = assessment.assessment()
    routes = [route for node in flow.nodes for route in routes_of(node)]
    guards = {name for r in routes if r.when is not None for name in r.when.reads}
    tree = modules()[HERE]
    acts = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name in READERS]
    texts = {n.value for act in acts for n in ast.walk(act) if isinstance(n, ast.Constant)}
    return sorted(set(names) - guards - texts - PATTERNS - set(CHECKS))


KNOWN_UNREAD = {"leg_side": "shown in the review and exported; a clinician decides if it stays"}
"""Answers that no rule reads: whoever reads one takes it out of here."""
READERS = ("profile_of", "_sign_history", "_activities")


def test_every_answer_of_the_assessment_is_read() -> None:
    """A question that is asked and thrown away is named."""
    assert unread(name for name, _ in QUESTIONS) == []
    assert unread(["stress"]) == ["stress"]


def test_every_field_of_the_profile_is_read() -> None:
    """What the assessment writes down is used by a rule, a screen or a reason."""
    read = {
        node.attr
        for name, tree in modules().items()
        if name not in (HERE, STORED)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }
    assert set(Profile.__struct_fields__) - read == KNOWN_UNREAD.keys()


def test_a_slip_in_the_optional_questions_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in OPTIONAL that no question has does not make another one obligatory unseen."""
    monkeypatch.setattr(assessment, "OPTIONAL", OPTIONAL | {"wrk"})
    with pytest.raises(AssertionError, match="wrk"):
        assessment.assessment()
