"""Law: the words of the house are in docs/glossary.md, and lead to what they name."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import msgspec
import pytest

from flows.record import Lock, Record, Run
from flows.scheduling.state import ReminderState
from tests.laws.sources import ROOT, modules

ROW = re.compile(r"^\| ([^|`]+) \| ([^|]+) \| `([\w.]+)` \|$", re.MULTILINE)
STORED_ROW = re.compile(r"^\| `(\w+)` \| `([\w.]+)` \|$", re.MULTILINE)
TERMS_MIN = 100
"""A glossary that lost its rows proves nothing."""

PARTS = frozenset(
    {"courtesy", "desk", "lifeline", "openings", "overhear", "parking", "reception", "scene",
     "sitting", "tripwire", "turnstile", "wishes"}
)  # fmt: skip
"""Retired words that are no part of any name either."""
WHOLE = PARTS | {
    "bars", "case", "gates", "kept", "letters", "met", "moment", "opening", "side", "standing",
    "told",
}  # fmt: skip
"""Retired words; inside of a longer name some of them are the field's own (leg_side)."""
LET_BE = {
    "gates": ("flows.catalog", "flows.clinical"),  # the table of phase gates in programme.toml
    "letters": ("flows.language.answers",),  # of the alphabet
    "side": ("bot.media", "flows.clinical.signature", "flows.language.answers"),  # left and right
}
"""Where a retired word is the right one, or the name of what is stored or kept in content."""


def terms() -> list[tuple[str, str, str]]:
    """Every row of the glossary: term, meaning, place."""
    found = ROW.findall((ROOT / "docs" / "glossary.md").read_text("utf-8"))
    return [(term, meaning, place) for term, meaning, place in found]


def stored() -> list[tuple[str, str]]:
    """Every row of older names: as it is stored, and where it lives."""
    return STORED_ROW.findall((ROOT / "docs" / "glossary.md").read_text("utf-8"))


def resolved(place: str) -> object:
    """What a dotted name leads to: a module, or something in it."""
    parts = place.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            found = getattr(found, name)
        return found
    raise AttributeError(place)


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Every name that a module gives or uses."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.alias(asname=str(name)):
                yield name
            case ast.keyword(arg=str(name)):
                yield name


def retired(module: str, tree: ast.AST) -> set[str]:
    """The names of a module that are, or are made of, a retired word."""
    wrong = set()
    for name in identifiers(tree):
        words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
        whole = name.strip("_").lower()
        found = whole in WHOLE or any(word.lower() in PARTS for word in words)
        if found and not module.startswith(LET_BE.get(whole, ("-",))):
            wrong.add(name)
    return wrong


@pytest.mark.parametrize(("term", "place"), [(term, place) for term, _, place in terms()])
def test_every_term_leads_to_what_it_names(term: str, place: str) -> None:
    """The place of a term is a module, or something in one."""
    assert resolved(place) is not None, term


def test_every_term_has_one_row_in_the_order_of_the_alphabet() -> None:
    """A word is looked up once, and found where a reader looks for it."""
    names = [term for term, _, _ in terms()]
    assert len(names) == len(set(names)) >= TERMS_MIN
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for section in page.split("\n## ")[1:-1]:
        rows = [term.casefold() for term, _, _ in ROW.findall(section)]
        assert rows == sorted(rows), section.splitlines()[0]


def test_every_meaning_is_a_sentence() -> None:
    """A meaning is short and ends with a full stop or dots."""
    assert [term for term, meaning, _ in terms() if not meaning.endswith((".", "..."))] == []


def test_older_names_are_those_of_what_is_stored() -> None:
    """Every field that is stored under another name is listed, and no other."""
    listed = {
        place.rsplit(".", 2)[-2] + "." + place.rsplit(".", 1)[-1]: old for old, place in stored()
    }
    found = {
        f"{kind.__name__}.{field.name}": field.encode_name
        for kind in (Record, Lock, Run, ReminderState)
        for field in msgspec.structs.fields(kind)
        if field.encode_name != field.name
    }
    assert found == listed


@pytest.mark.parametrize("module", list(modules()))
def test_no_retired_word_is_a_name(module: str) -> None:
    """What the glossary replaced is not used as a name again."""
    assert retired(module, modules()[module]) == set()


def test_the_law_sees_a_retired_word() -> None:
    """A class, an argument, an attribute and a keyword are seen; a string is not."""
    tree = ast.parse("class Desk: ...\ndef f(kept): return x.told, g(side=1), 'wishes', leg_side")
    assert retired("bot.core.x", tree) == {"Desk", "kept", "told", "side"}
