"""Law: no word for the person stands in Python; all of them live in content/text."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.laws.sources import modules

SENTENCE = re.compile(r"[A-Za-z']+ [a-z']+ [a-z']+")
"""Three words in a row are a text for somebody."""
LETTERS = re.compile(r"[A-Za-z]{2}")
NOT_SPOKEN = ("flows.catalog", "flows.engine.lint", "flows.language.explain", "flows.language.lint")
"""Modules of flows that write for people who keep the content, never for the person."""
FOR_READERS = ("Guard",)
"""Calls whose texts are labels in drawings and faults, not messages."""
PROVENANCE = "source"
"""The argument that says where a value comes from."""
SPOKEN = {"text", "label", "raw", "notice"}
"""Arguments that are shown as they are."""


def spoken_modules() -> dict[str, ast.Module]:
    """The modules of flows that decide what is said."""
    return {
        name: tree
        for name, tree in modules().items()
        if name.startswith("flows") and not name.startswith(NOT_SPOKEN)
    }


def silent(tree: ast.AST) -> set[int]:
    """The nodes whose texts nobody is shown: docstrings, sources, errors, guards' labels."""
    found: set[int] = set()
    for node in ast.walk(tree):
        guard = isinstance(node, ast.Call) and getattr(node.func, "id", "") in FOR_READERS
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        source = isinstance(node, ast.keyword) and node.arg == PROVENANCE
        if guard or docstring or source or isinstance(node, ast.Assert | ast.Raise):
            found |= {id(inner) for inner in ast.walk(node)}
    return found


def sentences(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that read like something said."""
    hidden = silent(tree)
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden
    ]
    yield from filter(SENTENCE.search, texts)


def shown(tree: ast.AST) -> Iterator[str]:
    """Literal texts given where a text is shown as it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in SPOKEN:
            value = node.value
            if isinstance(value, ast.Constant) and LETTERS.search(str(value.value)):
                yield str(value.value)


@pytest.mark.parametrize("module", spoken_modules())
def test_no_sentence_stands_in_a_flow(module: str) -> None:
    """Flows name messages; none of them holds a text."""
    assert list(sentences(spoken_modules()[module])) == []


SPEAKERS = ("flows", "bot.core.render")


@pytest.mark.parametrize("module", [name for name in modules() if name.startswith(SPEAKERS)])
def test_nothing_literal_is_shown_as_it_is(module: str) -> None:
    """What goes out as text, label, raw words or notice comes from content or from the person."""
    assert list(shown(modules()[module])) == []


def test_the_law_sees_a_sentence_and_a_label() -> None:
    """A text slipped into a flow is found; a docstring, an assertion and a guard are not."""
    tree = ast.parse(
        'def f():\n    """Say how it is."""\n    assert 1, "must be like this"\n'
        '    Guard("age is over limit", (), f)\n'
        '    Say("Well done for today")\n    Word(raw="Hi there")\n'
    )
    assert list(sentences(tree)) == ["Well done for today"]
    assert list(shown(tree)) == ["Hi there"]
