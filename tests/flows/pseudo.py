"""A second language for tests: English in which every word begins with "zoq"."""

import re
from functools import cache
from typing import Any

from fluent.syntax import FluentSerializer, ast, parse
from fluent.syntax.visitor import Transformer

from bot.library import Lexicons, Texts, read_content, read_lexicons, read_texts

CODE = "zz"
BEGINS = "zoq"
"""Too far from any English word for its speller to mend."""
UNTOUCHED = frozenset({"places", "redflags"})
RULES = frozenset(
    {"pattern", "fact", "topic", "number_classes", "endings", "suffixes", "stem_endings"}
)
WORD = re.compile(r"(?<![\w#*'])[a-z][\w']*")


def spelt(text: str) -> str:
    """The text in the other language."""
    return WORD.sub(lambda found: f"{BEGINS}{found[0]}", text.lower())


@cache
def texts() -> Texts:
    """The messages of English and of the other language."""
    english = read_texts()["en"]
    return {"en": english, CODE: {file: _messages(text) for file, text in english.items()}}


@cache
def lexicons() -> Lexicons:
    """The word lists of English and of the other language."""
    english = read_lexicons(read_content())["en"]
    other = {stem: data if stem in UNTOUCHED else _lists(data) for stem, data in english.items()}
    return {"en": english, CODE: other}


class _Spell(Transformer):
    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:  # noqa: N802
        node.value = WORD.sub(lambda found: f"{BEGINS}{found[0]}", node.value)
        return node


def _messages(text: str) -> str:
    resource = parse(text)
    _Spell().visit(resource)
    return FluentSerializer().serialize(resource)


def _lists(data: dict[str, Any]) -> dict[str, Any]:
    return {name: table if name in RULES else _spelt(table) for name, table in data.items()}


def _spelt(value: Any) -> Any:
    if isinstance(value, str):
        return spelt(value)
    if isinstance(value, dict):
        return {name: _spelt(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_spelt(item) for item in value]
    return value
