"""Which variables a message needs, those of the messages that it names included."""

from functools import cache

from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from bot.library import read_texts


class _Needs(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.variables |= variables(node.id.name)


@cache
def _entries() -> dict[str, ast.Message]:
    texts = read_texts()["en"].values()
    entries = (entry for text in texts for entry in parse(text).body)
    return {entry.id.name: entry for entry in entries if isinstance(entry, ast.Message)}


@cache
def variables(key: str) -> frozenset[str]:
    """The variables of a message in any of its branches; none where there is no such message."""
    needs = _Needs()
    if key in _entries():
        needs.visit(_entries()[key])
    return frozenset(needs.variables)
